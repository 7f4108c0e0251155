"""An open ledger: the bundled edition and the user's own, seen as one, with the relations that questions are asked of."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cuaderno.errors import LedgerError, NoAnswer
from cuaderno.ledger.gaps import Series, all_series
from cuaderno.ledger.lines import lines_of, lines_without_cells
from cuaderno.ledger.manifest import Manifest, SourceInfo, read_manifest
from cuaderno.reading.table import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import duckdb

    from cuaderno.sources.snapshot import Snapshot

T = TypeVar("T")

NOT_WORTH_IT = "statistics_propagation,compressed_materialization"
"""Steps of the engine's planning that take longer than a question to a held ledger gains by them: a third of it."""

HELD_ENTRIES = 1_000_000
"""Ledgers with no more entries than this are held in memory whole when opened for many questions."""


CODES = ("source", "snapshot", "provider", "recipient", "stage", "unit", "programme", "period")
HELD_ORDER = "recipient, source, stage, programme, account, period"

_SUMS = """
    SELECT
        source, snapshot, provider, recipient, programme, stage, period, unit, base, blank,
        sum(current)::DECIMAL(18, 2) AS current, sum(constant)::DECIMAL(18, 2) AS constant, sum(count)::INTEGER AS count
    FROM {lines} GROUP BY ALL ORDER BY recipient, source, stage, programme, period
"""


def edition_directory() -> Path:
    """Where the bundled edition lies, inside the package."""
    return Path(__file__).parent / "edition"


def user_directory() -> Path:
    """Where what `add` takes in lives: `CUADERNO_LEDGER`, or the platform's data directory."""
    if named := os.environ.get("CUADERNO_LEDGER"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("cuaderno") / "ledger"


class Store:
    """The snapshots of one or two ledger directories, and one connection to ask them through.

    `warm` holds the lines in memory, sorted, for many questions; otherwise each question reads the Parquet it needs.
    """

    def __init__(self, directories: Iterable[Path], *, warm: bool = False) -> None:
        manifest = Manifest({}, ())
        for directory in directories:
            manifest = manifest.joined(read_manifest(directory))
        if not manifest.snapshots:
            raise LedgerError("The ledger is empty: add a published file with `cuaderno add SOURCE FILE`.")
        self.manifest = manifest
        self.warm = warm
        self._held: set[str] = set()
        self._kept: dict[str, Any] = {}
        self._series: dict[tuple[str, str, str], tuple[Series, ...]] = {}

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The engine; settings that bound its memory and keep it quiet."""
        import duckdb

        connection = duckdb.connect()
        connection.execute(
            "SET memory_limit = '1000MB'; SET parquet_metadata_cache = true; SET enable_progress_bar = false"
        )
        if self.warm:
            connection.execute(f"SET disabled_optimizers = '{NOT_WORTH_IT}'")
        return connection

    def series(self, *, known_on: str = "", snapshot: str = "", source: str = "") -> tuple[Series, ...]:
        """Every line of publications with its newest snapshots, narrowed as `gaps.all_series` says; found once."""
        asked = (known_on, snapshot, source)
        if asked not in self._series:
            self._series[asked] = all_series(self.manifest, known_on=known_on, snapshot=snapshot, source=source)
        return self._series[asked]

    def source(self, name: str) -> SourceInfo:
        """What the ledger keeps of a source's card."""
        return self.manifest.sources[name]

    @cached_property
    def figures(self) -> tuple[Snapshot, ...]:
        """The snapshots of figures; those of relations are asked apart. Raises NoAnswer where there are none."""
        found = tuple(one for one in self.manifest.snapshots if not one.relations)
        if not found:
            raise NoAnswer("This ledger holds relations and no figures. `cuaderno commitments PLACE` asks for them.")
        return found

    @cached_property
    def lines(self) -> str:
        """The relation of all lines, as SQL."""
        relation = " UNION ALL BY NAME ".join(self._lines_of(one) for one in self.figures)
        if not self.warm:
            return f"({relation})"
        self._create("lines", relation, summed=not all(one.lines for one in self.figures))
        return "lines"

    @cached_property
    def holds_entries(self) -> bool:
        """Whether all entries are held in memory too: a warm ledger that is not too large."""
        return self.warm and sum(one.accounting.rows_kept for one in self.figures) <= HELD_ENTRIES

    @cached_property
    def entries(self) -> str:
        """The relation of all entries, as SQL."""
        relation = f"SELECT * FROM {_parquet(self.figures)}"
        if not self.holds_entries:
            return f"({relation})"
        self._create("entries", relation, summed=False)
        return "entries"

    @cached_property
    def dated_stages(self) -> str:
        """The relation of all dated stages of commitments and events, as SQL."""
        paths = ", ".join(literal(one.relations) for one in self.manifest.snapshots if one.relations)
        if not paths:
            raise LedgerError("The ledger holds no commitments and no visits.")
        relation = f"SELECT * FROM read_parquet([{paths}])"
        if not self.warm:
            return f"({relation})"
        self.hold("dated_stages", lambda: relation)
        return "dated_stages"

    def entries_of(self, snapshots: Iterable[Snapshot]) -> str:
        """The relation of the entries of some snapshots, read where they lie."""
        return f"(SELECT * FROM {_parquet(snapshots)})"

    def lines_in(self, snapshots: Iterable[Snapshot]) -> str:
        """The relation of the lines of some snapshots: the held lines, or their Parquet."""
        chosen = tuple(snapshots)
        if self.warm:
            names = ", ".join(literal(one.snapshot) for one in chosen)
            return f"(SELECT * FROM {self.lines} WHERE snapshot IN ({names}))"
        return "(" + " UNION ALL BY NAME ".join(self._lines_of(one) for one in chosen) + ")"

    def sums_in(self, snapshots: Iterable[Snapshot]) -> str:
        """The held lines of some snapshots summed over accounts, agencies and categories, without their keys."""
        self.hold("sums", lambda: _SUMS.format(lines=self.lines))
        names = ", ".join(literal(one.snapshot) for one in snapshots)
        return f"(SELECT * FROM sums WHERE snapshot IN ({names}))"

    def once(self, name: str, made: Callable[[], T]) -> T:
        """What is made of the ledger once and kept: it does not change while it is open."""
        if name not in self._kept:
            self._kept[name] = made()
        kept: T = self._kept[name]
        return kept

    def hold(self, name: str, relation: Callable[[], str]) -> None:
        """Hold a relation in memory, once."""
        if name not in self._held:
            self._run(f"CREATE TABLE {name} AS {relation()}")
            self._held.add(name)

    def _create(self, name: str, relation: str, *, summed: bool) -> None:
        """Hold a relation in memory by recipient, its codes as enumerations: a filter then compares small numbers.

        One that is `summed` from entries is made once and then looked through; one that is stored is read again.
        """
        kind = "TABLE" if summed else "VIEW"
        order = f" ORDER BY {HELD_ORDER}" if name == "lines" else ""  # entries lie by recipient, file by file
        self._run(f"CREATE OR REPLACE TEMP {kind} given AS {relation}")
        for code in CODES:
            self._run(f"CREATE TYPE {name}_{code} AS ENUM (SELECT DISTINCT {code} FROM given ORDER BY 1)")
        casts = ", ".join(f"{code}::{name}_{code} AS {code}" for code in CODES)
        self._run(f"CREATE TABLE {name} AS SELECT * REPLACE ({casts}) FROM given{order}")
        self._run(f"DROP {kind} given")

    def _lines_of(self, snapshot: Snapshot) -> str:
        if snapshot.lines:
            return f"SELECT * FROM read_parquet({literal(snapshot.lines)})"
        entries = f"read_parquet({literal(snapshot.entries)})"
        return lines_of(entries) if self.warm and not self.holds_entries else lines_without_cells(entries)

    def ask(self, sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """Run one question; raises LedgerError where the ledger's own files fail it."""
        return self._run(sql, parameters).fetchall()

    def _run(self, sql: str, parameters: list[Any] | None = None) -> duckdb.DuckDBPyConnection:
        import duckdb

        try:
            return self.connection.execute(sql, parameters)
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise LedgerError(
                f"A file of the ledger cannot be read: {str(error).splitlines()[0][:300]}. Add the publication again."
            ) from None


def _parquet(snapshots: Iterable[Snapshot]) -> str:
    files = ", ".join(literal(one.entries) for one in snapshots)
    return f"read_parquet([{files}])"
