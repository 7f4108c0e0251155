"""Spans between two events that are told with their years: "from the accord of 1979 until the coup of 2008"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

_REACH, _SIGNS = 8, 48
"""Words before the first year in which "from" or "between" stands, and characters at most from it to the second."""
_FEWEST, _MOST = 3, 7
"""Words between the two years."""
_MOMENTS = frozenset({"year", "month", "day"})


def joined_events(scene: Scene, first: Time, second: Time) -> bool:
    """Whether only "until the coup of" stands between two times, behind a "from", or "and the coup of" behind a "between"."""
    if second.start - first.end > _SIGNS or first.shape not in _MOMENTS or first.shape != second.shape:
        return False
    local = scene.words.local
    words = [word for word, _, _ in scene.words_between(first.end, second.core)]
    if not _FEWEST <= len(words) <= _MOST or words[0] not in local("time_join"):
        return False
    if words[1] not in local("definite_article") or words[-1] not in local("time_filler"):
        return False
    if not all(word.isalpha() for word in words):
        return False
    opens = local("between_only") if words[0] in local("join_and") else {*local("span_from"), *local("since")}
    return any(word in opens for word in _led(scene, first.core))


def _led(scene: Scene, place: int) -> list[str]:
    """The words before a place, up to a sign."""
    found = []
    for word, _, _ in scene.backward(place, _REACH):
        if not word[0].isalnum():
            break
        found.append(word)
    return found
