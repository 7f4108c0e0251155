"""What must stand behind a word for it to be a verb of its stage: the rest of it ("pulled its 300 soldiers out"), or the place that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuaderno.documents.slots.parsed import Parsed

_REACH = 64
"""Characters from a verb to the rest of it, behind its object."""
_PLACES = frozenset(("place", "capital"))


def has_its_rest(parsed: Parsed, at: int, need: str) -> bool:
    """Whether behind a word that ends at a place stands what it needs: a `place` right there, or the rest `apart` from it."""
    scene = parsed.sentence.scene
    if need == "place":
        return any(mark.kind in _PLACES for mark in scene.between(at + 1, parsed.end) if mark.start == at + 1)
    rest = scene.words.local("slot-apart")
    for word in parsed.gap(at, min(at + _REACH, parsed.end)):
        if word in rest:
            return True
        if word in ",;:" or parsed.small.clause.get(word) in ("cut", "rel"):
            return False
    return False
