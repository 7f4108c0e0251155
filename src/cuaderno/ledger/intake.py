"""A published file into entries of the ledger: read, check, account for every row, write sorted Parquet.

The engine does the work: it reads the wanted columns in the file's own order, so that each row has its position; keeps
what rows share apart from what each says (`entries.sql`); checks and accounts; tells rows alike apart; writes. Nothing is
written outside the scratch folder until all of it is right.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuaderno.errors import LedgerError, ReadingError
from cuaderno.ledger.accounting import account
from cuaderno.ledger.checks import check_printed
from cuaderno.ledger.entries import (
    ROW_GROUP,
    say_of_all,
    sort_entries,
    spoken_of,
    tell_alike_apart,
    write_entries,
    write_lines,
)
from cuaderno.ledger.layouts import Opened, open_published
from cuaderno.ledger.relations import take_relations
from cuaderno.ledger.saying import SEPARATOR, say
from cuaderno.reading.table import literal, quoted
from cuaderno.sources.card import Card
from cuaderno.sources.corrections import corrected_relation, load_corrections
from cuaderno.sources.snapshot import SHORT, Accounting, Check, sha256_of

if TYPE_CHECKING:
    import duckdb

MEMORY = "1000MB"
LINES_FROM = 500_000
"""Snapshots with more entries than this carry their lines (sums of entries alike) precomputed."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What one file gave: the Parquet files in the scratch folder, the accounting, and what it covers.

    A file of figures gives `entries`, one of relations gives `relations`.
    """

    opened: Opened
    sha256: str
    entries: Path | None
    lines: Path | None
    accounting: Accounting
    coverage: dict[str, list[str]]
    bases: dict[str, int]
    series: str
    corrections: tuple[str, ...]
    spoken: list[dict[str, Any]]
    checks: dict[str, Check]
    relations: Path | None = None


@contextlib.contextmanager
def engine(scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with bounded memory that spills into `scratch`; its failures for want of room are readable."""
    import duckdb

    connection = duckdb.connect()
    try:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET temp_directory = {literal(str(scratch / 'spill'))}")
        # Every join is written with the small table last; a guess at sizes that fails would hold the large one in memory.
        connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        yield connection
    except (duckdb.IOException, OSError) as error:
        raise LedgerError(
            f"The ledger could not be written: {str(error).splitlines()[0][:300]}. Free some room, or name another place with "
            "--ledger; the ledger is as it was before."
        ) from None
    except duckdb.OutOfMemoryException:
        raise LedgerError(
            "There was not enough memory or room for temporary files to build the ledger; it is as it was before."
        ) from None
    finally:
        connection.close()


def read_file(card: Card, path: Path, scratch: Path, *, packed: bool = False) -> Intake:
    """Read one published file of a source into `scratch`; `packed` writes it as small as can be.

    Raises ReadingError (not this source's file, damaged, a value that is no value), UnknownName (a recipient or stage
    that no table knows) and SourceError (the card or a correction no longer fits).
    """
    with (
        ThreadPoolExecutor(1, initializer=_stand_back) as idle,
        ThreadPoolExecutor(1) as beside,
        engine(scratch) as connection,
    ):
        opened = open_published(card, path, scratch)
        hashing = idle.submit(sha256_of, path)
        applied = _extract(connection, card, opened, scratch)
        if opened.layout.shape == "relations":
            sha256 = hashing.result()
            took = take_relations(connection, card, opened, scratch, sha256)
            series, books, years = _series(connection, opened), took.accounting, took.coverage
            return Intake(opened, sha256, None, None, books, years, {}, series, applied, [], {}, took.path)
        given = say(connection, card, opened)
        accounting, coverage, bases = account(connection, card, opened)
        tell_alike_apart(connection, card)
        checks = check_printed(connection, card, opened)
        plain = sort_entries(connection, opened.layout, bases, given)
        sha256 = hashing.result()
        say_of_all(connection, card, opened.layout, sha256[:SHORT], given)
        connection.execute("SET threads = 1")  # of each of the two that write, side by side
        writing = beside.submit(write_entries, connection.cursor(), scratch, plain, packed=packed)
        lines = write_lines(connection, scratch) if accounting.statements > LINES_FROM else None
        spoken = spoken_of(connection)
        entries = writing.result()
        series = _series(connection, opened)
    return Intake(opened, sha256, entries, lines, accounting, coverage, bases, series, applied, spoken, checks)


def _stand_back() -> None:
    """Let this thread run where the engine leaves a core idle: what it makes is asked for late."""
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)


def _series(connection: duckdb.DuckDBPyConnection, opened: Opened) -> str:
    """Snapshots of one series supersede each other; a source that publishes a file a year has a series a year."""
    layout = opened.layout
    if not layout.series_by:
        return layout.series
    column = quoted(layout.series_by)
    values = connection.execute(f"SELECT DISTINCT {column} FROM raw WHERE {column} IS NOT NULL").fetchall()
    if len(values) != 1:
        raise ReadingError(f"{opened.path.name} should speak of one {layout.series_by}, and speaks of {len(values)}.")
    return f"{layout.series}/{values[0][0]}"


def _extract(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened, scratch: Path) -> tuple[str, ...]:
    """`raw`: the wanted columns as Parquet in file order, each row with its position, the shared columns as one text.

    Rows get their positions before anything is joined to them: a join may put its rows in another order.
    """
    layout = opened.layout
    wanted = ", ".join(f"c{position} AS {quoted(name)}" for name, position in opened.positions.items())
    relation = f"(SELECT {wanted} FROM {opened.relation})"
    own = [quoted(name) for name in opened.positions if name not in layout.shared]
    together = f", {SEPARATOR}, ".join(quoted(name) for name in layout.shared)
    raw = scratch / "published.parquet"
    with opened.readable():
        relation, applied = corrected_relation(
            connection, relation, tuple(opened.positions), load_corrections(card.name, layout.name)
        )
        columns = [*own, *(["corrected"] if applied else []), *([f"concat({together}) AS shared"] if together else [])]
        connection.execute(
            f"COPY (SELECT {', '.join(columns)} FROM {relation}) TO {literal(str(raw))} "
            f"(FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE {ROW_GROUP}, WRITE_BLOOM_FILTER false)"
        )
    published = f"read_parquet({literal(str(raw))}, file_row_number = true)"
    position = f"(file_row_number + {opened.header.row + 1})::UINTEGER AS row"
    left_out = "file_row_number, corrected" if applied else "file_row_number"
    connection.execute(f"CREATE TEMP VIEW raw AS SELECT * EXCLUDE ({left_out}), {position} FROM {published}")
    touched = f"SELECT {position} FROM {published} WHERE {'corrected' if applied else 'false'}"
    connection.execute(f"CREATE TEMP TABLE touched AS {touched}")
    return applied
