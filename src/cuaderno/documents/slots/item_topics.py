"""The one programme of an item of a list, which speaks of one thing to its end: "IMET: $1.6 million. Thirty-one officers are enrolled"."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.programmes_shared import NO_PLANS
from cuaderno.documents.slots.resuming import told_of_others
from cuaderno.documents.slots.roles import BARE, BY, FROM
from cuaderno.documents.slots.surroundings import DURATIONS, Filling
from cuaderno.reading.document import ITEM
from cuaderno.statements.claim import MONEY

_LABEL = 40
"""Characters at the head of a paragraph in which its label ends with a colon: "Military education:"."""
_ACTING = frozenset((BARE, BY, FROM))


def of_the_item(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """The programme that an item named before, if only one, and nobody but its parties acts in the sentence."""
    scene, draft = context.scene, parsed.anchors[number].draft
    block = scene.blocks[parsed.sentence.block]
    if block.kind != ITEM and ":" not in context.plain[block.start : block.start + _LABEL]:
        return None
    if draft.unit in DURATIONS or (draft.kind == MONEY and draft.unit != "USD") or parsed.universes or parsed.civil:
        return None
    if draft.kind == MONEY and _of_several(parsed, number):
        return None
    codes = {mark.code for mark in scene.starting("programme", block.start, draft.anchor[0])}
    codes |= {mark.code for mark in parsed.programmes if mark.start < parsed.next_anchor(number)}
    if (
        len(codes) != 1
        or codes & NO_PLANS
        or told_of_others(parsed)
        or learn_elsewhere(parsed)
        or _others_act(context, parsed, number)
    ):
        return None
    return codes.pop(), "the one programme of its item"


def _others_act(context: Context, parsed: Parsed, number: int) -> bool:
    """Whether somebody acts who is neither whom the text is about nor its donor, or an agency of the donor's is named anew."""
    known = {"", USA, *context.own, *context.donor}
    last = context.last
    if last is not None:
        known.update(last.recipient)
    return any(
        p.role in _ACTING and (p.code not in known or p.kind == "mission")
        for p in parsed.parties
        if p.start < parsed.next_anchor(number)
    )


def learn_elsewhere(parsed: Parsed) -> bool:
    """Whether people learn at academies or universities, which are no courses of the programme."""
    if not any(verb.frame == "attend" for verb in parsed.verbs):
        return False
    academies = parsed.sentence.scene.words.local("slot-academy")
    return any(word in academies for word in parsed.gap(parsed.start, parsed.end))


def _of_several(parsed: Parsed, number: int) -> bool:
    """Whether a sum comes through programmes, which are several: "$68 million through State and Defense Department programs"."""
    several = parsed.sentence.scene.words.local("slot-programmes")
    return any(word in several for word in parsed.gap(parsed.anchors[number].end, parsed.next_anchor(number)))
