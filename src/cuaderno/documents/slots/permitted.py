"""People who may be somewhere by what was agreed: "Up to 2,500 U.S. personnel may be present at these sites"."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import IN
from cuaderno.statements.claim import PERSONNEL

_REACH = 64


def may_be_there(parsed: Parsed, number: int) -> bool:
    """Whether an upper bound of people is followed by a word for what they may do, before any comma."""
    here = parsed.anchors[number]
    if here.draft.kind == PERSONNEL and number and _joined(parsed, number - 1) and may_be_there(parsed, number - 1):
        return True
    if here.draft.kind == PERSONNEL and _under_a_ceiling(parsed, here.start):
        return True
    if here.draft.kind != PERSONNEL or here.draft.hedge != "at_most":
        return False
    may = parsed.sentence.scene.words.local("slot-may")
    if _led_by_may(parsed, here.start):
        return True
    until = parsed.next_anchor(number + 1) if _joined(parsed, number) else parsed.next_anchor(number)
    for led, word in pairwise(("", *parsed.gap(here.end, min(here.end + _REACH, until)))):
        if word in may and led not in parsed.small.role and not led.isdigit():  # not "arrived in May"
            return not any(v.frame in ("train", "attend") and v.start > here.end for v in parsed.verbs)
        if word in ",;:":
            return False
    return False


def _under_a_ceiling(parsed: Parsed, at: int) -> bool:
    """Whether people are what a ceiling is set at: "whose permanent limit the amendment set at 2,200 soldiers"."""
    ceilings = parsed.sentence.scene.words.local("slot-ceiling")
    words = parsed.gap(max(parsed.start, at - _REACH), at)
    where = next((n for n in range(len(words) - 1, -1, -1) if words[n] in ceilings), None)
    if where is None or where == len(words) - 1 or any(word in ",;:" for word in words[where:]):
        return False
    return parsed.small.role.get(words[-1]) == IN or words[-1] in parsed.sentence.scene.words.local("slot-at")


def _joined(parsed: Parsed, number: int) -> bool:
    """Whether "and" joins people to the next ones: "no more than 500 troops and 300 contractors can be"."""
    if number + 1 >= len(parsed.anchors) or parsed.anchors[number + 1].draft.kind != PERSONNEL:
        return False
    words = parsed.gap(parsed.anchors[number].end, parsed.anchors[number + 1].start)
    return parsed.small.clause.get(words[-1] if words else "") == "and" and "," not in words


def _led_by_may(parsed: Parsed, at: int) -> bool:
    """Whether the same word stands before people who come behind their verb: "podrán rotar por el país no más de 120 efectivos"."""
    led = parsed.sentence.scene.words.local("slot-may-first")
    words = parsed.gap(max(parsed.start, at - _REACH), at) if led else []
    first = next((n for n in range(len(words) - 1, -1, -1) if words[n] in led), None)
    return first is not None and not any(word in ",;:" for word in words[first:])
