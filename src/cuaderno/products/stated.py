"""The statements of a brief: which they are is known when they are cited, where they stand when one is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, overload
from urllib.parse import quote

from cuaderno.ledger.store import Store
from cuaderno.products.shapes import Fig, Said
from cuaderno.statements.locator import column_letters
from cuaderno.statements.money import price_unit
from cuaderno.statements.statement import CONSTANT_BIT, citation

Cited = tuple[tuple[int, str, bool], ...]
"""The statements cited, in the order of their numbers: key, snapshot, and whether the constant amount is meant."""


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
    unit: str
    base: int | None
    locator: str | None
    locator_constant: str | None


class Statements(Sequence[Said]):
    """The statements of a brief, by number less one. Which they are is known at once; their cells are looked up when one is read."""

    def __init__(self, store: Store, recipient: str, cited: Cited) -> None:
        self._store, self._recipient, self._cited = store, recipient, cited
        self._figures: list[Fig] | None = None

    @cached_property
    def _said(self) -> tuple[Said, ...]:
        sheets = {one.snapshot: one.sheet for one in self._store.manifest.snapshots}
        cells = _cells(self._store, self._recipient, {(key, snapshot) for key, snapshot, _ in self._cited})
        return tuple(
            _said(number, cells[key, snapshot], sheets[snapshot], constant=constant)
            for number, (key, snapshot, constant) in enumerate(self._cited, 1)
        )

    def once(self, find: Callable[[], list[Fig]]) -> list[Fig]:
        """The figures of the brief that they belong to, found when they are first asked for."""
        if self._figures is None:
            self._figures = find()
        return self._figures

    @property
    def cited(self) -> Cited:
        """Which they are, in the order of their numbers."""
        return self._cited

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


_COLUMNS = (
    "key, snapshot, row, col, col_constant, coalesce(label, ''), stage, period, current, constant, "
    "coalesce(blank, ''), unit, base, locator, locator_constant"
)


def _cells(store: Store, recipient: str, wanted: set[tuple[int, str]]) -> dict[tuple[int, str], Cell]:
    """The entries of some keys, by key and snapshot: nearly all are about the brief's place, on either side, and are looked for there first."""
    held = store.entries_at_hand
    if held is not None:
        return {row[:2]: _cell(row) for row in held.cited(list(wanted), Cell._fields)} if wanted else {}
    found = _found(store, wanted, "(recipient = ? OR provider = ?) AND ", [recipient, recipient])
    rest = wanted - found.keys()
    return found | _found(store, rest, "", []) if rest else found


def _cell(row: tuple[Any, ...]) -> Cell:
    one = Cell._make(row)
    return one._replace(label=one.label or "", blank=one.blank or "")


def _found(
    store: Store, wanted: set[tuple[int, str]], where: str, parameters: list[Any]
) -> dict[tuple[int, str], Cell]:
    snapshots = {snapshot for _, snapshot in wanted}
    if store.holds_entries:
        relation = store.entries
    else:
        relation = store.entries_of(one for one in store.figures if one.snapshot in snapshots)
    rows: Iterable[tuple[Any, ...]] = store.ask(
        f"SELECT {_COLUMNS} FROM {relation} WHERE {where}key IN (SELECT unnest(?::UBIGINT[]))",
        [*parameters, sorted({key for key, _ in wanted})],
    ) if wanted else ()  # fmt: skip
    return {(row[0], row[1]): Cell._make(row) for row in rows}


def _said(number: int, cell: Cell, sheet: str, *, constant: bool) -> Said:
    key = cell.key | CONSTANT_BIT if constant else cell.key
    column = cell.col_constant if constant and cell.col_constant else cell.col
    said = cell.locator_constant if constant else cell.locator
    locator, short = (said, said.removeprefix("#")) if said else _place(sheet, cell.row, column)
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
        unit=price_unit(cell.unit, cell.base) if constant else cell.unit,
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
