"""The stage of a figure of whose verb something else knows better: an exercise, a plan it is held against, a notice, its list."""

from __future__ import annotations

from cuaderno.documents.slots.abroad import stage_abroad
from cuaderno.documents.slots.acts import funded_by_the_act
from cuaderno.documents.slots.arms_exports import stage_of_exports
from cuaderno.documents.slots.bills import by_determination, of_a_proposed_bill
from cuaderno.documents.slots.brackets import PLANNED, in_brackets
from cuaderno.documents.slots.brought_in import brought_in, of_those_let_in
from cuaderno.documents.slots.carrying import already_had
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.contingents import stage_of_contingent
from cuaderno.documents.slots.exercise_craft import craft_of_an_exercise
from cuaderno.documents.slots.exercises import OF_AN_EXERCISE, stage_of_exercise
from cuaderno.documents.slots.lawmaking import notified_of, opens_with_notice
from cuaderno.documents.slots.meaning import NO_STAGE, Governing
from cuaderno.documents.slots.met_goals import of_a_goal
from cuaderno.documents.slots.moves import SETS_OUT, begins_a_change, came_from, sets_out
from cuaderno.documents.slots.papers import sum_of_a_request
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.payments import contracted_or_paid
from cuaderno.documents.slots.permitted import may_be_there
from cuaderno.documents.slots.purposes import as_far_as, money_buys, purpose_of
from cuaderno.documents.slots.roles import WITH
from cuaderno.documents.slots.serving import HAD, of_its_own, serves
from cuaderno.documents.slots.sought import is_called_a_request, request_comes_to, turned_down, would_be_given
from cuaderno.documents.slots.spending_reports import of_a_spending_report
from cuaderno.documents.slots.still_to_come import told_for_later
from cuaderno.documents.slots.surroundings import DURATIONS, Filling
from cuaderno.documents.slots.yearly_sales import signed_in_a_year
from cuaderno.statements.claim import MONEY, PERSONNEL

_WISHED = frozenset((NO_STAGE, "intent", "pledged"))
"""What a conditional or a future makes of buying and getting."""
_OF_A_SALE = frozenset(("give", "sell", "none"))
_COMPARING = 3


def told_otherwise(
    context: Context, parsed: Parsed, number: int, governing: Governing | None, listed: str | None
) -> Filling | None:
    """The stage of people of an exercise or an army, and of a figure of whose verb another one or a list knows better; else None."""
    told = of_those_let_in(context, parsed, number) or _by_what_it_is(context, parsed, number, governing)
    told = told or stage_of_contingent(parsed, number)
    told = told or stage_abroad(context, parsed, number, governing) or brought_in(context, parsed, number, governing)
    told = told or would_be_given(context, parsed, number, governing) or stage_of_exports(parsed, number, governing)
    told = told or of_a_spending_report(context, parsed, number, governing)
    told = told or craft_of_an_exercise(context, parsed, number, governing)
    if told is not None:
        return told
    draft = parsed.anchors[number].draft
    apart = listed is None and (not context.notice or draft.kind == PERSONNEL)
    if apart and told_for_later(parsed, number, governing):
        return _later(parsed, number)
    if governing is None:
        return _without_a_verb(parsed, number)
    if (put := _put_to_others(context, parsed, number, governing)) is not None:
        return put
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


def _put_to_others(context: Context, parsed: Parsed, number: int, governing: Governing) -> Filling | None:
    """What was turned down, a parliament is told of, or a buyer seeks by the notice of a sale; None where neither is."""
    if turned_down(parsed, number, governing):
        return "refused", "what was turned down"
    if _lands_with(parsed, number, governing):
        return "announced", "what somebody came with"
    if notified_of(parsed, governing.verb) or (opens_with_notice(parsed) and not governing.negated):
        return "notified", "what a parliament is told of"
    if context.notice and governing.verb.form == "weak" and governing.stage == "spent":
        return (
            "notified",
            "what the notice of a sale plans",
        )  # "At an estimated cost of $4 billion, Poland would obtain"
    if _is_sought(context, governing):
        return "requested", "what the notice of a sale says its buyer seeks"
    planned = governing.stage == "intent" and governing.verb.frame in _OF_A_SALE and not governing.negated
    if context.notice and planned and parsed.anchors[number].draft.unit not in DURATIONS:
        return "notified", "what the notice of a sale plans"
    return None


def _lands_with(parsed: Parsed, number: int, governing: Governing) -> bool:
    """Whether somebody comes with a sum as a promise: "landed in Accra with a $14 million package"."""
    here, verb = parsed.anchors[number], governing.verb
    if here.draft.kind != MONEY or (verb.stage, verb.frame) != ("delivered", "none"):
        return False
    words = parsed.gap(verb.end, here.start) + parsed.gap(here.end, parsed.next_anchor(number))[:_COMPARING]
    package = any(word in parsed.sentence.scene.words.local("slot-brought-promise") for word in words)
    return package and any(parsed.small.role.get(word) == WITH for word in words)


def _without_a_verb(parsed: Parsed, number: int) -> Filling | None:
    """What is notified by a notice's head, and what people are of whom no verb tells: an army's own, or on a mission, whatever was promised before: "the list of contributors with"."""
    if _is_strength(parsed, number):
        return "active", "a strength"
    if opens_with_notice(parsed):
        return "notified", "what a parliament is told of"
    people = parsed.anchors[number].draft.kind == PERSONNEL
    contributed = people and any(mark.code == "contributor" for mark in parsed.links)
    return ("deployed", "people of a contributor") if contributed else None


def _later(parsed: Parsed, number: int) -> Filling:
    """What a verb tells is still to come, unless it is the sum from which it sets out: "will rise from $400,000 to $1.2 million"."""
    draft = parsed.anchors[number].draft
    if draft.kind == MONEY and begins_a_change(parsed, number):
        return "provided", SETS_OUT
    if number and "part_of" in draft.marks and parsed.anchors[number - 1].draft.stage == "requested":
        return "requested", "part of what is asked for"
    return "announced", "still to come by its own verb"


def _by_what_it_is(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """What a figure is by itself, whatever its verb: of an exercise, funded by an act, let in, or what there was before a plan."""
    if (of_law := _by_law(context, parsed, number, governing)) is not None:
        return of_law
    if exercised := stage_of_exercise(context, parsed, number):
        return exercised, OF_AN_EXERCISE
    if (met := of_a_goal(context, parsed, number)) is not None:
        return met
    if may_be_there(parsed, number):
        return "authorised", "people who may be there"
    if serves(parsed, number) or of_its_own(parsed, number):
        return "held", HAD
    if signed_in_a_year(parsed, number, governing):
        return "signed", "sales of a fiscal year"
    if (told := in_brackets(context, parsed, number, governing)) is not None:
        return told
    if number and came_from(parsed, number) and parsed.anchors[number - 1].draft.stage in PLANNED:
        return "provided", "what a plan is held against"
    return None


def _by_law(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """What a sum is that an act funds, that a bill would fund, or that is called a request; None for every other figure."""
    if acted := funded_by_the_act(context, parsed, number, governing):
        return acted, "what the act of the title funds"
    if of_a_proposed_bill(context, parsed, governing):
        return "requested", "what a bill would give that is proposed"
    if by_determination(parsed, governing):
        return "authorised", "what a determination lets be given"
    called = (governing is None or governing.stage == "provided") and is_called_a_request(parsed, number)
    called = called or (governing is None and sum_of_a_request(parsed, number))
    return ("requested", "called a request") if called or request_comes_to(parsed, number) else None


def _is_strength(parsed: Parsed, number: int) -> bool:
    return parsed.anchors[number].draft.kind == PERSONNEL and already_had(parsed, number)


def _before_a_change(context: Context, parsed: Parsed, number: int, governing: Governing) -> Filling | None:
    """The stage of what there is before a plan: where a change sets out, what is compared with it."""
    if sets_out(parsed, number, governing):
        money = parsed.anchors[number].draft.kind == MONEY
        return "provided" if money else "active", SETS_OUT
    if governing.stage in PLANNED and _held_against(context, parsed, number) and not _only_planned(parsed, number):
        return _told_of_it(parsed, number) or "provided", "what a plan is held against"
    return None


def _only_planned(parsed: Parsed, number: int) -> bool:
    """Whether a sum is called one that itself was only planned: "less than the $79 million placeholder"."""
    words = parsed.gap(parsed.anchors[number].end, parsed.next_anchor(number))[:1]
    return any(word in parsed.sentence.scene.words.local("slot-plan") for word in words)


def _told_of_it(parsed: Parsed, number: int) -> str:
    """What a clause or a participle about such a figure says of it itself: "against the 100 million that Congress approved in 2021", "against
    the 100 million requested"; "" where none does."""
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    verb = parsed.verb_after(here.end)
    words = parsed.gap(here.end, verb.start) if verb is not None and verb.start < until else []
    relative = bool(words) and parsed.small.clause.get(words[0]) == "rel" and "," not in words
    told = verb is not None and (relative or (not words and verb.start - here.end <= 1 and verb.form != "base"))
    return verb.stage if verb is not None and told and verb.form in ("fin", "ed", "base", "part") else ""


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
    if governing.rule == "compared with":
        return True  # "That is, $44 million less than was planned for 2011"
    if verb.form in ("ed", "fin") and any(
        parsed.small.clause.get(word) == "rel" for word in parsed.gap(parsed.start, verb.start)
    ):
        return False
    if verb.form == "noun" and verb.stage == "committed" and listed in PLANNED:
        return True  # "an initial $5 billion commitment" in what is pledged
    return verb.frame in ("buy", "sell") or (verb.frame == "train" and verb.form == "noun" and listed in PLANNED)


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
