"""A cell of a published table, or a value of a published record, with the rows around it."""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuaderno.errors import ReadingError
from cuaderno.ledger.opened_files import MOST_BYTES, Line, Surroundings, kept, short
from cuaderno.ledger.rows_around import AROUND
from cuaderno.statements.locator import SheetCell, TableCell

if TYPE_CHECKING:
    from cuaderno.sources.card import Layout

EVERY = 32
"""The place of every so manyth record of a table is remembered."""


class Table:
    """The records of a table by number, from 1; blank lines are none. `data` is its text in one encoding."""

    def __init__(self, data: bytes, encoding: str, delimiter: str) -> None:
        self._data, self._encoding, self._delimiter = data, encoding, delimiter
        self._starts = array("Q")
        number = 0
        for start, record in self._read(0):
            if record:
                if number % EVERY == 0:
                    self._starts.append(start)
                number += 1
        self.size = number

    def records(self, first: int, last: int) -> list[tuple[str, ...]]:
        """Records from one to another, both within, as far as there are."""
        first = max(1, first)
        if first > min(last, self.size):
            return []
        at, before = divmod(first - 1, EVERY)
        told = (tuple(record) for _, record in self._read(self._starts[at]) if record)
        return list(islice(told, before, before + last - first + 1))

    def _read(self, start: int) -> Iterator[tuple[int, list[str]]]:
        lines = io.BytesIO(self._data)
        lines.seek(start)
        reader = csv.reader((line.decode(self._encoding) for line in lines), delimiter=self._delimiter)
        while True:
            at = lines.tell()
            try:
                yield at, next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError) as error:
                raise ReadingError(f"The table cannot be read any more: {error}.") from None


def _table(path: Path, layout: Layout, sheet: str) -> Table | None:
    if sheet:
        from cuaderno.reading.xlsx import read_rows

        copy = io.StringIO(newline="")
        # A blank row of a sheet counts: a record of one empty cell is written as a pair of quotation marks.
        csv.writer(copy).writerows(line or ("",) for line in read_rows(path, sheet))
        return Table(copy.getvalue().encode(), "utf-8", ",")
    from cuaderno.reading.csv import unpacked

    with unpacked(path) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    return Table(data, _encoding(data, layout.encodings), layout.delimiter)


def _encoding(data: bytes, encodings: Sequence[str]) -> str:
    for name in encodings:
        with suppress(UnicodeDecodeError):
            data.decode(name)
            return name
    raise ReadingError(f"The table is not written in {' or '.join(encodings)} any more.")


def in_table(path: Path, layout: Layout, place: TableCell | SheetCell) -> Surroundings | None:
    """The row of a cell with the header and the rows around it; None of a table too large to be kept."""
    sheet = place.sheet if isinstance(place, SheetCell) else ""
    table: Table | None = kept(path, f"table {sheet}", lambda: _table(path, layout, sheet))
    if table is None:
        return None
    header, row, column = layout.header_row, place.row, place.column
    head = (table.records(header, header) or [()])[0] if row > header else ()
    first = max(header + 1 if row > header else 1, row - AROUND)
    records = table.records(first, row + AROUND)
    cited = records[row - first] if row - first < len(records) else ()
    lines = tuple(
        Line(number, tuple(map(_whole, cells)) if sheet else cells, number == row)
        for number, cells in enumerate(records, first)
    )
    return Surroundings("table", head, lines, column, cited[column - 1] if column <= len(cited) else None)


def _whole(text: str) -> str:
    """A whole number as a sheet shows it, which keeps it as a fraction; anything else as it is."""
    return text[:-2] if text.endswith(".0") and text[:-2].lstrip("-").isdigit() else text


def in_json(path: Path, pointer: str) -> Surroundings:
    """The record that a value stands in, and the records before and after it in their array."""
    from cuaderno.reading.json import read_json, value_at

    document = kept(path, "json", lambda: read_json(path))
    within, _, token = pointer.rpartition("/")
    try:
        value = value_at(document, pointer)
        record = value_at(document, within)
    except LookupError:
        return Surroundings("table", (), (), 0, None)
    text = value if isinstance(value, str) else None
    if not isinstance(record, dict):
        return Surroundings("table", (), (Line(1, (short(value),), here=True),), 1, text)
    head = tuple(record)
    column = head.index(token.replace("~1", "/").replace("~0", "~")) + 1
    lines = [
        Line(at, tuple(short(one.get(name)) for name in head), here) for at, one, here in _records(document, within)
    ]
    return Surroundings("table", head, tuple(lines), column, text)


def _records(document: Any, within: str) -> Iterator[tuple[int, dict[str, Any], bool]]:
    """The record at a pointer and those beside it: their number in the array, counted from 0 as the pointer does."""
    from cuaderno.reading.json import value_at

    found = re.fullmatch(r"(.*)/(\d+)((?:/\D[^/]*)*)", within)
    above, at, below = (found[1], int(found[2]), found[3]) if found else ("", 0, "")
    for number in range(max(0, at - AROUND), at + AROUND + 1) if found else ():
        with suppress(LookupError):
            one = value_at(document, f"{above}/{number}{below}")
            if isinstance(one, dict):
                yield number, one, number == at
    if not found:
        yield 0, value_at(document, within), True  # type: ignore[misc]
