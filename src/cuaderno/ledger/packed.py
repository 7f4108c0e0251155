"""What is asked of every place, packed place by place: found for all of them in one question, held in memory, and kept on disk for
the next start.

A file on disk is named by the question and by the files of the ledger it was asked of, which are named by their own hashes. A
ledger with a snapshot more, less or corrected asks for files of other names, and so none is ever out of date; whoever needs the room
may remove them at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cuaderno import __version__
from cuaderno.errors import LedgerError
from cuaderno.ledger.cache import cache_directory, keep
from cuaderno.ledger.store import Store
from cuaderno.reading.table import literal

if TYPE_CHECKING:
    from cuaderno.sources.snapshot import Snapshot

Rows = list[tuple[Any, ...]]
Relation = Callable[[Store], str]
"""A question as SQL, of the relations that a store names; where it is packed by place, its first column is the place."""

MOST_FILES = 64
"""So many files are kept, those used last: a ledger that is opened for many questions has about ten."""


def packed(store: Store, name: str, relation: Relation) -> dict[str, Rows]:
    """The rows of a question by place, the place left out; found once of an open ledger.

    `name` stands for one question; the same name always comes with the same one.
    """
    return store.once(f"packed {name}", lambda: _by_place(found(store, name.split()[0], relation)))


def _by_place(rows: Iterable[tuple[Any, ...]]) -> dict[str, Rows]:
    told: dict[str, Rows] = {}
    for place, *row in rows:
        told.setdefault(place, []).append(tuple(row))
    return told


def found(store: Store, name: str, relation: Relation) -> Rows:
    """The answer to a question about the whole ledger; of a warm one, out of the file in which an earlier process has kept it."""
    folder = cache_directory() if store.warm else None
    if folder is None:
        return store.ask(relation(store))
    path = folder / f"{name}-{_identity(store, relation)}.parquet"
    with contextlib.suppress(LedgerError, OSError):
        os.utime(path)
        return store.ask(f"SELECT * FROM read_parquet({literal(str(path))})")
    return _made(store, relation(store), path)


def _made(store: Store, sql: str, path: Path) -> Rows:
    store.run(f"CREATE OR REPLACE TEMP TABLE packing AS {sql}")
    with contextlib.suppress(LedgerError, OSError):  # a full disk, or a folder that may not be written
        copy = "COPY packing TO {} (FORMAT parquet, COMPRESSION zstd)"
        keep(path, lambda scratch: store.run(copy.format(literal(str(scratch)))), "*.parquet", MOST_FILES)
    answer = store.ask("SELECT * FROM packing")
    store.run("DROP TABLE packing")
    return answer


def _identity(store: Store, relation: Relation) -> str:
    """A hash of everything that the answer depends on."""
    import duckdb

    asked = relation(cast("Store", _Named(store)))
    told = json.dumps([__version__, duckdb.__version__, store.made_of, asked])
    return hashlib.sha256(told.encode()).hexdigest()[:24]


class _Named:
    """A store that names its relations and makes none of them: what a question says is known before anything is held."""

    lines, entries, dated_stages = "lines", "entries", "dated_stages"

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def entries_of(self, snapshots: Iterable[Snapshot]) -> str:
        """The relation of the entries of some snapshots."""
        return Store.entries_of(cast("Store", self), snapshots)

    def lines_in(self, snapshots: Iterable[Snapshot]) -> str:
        """The relation of the lines of some snapshots."""
        return Store.lines_in(cast("Store", self), snapshots)
