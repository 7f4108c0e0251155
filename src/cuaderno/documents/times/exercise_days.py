"""The days of the exercise that a release reports: who took part in it, and what they flew, is of all of them.

"More than 1,300 soldiers concluded Eastern Accord on Friday. The exercise began May 4. Some 480 Americans took part."
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.tenses import PAST, tense
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import MONEY

Within = Callable[[int, int], list[Time]]
_LEAD, _VERB = 8, 60
"""Sentences at the head of a text that tell of its exercise, and characters from a verb of beginning or ending to its time."""
_FINE = len("2024-05")


def days_of_exercise(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """When those who took part did so, for people and things of a sentence in the past about the exercise or right behind one."""
    if draft.kind == MONEY:
        return None
    if "exercise" not in scene.notes:
        scene.notes["exercise"] = _told(scene, within)
    told = cast("tuple[Time, int] | None", scene.notes["exercise"])
    if told is None or not _of_exercise(scene, sentence, told[1]):
        return None
    return told[0] if tense(scene, sentence.start, sentence.end) == PAST else None


def _of_exercise(scene: Scene, sentence: Sentence, block: int) -> bool:
    """Whether a sentence names the exercise or those who took part, or stands in the paragraph that tells its days."""
    return sentence.block == block or _named(sentence) or glimpsed(scene, sentence.start, sentence.end, "taking_part")


def _named(sentence: Sentence) -> bool:
    return any(mark.code == "exercise" for mark in sentence.of("link"))


def _told(scene: Scene, within: Within) -> tuple[Time, int] | None:
    """The span from the day on which the exercise began to that on which it ended, and the paragraph that told the second of them."""
    if not any(mark.code == "exercise" for mark in scene.of("link")):
        return None
    first, last, block = "", "", 0
    for index in range(min(_LEAD, len(scene.bounds))):
        sentence = scene.sentence(index)
        if not _named(sentence):
            continue
        for time in within(sentence.start, sentence.end):
            if time.compared or len(time.first or time.last or "") < _FINE:
                continue
            begin = max(sentence.start, time.start - _VERB)
            if time.first != time.last and time.first and time.last:
                return time, sentence.block
            if not first and glimpsed(scene, begin, time.start, "opening"):
                first, block = time.first or "", sentence.block
            elif not last and glimpsed(scene, begin, time.start, "closing", "ending"):
                last, block = time.last or "", sentence.block
    return (Time(0, 0, first, last, "day"), block) if first and last and first <= last else None
