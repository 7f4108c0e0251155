"""What somebody pays with funds of its own: "the Ecuadorian state, with its own resources, allocated $52 million"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import MONEY

OWN = "with its own funds"
_PAYING = frozenset(("provided", "allocated", "disbursed", "spent"))


def pays_with_its_own(parsed: Parsed, number: int, stage: str) -> bool:
    """Whether a sum is paid from funds that its sentence calls the payer's own, and so spent."""
    if parsed.anchors[number].draft.kind != MONEY or stage not in _PAYING:
        return False
    plain = parsed.plain
    return any(
        plain.find(f" {words}", parsed.start, parsed.end) >= 0
        for words in parsed.sentence.scene.words.local("slot-own-funds")
    )


def from_its_own(clause: Clause) -> Sides | None:
    """Who pays with its own funds, for itself; None for all else, and for the United States, which so help others."""
    if (
        clause.here is None
        or clause.verb is None
        or not pays_with_its_own(clause.parsed, clause.number, clause.verb.stage)
    ):
        return None
    payer = clause.codes(clause.subject()) or clause.context.home or clause.context.own
    return Sides(payer, payer, OWN, OWN) if payer and USA not in payer else None
