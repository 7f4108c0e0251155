"""What runs on a worker of Spark: the pieces of a task, done as in a local process."""

from __future__ import annotations

import contextlib
import os
import pickle
import platform
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from cuaderno.corpus.inputs import Piece
from cuaderno.corpus.spark_shipping import TOKEN, Load
from cuaderno.corpus.work import do
from cuaderno.errors import LedgerError

_COLUMNS = pa.schema([("number", pa.int64())])


def worked(batches: Iterator[pa.RecordBatch], payload: bytes) -> Iterator[pa.RecordBatch]:
    """Do the pieces whose places stand in the first column, and give back their numbers.

    Raises LedgerError where this worker does not see the inputs or the output.
    """
    load = _load(payload)
    for batch in batches:
        for at in batch.column(0).to_pylist():
            piece = load.pieces[at]
            with _in(load.folder, piece):
                _refuse_unseen(load, piece)
                do(load.task, piece)
            yield pa.RecordBatch.from_arrays([pa.array([piece.number], pa.int64())], schema=_COLUMNS)


@lru_cache(maxsize=1)
def _load(payload: bytes) -> Load:
    load: Load = pickle.loads(payload)  # noqa: S301  (from the driver, as this very function is)
    if not load.ledger:
        return load
    from pyspark import SparkFiles

    return load._replace(task=replace(load.task, ledger=Path(SparkFiles.get(load.ledger)) / "ledger"))


@contextlib.contextmanager
def _in(folder: str, piece: Piece) -> Iterator[None]:
    """In the folder where relative paths begin, while a piece is read; Spark has its own."""
    if all(Path(file).is_absolute() for file in piece.files):
        yield
        return
    if not Path(folder).is_dir():
        raise _unseen(folder)
    with contextlib.chdir(folder):
        yield


def _refuse_unseen(load: Load, piece: Piece) -> None:
    """Raise LedgerError where this worker has other files before it than the one who sent the piece."""
    if not (load.task.pieces / TOKEN).exists():
        raise _unseen(str(load.task.pieces.parent))
    for file in piece.files:
        if file not in load.unreadable and not os.access(file, os.R_OK):
            raise _unseen(file)


def _unseen(path: str) -> LedgerError:
    return LedgerError(
        f"The worker {platform.node()} cannot read {path}. Inputs and output have to lie on a file system that all workers share, under "
        "the same path, and be open to the user they run as."
    )
