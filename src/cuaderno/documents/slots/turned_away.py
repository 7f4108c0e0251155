"""What is turned away: an offer that somebody declines was its giver's, people sent home are those of another country."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.roles import BY, FROM, OF, Party
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import PERSONNEL

_BEFORE, _FEW = 20, 2
"""Characters before whose request it is in which it is called one, and words behind."""


def declined(clause: Clause, governing: Governing | None) -> Sides | None:
    """Whose offer is declined and by whom: "A Chinese offer of ten vehicles was turned down by Fiji"; None for all else."""
    if governing is None or governing.stage != "refused" or governing.negated or clause.here is None:
        return None
    before = [p for p in clause.parsed.parties if p.end <= clause.here.start]
    asker = next((p for p in reversed(before) if _has_asked(clause, p, clause.here.start)), None)
    if asker is not None:
        refuser = clause.first(clause.after, BY) if clause.passive else clause.subject()
        codes = clause.codes([asker])
        refusing = tuple(code for code in clause.codes(refuser) if code not in codes)
        return Sides(refusing, codes, "who declines" if refusing else "", "who asked")
    offered = next((p for p in reversed(before) if (p.aid or p.owns) and p.code and clause.verb is not None), None)
    if offered is None or not _is_offer(clause, offered.end):
        return None
    codes = clause.codes([offered])
    refuser = clause.first(clause.after, BY) if clause.passive else clause.subject()
    refusing = tuple(code for code in clause.codes(refuser) if code not in codes) or clause.context.own
    return Sides(codes, tuple(code for code in refusing if code not in codes), "whose offer", "who declines")


def _has_asked(clause: Clause, party: Party, until: int) -> bool:
    """Whether a party is whose request is meant: "a Ukrainian appeal for 12 launchers", "un pedido ucraniano de 20 misiles"."""
    if not party.code or not (party.kind == "demonym" or party.owns or party.role == OF):
        return False
    parsed, asking = clause.parsed, clause.parsed.sentence.scene.words.local("slot-asking")
    words = parsed.gap(max(parsed.start, party.start - _BEFORE), party.start)[-2:]
    return any(word in asking for word in (*words, *parsed.gap(party.end, until)[:_FEW]))


def _is_offer(clause: Clause, at: int) -> bool:
    """Whether an offer is named between a party and the figure, or right before the party."""
    parsed, here = clause.parsed, clause.here
    offers = parsed.sentence.scene.words.local("slot-offer")
    start = here.start if here is not None else at
    return any(word in offers for word in parsed.gap(max(parsed.start, at - 24), start))


def expelling(clause: Clause) -> Sides | None:
    """Whose people are sent home, and by whom they had been received: "sent home four Chinese officers"."""
    if clause.here is None or clause.here.draft.kind != PERSONNEL:
        return None
    theirs = clause.codes(whose_people(clause))
    host = clause.first(clause.after, BY) or clause.first(clause.after, FROM) if clause.passive else clause.subject()
    hosts = tuple(code for code in clause.codes(host) if code not in theirs)
    return Sides(theirs, hosts, "whose people" if theirs else "", "who sends them home") if hosts else None
