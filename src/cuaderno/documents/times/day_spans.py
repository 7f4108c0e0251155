"""The days of one month between which something was done: "del 5 al 16 de julio", "July 5-16, 2020", "between 5 and 16 July"."""

from __future__ import annotations

from typing import NamedTuple

from cuaderno.documents.scene import Scene

_LAST, _DIGITS, _YEAR = 31, 2, 4
_CLOSING = frozenset(",.;:)")


class Days(NamedTuple):
    """The first and the last day, 0 where none is told, the stretch in which the other stands, its digits, and the year behind it."""

    first: int
    last: int
    start: int = 0
    end: int = 0
    taken: tuple[int, ...] = ()
    year: int = 0


def days_before(scene: Scene, start: int, last: int) -> Days | None:
    """The days of a month, the last of which, or the month itself, begins at a place: "5 al 16 de julio", "5-16 July"."""
    word, begin, end = scene.word_before(start)
    if not last:
        return _dashed(word, begin) if "-" in word and end > begin + 1 else None
    if word in scene.words.local("definite_article"):
        word, begin, _ = scene.word_before(begin)
    if word not in scene.words.local("time_join"):
        return None
    told, begin, _ = scene.word_before(begin)
    first = _day(told)
    return Days(first, last, begin, 0, (begin,)) if 0 < first < last else None


def _dashed(word: str, start: int) -> Days | None:
    """5-16."""
    one, _, two = word.partition("-")
    first, last = _day(one), _day(two)
    if not 0 < first < last <= _LAST:
        return None
    return Days(first, last, start, 0, (start, start + len(one) + 1))


def days_behind(scene: Scene, end: int, first: int) -> Days | None:
    """The days of a month, the first of which ends at a place: "July 5-16, 2020", "September 16 to 18"."""
    if scene.word_after(end)[0] not in scene.words.local("time_join"):
        return None
    words = scene.words_after(end, 5)
    if len(words) < 2:
        return None
    last = _day(words[1][0])
    if not first < last <= _LAST or (words[0][0] in scene.words.local("join_and") and _counts(scene, words[2:])):
        return None
    behind = words[3:4] if words[2:3] and words[2][0] == "," else words[2:3]
    if behind and len(behind[0][0]) == _YEAR and behind[0][0].startswith(("19", "20")) and behind[0][0].isdigit():
        return Days(first, last, words[1][1], behind[0][2], (words[1][1], behind[0][1]), int(behind[0][0]))
    return Days(first, last, words[1][1], words[1][2], (words[1][1],))


def _counts(scene: Scene, behind: list[tuple[str, int, int]]) -> bool:
    """Whether a noun follows that a number counts: "on April 19 and 24 howitzers"."""
    return bool(behind) and behind[0][0] not in _CLOSING and behind[0][0] not in scene.words.local("from")


def _day(word: str) -> int:
    return int(word) if word.isdigit() and len(word) <= _DIGITS else 0
