"""The place in front of a clause of its own figure: "In Iraq 500 instructors train the army, and in Latvia about 300 soldiers are part of"."""

from __future__ import annotations

from bisect import bisect_left

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import FROM, IN, OF, Party

_REACH, _LED = 60, 12
"""Characters from a place in front to its figure, and from a clause's opening to the place, at most."""
_OPENING = frozenset((";", ":", "-"))
_KINDS = ("and", "cut")


def places_in_front(parsed: Parsed) -> dict[int, Party]:
    """The figures of a sentence whose clause opens with a place, with that place; the sentence's own opening is of its first figure."""
    if parsed.in_front is None:
        parsed.in_front = _found(parsed)
    return parsed.in_front


def of_others(parsed: Parsed, number: int) -> frozenset[Party]:
    """The places in front of the clauses of other figures than this one."""
    in_front = places_in_front(parsed)
    own = number in in_front
    return frozenset(party for at, party in in_front.items() if at != number and (at or own))


def left_before(parsed: Parsed) -> Party | None:
    """The place that a phrase at the head of a sentence says was left before: "Tras la salida de Irak, el Gobierno fijó"."""
    first = parsed.parties[0] if parsed.parties else None
    if first is None or first.role not in (FROM, OF) or first.start - parsed.start > _REACH:
        return None
    if parsed.plain[first.end : first.end + 1] != ",":
        return None
    leaving = parsed.sentence.scene.words.local("slot-departure")
    return first if any(word in leaving for word in parsed.gap(parsed.start, first.start)) else None


def _found(parsed: Parsed) -> dict[int, Party]:
    found: dict[int, Party] = {}
    starts = [anchor.start for anchor in parsed.anchors]
    for party in parsed.parties:
        if party.role != IN or party.kind != "place" or not party.code:
            continue
        number = bisect_left(starts, party.end)
        if number == len(starts) or parsed.anchors[number].start - party.end > _REACH or not _opens(parsed, party):
            continue
        found[number] = party
    return found


def _opens(parsed: Parsed, party: Party) -> bool:
    """Whether a place stands at the head of its sentence, or behind what begins another clause: "y en Letonia"; and is none of a row."""
    small = parsed.small
    words = parsed.gap(max(parsed.start, party.start - _LED), party.start)
    while words and (words[-1] in small.skip or words[-1] in small.article):
        words.pop()
    if not words or small.role.get(words.pop()) != IN:
        return False
    if parsed.plain[parsed.start : party.start].count(" ") <= len(("in", "the")):
        return True
    return bool(words) and (words[-1] in _OPENING or small.clause.get(words[-1]) in _KINDS)
