"""The year at whose prices a sum is told, which is no time of it: "$3.1 billion in fiscal year 2012 dollars", "en dólares de 2010"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time
from cuaderno.statements.claim import MONEY

PRICE_BASES = "price bases"
"""The note of a scene that lists these years."""
_SIGNS = 4
"""Letters that the name of a currency has at least, which a sign has not."""
_YEAR, _BACK = len("2020"), 40
"""Characters of a year, and those before one in which its currency stands."""


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


def tell_prices(scene: Scene, drafts: Iterable[Draft]) -> None:
    """Tell the sums of a sentence that names such a year at whose prices they are."""
    for time in cast("list[Time]", scene.notes[PRICE_BASES]):
        sentence = scene.sentence_at(time.core)
        for draft in drafts:
            inside = sentence.start <= draft.anchor[0] < sentence.end
            if inside and draft.kind == MONEY and draft.unit != "percent" and time.last:
                draft.price_base = int(time.last[-_YEAR:])
                draft.rules.append("price_base: year of its prices")
