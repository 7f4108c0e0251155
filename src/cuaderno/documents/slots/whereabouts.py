"""People of one country who are with another, and of whom no verb tells more: they are deployed there."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.losses import are_lost
from cuaderno.documents.slots.meaning import NO_STAGE, Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.people_in_a_row import end_of_row, is_nation
from cuaderno.documents.slots.places_in_front import places_in_front
from cuaderno.documents.slots.roles import IN, Party
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.documents.times.tenses import is_supposed, is_to_come
from cuaderno.statements.claim import PERSONNEL

WHOSE = "whose people"
_THERE = frozenset(("place", "mission", "vague"))
_OWNED = 4
"""Characters between an owner and its number: "Ghana's 400"."""
_UNSURE = frozenset(("intent", "conditional", "negated"))


def are_there(parsed: Parsed, number: int, governing: Governing | None) -> bool:
    """Whether people without a stage are somewhere else than at home: "The 200 American soldiers visited Mali"; not learners, a limit,
    nor those who only would or will be there."""
    draft = parsed.anchors[number].draft
    if draft.kind != PERSONNEL or draft.stage is not None or not (_is_elsewhere(draft) or _are_beyond(draft)):
        return False
    if draft.hedge == "at_most" or not _UNSURE.isdisjoint(draft.marks):
        return False
    if governing is not None and governing.stage == NO_STAGE:
        return False
    return not (_are_learners(parsed, number) or are_lost(parsed, number) or _only_may_be(parsed, number))


def with_others(clause: Clause) -> Sides | None:
    """Whose people those are of whom no verb tells, and where they are: "Thirty Ghanaian officers walked the streets of Monrovia",
    "Ghana's 400 soldiers in the Sahel have no helicopters"."""
    here = clause.here
    theirs = _whose(clause) if here is not None and clause.verb is None else []
    if here is None or not theirs:
        return None
    own, until, parsed = clause.codes(theirs), end_of_row(clause), clause.parsed
    behind = [p for p in clause.near if here.end <= p.start < until and p.kind in _THERE and p not in theirs]
    if behind and behind[0].kind == "vague" and behind[0].role == IN:
        return Sides(own, (), WHOSE, NOBODY)
    behind = [p for p in behind if p.kind != "vague"]
    front = [p for p in clause.near if p.end <= here.start and p.role == IN]
    opening = [p for p in front[:1] if places_in_front(parsed).get(clause.number) is p]
    named = opening or clause.chain(next(iter(behind), None)) or front[:1]
    there = tuple(code for code in clause.codes(named) if code not in own)
    there = there or tuple(code for code in clause.context.own if code not in own)
    if not there and theirs[0].owns:
        return Sides(own, (), WHOSE, NOBODY)  # "Kenya's 1,000 officers will lead a force"
    return Sides(own, there, WHOSE, "where they are") if there else None


def _whose(clause: Clause) -> list[Party]:
    """The nation of some people, told by an adjective or as their owner right before their number."""
    here = clause.here
    owner = [
        p for p in clause.near if here is not None and p.owns and p.kind == "place" and 0 < here.start - p.end < _OWNED
    ]
    return owner[-1:] or [p for p in whose_people(clause) if is_nation(p)]


def _is_elsewhere(draft: Draft) -> bool:
    return bool(draft.provider and draft.recipient) and set(draft.provider).isdisjoint(draft.recipient)


def _are_beyond(draft: Draft) -> bool:
    """Whether people are in a part of the world of which no country receives them."""
    return f"provider: {WHOSE}" in draft.rules and not draft.recipient


def _are_learners(parsed: Parsed, number: int) -> bool:
    here, learners = parsed.anchors[number], parsed.sentence.scene.words.local("slot-learner")
    return any(word in learners for word in parsed.gap(here.start, here.draft.end or here.end))


def _only_may_be(parsed: Parsed, number: int) -> bool:
    """Whether what a sentence says behind its people is to come, or would be: "65 instructors would arrive in September"."""
    scene, behind = parsed.sentence.scene, (parsed.anchors[number].end, parsed.next_anchor(number))
    helped = any(parsed.small.aux.get(word) == "cond" for word in parsed.gap(*behind))
    return helped or is_to_come(scene, *behind) or is_supposed(scene, *behind)
