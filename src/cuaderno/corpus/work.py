"""One piece of work: its documents scanned, its claims written under its own name, whole or not at all."""

from __future__ import annotations

import atexit
import errno
import json
import os
import platform
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from cuaderno.corpus import schema
from cuaderno.corpus.batches import Batch
from cuaderno.corpus.inputs import Piece
from cuaderno.corpus.records import batches
from cuaderno.corpus.scan import Counts, Judge, scan
from cuaderno.errors import LedgerError

if TYPE_CHECKING:
    from cuaderno.checking.checked import Verdict
    from cuaderno.reading.document import Document
    from cuaderno.statements.claim import Claim

_COUNTS = b"cuaderno.counts"
_ROWS = 16_384
"""Claims held before they are written as a row group."""


@dataclass(frozen=True, slots=True)
class Task:
    """What every piece of a run has in common."""

    pieces: Path
    names: Mapping[str, tuple[str, ...]]
    gated: bool = True
    checked: bool = False
    ledger: Path | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A piece that is done: what became of its records, and how many were set aside for which reason."""

    number: int
    size: int
    counts: Counts
    reasons: dict[str, int] = field(default_factory=dict)


def output_of(task: Task, piece: Piece) -> Path:
    """Where the claims of a piece are written."""
    return task.pieces / f"{piece.name}.parquet"


def aside_of(task: Task, piece: Piece) -> Path:
    """Where the records of a piece are written that were set aside."""
    return task.pieces / f"{piece.name}.aside.parquet"


def do(task: Task, piece: Piece) -> Done:
    """Scan a piece and write what it gives. Raises LedgerError where it cannot be written."""
    judge = judge_of(task.ledger) if task.checked else None
    counts, reasons = Counts(), Counter[str]()
    with (  # the claims come last under their name: they say that the piece is done
        writing(output_of(task, piece), schema.claims(task.checked)) as claims,
        writing(aside_of(task, piece), schema.set_aside()) as asides,
    ):
        for batch in batches(piece, task.names, task.gated):
            counts += _scan(batch, task, judge, claims, asides, reasons)
        claims.note({_COUNTS: json.dumps({**asdict(counts), "reasons": dict(sorted(reasons.items()))}).encode()})
    return Done(piece.number, piece.size, counts, dict(reasons))


def done(task: Task, piece: Piece) -> Done | None:
    """What a piece gave in an earlier run, or None where it is still to do."""
    try:
        facts = json.loads(pq.read_metadata(output_of(task, piece)).metadata[_COUNTS])
    except (OSError, KeyError, TypeError, ValueError, pa.ArrowException):
        return None
    reasons = facts.pop("reasons")
    return Done(piece.number, piece.size, Counts(**facts), reasons)


def _scan(
    batch: Batch, task: Task, judge: Judge | None, claims: Writer, asides: Writer, reasons: Counter[str]
) -> Counts:
    counts = Counts(
        documents=batch.dismissed + len(batch.set_aside), dismissed=batch.dismissed, set_aside=len(batch.set_aside)
    )
    if batch.set_aside:
        asides.write(pa.RecordBatch.from_pylist(batch.set_aside, schema=schema.set_aside()))
        reasons.update(row["reason"] for row in batch.set_aside)
    if batch.documents is None:
        return counts
    found = scan(batch.documents, gated=task.gated, judge=judge)
    claims.write(found.claims)
    asides.write(found.set_aside)
    reasons.update(found.set_aside.column("reason").to_pylist())
    return counts + found.counts


class Writer:
    """A Parquet file in the making; small batches are gathered into row groups."""

    def __init__(self, file: pq.ParquetWriter) -> None:
        self._file = file
        self._held: list[pa.RecordBatch] = []
        self._rows = 0

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch."""
        if batch.num_rows:
            self._held.append(batch)
            self._rows += batch.num_rows
            if self._rows >= _ROWS:
                self.flush()

    def note(self, facts: dict[bytes, bytes]) -> None:
        """Note something in the file's own metadata."""
        self._file.add_key_value_metadata(facts)

    def flush(self) -> None:
        """Write what is held."""
        if self._held:
            self._file.write_table(pa.Table.from_batches(self._held))
            self._held, self._rows = [], 0


@contextmanager
def writing(path: Path, columns: pa.Schema) -> Iterator[Writer]:
    """A Parquet file that is there when all of it is written. Raises LedgerError where the disk refuses."""
    part = path.with_name(f".{path.name}.{platform.node()}.{os.getpid()}.part")
    try:
        with pq.ParquetWriter(part, columns, compression="zstd") as file:
            writer = Writer(file)
            yield writer
            writer.flush()
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise refused(path, error) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def refused(path: Path, error: OSError) -> LedgerError:
    """The error for what the disk does not take."""
    why = "the disk is full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else error.strerror or str(error)
    return LedgerError(
        f"{path} cannot be written: {why}. What is done is kept; mend it and give the same command again to go on."
    )


@cache
def judge_of(directory: Path | None) -> Judge:
    """What holds claims against the ledger, opened once in a process."""
    from cuaderno.checking.check import check
    from cuaderno.ledger.ledger import open_ledger

    store = open_ledger(directory, warm=False).store
    atexit.register(judge_of.cache_clear)  # DuckDB complains of a connection that outlives the interpreter

    def judge(document: Document, claims: Sequence[Claim]) -> list[Verdict]:
        return [one.verdict for one in check(document, claims, store).claims]

    return judge


def reasons_of(found: Sequence[Done]) -> dict[str, Any]:
    """How many records were set aside for which reason."""
    total: Counter[str] = Counter()
    for one in found:
        total.update(one.reasons)
    return dict(sorted(total.items()))
