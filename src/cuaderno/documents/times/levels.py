"""The level that there was by a time: "by 2014 it had reached $73 million" is the aid of 2014, not of all the years before."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

_PREDICATE, _SUM = 9, 24
"""Words behind a time in which the verb of a level stands, before any number; characters from there to a sum of money."""
_STOCK = "stock"


def is_level(scene: Scene, time: Time) -> bool:
    """Whether the verb of a level follows a year: one of rising or falling, or one of reaching a sum that is no total."""
    if time.shape != "year":
        return False
    levels, totals = scene.words.local("level_verb"), scene.words.local("in_all")
    for word, _, end in scene.words_after(time.end, _PREDICATE):
        if kind := levels.get(word):
            return kind == _STOCK or bool(scene.starting("currency", end, end + _SUM))
        if word in totals or word[0].isdigit() or word in ";:(":
            return False
    return False
