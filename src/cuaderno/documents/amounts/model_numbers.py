"""Digits that end the name of a model and count nothing: "its Leopard 2 battle tanks"."""

from __future__ import annotations

from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.scene import Scene

_SHORTEST, _LONGEST = 4, 40
"""Characters of a name that a number may belong to, and of one that the lexicon knows."""


def is_of_a_model(scene: Scene, number: Number) -> bool:
    """Whether a single digit stands behind a capital that begins no sentence and names nobody: such small counts are written as words."""
    if number.word or number.lead != number.start or number.unit or number.scaled:
        return False
    name, start, end = scene.word_before(number.start)
    if (
        len(name) < _SHORTEST
        or not name.isalpha()
        or not scene.text[start].isupper()
        or scene.text[start:end].isupper()
    ):
        return False
    sentence = scene.sentence_at(start)
    if start <= sentence.start + 1 or sentence.is_heading or name in scene.words.local("slot-skip"):
        return False
    return not any(mark.end >= end and mark.kind != "counted" for mark in scene.between(start - _LONGEST, number.start))
