"""Agreements, designations, memberships and visits that a document claims, held against the dated stages of the ledger.

A claim with a date is compared with every account of that stage; one without with the relation's state on the document's day.
An account that rests on one source or on none supports nothing. That the ledger does not list a relation contradicts only
where its type is listed completely (`relations.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from importlib import resources
from typing import Any

from cuaderno.checking.checked import CONTRADICTED, DEPENDS, NO_DATA, NOT_COMPARABLE, SUPPORTED, Evidence, Verdict
from cuaderno.errors import QuestionError, UnknownName
from cuaderno.ledger.commitments import newest_day, relation_snapshots, relations_between
from cuaderno.ledger.store import Store
from cuaderno.statements.claim import EVENT, VISIT, Claim
from cuaderno.statements.measures import stage
from cuaderno.statements.periods import parse_period, spoken_date
from cuaderno.statements.places import place
from cuaderno.statements.relation import DatedStage, Relation, relation_type
from cuaderno.statements.standing import Span, State, span_of, state_on
from cuaderno.statements.statement import citation

SURE = "seen"
"""The one mark of evidence that may support a claim or speak against it."""


_UNDONE = {"intent": "relation_intent", "conditional": "relation_conditional", "negated": "relation_negated"}


@cache
def _tables() -> dict[str, Any]:
    file = resources.files("cuaderno.checking") / "relations.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Account:
    relation: Relation
    row: DatedStage

    @property
    def span(self) -> Span:
        first = span_of(self.row.date)
        return Span(first.earliest, span_of(self.row.date_end).latest) if self.row.date_end else first


def verdicts(claims: Sequence[Claim], store: Store, day: date | None) -> list[Verdict]:
    """The verdict of each claim of a relation, in their order; the ledger is asked once for all of them.

    `day` is the day that words of the present speak of; without one the newest day of the ledger's tables is taken.
    """
    wanted = [_types(claim) for claim in claims]
    codes = {code for claim in claims for code in (*claim.provider, *claim.recipient)}
    held = relations_between(store, codes, {one for types in wanted for one in types})
    on = day or newest_day(relation_snapshots(store))
    said = [_said_alone(claim) for claim in claims]
    decided = {one: _verdict(one, types, held, on) for one, types in dict(zip(said, wanted, strict=True)).items()}
    return [decided[one] for one in said]


def _said_alone(claim: Claim) -> Claim:
    """What a claim says, whoever says it where: the same is decided once, however often a text repeats it."""
    return replace(claim, id="", quote="", start=0, end=0, sentence=(0, 0), rules=())


def _types(claim: Claim) -> tuple[str, ...]:
    return (claim.relation,) if claim.relation else tuple(_tables()["types"].get(claim.kind, ()))


def _verdict(claim: Claim, types: tuple[str, ...], held: Iterable[Relation], day: date) -> Verdict:
    untested = _untested(claim, types)
    if untested:
        return untested
    alike = [one for one in held if one.type in types and _between(claim, one)]
    if not alike:
        return _not_held(claim, types, day)
    return _dated(claim, alike) if claim.period_start else _standing(claim, alike, day)


def _untested(claim: Claim, types: tuple[str, ...]) -> Verdict | None:
    """What no dated stage could decide: wishes, conditions, denials, parties or types that the words leave open."""
    if claim.kind == EVENT and not claim.relation:
        return Verdict(NO_DATA, "relation_event")
    for mark, reason in _UNDONE.items():
        if mark in claim.marks:
            return Verdict(NOT_COMPARABLE, reason)
    if not types:
        return Verdict(NO_DATA, "relation_type_unknown")
    if not claim.provider or not claim.recipient:
        return Verdict(NO_DATA, "relation_parties_unknown")
    return None


def _between(claim: Claim, relation: Relation) -> bool:
    """Whether the relation is between the claim's parties; a visit is made by the provider to the recipient."""
    if relation.partner is None:
        return False
    one, other = relation.party.code, relation.partner.code
    if claim.kind == VISIT:
        if relation.party.role == "host":
            one, other = other, one
        return one in claim.provider and other in claim.recipient
    sides = {*claim.provider, *claim.recipient}
    return one in sides and other in sides


def _facts(claim: Claim, types: tuple[str, ...]) -> dict[str, object]:
    """What every sentence may name: the kinds of relation, the parties, the day or date."""
    sides = dict.fromkeys((*claim.provider, *claim.recipient))
    return {
        "kind": _both(lambda lang: " / ".join(relation_type(one).name(lang) for one in types)),
        "parties": _both(lambda lang: ", ".join(_name(code, lang) for code in sides)),
    }


def _name(code: str, lang: str) -> str:
    """A place's name; a programme or body that is no place keeps its code."""
    try:
        return place(code).name(lang)
    except UnknownName:
        return code


def _not_held(claim: Claim, types: tuple[str, ...], day: date) -> Verdict:
    complete = set(types) <= set(_tables()["complete"])
    facts = _facts(claim, types) | {"day": _both(partial(spoken_date, day.isoformat()))}
    return Verdict(
        CONTRADICTED if complete else NO_DATA, "relation_not_listed" if complete else "relation_not_held", facts
    )


def _evidence(accounts: Iterable[_Account]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            relation=one.relation.type,
            title=_both(one.relation.title),
            stage=one.row.stage,
            date=one.row.date,
            reference=one.row.reference,
            mark=one.row.evidence,
            cite=citation(one.relation.key, one.relation.snapshot),
        )
        for one in accounts
    )


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


def _dated(claim: Claim, alike: list[Relation]) -> Verdict:
    stages = _tables()["stages"].get(claim.stage or "", _tables()["stages"][""])
    accounts = [_Account(one, row) for one in alike for row in one.stages if row.stage in stages and row.date]
    span, types = _claimed(claim), tuple(dict.fromkeys(one.type for one in alike))
    facts = _facts(claim, types) | {"date": _both(partial(spoken_date, claim.period_start or ""))}
    agreeing = [one for one in accounts if one.span.meets(span)]
    sure = [one for one in agreeing if one.row.evidence == SURE]
    others = [one for one in accounts if one not in agreeing and one.row.evidence == SURE]
    if sure:
        rivals = [one for one in others if any(one.relation is each.relation for each in sure)]
        flags = ("disputed",) if claim.kind != VISIT and _exclude(rivals, sure) else ()
        evidence = _evidence([*sure, *rivals])
        return Verdict(SUPPORTED, "relation_date_agrees", facts | _said(sure), flags, evidence=evidence)
    if agreeing:
        return Verdict(NO_DATA, "relation_weak", facts | _said(agreeing), _weak(agreeing), evidence=_evidence(agreeing))
    return _no_date_agrees(claim, alike, others, facts)


def _no_date_agrees(claim: Claim, alike: list[Relation], others: list[_Account], facts: dict[str, object]) -> Verdict:
    """Where no account has the claim's date: the only relation it can mean contradicts it, several or incomplete ones do not."""
    only = claim.kind != VISIT and bool(claim.relation) and len(alike) == 1 and bool(others)
    if not only:
        nearest = sorted(others, key=lambda one: _distance(one.span, _claimed(claim)))[:3]
        return Verdict(NO_DATA, "relation_date_not_held", facts | _said(nearest[:1]), evidence=_evidence(nearest))
    announced = [
        _Account(one, row)
        for one in alike
        for row in one.stages
        if row.date and row.stage in _tables()["stages"]["announced"] and span_of(row.date).meets(_claimed(claim))
    ]
    reason, flags = ("relation_announced_only", ("announced-only",)) if announced else ("relation_date_differs", ())
    return Verdict(CONTRADICTED, reason, facts | _said(others), flags, evidence=_evidence([*announced, *others]))


def _distance(one: Span, other: Span) -> int:
    return abs((one.earliest - other.earliest).days)


def _exclude(rivals: Iterable[_Account], agreeing: Sequence[_Account]) -> bool:
    """Whether a rival account dates the very same stage otherwise."""
    return any(one.row.stage == each.row.stage and not one.span.meets(each.span) for one in rivals for each in agreeing)


def _said(accounts: Sequence[_Account]) -> dict[str, object]:
    """What the sentence names: title, stage, date and reference of the account with the finest date."""
    if not accounts:
        return {}
    finest = max(accounts, key=lambda one: len(one.row.date))
    return {
        "relation": _both(finest.relation.title),
        "stage": _both(stage(finest.row.stage).verb),
        "said": _both(partial(spoken_date, finest.row.date)),
        "reference": finest.row.reference,
    }


def _both(say: Callable[[str], str]) -> dict[str, str]:
    return {"en": say("en"), "es": say("es")}


def _weak(accounts: Iterable[_Account]) -> tuple[str, ...]:
    marks = {one.row.evidence for one in accounts}
    flags = (("single-source", "single-source"), ("unverified", "unverified-date"))
    return tuple(flag for mark, flag in flags if mark in marks)


def _standing(claim: Claim, alike: list[Relation], day: date) -> Verdict:
    """A claim in the present tense: what each such relation is worth on the day."""
    states = [(one, state_on(one.stages, relation_type(one.type), day)) for one in alike]
    facts = _facts(claim, tuple(dict.fromkeys(one.type for one in alike)))
    facts |= {"day": _both(partial(spoken_date, day.isoformat()))}
    if claim.stage in _tables()["over"]:
        return _over(states, facts)
    binding = [(one, state) for one, state in states if state.binds or state.status == "held"]
    sure = [(one, state) for one, state in binding if _rests_on_seen(state)]
    if binding:
        accounts = [_Account(one, row) for one, state in (sure or binding) for row in (state.since or state.last)]
        if sure:
            return Verdict(SUPPORTED, "relation_in_force", facts | _said(accounts), evidence=_evidence(accounts))
        return Verdict(NO_DATA, "relation_weak", facts | _said(accounts), _weak(accounts), evidence=_evidence(accounts))
    return _not_binding(claim, states, facts)


def _not_binding(claim: Claim, states: list[tuple[Relation, State]], facts: dict[str, object]) -> Verdict:
    """None is in force: contradicted where every account is sure and the words name the one type there is."""
    accounts = [_Account(one, row) for one, state in states for row in state.last]
    if not accounts:  # all that is known of it came later
        return Verdict(NO_DATA, "relation_not_held", facts)
    facts, evidence = facts | _said(accounts), _evidence(accounts)
    sure = [one.row.evidence == SURE for one in accounts]
    if any(sure) and any(state.status == "uncertain" or state.views for _, state in states):
        return Verdict(DEPENDS, "relation_uncertain", facts, ("disputed",), evidence=evidence)
    if not claim.relation or not sure or not all(sure):
        return Verdict(NO_DATA, "relation_weak", facts, _weak(accounts), evidence=evidence)
    if all(state.status in ("pending", "not_yet") for _, state in states):
        return Verdict(CONTRADICTED, "relation_announced_only", facts, ("announced-only",), evidence=evidence)
    return Verdict(CONTRADICTED, "relation_ended", facts, evidence=evidence)


def _rests_on_seen(state: State) -> bool:
    return not state.unverified and any(row.evidence == SURE for row in (*state.since, *state.last))


def _over(states: list[tuple[Relation, State]], facts: dict[str, object]) -> Verdict:
    """A claim that something is over or idle."""
    ended = [_Account(one, row) for one, state in states if not state.binds for row in state.last]
    going = [_Account(one, row) for one, state in states if state.binds for row in (state.since or state.last)]
    if ended and not going:
        return Verdict(SUPPORTED, "relation_ended", facts | _said(ended), evidence=_evidence(ended))
    return Verdict(NO_DATA, "relation_date_not_held", facts | _said(going), evidence=_evidence(going))
