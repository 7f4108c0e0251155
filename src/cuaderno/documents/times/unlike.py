"""Times that only tell how long a thing has had no like: "the first such grant since 2003", "its largest sale there since a ban was lifted in 2005"."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.times import Time

_REACH, _CLAUSE = 12, 10
"""Words between what has no like and its "since", and between that and a time at the end of its clause."""
_PARTING = frozenset(",;:()")


def superlative(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a "since" behind a figure only tells how long it has no like: "the first such grant since 2003", "was the lowest since"."""
    start, end = draft.anchor[1], time.start
    if end <= start or not glimpsed(scene, start, end, "unlike"):
        return False
    if not time.since:
        end = _since(scene, start, end)
    if not end:
        return False
    comma, local = scene.plain.find(", ", start, end), scene.words.local
    words = scene.words_after(comma + 1, 2) if comma >= 0 else []
    if len(words) > 1 and (words[0][0] in local("unlike") or words[1][0] in local("unlike")):
        return True
    led = [word for word, place, _ in scene.words_before(end, _REACH) if place >= start]
    near = next((at for at, word in enumerate(led) if word in _PARTING), len(led))
    return any(
        one in local("unlike") and (two in local("definite_article") or two in local("possessive"))
        for one, two in pairwise(led[:near])
    )


def _since(scene: Scene, start: int, end: int) -> int:
    """Where the "since" stands whose clause a time ends: "since London lifted its embargo four years ago"; 0 where none does."""
    for word, place, _ in scene.backward(end, _CLAUSE):
        if place < start or word in _PARTING:
            return 0
        if word in scene.words.local("since"):
            return place
    return 0
