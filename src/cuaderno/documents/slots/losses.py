"""Goods had before that are lost: they are their owner's, whoever gave them, and under no programme any more."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import QUANTITY

_OWN = "its own loss"


def are_lost(parsed: Parsed, number: int) -> bool:
    """Whether some of the goods told before are said to be lost: "at least two of them have been lost"."""
    here = parsed.anchors[number]
    if number or here.draft.kind != QUANTITY or parsed.parties:
        return False
    local = parsed.sentence.scene.words.local
    if not parsed.plain.startswith(tuple(local("slot-of-it")), here.end + 1):
        return False
    lost = local("lost")
    return any(word in lost for word in parsed.gap(here.end, parsed.next_anchor(number)))


def their_owner(context: Context) -> Sides:
    """Whose what is lost was: who received it."""
    owner = context.last.recipient if context.last is not None and context.last.recipient else context.own
    return Sides(owner, owner, _OWN, _OWN)
