"""SIPRI's workbook of military expenditure: the sheets of dollars and of shares of GDP as one table, a row a country and year.

The sheets stand side by side: an amount in current dollars and the same in constant dollars are one row with two cells. How
sure a figure is, the workbook says by the colour of its font alone (ECMA-376 part 1, 18.8.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cuaderno.errors import ReadingError
from cuaderno.reading import xlsx
from cuaderno.reading.table import Table
from cuaderno.statements.locator import SheetCell

CURRENT, SHARE = "Current US$", "Share of GDP"
ESTIMATE, UNCERTAIN = "estimate", "highly-uncertain"
COLUMNS = (
    *("sheet", "country", "notes", "year", "amount", "at", "mark"),
    *("constant", "at_constant", "mark_constant"),
)

_CONSTANT = re.compile(r"Constant \((\d{4})\) US\$")
_COUNTRY, _NOTES = "Country", "Notes"
_YEAR = re.compile(r"(1[89]|20|21)\d\d(\.0)?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_HEADER_WITHIN = 20
_ALIKE = 0.9
"""So many of the amounts of the base year must be the same in both prices: a few may be converted at other rates."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as stored, "" where there is none; its place and the mark its colour stands for."""

    text: str = ""
    at: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of a sheet by country and year in its own order; its headings of regions are countries without figures."""

    name: str
    notes: dict[str, str]
    figures: dict[str, dict[str, Cell]]


def read(path: Path, _layout: str) -> Table:
    """A row for each country and year in current and constant dollars, then one for each as a share of GDP.

    `mark` is ESTIMATE (blue) or UNCERTAIN (red). A heading of a region is a row without a year. Raises ReadingError: no such
    workbook, damaged, formulas, or sheets whose figures do not stand side by side.
    """
    names = xlsx.sheet_names(path)
    named = {match[1]: match[0] for name in names if (match := _CONSTANT.fullmatch(name))}
    if len(named) != 1 or not {CURRENT, SHARE} <= set(names):
        raise ReadingError(
            f"{path.name} is not SIPRI's workbook of military expenditure: it should have the sheets '{CURRENT}', '{SHARE}' and one "
            f"'Constant (YEAR) US$', and has {', '.join(names[:12])}. Nothing has been taken in."
        )
    ((base, constant_name),) = named.items()
    current, constant, share = (_sheet(path, name) for name in (CURRENT, constant_name, SHARE))
    _refuse_shifted(path, current, constant, base)
    return Table(COLUMNS, [*_rows(current, constant), *_rows(share, None)], base=int(base))


def _sheet(path: Path, name: str) -> Sheet:
    rows = xlsx.read_rows(path, name)
    at = next((number for number, row in enumerate(rows[:_HEADER_WITHIN]) if row and row[0] == _COUNTRY), None)
    if at is None:
        raise ReadingError(
            f"{path.name}, sheet '{name}': none of its first {_HEADER_WITHIN} rows begins with '{_COUNTRY}', as the row of years "
            "does. Take in the publisher's own file; nothing has been taken in."
        )
    years, notes = _columns(path, name, rows[at])
    colours = xlsx.font_colours(path, name)
    sheet = Sheet(name, {}, {})
    for number, row in enumerate(rows[at + 1 :], at + 2):
        if not any(row):
            continue
        _refuse_stray(path, name, number, row, {0, notes, *years})
        country = row[0].strip()
        if country in sheet.figures:
            raise ReadingError(
                f"{path.name}, sheet '{name}', row {number}: '{country}' stands there a second time. Nothing has been taken in."
            )
        sheet.notes[country] = row[notes].strip()
        sheet.figures[country] = {
            year: Cell(
                row[column].strip(), str(SheetCell(name, number, column + 1)), _mark(colours.get((number, column + 1)))
            )
            for column, year in years.items()
            if row[column].strip()
        }
    return sheet


def _columns(path: Path, name: str, header: tuple[str, ...]) -> tuple[dict[int, str], int]:
    """The columns of years by position, and that of notes."""
    years = {column: text[:4] for column, text in enumerate(header) if _YEAR.fullmatch(text)}
    other = {column: text for column, text in enumerate(header) if column not in years and text}
    run = [int(year) for year in years.values()]
    if sorted(other.values()) != [_COUNTRY, _NOTES] or not run or run != list(range(run[0], run[0] + len(run))):
        raise ReadingError(
            f"{path.name}, sheet '{name}': beside '{_COUNTRY}' and '{_NOTES}' its header should name consecutive years, and names "
            f"{', '.join([*other.values(), *(str(year) for year in run[:1] + run[-1:])])}. Its columns have been moved or changed; "
            "take in the publisher's own file. Nothing has been taken in."
        )
    return years, next(column for column, text in other.items() if text == _NOTES)


def _refuse_stray(path: Path, name: str, number: int, row: tuple[str, ...], known: set[int]) -> None:
    """What stands under no header, a figure without a country or in the place of one, tells that cells have been moved."""
    stray = next((column for column, text in enumerate(row) if text.strip() and column not in known), None)
    if stray is None and (not row[0].strip() or _NUMBER.fullmatch(row[0].strip())):
        stray = 0
    if stray is not None:
        raise ReadingError(
            f"{path.name}, sheet '{name}', row {number}, column {stray + 1}: '{row[stray][:40]}' stands where the sheet has nothing "
            "of the kind; its columns have been moved. Take in the publisher's own file; nothing has been taken in."
        )


def _mark(colour: str | None) -> str:
    """Blue marks an estimate of SIPRI's and red a highly uncertain figure: whichever of the two the colour is most of."""
    if colour is None:
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    if blue >= 0x80 and blue > max(red, green):
        return ESTIMATE
    return UNCERTAIN if red >= 0x80 and red > max(green, blue) else ""


def _refuse_shifted(path: Path, current: Sheet, constant: Sheet, base: str) -> None:
    """In the base year both prices are one: where they are not, the sheets' columns or rows no longer match."""
    pairs = [
        (float(cell.text), float(other.text))
        for country, figures in current.figures.items()
        if (cell := figures.get(base, Cell())) and (other := constant.figures.get(country, {}).get(base, Cell()))
        if _NUMBER.fullmatch(cell.text) and _NUMBER.fullmatch(other.text)
    ]
    alike = sum(abs(one - other) <= 0.001 * abs(one) for one, other in pairs)
    if not pairs or alike < _ALIKE * len(pairs):
        raise ReadingError(
            f"{path.name}: in {base}, the base year of its constant dollars, both prices should be the same, and they are for "
            f"{alike} of {len(pairs)} countries. Its columns or rows have been moved; take in the publisher's own file. Nothing "
            "has been taken in."
        )


def _rows(sheet: Sheet, constant: Sheet | None) -> Iterator[tuple[str, ...]]:
    """The rows of a sheet, and beside each amount the one in constant prices; countries and years of either."""
    others = constant.figures if constant else {}
    for country in dict.fromkeys((*sheet.figures, *others)):
        figures, beside = sheet.figures.get(country, {}), others.get(country, {})
        notes = sheet.notes.get(country, "")
        if not figures and not beside:
            yield (sheet.name, country, notes, *[""] * 7)
        for year in sorted({*figures, *beside}):
            cell, other = figures.get(year, Cell()), beside.get(year, Cell())
            yield (sheet.name, country, notes, year, cell.text, cell.at, cell.mark, other.text, other.at, other.mark)
