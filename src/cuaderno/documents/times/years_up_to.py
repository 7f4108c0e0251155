"""The first of the years that are counted back from the last: "in the five years to 2020", "en los diez años hasta 2019"."""

from __future__ import annotations

from datetime import date, timedelta

from cuaderno.documents import calendar
from cuaderno.documents.amounts.numbers import NUMBER
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

_CLOSING = 4
"""Words before a day among which the verb stands that ends a year with it, and the year itself."""
_YEARS = {"year": 1, "decade": 10}


def first_of_years(scene: Scene, time: Time) -> str | None:
    """The first year of a span that ends with a time, whose length stands before its preposition; None without one."""
    last = time.last or ""
    if time.shape != "year" or time.first != time.last:
        return None
    if scene.word_before(time.core)[0] not in scene.words.local("until"):
        return None
    words = scene.words_before(time.core, 3)
    unit = next((mark.code for mark in scene.at(words[1][1]) if mark.kind == "timeunit"), "") if len(words) > 2 else ""
    if unit not in _YEARS:
        return None
    count = number_said(scene, words[2]) * _YEARS[unit]
    return f"{last[:-4]}{int(last[-4:]) - count + 1}" if count > 1 else None


def begin_ended_years(scene: Scene, time: Time) -> bool:
    """Begin a year that is told as the end of several with the first of them: "in the five years that ended in 2020"; False where it is none."""
    last, local = time.last or "", scene.words.local
    if time.shape != "year" or time.first != time.last or scene.word_before(time.core)[0] not in local("years_closed"):
        return False
    words = scene.words_before(time.core, _CLOSING + 2)
    at = next((number for number, (word, _, _) in enumerate(words) if word not in local("years_closed")), len(words))
    ended = any(local("years_closed")[word] == "ended" for word, _, _ in words[:at])
    if not ended or at + 1 >= len(words):
        return False
    unit = next((mark.code for mark in scene.at(words[at][1]) if mark.kind == "timeunit"), "")
    count = number_said(scene, words[at + 1]) * _YEARS.get(unit, 0)
    if count > 1:
        time.first = f"{last[:-4]}{int(last[-4:]) - count + 1}"
    return count > 1


def close_year(scene: Scene, time: Time) -> bool:
    """Make a day, or a month, the last of the twelve months that are said to end with it: "in the year that ends on 30 June"; False where none are.

    Without a year of its own, what "ends" does so next.
    """
    if time.shape not in ("day", "month", "month?") or time.first != time.last or not time.last:
        return False
    words, closing = scene.words_before(time.core, _CLOSING), scene.words.local("year_closing")
    at = next((number for number, (word, _, _) in enumerate(words) if word in closing), len(words))
    if at > 1 or at + 1 >= len(words) or not any(_is_year(scene, place) for _, place, _ in words[at + 1 :]):
        return False
    year, rest = int(time.last[:4]), time.last[4:]
    told = time.last[:4] in scene.plain[time.core : time.end]
    coming = closing[words[at][0]] == "to_come" and scene.day is not None and time.last < scene.day.isoformat()
    year += coming and not told
    month = int(rest[1:3])
    if rest[3:]:
        day = min(int(rest[4:]), calendar.last_of_month(year - 1, month))
        time.first = (date(year - 1, month, day) + timedelta(days=1)).isoformat()
    else:
        time.first = f"{year - (month < calendar.MONTHS):04d}-{month % calendar.MONTHS + 1:02d}"
    time.last = f"{year:04d}{rest}"
    return True


def _is_year(scene: Scene, place: int) -> bool:
    """Whether "year" stands at a place, or twelve months: "in the 12 months to June 2019"."""
    unit = next((mark.code for mark in scene.at(place) if mark.kind == "timeunit"), "")
    return unit == "year" or (unit == "month" and number_said(scene, scene.word_before(place)) == calendar.MONTHS)


def number_said(scene: Scene, word: tuple[str, int, int]) -> int:
    """The number that a word says, 1 for an article."""
    if word[0].isdigit() and len(word[0]) < len("100"):
        return int(word[0])
    if word[0] in scene.words.local("definite_article"):
        return 1
    return next((int(mark.code) for mark in scene.at(word[1]) if mark.kind in NUMBER), 0)
