"""One ledger asked by many threads: what is held in memory is shared, the connection is not.

DuckDB lets one connection answer one question at a time, and threads that share one get one another's rows. A cursor is a connection of
its own to the same memory, so that every thread asks through its own, and what is held is made by one of them while the others wait.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from cuaderno.ledger.gaps import Series, all_series
from cuaderno.ledger.store import Store
from cuaderno.reading.table import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import duckdb

    from cuaderno.ledger.held_entries import EntriesAfter
    from cuaderno.sources.snapshot import Snapshot

T = TypeVar("T")

NARROWED = 64
"""Of narrowed views of the publications (as known on a day, of one snapshot) so many are kept: who asks chooses which."""


class NotHeld(Exception):  # noqa: N818
    """A question that was to be answered from memory alone needs the engine, or what nobody has made yet."""


class SharedStore(Store):
    """A store for many threads, made of an open one, whose memory it shares. The open one may be asked on by one thread besides."""

    def __init__(self, store: Store, *, reopen: bool = True) -> None:
        store.__dict__.setdefault("_making", threading.RLock())  # one for all that share this memory
        self.__dict__.update(store.__dict__)
        self._named: dict[str, str] = {
            name: self.__dict__.pop(name) for name in ("lines", "entries", "dated_stages") if name in self.__dict__
        }
        self._base: duckdb.DuckDBPyConnection = store.connection
        self.__dict__.pop("connection", None)
        self._mine = threading.local()
        self._making: threading.RLock
        self._narrowing = threading.Lock()
        self._narrowed: OrderedDict[tuple[str, str, str], tuple[Series, ...]] = OrderedDict()
        if not reopen:
            kept = tuple(replace(one, held_at="") for one in self.manifest.snapshots)
            self.manifest = replace(self.manifest, snapshots=kept)
            self.__dict__.pop("figures", None)
            self._series = {}

    @contextlib.contextmanager
    def held_alone(self) -> Iterator[None]:
        """What the calling thread asks meanwhile is answered from what is held, without waiting for anybody, or raises NotHeld."""
        self._mine.held_alone = True
        try:
            yield
        finally:
            self._mine.held_alone = False

    def _may_take_long(self) -> None:
        if getattr(self._mine, "held_alone", False):
            raise NotHeld

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The calling thread's own cursor."""
        self._may_take_long()
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._mine, "cursor", None)
        if cursor is None:
            with self._making:
                cursor = self._base.cursor()
            cursor.execute("SET parquet_metadata_cache = true; SET enable_progress_bar = false")
            self._mine.cursor = cursor
        return cursor

    @property
    def lines(self) -> str:
        """As of any store, made by one thread."""
        return self._made("lines", self.made_lines)

    @property
    def entries(self) -> str:
        """As of any store, made by one thread."""
        return self._made("entries", self.made_entries)

    @property
    def dated_stages(self) -> str:
        """As of any store, made by one thread."""
        return self._made("dated_stages", self.made_dated_stages)

    def _made(self, name: str, made: Callable[[], str]) -> str:
        if name not in self._named:
            self._may_take_long()
            with self._making:
                if name not in self._named:
                    self._named[name] = made()
        return self._named[name]

    def series(self, *, known_on: str = "", snapshot: str = "", source: str = "") -> tuple[Series, ...]:
        """As of any store; of the narrowed views only the latest are kept."""
        if not (known_on or snapshot or source):
            return self.once("series", lambda: all_series(self.manifest))
        asked = (known_on, snapshot, source)
        with self._narrowing:
            found = self._narrowed.pop(asked, None)
            if found is None:
                found = all_series(self.manifest, known_on=known_on, snapshot=snapshot, source=source)
            self._narrowed[asked] = found
            if len(self._narrowed) > NARROWED:
                self._narrowed.popitem(last=False)
        return found

    def entries_of(self, snapshots: Iterable[Snapshot]) -> str:
        """The relation of the entries of some snapshots: those held, or where they lie."""
        chosen = tuple(snapshots)
        if not self.holds_entries:
            return super().entries_of(chosen)
        return (
            f"(SELECT * FROM {self.entries} WHERE snapshot IN ({', '.join(literal(one.snapshot) for one in chosen)}))"
        )

    def once(self, name: str, made: Callable[[], T]) -> T:
        """As of any store, made by one thread."""
        if name in self._kept:
            return super().once(name, made)
        self._may_take_long()
        with self._making:
            return super().once(name, made)

    def hold(self, name: str, relation: Callable[[], str]) -> None:
        """As of any store, made by one thread."""
        if name not in self._held:
            self._may_take_long()
            with self._making:
                super().hold(name, relation)


class StoreAfter:
    """A store in which the entries up to a place are not there: the next page of a question is its first page here."""

    def __init__(self, store: Store, beyond: str, place: tuple[Any, ...], keys: list[int]) -> None:
        self._store = store
        self._beyond = beyond
        self._place, self._keys = place, keys

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @property
    def held_entries(self) -> EntriesAfter | None:
        """The held entries beyond."""
        held = self._store.held_entries
        if held is None:
            return None
        from cuaderno.ledger.held_entries import After, EntriesAfter

        return EntriesAfter(held, After(self._place, self._keys))

    @property
    def entries(self) -> str:
        """The relation of the entries beyond."""
        return f"(SELECT * FROM {self._store.entries} WHERE {self._beyond})"

    def entries_of(self, snapshots: Iterable[Snapshot]) -> str:
        """The same of some snapshots."""
        return f"(SELECT * FROM {self._store.entries_of(snapshots)} WHERE {self._beyond})"
