"""What the readers of tables share: the head of a table, and names and texts as SQL writes them.

A reader gives the engine a relation of text columns c1, c2, … in the file's own order, so that a row's number leads
back to its place in the file. Nothing is interpreted here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cuaderno.errors import ReadingError

UNIT = "\x1f"
"""What parts the texts of a ready line: a control character, which XML forbids."""


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a table: its column names as printed, the row they stand in, and the lines above it."""

    columns: tuple[str, ...]
    row: int
    preamble: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """What a source's own reader finds in a file that the engine cannot read: records of texts, as published.

    `rows` are as wide as `columns`; None and "" are both nothing. One column may be `at`, the locator of the record.
    `as_of` is the day the file says it speaks for, `base` the year of its constant prices. A reader of long files gives `lines`
    in place of rows: the same records as ready texts, one or more in each, fields parted by U+001F, each ended by a line feed.
    """

    columns: tuple[str, ...]
    rows: Iterable[Sequence[str | None]]
    as_of: date | None = None
    base: int | None = None
    lines: Iterable[str] | None = None


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """An SQL string."""
    return "'" + text.replace("'", "''") + "'"


def existing(path: Path) -> Path:
    """The path, if a readable file is there; otherwise a ReadingError that says so."""
    if path.is_dir():
        raise ReadingError(f"{path} is a folder; name the published file itself.")
    if not path.exists():
        raise ReadingError(f"There is no file {path}. Check the name, or let `cuaderno add SOURCE --fetch` get it.")
    if path.stat().st_size == 0:
        raise ReadingError(f"{path} is empty. Download it again.")
    if not os.access(path, os.R_OK):
        raise ReadingError(f"{path} may not be read by this user. Change its permissions, or copy it.")
    return path
