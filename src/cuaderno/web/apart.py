"""A process beside a server's own, forked of it, in which long pages are written.

The threads of one process take turns at one interpreter: a page of a hundred tables, written beside them, would hold up every
short answer at each turn. Processes take turns at the machine's cores, and what is held in memory is shared by both.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from cuaderno.web.processes import end_with
from cuaderno.web.workers import Busy, TooSlow

Job = TypeVar("Job")
Done = TypeVar("Done")
Make = Callable[[Job], Done]
LOG = logging.getLogger("cuaderno.web")


class Apart(Generic[Job, Done]):
    """One process that does jobs, one after the other.

    It is forked at once, before this process has any threads of the engine, which would not follow. `prepare` runs in it first
    and gives what does a job; jobs and what is made of them pass between the two as pickles. `waiting` jobs may wait, none for longer
    than `seconds`, or `preparing` until the first can be done.
    """

    def __init__(
        self, prepare: Callable[[], Make[Job, Done]], *, waiting: int, seconds: float, preparing: float
    ) -> None:
        ends, self._held = os.pipe()  # nothing is ever written; it ends with this process
        self._pool: ProcessPoolExecutor | None = ProcessPoolExecutor(
            1, mp_context=get_context("fork"), initializer=_begin, initargs=(prepare, ends, self._held)
        )
        self._prepared = self._pool.submit(os.getpid)  # a pool forks when it is first asked
        os.close(ends)
        self._room = 1 + waiting
        self._seconds, self._preparing = seconds, preparing
        self._doing: list[Future[Done | None]] = []

    async def do(self, job: Job) -> Done | None:
        """What is made of a job; None where it cannot be done there, so that it fails, or is done, here. Raises Busy, TooSlow."""
        if self._pool is None:
            return None
        self._doing = [one for one in self._doing if not one.done()]
        if len(self._doing) >= self._room:
            raise Busy
        try:
            doing: Future[Done | None] = self._pool.submit(_do, job)
            self._doing.append(doing)
            made = asyncio.wrap_future(doing)
            limit = self._seconds if self._prepared.done() else self._preparing
            done, _ = await asyncio.wait({made}, timeout=limit)
            if done:
                return made.result()
        except BrokenProcessPool:
            LOG.warning(
                "The process that writes long pages has died; they are written by the server's own threads now."
            )
            self._pool = None
            return None
        made.cancel()
        raise TooSlow

    def close(self) -> None:
        """Let it go, when it has done what it is doing."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


_make: Callable[[Any], Any]


def _begin(prepare: Callable[[], Callable[[Any], Any]], ends: int, held: int) -> None:
    global _make
    os.close(held)
    end_with(ends)
    _make = prepare()


def _do(job: Any) -> Any:
    try:
        return _make(job)
    except Exception:  # whoever asked does it again, and says what is wrong
        return None
