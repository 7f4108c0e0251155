"""What the ledger holds of a place beside budget money: arms, training, people, events, spending; sums and single records.

Two questions are put to the engine for a place that receives, two more for one that provides; a warm ledger has found the answers
for all places at once. What a figure belongs to is told
by its words (stage, unit, programme), never by the name of a source, so that a new source needs no edit here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any, NamedTuple

from cuaderno.ledger.gaps import Series
from cuaderno.ledger.packed import packed
from cuaderno.ledger.store import Store
from cuaderno.products.desk import Desk
from cuaderno.products.groups import CITED, is_budget
from cuaderno.products.shapes import Fig
from cuaderno.reading.table import literal
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.periods import Window, parse_period

ARTICLES = 25
"""Of excess articles, so many rows of a place are kept, the worthiest first."""

LISTED = ("deployed", "notified")
"""Stages whose entries are few and are shown one by one, as are all of a text and of excess articles."""


class Held(NamedTuple):
    """Sums of lines alike in everything a table may tell apart, in cents. A single record is a sum of one."""

    snapshot: str
    provider: str
    recipient: str
    stage: str
    unit: str
    kind: str
    programme: str
    category: str
    period: str
    blank: str | None
    current: int | None
    constant: int | None
    entries: int
    keys: list[int]
    first: str = ""
    """Where periods are summed over, the first of them; `period` is then the last."""


class Record(NamedTuple):
    """One entry, in cents: what its source says of it in its own words. `row` tells which amounts stand in one row."""

    snapshot: str
    provider: str
    recipient: str
    stage: str
    unit: str
    kind: str
    programme: str
    category: str
    period: str
    blank: str | None
    current: int | None
    constant: int | None
    entries: int
    keys: list[int]
    row: int
    account: str
    agency: str
    executor: str
    sector: str
    label: str
    flags: str


_KEPT = """
    snapshot, provider, recipient, stage, unit, measure_kind,
    CASE WHEN {whole} OR programme IN ('DCS', 'EDA') THEN programme ELSE '' END AS programme,
    CASE WHEN {whole} AND (programme = 'DCS' OR unit IN ('events', 'victims')) THEN coalesce(category, '') ELSE '' END AS category
"""
"""What tells sums apart: of what is received, the programme and some categories; of what is provided, the little a ranking needs."""
_SUMS = (
    "(sum(current) * 100)::BIGINT AS current, (sum(constant) * 100)::BIGINT AS constant, sum(count)::BIGINT AS entries, "
    f"{CITED} AS keys"
)
_RECORD = """
    snapshot, provider AS whose, recipient AS whom, stage, unit, measure_kind, programme, coalesce(category, '') AS category, period,
    blank, (current * 100)::BIGINT AS current, (constant * 100)::BIGINT AS constant, 1 AS entries, [key] AS keys, row,
    coalesce(account, '') AS account, coalesce(agency, '') AS agency, coalesce(executor, '') AS executor,
    coalesce(sector, '') AS sector, coalesce(label, '') AS label, coalesce(flags, '') AS flags
"""
_RECORD_NAMES = ("snapshot", "whose", "whom", "stage", "unit", "measure_kind", *Record._fields[6:])
_WORTH = "max(current) FILTER (unit = 'USD-acquisition') OVER (PARTITION BY snapshot, row) AS worth"

_LARGEST = f"""
    programme <> 'EDA' OR dense_rank() OVER (PARTITION BY recipient, programme ORDER BY worth DESC NULLS LAST, snapshot, row) <= {ARTICLES}
"""


@dataclass(slots=True)
class Shelf:
    """What lies ready beside the desk. `partner` is "" for every partner; `window` None for all years."""

    desk: Desk
    place: str
    partner: str
    window: Window | None
    received: list[Held]
    provided: list[Held]
    records: list[Record]
    series_of: dict[str, Series]
    programmes: frozenset[str] = frozenset()
    """Those of which anything is said, in whatever years."""
    _tellers: dict[tuple[str, str], int] = field(default_factory=dict)

    def of(self, *, stage: str, unit: str = "", programme: str | None = None, kind: str = "") -> list[Held]:
        """What the place received at a stage."""
        return [one for one in self.received if _fits(one, stage, unit, programme, kind)]

    def gave(self, *, stage: str, unit: str = "", programme: str | None = None, kind: str = "") -> list[Held]:
        """What the place provided at a stage, by recipient."""
        return [one for one in self.provided if _fits(one, stage, unit, programme, kind)]

    def listed(
        self, *, stage: str = "", unit: str = "", programme: str | None = None, kind: str = "", gave: bool = False
    ) -> list[Record]:
        """Single records in which the place is the recipient (the provider, where it `gave`)."""
        return [
            one
            for one in self.records
            if (one.provider if gave else one.recipient) == self.place
            and self.series_of[one.snapshot].grain != "text"
            and _fits(one, stage, unit, programme, kind)
        ]

    def figure(
        self,
        some: Sequence[Held | Record],
        *,
        period: str = "",
        constant: bool = False,
        options: str = "",
        whom: str = "",
    ) -> Fig | None:
        """The sum of some sums of one series, stage and unit; None of none."""
        if not some:
            return None
        one = some[0]
        periods = told_in(some) if isinstance(one, Held) and one.first else sorted({held.period for held in some})
        series = self.series_of[one.snapshot]
        if any(held.kind == "count" for held in some) and all(held.current is None for held in some):
            return None
        if len(series.spoken(one.stage, "unit")) > 1:
            options = f" --unit {one.unit}{options}"
        if self.partner and not whom:
            whom = f"--recipient {self.place} --provider {self.partner}"
        if len(series.snapshots) == 1 and self._told_by(series.source, one.stage) > 1:
            options += f" --snapshot {one.snapshot}"
        made = self.desk.figure(
            some,
            series,
            one.stage,
            period or span(periods),
            constant=constant,
            periods=periods,
            options=options,
            unit=one.unit,
            whom=whom,
        )
        # What a text says once, a headcount of a day and a document in a list are not revised as the figure of a year is.
        settled = series.grain == "text" or one.kind == "stock" or one.unit == "notices"
        return replace(made, maturity="") if settled else made

    def _told_by(self, source: str, stage: str) -> int:
        """How many series of a source speak of a stage."""
        known = self._tellers.get((source, stage))
        if known is None:
            lines = {line for line in self.series_of.values() if line.source == source and line.periods(stage)}
            known = self._tellers[source, stage] = len(lines)
        return known

    def best(self, some: Sequence[Held]) -> list[Held]:
        """Those of the one series that answers: the one that tells years apart, then the best-ranked. Sources are never merged."""
        by_series: dict[Series, list[Held]] = {}
        for one in some:
            by_series.setdefault(self.series_of[one.snapshot], []).append(one)
        return min(by_series.items(), key=self._order, default=(None, []))[1]

    def _order(self, pair: tuple[Series, list[Held]]) -> tuple[int, int, str, str]:
        series, some = pair
        return sum("/" in one.period for one in some), series.info.rank, series.source, series.name

    def source(self, some: Sequence[Held | Record]) -> str:
        """Who says it, "" of none."""
        return self.series_of[some[0].snapshot].source if some else ""


def told_in(some: Iterable[Held | Record]) -> list[str]:
    """The periods of some sums, each once; of a sum over periods, the first and the last."""
    return sorted({code for one in some for code in (one.period, getattr(one, "first", "")) if code})


def _fits(one: Held | Record, stage: str, unit: str, programme: str | None, kind: str) -> bool:
    return (
        (not stage or one.stage == stage)
        and (not unit or one.unit == unit)
        and (programme is None or one.programme == programme)
        and (not kind or one.kind == kind)
    )


@lru_cache(maxsize=4096)
def starts(code: str) -> date:
    """The first day of a period; the same few are asked for again and again."""
    return parse_period(code).start


def span(periods: Iterable[str]) -> str:
    """The window from the first to the last of some periods: of years of one calendar, else from the first day to the last."""
    codes = sorted(set(periods), key=starts)
    if len(codes) == 1:
        return codes[0]
    if len({code[:2] for code in codes}) == 1 and codes[0][:2] in ("FY", "CY"):
        return f"{codes[0]}-{codes[-1]}"
    return f"{parse_period(codes[0]).start}/{max(parse_period(code).end for code in codes)}"


def set_beside(store: Store, desk: Desk, place: str, partner: str) -> Shelf:
    """Everything else that is held of a place in all years: from and to `partner`, or from and to everybody."""
    series_of = {one.snapshot: line for line in store.series() for one in line.snapshots}
    told = tuple(line for line in dict.fromkeys(series_of.values()) if line.grain != "text")
    received = _sums(store, told, "recipient", place)
    provided = []
    if any(place in line.providers for line in told):
        provided = [one for one in _sums(store, told, "provider", place) if one.recipient != place]
    records = _records(store, tuple(dict.fromkeys(series_of.values())), place)
    if partner:
        received = [one for one in received if one.provider == partner]
        provided = [one for one in provided if one.recipient == partner]
        records = [one for one in records if partner in (one.provider, one.recipient)]
    programmes = frozenset({one.programme for one in received} | {one.programme for one in records})
    return Shelf(desk, place, partner, None, received, provided, records, series_of, programmes)


def _sums(store: Store, told: tuple[Series, ...], side: str, place: str) -> list[Held]:
    """What one place received (period by period) or provided (over all periods), out of what is held where the ledger is warm."""
    if store.warm:
        found = packed(store, f"beside_{side}", lambda named: _packed(named, told, side, "true")).get(place, [])
    else:
        found = store.ask(f"SELECT packed FROM ({_packed(store, told, side, f'{side} = {literal(place)}')})")
    return [Held._make(row) for (text,) in found for row in json.loads(text)]


def _packed(store: Store, told: tuple[Series, ...], side: str, where: str) -> str:
    """A row a place: its sums packed as one JSON text, which is read many times faster than as many rows.

    Budget money lies on the desk, and of what is priced in volume the pieces are left out.
    """
    whole = side == "recipient"
    budget = [one.snapshot for line in told if is_budget(line) for one in line.snapshots]
    other = f"snapshot NOT IN ({', '.join(map(literal, budget))})" if budget else "true"
    snapshots = [one for line in told for one in line.snapshots]
    when = "period, blank" if whole else "max(period) AS period, any_value(blank) AS blank"
    first = "''" if whole else "min(period)"
    kept = _KEPT.format(whole=str(whole).lower())
    names = "snapshot, provider, recipient, stage, unit, measure_kind, programme, category, period, blank"
    return f"""
        SELECT {side}, '[' || string_agg(
            json_array({names}, current, constant, entries, keys, first)::VARCHAR, ',' ORDER BY {names}
        ) || ']' AS packed
        FROM (
            SELECT {kept}, {when}, {_SUMS}, {first} AS first
            FROM {store.lines_in(snapshots)}
            WHERE {where} AND (unit <> 'items' OR programme <> '') AND {other}
            GROUP BY snapshot, provider, recipient, stage, unit, measure_kind, 7, 8{", period, blank" if whole else ""}
        ) GROUP BY {side} ORDER BY {side}
    """


def _records(store: Store, told: tuple[Series, ...], place: str) -> list[Record]:
    """The single records of a place: those of texts, of what is shown one by one, and of excess articles."""
    listed = [one for line in told if _is_listed(line) for one in line.snapshots]
    if not listed:
        return []
    texts = [one.snapshot for line in told if line.grain == "text" for one in line.snapshots]
    given = f"stage = 'deployed' OR snapshot IN ({', '.join(map(literal, ['', *texts]))})"
    rows: list[list[Any]] = []
    for side, which in (("recipient", "true"), ("provider", f"({given}) AND provider <> recipient")):
        ask = partial(_packed_records, listed, side, which)
        if store.warm:
            found = packed(store, f"records_{side}", ask).get(place, [])
        else:
            found = store.ask(f"SELECT packed FROM ({ask(store)}) WHERE {side} = ?", [place])
        for (text,) in found:
            rows += json.loads(text)
    return [Record._make(row) for row in rows]


def _packed_records(listed: list[Snapshot], side: str, which: str, store: Store) -> str:
    """A row a place: its records packed as one JSON text."""
    chosen = f"SELECT {side}, {_RECORD} FROM (SELECT *, {_WORTH} FROM {store.entries_of(listed)}) WHERE {which} QUALIFY {_LARGEST}"
    names = ", ".join(_RECORD_NAMES)
    return f"""
        SELECT {side}, '[' || string_agg(json_array({names})::VARCHAR, ',' ORDER BY period, snapshot, row, stage, unit) || ']' AS packed
        FROM ({chosen}) GROUP BY {side} ORDER BY {side}
    """


def _is_listed(line: Series) -> bool:
    units = {unit for stage in ("delivered", "authorised", "offered") for unit in line.spoken(stage, "unit")}
    return line.grain == "text" or "USD-acquisition" in units or any(line.periods(stage) for stage in LISTED)


def by(some: Iterable[Held], key: Callable[[Held], Any]) -> dict[Any, list[Held]]:
    """Some sums by whatever tells them apart."""
    found: dict[Any, list[Held]] = {}
    for one in some:
        found.setdefault(key(one), []).append(one)
    return found
