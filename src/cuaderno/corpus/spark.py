"""A scan on Apache Spark: each piece of work is a task, done by the same function as in a local process and under the same name.

The workers read the inputs and write what a piece gives, so both lie on a file system that all of them share. A task that is done
again, after a kill or beside a slow one, writes the same file in place of the first, so nothing is there twice.
"""

from __future__ import annotations

import contextlib
import time
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from threading import Event
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cuaderno.corpus.inputs import Piece
from cuaderno.corpus.spark_errors import failed
from cuaderno.corpus.spark_session import session_on
from cuaderno.corpus.spark_shipping import TOKEN, Shipment, ship
from cuaderno.corpus.work import Done, Task, done, output_of
from cuaderno.errors import CuadernoError, LedgerError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

LOG = ".spark.log"
_EVERY = 0.5
"""Seconds between two looks at what is done."""
_PATIENCE = 300.0
"""Seconds in which a cluster has to give a first worker."""


def on_spark(master: str | None = None) -> Callable[[Task, Sequence[Piece]], Generator[Done]]:
    """An engine for `scan_corpus`: the pieces done on a cluster, given back as they are done.

    `master` is what Spark calls so (`spark://host:7077`, `yarn`, `k8s://…`, `local-cluster[2,1,1024]`); None leaves it to
    `spark-submit` and to Spark's own configuration. A session that is open already is used and left open. Raises CuadernoError
    where pyspark or Java is missing, the master cannot be reached, gives no worker, or a piece fails on every worker.
    """

    def engine(task: Task, pieces: Sequence[Piece]) -> Generator[Done]:
        if not pieces:
            return
        folder = task.pieces.resolve()
        log = folder.parent / LOG
        with session_on(master, log) as session:
            yield from _through(session, task, pieces)
        log.unlink(missing_ok=True)

    return engine


def _through(session: SparkSession, task: Task, pieces: Sequence[Piece]) -> Iterator[Done]:
    """The pieces as they are done."""
    waiting = {output_of(task, piece).name: piece for piece in pieces}
    token = task.pieces / TOKEN
    token.touch()
    job = _Job(session, _planned(session, ship(session, task, pieces), len(pieces)))
    try:
        began = time.monotonic()
        while not job.ended.wait(_EVERY):
            yield from _fresh(task, waiting)
            if len(waiting) == len(pieces) and time.monotonic() - began > _PATIENCE:
                job.refuse_without_workers()
        if job.error is not None:
            raise failed(job.error) from job.error
        yield from _fresh(task, waiting)
    finally:
        job.cancel()
        token.unlink(missing_ok=True)
    if waiting:
        raise LedgerError(
            f"The workers are done, and {len(waiting):,} of the pieces are not in {task.pieces}. The folder named by -o has to lie on a "
            "file system that all workers share, under the same path."
        )


def _fresh(task: Task, waiting: dict[str, Piece]) -> Iterator[Done]:
    """What is done since the last look; taken out of what is waited for."""
    for name in sorted(waiting.keys() & {path.name for path in task.pieces.iterdir()}):
        if (found := done(task, waiting[name])) is not None:
            del waiting[name]
            yield found


def _planned(session: SparkSession, shipment: Shipment, pieces: int) -> DataFrame:
    """The numbers of the pieces, each a task of its own, through the function."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Spark thinks of the version of pandas, which is not used
        return session.range(0, pieces, 1, pieces).mapInArrow(_worker(shipment), "number long")


def _worker(shipment: Shipment) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What Spark sends to a worker: a function that needs nothing of this package before it has found the one shipped with it."""
    package, payload = shipment.package, shipment.payload

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import sys

        from pyspark import SparkFiles

        if (place := SparkFiles.get(package)) not in sys.path:
            sys.path.insert(0, place)
        from cuaderno.corpus.spark_task import worked

        yield from worked(batches, payload)

    return work


class _Job:
    """A job of Spark at work in a thread, so that the one who asked for it sees how far it is and can stop it."""

    def __init__(self, session: SparkSession, plan: DataFrame) -> None:
        from pyspark import InheritableThread

        self.ended, self.error = Event(), None
        self._context, self._plan = session.sparkContext, plan
        self._group = f"cuaderno-{uuid4().hex}"
        InheritableThread(self._run, daemon=True).start()

    error: BaseException | None

    def _run(self) -> None:
        try:
            self._context.setJobGroup(self._group, "cuaderno scan", interruptOnCancel=False)
            self._plan.collect()
        except BaseException as error:  # whatever it is, it is told where it was waited for
            self.error = error
        finally:
            self.ended.set()

    def cancel(self) -> None:
        """Stop it where it is still at work."""
        if not self.ended.is_set():
            with contextlib.suppress(Exception):
                self._context.cancelJobGroup(self._group)

    def refuse_without_workers(self) -> None:
        """Raise CuadernoError where the cluster has given no worker."""
        context: Any = self._context
        if context.master.startswith("local[") or context.master == "local":
            return
        if len(list(context._jsc.sc().statusTracker().getExecutorInfos())) < 2:
            raise CuadernoError(
                f"The master {context.master} is there and has given no worker for {_PATIENCE / 60:.0f} minutes: all may be taken, or "
                "have less memory or fewer cores than are asked for. Look at its own page; what is done is kept."
            )
