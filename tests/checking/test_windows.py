"""The windows that a claim's words allow, and the day it speaks on."""

from __future__ import annotations

from datetime import date

import pytest

from cuaderno.checking.windows import Speaking, days_of, speaking_day, spells
from cuaderno.statements.claim import Claim
from cuaderno.statements.periods import CALENDAR_YEAR, US_FISCAL

DAY = date(2024, 3, 1)


def claim(start: str | None, end: str | None, **more: object) -> Claim:
    return Claim("c1", "", 0, 0, "money", period_start=start, period_end=end, **more)  # type: ignore[arg-type]


CLOSED = [
    ("FY2017", "FY2023", US_FISCAL, "FY2017-FY2023", False),
    ("FY2019", "FY2019", US_FISCAL, "FY2019", False),
    ("2019", "2019", US_FISCAL, "FY2019", True),
    ("2019", "2020", CALENDAR_YEAR, "CY2019-CY2020", False),
    ("FY2019", "2020", US_FISCAL, "FY2019-FY2020", False),
    ("2018-10-01", "2019-09-30", US_FISCAL, "FY2019", False),
    ("2018-10", "2020-09", US_FISCAL, "FY2019-FY2020", False),
]


@pytest.mark.parametrize(("start", "end", "calendar", "window", "inferred"), CLOSED)
def test_a_closed_period_is_one_window(start: str, end: str, calendar: str, window: str, inferred: bool) -> None:
    found, reason = spells(claim(start, end), calendar, Speaking(DAY))
    assert [(one.window.code, one.inferred) for one in found] == [(window, inferred)]
    assert reason == ""


NOWHERE = [
    (None, None, US_FISCAL, "no_period"),
    (None, "FY2020", US_FISCAL, "open_start"),
    ("2022-03-16", None, US_FISCAL, "window_not_contained"),
    ("2018-10-01", "2019-10-31", US_FISCAL, "window_not_contained"),
    ("2018-13", "2019-10-31", US_FISCAL, "window_not_contained"),
    ("FY2020", "FY2017", US_FISCAL, "window_not_contained"),
    ("FY2030", None, US_FISCAL, "window_not_contained"),
    ("FY2017", "FY2020", CALENDAR_YEAR, "other_calendar"),
    ("CY2017", "CY2020", US_FISCAL, "other_calendar"),
    ("some day", None, US_FISCAL, "window_not_contained"),
]


@pytest.mark.parametrize(("start", "end", "calendar", "reason"), NOWHERE)
def test_a_period_that_no_years_hold_says_why(start: str | None, end: str | None, calendar: str, reason: str) -> None:
    assert spells(claim(start, end), calendar, Speaking(DAY)) == ((), reason)


def test_since_closes_in_the_year_of_publication_or_one_of_two_before() -> None:
    found, _ = spells(claim("FY2017", None), US_FISCAL, Speaking(DAY))
    assert [(one.window.code, one.closing) for one in found] == [
        ("FY2017-FY2022", 2022), ("FY2017-FY2023", 2023), ("FY2017-FY2024", 2024),
    ]  # fmt: skip
    assert {one.family for one in found} == {"open"}
    assert all(one.inferred for one in found)
    assert [one.window.code for one in spells(claim("FY2023", None), US_FISCAL, Speaking(DAY))[0]] == [
        "FY2023",
        "FY2023-FY2024",
    ]
    assert spells(claim("FY2017", None), US_FISCAL, Speaking(None)) == ((), "open_end_no_day")


def test_the_last_decade_is_three_windows() -> None:
    written = date(2012, 4, 24)
    three = ["CY2002-CY2011", "CY2001-CY2010", "CY2003-CY2012"]
    looks, _ = spells(claim("2002", "2012"), CALENDAR_YEAR, Speaking(written))
    assert [one.window.code for one in looks] == ["CY2002-CY2012", *three]
    said, _ = spells(claim("2002", "2012", rules=("period: rolling decade",)), CALENDAR_YEAR, Speaking(written))
    assert [one.window.code for one in said] == three
    assert len({one.family for one in said}) == 3
    five, _ = spells(claim("2007", "2012", rules=("period: rolling years",)), CALENDAR_YEAR, Speaking(written))
    assert [one.window.code for one in five] == ["CY2007-CY2011", "CY2006-CY2010", "CY2008-CY2012"]
    early, _ = spells(
        claim("2007", "2012", rules=("period_start: relative",)), CALENDAR_YEAR, Speaking(date(2020, 1, 1))
    )
    assert [one.window.code for one in early] == ["CY2007-CY2011", "CY2006-CY2010", "CY2008-CY2012"]
    explicit, _ = spells(claim("FY2002", "FY2012"), US_FISCAL, Speaking(written))
    assert [one.window.code for one in explicit] == ["FY2002-FY2012"]


def test_the_day_a_document_speaks_on() -> None:
    cited = [claim("FY2017", "FY2023"), claim("FY2020", "FY2024"), claim("2030", "2030", marks=("intent",))]
    assert speaking_day(date(2020, 1, 1), DAY, cited) == (date(2020, 1, 1), "given")
    assert speaking_day(None, DAY, cited) == (DAY, "document")
    assert speaking_day(None, None, cited) == (date(2024, 9, 30), "latest_period")
    assert speaking_day(None, None, [claim(None, None)]) == (None, "unknown")


def test_the_days_of_a_period() -> None:
    assert days_of(claim("2012-04", None)) == (date(2012, 4, 1), date(2012, 4, 30))
    assert days_of(claim("FY2019", "FY2020")) == (date(2018, 10, 1), date(2020, 9, 30))
    assert days_of(claim("2012-02-30", None)) is None
    assert days_of(claim(None, None)) is None
