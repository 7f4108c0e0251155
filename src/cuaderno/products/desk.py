"""The desk a brief is written at: everything the ledger holds of one place, and the numbering of its statements.

Three questions are put to the engine: sums told apart as finely as any section needs them, the accounts that are no
programme, and the cells behind both. Sections only choose and add what lies on the desk.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple, overload
from urllib.parse import quote

from cuaderno.ledger.filters import universe_sql
from cuaderno.ledger.gaps import Series
from cuaderno.ledger.store import Store
from cuaderno.products.shapes import Fig, Said
from cuaderno.reading.table import literal
from cuaderno.statements.locator import column_letters
from cuaderno.statements.money import price_unit
from cuaderno.statements.statement import CONSTANT_BIT, citation

UNIVERSES = ("D1", "D2", "D4", "D6")
"""The universes that a total can be asked in."""

BIT = {code: 1 << place for place, code in enumerate(UNIVERSES)}
CITED_IN_FULL, CITED_IN_PART = 60, 3
"""A group whose lines stand for one entry each cites them all up to a limit. A group of lines that each sum many entries cites
three, says how many there are, and names the command that lists them."""


class Group(NamedTuple):
    """Sums of lines alike in everything a section may ask for, in cents.

    `mask` has a bit for each of `UNIVERSES` that they belong to.
    """

    snapshot: str
    stage: str
    period: str
    programme: str
    mask: int
    blank: str | None
    current: int | None
    constant: int | None
    entries: int
    keys: list[int]


class Account(NamedTuple):
    """The sum of one account that is no programme, over a window."""

    account: str
    agency: str
    category: str
    cents: int | None
    entries: int
    snapshot: str
    keys: list[int]


class Cell(NamedTuple):
    """An entry behind a line: where it stands, and what it says in current and in constant prices."""

    key: int
    snapshot: str
    row: int
    col: int
    col_constant: int | None
    label: str
    stage: str
    period: str
    current: Decimal | None
    constant: Decimal | None
    blank: str
    currency: str
    base: int | None


@dataclass(slots=True)
class Desk:
    """What lies ready for one place; `figure` is the only way to make a figure, so that none lacks its statements.

    Statements are numbered when a figure first cites them, so that a brief holds those it stands on and no other.
    """

    store: Store
    recipient: str
    series: tuple[Series, ...]
    groups: dict[tuple[str, str], list[Group]]
    numbers: dict[tuple[int, str, bool], int] = field(default_factory=dict)
    cited: dict[tuple[int, bool], tuple[Group, list[int]]] = field(default_factory=dict)
    made: int = 0

    def of(self, series: Series, stage: str) -> list[Group]:
        """The groups of a series' newest snapshots at a stage, by period."""
        return [one for snapshot in series.snapshots for one in self.groups.get((snapshot.snapshot, stage), ())]

    def cite(self, groups: Sequence[Group], *, constant: bool) -> tuple[int, ...]:
        """The numbers of the statements behind some groups, ascending; no two groups share one.

        They are kept by a group's identity, together with the group, so that none takes the identity of one that is gone.
        """
        found: list[int] = []
        for one in groups:
            known = self.cited.get((id(one), constant))
            if known is None:
                snapshot = one.snapshot
                numbers = [
                    self.numbers.setdefault((key, snapshot, constant), len(self.numbers) + 1) for key in one.keys
                ]
                known = self.cited[id(one), constant] = (one, numbers)
            found += known[1]
        return tuple(sorted(found)) if len(found) > 1 else tuple(found)

    def figure(
        self,
        groups: Sequence[Group],
        series: Series,
        stage: str,
        period: str,
        *,
        constant: bool = False,
        periods: Sequence[str] = (),
        options: str = "",
    ) -> Fig:
        """The sum of some groups of one series at one stage, or the reason why there is none."""
        self.made += 1
        unit = series.unit(stage, constant=constant)
        maturity = series.maturity_name(stage, periods or (period,))
        if not groups:
            return Fig(f"f{self.made}", None, unit, stage, period, series.blank(period, stage), maturity)
        amounts = [one.constant if constant else one.current for one in groups]
        said = [amount for amount in amounts if amount is not None]
        chosen = groups if len(said) in (0, len(groups)) else _said_ones(groups, amounts)
        numbers = self.cite(chosen, constant=constant)
        count = sum([one.entries for one in chosen])
        ask = ""
        if count > len(numbers):
            ask = f"cuaderno rows --recipient {self.recipient} --source {series.source} --stage {stage} --years {period}{options}"
        if said:
            return Fig(f"f{self.made}", _dollars(sum(said)), unit, stage, period, "", maturity, count, numbers, "", ask)
        blank = groups[0].blank or series.blank(period, stage)
        return Fig(f"f{self.made}", None, unit, stage, period, blank, maturity, count, numbers, "", ask)

    def statements(self) -> Statements:
        """The statements cited so far, in the order of their numbers."""
        return Statements(self.store, self.series, self.recipient, tuple(self.numbers))

    def derived(self, computed: str, value: Decimal, unit: str, parts: Sequence[Fig]) -> Fig:
        """A figure computed from others; it stands on all their statements."""
        self.made += 1
        numbers = tuple(sorted({number for part in parts for number in part.statements}))
        return Fig(
            id=f"f{self.made}",
            value=value,
            unit=unit,
            stage=parts[-1].stage,
            period=parts[-1].period,
            maturity=min(part.maturity for part in parts),
            count=sum(part.count for part in parts),
            statements=numbers,
            computed=computed,
        )

    def accounts(self, series: Series, stage: str, first: str, last: str) -> list[Account]:
        """The accounts of a series that are no programme of the catalogue, summed from first to last period."""
        rows = self.store.ask(
            f"SELECT account, coalesce(agency, ''), coalesce(category, ''), (sum(current) * 100)::BIGINT, sum(count)::BIGINT, snapshot, "
            f"{_CITED} FROM {self.store.lines_in(series.snapshots)} "
            "WHERE recipient = ? AND stage = ? AND programme = '' AND account IS NOT NULL AND period BETWEEN ? AND ? "
            "GROUP BY 1, 2, 3, snapshot ORDER BY 4 DESC NULLS LAST, 1, 2, snapshot",
            [self.recipient, stage, first, last],
        )
        return [Account(*row) for row in rows]


def _said_ones(groups: Sequence[Group], amounts: Sequence[int | None]) -> list[Group]:
    return [one for one, amount in zip(groups, amounts, strict=True) if amount is not None]


def _dollars(cents: int) -> Decimal:
    """Exact dollars; a whole number of them without its two zeros."""
    return Decimal(cents // 100) if cents % 100 == 0 else Decimal(cents).scaleb(-2)


class Statements(Sequence[Said]):
    """The statements of a brief, by number less one. Which they are is known at once; their cells are looked up when one is read."""

    def __init__(
        self,
        store: Store,
        series: tuple[Series, ...],
        recipient: str,
        cited: tuple[tuple[int, str, bool], ...],
    ) -> None:
        self._store, self._series, self._recipient, self._cited = store, series, recipient, cited

    @cached_property
    def _said(self) -> tuple[Said, ...]:
        sheets = {one.snapshot: one.sheet for one in self._store.manifest.snapshots}
        cells = _cells(self._store, self._series, self._recipient, {key for key, _, _ in self._cited})
        return tuple(
            _said(number, cells[key, snapshot], sheets[snapshot], constant=constant)
            for number, (key, snapshot, constant) in enumerate(self._cited, 1)
        )

    @property
    def snapshots(self) -> frozenset[str]:
        """The snapshots they stand in."""
        return frozenset(snapshot for _, snapshot, _ in self._cited)

    @overload
    def __getitem__(self, at: int) -> Said: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Said, ...]: ...

    def __getitem__(self, at: int | slice) -> Said | tuple[Said, ...]:
        return self._said[at]

    def __len__(self) -> int:
        return len(self._cited)

    def __reduce__(self) -> tuple[type[tuple[Said, ...]], tuple[tuple[Said, ...]]]:
        return tuple, (self._said,)


def set_out(store: Store, recipient: str, provider: str = "") -> Desk:
    """Everything the ledger holds of a recipient, from the newest snapshots and from those they supersede."""
    series = tuple(one for one in store.series() if not provider or one.info.provider == provider)
    groups: dict[tuple[str, str], list[Group]] = defaultdict(list)
    chosen = {one.snapshot for line in series for one in (*line.snapshots, *line.superseded)}
    for (packed,) in store.ask(f"SELECT packed FROM {_groups(store, recipient)}"):
        for row in json.loads(packed):
            if row[0] in chosen:
                groups[row[0], row[1]].append(Group._make(row))
    return Desk(store, recipient, series, dict(groups))


_CITED = (
    f"CASE WHEN sum(count) = count(*) THEN flatten(list(keys ORDER BY keys))[:{CITED_IN_FULL}] "
    f"ELSE list(keys[1] ORDER BY keys)[:{CITED_IN_PART}] END"
)


def _groups(store: Store, recipient: str) -> str:
    """The groups of one recipient, as SQL: out of those held for every recipient where the ledger is warm, else summed now."""
    where = f"recipient = {literal(recipient)}"
    if not store.warm:
        return f"({_groups_sql(store, f'(SELECT * FROM {store.lines} WHERE {where})')})"
    store.hold("groups", lambda: _groups_sql(store, store.lines))
    return f"(SELECT * FROM groups WHERE {where})"


def _groups_sql(store: Store, lines: str) -> str:
    """A row a recipient: its groups packed as one JSON text, which is read many times faster than as many rows."""
    sources = set(store.manifest.sources)
    mask = " + ".join(f"CASE WHEN {universe_sql(code, sources)} THEN {bit} ELSE 0 END" for code, bit in BIT.items())
    return f"""
        SELECT recipient, '[' || string_agg(
            json_array(snapshot, stage, period, programme, mask, blank, current, constant, entries, keys)::VARCHAR,
            ',' ORDER BY snapshot, stage, period, programme, mask, blank
        ) || ']' AS packed
        FROM (
            SELECT
                recipient, snapshot, stage, period, programme, ({mask})::UTINYINT AS mask, blank,
                (sum(current) * 100)::BIGINT AS current, (sum(constant) * 100)::BIGINT AS constant,
                sum(count)::BIGINT AS entries, {_CITED} AS keys
            FROM {lines} GROUP BY ALL
        )
        GROUP BY recipient
    """


def _cells(store: Store, series: Iterable[Series], recipient: str, keys: set[int]) -> dict[tuple[int, str], Cell]:
    """The entries of some keys, by key and snapshot."""
    columns = (
        "key, snapshot, row, col, col_constant, coalesce(label, ''), stage, period, current, constant, "
        "coalesce(blank, ''), currency, base"
    )
    snapshots = [one for line in series for one in (*line.snapshots, *line.superseded)]
    if store.holds_entries:
        rows = store.ask(f"SELECT {columns} FROM {store.entries} WHERE recipient = ?", [recipient])
    else:
        rows = store.ask(
            f"""
            SELECT {columns} FROM (
                SELECT snapshot, stage, period, currency, base, blank, unnest(keys) AS key, unnest(cells, max_depth := 2)
                FROM {store.lines_in(snapshots)} WHERE recipient = ?
            )
            WHERE key IN (SELECT unnest(?::UBIGINT[]))
            """,
            [recipient, list(keys)],
        )
    return {(row[0], row[1]): Cell._make(row) for row in rows}


def _said(number: int, cell: Cell, sheet: str, *, constant: bool) -> Said:
    key = cell.key | CONSTANT_BIT if constant else cell.key
    column = cell.col_constant if constant and cell.col_constant else cell.col
    locator, short = _place(sheet, cell.row, column)
    return Said(
        number=number,
        citation=citation(key, cell.snapshot),
        snapshot=cell.snapshot,
        locator=locator,
        cell=short,
        label=cell.label,
        stage=cell.stage,
        period=cell.period,
        value=cell.constant if constant else cell.current,
        blank=cell.blank,
        unit=price_unit(cell.currency, cell.base if constant else None),
    )


def _place(sheet: str, row: int, column: int) -> tuple[str, str]:
    """A cell's locator, and its short form: H65000 in a workbook, 12,8 (record, column) in a table."""
    if sheet:
        cell = f"{column_letters(column)}{row}"
        return f"#sheet={_encoded(sheet)}&cell={cell}", cell
    return f"#cell={row},{column}", f"{row},{column}"


@lru_cache(maxsize=64)
def _encoded(sheet: str) -> str:
    return quote(sheet, safe="")
