"""A brief's figures stand on the statements they name, and on nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cuaderno.errors import NoAnswer, QuestionError
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.brief import make_brief
from cuaderno.products.notes import found_in
from cuaderno.products.shapes import Brief, Fig
from cuaderno.statements.programmes import all_programmes


def added(brief: Brief, fig: Fig) -> Decimal:
    return sum((brief.statements[number - 1].value or Decimal(0) for number in fig.statements), Decimal(0))


@pytest.mark.parametrize("place", ["COL", "ISR", "WORLD", "TUV"])
def test_every_sum_is_the_sum_of_what_its_statements_say(edition_ledger: Ledger, place: str) -> None:
    brief = make_brief(edition_ledger, place)
    sums = [one for one in found_in(brief, Fig) if not one.computed and one.count == len(one.statements)]
    said = [one for one in sums if one.value is not None]
    assert said
    assert [one.id for one in said if added(brief, one) != one.value] == []
    assert all(one.unit == brief.statements[number - 1].unit for one in said for number in one.statements)


def test_a_figure_that_cites_a_part_says_how_many_there_are_and_how_to_list_them(edition_ledger: Ledger) -> None:
    partly = [
        one
        for one in found_in(make_brief(edition_ledger, "WORLD"), Fig)
        if not one.computed and one.count > len(one.statements)
    ]
    assert all(one.ask.startswith("cuaderno rows --recipient WORLD ") for one in partly)


def test_the_window_that_was_asked_for(edition_ledger: Ledger) -> None:
    brief = make_brief(edition_ledger, "Colombia", years="2017-2018")
    assert brief.window == "FY2017-FY2018"
    assert {row.period for table in brief.programmes for row in table.rows} == {"FY2017", "FY2018"}


@pytest.mark.parametrize("years", ["1999-2003", "1950-1952", "2024-2030"])
def test_a_window_that_some_stages_do_not_cover_shows_the_others(edition_ledger: Ledger, years: str) -> None:
    table = make_brief(edition_ledger, "COL", years=years).all_assistance
    assert table is None or all(any(row.cells[at].value for row in table.rows) for at in range(len(table.stages)))


@pytest.mark.parametrize("years", ["", "2017-2018"])
@pytest.mark.parametrize("place", ["COL", "MEX", "UKR", "TUV"])
def test_a_programme_of_which_anything_is_told_is_not_told_empty(
    edition_ledger: Ledger, place: str, years: str
) -> None:
    brief, whole = make_brief(edition_ledger, place, years=years), make_brief(edition_ledger, place)
    empty = {one.code for one in brief.empty_programmes}
    told = {
        mark.code for matter in whole.matters for table in matter.tables for row in table.rows for mark in row.marks
    }
    assert empty == {one.code for one in whole.empty_programmes}
    assert empty
    assert told & {one.code for one in all_programmes()}
    assert not told & empty


def test_an_open_ledger_keeps_the_last_briefs(edition_ledger: Ledger) -> None:
    assert make_brief(edition_ledger, "Perú") is make_brief(edition_ledger, "PER")
    assert make_brief(edition_ledger, "PER", years="2010-2012") is not make_brief(edition_ledger, "PER")


def test_an_open_window_and_a_partner_that_gives_nothing(edition_ledger: Ledger) -> None:
    with pytest.raises(QuestionError, match="both its ends"):
        make_brief(edition_ledger, "COL", years="2017-")
    with pytest.raises(NoAnswer, match="nothing that passed between Tuvalu and Suriname"):
        make_brief(edition_ledger, "TUV", partner="SUR")
