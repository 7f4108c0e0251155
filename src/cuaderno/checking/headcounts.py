"""People deployed: a headcount on a day, held against the reports of days that may be that one. Days are never added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from weakref import WeakKeyDictionary

from cuaderno.checking.checked import Definition
from cuaderno.checking.computing import INFERRED, MISSING, written
from cuaderno.checking.lines import of_lines
from cuaderno.checking.rulebook import all_personnel, personnel_in
from cuaderno.checking.verdict import INCOMPLETE, Way, compare
from cuaderno.checking.windows import days_of
from cuaderno.errors import NoAnswer
from cuaderno.ledger.question import Question
from cuaderno.ledger.rows import rows
from cuaderno.ledger.store import Store
from cuaderno.statements.claim import SEX, Claim
from cuaderno.statements.periods import DAY, calendar_of
from cuaderno.statements.places import all_places
from cuaderno.statements.statement import Statement

UN = "UN"
SEXES = ("female", "male")
TEXT = "text-only"
ALL_MISSIONS = "all missions"
BEFORE, YEAR = timedelta(days=62), timedelta(days=364)
"""A report is of the end of a month and appears weeks later: what a text of a day can know is one of the last two months."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """The definitions of a headcount with what each counts for, or the reason why there is none."""

    definitions: tuple[Definition, ...] = ()
    ways: tuple[Way, ...] = ()
    reason: str = ""


def headcount(claim: Claim, store: Store, as_of: date | None, *, dated: bool = True) -> Headcount:
    """Hold a claim of people deployed to the United Nations against every report of the day or period it speaks of.

    A document that is not `dated` speaks of the last year that it cites.
    """
    if len(claim.provider) != 1:
        return Headcount(reason="no_provider")
    missions = frozenset(code for code in claim.recipient if code != UN)
    if missions & _organisations():
        return Headcount(reason="not_united_nations")
    kinds = personnel_in(claim.item or claim.quote)
    sex = next((rule.removeprefix(SEX) for rule in claim.rules if rule.startswith(SEX)), "")
    if "part_of" in claim.marks or (claim.item and not kinds) or not _told_apart(claim, kinds, sex):
        return Headcount(reason="kind_of_personnel")
    spoken = days_of(claim) or ((as_of, as_of) if as_of else None)
    if spoken is None:
        return Headcount(reason="no_day")
    if _missions_named(claim, store) - missions:
        return Headcount(reason="which_missions")
    before = BEFORE if dated or claim.period_start else YEAR
    first = spoken[0] if spoken[1] > spoken[0] else spoken[0] - before
    days: dict[tuple[str, str], list[Statement]] = {}
    for row in _reported(store, claim.provider[0]):
        if calendar_of(row.period) == DAY and first <= date.fromisoformat(row.period) <= spoken[1]:
            days.setdefault((row.period, row.snapshot), []).append(row)
    inferred = not claim.period_start
    made = [_define(claim, store, some, missions, (kinds - {""}, sex), inferred=inferred) for some in days.values()]
    told = [one for one in made if one is not None]
    return Headcount(
        tuple(told), tuple(Way(one.outcome, reading=one.window) for one in told), "" if told else "no_report"
    )


@cache
def _organisations() -> frozenset[str]:
    """Those that send out missions of their own; the missions of the United Nations are in no table."""
    return frozenset(one.code for one in all_places() if one.kind == "organisation")


_NAME = re.compile(r"\w+")
_held: WeakKeyDictionary[Store, dict[str, tuple[Statement, ...]]] = WeakKeyDictionary()


def _reported(store: Store, provider: str) -> tuple[Statement, ...]:
    """What the reports say of one contributor; read once of an open ledger."""
    held = _held.setdefault(store, {})
    if provider not in held:
        question = Question(recipients=(UN,), provider=provider, stages=("deployed",), unit="persons")
        try:
            held[provider] = tuple(row for row in rows(store, question) if TEXT not in row.flags)
        except NoAnswer:
            held[provider] = ()
    return held[provider]


def _missions_named(claim: Claim, store: Store) -> set[str]:
    """The missions of the reports that the claim's own words name: of more than it was read with, its number may be of all."""
    known = {_parts(row.label or "")[0] for row in _reported(store, claim.provider[0])}
    return known & set(_NAME.findall(claim.quote))


def _define(
    claim: Claim,
    store: Store,
    some: Sequence[Statement],
    missions: frozenset[str],
    whom: tuple[frozenset[str], str],
    *,
    inferred: bool,
) -> Definition | None:
    """One day of one report; None where it does not tell the missions or kinds asked for apart."""
    chosen = _chosen(some, missions, *whom)
    if chosen is None:
        return None
    value = sum((row.value for row in chosen if row.value is not None), Decimal(0)) if chosen else None
    outcome, flags = compare(value, written(claim), Decimal(0)) if value is not None else (INCOMPLETE, ())
    flags = (*flags, *((INFERRED,) if inferred else ()))
    reason = "" if chosen else MISSING
    return of_lines(claim, store, chosen, value, outcome, universe=UN, like=some[0], flags=flags, reason=reason)


def _told_apart(claim: Claim, kinds: frozenset[str], sex: str) -> bool:
    """Whether it can be told of whom a number is: of women in a sentence that names soldiers too it cannot, nor of "men", who may be both."""
    return not sex or (sex in SEXES and (claim.item is not None or not kinds))


def _chosen(
    some: Sequence[Statement], missions: frozenset[str], kinds: frozenset[str], sex: str
) -> list[Statement] | None:
    """The lines of the missions, kinds and sex asked for; None where the report does not tell them apart."""
    named = [(*_parts(row.label or ""), row) for row in some]
    if missions and any(mission.casefold() == ALL_MISSIONS for mission, _, _, _ in named):
        return None
    there = [(kind, of, row) for mission, kind, of, row in named if not missions or mission in missions]
    if sex and any(of not in SEXES for _, of, _ in there):
        return None
    if len(kinds) > 1:  # a sentence that names several: whose number this is can be told only where all are of one
        there_are = {kind for kind, _, row in there if row.value}
        if len(there_are) != 1 or not there_are <= kinds:
            return None
    return [row for kind, of, row in there if (not kinds or kind in kinds) and sex in ("", of)]


def _parts(label: str) -> tuple[str, str, str]:
    """Mission, kind of personnel and sex of a line: "MINUSCA: Experts on Mission, male"; no sex where it tells none."""
    mission, _, rest = label.partition(":")
    kind, _, sex = rest.rpartition(",")
    said = (kind.strip() or rest.strip()).casefold()
    code = next((one.code for one in all_personnel() if said in one.lines), said)
    return mission.strip(), code, sex.strip() if kind else ""
