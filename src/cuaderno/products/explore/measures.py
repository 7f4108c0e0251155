"""The words and rules of what may be added, from the tables that the ledger itself applies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from cuaderno.products.explore.plain_pages import code, plain_page, said, text
from cuaderno.products.explore.words import Voice, table
from cuaderno.products.page import Block, Heading, Item, Items, Page, Paragraph, Section, Span, Spans, Table
from cuaderno.products.words import day
from cuaderno.statements.measures import Rule, all_rules, all_stages, all_units
from cuaderno.statements.programmes import programme
from cuaderno.statements.universes import ANY_SOURCE, Member, Universe, all_members, all_universes

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger


def measures_page(ledger: Ledger, lang: str) -> Page:
    """Stages, units, price bases, what is refused, and the universes with their dated tables."""
    voice = Voice("measures", lang)
    parts: dict[str, tuple[Block, ...]] = {
        "stages": (said(voice, "stages_says"), *_stages(voice)),
        "units": (said(voice, "units_says"), _units(voice)),
        "prices": (said(voice, "prices_says"), said(voice, "prices_own"), *_bases(ledger, voice)),
        "rules": (said(voice, "rules_says"), _rules(voice)),
        "universes": (said(voice, "universes_says"), *_universes(ledger, voice)),
    }
    sections = [Section(name, voice.word(name), blocks) for name, blocks in parts.items()]
    return plain_page(voice, sections, (voice.say("deck_1"), voice.say("deck_2")))


def _table(
    voice: Voice, caption: str, heads: Iterable[str], rows: Iterable[tuple[Spans, ...]], **more: object
) -> Table:
    named = tuple(text(voice.word(head)) for head in heads)
    folded = {"folded": True, "summary": str(more["summary"])} if more else {}
    return Table(text(caption), named, (), ("text",) * len(named), tuple(rows), **folded)  # type: ignore[arg-type]


def _answer(voice: Voice, yes: bool) -> Spans:
    return text(voice.word("yes" if yes else "no"))


def _stages(voice: Voice) -> Iterator[Block]:
    """A table for each lifecycle, its stages in their order."""
    for flow, stages in groupby(all_stages(), key=lambda one: one.flow):
        name = voice.word(f"flow_{flow}")
        yield Heading(text(name), anchor=f"flow-{flow}")
        rows = (
            (
                (Span("strong", one.name(voice.lang)),),
                text(voice.word(f"kind_{one.kind}")),
                _answer(voice, one.sums_over_years),
                text(one.plain(voice.lang)),
            )
            for one in stages
        )
        yield _table(voice, name, ("stage", "kind", "years", "means"), rows)


def _units(voice: Voice) -> Table:
    rows = (
        (
            (Span("strong", one.name(voice.lang).replace("{base}", voice.word("base"))),),
            (code(one.code.replace("BASE", "2020")),),
            _answer(voice, one.sums_over_years),
            _answer(voice, one.sums_over_programmes),
        )
        for one in all_units()
    )
    return _table(voice, voice.word("units"), ("unit", "code", "years", "programmes"), rows)


def _bases(ledger: Ledger, voice: Voice) -> Iterator[Block]:
    """The base years that the held files print their constant prices in."""
    manifest = ledger.store.manifest
    rows = [
        (
            (Span("text", manifest.sources[one.source].title[voice.lang], names=f"source/{one.source}"),),
            (code(one.file),),
            (Span("time", ", ".join(str(base) for base in sorted(set(one.bases.values()))), value=one.as_of[:4]),),
            (day(voice.lang, one.as_of),) if one.as_of else (),
        )
        for one in manifest.snapshots
        if one.bases
    ]
    if rows:
        yield _table(voice, voice.word("prices"), ("source", "file", "bases", "as_of"), rows)


def _rules(voice: Voice) -> Items:
    """Every refusal in its order: why, and what to ask instead."""
    return Items(
        tuple(
            Item(text(_reason(one, voice)), (Span("text", f"{one.ask(voice.lang)} "), code(one.id)))
            for one in all_rules()
        )
    )


def _reason(one: Rule, voice: Voice) -> str:
    """The reason without what was found in one case."""
    said = one.reason(voice.lang).replace(" ({found})", "").replace("({found})", "")
    filled = said.format(found="", **{name: voice.word(name) for name in ("inner", "outer", "universe")})
    return filled[:1].upper() + filled[1:]


def _universes(ledger: Ledger, voice: Voice) -> Iterator[Block]:
    titles = {name: info.title[voice.lang] for name, info in ledger.store.manifest.sources.items()}
    for one in all_universes():
        yield Heading(text(f"{one.code} {one.name(voice.lang)}"), anchor=one.code)
        yield Paragraph(text(one.sentence(voice.lang)))
        if not one.answerable:
            yield Paragraph(text(one.reason(voice.lang)), "note")
        if members := _members(one, titles, voice):
            caption = voice.word("members", code=one.code)
            yield _table(voice, caption, ("source", "field", "value", "from_to", "note"), members, summary=caption)


def _members(one: Universe, titles: dict[str, str], voice: Voice) -> list[tuple[Spans, ...]]:
    return [
        (
            text(voice.word("any_source") if row.source == ANY_SOURCE else titles.get(row.source, row.source)),
            text(voice.word(f"field_{row.field}")),
            _value(row, voice),
            (Span("time", _years(row, voice), value=str(row.first_year or "")),),
            text(note(row.note, voice)),
        )
        for row in all_members()
        if row.universe == one.code
    ]


def _value(row: Member, voice: Voice) -> Spans:
    if row.field == "any":
        return text(voice.word("every_row"))
    if row.field == "programme":
        return (
            Span("text", programme(row.value).name(voice.lang), names=f"programme/{row.value}"),
            Span("text", f" ({row.value})"),
        )
    return (code(row.value),) if row.field == "main_account" else (Span("cite", row.value),)


def _years(row: Member, voice: Voice) -> str:
    first, last = row.first_year, row.last_year
    if first and last:
        return voice.word("between", first=first, last=last)
    if first or last:
        return voice.word("since", year=first) if first else voice.word("until", year=last)
    return voice.word("always")


def note(said: str, voice: Voice) -> str:
    """A note of the table in the language of the page; a published name stands as it is."""
    known = {one["en"]: one for key, one in table("measures").items() if key.startswith("note_")}
    return known[said][voice.lang] if said in known else said
