"""What goes to the workers: the package, the ledger that claims are held against, and the pieces."""

from __future__ import annotations

import hashlib
import os
import pickle
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cuaderno import __version__
from cuaderno.corpus.inputs import Piece
from cuaderno.corpus.work import Task
from cuaderno.errors import LedgerError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

TOKEN = ".here"  # noqa: S105  (a file by which a worker knows the folder for the right one)
_LEFT_OUT = ("sample", "expected", ".")
"""How the names begin that a wheel leaves out as well."""


class Load(NamedTuple):
    """What every worker is told: the task, its pieces, the folder in which relative paths begin, and the files nobody here can read."""

    task: Task
    pieces: tuple[Piece, ...]
    folder: str
    unreadable: frozenset[str]
    ledger: str
    """The archive of the ledger, or nothing."""


class Shipment(NamedTuple):
    """The archive of the package on the workers, and the load, which is read once the package is found."""

    package: str
    payload: bytes


def ship(session: SparkSession, task: Task, pieces: Sequence[Piece]) -> Shipment:
    """Send the package, and with `checked` the ledger, once to every worker."""
    import cuaderno

    package = _sent(session, Path(cuaderno.__file__).parent, f"cuaderno-{__version__}", inside="cuaderno")
    load = Load(
        replace(task, pieces=task.pieces.resolve(), ledger=None),
        tuple(pieces),
        str(Path.cwd()),
        frozenset(file for piece in pieces for file in piece.files if not os.access(file, os.R_OK)),
        _ledger(session, task) if task.checked else "",
    )
    return Shipment(package, pickle.dumps(load))


def _ledger(session: SparkSession, task: Task) -> str:
    from cuaderno.ledger.store import user_directory

    return _sent(session, task.ledger or user_directory(), "cuaderno-ledger", inside="ledger")


def _sent(session: SparkSession, folder: Path, name: str, inside: str) -> str:
    """The name of the archive of a folder, sent unless the session has it; the same content has the same name."""
    from pyspark import SparkFiles

    files = list(_files(folder))
    digest = hashlib.sha256()
    for path in files:
        facts = path.stat()
        digest.update(repr((str(path), facts.st_size, facts.st_mtime_ns)).encode())
    archive = f"{name}-{digest.hexdigest()[:12]}.zip"
    context = session.sparkContext
    if not any(one.partition("#")[0].endswith(f"/{archive}") for one in context.listArchives):
        held = Path(SparkFiles.getRootDirectory()) / "shipped"  # as long as the session: a new worker asks for it later
        try:
            held.mkdir(exist_ok=True)
            with zipfile.ZipFile(held / archive, "w") as file:
                file.writestr(f"{inside}/", "")
                for path in files:
                    file.write(path, f"{inside}/{path.relative_to(folder).as_posix()}")
        except OSError as error:
            raise LedgerError(
                f"What the workers need cannot be packed in {held}: {error.strerror or error}."
            ) from error
        context.addArchive(str(held / archive))
    return archive


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, in order, without what a wheel leaves out."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and "__pycache__" not in parts and not any(one.startswith(_LEFT_OUT) for one in parts):
            yield path
