"""A time that only tells when that was before which something is told: "Before the crisis broke out on 15 December the Mission had 6,800 troops"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.calendar import last_day_of

if TYPE_CHECKING:
    from cuaderno.documents.scene import Scene
    from cuaderno.documents.times.moments import Time

_CLAUSE = 10
"""Words back up to the one that opens the clause of an event."""
_ANY = "any"
"""The code of a word that opens such a clause whatever follows."""
_SINGLE = frozenset(("year", "month", "month?", "day", "relative"))


def up_to_event(scene: Scene, each: Time) -> bool:
    """Make the time of an event the end of what was before it; False where none opens its clause, or a number stands in it."""
    if each.shape not in _SINGLE or each.first is None or each.first != each.last or not _opened_before(scene, each):
        return False
    each.last = last_day_of(each.first)
    each.first = None
    return True


def _opened_before(scene: Scene, each: Time) -> bool:
    """Whether the clause that a time ends is opened by "before" or "until"."""
    opening, parliament = scene.words.local("before_event"), scene.words.local("legislature")
    first = scene.bounds[scene.sentence_number(each.start)][0]
    behind = ""
    for word, start, _ in scene.backward(each.start, _CLAUSE):
        if start < first or not word[0].isalpha() or word in parliament:
            return False
        if word in opening:
            return opening[word] in (_ANY, behind)
        behind = word
    return False
