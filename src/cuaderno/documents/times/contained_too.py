"""What a thing told before consists of besides, which is of its time: "a package of $40 million. The package also includes 12 trucks"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence

_TAKING_UP = frozenset({"funds", "topic"})
_OPENING, _BLOCKS = 4, 2
"""How far from the head of its sentence a noun stands that takes up, and the paragraphs before in which it was first said."""


def contained_too(scene: Scene, sentence: Sentence, place: int) -> bool:
    """Whether a sentence tells, before a place, what the thing that it begins with consists of, which the text called so before."""
    if not any(mark.end <= place for mark in sentence.of("partly")):
        return False
    heads = (mark for mark in sentence.of("anaphor") if mark.code in _TAKING_UP)
    head = next((mark for mark in heads if mark.start - sentence.opening < _OPENING), None)
    if head is None:
        return False
    noun = scene.plain[head.start : head.end].rpartition(" ")[2]
    return scene.plain.find(noun, scene.blocks[max(0, sentence.block - _BLOCKS)].start, sentence.start) >= 0
