"""Words that turn from one predicate to another within a sentence: "and that", "but has", "and has", "as well as for"."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.times import Time

_SPAN, _SMALL = 240, 2
"""Characters before a figure in which a turn is looked for, and letters of a small word."""


def reported_anew(scene: Scene, start: int, end: int) -> bool:
    """Whether "and that" opens another thing told within a stretch: "… in 2021, and that London would give"."""
    start = max(start, end - _SPAN)
    if not glimpsed(scene, start, end, "that"):
        return False
    ands, that = scene.words.local("and"), scene.words.local("that")
    words = [word for word, _, _ in scene.words_between(start, end)]
    behind = (words[at + 1 : at + 3] for at, word in enumerate(words) if word in ands)
    return any(near and (near[0] in that or (len(near[0]) == _SMALL and near[-1] in that)) for near in behind)


def turned_perfect(scene: Scene, place: int, start: int) -> bool:
    """Whether a "but" or "and" with the perfect parts a figure from a place before it: "promised ten in July but has shipped none"."""
    local, place = scene.words.local, max(place, start - _SPAN)
    if not glimpsed(scene, place, start, "adversative", "and") or not glimpsed(scene, place, start, "has_been"):
        return False
    words = [word for word, _, _ in scene.words_between(place, start)]
    if any(one in local("and") and two in local("has_been") for one, two in pairwise(words)):
        return True
    behind = (words[at + 1 : at + 4] for at, word in enumerate(words) if word in local("adversative"))
    return any(word in local("has_been") for near in behind for word in near)


def beside_it(scene: Scene, time: Time, start: int) -> bool:
    """Whether a "since" ends one thing and another is told beside it: "for the boats sent since 2023, as well as for the $66 million"."""
    return time.since and glimpsed(scene, time.end, start, "as_well_for")


def raised_between(scene: Scene, time: Time, start: int) -> bool:
    """Whether "bringing the total to" stands after a time and before a figure: the total is of another time."""
    raising = scene.starting("raising_to", time.end, start)
    return bool(raising) and raising[0].end <= start
