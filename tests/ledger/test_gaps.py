from __future__ import annotations

import pytest

from cuaderno.ledger.gaps import BLANKS, Series, all_series, base_of
from cuaderno.ledger.ledger import Ledger
from cuaderno.statements.periods import Maturity


def series(ledger: Ledger, source: str, **allowed: str) -> Series:
    (found,) = [one for one in all_series(ledger.store.manifest, **allowed) if one.source == source]
    return found


def test_every_reason_has_both_languages() -> None:
    for reason in BLANKS.values():
        assert set(reason) == {"en", "es"}
        assert reason["en"] != reason["es"]


def test_yearly_files_are_one_line_of_publications(edition_ledger: Ledger) -> None:
    tables = series(edition_ledger, "budget_justification")
    assert len(tables.snapshots) == 10
    assert tables.superseded == ()
    assert tables.periods("allocated") == frozenset(f"FY{year}" for year in range(2008, 2016))
    assert tables.periods("requested") == {"FY2016", "FY2017"}
    assert (base_of("country_by_account/2008"), base_of("funding_accounts")) == (
        "country_by_account",
        "funding_accounts",
    )


def test_the_newest_edition_speaks(edition_ledger: Ledger) -> None:
    totals = series(edition_ledger, "foreign_assistance")
    assert [one.snapshot for one in totals.snapshots] == ["fc9b074c1f61"]
    assert [one.snapshot for one in totals.superseded] == ["1e7e3e682a36"]
    old = series(edition_ledger, "foreign_assistance", snapshot="1e7e")
    assert [one.snapshot for one in old.snapshots] == ["1e7e3e682a36"]


def test_what_was_published_by_a_day(edition_ledger: Ledger) -> None:
    def known(day: str) -> set[str]:
        return {one.source for one in all_series(edition_ledger.store.manifest, known_on=day)}

    money = {"budget_justification", "greenbook", "foreign_assistance"}
    assert known("2012-04-23") == set()
    assert known("2016-04-05") & money == set()
    assert known("2016-04-06") & money == {"budget_justification"}
    assert known("2022-08-09") & money == {"budget_justification", "greenbook"}
    assert known("2023-09-29") & money == money


@pytest.mark.parametrize(
    ("source", "period", "stage", "reason"),
    [
        ("greenbook", "FY2019", "obligated", "not_reported"),
        ("greenbook", "FY2021", "obligated", "not_yet_published"),
        ("greenbook", "FY1940", "obligated", "not_collected_here"),
        ("greenbook", "FY2019", "disbursed", "not_collected_here"),
        ("budget_justification", "FY2016", "allocated", "not_yet_published"),
    ],
)
def test_blanks(edition_ledger: Ledger, source: str, period: str, stage: str, reason: str) -> None:
    assert series(edition_ledger, source).blank(period, stage) == reason


def test_base_years(edition_ledger: Ledger) -> None:
    totals = series(edition_ledger, "foreign_assistance")
    assert totals.base("obligated") == totals.base("disbursed") == 2021
    assert totals.base("requested") == 2019
    assert series(edition_ledger, "budget_justification").base("allocated") is None


def test_maturity(edition_ledger: Ledger) -> None:
    totals = series(edition_ledger, "foreign_assistance")
    classes = [totals.maturity(f"FY{year}", "obligated") for year in (2023, 2022, 2021, 2015)]
    assert classes == [Maturity.M0, Maturity.M1, Maturity.M2, Maturity.M3]
    assert totals.maturity("FY2022", "requested") == Maturity.M3
    assert series(edition_ledger, "greenbook").maturity("FY2030", "obligated") == Maturity.M0
