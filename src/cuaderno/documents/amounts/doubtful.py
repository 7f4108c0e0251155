"""Nouns that are people or machines: fighters, trainers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_CROWD = 500
"""More than any country has or buys of combat aircraft at once."""


def fighters(drafter: Drafter, number: Number, head: Head) -> str:
    """Aircraft, unless the sentence trains them, the phrase speaks of people, or they are too many: "sent 2,000 fighters"."""
    scene = drafter.scene
    if any(mark.code.split()[-2:-1] == ["train"] for mark in scene.sentence_at(head.start).of("stage")):
        return "persons"
    if any(char.isdigit() for char in scene.plain[head.start : head.end]):
        return "items"
    fighting = drafter.local("fighting")
    people = any(word in fighting for word, _, _ in scene.words_between(head.start, head.end))
    return "persons" if people or number.value >= _CROWD else "items"


def trainers(drafter: Drafter, head: Head) -> str:
    """People who train, unless the phrase or what was counted beside them speaks of machines, or the number of a model stands in it."""
    machines = drafter.local("machine")
    if any(char.isdigit() for char in drafter.counter.item(head)):
        return "items"
    if any(word in machines for word, _, _ in drafter.scene.words_between(head.start, head.end)):
        return "items"
    last = drafter.last
    beside = last is not None and last[0].unit == "items"
    near = last is not None and last[0].anchor[0] >= drafter.scene.sentence_at(head.start).start
    return "items" if beside and near else "persons"
