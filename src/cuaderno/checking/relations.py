"""Agreements, designations, memberships and visits that a document claims, held against the dated stages of the ledger.

A claim with a date is compared with every account of that stage; one without with the relation's state on the document's day.
An account that rests on one source or on none supports nothing. That the ledger does not list a relation contradicts only
where its type is listed completely (`relations.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from cuaderno.checking.accounts import SURE, Account, both, shown, tables, told, weak
from cuaderno.checking.checked import CONTRADICTED, DEPENDS, NO_DATA, NOT_COMPARABLE, SUPPORTED, Verdict
from cuaderno.checking.dated import dated, not_of_that_name, of_that_name, only_named
from cuaderno.errors import UnknownName
from cuaderno.ledger.commitments import newest_day, relation_snapshots, relations_between
from cuaderno.ledger.store import Store
from cuaderno.statements.claim import EVENT, FAILING, HEEDED, VISIT, Claim
from cuaderno.statements.periods import spoken_date
from cuaderno.statements.places import place
from cuaderno.statements.relation import Relation, relation_type
from cuaderno.statements.standing import State, state_on

_UNDONE = {"intent": "relation_intent", "conditional": "relation_conditional", "negated": "relation_negated"}


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
    heeded = tuple(rule for rule in claim.rules if rule in HEEDED)
    return replace(claim, id="", quote="", start=0, end=0, sentence=(0, 0), rules=heeded)


def _types(claim: Claim) -> tuple[str, ...]:
    return (claim.relation,) if claim.relation else tuple(tables()["types"].get(claim.kind, ()))


def _verdict(claim: Claim, types: tuple[str, ...], held: Iterable[Relation], day: date) -> Verdict:
    untested = _untested(claim, types)
    if untested:
        return untested
    alike = [one for one in held if one.type in types and _between(claim, one)]
    if not alike:
        return _not_held(claim, types, day)
    facts = _facts(claim, tuple(dict.fromkeys(one.type for one in alike)))
    if not claim.period_start:
        return _standing(claim, alike, facts, day)
    if not only_named(claim):
        return dated(claim, alike, facts)
    named = of_that_name(claim, alike)
    return _standing(claim, named, facts, day) if named else not_of_that_name(claim, alike, facts)


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
    if claim.relation == "CERTIFICATION" and FAILING not in claim.rules:
        return Verdict(NO_DATA, "relation_finding_unknown")
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
        "kind": both(lambda lang: " / ".join(relation_type(one).name(lang) for one in types)),
        "parties": both(lambda lang: ", ".join(_name(code, lang) for code in sides)),
    }


def _name(code: str, lang: str) -> str:
    """A place's name; a programme or body that is no place keeps its code."""
    try:
        return place(code).name(lang)
    except UnknownName:
        return code


def _not_held(claim: Claim, types: tuple[str, ...], day: date) -> Verdict:
    complete = set(types) <= set(tables()["complete"])
    facts = _facts(claim, types) | {"day": both(partial(spoken_date, day.isoformat()))}
    return Verdict(
        CONTRADICTED if complete else NO_DATA, "relation_not_listed" if complete else "relation_not_held", facts
    )


def _standing(claim: Claim, alike: list[Relation], facts: dict[str, object], day: date) -> Verdict:
    """A claim in the present tense: what each such relation is worth on the day."""
    states = [(one, state_on(one.stages, relation_type(one.type), day)) for one in alike]
    facts = facts | {"day": both(partial(spoken_date, day.isoformat()))}
    if claim.stage in tables()["over"]:
        return _over(states, facts)
    binding = [(one, state) for one, state in states if state.binds or state.status == "held"]
    sure = [(one, state) for one, state in binding if _rests_on_seen(state)]
    if binding:
        accounts = [Account(one, row) for one, state in (sure or binding) for row in (state.since or state.last)]
        if sure:
            return Verdict(SUPPORTED, "relation_in_force", facts | told(accounts), evidence=shown(accounts))
        return Verdict(NO_DATA, "relation_weak", facts | told(accounts), weak(accounts), evidence=shown(accounts))
    return _not_binding(claim, states, facts)


def _not_binding(claim: Claim, states: list[tuple[Relation, State]], facts: dict[str, object]) -> Verdict:
    """None is in force: contradicted where every account is sure and the words name the one type there is."""
    accounts = [Account(one, row) for one, state in states for row in state.last]
    if not accounts:  # all that is known of it came later
        return Verdict(NO_DATA, "relation_not_held", facts)
    facts, evidence = facts | told(accounts), shown(accounts)
    sure = [one.row.evidence == SURE for one in accounts]
    if any(sure) and any(state.status == "uncertain" or state.views for _, state in states):
        return Verdict(DEPENDS, "relation_uncertain", facts, ("disputed",), evidence=evidence)
    if not claim.relation or not sure or not all(sure):
        return Verdict(NO_DATA, "relation_weak", facts, weak(accounts), evidence=evidence)
    if all(state.status in ("pending", "not_yet") for _, state in states):
        return Verdict(CONTRADICTED, "relation_announced_only", facts, ("announced-only",), evidence=evidence)
    return Verdict(CONTRADICTED, "relation_ended", facts, evidence=evidence)


def _rests_on_seen(state: State) -> bool:
    return not state.unverified and any(row.evidence == SURE for row in (*state.since, *state.last))


def _over(states: list[tuple[Relation, State]], facts: dict[str, object]) -> Verdict:
    """A claim that something is over or idle."""
    ended = [Account(one, row) for one, state in states if not state.binds for row in state.last]
    going = [Account(one, row) for one, state in states if state.binds for row in (state.since or state.last)]
    if ended and not going:
        return Verdict(SUPPORTED, "relation_ended", facts | told(ended), evidence=shown(ended))
    return Verdict(NO_DATA, "relation_date_not_held", facts | told(going), evidence=shown(going))
