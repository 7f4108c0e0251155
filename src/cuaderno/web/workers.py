"""Threads that answer questions: so many at once, so many waiting, and none for longer than allowed.

What is held in memory and short needs none: to hand it to a thread and back takes as long as the answer.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from cuaderno.web.shared import NotHeld

if TYPE_CHECKING:
    import duckdb

    from cuaderno.web.shared import SharedStore

T = TypeVar("T")


class Busy(Exception):  # noqa: N818
    """As many questions wait as may."""


class TooSlow(Exception):  # noqa: N818
    """A question took longer than it may, and was stopped."""


class Workers:
    """A pool of threads, each with its own connection to the ledger.

    `patience` is how many seconds a question may take while what all of them need is being made ready; 0 once it is.
    """

    def __init__(self, store: SharedStore, *, threads: int, waiting: int, seconds: float) -> None:
        self._store = store
        self._threads = threads
        self._pool: ThreadPoolExecutor | None = None
        self._room = threads + waiting
        self._seconds = seconds
        self.patience = 0.0
        self._lock = threading.Lock()
        self._running: dict[object, duckdb.DuckDBPyConnection] = {}
        self._asked: set[object] = set()
        self._stopped: set[object] = set()

    def at_once(self, job: Callable[[], T]) -> T | None:
        """Do a short job here and now, from what is held in memory; None where that does not hold all of it."""
        if self.patience:
            return None
        try:
            with self._store.held_alone():
                return job()
        except NotHeld:
            return None

    async def run(self, job: Callable[[], T], seconds: float | None = None) -> T:
        """Do a job in a thread. Raises Busy, TooSlow, and what the job raises."""
        mark = object()
        with self._lock:
            if len(self._asked) >= self._room:
                raise Busy
            self._asked.add(mark)
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="cuaderno")
        done = self._pool.submit(self._do, mark, job)
        done.add_done_callback(lambda _: self._over(mark))
        waited = asyncio.wrap_future(done)
        ready, _ = await asyncio.wait({waited}, timeout=seconds or max(self.patience, self._seconds))
        if not ready:
            self._stop(mark)
            waited.add_done_callback(_forgotten)
            raise TooSlow
        return waited.result()

    def _over(self, mark: object) -> None:
        with self._lock:
            self._asked.discard(mark)
            self._stopped.discard(mark)

    def _do(self, mark: object, job: Callable[[], T]) -> T:
        cursor = self._store.connection
        with self._lock:
            if mark in self._stopped:
                raise TooSlow
            self._running[mark] = cursor
        try:
            return job()
        finally:
            with self._lock:
                self._running.pop(mark, None)

    def _stop(self, mark: object) -> None:
        """End a job: at the engine's next step where it runs, before its first where it waits."""
        with self._lock:
            if mark in self._asked:
                self._stopped.add(mark)
            if mark in self._running:
                self._running[mark].interrupt()

    def close(self) -> None:
        """Let the threads go, and stop what they still ask. The next question begins with new ones."""
        with self._lock:
            for cursor in self._running.values():
                cursor.interrupt()
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _forgotten(waited: asyncio.Future[T]) -> None:
    """Take note of what a stopped job raised: nobody waits for it."""
    if not waited.cancelled():
        waited.exception()
