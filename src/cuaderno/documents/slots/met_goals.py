"""Goals that are met: shares that allies promised to spend, "met the pledge to spend 2 percent of GDP", and people to be trained."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.statements.claim import MONEY, PERSONNEL

_REACH, _OBJECT = 160, 6
"""Characters before a share in which its goal is met, and words from the verb to its object."""


def of_a_goal(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What a share is that was promised and is spent, and what people are by whom an aim just told is reached: "surpassed this target,
    training 900"."""
    draft, last = parsed.anchors[number].draft, context.last
    if draft.kind != MONEY and (last is None or last.stage != "intent"):
        return None
    if not _is_met(parsed, number):
        return None
    return "spent" if draft.kind == MONEY else "provided", "a goal that is met"


def _is_met(parsed: Parsed, number: int) -> bool:
    """Whether a verb before a share, or people, says that their goal is reached, and the goal is that verb's object."""
    here = parsed.anchors[number]
    share = here.draft.kind == MONEY and here.draft.unit == "percent"
    if not (share or here.draft.kind == PERSONNEL) or not {"change", "intent"}.isdisjoint(here.draft.marks):
        return False
    local = parsed.sentence.scene.words.local
    meeting, goals = local("slot-meeting-goal"), local("spending_goal")
    words = parsed.gap(max(parsed.start, here.start - _REACH), here.start)
    return any(
        word in meeting and not goals.keys().isdisjoint(words[at + 1 : at + 1 + _OBJECT])
        for at, word in enumerate(words)
    )
