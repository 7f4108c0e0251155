"""A claim of a relation with a date, held against every account of the stage it claims.

A date is held against the finest one that is held: an account that gives only the year supports no month or day of it. That a
status or an agreement held at a time is another claim than that it began then; where the words may mean either, only what is
true of neither contradicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from cuaderno.checking.accounts import Account, both, shown, tables, told, weak
from cuaderno.checking.checked import CONTRADICTED, DEPENDS, NO_DATA, SUPPORTED, Verdict
from cuaderno.errors import QuestionError
from cuaderno.statements.claim import BEGAN, IN_NAME, VISIT, Claim
from cuaderno.statements.periods import parse_period, spoken_date
from cuaderno.statements.relation import Relation, relation_type
from cuaderno.statements.standing import Span, span_of, state_on


def only_named(claim: Claim) -> bool:
    """Whether the claim's date is the year in the name of what is said to be in force, or over: "the 1952 agreement remains in force"."""
    return IN_NAME in claim.rules and claim.stage in tables()["standing"]


def of_that_name(claim: Claim, alike: Sequence[Relation]) -> list[Relation]:
    """The relations of which anything is dated in the year of the name."""
    days = _claimed(claim)
    return [one for one in alike if any(row.date and span_of(row.date).meets(days) for row in one.stages)]


def not_of_that_name(claim: Claim, alike: Sequence[Relation], facts: dict[str, object]) -> Verdict:
    """Where none is of the year."""
    return _not_held(claim, [Account(one, row) for one in alike for row in one.stages if row.date], facts)


def dated(claim: Claim, alike: Sequence[Relation], facts: dict[str, object]) -> Verdict:
    """The verdict of a claim with a date; `facts` are what every sentence may name."""
    days, stages = _claimed(claim), _stages(claim)
    accounts = [Account(one, row) for one in alike for row in one.stages if row.stage in stages and row.date]
    facts = facts | {"date": both(partial(spoken_date, claim.period_start or ""))}
    agreeing = [one for one in accounts if one.within(days)]
    sure = [one for one in agreeing if one.sure]
    others = [one for one in accounts if one.sure and not one.span.meets(days)]
    if sure:
        return _agrees(claim, sure, [one for one in accounts if one.sure and one not in agreeing], facts)
    coarse = [one for one in accounts if one.span.meets(days) and one not in agreeing and not _finer(one, others)]
    if agreeing or (coarse and not any(one.sure for one in coarse)):
        some = agreeing or coarse
        return Verdict(NO_DATA, "relation_weak", facts | told(some), weak(some), evidence=shown(some))
    if coarse:
        return Verdict(NO_DATA, "relation_date_coarse", facts | told(coarse), evidence=shown(coarse))
    return _no_date_agrees(claim, alike, others, facts)


def _stages(claim: Claim) -> Sequence[str]:
    """The stages whose accounts a claim is compared with; of who belongs or has a status, those that begin it."""
    beginning = tables()["beginning"].get(claim.kind)
    if beginning and claim.stage in (None, "active"):
        return tuple(beginning)
    return tuple(tables()["stages"].get(claim.stage or "", (claim.stage,)))


def _finer(coarse: Account, others: Iterable[Account]) -> bool:
    """Whether another account of the same event tells the day more finely, and it is none of the claim's."""
    return any(coarse.same_event(one) and coarse.span.holds(one.span) for one in others)


def _claimed(claim: Claim) -> Span:
    """The days that the claim's date stands for."""
    first = _days(claim.period_start)
    last = _days(claim.period_end) if claim.period_end else first
    return Span(first.earliest, max(first.latest, last.latest))


def _days(text: str | None) -> Span:
    try:
        return span_of(text or "")
    except QuestionError:
        period = parse_period(text or "")
        return Span(period.start, period.end)


def _agrees(claim: Claim, sure: list[Account], others: list[Account], facts: dict[str, object]) -> Verdict:
    viewed = [each for one in sure for each in _other_views(one)]
    if viewed and all(one.row.view for one in sure):
        return Verdict(DEPENDS, "relation_viewed", facts | told(sure), ("disputed",), evidence=shown([*sure, *viewed]))
    rivals = [one for one in others if any(one.relation is each.relation for each in sure)]
    flags = ("disputed",) if claim.kind != VISIT and _exclude(rivals, sure) else ()
    return Verdict(SUPPORTED, "relation_date_agrees", facts | told(sure), flags, evidence=shown([*sure, *rivals]))


def _other_views(one: Account) -> list[Account]:
    """What another party holds of the relation, where this is one party's view."""
    rows = one.relation.stages if one.row.view else ()
    return [Account(one.relation, row) for row in rows if row.view and row.view != one.row.view]


def _exclude(rivals: Iterable[Account], agreeing: Sequence[Account]) -> bool:
    """Whether a rival account dates the very same stage otherwise."""
    return any(one.row.stage == each.row.stage and not one.span.meets(each.span) for one in rivals for each in agreeing)


def _no_date_agrees(
    claim: Claim, alike: Sequence[Relation], others: list[Account], facts: dict[str, object]
) -> Verdict:
    """Where no account has the claim's date: the only relation it can mean contradicts it, several or incomplete ones do not."""
    only = claim.kind != VISIT and bool(claim.relation) and len(alike) == 1 and bool(others)
    if not only:
        return _not_held(claim, others, facts)
    if _may_hold_then(claim, alike[0]):
        return Verdict(NO_DATA, "relation_began_or_held", facts | told(others), evidence=shown(others))
    announced = [
        Account(one, row)
        for one in alike
        for row in one.stages
        if row.date and row.stage in tables()["stages"]["announced"] and span_of(row.date).meets(_claimed(claim))
    ]
    reason, flags = ("relation_announced_only", ("announced-only",)) if announced else ("relation_date_differs", ())
    return Verdict(CONTRADICTED, reason, facts | told(others), flags, evidence=shown([*announced, *others]))


def _not_held(claim: Claim, others: list[Account], facts: dict[str, object]) -> Verdict:
    nearest = sorted(others, key=lambda one: _distance(one.span, _claimed(claim)))[:3]
    return Verdict(NO_DATA, "relation_date_not_held", facts | told(nearest[:1]), evidence=shown(nearest))


def _may_hold_then(claim: Claim, relation: Relation) -> bool:
    """Whether the words may mean that it held at the time they give, and it may have: "in 2023 Colombia was a member"."""
    if claim.stage not in tables()["lasting"] or not BEGAN.isdisjoint(claim.rules):
        return False
    days = _claimed(claim)
    states = [state_on(relation.stages, relation_type(relation.type), day) for day in (days.earliest, days.latest)]
    return any(one.binds or one.possible or one.views for one in states)


def _distance(one: Span, other: Span) -> int:
    return abs((one.earliest - other.earliest).days)
