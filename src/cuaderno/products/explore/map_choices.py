"""What a map of the world can be asked: universes and programmes, at which stages, in which years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cuaderno.errors import CuadernoError, NoAnswer, say
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.counting import first_stage, programmes_told, stages_in
from cuaderno.products.words import PROVISIONAL
from cuaderno.statements.measures import all_stages
from cuaderno.statements.periods import parse_period
from cuaderno.statements.programmes import find_programme
from cuaderno.statements.universes import all_universes, universe

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

USUAL = "D4"
"""The universe of the first map: what the publisher itself classes as military, as briefs lead with."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages that answer a question by recipient: of each its periods, oldest first, and those that are settled."""

    periods: dict[str, tuple[str, ...]] = field(default_factory=dict)
    settled: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def usual(self) -> str:
        """The stage that is shown where none is asked for; "" where there is none."""
        return first_stage(self.periods) or next(iter(self.periods), "")

    def newest(self, stage: str) -> str:
        """The newest settled year of a stage, else its newest, as people write it: 2020. "" of a stage that does not answer."""
        known = self.settled.get(stage) or self.periods.get(stage, ())
        return year_of(known[-1]) if known else ""

    def years(self, stage: str) -> tuple[str, ...]:
        """The years of a stage, newest first."""
        return tuple(dict.fromkeys(year_of(code) for code in reversed(self.periods.get(stage, ()))))


def year_of(code: str) -> str:
    """A period's year as people write it; a day or a range of days as it is.

    >>> year_of("FY2020"), year_of("2025-07-31")
    ('2020', '2025-07-31')
    """
    return code[2:] if code[:2] in ("FY", "CY") else code


def stages_of(ledger: Ledger, of_universe: str, of_programme: str) -> Stages:
    """The stages that answer for a universe or a programme (of codes); found once, for they do not change."""
    return ledger.store.once(
        f"map stages {of_universe} {of_programme}", lambda: _stages(ledger, of_universe, of_programme)
    )


def _stages(ledger: Ledger, of_universe: str, of_programme: str) -> Stages:
    spoken = {stage for line in ledger.store.series() for stage in stages_in(line)}
    periods: dict[str, tuple[str, ...]] = {}
    settled: dict[str, tuple[str, ...]] = {}
    for one in all_stages():
        if one.code not in spoken or one.kind == "stock":
            continue
        asked = Asked(universe=of_universe, programme=of_programme, stage=one.code, by="year")
        try:
            told = _told(ledger, asked)
        except CuadernoError:
            continue
        if told:
            ordered = sorted(told, key=_begins)
            periods[one.code] = tuple(ordered)
            settled[one.code] = tuple(period for period in ordered if told[period] not in PROVISIONAL)
    return Stages(periods, settled)


def _told(ledger: Ledger, asked: Asked) -> dict[str, str]:
    """The periods of which a source says anything in answer to a question, with how settled each is at best."""
    total = asked.answer(ledger)
    told = {one.group: one.maturity for one in total.figures if one.value is not None}
    others = {one.answered.source for one in total.beside if one.value is not None}
    for line in ledger.store.series():
        if line.source in others:
            for period in line.periods(asked.stage):
                told[period] = max(told.get(period, ""), line.maturity(period, asked.stage).name)
    return told


def _begins(code: str) -> str:
    return parse_period(code).start.isoformat()


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a map can show: `kind` universe or programme. `refused` says that no total can be asked in it."""

    kind: str
    code: str
    refused: bool = False

    def name(self, lang: str) -> str:
        """What it is called."""
        return universe(self.code).name(lang) if self.kind == "universe" else find_programme(self.code).name(lang)


def choices(ledger: Ledger) -> tuple[Choice, ...]:
    """Every universe, those that are no total too, and every programme of which a publication speaks by recipient."""
    universes = [Choice("universe", one.code, not one.answerable) for one in all_universes()]
    return (*universes, *(Choice("programme", code) for code in programmes_told(ledger)))


def chosen(ledger: Ledger, asked: Asked) -> Asked:
    """The question of a map with what it leaves open: the usual universe, stage and newest settled year.

    Raises UnknownName, CannotAdd (a universe that is no total) and NoAnswer (of which nothing is held).
    """
    of_programme = find_programme(asked.programme).code if asked.programme else ""
    of_universe = universe(asked.universe).code if asked.universe else "" if of_programme else USUAL
    known = stages_of(ledger, of_universe, of_programme)
    stage = asked.stage or known.usual()
    if not stage:
        # Asking tells why: it is never one total, or nothing is held of it.
        Asked(universe=of_universe, programme=of_programme, stage="obligated", by="recipient").answer(ledger)
        raise NoAnswer(say("no_recipients", what=of_programme or of_universe))
    years = asked.years or known.newest(stage)
    return Asked(
        universe=of_universe, programme=of_programme, stage=stage, years=years, prices=asked.prices, by="recipient"
    )
