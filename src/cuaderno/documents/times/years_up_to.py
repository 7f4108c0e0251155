"""The first of the years that are counted back from the last: "in the five years to 2020", "en los diez años hasta 2019"."""

from __future__ import annotations

from cuaderno.documents.amounts.numbers import NUMBER
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

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


def number_said(scene: Scene, word: tuple[str, int, int]) -> int:
    """The number that a word says, 1 for an article."""
    if word[0].isdigit() and len(word[0]) < len("100"):
        return int(word[0])
    if word[0] in scene.words.local("definite_article"):
        return 1
    return next((int(mark.code) for mark in scene.at(word[1]) if mark.kind in NUMBER), 0)
