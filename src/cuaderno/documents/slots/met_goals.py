"""Shares that allies promised to spend, and do spend: "met the pledge to spend 2 percent of GDP"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.statements.claim import MONEY

_REACH, _OBJECT = 160, 6
"""Characters before a share in which its goal is met, and words from the verb to its object."""


def is_met(parsed: Parsed, number: int) -> bool:
    """Whether a verb before a share says that its goal is reached, and the goal is that verb's object."""
    here = parsed.anchors[number]
    if here.draft.kind != MONEY or here.draft.unit != "percent" or "change" in here.draft.marks:
        return False
    local = parsed.sentence.scene.words.local
    meeting, goals = local("slot-meeting-goal"), local("spending_goal")
    words = parsed.gap(max(parsed.start, here.start - _REACH), here.start)
    return any(
        word in meeting and not goals.keys().isdisjoint(words[at + 1 : at + 1 + _OBJECT])
        for at, word in enumerate(words)
    )
