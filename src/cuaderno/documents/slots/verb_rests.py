"""What must stand behind a word for it to be a verb of its stage: the rest of it ("pulled its 300 soldiers out"), the place that is left,
the sum that is taken ("Kenya alone drew $40 million"), a number ("From Qatar came 12 trucks"), or when something is due ("six launchers due
late June")."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuaderno.documents.scene import Scene
    from cuaderno.documents.slots.parsed import Parsed

_REACH, _SUM = 64, 48
"""Characters from a verb to the rest of it, behind its object, and to the currency of a sum."""
_PLACES = frozenset(("place", "capital"))
_TIMES = frozenset(("month", "relative", "weekday", "fiscal", "timeunit"))
_FEW = 4
"""Words behind a verb among which its number or its time begins."""


def has_its_rest(parsed: Parsed, at: int, need: str) -> bool:
    """Whether behind a word that ends at a place stands what it needs: a `place`, a number (`count`) or a time (`when`) right there, a `sum`, or
    the rest `apart` from it."""
    scene = parsed.sentence.scene
    if need == "sum":
        return _sum_follows(parsed, at)
    if need == "count":
        return _counts(scene, at)
    if need == "when":
        return any(word[0].isdigit() or _is_time(scene, start) for word, start, _ in scene.words_after(at, 2))
    if need == "place":
        return any(mark.kind in _PLACES for mark in scene.between(at + 1, parsed.end) if mark.start == at + 1)
    rest = scene.words.local("slot-apart")
    for word in parsed.gap(at, min(at + _REACH, parsed.end)):
        if word in rest:
            return True
        if word in ",;:" or parsed.small.clause.get(word) in ("cut", "rel"):
            return False
    return False


def _sum_follows(parsed: Parsed, at: int) -> bool:
    """Whether a sum of money is what a verb takes, behind no more than how sure it is: "drew close to $40 million", "took 30 million euros"."""
    scene = parsed.sentence.scene
    currency = next(iter(scene.starting("currency", at, min(at + _SUM, parsed.end))), None)
    if currency is None:
        return False
    clause = parsed.small.clause
    words = parsed.gap(at, currency.start)
    return not any(word in ".;:()" or clause.get(word) in ("and", "cut", "rel") for word in words)


def _counts(scene: Scene, at: int) -> bool:
    """Whether a number follows, past no more than a date: "came 12 trucks", "vinieron en febrero cuatro blindados"."""
    for word, start, _ in scene.words_after(at, _FEW):
        if word[0].isdigit() or any(mark.kind in ("number", "currency") for mark in scene.at(start)):
            return True
        if not (_is_time(scene, start) or word in scene.words.local("day_on")):
            return False
    return False


def _is_time(scene: Scene, at: int) -> bool:
    return any(mark.kind in _TIMES for mark in scene.at(at))
