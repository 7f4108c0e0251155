"""People counted as those who are taught: "Kenya had 400 trainees in FY 2015", "the number of trainees rose to 900"; or taught with aid."""

from __future__ import annotations

from cuaderno.documents.slots.aid_used import with_aid
from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.roles import BARE, FROM, IN, OF
from cuaderno.documents.slots.sides import Sides


def trainees(clause: Clause) -> Sides | None:
    """Whose trainees are counted, who receives, and whose aid teaches them; None for all others."""
    verb, here = clause.verb, clause.here
    if verb is None or here is None or verb.frame != "attend" or verb.form != "noun":
        return None
    theirs = clause.first([p for p in clause.near if p.start >= here.end and not p.aid], BARE, FROM, OF, IN)
    theirs = theirs or [p for p in clause.before if p.role == BARE and not p.aid and p.kind != "donor"][-1:]
    recipient = tuple(code for code in clause.codes(theirs) if code != USA)
    given = (code for p in clause.near if p.aid for code in clause.codes([p]))
    return Sides(tuple(code for code in given if code not in recipient)[:1], recipient, "whose aid", "whose trainees")


def taught_with_aid(clause: Clause) -> Sides | None:
    """Who uses aid to teach its people receives, and whose aid it is gives; None for all else."""
    verb = clause.verb
    if verb is None or clause.frame != "train" or not with_aid(clause.parsed, verb):
        return None
    user = clause.codes(clause.chain(next((p for p in clause.before if p.role == BARE and not p.aid), None)))
    giver = clause.codes([p for p in clause.before if p.aid][:1]) or clause.context.donor
    if not user or set(user) & set(giver):
        return None
    return Sides(giver, user, "whose aid", "who uses it")
