"""When a claim speaks of: the windows of years that its words allow, and the day on which it speaks.

A document that says "since 2017" or "over the last decade" leaves an end open: every end its author can have meant is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from cuaderno.errors import QuestionError
from cuaderno.statements.claim import IN_NAME, Claim
from cuaderno.statements.periods import (
    CALENDAR_YEAR,
    US_FISCAL,
    Period,
    Window,
    calendar_year,
    fiscal_year,
    fiscal_year_of,
)

GIVEN, OF_DOCUMENT, LATEST_PERIOD, UNKNOWN = "given", "document", "latest_period", "unknown"
"""Where the day comes from that a claim is checked as of."""

NO_PERIOD, OPEN_START, NO_DAY = "no_period", "open_start", "open_end_no_day"
NOT_CONTAINED, OTHER_CALENDAR = "window_not_contained", "other_calendar"
UNLIKE_YEARS = (NOT_CONTAINED, OTHER_CALENDAR)
"""The claim has a window and the years of the publications are others; the other reasons say that it has none."""

BEHIND = 2
"""An open end is the year of publication or one of so many before it."""

ROLLING = ("decade", "rolling", "relative")
"""What a rule's name says where it read "over the last decade" or "in the last five years"."""

_END = re.compile(r"(FY|CY)?([0-9]{4})")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


class Speaking(NamedTuple):
    """When a document speaks: its day. Where that is not known but inferred, an open end may be any year up to `until`; else that is 0."""

    day: date | None
    until: int = 0


@dataclass(frozen=True, slots=True)
class Spell:
    """One window that the words allow.

    Spells of one `family` differ in their `closing` year and one of them is meant; `inferred` says that the words do not give it.
    `beyond` is how many years of the claim it leaves out, being those of a label's reading alone.
    """

    window: Window
    family: str = ""
    closing: int = 0
    inferred: bool = False
    beyond: int = 0

    @property
    def periods(self) -> tuple[str, ...]:
        """The codes of its years."""
        return tuple(one.code for one in self.window.periods())


def spells(claim: Claim, calendar: str, speaking: Speaking) -> tuple[tuple[Spell, ...], str]:
    """The windows a claim's period allows in years of a calendar, and "" or the reason why there are none."""
    start, end = claim.period_start, claim.period_end
    if start is None:
        return (), NO_PERIOD if end is None else OPEN_START
    if _DAY.fullmatch(start) or (end is not None and _DAY.fullmatch(end)):
        whole = _whole_years(start, end, calendar)
        return ((Spell(whole),), "") if whole else ((), NOT_CONTAINED)
    first, last = _year(start), _year(end) if end is not None else None
    if first is None or (end is not None and last is None):
        return (), NOT_CONTAINED
    marks = {mark for mark, _ in (first, last or first)} - {""}
    if marks - {"FY" if calendar == US_FISCAL else "CY"}:
        return (), OTHER_CALENDAR
    bare = calendar == US_FISCAL and not marks
    if last is None:
        return _since(first[1], calendar, speaking)
    if last[1] < first[1]:
        return (), NOT_CONTAINED
    literal = Spell(_window(first[1], last[1], calendar), inferred=bare)
    rolling = _rolling(claim, first[1], last[1], calendar, speaking.day)
    if not rolling:
        return (literal,), ""
    return (rolling if _said_rolling(claim) else (literal, *rolling)), ""


def _year(text: str) -> tuple[str, int] | None:
    match = _END.fullmatch(text)
    return (match[1] or "", int(match[2])) if match else None


def _of(year: int, calendar: str) -> Period:
    return fiscal_year(year) if calendar == US_FISCAL else calendar_year(year)


def _window(first: int, last: int, calendar: str) -> Window:
    return Window(_of(first, calendar), _of(last, calendar))


def year_of(day: date, calendar: str) -> int:
    """The number of the year of a calendar in which a day lies."""
    return fiscal_year_of(day).year if calendar == US_FISCAL else day.year


def _since(first: int, calendar: str, speaking: Speaking) -> tuple[tuple[Spell, ...], str]:
    if speaking.day is None:
        return (), NO_DAY
    published = year_of(speaking.day, calendar)
    ends = range(first, speaking.until + 1) if speaking.until else range(published - BEHIND, published + 1)
    closings = [year for year in ends if year >= first]
    if not closings:
        return (), NOT_CONTAINED
    return tuple(Spell(_window(first, year, calendar), "open", year, inferred=True) for year in closings), ""


def _said_rolling(claim: Claim) -> bool:
    return any(word in rule for rule in claim.rules if rule.startswith("period") for word in ROLLING)


def _rolling(claim: Claim, first: int, last: int, calendar: str, as_of: date | None) -> tuple[Spell, ...]:
    """ "Over the last decade", written in year y: y−10 to y−1, y−11 to y−2, y−9 to y; so of any number of years.

    Ten years and one that end in the year of the document are what a decade looks like once it is read, whatever rule read it.
    """
    now = as_of is not None and last == as_of.year
    looks = now and last - first == 10 and claim.period_start == str(first)
    if first == last or not (looks or _said_rolling(claim)):
        return ()
    span, written = last - first, year_of(as_of, calendar) if as_of is not None and now else last
    ends = ((written - span, written - 1), (written - span - 1, written - 2), (written - span + 1, written))
    return tuple(
        Spell(_window(begin, close, calendar), f"{begin}-{close}", inferred=True)
        for begin, close in ends
        if begin <= close
    )


def _whole_years(start: str, end: str | None, calendar: str) -> Window | None:
    """The window of whole years that exactly holds the days from `start` to `end`; None where days are left over."""
    first, last = _days(start), _days(end or start)
    if first is None or last is None or last[1] < first[0]:
        return None
    window = _window(year_of(first[0], calendar), year_of(last[1], calendar), calendar)
    return window if (window.start, window.end) == (first[0], last[1]) else None


def _days(text: str) -> tuple[date, date] | None:
    """First and last day of a year, month or day as a claim writes it; None where it is no such thing."""
    year = _year(text)
    try:
        if year is not None:
            period = _of(year[1], US_FISCAL if year[0] == "FY" else CALENDAR_YEAR)
            return period.start, period.end
        match = _DAY.fullmatch(text)
        if match is None:
            return None
        first = date(int(match[1]), int(match[2]), int(match[3] or 1))
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    except (ValueError, QuestionError, OverflowError):
        return None
    return (first, first) if match[3] else (first, following - timedelta(days=1))


def days_of(claim: Claim) -> tuple[date, date] | None:
    """The days of a claim's own period, from the first to the last; None where it has none."""
    texts = [text for text in (claim.period_start, claim.period_end) if text is not None]
    found = [days for days in map(_days, texts) if days is not None]
    return (found[0][0], found[-1][1]) if found and len(found) == len(texts) else None


def speaking_day(given: date | None, own: date | None, claims: Iterable[Claim]) -> tuple[date | None, str]:
    """The day a document speaks on, and where that comes from: the one given, its own, or the last day of the latest period cited.

    What is only meant to be done, or depends on something, does not date a document, nor does the year in an agreement's name.
    """
    if given is not None:
        return given, GIVEN
    if own is not None:
        return own, OF_DOCUMENT
    dating = (one for one in claims if not {"intent", "conditional"} & set(one.marks) and IN_NAME not in one.rules)
    cited = [days[1] for one in dating if (days := days_of(one))]
    return (max(cited), LATEST_PERIOD) if cited else (None, UNKNOWN)
