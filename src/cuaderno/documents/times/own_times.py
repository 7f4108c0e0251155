"""The times of a sentence that can be a figure's own: neither of what is held against it nor of another deed or predicate."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.others_times import (
    inserted,
    nowadays,
    of_another,
    of_instrument,
    of_next_predicate,
    outlived,
    permitted,
    superlative,
)
from cuaderno.documents.times.tenses import OTHER, tense
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import PERSONNEL

_NEAR, _DIRECTLY = 30, 3
"""Characters between a figure and a time in brackets behind or before it."""


def own_times(scene: Scene, draft: Draft, found: list[Time], ahead: int) -> list[Time]:
    """Those of a sentence's times that fit a figure, in order; `ahead` is where the next figure stands."""
    return [time for time in found if _fits(scene, draft, time, found) and not _of_others(scene, draft, time, ahead)]


def _fits(scene: Scene, draft: Draft, time: Time, found: list[Time]) -> bool:
    """Whether nothing in the time itself keeps it from the figure."""
    start, end = draft.anchor
    if time.said and time.start > start:
        return False
    if time.bracketed and not (
        draft.clause[0] <= time.start < start or 0 <= time.start - end < _NEAR or 0 <= start - time.end <= _DIRECTLY
    ):
        return False
    if time.compared and scene.plain[time.end : start].strip() != "(":
        return False  # "more than twice as many as in 2012 (2,095)" dates the figure in brackets
    if time.shape == "before" and _changed(scene, draft):
        return False
    return not ((time.dateline and _told_better(found)) or _is_nowadays(scene, draft, time))


def _of_others(scene: Scene, draft: Draft, time: Time, ahead: int) -> bool:
    """Whether a time is of an insertion, of another deed or predicate, or only of the agreement behind the figure's."""
    if inserted(scene, draft, time) or of_instrument(scene, draft, time):
        return True
    if time.end <= draft.anchor[0]:
        return outlived(scene, draft, time) or permitted(scene, draft, time) or nowadays(scene, draft, time)
    if superlative(scene, draft, time) or nowadays(scene, draft, time):
        return True
    return (time.start <= ahead and of_another(scene, draft, time)) or of_next_predicate(scene, draft, time)


def _changed(scene: Scene, draft: Draft) -> bool:
    """Whether a figure is a change against another time: an increase, "up 8 percent on the year before"."""
    if "change" in draft.marks:
        return True
    return draft.unit == "percent" and scene.word_before(draft.anchor[0])[0] in scene.words.local("up_or_down")


def _is_nowadays(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether "today" at the head of a sentence tells only how many there are now: "Today, 23 observers serve in Cyprus"."""
    if time.shape != "relative" or draft.kind != PERSONNEL or time.first != scene.today:
        return False
    sentence = scene.sentence_at(time.start)
    return time.start == sentence.start and tense(scene, sentence.start, sentence.end) == OTHER


def _told_better(found: list[Time]) -> bool:
    """Whether another time of the sentence than its dateline can date the figure, or the sentence sums up years."""
    return any(not (time.dateline or time.said or time.compared) for time in found)
