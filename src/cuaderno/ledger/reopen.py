"""The text of one cell of a publication, and the amount it says by the rules of its layout."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from cuaderno.errors import NoAnswer
from cuaderno.ledger.store import Store
from cuaderno.reading import csv, xlsx
from cuaderno.reading.table import existing
from cuaderno.sources.card import load_card
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.locator import SheetCell, TableCell, parse_locator
from cuaderno.statements.money import parse_amount


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
            )
    raise NoAnswer(f"A place of the form {locator} cannot be reopened in {path.name}.")


def amount_in(snapshot: Snapshot, text: str) -> Decimal:
    """The amount a cell's text says, nil as 0. Raises ReadingError where it says none."""
    layout = load_card(snapshot.source).layout(snapshot.layout)
    if text in layout.nil:
        return Decimal(0)
    return parse_amount(text) * layout.scale
