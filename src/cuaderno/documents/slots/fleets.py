"""Whose a fleet is of which a sale or a gift only tells: "missiles for its fleet of 52 F-35s"."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE
from cuaderno.documents.slots.sides import Sides

OF_A_FLEET = "a fleet of its own"
"""The rule by which things are one."""


def whose_fleet(context: Context, parsed: Parsed, number: int) -> Sides:
    """Its owner, who has it of nobody: the possessor or the subject named before, else whom the text is about."""
    before = [p for p in parsed.parties if p.end <= parsed.anchors[number].start and p.code and p.kind != "mission"]
    owner = next((p.code for p in reversed(before) if p.owns), None)
    owner = owner or next((p.code for p in reversed(before) if p.role == BARE and not p.aid), None)
    codes = (owner,) if owner else context.own
    return Sides(codes, codes, OF_A_FLEET, OF_A_FLEET)
