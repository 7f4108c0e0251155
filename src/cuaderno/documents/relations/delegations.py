"""Visits of a delegation: who leads it to a place, and which country sends it there: "sent a delegation of 26 to Dhaka"."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.destinations import located, towards
from cuaderno.documents.relations.going import Going
from cuaderno.documents.relations.looking import Look, organisations
from cuaderno.documents.relations.visitors import VAGUE, Visitor

LEAD_REACH, EPITHETS = 110, 30
"""Characters from the verb to the delegation, and of what stands between its country and it."""


def led(seen: Look, trigger: Mark) -> Going | None:
    """A delegation that somebody leads, or that a country sends or is represented by."""
    start = max(seen.start, trigger.start - LEAD_REACH)
    verb = seen.last("rel_lead", start, trigger.start)
    if verb is None:
        return _sent(seen, trigger, start)
    going = Going(seen, verb, "visit: delegation led to a place", towards(seen, trigger.end))
    going.find_subject()
    if own := _own(seen, verb, trigger):
        going.visitors = [one if one.origins else one._replace(origins=own) for one in going.visitors]
    return going


def _own(seen: Look, verb: Mark, trigger: Mark) -> tuple[str, ...]:
    """The country by whose name, or by whose body, a delegation is called: "a Kenyan delegation", "a congressional delegation"."""
    named = seen.named(max(verb.end, trigger.start - EPITHETS), trigger.start)
    offices = [m.code for m in seen.of("rel_office") if m.start < trigger.end and trigger.start < m.end]
    return tuple(party.code for party in named[-1:]) or tuple(code for code in offices if code not in VAGUE)


def _sent(seen: Look, trigger: Mark, start: int) -> Going | None:
    """The delegation of a country, told by the verb whose subject is the country itself."""
    verb = seen.last("rel_send", start, trigger.start)
    if verb is None or verb.start < seen.clause_start(trigger.start):
        return None
    places = towards(seen, trigger.end) or located(seen, verb.end, trigger.start)[:1]
    senders = [p for p in seen.named(seen.clause_start(verb.start), verb.start) if p.code not in organisations()]
    going = Going(seen, verb, "visit: delegation sent to a place", places)
    if senders and places and senders[-1].code != places[0].code:
        going.visitors = [Visitor(senders[-1].start, trigger.end, "", (senders[-1].code,))]
    return going
