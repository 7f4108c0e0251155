"""What the tables of every part are put together from: marks of rows, and tables of years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cuaderno.products.held import Held, Record, Shelf, span, starts, told_in
from cuaderno.products.shapes import Fig, Mark, MatterColumn, MatterRow, MatterTable, Words
from cuaderno.statements.places import place as place_of
from cuaderno.statements.programmes import programme as programme_of

Some = Sequence[Held | Record]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table in the making: its head, what is summed in it, and whether its years have a sum."""

    head: str
    some: Some
    total: bool = True
    constant: bool = False
    options: str = ""


def place_mark(code: str) -> Mark:
    """A row about a place."""
    one = place_of(code)
    return Mark("place", code, Words(one.name_en, one.name_es))


def programme_mark(code: str) -> Mark:
    """A row about a programme of the catalogue, or about what belongs to none."""
    if not code:
        return Mark("word", "no_programme")
    one = programme_of(code)
    return Mark("programme", code, Words(one.name_en, one.name_es))


def period_mark(code: str) -> Mark:
    """A row about a period."""
    return Mark("period", code)


def in_order(codes: Iterable[str]) -> list[str]:
    """Periods, each once, by their first day."""
    return sorted(set(codes), key=lambda code: (starts(code), code))


def spanned(some: Some) -> str:
    """The window from the first to the last period of some sums."""
    return span(told_in(some))


def column(shelf: Shelf, one: Column, *, period: str = "") -> MatterColumn:
    """The column as the brief has it."""
    unit = one.some[0].unit if one.some else ""
    if unit and one.constant:
        unit = shelf.series_of[one.some[0].snapshot].unit(one.some[0].stage, constant=True, asked=unit)
    return MatterColumn(one.head, unit, shelf.source(one.some), period)


def years_table(shelf: Shelf, key: str, columns: Sequence[Column], *, whom: str = "") -> MatterTable | None:
    """A row for every period of which anything is said, a column for each stage or unit; None of nothing."""
    columns = [one for one in columns if one.some]
    codes = in_order(held.period for one in columns for held in one.some)
    if not codes:
        return None

    def cell(one: Column, some: Some, period: str = "") -> Fig | None:
        return shelf.figure(some, period=period, constant=one.constant, options=one.options, whom=whom)

    rows = [
        MatterRow(
            (period_mark(code),),
            tuple(cell(one, [held for held in one.some if held.period == code], code) for one in columns),
        )
        for code in codes
    ]
    rows = [row for row in rows if any(one is not None for one in row.cells)]
    totals = tuple(cell(one, one.some) if one.total else None for one in columns) if len(rows) > 1 else ()
    if not any(totals):
        totals = ()
    return MatterTable(key, ("year",), tuple(column(shelf, one) for one in columns), tuple(rows), totals)


def size(fig: Fig | None) -> float:
    """For sorting, the largest first; a blank last."""
    return -float(fig.value) if fig is not None and fig.value is not None else 1.0
