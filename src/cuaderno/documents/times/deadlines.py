"""When what a list announces is to come: "Two boats, to be delivered by December 2025" are announced on the day of the list."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.others_times import foretold
from cuaderno.documents.times.times import Time, Within

_OPENING, _VERB, _REACH = 56, 3, 120
"""Characters, and words, at the head of a trailing phrase in which "due" or its verb stands; characters between a figure and its deadline."""


def is_deadline(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind a figure stands in a phrase of what is still to be done with it, behind a comma."""
    end = draft.anchor[1]
    if not end <= time.start < end + _REACH:
        return False
    comma = scene.plain.rfind(", ", end, time.start)
    if comma < 0:
        return False
    if any(mark.end <= time.start for mark in scene.starting("falling_due", comma, comma + _OPENING)):
        return True
    opens = scene.words_after(comma + 1, _VERB) if draft.governed is not None else []
    if not opens:
        return False
    return opens[0][0] in scene.words.local("deadline") or foretold(scene, comma + 1, opens[-1][2])


def deadline(scene: Scene, within: Within, draft: Draft) -> Time | None:
    """The first deadline behind an item, for one that nothing else dates."""
    behind = within(draft.anchor[1], draft.clause[1])
    return next((time for time in behind if is_deadline(scene, draft, time)), None)
