"""The time that a heading tells of all that is listed under it: "WHAT WE HAVE GIVEN SINCE 2011", "Deliveries in 2022"."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.tenses import OTHER, PAST, PERFECT, tense
from cuaderno.documents.times.times import Time, Within
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, Block

_FURTHEST, _LINE, _LABEL, _ALONE = 20, 120, 24, 20
"""Items at most between a heading and the one that it dates; characters of a line that may be one without its sign, and of a
paragraph's label, and of a line that holds a year alone."""


def headed(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """The only time of the heading under which a list's item stands, where the item tells nothing of the present or to come."""
    blocks, block = scene.blocks, sentence.block
    if not _is_listed(scene, block) or not (blocks[block].kind == ITEM or _labelled(scene, draft)):
        return None
    first = max(-1, block - _FURTHEST)
    while block > first and _is_listed(scene, block):
        block -= 1
    if block <= 0 or blocks[block].kind != HEADING:
        return None  # the title dates nothing
    found = [time for time in within(blocks[block].start, blocks[block].end) if not (time.compared or time.bracketed)]
    if len(found) != 1 or within(sentence.start, draft.anchor[0]) or sentence.of("stocking"):
        return None
    told = tense(scene, *draft.clause)
    return found[0] if told in (OTHER, PAST) or (told == PERFECT and found[0].since) else None


def labelled(scene: Scene, within: Within, sentence: Sentence) -> Time | None:
    """The time that labels a paragraph, for a sentence of it without a time: "FY2021. Of the $1.3 billion …", "2022: …"; or the year that
    stands alone on a line above it."""
    if any(not time.compared for time in within(sentence.start, sentence.end)):
        return None
    if (asked := _asked_for(scene, within, sentence)) is not None:
        return asked
    start = scene.blocks[sentence.block].start
    label = next(iter(within(start, start + _LABEL)), None)
    if label is None or scene.plain[start : label.start].strip() or label.since:
        return _year_above(scene, within, sentence)
    return label if scene.plain[label.end : label.end + 2] in (". ", ": ") else None


def _asked_for(scene: Scene, within: Within, sentence: Sentence) -> Time | None:
    """The only time of the question to which a sentence is the answer: "What arrived today? The United States has delivered"."""
    before = sentence.previous if sentence.index else None
    if before is None or "?" not in scene.plain[before.end - 2 : before.end + 1]:
        return None
    found = within(before.start, before.end)
    single = len(found) == 1 and not (found[0].since or found[0].compared)
    return found[0] if single and tense(scene, sentence.start, sentence.end) in (OTHER, PAST, PERFECT) else None


def _year_above(scene: Scene, within: Within, sentence: Sentence) -> Time | None:
    """The year on the last line above that holds nothing else, for what is over, where several lines or fiscal years do so: "2019" and
    "2020" head their parts of a chronicle, the only one is that of the text."""
    known = cast("list[tuple[int, Time]] | None", scene.notes.get("year lines"))
    if known is None:
        known = scene.notes["year lines"] = [
            (number, time)
            for number, block in enumerate(scene.blocks)
            if block.end - block.start <= _ALONE and (time := _only_year(scene, within, block)) is not None
        ]
    at = bisect_left(known, sentence.block, key=itemgetter(0))
    above = known[at - 1][1] if at else None
    if above is None or not (above.fiscal or len(known) > 1):
        return None
    return above if tense(scene, sentence.start, sentence.end) in (OTHER, PAST) else None


def _only_year(scene: Scene, within: Within, block: Block) -> Time | None:
    """The single year that is all that stands in a block."""
    found = within(block.start, block.end)
    if len(found) != 1 or found[0].shape != "year" or found[0].first != found[0].last:
        return None
    beside = scene.plain[block.start : found[0].start] + scene.plain[found[0].end : block.end]
    return None if any(char.isalnum() for char in beside) else found[0]


def _is_listed(scene: Scene, block: int) -> bool:
    """Whether a block is an item of a list, or a line as short as one."""
    here = scene.blocks[block]
    return here.kind == ITEM or (here.kind == PARAGRAPH and here.end - here.start <= _LINE)


def _labelled(scene: Scene, draft: Draft) -> bool:
    """Whether a line has a label before its figure and no verb: "IMET: 212 students"."""
    start = scene.sentence_at(draft.anchor[0]).start
    return scene.plain.find(": ", start, draft.anchor[0]) >= 0 and tense(scene, *draft.clause) == OTHER
