"""The sentence before a list that speaks for its items, and what stands beside an item in its list."""

from __future__ import annotations

from bisect import bisect_left
from typing import cast

from cuaderno.documents.draft import Draft, near
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.reading.document import HEADING, ITEM

_TELLING = frozenset(("stage", "programme", "place", "demonym", "government", "capital", "month", "fiscal", "relative"))
"""Kinds of words by which a heading tells something of its own."""


def governing(scene: Scene, sentence: Sentence) -> tuple[int, int] | None:
    """The sentence before a list that speaks for the item a sentence stands in."""
    block = sentence.block
    if scene.blocks[block].kind != ITEM:
        return None
    above = scene.blocks[_above_groups(scene, _above_lists(scene)[block])]
    if above.kind == ITEM:
        return None
    start, end, _ = scene.bounds[bisect_left(scene.bounds, (above.end, 0, 0)) - 1]
    return (start, end) if scene.text[start:end].rstrip().endswith(":") else None


def _above_groups(scene: Scene, number: int) -> int:
    """The block above a list, past the labels of its groups: "committed to Ukraine includes:", "Air Defense", "- Three …", "Fires", "- 40 …"."""
    above = _above_lists(scene)
    while number and _labels_a_group(scene, number):
        number = above[number - 1]
    return number


def _labels_a_group(scene: Scene, number: int) -> bool:
    """Whether a heading only names a group of a list: it says of whom, by what, how or how far nothing."""
    label, before = scene.blocks[number], scene.blocks[number - 1]
    if label.kind != HEADING or not (
        before.kind == ITEM or scene.text[before.start : before.end].rstrip().endswith(":")
    ):
        return False
    return all(mark.kind not in _TELLING for mark in scene.between(label.start, label.end))


def _above_lists(scene: Scene) -> list[int]:
    """Of every block the last one up to it that is no item of a list; the first block where there is none."""
    above = cast("list[int] | None", scene.notes.get("above lists"))
    if above is None:
        last, above = 0, []
        for number, block in enumerate(scene.blocks):
            last = number if block.kind != ITEM else last
            above.append(last)
        scene.notes["above lists"] = above
    return above


def among_things(scene: Scene, sentence: Sentence, drafts: list[Draft]) -> bool:
    """Whether a sentence is an item of a list whose item right before or behind counts things."""
    blocks, block = scene.blocks, sentence.block
    if blocks[block].kind != ITEM:
        return False
    beside = [number for number in (block - 1, block + 1) if 0 <= number < len(blocks) and blocks[number].kind == ITEM]
    return any(
        one.unit == "items" for number in beside for one in near(drafts, blocks[number].start, blocks[number].end)
    )
