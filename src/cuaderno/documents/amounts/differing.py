"""By how many a count differs from another: "three fewer than in 2018", "20 more than the year before", "tres menos que en 2018"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.draft import Draft

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_FAR = 90
"""Characters between a count and its difference at most."""


def difference(drafter: Drafter, number: Number) -> Draft | None:
    """A bare number behind a count, before a word of degree and the one that compares, or None."""
    if number.scaled or drafter.last is None:
        return None
    scene = drafter.scene
    degree, _, end = scene.word_after(number.end)
    sign = drafter.local("degree_sign").get(degree)
    if sign is None or scene.word_after(end)[0] not in drafter.local("comparing"):
        return None
    draft, head = drafter.last
    if draft.anchor[0] < drafter.sentence(number).start or number.lead - draft.anchor[1] > _FAR:
        return None
    found = drafter.counted(number, head._replace(rule="so many more or less"))
    if sign == "-" and found.value is not None:
        found.value = -found.value
    found.mark("change", "so many more or less")
    drafter.last = draft, head
    return found
