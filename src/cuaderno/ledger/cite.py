"""A citation opened: the statement, its snapshot, its cell, and whether that cell still reads the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from cuaderno.errors import CuadernoError, NoAnswer, say
from cuaderno.ledger.rows import COLUMNS, as_statement, locator_text
from cuaderno.ledger.store import Store
from cuaderno.sources.snapshot import SHORT, Snapshot, sha256_of
from cuaderno.statements.locator import SheetCell, TableCell, parse_locator
from cuaderno.statements.statement import CONSTANT_BIT, Statement, parse_citation

_NAMES = COLUMNS.split(", ")

WRITTEN = 16 + 1 + SHORT

PART = "split-by-percentage"
"""The flag of a part of an amount: its place holds the whole."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """What the cell reads in a file at hand.

    `status` is unchanged, reads_otherwise, not_there or not_at_hand; `same_file` says whether the file has the
    snapshot's hash; `text` is what the cell reads now and `value` that text as an amount, if it is one.
    """

    status: str
    path: str = ""
    same_file: bool = False
    text: str | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A statement and everything needed to stand by it.

    `column` is the heading of the cell's column, `newest` whether no newer snapshot says it, and `others` are the same
    statement in other snapshots, oldest first.
    """

    statement: Statement
    snapshot: Snapshot
    publisher: str
    newest: bool
    column: str
    others: tuple[Statement, ...]
    reopened: Reopened


def cite(store: Store, text: str, *, file: Path | None = None, reopen: bool = True) -> Citation:
    """Open a citation `KEY[@SNAPSHOT]`; without a snapshot the newest answers.

    `file` is a copy of the publication to reopen the cell in; without it the file that was taken in is tried where it was, unless
    it is not to `reopen`.
    Raises QuestionError (no citation), NoAnswer (no such statement), ReadingError (the file cannot be read).
    """
    key, wanted = parse_citation(text)
    said = _statements(store, key)
    if not said:
        raise NoAnswer(say("no_statement", key=f"{key:016x}"))
    chosen = next((pair for pair in said if wanted and pair[1].sha256.startswith(wanted)), None if wanted else said[-1])
    if chosen is None:
        held = ", ".join(pair[1].snapshot for pair in said)
        raise NoAnswer(say("statement_elsewhere", key=f"{key:016x}", wanted=wanted, held=held))
    statement, snapshot = chosen
    locator = parse_locator(statement.locator)
    column = snapshot.columns.get(str(locator.column), "") if isinstance(locator, SheetCell | TableCell) else ""
    return Citation(
        statement,
        snapshot,
        store.source(snapshot.source).publisher,
        chosen is said[-1],
        column,
        tuple(one for one, held in said if held.snapshot != snapshot.snapshot),
        _reopen(store, statement, snapshot, file) if reopen else Reopened("not_at_hand"),
    )


def _parsed(text: str) -> tuple[int, str]:
    """As `parse_citation`, of which those that the ledger itself has written are told by their length."""
    if len(text) == WRITTEN and text[16] == "@" and text.isascii() and text[:16].isalnum():
        try:
            return int(text[:16], 16), text[17:]
        except ValueError:
            return parse_citation(text)
    return parse_citation(text)


def cells(store: Store, citations: tuple[str, ...]) -> dict[str, str]:
    """The locator of each citation's cell; a citation the ledger does not hold is left out."""
    wanted = {text: _parsed(text) for text in dict.fromkeys(citations)}
    held = store.held_entries
    if held is not None:
        found = held.cells(list(wanted.values())) if wanted else []
        return {text: cell for text, cell in zip(wanted, found, strict=True) if cell is not None}
    snapshots = {one.snapshot: one for one in store.figures}
    within = [snapshots[short] for short in dict.fromkeys(short for _, short in wanted.values()) if short in snapshots]
    if not within:
        return {}
    keys = ", ".join(str(key & ~CONSTANT_BIT) for key, _ in wanted.values())
    rows = store.ask(
        f"SELECT key, snapshot, row, col, col_constant, locator, locator_constant FROM {store.entries_of(within)} WHERE key IN ({keys})"
    )
    stands = {(key, snapshot): place for key, snapshot, *place in rows}
    places = {}
    for text, (key, short) in wanted.items():
        row, col, other, locator, locator_other = stands.get((key & ~CONSTANT_BIT, short), (0, None, None, None, None))
        column, place = (other, locator_other) if key & CONSTANT_BIT else (col, locator)
        if place is not None:
            places[text] = place
        elif column is not None:
            places[text] = locator_text(snapshots[short].sheet, row, column)
    return places


def _statements(store: Store, key: int) -> list[tuple[Statement, Snapshot]]:
    """The key in every snapshot that has it, oldest first."""
    constant = bool(key & CONSTANT_BIT)
    snapshots = {one.snapshot: one for one in store.manifest.snapshots}
    column = "col_constant" if constant else "col"
    held = store.held_entries
    if held is not None:
        found = [row for row in held.tuples(held.at(key & ~CONSTANT_BIT)) if row[_NAMES.index(column)] is not None]
    else:
        found = store.ask(
            f"SELECT {COLUMNS} FROM {store.entries} WHERE key = ? AND {column} IS NOT NULL", [key & ~CONSTANT_BIT]
        )
    said = [(as_statement(row, snapshots[row[2]], constant=constant), snapshots[row[2]]) for row in found]
    kept = [pair for pair in said if pair[0].value is not None or pair[0].blank]
    return sorted(kept, key=lambda pair: pair[1].order)


def _whole(store: Store, statement: Statement, snapshot: Snapshot) -> Decimal | None:
    """What all the parts of an amount add up to that a source splits, by the place they share."""
    found = store.ask(f"SELECT sum(current) FROM {store.entries_of([snapshot])} WHERE locator = ?", [statement.locator])
    whole: Decimal | None = found[0][0]
    return whole


def _reopen(store: Store, statement: Statement, snapshot: Snapshot, file: Path | None) -> Reopened:
    held = [Path(snapshot.held_at)] if snapshot.held_at else []
    path = file or next((one for one in held if one.is_file()), None)
    if path is None:
        return Reopened("not_at_hand")
    from cuaderno.ledger.reopen import cell_text

    text = cell_text(store, snapshot, statement.locator, path)
    return judged(store, statement, snapshot, str(path), text, same_file=sha256_of(path) == snapshot.sha256)


def judged(
    store: Store, statement: Statement, snapshot: Snapshot, path: str, text: str | None, *, same_file: bool
) -> Reopened:
    """Whether what a cell reads in a file is still what the statement says; `text` is None where the file ends before it."""
    if text is None:
        return Reopened("not_there", path, same_file)
    from cuaderno.ledger.reopen import value_in

    try:
        value = value_in(snapshot, text, statement)
    except CuadernoError:
        return Reopened("reads_otherwise", path, same_file, text)
    said = _whole(store, statement, snapshot) if PART in statement.flags else statement.value
    status = "unchanged" if value == (said or Decimal(0)) else "reads_otherwise"
    return Reopened(status, path, same_file, text, value)
