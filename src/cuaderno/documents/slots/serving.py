"""Things that an army has already, and nobody gives: those in its service, and those that others replace."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, OF
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import QUANTITY

HAD = "what an army has already"
"""The rule by which things are an army's own."""
_BEHIND, _BEFORE, _FEW = 44, 28, 3
"""Characters behind things in which their service is told, and before them, with so many words, in which it is told that they are replaced."""


def serves(parsed: Parsed, number: int) -> bool:
    """Whether things are a fleet's, in service, or to be replaced: "the 80 Hawks now in army service", "to replace its 80 Hawks"."""
    here, local = parsed.anchors[number], parsed.sentence.scene.words.local
    if here.draft.kind != QUANTITY:
        return False
    if here.draft.fleet:
        return True
    comma = parsed.plain.find(",", here.end, parsed.next_anchor(number))
    until = comma if comma >= 0 else parsed.next_anchor(number)
    if any(here.end <= verb.start < until for verb in parsed.verbs):
        return False  # "to replace the 15 that Slovakia gave", "the 12 delivered by Spain are in service"
    replacing = local("slot-replacing")
    if any(word in replacing for word in parsed.gap(max(parsed.start, here.start - _BEFORE), here.start)[-_FEW:]):
        return True
    behind = parsed.plain[here.end : min(here.end + _BEHIND, until)]
    return any(words in behind for words in local("slot-in-service"))


def of_its_own(parsed: Parsed, number: int) -> bool:
    """Whether things are the whole of what somebody has, of which some are told on: "Of its 42 boats, 17 await engines"."""
    here = parsed.anchors[number]
    if here.draft.kind != QUANTITY or here.draft.unit != "items":
        return False
    words = parsed.gap(max(parsed.start, here.start - _BEFORE), here.start)[-_FEW:]
    opens = len(words) < _FEW or words[0] in ",;:("
    return len(words) > 1 and words[-1] in parsed.small.its and parsed.small.role.get(words[-2]) == OF and opens


def whose_fleet(context: Context, parsed: Parsed, number: int) -> Sides:
    """The owner of a fleet, who has it of nobody: the possessor or the subject named before, else whom the text is about."""
    before = [p for p in parsed.parties if p.end <= parsed.anchors[number].start and p.code and p.kind != "mission"]
    owner = next((p.code for p in reversed(before) if p.owns), None)
    owner = owner or next((p.code for p in reversed(before) if p.role == BARE and not p.aid), None)
    codes = (owner,) if owner else context.own
    return Sides(codes, codes, HAD, HAD)
