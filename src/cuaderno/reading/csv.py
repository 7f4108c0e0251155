"""CSV as RFC 4180 has it, read by the engine; strict: a record of another width stops the reading.

Row positions count records, the header included, as RFC 7111 does; blank lines are no records.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from cuaderno.errors import ReadingError
from cuaderno.reading.table import Header, existing, literal

if TYPE_CHECKING:
    import duckdb

HEAD_BYTES = 1 << 20
LINE_BYTES = 2_000_000
GZIP = b"\x1f\x8b"


@contextlib.contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """The file's bytes, gzip undone (RFC 1952). Raises ReadingError where the packing is damaged."""
    with existing(path).open("rb") as plain:
        packed = plain.read(2) == GZIP
        plain.seek(0)
        try:
            yield cast("IO[bytes]", gzip.GzipFile(fileobj=plain)) if packed else plain
        except (gzip.BadGzipFile, EOFError, zlib.error):
            raise ReadingError(
                f"{path.name} is packed with gzip and damaged or cut short. Download it again."
            ) from None


def read_header(path: Path, row: int = 1, encodings: tuple[str, ...] = ("utf-8",), delimiter: str = ",") -> Header:
    """The header in record `row` and the records above it. Raises ReadingError if the head is no CSV text."""
    with unpacked(path) as file:
        head = file.read(HEAD_BYTES)
        whole = not file.read(1)
    if b"\0" in head:
        raise ReadingError(f"{path.name} holds NUL bytes; it is not the text of a CSV file. Download it again.")
    text = _decoded(head if whole else head[: head.rfind(b"\n") + 1], path, encodings)
    records: list[tuple[str, ...]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if record:
                records.append(tuple(record))
            if len(records) == row:
                break
    except csv.Error as error:
        raise ReadingError(f"{path.name} does not begin as a CSV file does: {error}.") from None
    if len(records) < row:
        raise ReadingError(
            f"{path.name} has no header in record {row} within its first {HEAD_BYTES:,} bytes; it is not this source's file."
        )
    return Header(records[-1], row, tuple(records[:-1]))


def _decoded(data: bytes, path: Path, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except UnicodeDecodeError:
            continue
    raise ReadingError(f"{path.name} is not written in {' or '.join(encodings)}. Save it again in that encoding.")


def as_utf8(path: Path, encodings: tuple[str, ...], scratch: Path) -> Path:
    """The file itself if it is UTF-8; otherwise a UTF-8 copy in `scratch`, from the first encoding that fits."""
    if encodings == ("utf-8",):
        return path
    target = scratch / f"{path.stem}.utf8.csv"
    for encoding in encodings:
        decode = codecs.getincrementaldecoder(encoding)().decode
        try:
            with unpacked(path) as given, contextlib.ExitStack() as files:
                copy = None if encoding == "utf-8" else files.enter_context(target.open("wb"))
                while block := given.read(HEAD_BYTES):
                    text = decode(block)
                    if copy:
                        copy.write(text.encode())
                decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return target if copy else path
    raise ReadingError(f"{path.name} is not written in {' or '.join(encodings)}. Save it again in that encoding.")


def relation(path: Path, header: Header, delimiter: str = ",", quote: str = '"') -> str:
    """The SQL of the file's records as text columns c1, c2, …; without a `quote` nothing in them is escaped."""
    with existing(path).open("rb") as file:
        packed = file.read(2) == GZIP
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(1, len(header.columns) + 1))
    return (
        f"read_csv({literal(str(path))}, header=true, skip={_lines_above(path, header, delimiter)}, columns={{{columns}}}, "
        f"delim={literal(delimiter)}, compression='{'gzip' if packed else 'none'}', quote='{quote}', escape='{quote}', auto_detect=false, null_padding=false, strict_mode=true, max_line_size={LINE_BYTES})"
    )


def _lines_above(path: Path, header: Header, delimiter: str) -> int:
    """How many records, blank lines included, stand above the header: so the engine counts what it skips."""
    with unpacked(path) as file:
        head = file.read(HEAD_BYTES).decode("utf-8", errors="replace")
    told = 0
    for above, record in enumerate(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)):
        told += bool(record)
        if told == header.row:
            return above
    return 0


@contextlib.contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Turns the engine's complaint about a CSV file into a ReadingError with the line of the first fault."""
    import duckdb

    try:
        yield
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.NotImplementedException) as error:
        raise _readable(path, str(error)) from None


_FAULTS = (
    (
        re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)"),
        "has {1} fields where the header has {0}",
    ),
    (re.compile(r"unterminated quote"), "has a quotation mark that is never closed"),
    (
        re.compile(r"Maximum line size|does not support a full read"),
        "is longer than 2,000,000 bytes, which no published record is",
    ),
    (re.compile(r"not utf-8 encoded"), "holds bytes that are not UTF-8 text"),
    (re.compile(r"invalid state"), "ends in another way than the lines before it"),
)


def _readable(path: Path, message: str) -> ReadingError:
    line = re.search(r"CSV Error on Line: (\d+)", message)
    where = f"line {line[1]}" if line else "a line"
    for pattern, words in _FAULTS:
        if match := pattern.search(message):
            return ReadingError(
                f"{path.name}: {where} {words.format(*match.groups())}. The file is damaged or is not this source's; "
                "download it again, and nothing has been taken in."
            )
    first = message.split("\n", 1)[0][:200]
    return ReadingError(f"{path.name}: {where} cannot be read as CSV ({first}). Nothing has been taken in.")


def read_cell(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    row: int,
    column: int,
    encodings: tuple[str, ...],
    scratch: Path,
    header_row: int = 1,
    delimiter: str = ",",
) -> str | None:
    """The text of one cell, by record and column position; None where the file ends before it."""
    header = read_header(path, header_row, encodings, delimiter)
    if row <= header_row:
        line = (*header.preamble, header.columns)[row - 1]
        return line[column - 1] if column <= len(line) else None
    if column > len(header.columns):
        return None
    with readable_errors(path):
        found = connection.execute(
            f"SELECT coalesce(c{column}, '') FROM {relation(as_utf8(path, encodings, scratch), header, delimiter)} "
            f"LIMIT 1 OFFSET {row - header_row - 1}"
        ).fetchone()
    return str(found[0]) if found else None
