"""The parts of a brief beside budget money: they say what the command line says, and add nothing that may not be added."""

from __future__ import annotations

import shlex
from decimal import Decimal

import pytest

from cuaderno.errors import CannotAdd
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.products.brief import make_brief
from cuaderno.products.compose import compose
from cuaderno.products.notes import found_in
from cuaderno.products.page import Chart, Span
from cuaderno.products.shapes import MATTERS, Brief, Fig, Matter, MatterTable


def matter(brief: Brief, name: str) -> Matter:
    return next(one for one in brief.matters if one.id == name)


def table(brief: Brief, name: str) -> MatterTable:
    return next(one for part in brief.matters for one in part.tables if one.name == name)


def said(some: Fig | None) -> Decimal:
    assert some is not None
    assert some.value is not None
    return some.value


@pytest.fixture(scope="module")
def colombia(edition_ledger: Ledger) -> Brief:
    return make_brief(edition_ledger, "COL")


def test_the_parts_stand_in_their_order(edition_ledger: Ledger, colombia: Brief) -> None:
    for brief in (colombia, make_brief(edition_ledger, "USA"), make_brief(edition_ledger, "ISR")):
        names = [one.id for one in brief.matters]
        assert names == [name for name in MATTERS if name in names]


@pytest.mark.parametrize(("column", "unit"), [(0, "sessions"), (1, "USD")])
def test_training_is_what_the_command_line_answers(
    edition_ledger: Ledger, colombia: Brief, column: int, unit: str
) -> None:
    rows = {row.marks[0].code: row.cells[column] for row in table(colombia, "courses").rows}
    for programme in ("IMET", "FMF"):
        answer = edition_ledger.total(
            recipient="COL", stage="trained", unit=unit, programme=programme, source="military_training"
        )
        assert said(rows[programme]) == answer.value
    years = [row for row in table(colombia, "courses_years").rows if row.marks[0].code == "IMET"]
    assert sum(said(row.cells[column]) for row in years) == said(rows["IMET"])


def test_training_is_counted_in_places_and_never_in_persons(colombia: Brief) -> None:
    assert {one.unit for one in found_in(matter(colombia, "training"), Fig)} == {"sessions", "USD"}


def test_programmes_of_which_one_is_a_part_of_another_have_no_sum(edition_ledger: Ledger, colombia: Brief) -> None:
    codes = {row.marks[0].code for row in table(colombia, "courses").rows}
    assert {"PKO", "GPOI"} <= codes
    assert table(colombia, "courses").totals == ()
    assert [one.kind for one in matter(colombia, "training").leads] == ["courses_largest"]
    with pytest.raises(CannotAdd):
        edition_ledger.total(recipient="COL", stage="trained", unit="sessions", programme=["PKO", "GPOI"])


def test_notices_are_counted_and_never_summed_in_dollars(edition_ledger: Ledger) -> None:
    brief = make_brief(edition_ledger, "ISR")
    listed = table(brief, "notices_list").rows
    answer = edition_ledger.total(recipient="ISR", stage="notified", unit="notices")
    assert len(listed) == answer.value == said(table(brief, "notices").totals[0])
    assert all(len(fig.statements) == 1 for row in listed for fig in row.cells if fig)
    assert {one.unit for one in found_in(table(brief, "notices"), Fig)} == {"notices"}


def test_what_was_not_delivered_stands_apart_from_what_was(edition_ledger: Ledger) -> None:
    brief = make_brief(edition_ledger, "ISR")
    delivered = table(brief, "excess")
    for head, unit in (("acquisition_value", "USD-acquisition"), ("current_value", "USD")):
        at = [one.head for one in delivered.columns].index(head)
        answer = edition_ledger.total(recipient="ISR", stage="delivered", unit=unit, programme="EDA")
        assert said(delivered.totals[at]) == answer.value
    apart = [row.marks[0].code for row in table(brief, "excess_else").rows]
    assert "delivered" not in apart
    assert table(brief, "excess_else").totals == ()


def test_authorised_stands_beside_shipped(edition_ledger: Ledger) -> None:
    brief = make_brief(edition_ledger, "TWN")
    sold = table(brief, "commercial")
    assert [one.head for one in sold.columns] == ["authorised", "agreement_approved", "shipped"]
    for column, total in zip(sold.columns, sold.totals, strict=True):
        answer = edition_ledger.total(recipient="TWN", stage=column.head, unit="USD", source="direct_commercial_sales")
        assert said(total) == answer.value


def test_days_are_never_added_and_the_sexes_of_a_day_are(colombia: Brief) -> None:
    days = table(colombia, "days")
    assert days.totals == ()
    latest = table(colombia, "missions")
    assert said(latest.totals[0]) + said(latest.totals[1]) == said(latest.totals[2])
    assert sum(said(row.cells[2]) for row in latest.rows) == said(latest.totals[2])
    assert said(days.rows[-1].cells[-1]) == said(matter(colombia, "people").leads[0].figures[0])


def test_a_report_in_quarantine_is_named_and_counts_nowhere(colombia: Brief) -> None:
    (unread,) = [one for one in matter(colombia, "people").leads if one.kind == "unread"]
    assert unread.names[0].code == "UN_country_contributions_2019_10.pdf"
    assert not any(row.marks[0].code.startswith("2019-10") for row in table(colombia, "days").rows)


def test_events_are_counted_by_type_and_year(edition_ledger: Ledger, colombia: Brief) -> None:
    events = table(colombia, "events")
    answer = edition_ledger.total(recipient="COL", stage="recorded", unit="events", by="year")
    assert [said(one) for one in events.totals[:-1]] == [one.value for one in answer.figures]
    assert said(events.totals[-1]) == answer.value


def test_what_only_a_text_says_has_no_sum_and_stands_in_no_other_part(colombia: Brief) -> None:
    texts = matter(colombia, "texts")
    assert all(one.totals == () for one in texts.tables)
    numbers = {number for one in found_in(texts, Fig) for number in one.statements}
    elsewhere = {
        number
        for one in colombia.matters
        if one.id != "texts"
        for fig in found_in(one, Fig)
        for number in fig.statements
    }
    assert numbers.isdisjoint(elsewhere)
    assert {len(one.statements) for one in found_in(texts, Fig)} == {1}
    assert all("text-only" in row.marks[3].code for one in texts.tables for row in one.rows)


def test_a_provider_is_shown_to_whom_it_gives(edition_ledger: Ledger) -> None:
    brief = make_brief(edition_ledger, "Estados Unidos")
    assert brief.matters[0].id == "given"
    first = table(brief, "given_recipients").rows[0]
    for cell, universe in zip(first.cells, ("D4", "D6"), strict=True):
        answer = edition_ledger.total(
            provider="USA", recipient=first.marks[0].code, stage="obligated", universe=universe, source="greenbook",
            years=said_years(cell),
        )  # fmt: skip
        assert said(cell) == answer.value
    notices = table(brief, "given_notices")
    assert len(notices.rows) + notices.more == len(
        edition_ledger.total(stage="notified", unit="notices", by="recipient").figures
    )
    assert not brief.programmes


def said_years(cell: Fig | None) -> str:
    assert cell is not None
    return cell.period


def test_a_relationship_shows_only_what_passed_between_the_two(edition_ledger: Ledger) -> None:
    brief = make_brief(edition_ledger, "COL", partner="UN")
    assert brief.partner is not None
    assert [one.id for one in brief.matters] == ["people", "texts"]
    page = compose(brief, "es")
    assert page.title == "Colombia y Naciones Unidas"
    assert any(one.id == "money" for one in page.sections)


def test_a_window_narrows_every_part(edition_ledger: Ledger) -> None:
    brief = make_brief(edition_ledger, "COL", years="2017-2018")
    periods = {row.marks[1].code for row in table(brief, "courses_years").rows}
    assert periods == {"FY2017", "FY2018"}
    assert [one.period for one in table(brief, "events").columns if one.period] == ["CY2017", "CY2018"]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_chart_is_said_in_words_and_stands_over_its_table(colombia: Brief, lang: str) -> None:
    sections = {one.id: one for one in compose(colombia, lang).sections}
    for name in ("training", "people"):
        blocks = sections[name].blocks
        at = [number for number, block in enumerate(blocks) if isinstance(block, Chart)]
        assert at
        assert all(blocks[number + 1].block == "table" for number in at)
        assert all("".join(span.text for span in found_in(blocks[number], Span)) for number in at)


def test_a_ledger_that_is_read_once_says_what_a_held_one_says(colombia: Brief) -> None:
    cold = make_brief(Ledger(Store([edition_directory()], warm=False)), "COL")
    assert cold.matters == colombia.matters
    assert cold.long_view == colombia.long_view
    numbers = sorted({number for one in found_in(cold.matters, Fig) for number in one.statements})
    for number in numbers:
        assert cold.statements[number - 1] == colombia.statements[number - 1]


def test_the_command_under_a_figure_lists_its_statements(edition_ledger: Ledger) -> None:
    brief = make_brief(edition_ledger, "TWN")
    asked = [one for one in found_in(matter(brief, "arms"), Fig) if one.ask]
    assert asked
    for fig in asked:
        words = shlex.split(fig.ask)[2:]
        filters = {name.removeprefix("--"): value for name, value in zip(words[::2], words[1::2], strict=True)}
        assert len(list(edition_ledger.rows(**filters))) == fig.count  # type: ignore[arg-type]
