"""The first years of what began at a time told before: "launched in 2012. In its first three years it trained 400 soldiers"."""

from __future__ import annotations

from collections.abc import Sequence

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.moments import Time

_BEFORE, _MOST, _SENTENCES = 60, 6, 2
"""Characters before a year in which the beginning is told; times and sentences back to which it is looked for."""


def date_first_years(scene: Scene, time: Time, before: Sequence[Time]) -> None:
    """Give the first so many years the year in which the thing told of was begun, and the last of them."""
    here, near = scene.sentence_number(time.start), before[-_MOST:]
    for number in range(len(near) - 1, -1, -1):
        one, until = near[number], near[number - 1].end if number else 0
        told = scene.sentence_at(one.start)
        if here - told.index > _SENTENCES:
            return
        year = (one.first or "")[:4]
        if year.isdigit() and _is_beginning(scene, one, max(told.start, until)):
            time.first, time.last = year, f"{int(year) + time.count - 1}"
            return


def _is_beginning(scene: Scene, time: Time, start: int) -> bool:
    """Whether a time is that at which something was begun: "signed by both in 2008", "which began in May 2019"."""
    start = max(start, time.start - _BEFORE, scene.plain.rfind(", ", start, time.start))
    return glimpsed(scene, start, time.start, "founded", "begun")
