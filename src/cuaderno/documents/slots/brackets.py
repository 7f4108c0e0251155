"""The stage of a figure in brackets, or before them: what they say of it, or of what they are a part."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Anchor, Parsed
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.reading.document import ITEM
from cuaderno.statements.claim import PERSONNEL

PLANNED = frozenset(("requested", "pledged", "announced", "intent", "approved", "appropriated"))
"""The stages of what is not given yet."""
_PARTS, _ALONE = 8, 24
"""Figures back to those of whom some stand in brackets, and characters behind these up to the end of the brackets."""
_DEEDS = frozenset(("ed", "fin", "fut", "cond"))


def in_brackets(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """The stage that brackets tell, or that a figure in them takes from the one outside; None where they say nothing."""
    if stage := _told_behind(context, parsed, number):
        return stage, "told in brackets"
    outer = _outside(parsed, number)
    if outer is None or outer.draft.kind != parsed.anchors[number].draft.kind or not outer.draft.stage:
        return None
    part = _of_those(parsed, number, outer) or _what_it_consists_of(parsed, number, outer, governing)
    return (outer.draft.stage, "part in brackets") if part else None


def _outside(parsed: Parsed, number: int) -> Anchor | None:
    """The last figure before the brackets in which one stands."""
    here = parsed.anchors[number]
    before = reversed(parsed.anchors[max(0, number - _PARTS) : number])
    return next((anchor for anchor in before if anchor.depth < here.depth), None)


def _told_behind(context: Context, parsed: Parsed, number: int) -> str:
    """What a participle in brackets at the end of an item says of its figures: "32 F-35A aircraft, valued at $4.6 billion (signed in 2020)"."""
    if context.scene.blocks[parsed.sentence.block].kind != ITEM:
        return ""
    here, last, plain = parsed.anchors[number], parsed.anchors[-1], parsed.plain
    opening = (v for v in parsed.verbs if v.form in ("ed", "part") and plain[v.start - 1] == "(")
    verb = next((v for v in opening if v.start > here.end), None)
    if verb is None or verb.start <= last.end or plain.find(")", verb.end, parsed.end) < 0:
        return ""
    return verb.stage


def _what_it_consists_of(parsed: Parsed, number: int, outer: Anchor, governing: Governing | None) -> bool:
    """Whether figures in brackets add up to a planned one before them: "pledges $38 billion ($33 billion in grants plus 5 in)"."""
    if outer.draft.stage not in PLANNED or (governing is not None and governing.verb.form != "noun"):
        return False
    depth = parsed.anchors[number].depth
    parts = [a.draft.value for a in parsed.anchors if a.depth == depth and a.start > outer.end]
    return None not in parts and sum(value for value in parts if value) == outer.draft.value


def _of_those(parsed: Parsed, number: int, outer: Anchor) -> bool:
    """Whether some people of those outside stand alone in brackets, without a deed of their own: "trained 900 troops to serve abroad,
    in courses (700 soldiers) and by mail (200 soldiers)"."""
    here = parsed.anchors[number]
    if here.draft.kind != PERSONNEL:
        return False
    done = any(outer.end <= v.start < here.start and v.form in _DEEDS for v in parsed.verbs)
    return not done and parsed.plain.find(")", here.end, here.end + _ALONE) >= 0
