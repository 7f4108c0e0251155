"""What an agreement is about: the nearest word of security or of civil matters, in its sentence or in the one before."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.looking import Look, look

BEFORE, AFTER, CLOSE = 100, 110, 40
FAR = 100_000
SECURITY, CIVIL = "security", "civil"


def about_security(seen: Look, trigger: Mark, *, known: bool) -> bool:
    """Whether the words around are of security.

    `known` is an agreement spoken of as known ("the deal"): where the words near it say nothing, those of the whole sentence
    are asked, then the last ones of the sentence before.
    """
    near = _nearest(seen, trigger, max(seen.start, trigger.start - BEFORE), min(seen.end, trigger.end + AFTER))
    if near or not known:
        return _weighed(near)
    wide = _nearest(seen, trigger, seen.start, seen.end)
    if wide:
        return _weighed(wide)
    before = seen.sentence.previous
    if before is None or before.is_heading:
        return False
    said = look(seen.scene, before.start).of("rel_topic")
    return bool(said) and all(mark.code == SECURITY for mark in said)


def is_civil(seen: Look, start: int, end: int) -> bool:
    """Whether a stretch speaks of a civil matter."""
    return any(mark.code == CIVIL for mark in seen.within("rel_topic", start, end))


def _nearest(seen: Look, trigger: Mark, start: int, end: int) -> dict[str, int]:
    """How near the nearest word of each topic stands; the name of a seat tells no civil one: "firmaron en el Palacio de la Cultura"."""
    found: dict[str, int] = {}
    seats = seen.sentence.of("government")
    for mark in seen.within("rel_topic", start, end):
        if mark.code == CIVIL and any(seat.start < mark.start and mark.end <= seat.end for seat in seats):
            continue
        distance = trigger.start - mark.end if mark.end <= trigger.start else mark.start - trigger.end
        if distance >= 0:
            found[mark.code] = min(found.get(mark.code, FAR), distance)
    return found


def _weighed(nearest: dict[str, int]) -> bool:
    """Security where it is nearest, as near, or close."""
    security = nearest.get(SECURITY, FAR)
    return security < FAR and (security <= nearest.get(CIVIL, FAR) or security < CLOSE)
