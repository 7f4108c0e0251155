"""An open ledger: the bundled edition and the user's own, seen as one, with the relations that questions are asked of."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cuaderno.errors import LedgerError, NoAnswer, say
from cuaderno.ledger.gaps import Series, all_series
from cuaderno.ledger.lines import KEPT, lines_of
from cuaderno.ledger.manifest import Manifest, SourceInfo, read_manifest
from cuaderno.reading.table import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    import duckdb

    from cuaderno.ledger.held_entries import HeldEntries
    from cuaderno.ledger.held_lines import HeldLines
    from cuaderno.sources.snapshot import Snapshot

T = TypeVar("T")

NOT_WORTH_IT = "statistics_propagation,compressed_materialization"
"""Steps of the engine's planning that take longer than a question to a held ledger gains by them: a third of it."""

HELD_COLUMNS = 12_000_000
"""Of ledgers with no more entries than this, the columns are held in memory when opened for many questions."""

SCANNED = 1_000_000
"""A question about every recipient looks through no more held entries than these; of more the engine is faster."""

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
            raise LedgerError(say("ledger_empty"))
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

    @cached_property
    def unheld(self) -> Store:
        """The same ledger, asked without holding anything in memory."""
        other = Store.__new__(Store)
        other.__dict__ |= {
            "manifest": self.manifest,
            "warm": False,
            "_held": set(),
            "_kept": {},
            "_series": self._series,
            "connection": self.connection,
        }
        return other

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
            raise NoAnswer(say("only_relations"))
        return found

    @cached_property
    def made_of(self) -> tuple[str, ...]:
        """Everything that its relations are made of: files, each of which its own hash names, and what makes lines of them."""
        every = self.manifest.snapshots
        lines = (self._lines_of(one) for one in every if not one.relations)
        return (*lines, *(one.entries for one in every), *(one.relations for one in every))

    @cached_property
    def lines(self) -> str:
        """The relation of all lines, as SQL."""
        return self.made_lines()

    def made_lines(self) -> str:
        """The same; made where it is held."""
        relation = " UNION ALL BY NAME ".join(self._lines_of(one) for one in self.figures)
        if not self.warm:
            return f"({relation})"
        self._create("lines", relation, summed=not all(one.lines for one in self.figures))
        return "lines"

    @cached_property
    def holds_entries(self) -> bool:
        """Whether all entries are held in memory too: a warm ledger that is not too large."""
        return self.warm and self._entries <= HELD_ENTRIES

    @cached_property
    def entries(self) -> str:
        """The relation of all entries, as SQL."""
        return self.made_entries()

    def made_entries(self) -> str:
        """The same; made where it is held."""
        relation = f"SELECT * FROM {_parquet(self.figures)}"
        if not self.holds_entries:
            return f"({relation})"
        self._create("entries", relation, summed=False)
        return "entries"

    @cached_property
    def dated_stages(self) -> str:
        """The relation of all dated stages of commitments and events, as SQL."""
        return self.made_dated_stages()

    def made_dated_stages(self) -> str:
        """The same; made where it is held."""
        paths = ", ".join(literal(one.relations) for one in self.manifest.snapshots if one.relations)
        if not paths:
            raise LedgerError(say("no_relations"))
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

    @property
    def held_lines(self) -> HeldLines | None:
        """The lines as columns in memory, of a warm ledger."""
        return self.once("held lines", self._hold_lines) if self.holds_columns else None

    @property
    def held_entries(self) -> HeldEntries | None:
        """The entries as columns in memory, of a warm ledger that is not too large."""
        return self.once("held entries", self._hold_entries) if self.holds_columns else None

    @property
    def entries_at_hand(self) -> HeldEntries | None:
        """The same where they have been made; what needs a few entries alone does not wait for all."""
        return self._kept.get("held entries")

    def held_entries_of(self, recipients: Collection[str]) -> HeldEntries | None:
        """The same for a question about some recipients, or about all of them where there are not too many entries to look through."""
        return self.held_entries if recipients or self._entries <= SCANNED else None

    @cached_property
    def _entries(self) -> int:
        return sum(one.accounting.rows_kept for one in self.figures)

    @cached_property
    def holds_columns(self) -> bool:
        """Whether columns are held in memory: of a warm ledger that is not too large, where numpy is installed."""
        from importlib.util import find_spec

        return self.warm and self._entries <= HELD_COLUMNS and find_spec("numpy") is not None

    def _hold_lines(self) -> HeldLines | None:
        from cuaderno.ledger.columns import TooLarge
        from cuaderno.ledger.held_lines import HeldLines

        try:
            return HeldLines(self)
        except TooLarge:
            return None

    def _hold_entries(self) -> HeldEntries | None:
        from cuaderno.ledger.columns import TooLarge
        from cuaderno.ledger.held_entries import HeldEntries

        try:
            return HeldEntries(self)
        except TooLarge:
            return None

    def rest(self) -> None:
        """Let the engine go, with what it holds. What is held as columns stays; the next question to an engine opens another."""
        if "connection" in self.__dict__:
            self.connection.close()
        for name in ("connection", "unheld", "lines", "entries", "dated_stages"):
            self.__dict__.pop(name, None)
        self._held.clear()

    def once(self, name: str, made: Callable[[], T]) -> T:
        """What is made of the ledger once and kept: it does not change while it is open."""
        if name not in self._kept:
            self._kept[name] = made()
        kept: T = self._kept[name]
        return kept

    def hold(self, name: str, relation: Callable[[], str]) -> None:
        """Hold a relation in memory, once."""
        if name not in self._held:
            self.run(f"CREATE OR REPLACE TABLE {name} AS {relation()}")
            self._held.add(name)

    def _create(self, name: str, relation: str, *, summed: bool) -> None:
        """Hold a relation in memory by recipient, its codes as enumerations: a filter then compares small numbers.

        One that is `summed` from entries is made once and then looked through; one that is stored is read again.
        """
        if name in self._held:
            return  # by a store that shares this one's memory
        kind = "TABLE" if summed else "VIEW"
        order = f" ORDER BY {HELD_ORDER}" if name == "lines" else ""  # entries lie by recipient, file by file
        self.run(f"CREATE OR REPLACE TEMP {kind} given AS {relation}")
        self.run(f"DROP TABLE IF EXISTS {name}")  # of a question that was stopped halfway
        for code in CODES:
            self.run(f"DROP TYPE IF EXISTS {name}_{code}")
            self.run(f"CREATE TYPE {name}_{code} AS ENUM (SELECT DISTINCT {code} FROM given ORDER BY 1)")
        casts = ", ".join(f"{code}::{name}_{code} AS {code}" for code in CODES)
        self.run(f"CREATE TABLE {name} AS SELECT * REPLACE ({casts}) FROM given{order}")
        self.run(f"DROP {kind} given")
        self._held.add(name)

    def _lines_of(self, snapshot: Snapshot) -> str:
        if snapshot.lines:
            return f"SELECT {KEPT} FROM read_parquet({literal(snapshot.lines)})"
        return lines_of(f"read_parquet({literal(snapshot.entries)})")

    def ask(self, sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """Run one question; raises LedgerError where the ledger's own files fail it."""
        return self.run(sql, parameters).fetchall()

    def run(self, sql: str, parameters: list[Any] | None = None) -> duckdb.DuckDBPyConnection:
        """As `ask`, the answer not yet fetched."""
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
