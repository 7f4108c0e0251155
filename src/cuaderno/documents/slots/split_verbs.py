"""Verbs whose particle stands behind their object: "made $50 million available to", "put the sale of 14 launchers on hold"."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.roles import TOKEN

if TYPE_CHECKING:
    from cuaderno.documents.slots.parsed import Parsed
    from cuaderno.documents.slots.stage_words import Verb

_OBJECT = 128
"""Characters of the object between a verb and its particle, at most."""


def split_verb(parsed: Parsed, particle: Mark) -> tuple[int, int, str] | None:
    """The place and the form of the verb to which a particle belongs; None where its sentence has none before a sign or another clause."""
    verbs, clause = parsed.sentence.scene.words.local("slot-split"), parsed.small.clause
    first, start = (
        parsed.plain[particle.start : particle.end].partition(" ")[0],
        max(parsed.start, particle.start - _OBJECT),
    )
    found: tuple[int, int, str] | None = None
    commas = 0  # those of an insertion come in pairs
    for word in TOKEN.finditer(parsed.plain, start, particle.start):
        if word[0] == ",":
            commas += not parsed.plain[word.end()].isdigit()
        elif word[0] in ";:" or clause.get(word[0]) in ("cut", "rel"):
            found = None
        particles, _, form = verbs.get(word[0], "").partition(" ")
        if form and first in particles.split("+"):
            found, commas = (*word.span(), form), 0
    parted = found is not None and commas % 2 == 0 and parsed.gap(found[1], particle.start)
    return found if parted else None


def put_in(verbs: list[Verb], verb: Verb, at: int) -> None:
    """Put a verb last among those of a sentence, or where it stands, if `at` is that of its particle, in place of what it would be without."""
    place = len(verbs)
    if verb.start < at:
        place = bisect_left(verbs, verb.start, key=attrgetter("start"))
        verbs[place:] = [other for other in verbs[place:] if other.start > verb.start]
    verbs.insert(place, verb)
