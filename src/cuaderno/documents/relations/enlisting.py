"""Persons put on a list that a government keeps of them, counted and not named: "added 14 officials to the Engel List"."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.looking import Look

PERSONS = "PERSONS"
REACH = 110


def enlisted(seen: Look, trigger: Mark) -> Mark | None:
    """The nearest word of putting on a list, or taking off it, before the list's name."""
    return seen.last("rel_enlist", max(seen.start, trigger.start - REACH), trigger.start)


def nationals(seen: Look, trigger: Mark, act: Mark, giver: str) -> tuple[str, ...]:
    """The countries of those on it: named between the verb and the list, else before the verb."""
    for start, end in ((act.end, trigger.start), (seen.clause_start(act.start), act.start)):
        codes = [party.code for party in seen.named(start, end) if party.code != giver]
        if codes:
            return tuple(dict.fromkeys(codes))
    return ()
