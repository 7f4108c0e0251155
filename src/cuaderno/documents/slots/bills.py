"""What a bill would give that a text lays before parliament: "I am transmitting proposed legislation … . The bill authorizes $30 million"."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed

_OF_A_LAW = frozenset(("approved", "appropriated", "authorised", "provided", "allocated", "agreed"))
"""The stages of verbs that tell what a bill does with sums."""


def of_a_proposed_bill(context: Context, parsed: Parsed, governing: Governing | None) -> bool:
    """Whether a figure is of a sentence whose subject is a bill that so far is only proposed."""
    if governing is None or governing.negated or governing.stage not in _OF_A_LAW:
        return False
    proposed = _proposed(context)
    if not 0 <= proposed < parsed.start:
        return False
    first = next((verb.start for verb in parsed.verbs if verb.form != "noun"), parsed.start)
    return any(word in parsed.small.act for word in parsed.gap(parsed.start, first)[-2:])


def _proposed(context: Context) -> int:
    """Where a text first calls a bill a proposed one; -1 where it never does."""
    known = cast("int | None", context.scene.notes.get("proposed bill"))
    if known is None:
        places = (context.plain.find(name) for name in context.scene.words.local("slot-proposed-act"))
        known = context.scene.notes["proposed bill"] = min((at for at in places if at >= 0), default=-1)
    return known
