"""The day of the act that a report tells of, where another sentence says when it was held.

"Belgium handed over a donation worth $9 million. … The handover took place on Friday 14 November": what was handed over is of it.
"""

from __future__ import annotations

from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.tenses import OTHER, PAST, tense
from cuaderno.documents.times.times import Time, Within

_FURTHEST, _SUBJECT, _BEHIND, _OPENING = 8, 6, 48, 40
"""Sentences between the figure and the one that tells the day; words of its subject; characters from its verb to the day, and at the
head of a sentence in which the donation is taken up."""
_DAY = len("2024-05-14")
_HANDED = ("delivered give", "delivered get", "provided give", "provided get")


def day_of_act(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """When that was done of which a sentence in the past, or one about the donation, tells without a time."""
    if not scene.of("taking_place"):
        return None
    if "act day" not in scene.notes:
        scene.notes["act day"] = _told(scene, within)
    told = cast("tuple[int, Time] | None", scene.notes["act day"])
    if told is None or abs(told[0] - sentence.index) > _FURTHEST or not _is_of_it(scene, draft, sentence):
        return None
    return told[1]


def _told(scene: Scene, within: Within) -> tuple[int, Time] | None:
    """The sentence that tells when the act was held, and the day."""
    acts = scene.words.local("act_noun")
    for mark in scene.of("taking_place"):
        sentence = scene.sentence_at(mark.start)
        if not any(
            word in acts for word, start, _ in scene.words_before(mark.start, _SUBJECT) if start >= sentence.start
        ):
            continue
        days = within(mark.end, min(mark.end + _BEHIND, sentence.end))
        if days and days[0].first == days[0].last and len(days[0].last or "") == _DAY:
            return sentence.index, days[0]
    return None


def _is_of_it(scene: Scene, draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence tells what was handed over, and of no other time: "They also received a generator", "The donation includes"."""
    if sentence.of("so_far") or "conditional" in draft.marks:
        return False
    here = tense(scene, *draft.clause)
    handed = any(mark.code.startswith(_HANDED) for mark in sentence.of("stage"))
    topic = any(
        mark.code == "topic" and mark.start - sentence.start < _OPENING and mark.end <= draft.anchor[0]
        for mark in sentence.of("anaphor")
    )
    return (here == PAST and handed) or (here in (PAST, OTHER) and topic)
