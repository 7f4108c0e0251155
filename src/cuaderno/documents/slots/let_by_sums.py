"""People whom a sum lets do something: "$3.8 million, which allowed 173 officers to attend courses", "IMET, which brought 64 officers"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.implied import TAUGHT
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import MONEY, PERSONNEL

_BY_THE_SUM = "as the sum that lets them"


def let_by_a_sum(clause: Clause) -> Sides | None:
    """Who gave the sum right before gives, and whose people they are, else its receiver, receives; None where no sum lets them."""
    here, verb, parsed = clause.here, clause.verb, clause.parsed
    if here is None or verb is None or not clause.number or here.draft.kind != PERSONNEL:
        return None
    before = parsed.anchors[clause.number - 1]
    if clause.frame != "permit" and not (clause.frame == "send" and before.draft.programme in TAUGHT):
        return None
    if before.draft.kind != MONEY or not before.draft.provider or not before.end <= verb.start:
        return None
    led = parsed.gap(before.end, verb.start)[-1:]
    if not led or parsed.small.clause.get(led[0]) not in ("rel", "and"):
        return None
    learners = clause.codes(whose_people(clause)) or before.draft.recipient
    return Sides(before.draft.provider, learners, _BY_THE_SUM, _BY_THE_SUM if learners else "")
