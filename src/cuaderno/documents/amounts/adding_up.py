"""Bare numbers that add up to what was counted right before them: "26 trucks, 14 of one make and 12 of another"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.draft import Draft

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_MOST, _LONGEST, _COUNTABLE = 8, 240, frozenset(("persons", "items"))
"""Numbers and characters behind a count in which its parts are looked for."""


def part_adding_up(drafter: Drafter, index: int, number: Number) -> Draft | None:
    """The part that a number tells of what was counted before, the parts of which make up the whole."""
    if index not in drafter.parts:
        _divide(drafter, index, number)
    head = drafter.parts.get(index)
    if head is None:
        return None
    draft = drafter.counted(number, head._replace(rule="part of what they add up to"))
    draft.mark("part_of", "adds up to what was counted")
    return draft


def _divide(drafter: Drafter, index: int, number: Number) -> None:
    """Keep the head of a whole for the numbers right behind it, if they add up to it."""
    whole = drafter.last
    if whole is None or drafter.drafts[-1:] != [whole[0]] or whole[0].unit not in _COUNTABLE:
        return
    if number.start - whole[0].anchor[1] > _LONGEST or whole[0].anchor[0] < drafter.sentence(number).start:
        return
    left, parts = whole[0].value, []
    for place in range(index, min(index + _MOST, len(drafter.numbers))):
        one = drafter.numbers[place]
        if left is None or one.start - whole[0].anchor[1] > _LONGEST:
            return
        if one.value == 1 or drafter.scene.plain[one.end : one.end + 1] == "-":
            continue  # "14 of one make", "four two-seat jets"
        if one.unit or one.scaled or one.value > left or drafter.phrase(place).head is not None:
            return
        left -= one.value
        parts.append(place)
        if not left:
            break
    if not left and len(parts) > 1:
        drafter.parts.update(dict.fromkeys(parts, whole[1]))
