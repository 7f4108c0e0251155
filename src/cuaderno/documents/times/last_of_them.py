"""Times of the last, or the first, of the things counted: "has received 762 vehicles, the last of them in 2019"."""

from __future__ import annotations

from dataclasses import replace

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

_WORDS = 6
"""Words at most between the comma and the time: "the last of them arriving in"."""


def of_last(scene: Scene, draft: Draft, time: Time) -> Time:
    """The time with its beginning left open where it is only that of the last of several."""
    start = draft.anchor[1]
    comma = scene.plain.rfind(", ", start, time.start)
    if comma < 0 or time.since or time.first != time.last:
        return time
    words = scene.words_between(comma + 1, time.start)
    if not 1 < len(words) <= _WORDS or words[0][0] not in scene.words.local("definite_article"):
        return time
    return replace(time, first=None) if words[1][0] in scene.words.local("last_one") else time
