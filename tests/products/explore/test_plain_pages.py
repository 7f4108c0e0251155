"""The pages that tell of the ledger itself: everything the code knows stands there, in both languages."""

from __future__ import annotations

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.about import about_page
from cuaderno.products.explore.corrections import corrections_page, every_correction
from cuaderno.products.explore.measures import measures_page
from cuaderno.products.explore.words import Voice, table
from cuaderno.products.notes import found_in
from cuaderno.products.page import Page, Span
from cuaderno.products.words import plain
from cuaderno.statements.measures import all_rules, all_stages, all_units
from cuaderno.statements.universes import all_members, all_universes

LANGS = ("en", "es")


def said(page: Page) -> str:
    return "\n".join(span.text for span in found_in((page.deck, page.sections, page.subtitle), Span))


@pytest.mark.parametrize("lang", LANGS)
def test_every_stage_unit_rule_and_universe_is_told(edition_ledger: Ledger, lang: str) -> None:
    text = said(measures_page(edition_ledger, lang))
    for stage in all_stages():
        assert stage.name(lang) in text
        assert stage.plain(lang) in text
    for unit in all_units():
        assert unit.name(lang).split("{")[0] in text
    for rule in all_rules():
        assert rule.id in text
        assert rule.ask(lang) in text
    for universe in all_universes():
        assert universe.sentence(lang) in text
        assert universe.reason(lang) in text
    assert "{" not in text


@pytest.mark.parametrize("lang", LANGS)
def test_every_member_of_a_universe_stands_in_its_table(edition_ledger: Ledger, lang: str) -> None:
    section = next(one for one in measures_page(edition_ledger, lang).sections if one.id == "universes")
    tables = [one for one in section.blocks if one.block == "table"]
    assert sum(len(one.rows) for one in tables) == len(all_members())


def test_every_note_is_said_in_spanish_or_is_a_published_name() -> None:
    known = {one["en"] for key, one in table("measures").items() if key.startswith("note_")}
    for member in all_members():
        named = all(word[0].isupper() or word == "and" for word in member.note.split())
        assert named or member.note in known, member.note


@pytest.mark.parametrize("lang", LANGS)
def test_every_correction_and_every_known_fault_is_told(edition_ledger: Ledger, lang: str) -> None:
    text = said(corrections_page(edition_ledger, lang))
    found = list(every_correction())
    assert found
    for _, one in found:
        for part in (one.name, one.expect, one.read_as, one.why(lang)):
            assert part in text
        assert one.reason_es
    manifest = edition_ledger.store.manifest
    for source in {one.source for one in manifest.snapshots}:
        for fault in manifest.sources[source].known_errors[lang]:
            assert fault in text


@pytest.mark.parametrize("lang", LANGS)
def test_what_it_is_and_what_it_holds(edition_ledger: Ledger, lang: str) -> None:
    page = about_page(edition_ledger, lang, "0123456789abcdef")
    text = said(page)
    assert "0123456789abcdef" in text
    manifest = edition_ledger.store.manifest
    for source in {one.source for one in manifest.snapshots}:
        assert manifest.sources[source].licence in text
    counts = [span for span in found_in(page.sections, Span) if span.kind == "count"]
    assert plain(counts[:1]) == str(len(manifest.snapshots))


@pytest.mark.parametrize("name", ["about", "measures", "corrections", "check", "export"])
def test_both_languages_fill_the_same_places(name: str) -> None:
    for key, words in table(name).items():
        assert set(words) == set(LANGS)
        spots = [sorted(part.split("}")[0] for part in words[lang].split("{")[1:]) for lang in LANGS]
        assert spots[0] == spots[1], key
    assert Voice(name, "es").all()
