"""The sentence before a list that speaks for its items, and what stands beside an item in its list."""

from __future__ import annotations

from bisect import bisect_left
from typing import cast

from cuaderno.documents.draft import Draft, near
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, Block

_TAIL = 6
"""Signs at the end of a line in which its semicolon stands: "; and"."""
_LINE, _PAIR, _STOPS, _LEADER = 240, 2, ".!?:;", "..."
"""Characters of a line of a list, how many lines make one without signs at their ends, what ends a sentence, what leads across a form."""
_TELLING = frozenset(("stage", "programme", "place", "demonym", "government", "capital", "month", "fiscal", "relative"))
"""Kinds of words by which a heading tells something of its own."""


def governing(scene: Scene, sentence: Sentence) -> tuple[int, int] | None:
    """The sentence before a list that speaks for the item a sentence stands in."""
    block = sentence.block
    if scene.blocks[block].kind != ITEM:
        return lead_above(scene, sentence)
    above = scene.blocks[_above_groups(scene, _above_lists(scene)[block])]
    if above.kind == ITEM:
        return None
    start, end = _last_sentence(scene, above)
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


def lead_above(scene: Scene, sentence: Sentence) -> tuple[int, int] | None:
    """The sentence that speaks for a lead-in without a verb, one of several under it: "The delivery includes: / With FMF funds: / …"."""
    known = cast("dict[int, tuple[int, int]] | None", scene.notes.get("leads above"))
    if known is None:
        known = scene.notes["leads above"] = _leads_above(scene)
    return known.get(sentence.index)


def lead_before(sentence: Sentence, draft: Draft) -> tuple[int, int] | None:
    """The sentence before the list, of items or of paragraphs, in which a figure stands."""
    return draft.governed or _lead_of_lines(sentence.scene, sentence)


def _lead_of_lines(scene: Scene, sentence: Sentence) -> tuple[int, int] | None:
    """The lead-in of a list whose items are paragraphs, each but the last with a semicolon: the sentence that ends with a colon."""
    known = cast("list[int | None] | None", scene.notes.get("leads of lines"))
    if known is None:
        known = scene.notes["leads of lines"] = _leads_of_lines(scene)
    number = known[sentence.block]
    return _last_sentence(scene, scene.blocks[number]) if number is not None else None


def _leads_of_lines(scene: Scene) -> list[int | None]:
    """Of every block the one above whose lead-in speaks for it and for the lines in between."""
    leads: list[int | None] = []
    lead: int | None = None
    plain = False
    for number, block in enumerate(scene.blocks):
        end = scene.text[max(block.start, block.end - _TAIL) : block.end].rstrip()
        first = lead is not None and number == lead + 1
        plain = lead is not None and (_begins_lines(scene, number) if first else plain and _is_line(scene, block))
        leads.append(None if first and not (end.endswith(";") or plain) else lead)
        if end.endswith(":"):
            lead = number
        elif ";" not in end and not plain:
            lead = None
    return leads


def _begins_lines(scene: Scene, number: int) -> bool:
    """Whether a block and the next are lines of a list without signs at their ends, led in by a sentence that tells a deed."""
    lines = scene.blocks[number : number + _PAIR]
    if len(lines) < _PAIR or lines[0].kind == HEADING or not all(_is_line(scene, block) for block in lines):
        return False  # a heading behind the lead-in is that of a table's column
    return bool(scene.starting("stage", *_last_sentence(scene, scene.blocks[number - 1])))


def _is_line(scene: Scene, block: Block) -> bool:
    """Whether a block is as short as a line, and neither a sentence nor a row of a form: "Total ........ $280 million"."""
    if block.kind not in (PARAGRAPH, HEADING) or block.end - block.start > _LINE:
        return False
    end = scene.text[block.end - 1 : block.end]
    return end not in _STOPS and _LEADER not in scene.text[block.start : block.end]


def _leads_above(scene: Scene) -> dict[int, tuple[int, int]]:
    """Of every such lead-in, by the number of its sentence, the one above it: the paragraph right before the first of them."""
    found: dict[int, tuple[int, int]] = {}
    above: tuple[int, int] | None = None
    parted = False
    for block in scene.blocks:
        if block.kind == ITEM:
            above = above if parted else None
            continue
        start, end = _last_sentence(scene, block)
        if not scene.text[start:end].rstrip().endswith(":"):
            above, parted = None, False
        elif above is not None and _is_bare(scene, block):
            found[scene.sentence_number(start)], parted = above, True
        else:
            above, parted = (start, end), False
    return found


def _is_bare(scene: Scene, block: Block) -> bool:
    """Whether a block is one sentence without a word for a stage."""
    return not scene.starting("stage", block.start, block.end) and scene.sentence_at(block.start).end >= block.end


def _last_sentence(scene: Scene, block: Block) -> tuple[int, int]:
    """Where the last sentence of a block begins and ends."""
    start, end, _ = scene.bounds[bisect_left(scene.bounds, (block.end, 0, 0)) - 1]
    return start, end


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
