"""Things that are let to somebody by the word that also tells of taking them: "France leased 20 helicopters to Kenya"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.roles import BARE, TO


def leased_out(clause: Clause) -> bool:
    """Whether a verb of leasing has behind it to whom something is let."""
    verb, parsed = clause.verb, clause.parsed
    if verb is None or clause.frame != "buy":
        return False
    word = parsed.plain[verb.start : verb.end].rpartition(" ")[2]
    if word not in parsed.sentence.scene.words.local("slot-leasing"):
        return False
    taker = (p for p in clause.after if p.code and p.kind != "demonym")
    return any(p.role == TO or (p.role == BARE and parsed.only(parsed.small.skip, verb.end, p.start)) for p in taker)
