"""Who is to act by what somebody asks for: "pidió a Kenia que enviara 1.000 policías", "requested the sale of 400 vehicles"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.receiving import receiver
from cuaderno.documents.slots.roles import BARE, FOR, FROM, TO, Party
from cuaderno.documents.slots.sides import Sides

_BESIDE = 8
_OF_GIVING = frozenset(("give", "sell", "send"))


def wished(clause: Clause) -> Sides | None:
    """Whom somebody asks to give, and whom to; who asks receives where nobody else is named. None where nothing is asked so."""
    verb, parsed = clause.verb, clause.parsed
    if verb is None or verb.form != "fin" or verb.stage != "requested" or verb.frame not in ("give", "send"):
        return None
    asked = next((party for party in reversed(parsed.parties) if _asked(clause, party)), None)
    if asked is None:
        return None
    giver = clause.codes([asked])
    asker = clause.codes([p for p in parsed.parties if p.end <= asked.start and p.role == BARE and not p.aid][-1:])
    taker, how = receiver(clause, (*giver, *asker), passive=False)
    return Sides(giver, taker or asker, "of whom it is asked", how if taker else "who asks")


def asked_for(clause: Clause) -> Sides | None:
    """Who asks for a sale, a gift or a transfer receives it, where no other receiver is named: "Iraq also requested the sale of 400 vehicles".
    None where nothing is asked so, or the United States ask, of their own parliament."""
    verb, parsed = clause.verb, clause.parsed
    if verb is None or verb.form != "noun" or verb.frame not in _OF_GIVING:
        return None
    head = next((v for v in reversed(parsed.verbs) if v.end <= verb.start), None)
    if head is None or head.frame != "ask" or head.form == "noun" or clause.first(clause.near, TO, FOR):
        return None
    subject = [p for p in parsed.parties if p.end <= head.start and p.role == BARE and not p.aid][-1:]
    asker = clause.codes(subject)
    if not asker or USA in asker:
        return None
    source = clause.codes(clause.first(clause.near, FROM, but=asker))
    return Sides(source, asker, "of whom it is asked" if source else "", "who asks")


def _asked(clause: Clause, party: Party) -> bool:
    """Whether a party stands right before the "que" of the clause's verb."""
    parsed, start = clause.parsed, clause.verb.start if clause.verb is not None else 0
    words = parsed.gap(party.end, start)
    return (
        party.role == TO
        and party.end < start
        and len(words) < _BESIDE
        and parsed.small.clause.get(words[0] if words else "") == "rel"
    )
