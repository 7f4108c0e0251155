"""When that began of which a figure tells, said behind it: "The training of 24 pilots, which began in April, is paid for by"."""

from __future__ import annotations

from dataclasses import replace

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import MONEY

_NEAR, _VERB = 100, 24
"""Characters from a figure to the relative clause behind it, and from its head to the time."""


def begun_behind(scene: Scene, draft: Draft, found: list[Time]) -> Time | None:
    """The time from which a figure runs on, told in the first relative clause behind it; None where none tells it."""
    end = draft.anchor[1]
    time = next((each for each in found if each.start >= end), None)
    if time is None or draft.kind == MONEY or time.first is None or time.first != time.last or time.start > end + _NEAR:
        return None
    comma = scene.plain.find(", ", end, time.start)
    if comma < 0 or time.start - comma > _VERB:
        return None
    opens = scene.words.local("inserted").get(scene.word_after(comma + 1)[0]) == "clause"
    if not (opens and glimpsed(scene, comma, time.start, "opening")):
        return None
    return replace(time, last=None) if "," in scene.plain[time.end : draft.clause[1]] else None
