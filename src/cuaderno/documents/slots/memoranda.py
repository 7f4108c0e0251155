"""Sums of a memorandum between states, which so are promised: "the five-year, $1.3 billion per year MOU", "the MOU includes $500 million"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.statements.claim import MONEY

_MEMORANDUM = "MEMORANDUM"
_ATTRIBUTE, _HEAD, _SUBJECT = 24, 40, 60
"""Characters from a sum to the memorandum whose it is, from the head of a sentence to one that is its subject, and from that to its verb."""


def of_a_memorandum(parsed: Parsed, number: int) -> bool:
    """Whether a sum stands before a memorandum as its attribute, or is what the memorandum that is the subject includes."""
    here = parsed.anchors[number]
    if here.draft.kind != MONEY or here.draft.unit == "percent":
        return False
    papers = [mark for mark in parsed.sentence.of("rel_instrument") if mark.code == _MEMORANDUM]
    if any(0 < mark.start - here.end < _ATTRIBUTE and _bare(parsed, here.end, mark.start) for mark in papers):
        return True
    subject = next((mark for mark in papers if mark.start - parsed.start < _HEAD and mark.end <= here.start), None)
    if subject is None or any(verb.form != "noun" and verb.end <= here.start for verb in parsed.verbs):
        return False
    opening = parsed.gap(parsed.start, subject.start)
    holding = parsed.sentence.scene.words.local("slot-holding")
    held = any(word in holding for word in parsed.gap(max(subject.end, here.start - _SUBJECT), here.start))
    return held and not any(word in parsed.small.role for word in opening)


def _bare(parsed: Parsed, start: int, end: int) -> bool:
    """Whether neither a preposition nor a sign stands between two places: "$1.3 billion per year MOU"."""
    return not any(word in ",;:()" or word in parsed.small.role for word in parsed.gap(start, end))
