"""Who spends what allies have set themselves to spend: the country that reaches, misses or seeks the goal spends its own."""

from __future__ import annotations

from cuaderno.documents.amounts.percentages import SPENDING_GOAL
from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.roles import BARE
from cuaderno.documents.slots.sides import NOBODY, Sides

_SETS = "NATO"
"""The alliance whose goal it is, which spends nothing."""


def goal_of_spending(clause: Clause) -> Sides | None:
    """The country named first before a goal of spending; None for every other figure."""
    if clause.here is None or SPENDING_GOAL not in clause.here.draft.rules:
        return None
    before = [party for party in clause.parsed.parties if party.end <= clause.here.start]
    named = [party for party in before if party.role == BARE and not party.owns and party.code != _SETS]
    own = clause.codes(named[:1]) or clause.context.subject_before(clause.parsed)
    return Sides(own, own, "whose goal it is", "own spending") if own else Sides((), (), NOBODY, NOBODY)
