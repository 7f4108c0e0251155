"""A scan from its paths to its result, on all cores; killed at any moment, the next run goes on where it stopped."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import threading
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from typing import Any

from cuaderno.corpus import manifest
from cuaderno.corpus.fields import fields_of
from cuaderno.corpus.finish import amounts_to, finish
from cuaderno.corpus.inputs import Piece, inputs_of, pieces_of
from cuaderno.corpus.scan import Counts
from cuaderno.corpus.work import Done, Task, do, done, reasons_of
from cuaderno.errors import CuadernoError, LedgerError

SUMMARY, _PIECES, _LOCK = "summary.json", ".pieces", ".lock"
Progress = Callable[[int, int, int], None]
"""Told of the bytes done, all bytes, and the claims found so far; first of what an earlier run has done."""
Engine = Callable[[Task, Sequence[Piece]], Generator[Done]]
"""What does pieces elsewhere than in processes of this machine, and gives them as they are done."""


def cores() -> int:
    """How many processes can work at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def scan_corpus(
    paths: Sequence[str],
    out: Path,
    *,
    jobs: int = 0,
    fields: Collection[str] = (),
    gated: bool = True,
    checked: bool = False,
    ledger: Path | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> dict[str, Any]:
    """Scan paths, folders and globs into a folder, and return the summary that is written there as `summary.json`.

    `jobs` 0 takes all cores; with an `engine` they do not count. Raises ReadingError (nothing by that name), QuestionError (a field that is no pair) and LedgerError
    (another scan in the folder, a changed input, a full disk, a worker killed).
    """
    names = fields_of(fields)
    inputs = tuple(inputs_of(paths, out))
    wanted = manifest.Manifest(inputs, names, gated, checked, manifest.ledger_name(ledger) if checked else "")
    manifest.take_up(out, wanted)
    with _alone(out):
        if (out / SUMMARY).is_file():
            return _summary(out)
        task = Task(out / _PIECES, names, gated, checked, ledger)
        task.pieces.mkdir(exist_ok=True)
        _sweep(task.pieces)
        pieces = pieces_of(inputs)
        found = _all(task, pieces, engine or _local(jobs or cores()), progress)
        manifest.still(inputs, out)
        finish(task, pieces, out)
        counts = sum((one.counts for one in found), Counts())
        summary = {
            "format": 1,
            "inputs": len(inputs),
            "bytes": sum(one.size for one in inputs),
            **asdict(counts),
            "set_aside_by_reason": reasons_of(found),
            **amounts_to(out, checked),
        }
        manifest.write(out / SUMMARY, summary)
        shutil.rmtree(task.pieces, ignore_errors=True)
    return summary


def _summary(out: Path) -> dict[str, Any]:
    import json

    summary: dict[str, Any] = json.loads((out / SUMMARY).read_text(encoding="utf-8"))
    return summary


def _sweep(folder: Path) -> None:
    """Remove what an earlier run left half-written."""
    for part in folder.glob(".*.part"):
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Keep a second run out of the folder while this one lives."""
    try:
        import fcntl
    except ImportError:  # no such lock on this system
        yield
        return
    with (out / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LedgerError(
                f"Another scan is at work in {out}. Wait until it has ended, or name another folder with -o."
            ) from None
        yield


def _all(task: Task, pieces: Sequence[Piece], engine: Engine, progress: Progress | None) -> list[Done]:
    """Every piece done, those of earlier runs not again; in the order of the pieces."""
    found: dict[int, Done] = {}
    total = sum(piece.size for piece in pieces)
    state = [0, 0]

    def note(one: Done) -> None:
        found[one.number] = one
        state[0] += one.size
        state[1] += one.counts.claims

    left = []
    for piece in pieces:
        if (before := done(task, piece)) is not None:
            note(before)
        else:
            left.append(piece)
    told = progress or (lambda *_: None)
    told(state[0], total, state[1])
    with contextlib.closing(engine(task, left)) as ended:
        for one in ended:
            note(one)
            told(state[0], total, state[1])
    return [found[piece.number] for piece in pieces]


def _local(jobs: int) -> Engine:
    """The engine of one machine: in this process, or in several."""

    def engine(task: Task, pieces: Sequence[Piece]) -> Generator[Done]:
        if jobs == 1 or len(pieces) < 2:
            return (do(task, piece) for piece in pieces)
        return _pooled(task, pieces, min(jobs, len(pieces)))

    return engine


def _pooled(task: Task, pieces: Sequence[Piece], jobs: int) -> Generator[Done]:
    """The pieces as they are done, by several processes."""
    waiting = iter(pieces)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin) as pool:
        working: dict[Future[Done], Piece] = {}
        try:
            while True:
                for piece in islice(waiting, 2 * jobs - len(working)):
                    working[pool.submit(do, task, piece)] = piece
                if not working:
                    return
                ended, _ = wait(working, return_when=FIRST_COMPLETED)
                for future in ended:
                    yield future.result()
                    del working[future]
        except BrokenProcessPool:
            files = ", ".join(dict.fromkeys(piece.files[0] for piece in working.values()))
            raise CuadernoError(
                f"A worker was killed while these were being scanned: {files}. If memory ran out, give the same command with fewer "
                "--jobs; what is done is kept."
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in active_children():
                child.terminate()
            raise


def _begin() -> None:
    """In a worker: the one who started it says when to stop, and it does not outlive that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
