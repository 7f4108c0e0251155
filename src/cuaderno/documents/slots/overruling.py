"""The stage of a figure of whose verb something else knows better: an exercise, a plan it is held against, a notice, its list."""

from __future__ import annotations

from cuaderno.documents.slots.acts import funded_by_the_act
from cuaderno.documents.slots.carrying import already_had
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.exercises import OF_AN_EXERCISE, stage_of_exercise
from cuaderno.documents.slots.meaning import NO_STAGE, Governing
from cuaderno.documents.slots.met_goals import is_met
from cuaderno.documents.slots.moves import SETS_OUT, begins_a_change, came_from, sets_out
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.payments import contracted_or_paid
from cuaderno.documents.slots.permitted import may_be_there
from cuaderno.documents.slots.purposes import as_far_as, money_buys, purpose_of
from cuaderno.documents.slots.serving import HAD, serves
from cuaderno.documents.slots.sought import is_called_a_request
from cuaderno.documents.slots.still_to_come import told_for_later
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.documents.slots.yearly_sales import signed_in_a_year
from cuaderno.reading.document import ITEM
from cuaderno.statements.claim import MONEY, PERSONNEL

_PLANNED = frozenset(("requested", "pledged", "announced", "intent", "approved", "appropriated"))
_WISHED = frozenset((NO_STAGE, "intent", "pledged"))
"""What a conditional or a future makes of buying and getting."""
_COMPARING = 3
_PARTS, _ALONE = 8, 24
"""Figures back to those of whom some stand in brackets, and characters behind these up to the end of the brackets."""
_DEEDS = frozenset(("ed", "fin", "fut", "cond"))


def told_otherwise(
    context: Context, parsed: Parsed, number: int, governing: Governing | None, listed: str | None
) -> Filling | None:
    """The stage of people of an exercise or an army, and of a figure of whose verb another one or a list knows better; else None."""
    if (told := _by_what_it_is(context, parsed, number, governing)) is not None:
        return told
    draft = parsed.anchors[number].draft
    apart = listed is None and (not context.notice or draft.kind == PERSONNEL)
    if apart and told_for_later(parsed, number, governing):
        return _later(parsed, number)
    if governing is None:
        return _without_a_verb(parsed, number)
    if _is_sought(context, governing):
        return "requested", "what the notice of a sale says its buyer seeks"
    if money_buys(parsed, number, governing):
        return "provided", "what money given bought"
    whole = purpose_of(context, parsed, number, governing)
    if whole is not None and (stage := as_far_as(whole, governing)):
        return stage, "what the figure before is for"
    if _is_strength(parsed, number):
        return "active", "a strength"
    if (dealt := contracted_or_paid(context, parsed, number, governing)) is not None:
        return dealt
    if listed and _yields_to_a_list(parsed, governing, listed):
        return listed, "said before the list"
    return _before_a_change(context, parsed, number, governing)


def _without_a_verb(parsed: Parsed, number: int) -> Filling | None:
    """What people are of whom no verb tells: an army's own, or on a mission, whatever was promised before: "the list of contributors with"."""
    if _is_strength(parsed, number):
        return "active", "a strength"
    people = parsed.anchors[number].draft.kind == PERSONNEL
    contributed = people and any(mark.code == "contributor" for mark in parsed.links)
    return ("deployed", "people of a contributor") if contributed else None


def _later(parsed: Parsed, number: int) -> Filling:
    """What a verb tells is still to come, unless it is the sum from which it sets out: "will rise from $400,000 to $1.2 million"."""
    if parsed.anchors[number].draft.kind == MONEY and begins_a_change(parsed, number):
        return "provided", SETS_OUT
    return "announced", "still to come by its own verb"


def _by_what_it_is(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """What a figure is by itself, whatever its verb: of an exercise, funded by an act, let in, or what there was before a plan."""
    if acted := funded_by_the_act(context, parsed, number, governing):
        return acted, "what the act of the title funds"
    if exercised := stage_of_exercise(context, parsed, number):
        return exercised, OF_AN_EXERCISE
    if is_met(parsed, number):
        return "spent", "a goal that is met"
    if may_be_there(parsed, number):
        return "authorised", "people who may be there"
    if serves(parsed, number):
        return "held", HAD
    if signed_in_a_year(parsed, number, governing):
        return "signed", "sales of a fiscal year"
    if (governing is None or governing.stage == "provided") and is_called_a_request(parsed, number):
        return "requested", "called a request"
    if stage := _in_brackets(context, parsed, number) or _within_what_is_planned(parsed, number, governing):
        return stage, "told in brackets"
    if stage := _of_those_outside(parsed, number):
        return stage, "part in brackets"
    if number and came_from(parsed, number) and parsed.anchors[number - 1].draft.stage in _PLANNED:
        return "provided", "what a plan is held against"
    return None


def _in_brackets(context: Context, parsed: Parsed, number: int) -> str:
    """What a participle in brackets at the end of an item says of its figures: "32 F-35A aircraft, valued at $4.6 billion (signed in 2020)"."""
    if context.scene.blocks[parsed.sentence.block].kind != ITEM:
        return ""
    here, last = parsed.anchors[number], parsed.anchors[-1]
    told = (
        v for v in parsed.verbs if v.form in ("ed", "part") and parsed.plain[v.start - 1] == "(" and v.start > here.end
    )
    verb = next(told, None)
    return (
        verb.stage
        if verb is not None and verb.start > last.end and parsed.plain.find(")", verb.end, parsed.end) > 0
        else ""
    )


def _within_what_is_planned(parsed: Parsed, number: int, governing: Governing | None) -> str:
    """The stage of a planned sum for what brackets say it consists of, without a verb: "pledges $38 billion ($33 billion in grants plus 5 in)"."""
    here = parsed.anchors[number]
    if not here.depth or (governing is not None and governing.verb.form != "noun"):
        return ""
    outer = next((a for a in reversed(parsed.anchors[:number]) if a.depth < here.depth), None)
    if outer is None or outer.draft.kind != here.draft.kind or outer.draft.stage not in _PLANNED:
        return ""
    parts = [a.draft.value for a in parsed.anchors if a.depth == here.depth and a.start > outer.end]
    return outer.draft.stage if None not in parts and sum(v for v in parts if v) == outer.draft.value else ""


def _of_those_outside(parsed: Parsed, number: int) -> str:
    """The stage of people told before brackets in which some of them stand alone: "trained 900 troops to serve abroad, in courses
    (700 soldiers) and by mail (200 soldiers)"; "" where a deed of their own is told."""
    here = parsed.anchors[number]
    if not here.depth or here.draft.kind != PERSONNEL:
        return ""
    before = next((a for a in reversed(parsed.anchors[max(0, number - _PARTS) : number]) if a.depth < here.depth), None)
    if before is None or before.draft.kind != PERSONNEL or not before.draft.stage:
        return ""
    done = any(before.end <= v.start < here.start and v.form in _DEEDS for v in parsed.verbs)
    alone = parsed.plain.find(")", here.end, here.end + _ALONE) >= 0
    return before.draft.stage if alone and not done else ""


def _is_strength(parsed: Parsed, number: int) -> bool:
    return parsed.anchors[number].draft.kind == PERSONNEL and already_had(parsed, number)


def _before_a_change(context: Context, parsed: Parsed, number: int, governing: Governing) -> Filling | None:
    """The stage of what there is before a plan: where a change sets out, what is compared with it."""
    if sets_out(parsed, number, governing):
        money = parsed.anchors[number].draft.kind == MONEY
        return "provided" if money else "active", SETS_OUT
    if governing.stage in _PLANNED and _held_against(context, parsed, number) and not _only_planned(parsed, number):
        return _told_of_it(parsed, number) or "provided", "what a plan is held against"
    return None


def _only_planned(parsed: Parsed, number: int) -> bool:
    """Whether a sum is called one that itself was only planned: "less than the $79 million placeholder"."""
    words = parsed.gap(parsed.anchors[number].end, parsed.next_anchor(number))[:1]
    return any(word in parsed.sentence.scene.words.local("slot-plan") for word in words)


def _told_of_it(parsed: Parsed, number: int) -> str:
    """What a clause about such a figure says of it itself: "against the 100 million that Congress approved in 2021"; "" where none does."""
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    verb = parsed.verb_after(here.end)
    words = parsed.gap(here.end, verb.start) if verb is not None and verb.start < until else []
    relative = bool(words) and parsed.small.clause.get(words[0]) == "rel" and "," not in words
    return verb.stage if verb is not None and relative and verb.form in ("fin", "ed", "base") else ""


def _is_sought(context: Context, governing: Governing) -> bool:
    """Whether somebody is to buy or get something by the notice of a sale, which so is asked for: "would like to procure", "would get"."""
    if not context.notice or governing.verb.frame not in ("buy", "get") or governing.negated:
        return False
    return governing.stage in _WISHED or (
        governing.stage == "agreed" and governing.verb.form in ("base", "inf", "noun")
    )


def _yields_to_a_list(parsed: Parsed, governing: Governing, listed: str) -> bool:
    """Whether a word in an item says less than what was said before the list: "to buy", "training for 240" of what is announced;
    but not a clause that tells how they were bought: "a lot of 72 that Greece ordered"."""
    verb = governing.verb
    if verb.form in ("ed", "fin") and any(
        parsed.small.clause.get(word) == "rel" for word in parsed.gap(parsed.start, verb.start)
    ):
        return False
    return verb.frame in ("buy", "sell") or (verb.frame == "train" and verb.form == "noun" and listed in _PLANNED)


def _held_against(context: Context, parsed: Parsed, number: int) -> bool:
    """Whether a plan is compared with a figure, or the one before with which it is tied: "asked for 88, compared with 61 this year"."""
    if not number:
        return False
    if came_from(parsed, number):
        return True
    start, scene = parsed.anchors[number].start, context.scene
    comparing = scene.words.local("comparing")
    if any(comparing.get(word, "degree") != "degree" for word, _, _ in scene.words_before(start, _COMPARING)):
        return True
    told = parsed.anchors[number - 1].draft.rules
    words = parsed.gap(parsed.anchors[number - 1].end, start)
    return any("held against" in rule for rule in told) and any(parsed.small.clause.get(w) == "and" for w in words)
