"""The text of one cell of a publication, and the amount it says by the rules of its layout."""

from __future__ import annotations

import contextlib
import tempfile
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path

from cuaderno.errors import NoAnswer, ReadingError
from cuaderno.ledger.store import Store
from cuaderno.reading import csv, xlsx
from cuaderno.reading.table import existing
from cuaderno.reading.text import spoken_amount
from cuaderno.sources.card import load_card
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.locator import (
    CharSpan,
    JsonPointer,
    Locator,
    PageBox,
    SheetCell,
    TableCell,
    XPath,
    parse_locator,
)
from cuaderno.statements.money import parse_amount, split_unit
from cuaderno.statements.statement import Statement


def cell_text(store: Store, snapshot: Snapshot, locator: str, path: Path) -> str | None:
    """What a cell reads in a file; None where the file ends before it. Raises ReadingError."""
    existing(path)
    layout = load_card(snapshot.source).layout(snapshot.layout)
    place = parse_locator(locator)
    if isinstance(place, SheetCell):
        return xlsx.read_cell(path, place.sheet, place.row, place.column)
    if isinstance(place, TableCell):
        with tempfile.TemporaryDirectory() as scratch:
            return csv.read_cell(
                store.connection,
                path,
                place.row,
                place.column,
                layout.encodings,
                Path(scratch),
                layout.header_row,
                layout.delimiter,
            )
    if (reopened := _elsewhere(place, path)) is not None:
        return reopened[0]
    raise NoAnswer(f"A place of the form {locator} cannot be reopened in {path.name}.")


def _elsewhere(place: Locator, path: Path) -> tuple[str | None] | None:
    """The text at a place that is no cell of a table, in a tuple; None for a form that cannot be reopened."""
    if isinstance(place, PageBox):
        from cuaderno.reading.pdf import read_box

        return (read_box(path, place.page, place.left, place.top, place.width, place.height),)
    if isinstance(place, XPath):
        from cuaderno.reading.xml import read_node

        return (read_node(path, place.expression),)
    if isinstance(place, CharSpan):
        from cuaderno.reading.text import read_span

        return (read_span(path, place.start, place.end),)
    if isinstance(place, JsonPointer):
        from cuaderno.reading.json import read_pointer

        return (read_pointer(path, place.pointer),)
    return None


COUNTED = "counted-record"
"""The flag of a record that counts as one: its place holds no number."""

WITHIN = "number-within-text"
"""The flag of a number that stands in a cell among other words."""


def value_in(snapshot: Snapshot, text: str, statement: Statement) -> Decimal:
    """What the text at a statement's place says now: of several words the amount among them. Raises ReadingError."""
    if WITHIN in statement.flags:
        for word in text.split():
            with contextlib.suppress(ReadingError):
                if parse_amount(word) == statement.value:
                    return statement.value
    return amount_in(snapshot, text, statement.unit)


def amount_in(snapshot: Snapshot, text: str, unit: str = "USD") -> Decimal:
    """The amount a place's text says in a unit, nil as 0. Raises ReadingError where it says none."""
    layout = load_card(snapshot.source).layout(snapshot.layout)
    if COUNTED in layout.flags:
        return Decimal(bool(text))
    if text.strip() in layout.nil:
        return Decimal(0)
    scale = layout.scales.get(split_unit(unit)[0], layout.scale)
    try:
        if layout.rounded:
            return (Decimal(text) * scale).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return parse_amount(text) * scale
    except (InvalidOperation, ReadingError):
        if layout.form == "read":
            return spoken_amount(text)
        raise ReadingError(f"The cell {text[:60]!r} is not an amount such as 1234.5.") from None
