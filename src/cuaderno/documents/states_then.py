"""The state that a capital stood for when a text was written: Moscow is the Soviet Union's in 1989 and Russia's in 1992."""

from __future__ import annotations

from datetime import date

from cuaderno.documents.marks import Mark

_THEN = {
    "RUS": (date(1991, 12, 26), "SUN"),
    "CZE": (date(1993, 1, 1), "CSK"),
    "SRB": (date(2003, 2, 4), "YUG"),
}
"""Of the state a capital stands for now: the day from which it does, and the state before."""
_MEANT = ("capital", "government")
"""The kinds of names that stand for whoever governs there."""


def of_their_time(marks: list[Mark], kinds: dict[str, list[Mark]], day: date | None) -> list[Mark]:
    """The marks, with the states of the day of their text for capitals and seats of government; `kinds`, which is changed, has them too."""
    if day is None or all(day >= since for since, _ in _THEN.values()):
        return marks
    then = {now: before for now, (since, before) in _THEN.items() if day < since}
    if not any(mark.code in then for kind in _MEANT for mark in kinds.get(kind, ())):
        return marks
    for kind in _MEANT:
        if kind in kinds:
            kinds[kind] = [_then(mark, then) for mark in kinds[kind]]
    return [_then(mark, then) if mark.kind in _MEANT else mark for mark in marks]


def _then(mark: Mark, then: dict[str, str]) -> Mark:
    return mark._replace(code=then[mark.code]) if mark.code in then else mark
