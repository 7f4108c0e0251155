"""Times that date what somebody said, and not the deed told of: "said on Monday that it had sent 40 tanks", "in a speech on Monday … said"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.moments import Time
from cuaderno.documents.times.others_times import foretold
from cuaderno.documents.times.tenses import PAST, tense

_SPAN, _FRONT, _AHEAD, _FEW = 240, 48, 8, 5
"""Characters from a time to the figure; from the head of the sentence to a day of saying, "In a speech given in Berlin on Monday,", and to a
bare one; words between a time of saying and its "that"."""


def of_saying_before(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time before a figure only dates what somebody said: of what had been done, or of what is to come."""
    start = draft.anchor[0]
    if time.end > start or start - time.end > _SPAN:
        return False
    if time.said:
        to_come = foretold(scene, time.end, start) or glimpsed(scene, time.end, start, "would")
        return to_come or _said_of_the_past(scene, draft, time)
    return time.shape in ("day", "relative") and _fronts_saying(scene, time, start)


def _said_of_the_past(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether what is said behind a time had been done before: "said on Sunday that it bought 90 tanks", "said Monday that 40 had arrived"."""
    start = draft.anchor[0]
    if glimpsed(scene, time.end, start, "has_been", "pluperfect"):
        return True
    words = scene.words_after(time.end, _FEW)
    that = next((end for word, _, end in words if word in scene.words.local("that")), start)
    if that >= start:
        return False
    return tense(scene, that, start) == PAST or _told_behind(scene, draft)


def _told_behind(scene: Scene, draft: Draft) -> bool:
    """Whether the verb of a figure that is its subject is of what is over: "40 tanks had arrived", "300 soldiers were sent"."""
    for word, place, _ in scene.words_after(draft.anchor[1], _FEW + 1):
        if word == ".":
            continue  # "300 U.S. soldiers had arrived"
        if place >= draft.clause[1] or not word[0].isalnum() or word in scene.words.local("that"):
            return False
        if any(word in scene.words.local(kind) for kind in ("has_been", "pluperfect", "past_verb")):
            return True
    return False


def _fronts_saying(scene: Scene, time: Time, start: int) -> bool:
    """Whether a day opens a sentence and dates what somebody said: "On Monday the general said that they will invest"."""
    head = scene.sentence_at(start).start
    behind = scene.plain[time.end : time.end + 1] == ","
    if time.core - head > (_FRONT if behind else _AHEAD) or scene.starting("stage", head, time.start):
        return False
    saying, that = scene.words.local("saying"), scene.words.local("that")
    for word, place, end in scene.words_between(time.end, start):
        if word not in saying or any(mark.kind == "announcing" for mark in scene.at(place)):
            continue
        led = scene.word_after(end)[0] in that
        to_come = foretold(scene, end, start) or glimpsed(scene, end, start, "would")
        return to_come or glimpsed(scene, end, start, "pluperfect") or (led and glimpsed(scene, end, start, "has_been"))
    return False
