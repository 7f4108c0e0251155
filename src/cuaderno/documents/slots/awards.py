"""Contracts that a country awards to another's firm: the firm's country sells, and who awards buys."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.parsed import FIRM
from cuaderno.documents.slots.roles import BARE, TERRITORIES, TO, Party
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import PERSONNEL

_NEAR = 90
"""Characters between a verb of giving and the contract that is its object."""
_GIVING = frozenset(("give", "send", "sell"))


def awarded(clause: Clause) -> Sides | None:
    """Who sells and who buys by a contract that is awarded to a nation's firm: "Kenya awarded Turkey's Baykar a $10 million contract";
    None for all else."""
    verb, here, parsed = clause.verb, clause.here, clause.parsed
    if verb is None or here is None or here.draft.kind == PERSONNEL or verb.form == "noun" or clause.passive:
        return None
    if not any(m.code == "contract" and 0 < m.start - verb.end < _NEAR for m in parsed.links):
        return None
    subject = clause.codes(clause.subject())
    if clause.frame not in _GIVING or not subject:
        return None
    taker = next((p for p in clause.after if _is_a_firms(clause, p) and p.code not in subject), None)
    return Sides((taker.code,), subject, "whose firm", "who awards") if taker is not None else None


def _is_a_firms(clause: Clause, party: Party) -> bool:
    """Whether a nation behind the verb says whose firm gets a contract: "to the Turkish company Baykar", "Turkey's Baykar"."""
    if party.role not in (BARE, TO) or party.code not in TERRITORIES:
        return False
    if party.kind == FIRM:
        return True
    text = clause.parsed.sentence.scene.text
    return party.kind == "demonym" or (party.owns and text[party.end + len("'s ") :][:1].isupper())
