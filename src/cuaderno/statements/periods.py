"""When: fiscal and calendar years, days and ranges of days, the windows asked for, and how settled a year is.

A U.S. fiscal year *n* runs from 1 October *n-1* to 30 September *n* (31 U.S.C. 1102). Before fiscal 1977 it
ran from 1 July to 30 June, and 1 July - 30 September 1976, the transition quarter, belongs to no year: the
Greenbook prints it as `1976.9`, ForeignAssistance.gov as `1976tq`. No conversion between calendars is
offered: a calendar year holds parts of two fiscal years, and what was spent in each part is not published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from functools import cache, lru_cache

from cuaderno.errors import QuestionError, ReadingError, say

US_FISCAL, CALENDAR_YEAR, DAY, RANGE = "US-FY", "CY", "day", "range"
YEARLY = (US_FISCAL, CALENDAR_YEAR)
FIRST_YEAR, LAST_YEAR = 1776, 2199  # a year outside is a slip of the pen: no source reaches that far

_YEAR = re.compile(r"(FY|CY) ?([0-9]{4})( ?TQ)?", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PUBLISHED = re.compile(r"([0-9]{4})(\.0|\.9|tq)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole days, `start` and `end` included.

    It is counted in one `calendar`: US-FY, CY, day or range. Periods sort by date. Raises `QuestionError`
    when the two days are not a period of that calendar.
    """

    start: date
    end: date
    calendar: str

    def __post_init__(self) -> None:
        if not self._stands():
            said = {"start": str(self.start), "end": str(self.end), "calendar": self.calendar, "how": say("period_how")}
            raise QuestionError(say("not_of_calendar", **said))

    def _stands(self) -> bool:
        if self.calendar == DAY:
            return self.start == self.end
        if self.calendar == RANGE:
            return self.start < self.end
        if self.calendar not in YEARLY or not FIRST_YEAR <= self.end.year <= LAST_YEAR:
            return False
        return (self.start, self.end) == _span(self.end, self.calendar)

    @property
    def year(self) -> int:
        """The year's own number; 1976 for the transition quarter; of days, the calendar year they end in."""
        return self.end.year

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days + 1

    @property
    def is_quarter(self) -> bool:
        """True for the transition quarter alone."""
        return self == TRANSITION_QUARTER

    @property
    def code(self) -> str:
        """The canonical text, which `parse_period` reads back.

        >>> Period(date(2018, 10, 1), date(2019, 9, 30), "US-FY").code
        'FY2019'
        """
        if self.calendar == DAY:
            return self.start.isoformat()
        if self.calendar == RANGE:
            return f"{self.start.isoformat()}/{self.end.isoformat()}"
        if self.calendar == CALENDAR_YEAR:
            return f"CY{self.year:04d}"
        return f"FY{self.year:04d}TQ" if self.is_quarter else f"FY{self.year:04d}"

    def __str__(self) -> str:
        return self.code


_QUARTER = (date(1976, 7, 1), date(1976, 9, 30))


def _number(day: date, calendar: str) -> int:
    """The number of the year in which a day lies; 1976 for the transition quarter."""
    if calendar == CALENDAR_YEAR:
        return day.year
    return day.year + (day.month >= (10 if day >= _QUARTER[0] else 7))


def _span(day: date, calendar: str) -> tuple[date, date]:
    """First and last day of the year, or of the transition quarter, in which a day lies."""
    year = _number(day, calendar)
    if calendar == CALENDAR_YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    if _QUARTER[0] <= day <= _QUARTER[1]:
        return _QUARTER
    if year > 1976:
        return date(year - 1, 10, 1), date(year, 9, 30)
    return date(year - 1, 7, 1), date(year, 6, 30)


TRANSITION_QUARTER = Period(*_QUARTER, US_FISCAL)


def _known(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise QuestionError(say("not_a_year", year=str(year), first=str(FIRST_YEAR), last=str(LAST_YEAR)))
    return year


def fiscal_year(year: int) -> Period:
    """The U.S. fiscal year of that number (1776-2199).

    >>> print(fiscal_year(1976).end, fiscal_year(1977).start)
    1976-06-30 1976-10-01
    """
    return fiscal_year_of(date(_known(year), 6, 1))


def calendar_year(year: int) -> Period:
    """The calendar year of that number (1776-2199)."""
    return Period(date(_known(year), 1, 1), date(year, 12, 31), CALENDAR_YEAR)


def fiscal_year_of(day: date) -> Period:
    """The U.S. fiscal year, or the transition quarter, in which a day lies.

    >>> print(fiscal_year_of(date(2022, 10, 1)), fiscal_year_of(date(1976, 8, 9)))
    FY2023 FY1976TQ
    """
    _known(_number(day, US_FISCAL))
    return Period(*_span(day, US_FISCAL), US_FISCAL)


@lru_cache(maxsize=8192)
def parse_period(text: str) -> Period:
    """Read a period's canonical text; letter case and spaces around it do not matter.

    Raises `QuestionError` for anything else, a bare year included: 2019 does not say of which calendar.
    """
    words = text.strip()
    if match := _YEAR.fullmatch(words):
        return _numbered(match[1].upper(), int(match[2]), bool(match[3]))
    first, slash, last = words.partition("/")
    start = _day(first, text)
    end = _day(last, text) if slash else start
    if end < start:
        raise QuestionError(say("range_backwards", range=words))
    return Period(start, end, DAY if start == end else RANGE)


def calendar_of(code: str) -> str:
    """The calendar that a period's code counts in: US-FY, CY, day or range.

    >>> calendar_of("FY2019"), calendar_of("CY2019"), calendar_of("2019-06-30")
    ('US-FY', 'CY', 'day')
    """
    if code[:2] in ("FY", "CY"):
        return US_FISCAL if code[0] == "F" else CALENDAR_YEAR
    return RANGE if "/" in code else DAY


@cache
def last_day(code: str) -> date:
    """The last day of a period, by its code."""
    return parse_period(code).end


def _numbered(mark: str, year: int, quarter: bool) -> Period:
    if quarter and (mark, year) != ("FY", 1976):
        raise QuestionError(say("no_such_quarter", code=f"{mark}{year}TQ"))
    if quarter:
        return TRANSITION_QUARTER
    return fiscal_year(year) if mark == "FY" else calendar_year(year)


def _day(text: str, whole: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise QuestionError(say("not_a_period", text=whole, how=say("period_how")))


def from_published(text: str, calendar: str = US_FISCAL) -> Period:
    """Read a year as publishers print it: `2019`, `2019.0`, `1976tq`, `1976TQ`, `1976.9`, `1976.0`.

    Raises `ReadingError` for anything else, and for a transition quarter in calendar years.
    """
    match = _PUBLISHED.fullmatch(text.strip())
    number = int(match[1]) if match else 0
    quarter = bool(match and match[2] and match[2] != ".0")
    if calendar not in YEARLY or not FIRST_YEAR <= number <= LAST_YEAR:
        raise ReadingError(f"{text!r} is not a year of the calendar {calendar!r}. Check the year column on the card.")
    if quarter and (number, calendar) != (1976, US_FISCAL):
        raise ReadingError(f"{text!r} is not a year: only the U.S. fiscal year 1976 was followed by a quarter.")
    return _numbered("FY" if calendar == US_FISCAL else "CY", number, quarter)


@lru_cache(maxsize=512)
def _between(begin: Period, end: Period) -> tuple[Period, ...]:
    """The periods from one to another of its calendar; the same windows are walked again and again."""
    found = []
    while begin.start < end.start:
        found.append(begin)
        begin = _following(begin)
    return (*found, begin) if begin == end else tuple(found)


def _following(period: Period) -> Period:
    """The next period of a yearly calendar."""
    if period.code == "FY1976":
        return TRANSITION_QUARTER
    return fiscal_year(period.year + 1) if period.calendar == US_FISCAL else calendar_year(period.year + 1)


@dataclass(frozen=True, slots=True)
class Window:
    """The periods from `first` to `last`, both included, of one calendar.

    None is an open end, and not both ends are open. Years are counted in windows of many; a window of days is
    one day or one range. Raises `QuestionError` for two calendars in one window and for a window that ends
    before it starts.
    """

    first: Period | None
    last: Period | None

    def __post_init__(self) -> None:
        ends = [end for end in (self.first, self.last) if end is not None]
        if not ends:
            raise QuestionError(say("window_empty"))
        if len({end.calendar for end in ends}) > 1:
            raise QuestionError(say("window_mixed", code=self.code))
        if ends[0].start > ends[-1].start:
            raise QuestionError(say("window_backwards", code=self.code))
        if self.calendar not in YEARLY and self.first != self.last:
            raise QuestionError(say("window_of_days", code=self.code, how=say("period_how")))

    @property
    def calendar(self) -> str:
        """The calendar its periods are counted in."""
        return next(end.calendar for end in (self.first, self.last) if end is not None)

    @property
    def start(self) -> date | None:
        """Its first day; None when open."""
        return self.first.start if self.first else None

    @property
    def end(self) -> date | None:
        """Its last day; None when open."""
        return self.last.end if self.last else None

    @property
    def code(self) -> str:
        """The canonical text, which `parse_window` reads back."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}-{self.last or ''}"

    def __str__(self) -> str:
        return self.code

    def __contains__(self, period: object) -> bool:
        """Years belong by calendar and date, days and ranges by date; never a year of the other calendar."""
        if not isinstance(period, Period):
            return False
        if period.calendar in YEARLY and period.calendar != self.calendar:
            return False
        starts = self.first is None or self.first.start <= period.start
        return starts and (self.last is None or period.end <= self.last.end)

    def periods(self, last: Period | None = None, *, first: Period | None = None) -> tuple[Period, ...]:
        """Every period in order of time, the transition quarter among fiscal years.

        `first` and `last` close an open end and change no closed one; a window that opens after `last` is
        empty. Raises `QuestionError` when an open end is left open or is closed in another calendar.
        """
        begin, end = self.first or first, self.last or last
        if begin is None or end is None:
            raise QuestionError(say("window_open", code=self.code))
        if begin.calendar != end.calendar:
            raise QuestionError(say("window_two_calendars", code=self.code, begin=str(begin), end=str(end)))
        return _between(begin, end)

    def in_calendar_years(self) -> Window:
        """The same years, counted in calendar years.

        >>> parse_window("2017-2020").in_calendar_years().code
        'CY2017-CY2020'
        """
        return Window(*(end and calendar_year(end.year) for end in (self.first, self.last)))

    def echo(self, lang: str = "en") -> str:
        """Say the window as it was understood, in English (`en`) or Spanish (`es`).

        >>> parse_window("2017-2020").echo("en")
        'fiscal years 2017–2020 (1 October 2016 – 30 September 2020)'
        >>> parse_window("since FY2017").echo("es")
        'años fiscales desde 2017 (desde el 1 de octubre de 2016)'
        """
        if lang not in _WORDS:
            raise QuestionError(f"{lang!r} is not a language Cuaderno writes: use en or es.")
        words = _WORDS[lang]
        start, end = _spoken(self.start, words), _spoken(self.end, words)
        if self.calendar not in YEARLY:
            return start if start == end else f"{start} – {end}"
        return words[self._sentence()].format(
            years=words[self.calendar],
            year=words[f"{self.calendar} one"],
            first=_label(self.first, words),
            last=_label(self.last, words),
            start=start,
            end=end,
        )

    def _sentence(self) -> str:
        """Which sentence of `_WORDS` says the window."""
        quarter = TRANSITION_QUARTER in (self.first, self.last)
        if self.first is None or self.last is None:
            return "before" if self.first is None else "since"
        if self.first == self.last:
            return "quarter alone" if quarter else "one"
        if quarter:
            return "from to"
        return "between over quarter" if TRANSITION_QUARTER in self else "between"


_WORDS = {
    "en": {
        "months": "January February March April May June July August September October November December",
        "date": "{day} {month} {year}",
        "month": "{month} {year}",
        "US-FY": "fiscal years",
        "US-FY one": "fiscal year",
        "CY": "calendar years",
        "CY one": "calendar year",
        "quarter": "the transition quarter of 1976",
        "one": "{year} {first} ({start} – {end})",
        "quarter alone": "{first} ({start} – {end})",
        "between": "{years} {first}–{last} ({start} – {end})",
        "between over quarter": "{years} {first}–{last}, with the transition quarter ({start} – {end})",
        "from to": "{years} from {first} to {last} ({start} – {end})",
        "since": "{years} from {first} on (from {start})",
        "before": "{years} up to {last} (to {end})",
    },
    "es": {
        "months": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "date": "{day} de {month} de {year}",
        "month": "{month} de {year}",
        "US-FY": "años fiscales",
        "US-FY one": "año fiscal",
        "CY": "años calendario",
        "CY one": "año calendario",
        "quarter": "el trimestre de transición de 1976",
        "one": "{year} {first} ({start} – {end})",
        "quarter alone": "{first} ({start} – {end})",
        "between": "{years} {first}–{last} ({start} – {end})",
        "between over quarter": "{years} {first}–{last}, con el trimestre de transición ({start} – {end})",
        "from to": "{years} desde {first} hasta {last} ({start} – {end})",
        "since": "{years} desde {first} (desde el {start})",
        "before": "{years} hasta {last} (hasta el {end})",
    },
}


def _spoken(day: date | None, words: dict[str, str]) -> str:
    if day is None:
        return ""
    return words["date"].format(day=day.day, month=words["months"].split()[day.month - 1], year=day.year)


def spoken_date(known: str, lang: str = "en") -> str:
    """A date as known (2022, 2022-05, 2022-05-23) as one says it; what is no date as it is.

    >>> spoken_date("2022-05-23"), spoken_date("2022-05", "es")
    ('23 May 2022', 'mayo de 2022')
    """
    words = _WORDS[lang]
    year, _, rest = known.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdigit() and (month.isdigit() and 1 <= int(month) <= 12)):
        return known
    name = words["months"].split()[int(month) - 1]
    return words["date" if day else "month"].format(day=int(day or 1), month=name, year=year)


def _label(period: Period | None, words: dict[str, str]) -> str:
    if period is None:
        return ""
    return words["quarter"] if period.is_quarter else str(period.year)


_END = re.compile(r"(FY|CY)? ?([0-9]{4})( ?TQ)?", re.IGNORECASE)
_SINCE = re.compile(r"(?:since|desde) (.+)", re.IGNORECASE)
_DASHES = str.maketrans("–—−‐‑", "-----")


@lru_cache(maxsize=2048)
def parse_window(text: str, default_calendar: str = US_FISCAL) -> Window:
    """Read a window of years, both ends included; hyphen or dash. A bare year follows its partner.

    Two bare years take `default_calendar` (US-FY or CY). Raises `QuestionError` for anything else.
    """
    if default_calendar not in YEARLY:
        raise QuestionError(f"{default_calendar!r} is not a calendar of years: use US-FY or CY.")
    words = " ".join(text.translate(_DASHES).split())
    default = "FY" if default_calendar == US_FISCAL else "CY"
    if since := _SINCE.fullmatch(words):
        return Window(_end(since[1], default, text), None)
    if _DATE.match(words):
        period = parse_period(words)
        return Window(period, period)
    first, dash, last = (part.strip() for part in words.partition("-"))
    if not dash:
        period = _end(first, default, text)
        return Window(period, period)
    default = next((end[:2].upper() for end in (first, last) if end[:1].isalpha()), default)
    return Window(
        _end(first, default, text) if first else None,
        _end(last, default, text) if last else None,
    )


def _end(text: str, default: str, whole: str) -> Period:
    match = _END.fullmatch(text)
    if not match:
        raise QuestionError(say("not_a_window", text=whole, how=say("window_how")))
    return _numbered((match[1] or default).upper(), int(match[2]), bool(match[3]))


class Maturity(IntEnum):
    """How settled a period is in one publication; M0 is the strictest and sorts first.

    The classes follow the revisions seen between successive vintages of ForeignAssistance.gov's country
    totals: the then-current fiscal year moved by a median of over 600 %, the last one by 32-55 %, the one
    before by 0.1-0.2 %.
    """

    M0 = 0
    M1 = 1
    M2 = 2
    M3 = 3

    @property
    def tolerance(self) -> Decimal | None:
        """The relative revision still to be expected: 0.10 for M2, 0.01 for M3.

        None where no bound holds: an M0 figure is unusable for verdicts; an M1 figure may support a claim and
        may not contradict one.
        """
        return {Maturity.M2: Decimal("0.10"), Maturity.M3: Decimal("0.01")}.get(self)


def maturity(
    period: Period, published: date | None, newest: Period, complete_through: Period | None = None
) -> Maturity:
    """How settled `period` is in a publication of that date whose newest period is `newest`.

    M0 is the year current at publication and what lies after it, M1 the year before, M2 the one before that,
    M3 older. Without a date the newest period in the file counts as the current one. A period that ends after
    `complete_through` is M0 whatever the date says: the stricter wins. Days and ranges are judged by the
    year, of the calendar of `newest`, in which they end.
    """
    if complete_through is not None and period.end > complete_through.end:
        return Maturity.M0
    calendar = next((each.calendar for each in (period, newest) if each.calendar in YEARLY), CALENDAR_YEAR)
    current = _position(published or newest.end, calendar)
    # The quarter counts half a year, so that FY1976 and the quarter are each one behind what follows them.
    behind = (current - _position(period.end, calendar) + 1) // 2
    return Maturity(min(max(behind, 0), 3))


def _position(day: date, calendar: str) -> int:
    in_quarter = calendar == US_FISCAL and _QUARTER[0] <= day <= _QUARTER[1]
    return 2 * _number(day, calendar) + in_quarter
