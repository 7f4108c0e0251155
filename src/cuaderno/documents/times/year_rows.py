"""Years told one by one: "in 2017, 2018 and 2022" is all of them as one span, "en 2018 y en 2019" as well."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.moments import Time
from cuaderno.documents.times.year_digits import YEAR_DIGITS

_FISCAL = frozenset({"fiscal", "timeunit"})
"""Words that may stand among the years of a row."""
_LONGEST, _BEHIND = 100, 160
"""Characters of a row, and behind it in which "respectively" is looked for."""


def in_a_row(scene: Scene, first: Time, second: Time, between: str) -> bool:
    """Whether two years stand in one list: "in 2017, 2018 and 2022", "(2017, 2019)", "en 2018 y en 2019"."""
    if not first.shape == second.shape == "year" or second.first != second.last:
        return False
    if between in scene.words.local("list_joins"):
        return first.first == first.last and not scene.word_after(second.end)[0].isalnum()
    if between != "," and between.removeprefix(", ") not in scene.words.local("join_and"):
        return False
    if scene.plain[first.start - 1 : first.start] == "(" and scene.plain[second.end : second.end + 1] in (
        "",
        ",",
        ")",
        " ",
    ):
        return True
    row = _is_row(scene, first)
    if not (row or (between == "," and first.first == first.last and _year_follows(scene, second.end))):
        return False
    until = min(scene.sentence_at(first.start).end, second.end + _BEHIND)
    return not glimpsed(scene, second.end, until, "respectively")


def _is_row(scene: Scene, time: Time) -> bool:
    """Whether a time is made of several years told one by one so far: "fiscal years 2017, 2018"."""
    if time.end - time.core > _LONGEST:
        return False
    joins, words = scene.words.local("join_and"), scene.words_between(time.core, time.end)
    if not any(word == "," or word in joins for word, _, _ in words):
        return False
    return all(
        not word.isalpha() or word in joins or any(mark.kind in _FISCAL for mark in scene.at(start))
        for word, start, _ in words
    )


def _year_follows(scene: Scene, place: int) -> bool:
    """Whether the next year of a row stands at a place: ", 2018", " and 2018", ", y 2018"."""
    joins = scene.words.local("join_and")
    words = [word for word, _, _ in scene.words_after(place, 3) if word != "," and word not in joins]
    return bool(words) and YEAR_DIGITS.match(words[0][-4:]) is not None
