from __future__ import annotations

from itertools import pairwise

import pytest

from cuaderno.errors import NoAnswer, QuestionError, UnknownName
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.question import ask
from cuaderno.ledger.rows import locator_text, rows
from cuaderno.ledger.store import Store, edition_directory

FMF = {"recipient": "COL", "programme": "FMF", "stage": "obligated", "years": "FY2017-FY2020"}


def test_the_statements_behind_a_total(edition_ledger: Ledger) -> None:
    said = list(edition_ledger.rows(**FMF))
    answer = edition_ledger.total(**FMF)
    assert [one.citation for one in said] == [cite for one in answer.figures for cite in one.cites]
    assert sum(one.value or 0 for one in said) == answer.value
    first = said[0]
    assert (first.provider, first.recipient, first.recipient_name) == ("USA", "COL", "Colombia")
    assert (first.account, first.agency, first.category) == (
        "Foreign Military Financing Program",
        "Department of State",
        "Military",
    )
    assert (first.calendar, first.period, first.date_role) == ("US-FY", "FY2017", "transaction year")


def test_a_cold_ledger_says_the_same(edition_ledger: Ledger) -> None:
    cold = Ledger(Store([edition_directory()]))
    assert list(cold.rows(**FMF)) == list(edition_ledger.rows(**FMF))
    asked = {"recipient": "COL", "stage": "obligated", "years": "FY2021", "snapshot": "1e7e3e"}
    assert list(cold.rows(**asked)) == list(edition_ledger.rows(**asked))


def test_they_are_in_order_and_a_limit_takes_the_first(edition_ledger: Ledger) -> None:
    said = list(edition_ledger.rows(recipient="COL", years="FY2015-FY2017"))
    places = [(one.source, one.stage, one.period, one.snapshot) for one in said]
    assert all(a <= b for a, b in pairwise(places))
    assert list(edition_ledger.rows(recipient="COL", years="FY2015-FY2017", limit=3)) == said[:3]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one(edition_ledger: Ledger, limit: int) -> None:
    with pytest.raises(QuestionError, match="from 1 on"):
        edition_ledger.rows(limit=limit)


@pytest.mark.parametrize(
    ("years", "first", "last"),
    [("FY2019-", "FY2019", "FY2023"), ("-FY1947", "FY1946", "FY1947"), ("FY1976-FY1977", "FY1976", "FY1977")],
)
def test_windows_with_open_ends(edition_ledger: Ledger, years: str, first: str, last: str) -> None:
    periods = sorted({one.period for one in edition_ledger.rows(recipient="COL", stage="obligated", years=years)})
    assert (periods[0], periods[-1]) == (first, last)
    assert ("FY1976TQ" in periods) == (first == "FY1976")


class TestPrices:
    def test_constant(self, edition_ledger: Ledger) -> None:
        current, constant = (list(edition_ledger.rows(**FMF, prices=p)) for p in ("current", "constant"))
        assert {one.unit for one in constant} == {"USD@2020"}
        assert [one.key for one in constant] == [one.key | 1 for one in current]
        assert all("cell=I" in one.locator for one in constant)

    def test_one_base_year_or_several(self, edition_ledger: Ledger) -> None:
        def units(prices: str) -> set[str]:
            asked = edition_ledger.rows(recipient="COL", stage="obligated", years="2019", prices=prices)
            return {one.unit for one in asked}

        assert units("constant") == {"USD@2020", "USD@2021"}
        assert units("constant:2021") == {"USD@2021"}
        assert units("constant:2021,constant:2020") == {"USD@2020", "USD@2021"}
        assert units("constant:1999") == set()


class TestWhoSpeaks:
    def test_the_newest_snapshot_alone(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "obligated", "years": "FY2021"}
        (newest,) = edition_ledger.rows(**asked)
        (old,) = edition_ledger.rows(**asked, snapshot="1e7e")
        assert (old.value, newest.value) == (73_494_702, 746_118_618)
        both = list(rows(edition_ledger.store, ask(**asked), every_snapshot=True))
        assert sorted(both, key=lambda one: one.value or 0) == [old, newest]

    def test_text_is_found_in_any_case_and_is_no_pattern(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "obligated", "years": "2017"}
        (found,) = edition_ledger.rows(**asked, text="foreign MILITARY")
        assert found.programme == "FMF"
        for text in ("%", "' OR 1=1 --", "\0", "💩", "_"):
            assert not list(edition_ledger.rows(**asked, text=text))

    def test_a_source_that_is_none(self, edition_ledger: Ledger) -> None:
        with pytest.raises(UnknownName, match="greenbok") as unknown:
            edition_ledger.rows(source="greenbok")
        assert "greenbook" in unknown.value.near

    def test_no_snapshot_by_that_day(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match="no snapshot"):
            edition_ledger.rows(known_on="1999-01-01")

    def test_a_universe_nobody_speaks_of_has_its_reason(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match="Not collected here"):
            edition_ledger.rows(universe="D3")
        with pytest.raises(NoAnswer, match="none of these sources"):
            edition_ledger.rows(universe="D4", source="budget_justification")
        assert {one.programme for one in edition_ledger.rows(universe="D5")} == {"DCS", "FMS"}


def test_nil_is_a_statement_without_a_value(edition_ledger: Ledger) -> None:
    said = list(edition_ledger.rows(recipient="COL", stage="allocated", years="FY2010", programme="DA"))
    assert [(one.value, one.blank) for one in said] == [(None, "zero_reported")]


def test_locators() -> None:
    assert locator_text("A sheet", 7, 28) == "#sheet=A%20sheet&cell=AB7"
    assert locator_text("", 7, 2) == "#cell=7,2"
