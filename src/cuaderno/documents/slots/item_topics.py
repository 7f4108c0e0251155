"""The one programme of an item of a list, which speaks of one thing to its end: "IMET: $1.6 million. Thirty-one officers are enrolled"."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.programmes_shared import NO_PLANS
from cuaderno.documents.slots.resuming import told_of_others
from cuaderno.documents.slots.roles import BARE, BY, FROM, Party
from cuaderno.documents.slots.surroundings import DURATIONS, Filling
from cuaderno.reading.document import ITEM, Block
from cuaderno.statements.claim import MONEY

_LABEL = 40
"""Characters at the head of a paragraph in which its label ends with a colon: "Military education:"."""
_BULLET, _SHORT = 8, 16
"""Characters of the sign of an item and the article behind it, and of a short form in brackets."""
_GIVING, _TOLD = frozenset(("give", "send")), frozenset(("ed", "fin"))
_SIGNS = frozenset((":", "-"))
_EMPHASIS = "*"
_ACTING = frozenset((BARE, BY, FROM))


def of_the_item(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """The programme that an item named before, if only one, and nobody but its parties acts in the sentence."""
    scene, draft = context.scene, parsed.anchors[number].draft
    block = scene.blocks[parsed.sentence.block]
    labelled = block.kind == ITEM or ":" in context.plain[block.start : block.start + _LABEL]
    if not (labelled or headed_by_a_country(context, block)):
        return None
    if draft.unit in DURATIONS or parsed.civil:
        return None
    if not headed_by_a_programme(context, block) and (
        parsed.universes or (draft.kind == MONEY and draft.unit != "USD")
    ):
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
        or others_act(context, parsed, number)
        or _tells_anew(context, parsed, number)
    ):
        return None
    return codes.pop(), "the one programme of its item"


def _tells_anew(context: Context, parsed: Parsed, number: int) -> bool:
    """Whether a sentence behind the one that names the programme tells of another deed of the donor's, at a time of its own: "It has sold $2
    billion under FMS since 2010. In 2016 the United States delivered 12 boats"."""
    here, block = parsed.anchors[number], context.scene.blocks[parsed.sentence.block]
    if parsed.sentence.start == block.start or parsed.anaphors or headed_by_a_programme(context, block):
        return False
    giver = next((p for p in parsed.parties if p.role == BARE and p.code in context.donor), None)
    verb = parsed.verb_after(giver.end) if giver is not None else None
    gives = verb is not None and verb.end <= here.start and verb.frame in _GIVING and verb.form in _TOLD
    return gives and (here.draft.period_start or here.draft.period_end) is not None


def headed_by_a_programme(context: Context, block: Block) -> bool:
    """Whether a programme heads a block as its label, behind which its sum stands: "• Peacekeeping Operations (PKO) – $30 million"."""
    names = context.scene.starting("programme", block.start, block.start + _BULLET)
    return bool(names) and _is_label(context, names[0].end)


def headed_by_a_country(context: Context, block: Block) -> bool:
    """Whether a country does: "Chile – $12 million in FMF"."""
    names = context.scene.starting("place", block.start, block.start + _BULLET)
    return bool(names) and _is_label(context, names[0].end)


def _is_label(context: Context, end: int) -> bool:
    """Whether the sign of a label follows a name, or the short form of it in brackets, or the marks that make it bold."""
    if context.plain.startswith(" (", end):
        end = max(end, context.plain.find(")", end, end + _SHORT) + 1)
    while context.plain.startswith(_EMPHASIS, end):
        end += 1
    return context.scene.word_after(end)[0] in _SIGNS


def others_act(context: Context, parsed: Parsed, number: int) -> bool:
    """Whether somebody acts who is neither whom the text is about nor its donor, or an agency of the donor's is named anew."""
    known = {"", USA, *context.own, *context.donor}
    last = context.last
    if last is not None:
        known.update(last.recipient)
    return any(
        p.role in _ACTING and (p.code not in known or p.kind == "mission") and not _receives(parsed, p)
        for p in parsed.parties
        if p.start < parsed.next_anchor(number)
    )


def _receives(parsed: Parsed, party: Party) -> bool:
    """Whether a party is the subject of a verb of receiving: "Kenya receives $40 million"."""
    verb = parsed.verb_after(party.end)
    return verb is not None and verb.frame == "get" and parsed.only(parsed.small.aux, party.end, verb.start)


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
