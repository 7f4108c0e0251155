"""The span of the sum that opens a report, which frames the deeds it goes on to tell: "In the past six months, Norway has given $9 million"."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.tenses import PAST, PERFECT, tense
from cuaderno.documents.times.times import Time, Within

_LEAD, _OPENING = 8, 2
"""Blocks among which the report's first words are looked for, and characters before the time at the head of its sentence."""
_NOTE = "report frame"


def framed(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """The span of the report's opening, for a deed that is told as done in a sentence without a time."""
    if _NOTE not in scene.notes:
        scene.notes[_NOTE] = _frame(scene, within)
    time = cast("Time | None", scene.notes[_NOTE])
    if (
        time is None
        or time.end > sentence.start
        or any(not each.compared for each in within(sentence.start, sentence.end))
    ):
        return None
    return time if tense(scene, *draft.clause) in (PAST, PERFECT) else None


def _frame(scene: Scene, within: Within) -> Time | None:
    """A span up to the document's day at the head of a sentence of its first paragraphs that sums up what has been done."""
    lead, today = scene.blocks[:_LEAD], scene.today or ""
    for time in within(0, lead[-1].end) if lead else []:
        if time.shape != "relative" or time.first == time.last or not today.startswith(time.last or "-"):
            continue
        sentence = scene.sentence_at(time.start)
        summed = sentence.of("currency") and sentence.of("stage")
        if summed and time.start - sentence.start < _OPENING and tense(scene, *sentence.clause(time.end)) == PERFECT:
            return time
    return None
