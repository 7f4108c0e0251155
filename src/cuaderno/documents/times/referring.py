"""What a time that refers to one before it means: "that period", "those eight years", "the year before", "since then"."""

from __future__ import annotations

from cuaderno.documents import calendar
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import KNOWN_SPAN, MOMENT, Time
from cuaderno.documents.times.timeunits import PERIOD

REFERRING = frozenset({"anaphor", "before", "following", "then"})
DATED = frozenset({"year", "month", "month?", "anaphor", "following", "before"})
_SHORT = frozenset({"day", "week"})
_YEAR, _MONTH, _DAY = len("2024"), len("2024-05"), len("2024-05-14")
_DECADE = 10


def resolve(scene: Scene, each: Time, before: list[Time], *, at_end: bool) -> None:
    """Give "that period" the last time spoken of, of its length if it has one; count on from it for "the year before"."""
    if each.shape == "anaphor" and not each.count and (each.unit == "month" or (each.unit == "day" and not each.spans)):
        return _same(each, before)
    if (
        each.shape == "anaphor"
        and each.unit == "year"
        and not (each.count or each.spans)
        and _year_of_day(each, before)
    ):
        return None
    known = _spoken_of(scene, each, before)
    if known is None:
        return None
    if each.shape == "anaphor":
        each.first, each.last, each.fiscal = known.first, known.last, known.fiscal
        if at_end:
            each.first = each.last = known.last or known.first
    elif each.shape == "before" and each.spans:
        each.first, each.last = _shifted(_year(known), -(each.count or 1)), _shifted(_year(known), -1)
    elif each.shape == "then":
        each.first, each.since = known.first or known.last, True
    elif each.unit == "decade":
        begun = _shifted(_year(known), 1 if each.shape == "following" else 1 - 2 * _DECADE)
        each.first, each.last = begun, _shifted(begun or "", _DECADE - 1)
    else:
        count, told = (each.count or 1) * (-1 if each.shape == "before" else 1), known.first or known.last or ""
        each.first = each.last = (
            _shifted(told if told.startswith("FY") else told[:_YEAR], count)
            if each.unit == "year"
            else calendar.moved(told, each.unit, count)
        )
    return None


def _spoken_of(scene: Scene, each: Time, before: list[Time]) -> Time | None:
    """The last time before that can be meant: a span where a span is, a day where days are counted on from it."""
    if each.unit == MOMENT:
        return next(
            (one for one in reversed(before) if (one.first or one.last) and not (one.compared or one.said)), None
        )
    if each.shape in ("before", "following") and each.unit in _SHORT:
        return next((one for one in reversed(before) if one.first and len(one.first) == _DAY), None)
    dated = [
        one
        for one in reversed(before)
        if (one.first or one.last)
        and (one.shape in DATED or _is_year_here(scene, each, one))
        and not _only_compared(one)
    ]
    if each.shape == "before" and each.spans:
        long = [one for one in reversed(before) if one.last or one.since]
    else:
        long = [one for one in dated if each.spans and _is_so_long(one, each)]
        if len(long) > 1 and _lies_in(scene, long[0], long[1]):
            del long[0]
    return next(iter(long or (() if each.unit == KNOWN_SPAN else dated)), None)


def _is_year_here(scene: Scene, each: Time, told: Time) -> bool:
    """Whether a year told from today stands in the sentence of "the year before": "this year 75, up from 30 the year before"."""
    if told.shape != "relative" or each.unit != "year" or told.first != told.last or not told.first:
        return False
    here = scene.sentence_number(told.start) == scene.sentence_number(each.start)
    return here and told.first.removeprefix("FY").isdigit()


def _is_so_long(told: Time, each: Time) -> bool:
    """Whether a time told can be the span spoken of: of as many years, else of several; a fiscal year is a period too."""
    if each.count:
        return _years(told) == each.count
    return told.last != told.first or (each.unit == PERIOD and told.fiscal)


def _lies_in(scene: Scene, inner: Time, outer: Time) -> bool:
    """Whether a time is only a part of the span told in its sentence: "from 2019 to 2023, including $61 million in 2023 alone"."""
    if not (outer.first and inner.first and inner.last):
        return False
    if scene.sentence_number(outer.start) != scene.sentence_number(inner.start):
        return False
    single = inner.first == inner.last and outer.first != outer.last
    return single and _bare(outer.first) <= _bare(inner.first) <= _bare(outer.last or "9999")


def _bare(code: str) -> str:
    """The year of a code, fiscal or not."""
    return code.removeprefix("FY")[:4]


def _only_compared(time: Time) -> bool:
    """Whether a time is the one before another, with which that is compared: "40 percent over the previous year"."""
    return time.compared and time.shape in REFERRING


def _same(each: Time, before: list[Time]) -> None:
    """Give "that same month" the month of the last time told to the day or the month, and "that day" the last day told."""
    fine = (_MONTH, _DAY) if each.unit == "month" else (_DAY,)
    told = next((one.first for one in reversed(before) if one.first and len(one.first) in fine), None)
    if told is not None:
        each.first = each.last = told[: min(fine)]


def _year_of_day(each: Time, before: list[Time]) -> bool:
    """Whether "that year" is the one of the day or month told last, which it so is given: "signed on 27 May 2021 … for that year"."""
    told = next((one for one in reversed(before) if one.first or one.last), None)
    if told is None or told.shape not in ("day", "month") or told.first is None or told.since:
        return False
    each.first = each.last = told.first[:_YEAR]
    return True


def _year(time: Time) -> str:
    """The year, or fiscal year, in which a time ends."""
    last = time.last or time.first or ""
    return last[: len("FY2024") if last.startswith("FY") else len("2024")]


def _shifted(period: str, years: int) -> str | None:
    """A year or fiscal year so many years on; None for what is no year."""
    digits = period.removeprefix("FY")
    return f"{period[: len(period) - 4]}{int(digits) + years}" if digits.isdigit() else None


def _years(time: Time) -> int:
    """How many years a span has, both ends counted; 0 where an end is open."""
    ends = [said.removeprefix("FY")[:4] for said in (time.first or "", time.last or "")]
    return int(ends[1]) - int(ends[0]) + 1 if all(end.isdigit() for end in ends) else 0
