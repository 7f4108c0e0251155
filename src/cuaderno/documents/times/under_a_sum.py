"""Items that follow the sum of a programme and years without a colon, and so tell what parts of it did: "From FY2016 to FY2019 it received $150
million under FMF. • Over $58 million in FMF supported two cutters"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.period_filling import has_period
from cuaderno.reading.document import ITEM
from cuaderno.statements.claim import MONEY


def under_its_sum(scene: Scene, sentence: Sentence, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The sum of a closed time right before the first item of a list, where both name one programme and the item's is less."""
    block = scene.blocks[sentence.block]
    whole = earlier[-1] if earlier else None
    if block.kind != ITEM or draft.kind != MONEY or whole is None or whole.kind != MONEY or whole.unit != draft.unit:
        return None
    there = scene.sentence_at(whole.anchor[0])
    if there.block != sentence.block - 1 or scene.blocks[there.block].kind == ITEM or sentence.start > block.start + 1:
        return None
    closed = has_period(whole) and whole.period_start is not None and whole.period_end is not None
    same = {mark.code for mark in there.of("programme")} & {mark.code for mark in sentence.of("programme")}
    less = draft.value is not None and whole.value is not None and draft.value < whole.value
    return whole if closed and same and less else None
