"""A half or a quarter of a year narrows it to its months: "the first half of 2023", "el tercer trimestre de 2022", "Q1 of FY2019"."""

from __future__ import annotations

from cuaderno.documents import calendar
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

_YEAR, _REACH = len("2023"), 12
"""Characters of a year's code, and from its part to the year."""
_FISCAL, _BEHIND = "FY", 9
"""A fiscal year's code, and how many months later than a calendar year it ends the one before: its first month is the tenth."""
_YEARS = frozenset({"year", "relative"})


def narrow(scene: Scene, time: Time) -> None:
    """Give a year whose half or quarter is named its first or last month; a fiscal year begins in October (31 USC 1102)."""
    parts = scene.of("year_part")
    if not parts or time.shape not in _YEARS or (time.first and time.last and time.first != time.last):
        return
    small = scene.words.local("time_filler")
    for mark in parts:
        if not time.core - mark.end < _REACH or mark.start > time.core:
            continue
        if all(word in small for word, _, _ in scene.words_between(mark.end, time.core)):
            first, last = mark.code.split()
            time.first = _with_month(time.first, first)
            time.last = _with_month(time.last, last)
            if time.first is None and time.last:
                time.last = calendar.last_day_of(time.last)
            time.fiscal = False


def _with_month(code: str | None, month: str) -> str | None:
    if code and code.startswith(_FISCAL):
        number = (int(month) + _BEHIND - 1) % calendar.MONTHS + 1
        return f"{int(code[len(_FISCAL) :]) - (number > int(month))}-{number:02d}"
    return f"{code}-{month}" if code and len(code) == _YEAR else code
