"""The verdict of a claim with a number: planned, asked with all the others in one go, computed, decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cuaderno.checking.checked import (
    APPROXIMATELY,
    CONTRADICTED,
    DEPENDS,
    FLAGS,
    NO_DATA,
    NOT_COMPARABLE,
    SUPPORTED,
    WITHIN_ROUNDING,
    Definition,
    Verdict,
)
from cuaderno.checking.computing import FROM_BELOW, INFERRED, MISSING, NOT_HELD, Computed, Told, compute
from cuaderno.checking.definitions import UNITED_STATES, Plan, plan
from cuaderno.checking.gates import CEILINGS, Stopped, stopped
from cuaderno.checking.headcounts import Headcount, headcount
from cuaderno.checking.notices import Notices, notified
from cuaderno.checking.origin import SAME_ORIGIN, Origin, printed, repeats, texts_held
from cuaderno.checking.rulebook import resolver, stages_meant
from cuaderno.checking.verdict import INCOMPLETE, NAMED, Decided, Way, decide, outcome_of
from cuaderno.checking.windows import Speaking
from cuaderno.ledger.store import Store
from cuaderno.ledger.yearly import Asked, yearly
from cuaderno.statements.claim import MONEY, PERSONNEL, Claim
from cuaderno.statements.measures import stage as find_stage
from cuaderno.statements.universes import members

UNNAMED = "unnamed-universe"
STAGE_MISMATCH, NO_SERIES, UNTESTED = "stage_mismatch", "no_series", "untested"

_RESOLVED = (
    NO_SERIES, STAGE_MISMATCH, "stock_not_flow", "ceiling_not_flow", "no_report", "no_notice", "which_notice", "not_united_nations",
)  # fmt: skip
"""Reasons that another publication would do away with."""

_REASONS = {
    SUPPORTED: "supported",
    WITHIN_ROUNDING: "within_rounding",
    APPROXIMATELY: "approximately",
    DEPENDS: "depends",
    CONTRADICTED: "contradicted",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the claims of one document are checked with: the ledger, the day the document speaks on, the day by which vintages must
    have been published ("" where the document's own day is not known), the last year that its "since" may then close in, and who
    publishes it."""

    store: Store
    as_of: date | None = None
    published_by: str = ""
    until: int = 0
    origin: Origin = field(default_factory=Origin)


def verdicts(claims: Sequence[Claim], desk: Desk) -> list[Verdict]:
    """The verdict of each claim, in their order; the ledger is asked for all of them together."""
    plans: list[Plan | None] = [_plan(claim, desk) for claim in claims]
    told = _told(plans, desk.store)
    return [_verdict(claim, made, told, desk) for claim, made in zip(claims, plans, strict=True)]


def _plan(claim: Claim, desk: Desk) -> Plan | None:
    """The ways of a claim that is summed; None of one that is stopped, counted on a day, or notified."""
    if stopped(claim) or _is_headcount(claim) or _is_notice(claim):
        return None
    return plan(claim, Speaking(desk.as_of, desk.until), desk.published_by)


def _is_headcount(claim: Claim) -> bool:
    return claim.kind == PERSONNEL and claim.stage == "deployed"


def _is_notice(claim: Claim) -> bool:
    meant = stages_meant(claim.stage, claim.programme or "")
    return claim.kind == MONEY and claim.programme == "FMS" and bool(set(meant) & set(CEILINGS))


def _told(plans: Iterable[Plan | None], store: Store) -> Told:
    ways = [way for one in plans if one is not None for way in one.ways]
    periods = {period for way in ways for spell in way.spells for period in spell.periods}
    return yearly(store, (asked for way in ways for asked in way.sums), periods) if ways else {}


def _verdict(claim: Claim, made: Plan | None, told: Told, desk: Desk) -> Verdict:
    stop = stopped(claim)
    if stop is not None:
        return _plain(claim, stop, desk)
    if made is None:
        return _single(claim, desk)
    if made.reason:
        name = NO_DATA if made.comparable else NOT_COMPARABLE
        return _plain(claim, Stopped(name, made.reason), desk, made)
    found = compute(claim, made.ways, told)
    if not found.definitions:
        return _plain(claim, _nothing(claim, made, desk.store), desk, made)
    counted = [at for at, one in enumerate(found.counted) if one is not None]
    decided = decide([way for way in found.counted if way is not None], untested=bool(found.untested))
    placed = Decided(
        decided.verdict, counted[decided.best] if counted else 0, tuple(counted[at] for at in decided.counted)
    )
    return _decided(claim, made, found, placed, desk)


def _single(claim: Claim, desk: Desk) -> Verdict:
    """A headcount, or a notice: figures that have no sum and are held against single lines."""
    one: Headcount | Notices
    if _is_headcount(claim):
        one = headcount(claim, desk.store, desk.as_of, dated=bool(desk.published_by))
    else:
        one = notified(claim, desk.store, desk.as_of if desk.published_by else None)
    if one.reason:
        flags = one.flags if isinstance(one, Notices) else ()
        return _plain(claim, Stopped(NO_DATA, one.reason, flags), desk)
    found = Computed(list(one.definitions), list(one.ways))
    return _decided(claim, Plan(), found, decide(one.ways), desk)


def _nothing(claim: Claim, made: Plan, store: Store) -> Stopped:
    """No source speaks of it at a stage that the words allow: at another stage of the same money, or at none."""
    return Stopped(NOT_COMPARABLE, STAGE_MISMATCH) if _elsewhere(claim, made, store) else Stopped(NO_DATA, NO_SERIES)


def _elsewhere(claim: Claim, made: Plan, store: Store) -> tuple[str, ...]:
    """The stages of the same flow at which the ledger does speak of the claim's subject."""
    if claim.kind != MONEY:
        return ()
    flows = {find_stage(code).flow for code in made.stages}
    asked = {way.asked for way in made.ways}
    found = set()
    for series in store.series():
        for code in {code for one in series.snapshots for code in one.coverage}:
            if series.grain != "programme" or code in made.stages or find_stage(code).flow not in flows:
                continue
            told = series.spoken(code, "programme", "USD")
            givers = series.spoken(code, "provider", "USD")
            if any(one.provider in givers and _speaks(one, series.source, told) for one in asked):
                found.add(code)
    return tuple(sorted(found))


def _speaks(asked: Asked, source: str, told: frozenset[str]) -> bool:
    return asked.programme in told if asked.programme else bool(members(asked.universe, source))


def _decided(claim: Claim, made: Plan, found: Computed, decided: Decided, desk: Desk) -> Verdict:
    reason, best = _reason(found, decided)
    flags = _flags(claim, made, found, decided, desk)
    definitions = tuple(found.definitions)
    shown: tuple[Definition, ...] = ()
    if decided.verdict in (NO_DATA, NOT_COMPARABLE):
        shown = printed(claim, texts_held(desk.store), desk.store)
        flags += repeats(claim, shown, desk.origin)
    return Verdict(
        verdict=decided.verdict,
        reason=reason,
        facts={**_facts(claim, made, found, decided, best), "title": _title(found.definitions[best], desk.store)},
        flags=_ordered(flags),
        definitions=(*definitions, *shown),
        best=best,
    )


def _reason(found: Computed, decided: Decided) -> tuple[str, int]:
    """The reason's code and the definition that the sentence speaks of."""
    best = decided.best
    if decided.verdict == NOT_COMPARABLE:
        return found.definitions[best].reason, best
    if decided.verdict == NO_DATA:
        return _undecided(found, decided)
    if decided.verdict == CONTRADICTED and found.definitions[best].reason == FROM_BELOW:
        return FROM_BELOW, best
    return _REASONS[decided.verdict], best


def _undecided(found: Computed, decided: Decided) -> tuple[str, int]:
    """What keeps a claim undecided: the definition that covers most of its window and not all; or something that was not tested."""
    if not decided.counted:
        return NOT_HELD, 0
    lacking = [at for at in decided.counted if _outcome(found.counted[at]) == INCOMPLETE]
    if not lacking:
        return UNTESTED, decided.best
    best = max(lacking, key=lambda at: (found.definitions[at].covered / found.definitions[at].asked, -at))
    return found.definitions[best].reason or MISSING, best


def _outcome(way: Way | None) -> str:
    return outcome_of(way) if way is not None else INCOMPLETE


def _flags(claim: Claim, made: Plan, found: Computed, decided: Decided, desk: Desk) -> tuple[str, ...]:
    """The flags of the definitions that the verdict rests on, and those of the claim."""
    resting = [found.definitions[at] for at in decided.counted]
    passing = [found.definitions[at] for at in decided.counted if _outcome(found.counted[at]) in NAMED]
    flags = [flag for one in passing for flag in one.flags]
    flags += [INFERRED for one in resting if INFERRED in one.flags]
    if made.unnamed and claim.kind == MONEY:
        flags.append(UNNAMED)
    if any(desk.origin.publishes(one.source) for one in passing):
        flags.append(SAME_ORIGIN)
    return tuple(flags)


def _ordered(flags: Iterable[str]) -> tuple[str, ...]:
    given = set(flags)
    return tuple(flag for flag in FLAGS if flag in given)


def _plain(claim: Claim, stop: Stopped, desk: Desk, made: Plan | None = None) -> Verdict:
    """A verdict without a definition of its own; what single texts print of the same stands beside it."""
    shown = printed(claim, texts_held(desk.store), desk.store) if claim.value is not None else ()
    made = made or Plan()
    facts = {
        **_said(claim),
        "resolvers": _resolvers(claim, made) if stop.reason in _RESOLVED else (),
        "not_held": made.not_held,
        "stages": made.stages,
        "elsewhere": _elsewhere(claim, made, desk.store) if stop.reason == STAGE_MISMATCH else (),
    }
    flags = (*stop.flags, *repeats(claim, shown, desk.origin))
    return Verdict(stop.verdict, stop.reason, facts, _ordered(flags), shown, -1)


def _said(claim: Claim) -> dict[str, object]:
    """What the claim says, for a sentence."""
    return {
        "value": claim.value,
        "high": claim.value_high,
        "unit": claim.unit or "",
        "hedge": claim.hedge or "",
        "programme": claim.programme or "",
        "stage": claim.stage or "",
    }


def _facts(claim: Claim, made: Plan, found: Computed, decided: Decided, best: int) -> Mapping[str, object]:
    one = found.definitions[best]
    tested = [found.definitions[at] for at in decided.counted]
    sums = [definition.computed for definition in tested if definition.computed is not None]
    outcomes = [_outcome(found.counted[at]) for at in decided.counted]
    return {
        **_said(claim),
        "computed": one.computed,
        "difference": one.difference,
        "relative": one.relative,
        "universe": one.universe,
        "at": one.stage,
        "window": one.window,
        "source": one.source,
        "as_of": one.as_of,
        "covered": one.covered,
        "asked": one.asked,
        "missing": _missing(one),
        "lowest": min(sums, default=None),
        "highest": max(sums, default=None),
        "passing": sum(outcome in NAMED for outcome in outcomes),
        "tried": len(outcomes) - outcomes.count(INCOMPLETE),
        "untested": tuple(dict.fromkeys(found.untested)),
        "not_held": made.not_held,
        "resolvers": _resolvers(claim, made, found) if decided.verdict in (NO_DATA, NOT_COMPARABLE) else (),
    }


def _title(one: Definition, store: Store) -> Mapping[str, str]:
    return dict(store.source(one.source).title)


def _missing(one: Definition) -> tuple[tuple[str, str], ...]:
    """The periods that could not be used, each with its reason."""
    return tuple((given.period, given.blank) for given in one.inputs if given.blank and given.blank != "zero_reported")


def _resolvers(claim: Claim, made: Plan, found: Computed | None = None) -> tuple[str, ...]:
    """The publications that would answer: for the stages that are not held or not whole."""
    if _is_headcount(claim):
        return (resolver(next(iter(claim.recipient), ""), "deployed"),)
    if claim.provider and claim.provider != claim.recipient and UNITED_STATES not in claim.provider:
        return ()
    subject = claim.programme or ""
    stages = made.stages or stages_meant(claim.stage, claim.programme or "")
    if found is not None and made.stages:
        whole = {one.stage for one in found.definitions if one.covered == one.asked}
        stages = tuple(code for code in stages if code not in whole) or stages
    return tuple(dict.fromkeys(code for stage in stages if (code := resolver(subject, stage))))
