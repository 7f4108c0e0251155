"""Who seizes what a deed of others lets be seized: "la cooperación permitió incautar", "helped Guatemala seize"."""

from __future__ import annotations

from cuaderno.documents.slots.asking import spending
from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.roles import IN, SUPPORT
from cuaderno.documents.slots.sides import Sides

_OWN = "who seizes"


def seizing(clause: Clause) -> Sides:
    """A country's own seizures: of whom it is said, where an infinitive depends on help or on leave, else of the subject."""
    if clause.verb is None or clause.verb.form not in ("inf", "base"):
        return spending(clause)
    helped = [p for p in clause.before if p.role == SUPPORT] or clause.first(clause.after, IN)
    own = clause.codes(helped[:1]) or clause.context.own
    return Sides(own, own, _OWN, _OWN) if own else Sides()
