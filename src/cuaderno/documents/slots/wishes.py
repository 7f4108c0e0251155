"""Who is to act by a subjunctive that somebody asks for: "pidió a Kenia que enviara 1.000 policías"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.receiving import receiver
from cuaderno.documents.slots.roles import BARE, TO, Party
from cuaderno.documents.slots.sides import Sides

_BESIDE = 8


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
