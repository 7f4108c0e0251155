"""Who pays a visit by sea: the ship named before the word for its call, with the country it sails for."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import earlier
from cuaderno.documents.relations.looking import Look, Party
from cuaderno.documents.relations.visitors import SHIP, Visitor

CALL = "visit: call of a ship"
BESIDE, REACH, NAME = 24, 90, 4


def ship(seen: Look, end: int) -> list[Visitor]:
    """The ship named last before a place of its sentence, in whose country's name it goes; () where none is said."""
    start = max(seen.start, end - REACH)
    prefix = seen.last("rel_ship", start, end)
    if prefix is not None and seen.text[prefix.start : prefix.end].isupper():
        return [Visitor(prefix.start, prefix.end, "", (prefix.code,))]
    nouns = [mark for mark in seen.within("rel_office", start, end) if mark.code == SHIP]
    if not nouns:
        return []
    noun = nouns[-1]
    beside = [p for p in seen.named(noun.start - BESIDE, noun.end + 2 * BESIDE) if p.end <= end]
    origins = (min(beside, key=lambda p: max(p.start - noun.end, noun.start - p.end)).code,) if beside else ()
    return [Visitor(noun.start, noun.end, "", origins)]


def ship_behind(seen: Look, start: int) -> list[Visitor]:
    """The ship behind the noun for its visit: "the visit to Da Nang by the USS Carl Vinson", "la visita del buque USS Boxer a Manta"."""
    prefix = seen.first("rel_ship", start, min(seen.end, start + REACH))
    if prefix is None or not seen.text[prefix.start : prefix.end].isupper():
        return []
    link = seen.last("rel_to", max(start, prefix.start - BESIDE), prefix.start)
    led = link is not None and link.code == "from" and len(seen.words(link.end, prefix.start)) < NAME
    return [Visitor(prefix.start, prefix.end, "", (prefix.code,))] if led else []


def told_before(seen: Look, verb: Mark, vessels: list[Visitor]) -> list[Party]:
    """The country that was named last before the visit of a ship whose sentence names none: "The visit by the USS Boxer was the first"."""
    code = earlier(seen, verb.start, frozenset(vessels[0].origins))
    return [Party(verb.end, verb.end, "place", code)] if code is not None else []


def foreign_ship(seen: Look, end: int) -> list[Visitor]:
    """The ship of a country that is named beside it, told by its kind in the clause of a verb of visiting: "a Chinese training ship visited"."""
    vessels = ship(seen, end)
    return [one for one in vessels if one.origins and one.start >= seen.clause_start(end)]


def guest_ship(seen: Look, start: int) -> list[Visitor]:
    """The ship that is received, right behind the verb: "Kenya hosted the USS Carney", "recibió al buque hospital USNS Comfort"."""
    prefix = seen.first("rel_ship", start, min(seen.end, start + 2 * BESIDE))
    if prefix is None or not seen.text[prefix.start : prefix.end].isupper():
        return []
    return [Visitor(prefix.start, prefix.end, "", (prefix.code,))]


def visiting_ship(seen: Look, end: int) -> list[Visitor]:
    """The ship whose name ends right before a place, or before its helpers, as the subject of a verb that begins there: "the USS Carney
    will visit Mombasa"."""
    vessels = ship(seen, end)
    if not vessels or not seen.text[vessels[0].start : vessels[0].end].isupper():
        return []
    words = seen.words(vessels[0].end, end)
    while words and seen.first("rel_aux", words[-1].start, words[-1].end) is not None:
        words.pop()
    named = 0 < len(words) <= NAME and all(seen.text[word.start].isupper() for word in words)
    return vessels if named else []
