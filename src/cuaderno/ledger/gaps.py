"""Which source covers which periods, why a figure is missing, and how settled one is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING

from cuaderno.statements.money import price_unit
from cuaderno.statements.periods import Maturity, calendar_of, maturity, parse_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cuaderno.ledger.manifest import Manifest, SourceInfo
    from cuaderno.sources.snapshot import Snapshot

BLANKS = {
    "zero_reported": {
        "en": "the publisher prints nil",
        "es": "la fuente imprime cero",
    },
    "not_reported": {
        "en": "the publisher covers the year and lists no such line",
        "es": "la fuente cubre el año y no registra esa línea",
    },
    "not_yet_published": {
        "en": "after the last year of this publication",
        "es": "posterior al último año de esta publicación",
    },
    "withheld": {
        "en": "withheld by the publisher",
        "es": "retenido por la fuente",
    },
    "corrupt_at_source": {
        "en": "unreadable in the publication",
        "es": "ilegible en la publicación",
    },
    "not_told_apart": {
        "en": "the publication does not tell it apart",
        "es": "la publicación no lo distingue",
    },
    "not_collected_here": {
        "en": "no publication in this ledger covers it",
        "es": "ninguna publicación de este cuaderno lo cubre",
    },
}
"""Law 5: every blank has one of these reasons."""


@dataclass(frozen=True, eq=False)
class Series:
    """The newest snapshots of one line of publications: one snapshot, or one a year where each year has a file."""

    source: str
    name: str
    info: SourceInfo
    snapshots: tuple[Snapshot, ...]
    superseded: tuple[Snapshot, ...]

    @property
    def grain(self) -> str:
        """Whether it tells programmes apart."""
        return self.snapshots[0].grain

    @cached_property
    def _coverage(self) -> dict[str, frozenset[str]]:
        stages = {stage for one in self.snapshots for stage in one.coverage}
        return {
            stage: frozenset(period for one in self.snapshots for period in one.coverage.get(stage, ()))
            for stage in stages
        }

    @cached_property
    def _settled(self) -> dict[tuple[str, str], Maturity]:
        return {}

    @cached_property
    def _ranges(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _ends(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {}

    @cached_property
    def _named(self) -> dict[tuple[str, str], str]:
        return {}

    @cached_property
    def _covers(self) -> list[frozenset[str]]:
        """Of each snapshot, the periods of which it says anything."""
        return [frozenset(period for some in one.coverage.values() for period in some) for one in self.snapshots]

    def speaking(self, periods: Sequence[str]) -> list[Snapshot]:
        """The snapshots that say anything of one of some periods."""
        return [one for one, held in zip(self.snapshots, self._covers, strict=True) if not held.isdisjoint(periods)]

    def periods(self, stage: str) -> frozenset[str]:
        """The periods of which it says anything at a stage."""
        return self._coverage.get(stage, frozenset())

    def ends(self, stage: str, calendar: str) -> tuple[str, ...]:
        """The first and the last of its periods of one calendar; none where it has none."""
        asked = (stage, calendar)
        if asked not in self._ends:
            some = [period for period in self.periods(stage) if calendar_of(period) == calendar]
            self._ends[asked] = (min(some), max(some)) if some else ()
        return self._ends[asked]

    def ranges(self, stage: str) -> tuple[str, ...]:
        """Of these, those that are ranges of days."""
        if stage not in self._ranges:
            self._ranges[stage] = tuple(sorted(period for period in self.periods(stage) if "/" in period))
        return self._ranges[stage]

    def base(self, stage: str) -> int | None:
        """The base year of its constant dollars at a stage; None where it prints none or two."""
        bases = {one.bases[stage] for one in self.snapshots if stage in one.bases}
        return bases.pop() if len(bases) == 1 else None

    @cached_property
    def _spoken(self) -> dict[tuple[str, str], dict[str, frozenset[str]]]:
        """By stage and unit, and by stage alone (""): the units, kinds, programmes and providers of the newest snapshots."""
        told: dict[tuple[str, str], dict[str, set[str]]] = {}
        for said in (said for one in self.snapshots for said in one.spoken):
            for unit in ("", said["unit"]):
                names = told.setdefault(
                    (said["stage"], unit),
                    {"unit": set(), "measure_kind": set(), "programme": set(), "provider": set()},
                )
                names["unit"].add(said["unit"])
                names["measure_kind"].add(said["measure_kind"])
                names["programme"].update(said["programmes"])
                names["provider"].update(said["providers"])
        return {place: {name: frozenset(some) for name, some in names.items()} for place, names in told.items()}

    @property
    def providers(self) -> frozenset[str]:
        """Who provides, at whatever stage."""
        return frozenset(name for said in self._spoken.values() for name in said["provider"])

    def spoken(self, stage: str, name: str, unit: str = "") -> frozenset[str]:
        """What it speaks of at a stage, or of it in one unit: of `name` unit, measure_kind, programme or provider."""
        return self._spoken.get((stage, unit), {}).get(name, frozenset())

    def unit(self, stage: str, *, constant: bool, asked: str = "") -> str:
        """The unit of its figures at a stage: the one asked for, the layout's own or the only one; with the base year of constant
        prices. "" where there are several and none was asked for."""
        units = self.spoken(stage, "unit")
        usual = self.snapshots[0].unit
        unit = asked or (usual if usual in units or not units else next(iter(units)) if len(units) == 1 else "")
        return price_unit(unit, self.base(stage)) if constant and unit else unit

    def blank(self, period: str, stage: str) -> str:
        """Why there is no figure for a period: the reason's code."""
        covered = self.periods(stage)
        if period in covered:
            return "not_reported"
        return "not_yet_published" if covered and period > max(covered) else "not_collected_here"

    def maturity(self, period: str, stage: str) -> Maturity:
        """How settled a period is in the publication that speaks of it; a final stage (a request) is always settled."""
        if stage in self.info.final_stages:
            return Maturity.M3
        known = self._settled.get((period, stage))
        if known is None:
            speaking = [one for one in self.snapshots if period in one.coverage.get(stage, ())] or self.snapshots
            known = min(_maturity(period, one.as_of, one.newest, self.info.complete_through) for one in speaking)
            self._settled[period, stage] = known
        return known

    def maturity_name(self, stage: str, periods: Sequence[str]) -> str:
        """The name of the least settled class among some periods."""
        if len(periods) > 1:
            return min([self.maturity(period, stage) for period in periods]).name
        named = self._named.get((periods[0], stage))
        if named is None:
            named = self._named[periods[0], stage] = self.maturity(periods[0], stage).name
        return named


@cache
def _maturity(period: str, as_of: str, newest: str, complete_through: str) -> Maturity:
    published = date.fromisoformat(as_of) if as_of else None
    through = parse_period(complete_through) if complete_through else None
    return maturity(parse_period(period), published, parse_period(newest), through)


def all_series(manifest: Manifest, *, known_on: str = "", snapshot: str = "", source: str = "") -> tuple[Series, ...]:
    """Every line of publications of figures with its newest snapshots.

    `known_on` keeps what was published by that day (a snapshot without a date is not known to have been); `snapshot`
    keeps the snapshots whose hash begins so, however old.
    """
    lines: dict[tuple[str, str], dict[str, list[Snapshot]]] = {}
    for one in manifest.snapshots:
        if one.relations or (source and one.source != source):
            continue
        if known_on and not (one.as_of and one.as_of <= known_on):
            continue
        if snapshot and not one.sha256.startswith(snapshot):
            continue
        lines.setdefault((one.source, base_of(one.series)), {}).setdefault(one.series, []).append(one)
    return tuple(
        Series(
            name,
            line,
            manifest.sources[name],
            tuple(held[-1] for held in by_series.values()),
            tuple(old for held in by_series.values() for old in held[:-1]),
        )
        for (name, line), by_series in lines.items()
    )


def base_of(series: str) -> str:
    """The line of publications a series belongs to: a source with a file a year has one line of many series."""
    return series.split("/", 1)[0]
