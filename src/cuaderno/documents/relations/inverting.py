"""Visits told with the words turned round: "Llegó a Bogotá el secretario de Estado", "A Lima viajó ayer el ministro"."""

from __future__ import annotations

from cuaderno.documents.relations.destinations import located
from cuaderno.documents.relations.going import BASE, NOUN, Going
from cuaderno.documents.relations.light_words import is_light, is_timed
from cuaderno.documents.relations.meant_places import country_meant
from cuaderno.documents.relations.visitors import visitors

REACH, FEW = 40, 2
"""Words of time that may stand before the place."""


def invert(going: Going) -> None:
    """Find the place before the verb, and the visitor behind it, where the verb or its place opens the clause."""
    seen, verb = going.look, going.verb
    begin = seen.clause_start(verb.start)
    if going.form in (NOUN, BASE):
        return
    if not going.places:
        before = located(seen, begin, verb.start)[-1:]
        close = before and not [word for word in seen.words(before[0].end, verb.start) if not is_light(seen, word)]
        going.places = before if close and len(seen.words(begin, before[0].start)) <= FEW else []
    places = going.places or country_meant(seen, verb.end, ())
    if going.visitors or not places or not _opens(going, begin):
        return
    start = max(verb.end, *(party.end for party in places))
    if _follows(going, start):
        going.visitors = visitors(seen, start, seen.clause_end(start))[:FEW]


def _follows(going: Going, start: int) -> bool:
    """Whether the words right behind name an official."""
    seen = going.look
    marks = [mark for kind in ("rel_office", "rel_person") for mark in seen.within(kind, start, start + REACH)]
    first = min(marks, default=None)
    return first is not None and all(is_timed(seen, word) for word in seen.words(start, first.start))


def _opens(going: Going, begin: int) -> bool:
    """Whether nothing but adverbs and the place stands before the verb."""
    seen, verb = going.look, going.verb
    placed = [party for party in going.places if party.end <= verb.start]
    words = seen.words(placed[-1].end if placed else begin, verb.start)
    return all(is_light(seen, word) for word in words)
