"""What the ledger holds of the rows around a statement: the other cells of its row, and the rows above and below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cuaderno.ledger.rows import COLUMNS, as_statement
from cuaderno.statements.statement import CONSTANT_BIT

if TYPE_CHECKING:
    from cuaderno.ledger.held_entries import HeldEntries
    from cuaderno.ledger.store import Store
    from cuaderno.sources.snapshot import Snapshot
    from cuaderno.statements.statement import Statement

AROUND = 3
"""So many rows above and below are told."""

MOST = 160
"""Of the entries on either side so many are looked at: in some tables one row holds hundreds."""

WIDE = 42
"""Of more entries only those in columns near the cited one are told: a row may hold dozens."""

NEAR = 4
"""So many columns to either side are near."""

_NAMES = COLUMNS.split(", ")
_ROW, _COLUMN, _CONSTANT = (_NAMES.index(name) for name in ("row", "col", "col_constant"))


@dataclass(frozen=True, slots=True)
class HeldCell:
    """A statement and where its cell stands in its snapshot: row and column from 1, as the source's reader counts them."""

    row: int
    column: int
    statement: Statement


def cells_around(store: Store, statement: Statement, snapshot: Snapshot) -> tuple[HeldCell, ...]:
    """The statements of the snapshot in the row of one and in the rows around it, by row and column; its own is among them."""
    held = store.held_entries
    found = _of_columns(held, statement, snapshot) if held is not None else _of_engine(store, statement, snapshot)
    if len(found) > WIDE:
        mine = next((one for one in found if one[0] == statement.key & ~CONSTANT_BIT), found[0])
        found = [one for one in found if abs(one[_COLUMN] - mine[_COLUMN]) <= NEAR]
    cells = [cell for entry in found for cell in _cells(entry, snapshot)]
    return tuple(sorted(cells, key=lambda one: (one.row, one.column, one.statement.key)))


def _cells(entry: tuple[Any, ...], snapshot: Snapshot) -> Iterator[HeldCell]:
    """The statement of an entry in current prices, and that in constant prices."""
    for at, constant in ((_COLUMN, False), (_CONSTANT, True)):
        if entry[at]:
            said = as_statement(entry, snapshot, constant=constant)
            if said.value is not None or (said.blank and not constant):
                yield HeldCell(entry[_ROW], entry[at], said)


# ---- in memory


def prepare(store: Store) -> None:
    """Have ready what the first of many statements would wait for: of millions of entries most of a second."""
    held = store.held_entries
    if held is not None:
        _ = held.by_row


def _of_columns(held: HeldEntries, statement: Statement, snapshot: Snapshot) -> list[tuple[Any, ...]]:
    mine = held.at(statement.key & ~CONSTANT_BIT)
    code = held.texts["snapshot"].code(snapshot.snapshot)
    at = next((one for one in mine.tolist() if held.texts["snapshot"].codes[one] == code), None)
    if at is None:
        return []
    order, rows = held.by_row.of(code)
    row = held.numbers["row"][at]
    begin, end = rows.searchsorted(row).item(), rows.searchsorted(row, side="right").item()
    above = rows[max(0, begin - MOST) : begin].tolist()
    below = rows[end : end + MOST].tolist()
    begin -= len(above) - _first_of(above)
    end += _last_of(below)
    same = order[begin:end]
    if len(same) > WIDE:
        columns = held.numbers["col"]
        same = same[abs(columns[same].astype(int) - int(columns[at])) <= NEAR]
    if len(same) > 2 * MOST:
        same = same[: 2 * MOST] if at in same[: 2 * MOST] else mine
    return held.tuples(same)


def _first_of(above: list[int]) -> int:
    """Where the nearest rows among some ascending ones begin."""
    wanted = sorted(set(above))[-AROUND:]
    return bisect_left(above, wanted[0]) if wanted else 0


def _last_of(below: list[int]) -> int:
    """Where the nearest rows among some ascending ones end."""
    wanted = sorted(set(below))[:AROUND]
    return bisect_right(below, wanted[-1]) if wanted else 0


# ---- on disk


def _of_engine(store: Store, statement: Statement, snapshot: Snapshot) -> list[tuple[Any, ...]]:
    relation = store.entries_of([snapshot])
    found = store.ask(f"SELECT row FROM {relation} WHERE key = ?", [statement.key & ~CONSTANT_BIT])
    if not found:
        return []
    row = found[0][0]
    return store.ask(
        f"WITH said AS (SELECT {COLUMNS} FROM {relation}), "
        f"near AS ((SELECT DISTINCT row FROM said WHERE row < ? ORDER BY row DESC LIMIT {AROUND}) "
        f"UNION ALL (SELECT DISTINCT row FROM said WHERE row >= ? ORDER BY row LIMIT {AROUND + 1})) "
        f"SELECT {COLUMNS} FROM said WHERE row IN (SELECT row FROM near) ORDER BY row, col LIMIT {2 * MOST}",
        [row, row],
    )
