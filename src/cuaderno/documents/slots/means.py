"""Sums set in front of a deed that they paid for: "With $6.5 million in GPOI funds, we have helped"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import WITH
from cuaderno.statements.claim import MONEY

_FEW = 8
"""Words before the sum, and characters behind its comma up to the programme that did the deed."""


def fronted_means(parsed: Parsed, number: int) -> bool:
    """Whether a sentence, or what follows its label, begins with the sum by which its deed was done: "IMET: With $2 million, we sent"."""
    here = parsed.anchors[number]
    if number or here.draft.kind != MONEY:
        return False
    start = max(parsed.start, parsed.plain.rfind(": ", parsed.start, here.start))
    words = [word for word in parsed.gap(start, here.start) if word[0].isalnum()]
    return bool(words) and parsed.small.role.get(words[0]) == WITH and len(words) <= _FEW


def by_its_means(parsed: Parsed, place: int) -> bool:
    """Whether a programme named at a place is what did with the sum in front: "With $2.3 million in FY 2022, IMET sent 166 officers"."""
    comma = parsed.plain.rfind(",", parsed.start, place)
    return comma > parsed.anchors[0].end and place - comma <= _FEW and fronted_means(parsed, 0)
