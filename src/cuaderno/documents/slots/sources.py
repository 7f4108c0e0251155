"""Of whom something is that somebody receives, by "of" behind it: "recibió 20 millones de dólares de ayuda militar de Alemania"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.people_in_a_row import last_of_row
from cuaderno.documents.slots.roles import FOR, OF, TO, WITH, Party
from cuaderno.documents.slots.small import small_aid

_BESIDE, _BEHIND, _OBJECT = 30, 48, 40
"""Characters from a verb, or from its object, to whom something comes from, and from the verb to its object, at most."""
_ELSEWHERE = frozenset((FOR, TO, WITH))


def of_whom(clause: Clause, end: int) -> list[Party]:
    """The party that "of" names behind a verb that ends at a place, or behind its object and those listed with it."""
    here, parsed = clause.here, clause.parsed
    named = [p for p in clause.after if _is_source(clause, p)]
    found = [p for p in named if p.start < end + _BESIDE][:1]
    if here is None or clause.verb is None or not 0 <= here.start - clause.verb.end < _OBJECT:
        return found
    last = parsed.anchors[last_of_row(clause, here.draft.kind)]
    if last is not here and any(here.end <= p.start < last.start for p in parsed.parties):
        last = here
    behind = [p for p in named if last.end <= p.start < last.end + _BEHIND][:1]
    if behind and any(parsed.small.role.get(word) in _ELSEWHERE for word in parsed.gap(last.end, behind[0].start)):
        behind = []
    return behind or ([] if clause.number else found)


def _is_source(clause: Clause, party: Party) -> bool:
    """Whether "of" before a name tells who gave; a nation's adjective only tells what goods are: "un lote de tanques rusos"."""
    if party.role != OF or party.owns or party.head.isdigit():
        return False
    if party.kind != "demonym" or clause.frame == "buy" or not party.head or party.aid:
        return True
    word = clause.parsed.sentence.scene.word_before(party.start)[0]
    return small_aid(clause.parsed.small, party.head) or clause.parsed.small.skip.get(word) == "body"
