"""Times right behind a number, which are not what it counts: "60 two years ago", "60 hace dos años", "150 next year"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene

_CLOSE = 2
_TIMES = frozenset(("relative", "month", "weekday"))


def begins_ago(scene: Scene, place: int) -> bool:
    """Whether a count of years or months that tells how long ago begins at a place: "two years ago", "hace dos años"."""
    word, start, end = scene.word_after(place)
    local = scene.words.local
    if word in local("ago_before"):
        return True
    if not (word in local("article") or any(mark.kind == "number" for mark in scene.at(start))):
        return False
    units = scene.starting("timeunit", end, end + _CLOSE)
    return bool(units) and scene.word_after(units[0].end)[0] in local("rolling_after")


def begins_time(scene: Scene, place: int) -> bool:
    """The same, or a time that is told by its name or from today."""
    start = scene.word_after(place)[1]
    return any(mark.kind in _TIMES for mark in scene.at(start)) or begins_ago(scene, place)
