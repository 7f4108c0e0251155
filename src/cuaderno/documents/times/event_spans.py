"""Spans between two events that are told with their years: "from the accord of 1979 until the coup of 2008"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

_REACH, _SIGNS = 8, 48
"""Words before the first year in which "from" or "between" stands, and characters at most from it to the second."""
_CLAUSE, _COMMAS = 90, 2
"""Characters of a clause between the two ends of a span, and its commas."""
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


def parted_by_clause(scene: Scene, first: Time, second: Time) -> bool:
    """Whether a clause between two commas parts the ends of a span: "from 2014, when the war began, to May 2023"."""
    between = scene.plain[first.end : second.start] if second.start - first.end < _CLAUSE else ""
    if not between.startswith(", ") or any(sign in between for sign in ";:(") or between.count(",") != _COMMAS:
        return False
    if first.shape not in _MOMENTS or second.shape not in _MOMENTS or first.first != first.last:
        return False
    opens, joins = scene.words.local("inserted"), scene.words.local("time_join")
    joined = between.rpartition(",")[2].strip()
    if joined not in joins or joined in scene.words.local("join_and"):
        return False
    told = opens.get(scene.word_after(first.end + 1)[0]) == "clause"
    return told and scene.word_before(first.start)[0] in scene.words.local("span_from")


def _led(scene: Scene, place: int) -> list[str]:
    """The words before a place, up to a sign."""
    found = []
    for word, _, _ in scene.backward(place, _REACH):
        if not word[0].isalnum():
            break
        found.append(word)
    return found
