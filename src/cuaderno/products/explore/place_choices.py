"""What can be asked about the budget money of a place: stages, universes, programmes, years, and whether in constant dollars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.products.desk import Desk, set_out
from cuaderno.products.explore.asked import Asked
from cuaderno.products.groups import BIT, STAGES, Group
from cuaderno.products.lately import Lately
from cuaderno.statements.periods import parse_period
from cuaderno.statements.programmes import all_programmes

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

KEPT = 512
"""The choices of so many places are kept, which are all there are."""

_STAGE_FIRST = ("obligated", "allocated", "disbursed", "requested")
_UNIVERSE_FIRST = ("D4", "D2", "D1", "D6")


@dataclass(frozen=True, slots=True)
class Stage:
    """What can be asked at a stage. `constant` says whether a publisher prints it in constant dollars too."""

    code: str
    universes: tuple[str, ...]
    programmes: tuple[str, ...]
    constant: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked about a place: nothing where `stages` is empty."""

    stages: tuple[Stage, ...]

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year of which anything is said."""
        return min(one.first for one in self.stages), max(one.last for one in self.stages)

    def stage(self, code: str) -> Stage | None:
        """What can be asked at a stage."""
        return next((one for one in self.stages if one.code == code), None)

    def usual_stage(self) -> str:
        """The stage that is asked where none is named."""
        return next((code for code in _STAGE_FIRST if self.stage(code)), self.stages[0].code)

    def usual(self, place: str, asked: Asked) -> Asked:
        """The question with everything said that it leaves out: the stage, and what counts."""
        stage = asked.stage or self.usual_stage()
        universe, programme = asked.universe, asked.programme
        if not universe and not programme:
            found = self.stage(stage)
            universe = next((code for code in _UNIVERSE_FIRST if found and code in found.universes), "")
            programme = next(iter(found.programmes), "") if found and not universe else ""
        return Asked(
            recipient=place, stage=stage, universe=universe or ("" if programme else "D6"), programme=programme,
            years=asked.years, prices=asked.prices,
        )  # fmt: skip

    def instead(self, asked: Asked) -> tuple[Asked, ...]:
        """Questions near one that has no answer, each of which has one."""
        found = self.stage(asked.stage)
        near = [(asked.stage, "", code) for code in found.universes] if found else []
        near += [
            (one.code, asked.programme, asked.universe)
            for one in self.stages
            if asked.universe in one.universes or asked.programme in one.programmes
        ]
        return tuple(
            Asked(recipient=asked.recipient, stage=stage, programme=programme, universe=universe)
            for stage, programme, universe in dict.fromkeys(near)
            if (stage, programme, universe) != (asked.stage, asked.programme, asked.universe) or asked.years
        )


def choices(ledger: Ledger, place: str) -> Choices:
    """What can be asked about a place by its code."""
    kept: Lately[Choices] = ledger.store.once("choices of places", lambda: Lately(KEPT))
    return kept.of(place, lambda: _found(set_out(ledger.store, place)))


def _found(desk: Desk) -> Choices:
    found = (_stage(desk, code) for code in STAGES)
    return Choices(tuple(one for one in found if one is not None))


def _stage(desk: Desk, code: str) -> Stage | None:
    said: list[Group] = []
    apart: list[Group] = []
    constant = False
    for line in desk.series:
        some = [one for one in desk.of(line, code) if one.current]
        said += some
        if line.grain == "programme":
            apart += some
        constant = constant or bool(some and line.base(code))
    if not said:
        return None
    universes, programmes = _universes(said, apart), _programmes(apart)
    if not universes and not programmes:
        return None
    years = [parse_period(one.period).year for one in said]
    return Stage(code, universes, programmes, constant, min(years), max(years))


def _universes(said: Sequence[Group], apart: Sequence[Group]) -> tuple[str, ...]:
    """Everything is also told by publications that tell no programmes apart; what is narrower only by those that do."""
    return tuple(code for code, bit in BIT.items() if any(one.mask & bit for one in (said if code == "D6" else apart)))


def _programmes(apart: Sequence[Group]) -> tuple[str, ...]:
    named = {one.programme for one in apart}
    return tuple(one.code for one in all_programmes() if one.code in named)
