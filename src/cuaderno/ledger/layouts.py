"""Which of a source's layouts a file has, and where in it each wanted column stands.

Strict: every column of the file is taken, listed on the card as ignored with a reason, or stops the reading; a column
that is wanted and absent stops it too, and the error names the nearest header.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from csv import writer as csv_writer
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cuaderno.errors import ReadingError, SourceError
from cuaderno.reading import csv, xlsx
from cuaderno.reading.table import UNIT, Header, Table, existing

if TYPE_CHECKING:
    from cuaderno.sources.card import Card, Layout, Printed


@dataclass(frozen=True, slots=True)
class Opened:
    """A published file whose layout is known; `positions` gives each wanted column's place in the file, from 1."""

    path: Path
    layout: Layout
    header: Header
    positions: dict[str, int]
    relation: str
    read_as_of: date | None = None
    read_base: int | None = None

    @contextlib.contextmanager
    def readable(self) -> Iterator[None]:
        """Turns the engine's complaints about the file into one readable paragraph."""
        with csv.readable_errors(self.path):
            yield

    def printed(self, fact: Printed) -> str | None:
        """What the lines above the header say, by the card's pattern; None if they do not say it."""
        import re

        line = self.header.preamble[fact.row - 1] if fact.row <= len(self.header.preamble) else ()
        text = line[fact.column - 1] if fact.column <= len(line) else ""
        match = re.search(fact.pattern, text)
        return match[1] if match else None

    def as_of(self) -> date | None:
        """The day the file says it speaks for. Raises SourceError if it is not written as the card has it."""
        fact = self.layout.as_of
        if self.read_as_of is not None:
            return self.read_as_of
        if fact is None or (text := self.printed(fact)) is None:
            return None
        try:
            return datetime.strptime(text, fact.format).date()  # noqa: DTZ007
        except ValueError:
            raise SourceError(
                f"{self.path.name} says its date as '{text}', which is not of the form {fact.format}."
            ) from None

    def columns(self) -> dict[str, str]:
        """Position to printed header, for every column of the file."""
        return {str(i): name for i, name in enumerate(self.header.columns, 1)}


def open_published(card: Card, path: Path, scratch: Path) -> Opened:
    """Find the layout of a file. Raises ReadingError if it has none of the source's layouts."""
    misfits: list[tuple[int, str]] = []
    for layout in card.layouts:
        try:
            table = _read(card, path, layout) if layout.form == "read" else None
            header = Header(table.columns, 1) if table else _header(path, layout)
        except ReadingError as error:
            misfits.append((-1, error.message))
            continue
        positions, complaints, fit = _place_columns(header, layout)
        if not complaints:
            relation = _written(table, header, scratch) if table else _relation(path, layout, header, scratch)
            return Opened(
                path, layout, header, positions, relation, table.as_of if table else None, table.base if table else None
            )
        misfits.append((fit, complaints))
    best = max(misfits, key=lambda misfit: misfit[0])
    if best[0] < 0:
        raise ReadingError(best[1], source=card.name)
    raise ReadingError(
        f"{path.name} is not a file of {card.title['en']} as its card has it: {best[1]}. Check that it is the publisher's "
        "file for this source; if the publisher has renamed a column, the new name belongs on the card.",
        source=card.name,
    )


def _header(path: Path, layout: Layout) -> Header:
    if layout.form == "xlsx":
        return xlsx.read_header(path, layout.sheet, layout.header_row)
    return csv.read_header(path, layout.header_row, layout.encodings, layout.delimiter)


def _relation(path: Path, layout: Layout, header: Header, scratch: Path) -> str:
    if layout.form == "xlsx":
        return csv.relation(xlsx.as_csv(path, layout.sheet, header, scratch), Header(header.columns, 1))
    return csv.relation(csv.as_utf8(path, layout.encodings, scratch), header, layout.delimiter)


def _read(card: Card, path: Path, layout: Layout) -> Table:
    """What the source's own reader finds; it stands in the source's folder, for no other source needs it."""
    reader = importlib.import_module(f"cuaderno.sources.{card.name}.read")
    table: Table = reader.read(existing(path), layout.name)
    return table


def _written(table: Table, header: Header, scratch: Path) -> str:
    """What was read as a file that the engine reads in its own order."""
    target = scratch / "read.csv"
    if table.lines is not None:
        with target.open("w", encoding="utf-8", newline="") as file:
            file.write(UNIT.join(table.columns) + "\n")
            file.writelines(table.lines)
        return csv.relation(target, header, UNIT, quote="")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv_writer(file)
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    return csv.relation(target, header)


def _place_columns(header: Header, layout: Layout) -> tuple[dict[str, int], str, int]:
    """Positions of the wanted columns, complaints as words (empty if none), and how many of the wanted were found."""
    at: dict[str, int] = {}
    complaints = []
    for position, name in enumerate(header.columns, 1):
        if name in at:
            complaints.append(f"column '{name}' stands in it twice")
        at[name] = position
    positions, missing = {}, []
    for name, printed in (layout.columns | layout.optional).items():
        found = [at[text] for text in printed if text in at]
        if found:
            positions[name] = found[0]
        elif name in layout.columns:
            missing.append(printed[0])
    taken = set(positions.values())
    extra = [text for text, position in at.items() if position not in taken and text not in layout.ignored]
    complaints += [_missing(text, extra) for text in missing]
    complaints += [f"column '{text}' is not on the card" for text in extra if not missing]
    return positions, "; ".join(complaints), len(positions)


def _missing(text: str, extra: list[str]) -> str:
    from rapidfuzz import process

    near = process.extractOne(text.lower(), {name: name.lower() for name in extra}, score_cutoff=60)
    return f"column '{text}' is missing" + (f" (is it '{near[2]}' now?)" if near else "")
