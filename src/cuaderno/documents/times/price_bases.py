"""The year at whose prices a sum is told, which is no time of it: "$3.1 billion in fiscal year 2012 dollars", "en dólares de 2010"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

_SIGNS = 4
"""Letters that the name of a currency has at least, which a sign has not."""
_BACK = 40
"""Characters before a year in which its currency stands."""


def is_price_base(scene: Scene, time: Time) -> bool:
    """Whether a single year stands right before the name of a currency, or behind it where the language puts it there."""
    if time.shape != "year" or time.first != time.last:
        return False
    word, of, _ = scene.word_before(time.core)
    if word not in scene.words.local("price_base"):
        return any(mark.kind == "currency" and mark.end - mark.start > _SIGNS for mark in scene.at(time.end + 1))
    word, start, end = scene.word_before(of)
    constant = word in scene.words.local("price_constant")
    end = scene.word_before(start)[2] if constant else end
    named = [mark for mark in scene.between(max(0, end - _BACK), end) if mark.kind == "currency" and mark.end == end]
    return bool(named) and (constant or scene.word_before(named[0].start)[0] in scene.words.local("year_before"))
