"""What a document says against itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cuaderno.checking.internal import findings
from cuaderno.statements.claim import Claim


def claim(
    name: str, value: str | None = None, years: tuple[str | None, str | None] = (None, None), **slots: Any
) -> Claim:
    known: dict[str, Any] = {
        "kind": "money",
        "unit": "USD",
        "provider": ("USA",),
        "recipient": ("COL",),
        "stage": "provided",
    }
    half = Decimal(500_000) if value else None
    number = Decimal(value) if value else None
    return Claim(name, "…", 0, 1, value=number, half_unit=half, period_start=years[0], period_end=years[1], sentence=(0, 9), **known | slots)  # fmt: skip


def reasons(*claims: Claim) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(one.reason, one.claims, one.holds) for one in findings(claims)]


TOTAL = claim(
    "total", "90000000", ("FY2023", "FY2023"), hedge="at_least", universe="security_assistance", marks=("total",)
)
FMF = claim("fmf", "278000000", ("FY2017", "FY2023"), programme="FMF", hedge="approximately")
MAJORITY = claim("most", "50", programme="FMF", unit="percent", hedge="at_least", marks=("share",))


def test_a_majority_its_own_numbers_exclude() -> None:
    (found,) = findings([TOTAL, MAJORITY, FMF])
    assert (found.reason, found.claims, found.holds) == ("share_excluded_on_average", ("most", "fmf", "total"), False)
    assert found.facts["computed"] == Decimal("44.1")  # 278 / 7 = 39.7 a year, of 90


def test_a_share_of_the_same_window_is_excluded_outright() -> None:
    fmf = claim("fmf", "30000000", ("FY2023", "FY2023"), programme="FMF")
    assert reasons(TOTAL, MAJORITY, fmf) == [("share_excluded", ("most", "fmf", "total"), False)]


def test_a_share_that_fits() -> None:
    fmf = claim("fmf", "60000000", ("FY2023", "FY2023"), programme="FMF")
    assert reasons(TOTAL, MAJORITY, fmf) == [("share_fits", ("most", "fmf", "total"), True)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("0", "280000000"), [("parts_make_total", True)]),
        (("200000000", "100000000"), [("parts_exceed_total", False)]),
        (("100000000", "100000000"), []),
    ],
)
def test_parts_against_their_total(parts: tuple[str, str], expected: list[tuple[str, bool]]) -> None:
    total = claim("total", "280000000", marks=("total",))
    pieces = [claim(f"part{at}", value, marks=("part_of",)) for at, value in enumerate(parts)]
    assert [(one.reason, one.holds) for one in findings([total, *pieces])] == expected


def test_parts_within_rounding_of_their_total_are_not_reported_as_exceeding() -> None:
    total = claim("total", "280000000", marks=("total",))
    parts = [claim("a", "140000000", marks=("part_of",)), claim("b", "141000000", marks=("part_of",))]
    assert reasons(total, *parts) == []


def test_a_window_restated_with_another_figure() -> None:
    again = claim("again", "300000000", ("FY2017", "FY2023"), programme="FMF")
    assert reasons(FMF, again) == [("restated_differently", ("fmf", "again"), False)]
    assert reasons(FMF, claim("again", "279000000", ("FY2017", "FY2023"), programme="FMF")) == []
    assert reasons(FMF, claim("other", "300000000", ("FY2017", "FY2023"), programme="FMF", stage="requested")) == []
    assert reasons(FMF, claim("other", "300000000", ("FY2017", "FY2023"), programme="FMF", recipient=("PER",))) == []


def test_a_year_cannot_hold_more_than_the_window_around_it() -> None:
    year = claim("year", "300000000", ("FY2020", "FY2020"), programme="FMF")
    assert reasons(FMF, year) == [("part_exceeds_whole", ("fmf", "year"), False)]


def test_an_open_window_that_is_seven_times_its_year() -> None:
    whole = claim("whole", "147000000", ("FY2017", None), programme="NADR-CWD")
    year = claim("year", "21000000", ("FY2023", "FY2023"), programme="NADR-CWD")
    (found,) = findings([whole, year])
    assert (found.reason, found.holds, found.facts["count"]) == ("whole_is_even_multiple", True, 7)


def test_what_is_negated_or_planned_stands_against_nothing() -> None:
    planned = claim("planned", "300000000", ("FY2017", "FY2023"), programme="FMF", marks=("intent",))
    assert reasons(FMF, planned) == []


def test_one_designation_on_two_dates() -> None:
    first = claim("one", None, ("2022", "2022"), kind="designation", relation="MNNA", stage="designated", unit=None)
    other = claim("two", None, ("2023", "2023"), kind="designation", relation="MNNA", stage="designated", unit=None)
    finer = claim(
        "two", None, ("2022-05-23", "2022-05-23"), kind="designation", relation="MNNA", stage="designated", unit=None
    )
    assert reasons(first, other) == [("dates_differ", ("one", "two"), False)]
    assert reasons(first, finer) == []


def test_an_end_before_its_beginning() -> None:
    assert reasons(claim("turned", "5000000", ("FY2023", "FY2017"), programme="FMF")) == [
        ("ends_before_it_begins", ("turned",), False)
    ]
