"""People who may be somewhere by what was agreed: "Up to 2,500 U.S. personnel may be present at these sites"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.statements.claim import PERSONNEL

_REACH = 64


def may_be_there(parsed: Parsed, number: int) -> bool:
    """Whether an upper bound of people is followed by a word for what they may do, before any comma."""
    here = parsed.anchors[number]
    if here.draft.kind != PERSONNEL or here.draft.hedge != "at_most":
        return False
    may = parsed.sentence.scene.words.local("slot-may")
    for word in parsed.gap(here.end, min(here.end + _REACH, parsed.next_anchor(number))):
        if word in may:
            return not any(v.frame in ("train", "attend") and v.start > here.end for v in parsed.verbs)
        if word in ",;:":
            return False
    return False
