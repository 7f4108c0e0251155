"""The relations part of a brief: commitments as of a day, what the place provides, visits, and the citation of each date."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from click.testing import CliRunner

from cuaderno.cli import main
from cuaderno.errors import QuestionError, UnknownName
from cuaderno.ledger.build import take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store
from cuaderno.products.bonds import MARKS, RESTS, Commitment, Event, OfType, RelationsView
from cuaderno.products.html import html
from cuaderno.products.markdown import markdown
from cuaderno.products.notes import found_in
from cuaderno.products.page import Chart, Page, Section, Span, Table
from cuaderno.products.pdf import pdf
from cuaderno.products.phrases import PHRASES
from cuaderno.products.plain import as_json
from cuaderno.products.relating import MOST_LISTED, relations, relations_sections
from cuaderno.products.ties import dated, short_day
from cuaderno.products.visiting import MOST_EVENTS
from cuaderno.products.words import plain, word
from cuaderno.sources.card import load_card, own_table
from cuaderno.statements.relation import words
from cuaderno.statements.standing import span_of

from ..sources.samples import samples, take
from .reading import read_markdown, read_page, read_pdf

DAYS = ("2009-10-30", "2010-08-18", "2015-01-01", datetime.now(UTC).date().isoformat())
PAIRS = (("COL", "USA"), ("COL", "ISR"), ("NATO", "COL"), ("USA", "USA"), ("TIAR", ""))


@pytest.fixture(scope="module")
def kept_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-kept table and the samples of the visits, and nothing else."""
    directory = tmp_path_factory.mktemp("kept")
    take_in("commitments", own_table(load_card("commitments")), directory)
    for sample in samples("travels_visits"):
        take("travels_visits", sample, directory)
    return directory


@pytest.fixture(scope="module")
def kept(kept_directory: Path) -> Ledger:
    """That ledger, held in memory."""
    return Ledger(Store([kept_directory], warm=True))


def view(ledger: Ledger, place: str, partner: str = "USA", as_of: str = "") -> RelationsView:
    found = relations(ledger, place, partner, as_of)
    assert found is not None
    return found


def every(found: RelationsView, part: str = "") -> dict[str, Commitment]:
    """The commitments of a view, or of one of its parts, by English title."""
    shown = [group for one in found.parts if part in ("", one.code) for group in one.groups]
    return {one.title.en: one for group in shown for one in group.shown}


def one_page(sections: tuple[Section, ...], lang: str) -> Page:
    """A page of these sections alone."""
    said = {key: word(lang, key) for key in PHRASES if "{" not in PHRASES[key]}
    return Page(lang, "", "A place", (), ((Span("text", "A lead."),),), (), sections, (), (), (), said)


DCA = "Defense Cooperation Agreement (SACTA), 2009"


def test_the_defence_cooperation_agreement_on_its_two_days(kept: Ledger) -> None:
    signed, struck = (every(view(kept, "COL", as_of=day))[DCA] for day in DAYS[:2])
    assert "in force (U.S. view) since 30 October 2009" in signed.says.en
    assert (struck.status, struck.in_force) == ("no_effect", False)
    assert struck.says.es == "sin efecto en Colombia, 17 de agosto de 2010; en vigor (según Estados Unidos)"
    assert [mark for line in signed.stages for mark in line.marks].count("later") == 1
    assert "later" not in [mark for line in struck.stages for mark in line.marks]


def test_dates_that_exclude_each_other_stand_side_by_side(kept: Ledger) -> None:
    agreement = every(view(kept, "COL"))[DCA]
    (conflict,) = agreement.conflicts
    assert (conflict.stage, conflict.dates) == ("signed", ("2009-10-30", "2008"))
    marked = {line.date for line in agreement.stages if "conflicting" in line.marks}
    assert marked == {"2008", "2009-10-30"}


@pytest.mark.parametrize(("day", "number"), [("2009-10-30", 1), ("2022-05-22", 1), ("2022-05-24", 2)])
def test_what_has_not_begun_is_named_and_not_shown(kept: Ledger, day: str, number: int) -> None:
    found = view(kept, "COL", as_of=day)
    title = "Major Non-NATO Ally: Colombia"
    on_the_day = [title in every(found), title in {one.title.en for one in found.later}]
    assert on_the_day == ([False, True] if day < "2022-03" else [True, False])
    assert sum(one.in_force for one in every(found).values() if one.type in {"MNNA", "COLLECTIVE_SECURITY"}) == number


def test_marks_tell_what_a_date_rests_on(kept: Ledger) -> None:
    shown = every(view(kept, "COL"))
    acsa = shown["Acquisition and Cross-Servicing Agreement, 2012"]
    assert acsa.rests == ("single-source",)
    assert acsa.stages[0].marks == ("single-source", "not_held")
    assert "unverified_status" in shown["Operation Ocean Shield (NATO): ship ARC 7 de Agosto, 2015"].rests
    assert "unverified_day" in shown["Sanctions on President Petro, 2025"].rests
    unverified = [line for one in shown.values() for line in one.stages if "unverified" in line.marks]
    assert unverified
    assert {line.reference for line in unverified} == {""}
    assert all("not_held" in line.marks for one in shown.values() for line in one.stages)


def test_references_are_apart_from_the_day_they_were_seen(kept: Ledger) -> None:
    lines = [line for one in every(view(kept, "USA")).values() for line in one.stages]
    assert any(line.seen_on == "2026-11-22" for line in lines)
    assert not any("; seen 2" in line.reference for line in lines)
    assert all(span_of(line.seen_on) for line in lines if line.seen_on)


def test_colombia_as_a_provider_of_security(kept: Ledger) -> None:
    given = every(view(kept, "COL"), "provides")
    assert {one.type for one in given.values()} == {"TRAINING", "MISSION"}
    assert "Training under USCAP: Colombia to Honduras" in given
    assert "Multinational Force and Observers, Sinai: Colombian battalion" in given
    assert all(one.provides for one in given.values())
    hosted = "United Nations Verification Mission in Colombia (SCR 2366), hosted"
    assert hosted in every(view(kept, "COL"), "others")


def test_with_a_partner_what_is_between_the_two_comes_first(kept: Ledger) -> None:
    found = view(kept, "Colombia", "Israel")
    assert [part.code for part in found.parts] == ["between", "others", "provides"]
    between = every(found, "between")
    assert "Licence to make the Galil rifle: Israel Military Industries and Indumil" in between
    assert all("ISR" in {side.code for side in one.sides} for one in between.values())
    assert every(view(kept, "COL")).keys() == every(found).keys()
    assert [(one.code, one.count) for one in found.visits] == [("to", 1)]
    assert "Barak" in found.visits[0].shown[0].title.en


def test_a_consent_over_what_goes_to_the_place_is_shown_though_it_is_no_party(kept: Ledger) -> None:
    title = "Consent of the United States to the transfer of Israeli unmanned aircraft to Colombia"
    for partner, part in (("USA", "others"), ("ISR", "between")):
        consent = every(view(kept, "COL", partner), part)[title]
        assert "no_party" in consent.rests
    assert title not in every(view(kept, "PER"))


def test_nato_and_colombia(kept: Ledger) -> None:
    found = view(kept, "NATO", "COL")
    between = every(found, "between")
    assert {one.type for one in between.values()} == {"SECURITY_OF_INFORMATION", "PARTNERSHIP", "PTEC", "MISSION"}
    partner = between["NATO partner across the globe: Colombia"]
    assert [conflict.dates for conflict in partner.conflicts] == [("2018-05-31", "2017-05")]
    assert "North Atlantic Treaty Organization" in {side.name.en for side in partner.sides}


def test_a_place_of_which_nothing_is_held_has_no_view(kept: Ledger) -> None:
    assert relations(kept, "Vanuatu") is None
    assert relations_sections(None, "en") == ()


def test_what_is_no_place_and_no_day_is_refused(kept: Ledger) -> None:
    with pytest.raises(UnknownName, match="Colombia"):
        relations(kept, "Colombai")
    with pytest.raises(QuestionError, match="is not a day"):
        relations(kept, "COL", as_of="2010-02-30")


@pytest.mark.parametrize("place", ["COL", "USA", "NATO"])
@pytest.mark.parametrize("day", DAYS)
def test_counts_are_those_of_the_ledgers_own_answer(kept: Ledger, place: str, day: str) -> None:
    told = {
        group.type.code: (sum(one.state.status != "not_yet" for one in group.relations), len(group.binding))
        for group in kept.commitments(place, as_of=day).groups
    }
    found = view(kept, place, as_of=day)
    shown: dict[str, tuple[int, int]] = {}
    for group in groups(found):
        if group.type != "CONSENT":
            count, force = shown.get(group.type, (0, 0))
            shown[group.type] = (count + group.count, force + group.in_force)
    assert shown == {code: counts for code, counts in told.items() if counts[0] and code != "CONSENT"}


def groups(found: RelationsView) -> Iterable[OfType]:
    return (group for part in found.parts for group in part.groups)


def test_a_type_with_very_many_is_cut_and_names_the_command_that_lists_them(
    kept: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert max(group.count for group in groups(view(kept, "USA"))) <= MOST_LISTED
    monkeypatch.setattr("cuaderno.products.relating.MOST_LISTED", 3)
    found = view(kept, "USA", as_of="2023-01-01")
    allies = next(group for group in groups(found) if group.type == "MNNA")
    assert (len(allies.shown), allies.ask) == (3, "cuaderno commitments USA --type MNNA --as-of 2023-01-01")
    section = relations_sections(found, "en")[0]
    assert f"{allies.count - 3} more are not shown; {allies.ask} lists all." in said(section)
    assert all(group.ask == "" for group in groups(found) if group.count <= 3)


def said(thing: object) -> str:
    return plain(found_in(thing, Span))


@pytest.mark.parametrize(("place", "partner"), PAIRS)
def test_every_dated_stage_shown_has_its_row_and_its_citation_opens(
    edition_ledger: Ledger, place: str, partner: str
) -> None:
    found = view(edition_ledger, place, partner)
    sections = {one.id: one for one in relations_sections(found, "en")}
    rows = [
        row for name in sections if name != "visits" for table in found_in(sections[name], Table) for row in table.rows
    ]
    lines = [line for one in every_shown(found) for line in one.stages]
    assert len(rows) == len(lines) > 0
    assert [row[-1][-1].text for row in rows] == [f"cuaderno cite {line.citation}" for line in lines]
    for one in every_shown(found):
        opened = edition_ledger.cite_relation(one.citation)
        assert opened is not None
        assert [(row.stage, row.date) for row in opened.relation.stages] == [
            (row.stage, row.date) for row in one.stages
        ]
    assert {line.citation.partition("@")[2] for line in lines} <= set(found.snapshots)


def every_shown(found: RelationsView) -> list[Commitment]:
    return [one for group in groups(found) for one in group.shown]


def test_visits_are_listed_both_ways_newest_first(kept: Ledger) -> None:
    found = view(kept, "USA")
    listings = {one.code: one for one in found.visits}
    assert listings.keys() == {"to", "by", "chiefs"}
    for listing in listings.values():
        newest = [max(line.date for line in event.lines) for event in listing.shown]
        assert newest == sorted(newest, reverse=True)
        assert len(listing.shown) == min(listing.count, MOST_EVENTS)
    assert {event.sides[1].code for event in listings["to"].shown} == {"USA"}
    assert {event.sides[0].code for event in listings["by"].shown} == {"USA"}
    of_publishers = [event for listing in found.visits for event in listing.shown if event.source != "commitments"]
    assert of_publishers
    assert all(line.marks == () for event in of_publishers for line in event.lines)


def test_visits_after_the_day_asked_are_not_listed(kept: Ledger) -> None:
    newest = max(line.date for event in events(view(kept, "USA")) for line in event.lines)
    before = view(kept, "USA", as_of="1990-01-01")
    dates = [line.date for event in events(before) for line in event.lines]
    assert dates
    assert max(dates) <= "1990-01-01" < newest


def events(found: RelationsView) -> list[Event]:
    return [event for listing in found.visits for event in listing.shown]


def test_long_lists_of_visits_are_cut_with_their_count_and_command(edition_ledger: Ledger, kept: Ledger) -> None:
    ledger = edition_ledger if view(edition_ledger, "COL").visits else kept
    cut = [one for one in view(ledger, "USA").visits if one.count > len(one.shown)]
    text = said(relations_sections(view(ledger, "USA"), "en"))
    for listing in cut:
        assert f"{listing.count} held, {MOST_EVENTS} shown. All: {listing.ask}" in text
    assert {event.citation for event in events(view(ledger, "USA"))} == {
        opened_citation(ledger, event.citation) for event in events(view(ledger, "USA"))
    }


def opened_citation(ledger: Ledger, citation: str) -> str:
    opened = ledger.cite_relation(citation)
    assert opened is not None
    return f"{opened.relation.key:016x}@{opened.relation.snapshot}"


def test_a_ledger_that_is_not_held_in_memory_lists_the_same_visits(kept: Ledger, kept_directory: Path) -> None:
    assert view(Ledger(Store([kept_directory])), "USA") == view(kept, "USA")


@pytest.mark.parametrize(
    ("place", "partner", "day"), [*((*pair, "") for pair in PAIRS), *(("COL", "USA", day) for day in DAYS)]
)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_no_digit_stands_outside_what_is_meant_for_it_and_nothing_is_a_figure(
    edition_ledger: Ledger, place: str, partner: str, day: str, lang: str
) -> None:
    page = one_page(relations_sections(view(edition_ledger, place, partner, day), lang), lang)
    read = read_page(html(page))
    text = read_markdown(markdown(page), word(lang, "sources_title"))
    assert (read.stray, read.figures) == ([], [])
    assert (text.stray, text.figures) == ([], [])
    assert len(read.ids) == len(set(read.ids))
    assert not any(
        raw in said(page.sections) for raw in ("not_yet", "no_effect", "None", "[", "{", "..", "  ", ";;", "; ;")
    )


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_rendering_shows_every_citation(edition_ledger: Ledger, lang: str) -> None:
    found = view(edition_ledger, "COL")
    page = one_page(relations_sections(found, lang), lang)
    citations = {one.citation for one in every_shown(found)}
    _, printed = read_pdf(pdf(page))
    squeezed = "".join(printed.split())
    shown, text = html(page).decode(), markdown(page).decode()
    for citation in citations:
        assert f"cuaderno cite {citation}" in shown
        assert f"`cuaderno cite {citation}`" in text
        assert citation in squeezed
    told = json.loads(as_json(found))
    assert {
        one["citation"] for part in told["parts"] for group in part["groups"] for one in group["shown"]
    } == citations
    assert told["place"] == {"code": "COL", "name": {"en": "Colombia", "es": "Colombia"}}


def test_the_note_of_the_timeline_names_the_shapes_that_occur(kept: Ledger) -> None:
    notes = {
        partner: plain(found_in(relations_sections(view(kept, "COL", partner), "en"), Chart)[0].note)
        for partner in ("USA", "ISR")
    }
    assert ["Hollow" in notes["USA"], "Diamonds" in notes["USA"]] == [True, True]
    assert ["Hollow" in notes["ISR"], "Diamonds" in notes["ISR"]] == [False, False]


def test_dates_are_times_with_their_iso_value(kept: Ledger) -> None:
    sections = relations_sections(view(kept, "COL"), "es")
    times = {span.value: span.text for span in found_in(sections, Span) if span.kind == "time" and span.value}
    assert times["2010-08-17"] in {"17 de agosto de 2010", "17\N{NO-BREAK SPACE}ago\N{NO-BREAK SPACE}2010"}
    text = dated("in force since 30 October 2009 (2008)", ["2009-10-30", "2008"], "en")
    assert [(span.text, span.value) for span in text if span.kind == "time"] == [
        ("30 October 2009", "2009-10-30"),
        ("2008", "2008"),
    ]
    assert short_day("2010-08-07", "en").text.split() == ["7", "Aug", "2010"]
    assert short_day("", "es").text == "no se sabe"


def test_a_brief_of_a_place_with_visits_only_says_that_it_has_no_commitments(kept: Ledger) -> None:
    nothing_but_visits = next(
        code
        for event in events(view(kept, "USA"))
        for code in (event.sides[0].code, event.sides[1].code)
        if not view(kept, code).parts
    )
    sections = relations_sections(view(kept, nothing_but_visits), "en")
    assert [one.id for one in sections] == ["commitments", "visits"]
    assert "holds no commitment of" in said(sections[0])


def test_a_citation_of_the_brief_opens_on_the_command_line(edition_ledger: Ledger) -> None:
    citation = every(view(edition_ledger, "COL"))[DCA].citation
    result = CliRunner().invoke(main, ["cite", citation])
    assert result.exit_code == 0
    assert DCA in result.stdout


def test_the_catalogue_has_every_word_in_both_languages_with_the_same_places_and_no_digit() -> None:
    kept_words = tomllib.loads((files("cuaderno.products") / "locale" / "relating.toml").read_text(encoding="utf-8"))
    for key, both in kept_words.items():
        assert both.keys() == {"en", "es"}, key
        names = [sorted(name for _, name, _, _ in Formatter().parse(text) if name) for text in both.values()]
        assert names[0] == names[1], key
        assert not any(sign.isdigit() for text in both.values() for sign in text), key
    assert {f"mark_{one}" for one in MARKS if one != "not_held"} <= kept_words.keys()
    assert {f"rests_{one}" for one in RESTS} <= kept_words.keys()
    assert set(words("evidence")) - {"seen"} <= set(MARKS)
