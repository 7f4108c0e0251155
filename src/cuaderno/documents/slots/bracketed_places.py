"""Places listed with their figures in brackets behind one preposition: "operations in Kosovo (80 soldiers), Mali (420) and Iraq (250)"."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import FOR, IN, OF, SUPPORT, TO, Party

_THERE = frozenset((IN, TO, FOR, SUPPORT))
_PLACES = frozenset(("place", "capital", "demonym"))
_WITHIN = 24
"""Characters between an opening bracket and its figure at most, a word or two among them: "(with only three soldiers"."""


def place_of_brackets(parsed: Parsed, number: int) -> Party | None:
    """The place right before the brackets in which a figure opens, where the first so listed is where people are or things go."""
    if not parsed.anchors or not parsed.anchors[number].depth:
        return None
    if parsed.bracketed is None:
        found = _listed(parsed)
        parsed.bracketed = found if found and _is_there(parsed, next(iter(found.values()))) else {}
    return parsed.bracketed.get(number)


def place_listed(parsed: Parsed, number: int) -> Party | None:
    """The country right before the brackets in which a figure stands, where another so listed follows or precedes: "Oman (196.8), Egypt (138.1)"."""
    known = cast("dict[int, dict[int, Party]]", parsed.sentence.scene.notes.setdefault("places listed", {}))
    if parsed.start not in known:
        known[parsed.start] = _listed(parsed)
    found = known[parsed.start]
    first = next(iter(found.values()), None)
    several = any(party is not first for party in found.values())
    return found.get(number) if several else None


def _listed(parsed: Parsed) -> dict[int, Party]:
    """The figures that open brackets behind a place, each with it."""
    text = parsed.sentence.scene.text
    ends = {p.end: p for p in parsed.parties if p.kind in _PLACES and text[p.start].isupper()}
    found: dict[int, Party] = {}
    since = parsed.start
    for number, here in enumerate(parsed.anchors):
        opens = parsed.plain.rfind(" (", max(since, here.start - _WITHIN), here.start)
        if opens in ends:
            found[number] = ends[opens]
        elif here.depth and number - 1 in found and parsed.plain.find(")", since, here.start) < 0:
            found[number] = found[number - 1]  # "Mali (420, including 12 police officers)"
        since = here.end
    return found


def _is_there(parsed: Parsed, party: Party) -> bool:
    """Whether a place is that of a mission, or one that something is in or goes to."""
    of_mission = party.role == OF and party.head in parsed.sentence.scene.words.local("slot-operation")
    return of_mission or party.role in _THERE
