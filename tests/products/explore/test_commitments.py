"""The commitments of a place as of a day, out of the bundled edition: the same as the question gives, with every account of every date."""

from __future__ import annotations

import pytest

from cuaderno.errors import QuestionError, UnknownName
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.commitments import Ways, commitments_page
from cuaderno.products.explore.commitments_index import JOINED, index_page
from cuaderno.products.notes import found_in
from cuaderno.products.page import Chart, Item, Items, Page, Span, Table
from cuaderno.products.relating import every_type, narrowed
from cuaderno.products.visiting import MOST_EVENTS_ALONE, counted_events, places_related
from cuaderno.products.words import plain

WAYS = Ways("cuaderno commitments COL", "/api/v1/commitments/COL")


def of_one_type(code: str, kind: str) -> str:
    return f"/p/{code}?type={kind}"


def page(ledger: Ledger, place: str, lang: str = "en", **asked: object) -> Page:
    view = narrowed(ledger, place, **asked)  # type: ignore[arg-type]
    assert view is not None
    return commitments_page(ledger, view, lang, WAYS)


def titles(made: Page) -> list[str]:
    return [
        plain(item.term) for block in found_in(made.sections, Items) if block.style == "plain" for item in block.items
    ]


def table_of(made: Page) -> Table:
    (chart,) = found_in(made.sections, Chart)
    assert chart.table is not None
    return chart.table


def test_what_stands_there_is_what_the_question_gives(edition_ledger: Ledger) -> None:
    answer = edition_ledger.commitments("Colombia", partner="USA", as_of="2015-06-30")
    begun = [one for group in answer.groups for one in group.relations if one.state.status != "not_yet"]
    made = page(edition_ledger, "COL", partner="USA", as_of="2015-06-30")
    held = {one.relation.title_en for one in begun}
    assert held <= set(titles(made))
    assert {span.names for item in found_in(made.sections, Item) for span in item.term if span.names} >= {
        f"statement/{one.citation}" for one in begun
    }
    assert "in force" in plain(made.deck[0])


def test_a_day_before_says_what_was_not_yet(edition_ledger: Ledger) -> None:
    before = narrowed(edition_ledger, "COL", types=("MNNA",), as_of="2022-01-01")
    after = narrowed(edition_ledger, "COL", types=("MNNA",), as_of="2022-06-01")
    assert before is not None
    assert after is not None
    assert before.parts == ()
    assert [one.type for one in before.later] == ["MNNA"]
    assert [(group.type, group.in_force) for part in after.parts for group in part.groups] == [("MNNA", 1)]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_account_of_a_date_stands_with_its_reference_and_its_page(edition_ledger: Ledger, lang: str) -> None:
    made = page(edition_ledger, "COL", lang)
    view = narrowed(edition_ledger, "COL")
    assert view is not None
    stages = [line for part in view.parts for group in part.groups for one in group.shown for line in one.stages]
    rows = table_of(made).rows
    assert len(rows) == len(stages)
    assert sorted(row[-1][0].text for row in rows) == sorted(line.citation for line in stages)
    assert all(row[-1][0].names == f"statement/{row[-1][0].text}" for row in rows)
    references = {plain(row[5]) for row in rows}
    assert all(any(said.startswith(line.reference) for said in references) for line in stages if line.reference)
    marks = {plain(row[4]) for row in rows}
    said = {"en": ("another account gives another date", "unverified", "cited, file not held"),
            "es": ("otra versión da otra fecha", "sin verificar", "citado, archivo no conservado")}[lang]  # fmt: skip
    for mark in said:
        assert any(mark in one for one in marks)


def test_two_dates_of_one_event_are_both_there(edition_ledger: Ledger) -> None:
    view = narrowed(edition_ledger, "COL")
    assert view is not None
    conflicts = [c for part in view.parts for group in part.groups for one in group.shown for c in one.conflicts]
    shown = {span.value for span in found_in(page(edition_ledger, "COL").sections, Span) if span.kind == "time"}
    assert conflicts
    assert {date for one in conflicts for date in one.dates} <= shown


def test_no_command_stands_where_a_page_can_be_opened(edition_ledger: Ledger) -> None:
    spans = found_in(page(edition_ledger, "COL").sections, Span)
    assert not [one.text for one in spans if one.text.startswith("cuaderno cite")]
    assert [one for one in spans if one.kind == "code" and one.names.startswith("statement/")]


def test_visits_are_listed_alone_and_the_newest_first(edition_ledger: Ledger) -> None:
    found = narrowed(edition_ledger, "COL", types=("VISIT",))
    assert found is not None
    assert found.parts == ()
    assert [one.code for one in found.visits] == ["to", "by"]
    for listing in found.visits:
        dates = [max(line.date for line in event.lines) for event in listing.shown]
        assert dates == sorted(dates, reverse=True)
        assert len(dates) == min(listing.count, MOST_EVENTS_ALONE)
    whole = edition_ledger.commitments("COL", kind="VISIT")
    assert sum(one.count for one in found.visits) == sum(len(group.relations) for group in whole.groups)
    chiefs = narrowed(edition_ledger, "COL", types=("CHIEF_OF_MISSION",))
    assert chiefs is not None
    assert [one.code for one in chiefs.visits] == ["chiefs"]


def test_a_partner_and_a_type_narrow(edition_ledger: Ledger) -> None:
    with_israel = narrowed(edition_ledger, "COL", partner="Israel")
    assert with_israel is not None
    assert [part.code for part in with_israel.parts] == ["between"]
    assert all("ISR" in {side.code for side in one.sides} for part in with_israel.parts for group in part.groups for one in group.shown)  # fmt: skip
    assert narrowed(edition_ledger, "COL", partner="Israel", types=("MNNA",)) is None
    assert narrowed(edition_ledger, "ABW") is None
    with pytest.raises(UnknownName):
        narrowed(edition_ledger, "Colombai")
    with pytest.raises(QuestionError):
        narrowed(edition_ledger, "COL", as_of="2015-02-30")


def test_what_was_not_asked_for_is_not_said_to_be_missing(edition_ledger: Ledger) -> None:
    visits = narrowed(edition_ledger, "COL", types=("VISIT",))
    status = narrowed(edition_ledger, "COL", partner="USA", types=("MNNA",), as_of="2020-01-01")
    assert visits is not None
    assert status is not None
    for view, sections in ((visits, ["visits", "elsewhere"]), (status, ["commitments", "elsewhere"])):
        made = commitments_page(edition_ledger, view, "en", WAYS, narrow=True)
        assert [section.id for section in made.sections] == sections
        assert "does not mean that there is none" not in "".join(span.text for span in found_in(made.sections, Span))


def test_the_index_counts_every_type_and_place(edition_ledger: Ledger) -> None:
    _, groups, _ = every_type(edition_ledger.store)
    made = index_page(edition_ledger, "en", of_one_type)
    (types,) = found_in(made.sections[0], Table)
    counted = {row[0][-1].text: int(row[1][0].text) for row in types.rows}
    assert counted == {group.type: group.count for group in groups}
    (mnna,) = edition_ledger.commitments("USA", kind="MNNA").groups[:1]
    assert counted["MNNA"] == len(mnna.relations)
    links = {row[0][-1].text: row[0][0].href for row in types.rows}
    assert links["MNNA"] == "/p/USA?type=MNNA"
    assert links["MEMBERSHIP"] == ""
    places = made.sections[-1].blocks[-1]
    assert isinstance(places, Items)
    codes = {item.term[0].names.removeprefix("commitments/") for item in places.items}
    assert (
        codes == set(places_related(edition_ledger.store)) >= {code for code, _ in counted_events(edition_ledger.store)}
    )
    drawn = {row[-1][0].text for row in table_of(made).rows}
    joined = {one.citation for group in groups if group.type in JOINED for one in group.shown}
    assert drawn
    assert not drawn & joined


def test_the_index_speaks_as_of_a_day(edition_ledger: Ledger) -> None:
    _, then, _ = every_type(edition_ledger.store, "1990-01-01")
    _, now, _ = every_type(edition_ledger.store)
    force = [{group.type: group.in_force for group in groups} for groups in (then, now)]
    assert force[0]["MNNA"] == 0 < force[1]["MNNA"]
    assert "1 January 1990" in plain(index_page(edition_ledger, "en", of_one_type, "1990-01-01").subtitle)
