"""A half or a quarter of a year narrows it to its months: "the first half of 2023", "el tercer trimestre de 2022"."""

from __future__ import annotations

from cuaderno.documents import calendar
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

_YEAR, _REACH = len("2023"), 12
"""Characters of a year's code, and from its part to the year."""
_YEARS = frozenset({"year", "relative"})


def narrow(scene: Scene, time: Time) -> None:
    """Give a year whose half or quarter is named its first or last month."""
    parts = scene.of("year_part")
    if not parts or time.fiscal or time.shape not in _YEARS or (time.first and time.last and time.first != time.last):
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


def _with_month(code: str | None, month: str) -> str | None:
    return f"{code}-{month}" if code and len(code) == _YEAR else code
