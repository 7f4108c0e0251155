from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import CuadernoError, QuestionError, ReadingError
from cuaderno.statements.periods import (
    TRANSITION_QUARTER,
    Maturity,
    Period,
    Window,
    calendar_year,
    fiscal_year,
    fiscal_year_of,
    from_published,
    maturity,
    parse_period,
    parse_window,
)

years = st.integers(1900, 2199)
days = st.dates()
fiscal = st.builds(fiscal_year, years) | st.just(TRANSITION_QUARTER)
calendar = st.builds(calendar_year, years)
a_day = st.builds(lambda day: Period(day, day, "day"), days)
a_range = (
    st.tuples(days, days)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: Period(min(pair), max(pair), "range"))
)
periods = fiscal | calendar | a_day | a_range


def _window(pair: tuple[Period, Period]) -> Window:
    return Window(min(pair), max(pair))


closed = (st.tuples(fiscal, fiscal) | st.tuples(calendar, calendar)).map(_window)
open_ended = (fiscal | calendar).flatmap(lambda end: st.sampled_from([Window(end, None), Window(None, end)]))
single = (a_day | a_range).map(lambda period: Window(period, period))
windows = closed | open_ended | single
crooked = st.text() | st.text("0123456789-–/ FYCTQfycsince.", max_size=24)


@pytest.mark.parametrize(
    ("code", "start", "end", "length"),
    [
        ("FY2019", "2018-10-01", "2019-09-30", 365),
        ("FY1977", "1976-10-01", "1977-09-30", 365),
        ("FY1976TQ", "1976-07-01", "1976-09-30", 92),
        ("FY1976", "1975-07-01", "1976-06-30", 366),
        ("FY1950", "1949-07-01", "1950-06-30", 365),
        ("CY2020", "2020-01-01", "2020-12-31", 366),
        ("2022-05-23", "2022-05-23", "2022-05-23", 1),
        ("2010-01-01/2010-06-30", "2010-01-01", "2010-06-30", 181),
    ],
)
def test_each_period_has_its_days(code: str, start: str, end: str, length: int) -> None:
    period = parse_period(code)
    assert (period.start.isoformat(), period.end.isoformat(), period.days) == (start, end, length)
    assert period.code == code
    assert period.is_quarter is (code == "FY1976TQ")


@given(periods)
def test_the_code_reads_back(period: Period) -> None:
    assert parse_period(period.code) == period
    assert parse_period(f" {period.code.lower()} ") == period


@given(periods, periods)
def test_periods_sort_by_date(one: Period, other: Period) -> None:
    assert (one < other) == ((one.start, one.end, one.calendar) < (other.start, other.end, other.calendar))
    assert (one == other) == (one.code == other.code)


@given(st.dates(date(1899, 7, 1), date(2199, 9, 30)))
def test_every_day_lies_in_one_fiscal_period_and_none_is_between_two(day: date) -> None:
    period = fiscal_year_of(day)
    assert period.start <= day <= period.end
    if period.end < date(2199, 9, 30):
        following = fiscal_year_of(period.end + timedelta(days=1))
        assert following.start == period.end + timedelta(days=1)
        assert period < following


@given(periods, days)
def test_a_period_is_made_only_of_its_own_days(period: Period, day: date) -> None:
    if period.calendar in {"US-FY", "CY"} and day != period.end:
        with pytest.raises(QuestionError, match="not a period"):
            Period(period.start, day, period.calendar)


@pytest.mark.parametrize(
    "text",
    ["2019", "FY19", "FY20190", "FY1976Q", "FY2019TQ", "CY1976TQ", "FY1775", "CY2200", "2022-02-30",
     "20220523",
     "2022-05-23/", "/2022-05-23", "2010-06-30/2010-01-01", "FY٢٠١٩", "", "FY2019/FY2020", "2022-W21-1"],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(QuestionError):
        parse_period(text)


def test_a_range_of_one_day_is_that_day() -> None:
    assert parse_period("2022-05-23/2022-05-23").code == "2022-05-23"


@pytest.mark.parametrize("text", ["1976tq", "1976TQ", "1976.9", " 1976.9 "])
def test_publishers_spellings_of_the_transition_quarter(text: str) -> None:
    assert from_published(text) == TRANSITION_QUARTER
    with pytest.raises(ReadingError, match="followed by a quarter"):
        from_published(text, "CY")


@given(years)
def test_publishers_spellings_of_a_year(year: int) -> None:
    assert from_published(f"{year}") == from_published(f"{year}.0") == fiscal_year(year)
    assert from_published(f"{year}", "CY") == calendar_year(year)


@pytest.mark.parametrize("text", ["2019.9", "1977tq", "FY2019", "2019.5", "19", "0000", "2019.00", "-", ""])
def test_what_is_no_published_year_is_refused(text: str) -> None:
    with pytest.raises(ReadingError):
        from_published(text)


@given(crooked)
def test_crooked_text_is_refused_in_words_or_understood(text: str) -> None:
    for read in (parse_period, from_published, parse_window):
        try:
            code = read(text).code
        except CuadernoError:
            continue
        assert parse_window(code).code == code


@pytest.mark.parametrize(
    "text",
    ["FY2017-FY2020", "2017-2020", "2017–2020", "fy2017 — 2020", "2017-FY2020", "FY2017-2020", "2017 - 2020"],
)
def test_the_ways_to_write_a_window(text: str) -> None:
    assert parse_window(text).code == "FY2017-FY2020"


@pytest.mark.parametrize(
    ("text", "default", "code"),
    [
        ("2017-2020", "CY", "CY2017-CY2020"),
        ("FY2017-2020", "CY", "FY2017-FY2020"),
        ("FY2019", "CY", "FY2019"),
        ("2019", "CY", "CY2019"),
        ("FY2017-", "US-FY", "FY2017-"),
        ("-FY2020", "US-FY", "-FY2020"),
        ("since 2017", "CY", "CY2017-"),
        ("desde FY2017", "US-FY", "FY2017-"),
        ("FY1976TQ-1978", "US-FY", "FY1976TQ-FY1978"),
        ("2010-01-01/2010-06-30", "US-FY", "2010-01-01/2010-06-30"),
        ("2022-05-23", "US-FY", "2022-05-23"),
    ],
)
def test_what_a_window_is_understood_as(text: str, default: str, code: str) -> None:
    assert parse_window(text, default).code == code


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("FY2017-CY2020", "mixes calendars"),
        ("2020-2017", "ends before it starts"),
        ("FY1976TQ-FY1976", "ends before it starts"),
        ("-", "needs a first or a last year"),
        ("2017-20", "not a window"),
        ("since 2017-2020", "not a window"),
        ("2010-01-01-2010-06-30", "not a period"),
        ("last decade", "not a window"),
        ("", "not a window"),
    ],
)
def test_a_window_that_is_none_is_refused(text: str, says: str) -> None:
    with pytest.raises(QuestionError, match=says):
        parse_window(text)


@given(windows)
def test_the_code_of_a_window_reads_back(window: Window) -> None:
    assert parse_window(window.code) == window


@given(closed)
def test_a_window_is_its_days_without_gap(window: Window) -> None:
    listed = window.periods()
    assert listed[0] == window.first
    assert listed[-1] == window.last
    for before, after in pairwise(listed):
        assert after.start - before.end == timedelta(days=1)
    assert sum(period.days for period in listed) == (listed[-1].end - listed[0].start).days + 1
    assert all(period in window for period in listed)


@given(closed, periods)
def test_a_window_holds_the_years_it_lists_and_the_days_in_them(window: Window, period: Period) -> None:
    assert window.start is not None
    assert window.end is not None
    if period.calendar in {"US-FY", "CY"}:
        assert (period in window) == (period in window.periods())
    else:
        assert (period in window) == (window.start <= period.start and period.end <= window.end)


def test_the_transition_quarter_stands_between_its_neighbours() -> None:
    assert [period.code for period in parse_window("1975-1978").periods()] == [
        "FY1975", "FY1976", "FY1976TQ", "FY1977", "FY1978",
    ]  # fmt: skip
    assert TRANSITION_QUARTER not in parse_window("1970-1976").periods()
    assert TRANSITION_QUARTER not in parse_window("1977-1980").periods()
    assert TRANSITION_QUARTER not in parse_window("CY1975-CY1978")


def test_an_open_end_is_closed_by_what_the_ledger_holds() -> None:
    since = parse_window("since FY2017")
    assert [period.year for period in since.periods(fiscal_year(2019))] == [2017, 2018, 2019]
    assert since.periods(fiscal_year(2016)) == ()
    assert parse_window("-2019").periods(first=fiscal_year(2018)) == (fiscal_year(2018), fiscal_year(2019))
    assert parse_window("2017-2018").periods(fiscal_year(2030)) == (fiscal_year(2017), fiscal_year(2018))
    assert (since.start, since.end) == (date(2016, 10, 1), None)
    assert fiscal_year(2150) in since
    assert fiscal_year(2016) not in since
    assert "FY2018" not in since


@pytest.mark.parametrize("last", [None, calendar_year(2020)])
def test_an_open_end_is_not_guessed(last: Period | None) -> None:
    with pytest.raises(QuestionError, match="FY2017-"):
        parse_window("since FY2017").periods(last)


def test_a_window_of_days_is_one_period() -> None:
    with pytest.raises(QuestionError, match="one day or one range"):
        Window(parse_period("2022-05-23"), parse_period("2022-05-24"))
    assert parse_window("2022-05-23").periods() == (parse_period("2022-05-23"),)


def test_the_calendar_of_bare_years_is_a_calendar_of_years() -> None:
    with pytest.raises(QuestionError, match="not a calendar of years"):
        parse_window("2017-2020", "day")


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("2017-2020", "fiscal years 2017–2020 (1 October 2016 – 30 September 2020)",
         "años fiscales 2017–2020 (1 de octubre de 2016 – 30 de septiembre de 2020)"),
        ("FY1975", "fiscal year 1975 (1 July 1974 – 30 June 1975)",
         "año fiscal 1975 (1 de julio de 1974 – 30 de junio de 1975)"),
        ("CY2020-", "calendar years from 2020 on (from 1 January 2020)",
         "años calendario desde 2020 (desde el 1 de enero de 2020)"),
        ("-CY2020", "calendar years up to 2020 (to 31 December 2020)",
         "años calendario hasta 2020 (hasta el 31 de diciembre de 2020)"),
        ("1976-1977", "fiscal years 1976–1977, with the transition quarter (1 July 1975 – 30 September 1977)",
         "años fiscales 1976–1977, con el trimestre de transición (1 de julio de 1975 – 30 de septiembre de 1977)"),
        ("1976TQ", "the transition quarter of 1976 (1 July 1976 – 30 September 1976)",
         "el trimestre de transición de 1976 (1 de julio de 1976 – 30 de septiembre de 1976)"),
        ("1976TQ-1977", "fiscal years from the transition quarter of 1976 to 1977 (1 July 1976 – 30 September 1977)",
         "años fiscales desde el trimestre de transición de 1976 hasta 1977 (1 de julio de 1976 – 30 de septiembre de 1977)"),
        ("2022-05-23", "23 May 2022", "23 de mayo de 2022"),
        ("2010-01-01/2010-06-30", "1 January 2010 – 30 June 2010", "1 de enero de 2010 – 30 de junio de 2010"),
    ],
)  # fmt: skip
def test_a_window_says_how_it_was_understood(text: str, english: str, spanish: str) -> None:
    assert parse_window(text).echo("en") == english
    assert parse_window(text).echo("es") == spanish


@given(windows)
def test_every_window_can_be_said(window: Window) -> None:
    for lang in ("en", "es"):
        said = window.echo(lang)
        assert "None" not in said
        assert "{" not in said
        for end in (window.start, window.end):
            assert end is None or str(end.year) in said


def test_no_third_language_is_pretended() -> None:
    with pytest.raises(QuestionError, match="use en or es"):
        parse_window("2017").echo("fr")


PUBLISHED = date(2022, 8, 9)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("FY2023", "M0"), ("FY2022", "M0"), ("FY2021", "M1"), ("FY2020", "M2"), ("FY2019", "M3"),
     ("FY1976TQ", "M3"),
     ("CY2022", "M0"), ("CY2021", "M1"), ("CY2020", "M2"), ("CY2019", "M3"),
     ("2021-10-01", "M0"), ("2021-09-30", "M1"), ("2010-01-01/2020-09-30", "M2"), ("0001-01-01", "M3")],
)  # fmt: skip
def test_maturity_counts_back_from_the_day_of_publication(code: str, expected: str) -> None:
    assert maturity(parse_period(code), PUBLISHED, fiscal_year(2022)).name == expected


def test_the_new_fiscal_year_starts_in_october() -> None:
    assert maturity(fiscal_year(2022), date(2022, 9, 30), fiscal_year(2022)) is Maturity.M0
    assert maturity(fiscal_year(2022), date(2022, 10, 1), fiscal_year(2022)) is Maturity.M1


def test_without_a_date_the_newest_period_is_the_current_one() -> None:
    newest = calendar_year(2023)
    found = [maturity(calendar_year(year), None, newest).name for year in (2023, 2022, 2021, 2020)]
    assert found == ["M0", "M1", "M2", "M3"]
    assert maturity(parse_period("2022-12-31"), None, newest) is Maturity.M1
    assert maturity(parse_period("2022-12-31"), None, parse_period("2023-01-31")) is Maturity.M1


def test_what_lies_after_complete_through_is_not_complete() -> None:
    assert maturity(fiscal_year(2010), PUBLISHED, fiscal_year(2020), fiscal_year(2009)) is Maturity.M0
    assert maturity(fiscal_year(2009), PUBLISHED, fiscal_year(2020), fiscal_year(2009)) is Maturity.M3
    assert maturity(fiscal_year(2022), PUBLISHED, fiscal_year(2022), fiscal_year(2022)) is Maturity.M0


def test_the_transition_quarter_ages_as_a_year_of_its_own() -> None:
    in_the_quarter, a_year_later = date(1976, 8, 1), date(1976, 12, 1)
    newest = TRANSITION_QUARTER
    assert maturity(newest, in_the_quarter, newest) is Maturity.M0
    assert maturity(fiscal_year(1976), in_the_quarter, newest) is Maturity.M1
    assert maturity(newest, a_year_later, newest) is Maturity.M1
    assert maturity(fiscal_year(1976), a_year_later, newest) is Maturity.M1
    assert maturity(fiscal_year(1975), a_year_later, newest) is Maturity.M2


@given(periods, periods, st.none() | days, fiscal | calendar, st.none() | fiscal | calendar)
def test_an_older_period_is_never_less_settled(
    one: Period, other: Period, published: date | None, newest: Period, through: Period | None
) -> None:
    if one.calendar == other.calendar and one.end <= other.end:
        assert maturity(one, published, newest, through) >= maturity(other, published, newest, through)
    assert maturity(one, published, newest, through) <= maturity(one, published, newest)


def test_how_far_each_class_may_still_move() -> None:
    assert [each.tolerance for each in Maturity] == [None, None, Decimal("0.10"), Decimal("0.01")]
    assert min(Maturity) is Maturity.M0
