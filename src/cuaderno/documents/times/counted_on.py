"""Times counted on from another that is told behind them: "two years after the 2021 coup", "un mes antes de las elecciones de mayo de 2019"."""

from __future__ import annotations

from cuaderno.documents import calendar
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time
from cuaderno.documents.times.years_up_to import number_said

_REACH, _SIGNS, _HEDGE = 9, 90, 24
"""Words before a time in which "after" and its unit stand; characters in which the unit is looked for, and of a hedge."""
_SHAPES = frozenset({"year", "month", "month?", "day"})
_DAY, _MONTH, _YEAR = len("2024-05-14"), len("2024-05"), len("2024")


def base_of_count(scene: Scene, place: int) -> tuple[int, str, int] | None:
    """How many of which unit are counted from the time at a place, fewer than 0 before it, and where that begins; 0 for an unsaid number."""
    if not scene.starting("timeunit", max(0, place - _SIGNS), place):
        return None
    later, earlier = scene.words.local("succeeding"), scene.words.local("preceding")
    for word, start, _ in scene.backward(place, _REACH):
        if not word[0].isalpha():
            return None
        if word not in later and word not in earlier:
            continue
        _, begin, _ = scene.word_before(start)
        unit = _unit_at(scene, begin)
        if unit:
            led = scene.word_before(begin)
            count = number_said(scene, led) or (led[0] in scene.words.local("article"))
            if any(mark.end == led[1] - 1 for mark in scene.starting("hedge", max(0, led[1] - _HEDGE), led[1])):
                count = 0  # "more than two years after"
            return count * (-1 if word in earlier else 1), unit, led[1] if count else begin
    return None


def count_on(scene: Scene, time: Time) -> bool:
    """Move a single time by the units that are counted from it, where it is told finely enough."""
    if time.shape not in _SHAPES or time.first != time.last or not time.first or time.fiscal:
        return False
    base = base_of_count(scene, time.core)
    if base is None or not base[0]:
        return False
    count, unit, start = base
    told = _moved(time.first, unit, count)
    if told is None:
        return False
    time.first = time.last = told
    time.start = time.core = start
    time.shape = "day" if len(told) == _DAY else "month" if len(told) == _MONTH else "year"
    return True


def whole_week(scene: Scene, time: Time) -> None:
    """Make a day the first of the week that is named by it: "the week of May 6", "la semana del 6 de mayo"."""
    if time.shape != "day" or time.first != time.last or not time.first or len(time.first) != _DAY:
        return
    words, local = scene.words_before(time.core, 3), scene.words.local
    words = [word for word in words if word[0] not in local("definite_article")]
    if len(words) > 1 and words[0][0] in local("share_of") and _unit_at(scene, words[1][1]) == "week":
        time.last = calendar.moved(time.first, "day", 6)


def _unit_at(scene: Scene, place: int) -> str:
    return next((mark.code for mark in scene.at(place) if mark.kind == "timeunit"), "")


def _moved(told: str, unit: str, count: int) -> str | None:
    if unit == "year":
        return f"{int(told[:_YEAR]) + count}"
    return calendar.moved(told[:_MONTH] if unit == "month" else told, unit, count)
