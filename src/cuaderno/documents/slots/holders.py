"""Who has people or goods, and where they are: a country, an organisation's mission, an army at home."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.people import numbered
from cuaderno.documents.slots.places_in_front import places_in_front
from cuaderno.documents.slots.pronouns import spoken_of
from cuaderno.documents.slots.roles import FOR, IN, TO, WITH, Party
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.statements.claim import PERSONNEL, QUANTITY

_BESIDE = 40
"""Characters between a number of people and whose they are, or where."""


def hosting(clause: Clause) -> Sides:
    """The subject receives the people whom it hosts."""
    host = clause.codes(clause.subject())
    sent = tuple(c for c in clause.codes([p for p in clause.after if p.kind != "mission"][:1]) if c not in host)
    return Sides(sent, host, "whose people" if sent else "", "who hosts")


def holding(clause: Clause) -> Sides:
    """Who has people, and where: an organisation's mission where it is, else they are the holder's own."""
    holder = clause.codes(clause.subject())
    if not holder:
        return _unnamed_holder(clause)
    if clause.number and not clause.first(clause.after, IN, TO, FOR, but=holder):
        return Sides(holder, (), "who has them", "")
    named = clause.first(clause.after, IN, TO, FOR, but=holder)
    place = clause.codes(named)
    if not place and are_countries(holder) and _are_away(clause, named):
        return Sides(holder, (), "who has them", NOBODY)
    if not place:
        body = clause.subject()[-1].end if are_countries(holder) else 0  # "The German contingent in Mali has"
        place = clause.codes(clause.first([p for p in clause.before if p.start >= body], IN, but=holder))
    front = places_in_front(clause.parsed).get(clause.number)
    if not place and front is not None:
        place = clause.codes(p for p in [front] if p.code not in holder)  # "In Mali, Germany has 1,100 soldiers"
    if (
        not place
        and clause.verb is not None
        and clause.verb.stage == "active"
        and not set(holder) & set(clause.context.own)
    ):
        place = clause.context.own
    return Sides(
        holder, place or holder, "who has them" if holder else "", "where they are" if place else "own strength"
    )


def _are_away(clause: Clause, named: list[Party]) -> bool:
    """Whether people are abroad, or in a part of the world of which no country receives them: "France has 5,100 soldiers in the Sahel"."""
    here = clause.here
    if here is None:
        return False
    if named and named[0].kind == "vague" and named[0].start - here.end < _BESIDE:
        return True
    return any(mark.code == "abroad" and here.end <= mark.start for mark in clause.parsed.links)


def _unnamed_holder(clause: Clause) -> Sides:
    """Whose people they are where no subject has them: a possessor's, those told before, or of where they are."""
    here, last = clause.here.start if clause.here is not None else 0, clause.context.last
    if own := clause.codes([p for p in clause.before if p.owns and here - p.end < _BESIDE][-1:]):
        return Sides(own, own, "own strength", "own strength")
    told = last is not None and last.kind == PERSONNEL and bool(last.provider)
    if last is not None and told and last.provider == spoken_of(clause):
        return Sides(last.provider, last.recipient, "has them still", "where they were")
    where = clause.codes(clause.first(clause.near, IN)) or clause.context.home
    if where and (theirs := clause.codes(numbered(clause))) and not set(theirs) & set(where):
        return Sides(theirs, where, "whose people", "where they are")
    if not where and not any(p.code for p in clause.near):
        where = clause.context.own  # "Las FAR cuentan con 200.000 efectivos"
    if not where and clause.context.donor and clause.context.donor != (USA,):
        return Sides(clause.context.donor, (), "whose people", NOBODY)  # of whom the title tells that they set out
    return Sides(where, where, "own strength" if where else NOBODY, "own strength")


def having(clause: Clause) -> Sides | None:
    """Things that somebody has with somebody: "34 active cases with Kenya"; None for all else."""
    if clause.here is None or clause.here.draft.kind != QUANTITY or clause.passive:
        return None
    partner, holder = clause.codes(clause.first(clause.after, WITH)), clause.codes(clause.subject())
    together = partner and holder and not set(partner) & set(holder)
    return Sides(holder, partner, "who has them", "with whom") if together else None
