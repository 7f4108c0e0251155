"""Times of one of two predicates of different tense: "has delivered 19 vehicles, and Romania pledged last month", "since 1994 and contributes"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.moments import Time
from cuaderno.documents.times.others_times import foretold, lasts
from cuaderno.documents.times.tenses import PAST, PERFECT, tense

_SPAN, _VERB, _HEAD, _FRONT = 160, 5, 2, 3
"""Characters from a figure to the other predicate's time; words behind an "and" up to its verb or time; characters of a fronted time."""

_NO_PRESENT = (" ed", " pp", " part", "noun")


def of_past_behind(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a definite past time behind a figure is of a past tense that "and" opens, while the figure's has been or is."""
    end = draft.anchor[1]
    if not end < time.start < end + _SPAN or not _is_over(scene, time):
        return False
    if not glimpsed(scene, end, time.start, "and"):
        return False
    start = draft.clause[0]
    if tense(scene, start, draft.anchor[0]) != PERFECT and not glimpsed(scene, start, draft.anchor[0], "holding"):
        return False
    ands = scene.words.local("and")
    joints = [last for word, _, last in scene.words_between(end, time.start) if word in ands]
    return bool(joints) and _tells_past(scene, joints[-1], time)


def _is_over(scene: Scene, time: Time) -> bool:
    """Whether a time is one of the past, closed: no "since", not the year or day that still runs."""
    if time.since or not time.first or not time.last or scene.today is None or lasts(scene, time.last):
        return False
    return time.last.removeprefix("FY") < scene.today and not scene.today.startswith(time.last)


def _tells_past(scene: Scene, joint: int, time: Time) -> bool:
    """Whether the predicate behind an "and" has a verb of the past: before its time, or right behind a time set in front."""
    words = [word for word in scene.words_after(joint, _VERB) if word[1] < time.core]
    stretch = (joint, words[-1][2]) if words else (joint, joint)
    if words and tense(scene, *stretch) == PAST:
        return True
    if len(words) > _HEAD:
        return False
    behind = scene.words_after(time.end, 1)
    return bool(behind) and tense(scene, time.end, behind[0][2]) == PAST


def of_since_before(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a "since" closes the predicate before that of a figure: "a partner since 1994 and contributes 44 soldiers"."""
    start = draft.anchor[0]
    if not time.since or time.end > start or time.start - scene.sentence_at(start).start <= _FRONT:
        return False
    words = scene.words_after(time.end, 2)
    if len(words) < 2 or words[0][0] not in scene.words.local("and") or words[1][1] >= start:
        return False
    verb, at, _ = words[1]
    if verb in scene.words.local("holding"):
        return verb not in scene.words.local("auxiliary")  # "since 2007 and has received" tells of the same years
    return any(mark.kind == "stage" and not mark.code.endswith(_NO_PRESENT) for mark in scene.at(at))


def of_deadline_before(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a deadline closes the predicate before that of a figure: "will ship 20 before May and will send a team of 14"."""
    start = draft.anchor[0]
    if time.first or not time.last or time.end > start:
        return False
    words = scene.words_after(time.end, 2)
    if len(words) < 2 or words[0][0] not in scene.words.local("and") or words[1][1] >= start:
        return False
    return foretold(scene, words[1][1], words[1][2])
