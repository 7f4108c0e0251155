"""The rows around a cell as a table: as the publisher's file reads, or as the ledger holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.ledger.rows_around import HeldCell, cells_around
from cuaderno.products.page import Span
from cuaderno.products.words import amount_digits, period, word
from cuaderno.statements.locator import SheetCell, column_letters, parse_locator
from cuaderno.statements.measures import stage

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.ledger.opened_files import Surroundings
    from cuaderno.products.explore.words import Voice
    from cuaderno.sources.snapshot import Snapshot
    from cuaderno.statements.statement import Statement

NAMED = ("recipient_name", "label", "account", "agency", "executor", "sector", "category", "stage", "period")
"""What tells the rows apart, in the order in which it is shown."""

MOST_NAMES, MOST_COLUMNS = 4, 9


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: what it reads, and whether it is the cited one; `href` is the page of its own statement."""

    span: Span
    here: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the file ("" where it has none); `here` is the cited one."""

    number: str
    cells: tuple[tuple[Cell, ...], ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `mark` is its letter or number in the file, `kind` money of values, `here` the cited one."""

    text: str
    mark: str = ""
    kind: str = "text"
    here: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The table. `kind` is table, record or text; it is `held` where the ledger says it and not the file."""

    kind: str
    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    held: bool


# ---- as published


def published_rows(voice: Voice, around: Surroundings, *, lettered: bool) -> Rows:
    """What the publisher's file reads around a cell; the columns of a sheet are `lettered`."""
    if around.kind == "text":
        rows = tuple(Row(str(one.number), (_words(one.cells, here=one.here),), one.here) for one in around.lines)
        return Rows("text", voice.word("around_text"), (), rows, held=False)
    if around.kind == "record":
        heads: tuple[Head, ...] = (Head(voice.word("name")), Head(voice.word("value")))
        caption = voice.word("around_record")
    else:
        width = max([len(around.head), *(len(one.cells) for one in around.lines)], default=0)
        names = [*around.head, *("" for _ in range(width - len(around.head)))]
        heads = tuple(
            Head(name, column_letters(at) if lettered else str(at), here=at == around.column)
            for at, name in enumerate(names, 1)
        )
        caption = voice.word("around_published")
    rows = tuple(
        Row(
            str(one.number or ""),
            tuple(
                (Cell(Span("cite", text), one.here and at == around.column),) for at, text in enumerate(one.cells, 1)
            ),
            one.here,
        )
        for one in around.lines
    )
    return Rows(around.kind, caption, heads, rows, held=False)


def _words(pieces: Sequence[str], *, here: bool) -> tuple[Cell, ...]:
    return tuple(Cell(Span("cite", text), here and at == 1) for at, text in enumerate(pieces))


# ---- as held


def held_rows(
    ledger: Ledger, statement: Statement, snapshot: Snapshot, voice: Voice, link: Callable[[Statement], str]
) -> Rows | None:
    """What the ledger holds around a cell; None where that is only the cell."""
    cells = cells_around(ledger.store, statement, snapshot)
    mine = next((one for one in cells if one.statement.key == statement.key), None)
    if mine is None or len(cells) < 2:
        return None
    columns = _nearest({one.column for one in cells}, mine.column)
    by_row: dict[int, list[HeldCell]] = {}
    for one in cells:
        by_row.setdefault(one.row, []).append(one)
    fields = _telling(by_row.values())
    heads = [Head(voice.word(name)) for name in fields]
    heads += [_head(at, statement, snapshot, voice, here=at == mine.column) for at in columns]
    rows = []
    for row, held in by_row.items():
        first = held[0].statement
        told: list[tuple[Cell, ...]] = [(Cell(_named(first, name, voice.lang)),) for name in fields]
        told += [tuple(_held(one, mine, voice.lang, link) for one in held if one.column == at) for at in columns]
        rows.append(Row(str(row), tuple(told), row == mine.row))
    return Rows("table", voice.word("around_held"), tuple(heads), tuple(rows), held=True)


def _held(one: HeldCell, mine: HeldCell, lang: str, link: Callable[[Statement], str]) -> Cell:
    return Cell(_said(one.statement, lang), one is mine, "" if one is mine else link(one.statement))


def _nearest(columns: set[int], mine: int) -> list[int]:
    return sorted(sorted(columns, key=lambda one: (abs(one - mine), one))[:MOST_COLUMNS])


def _telling(rows: Iterable[Sequence[HeldCell]]) -> list[str]:
    """The names that each row has one of, and that differ from row to row; the first of them in any case."""
    found: dict[str, tuple[str | None, ...]] = {}
    listed = list(rows)
    for name in NAMED:
        values = [{getattr(one.statement, name) for one in row} for row in listed]
        if any(len(of_row) > 1 for of_row in values):
            continue
        said = tuple(next(iter(of_row)) for of_row in values)
        if any(said) and said not in found.values() and (len(set(said)) > 1 or not found):
            found[name] = said
    return list(found)[:MOST_NAMES]


def _head(column: int, statement: Statement, snapshot: Snapshot, voice: Voice, *, here: bool) -> Head:
    place = parse_locator(statement.locator)
    mark = column_letters(column) if isinstance(place, SheetCell) else str(column)
    name = snapshot.columns.get(str(column), "").strip()
    return Head(name or voice.word("column_number", number=mark), mark if name else "", "money", here)


def _named(one: Statement, name: str, lang: str) -> Span:
    said = getattr(one, name) or ""
    if name == "period":
        return period(lang, said)
    return Span("text", stage(said).name(lang)) if name == "stage" else Span("cite", said)


def _said(one: Statement, lang: str) -> Span:
    if one.value is None:
        reason = one.blank or "not_reported"
        return Span("blank", word(lang, f"blank_{reason}"), value=reason)
    return Span("figure", amount_digits(lang, f"{one.value:f}"), value=f"{one.value:f}", unit=one.unit)
