"""The days for which people are let in, told in another sentence: "They will be in the country from 1 March to 30 June".

What they will bring with them, told without a time, is of those days.
"""

from __future__ import annotations

from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.tenses import FUTURE, tense
from cuaderno.documents.times.times import Time, Within

_FURTHEST, _BEHIND = 6, 40
"""Sentences between the one that tells the days and the figure, and characters from the words for a stay to its days."""
_ENTERING = "deployed deploy"


def days_of_stay(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """For how long those are let in who will come with what is counted."""
    if not scene.of("staying_there"):
        return None
    entering = any(mark.code.startswith(_ENTERING) and mark.end <= draft.anchor[0] for mark in sentence.of("stage"))
    if not entering or tense(scene, sentence.start, draft.anchor[0]) != FUTURE:
        return None
    if "stay" not in scene.notes:
        scene.notes["stay"] = _told(scene, within)
    told = cast("tuple[int, Time] | None", scene.notes["stay"])
    near = told is not None and 0 <= sentence.index - told[0] <= _FURTHEST
    return told[1] if told is not None and near else None


def _told(scene: Scene, within: Within) -> tuple[int, Time] | None:
    """The first sentence that tells from when to when somebody is to stay, and the span."""
    for mark in scene.of("staying_there"):
        sentence = scene.sentence_at(mark.start)
        for time in within(mark.end, min(mark.end + _BEHIND, sentence.end)):
            if time.first and time.last and time.first != time.last:
                return sentence.index, time
    return None
