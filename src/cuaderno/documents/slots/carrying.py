"""What the text around a sentence carries into its figures as their programme; the stage is carried by `staging`."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.antecedent import antecedent
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.item_topics import of_the_item
from cuaderno.documents.slots.meetings import of_the_mission, peacekeepers
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.plans_told import courses_of_the_plan, plan_before
from cuaderno.documents.slots.programmes_of import MISSIONS, is_plan
from cuaderno.documents.slots.programmes_told_of import of_the_programme_told_of, of_the_stocks
from cuaderno.documents.slots.resuming import its_courses, of_the_latter, of_the_sum, of_those, the_rest, told_of_others
from cuaderno.documents.slots.roles import AGAINST, BARE, FOR, FROM, IN, OF, TO
from cuaderno.documents.slots.serving import serves
from cuaderno.documents.slots.sought import plan_asked_for
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.slots.surroundings import (
    Filling,
    notified_sale,
    of_the_heading,
    of_the_notice,
    of_the_paragraph,
    of_the_text,
)
from cuaderno.documents.slots.taught_on import of_other_learners, taught_on
from cuaderno.documents.slots.told_next import begins_with_it, lists_within_it, told_next
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_MORE, _ABROAD, _THROUGH, _HELD = 8, 24, 12, 16
_SALES = frozenset(("FMS", "DCS"))
HAVING = "who has them"
"""The rule of whose things are that somebody has."""
HELD_BY = f"recipient: {HAVING}"
_SOLD_TOO = "more sales of the programme told before"


def carried_programme(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """The programme that the text around a sentence carries into it, or None."""
    draft = parsed.anchors[number].draft
    sum_told = draft.kind == MONEY and draft.unit != "percent"
    told = context.told.get((draft.value, draft.unit)) if sum_told else None
    if told is not None and told.programme and (number or not (parsed.universes and parsed.programmes)):
        return told.programme, "as the same figure before"
    if already_had(parsed, number):
        return None
    for rule in (
        of_the_latter,
        _as_the_goods_beside,
        taken_up,
        _of_the_subject,
        _more_of_them,
        of_those,
        _more_sales,
        taught_on,
        its_courses,
        courses_of_the_plan,
        of_the_sum,
        the_rest,
        _for_this_programme,
        _same_people,
        _of_a_whole,
        told_next,
        of_the_notice,
        of_the_item,
        of_the_paragraph,
        of_the_stocks,
        plan_asked_for,
        of_the_heading,
        notified_sale,
        of_the_text,
        of_the_programme_told_of,
        of_the_mission,
        peacekeepers,
    ):
        if (found := rule(context, parsed, number)) is not None:
            return found
    return None


def already_had(parsed: Parsed, number: int) -> bool:
    """Whether a figure counts what somebody has already: "Poland already holds 79 units", "its 80,000 soldiers"."""
    here = parsed.anchors[number]
    if here.draft.kind == PERSONNEL and here.draft.hedge != "at_most":
        words = parsed.gap(max(parsed.start, here.start - 24), here.start)[-2:]
        if parsed.small.its.isdisjoint(words):
            return False
        moved = next((v for v in reversed(parsed.verbs) if v.end <= here.start), None)
        sent = moved is not None and (_are_moved(moved, here.start) or _moves_most(parsed, moved, here.start))
        return not sent and not _are_abroad(parsed, number)
    if here.draft.kind != QUANTITY:
        return False
    if serves(parsed, number):
        return True
    last = parsed.has(here) or next((v for v in reversed(parsed.verbs) if v.end <= here.start), None)
    if last is None or last.stage != "held":
        return False
    return here.start - last.end < _HELD or (number > 0 and _had_too(parsed, number))


def _had_too(parsed: Parsed, number: int) -> bool:
    """Whether things are enumerated behind others that somebody has: "owns 12 helicopters, 4 transports and 8 trainers"."""
    before = parsed.anchors[number - 1]
    return HELD_BY in before.draft.rules and _tied(parsed, before.end, parsed.anchors[number].start)


def _tied(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a comma or "and" before a figure is all that parts it from the one before, and no other clause begins."""
    words, clause = parsed.gap(start, end), parsed.small.clause
    if not words or not (words[-1] == "," or clause.get(words[-1]) == "and"):
        return False
    return not any(word in ";:" or clause.get(word) in ("cut", "rel") for word in words)


def _are_moved(moved: Verb, at: int) -> bool:
    """Whether a verb of sending tells of the people right behind it, or one of withdrawing of those anywhere behind it."""
    return moved.frame in ("deploy", "send") and (moved.stage == "withdrawn" or at - moved.end < _MORE)


def _moves_most(parsed: Parsed, moved: Verb, at: int) -> bool:
    """Whether a verb tells that people are moved, or the last or most of them: "agreed to pull out the last of its 70,000 troops"."""
    words = parsed.gap(moved.end, at)
    plainly = len(words) <= _MORE and all(parsed.small.role.get(word, OF) == OF for word in words)
    return moved.stage in ("deployed", "withdrawn") and moved.form != "noun" and plainly


def _are_abroad(parsed: Parsed, number: int) -> bool:
    """Whether people of the subject are told to be in another country: "1,000 of its 4,000 soldiers in Mali"."""
    here = parsed.anchors[number]
    holder = next((p for p in reversed(parsed.parties) if p.end <= here.start and p.role == BARE and p.code), None)
    there = next((p for p in parsed.parties if p.role == IN and 0 < p.start - here.end < _ABROAD), None)
    return holder is not None and there is not None and there.kind == "place" and there.code not in ("", holder.code)


def near(context: Context, parsed: Parsed, last: Draft) -> bool:
    """Whether the figure before stands in the same paragraph or the one before."""
    return context.scene.sentence_at(last.anchor[0]).block >= parsed.sentence.block - 1


def _as_the_goods_beside(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What is listed with goods whose programme the next sentence names."""
    last = context.last
    if not number or last is None or not last.programme:
        return None
    if any(m.code == "total" and m.end <= parsed.anchors[number].start for m in parsed.links):
        return None
    told = any(rule.startswith("programme: named in the next") for rule in last.rules)
    return (last.programme, "named in the next sentence") if told else None


def _same_people(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """More people of the country whose people were on a mission just before: "an advance team of 90 Nepali troops"."""
    draft, last = parsed.anchors[number].draft, context.last
    if draft.kind != PERSONNEL or last is None or last.kind != PERSONNEL or last.programme not in MISSIONS:
        return None
    if not near(context, parsed, last) or not any(v.frame == "deploy" or v.stage == "delivered" for v in parsed.verbs):
        return None
    if any(p.kind == "mission" or p.code == "AU" for p in parsed.parties) or _elsewhere(context, parsed, last):
        return None
    theirs = any(p.code in last.provider and p.start - draft.anchor[1] in range(3) for p in parsed.parties)
    return (last.programme, "the people of the mission told before") if theirs else None


def _elsewhere(context: Context, parsed: Parsed, last: Draft) -> bool:
    """Whether people are sent to a country of which the sentence of the figure before says nothing."""
    places = {p.code for p in parsed.parties if p.kind == "place" and p.role in (TO, IN)}
    return bool(places - {p.code for p in context.parsed(context.scene.sentence_at(last.anchor[0])).parties})


def _of_the_subject(context: Context, parsed: Parsed, _number: int) -> Filling | None:
    """What "they" do goes on under the programme under which they did it: "INL advisers trained 300. They will train 500"."""
    last = context.last
    if last is None or not last.programme or parsed.parties or parsed.universes or parsed.programmes:
        return None
    opens = begins_with_it(parsed, parsed.sentence.opening) or lists_within_it(parsed)
    if not opens or told_of_others(parsed):
        return None
    before = parsed.sentence.previous
    if before is None or before.block != parsed.sentence.block or last.anchor[0] < before.start:
        return None
    return last.programme, "what the sentence before tells goes on"


def _more_of_them(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """More of the things given under a programme just before: "Two more vessels of the same class"."""
    here, last = parsed.anchors[number], context.last
    if here.draft.kind != QUANTITY or last is None or last.kind != QUANTITY or not near(context, parsed, last):
        return None
    if not last.programme:
        return None
    more = any(word in parsed.small.more for word in parsed.gap(here.end, min(here.end + _MORE, parsed.end))[:1])
    return (last.programme, "more of those before") if more else None


def _more_sales(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """Goods of sales told right after those of a programme of sales, and their price: "$3.3 billion in FMS cases. Recent sales
    include: 16 aircraft worth $210 million"."""
    last = context.last
    if last is None or last.programme not in _SALES:
        return None
    if parsed.anchors[number].draft.kind != QUANTITY:
        priced = bool(number) and any(rule == f"programme: {_SOLD_TOO}" for rule in last.rules)
        return (last.programme or "", _SOLD_TOO) if priced and last.kind == QUANTITY else None
    sold = any(v.frame == "sell" and v.form == "noun" and v.end <= parsed.anchors[0].start for v in parsed.verbs)
    return (last.programme or "", _SOLD_TOO) if sold and near(context, parsed, last) else None


def _for_this_programme(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """A sum for or through what was told before: "has requested $900,000 for this program"."""
    here, until, last = parsed.anchors[number], parsed.next_anchor(number), context.last
    if here.draft.kind != MONEY or last is None or not last.programme or not near(context, parsed, last):
        return None
    behind = (
        m
        for m in parsed.anaphors
        if m.code in ("funds", "plan") and here.end <= m.start < until and not _of_follows(parsed, m.end)
    )
    led = any(_goes_through(parsed, parsed.gap(max(here.end, m.start - _THROUGH), m.start)) for m in behind)
    return (last.programme, "taken up by its words") if led else None


def _goes_through(parsed: Parsed, words: list[str]) -> bool:
    """Whether what is named behind some words is that by which, or for which, something is given: "through", "a través de"."""
    role, means = parsed.small.role, parsed.sentence.scene.words.local("slot-by_means")
    if words and role.get(words[-1]) in (FOR, FROM, AGAINST):
        return True
    return any(word in means for word in [word for word in words if role.get(word) != OF][-1:])


def taken_up(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """these funds, of that amount, the plan: what they take up has a programme."""
    here, last = parsed.anchors[number], context.last
    part = last is not None and near(context, parsed, last) and _part_of_it(context, parsed, here.end)
    if part and last is not None and last.programme and not of_other_learners(parsed, number):
        return last.programme, "part of what was told before"
    back = [m for m in parsed.anaphors if m.end <= here.start and not _of_follows(parsed, m.end)]
    if not back or (number and any(m.start < here.start for m in parsed.programmes)):
        return None  # "these funds will come as $3 million in FMF and $2 million in other aid"
    code = back[-1].code
    if code == "topic" and parsed.universes and ("cumulative" in here.draft.marks or _takes_to(parsed, back[-1].end)):
        return None  # "With the package, security assistance since 2014 comes to"
    if code == "plan" and (plan := plan_before(context, parsed)):
        return plan, "the plan named before"
    if last is not None and last.programme and _takes_up(context, parsed, code, last):
        return last.programme, "taken up by its words"
    if before := _named_before(parsed):
        return before, "named in the sentence before"
    whole = antecedent(context, parsed, here.start) if code == "topic" else None
    return (whole.programme, "taken up by its words") if whole is not None and whole.programme else None


def _takes_to(parsed: Parsed, start: int) -> bool:
    """Whether a sum is what all aid comes to with what was told: "The package takes U.S. military aid to 32 million"."""
    here = parsed.anchors[0].start
    led = parsed.gap(max(start, here - _MORE), here)[-1:]
    whole = any(start <= mark.start < here for mark in parsed.universes)
    return whole and any(parsed.small.role.get(word) == TO for word in led)


def _part_of_it(context: Context, parsed: Parsed, at: int) -> bool:
    """Whether "of it" or "of the withheld funds" stands behind a sum."""
    if parsed.plain.startswith(tuple(context.scene.words.local("slot-of-it")), at + 1):
        return True
    funds = next((m for m in parsed.anaphors if m.start >= at), None)
    led = (
        parsed.gap(at, funds.start) if funds is not None and funds.code == "funds" and funds.start < at + _MORE else []
    )
    return len(led) == 1 and parsed.small.role.get(led[0]) == OF


def _takes_up(context: Context, parsed: Parsed, code: str, last: Draft) -> bool:
    """Whether an anaphor takes up the figure before: "that amount" always, "these funds" near by, "the aid" right after it."""
    if code == "amount":
        return True
    there = context.scene.sentence_at(last.anchor[0])
    if code == "topic":
        away = parsed.sentence.block - there.block
        return there.index >= parsed.sentence.index - 1 and (not away or (away == 1 and is_plan(last.programme or "")))
    return code == "funds" and there.block >= parsed.sentence.block - 1


def _of_follows(parsed: Parsed, at: int) -> bool:
    return any(parsed.small.role.get(w) == OF for w in parsed.gap(at, at + 6)[:1])


def _named_before(parsed: Parsed) -> str | None:
    """The only programme of the sentence before, in the same paragraph."""
    before = parsed.sentence.previous
    if before is None or before.block != parsed.sentence.block:
        return None
    codes = {m.code for m in before.of("programme")}
    return codes.pop() if len(codes) == 1 else None


def _of_a_whole(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """A share, a change, a part; and a sum after "Of the $38.5 million obligated"."""
    draft, last = parsed.anchors[number].draft, context.last
    if not number or last is None or not last.programme:
        return None
    if draft.unit == "percent" or any(mark in draft.marks for mark in ("change", "part_of", "restated")):
        if _of_its_own_mission(parsed, number):
            return None
        return last.programme, "as the figure it depends on"
    words = parsed.gap(parsed.start, parsed.anchors[0].start)
    if 0 < len(words) < 5 and parsed.small.clause.get(words[0]) == "part":
        return last.programme, "as the whole it is of"
    return None


def _of_its_own_mission(parsed: Parsed, number: int) -> bool:
    """Whether a mission that is of no programme is named behind people: "and 3,500 soldiers to the African Union operation (ATMIS)"."""
    here, until = parsed.anchors[number].end, parsed.next_anchor(number)
    named = any(here <= p.start < until and p.kind == "mission" for p in parsed.parties)
    return named and not any(here <= mark.start < until for mark in parsed.programmes)
