"""Taking a publication into a ledger directory, atomically: until the manifest is replaced, nothing has happened."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cuaderno.errors import LedgerError, QuestionError
from cuaderno.ledger.intake import Intake, read_file
from cuaderno.ledger.manifest import NAME, SourceInfo, read_manifest, write_manifest
from cuaderno.sources.card import Card, load_card, own_table
from cuaderno.sources.snapshot import SHORT, Snapshot, sha256_of

SCRATCH = "scratch-"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the one who adds a file knows of it beyond its bytes; empty where unknown, for no date is guessed.

    What is `bundled` is packed small; with `remember_path` a citation finds the file again where it lay.
    """

    as_of: str = ""
    fetched: bool = False
    retrieved: str = ""
    address: str = ""
    remember_path: bool = True
    bundled: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A publication in the ledger; `new` is false where the ledger held it already."""

    snapshot: Snapshot
    new: bool
    corrections: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def take_in(source: str, path: Path, directory: Path, facts: Facts = Facts(), *, card: Card | None = None) -> Taken:
    """Take one published file into the ledger at `directory`; `card` reads it by another card than the source's own.

    Raises ReadingError, UnknownName, SourceError, LedgerError, or QuestionError for a day that is none; the ledger is then as
    it was before.
    """
    _check_day(facts.as_of)
    card = card or load_card(source)
    with _writing(directory) as scratch:
        manifest = read_manifest(directory)
        intake = read_file(card, path, scratch, packed=facts.bundled)
        held = next((one for one in manifest.snapshots if one.sha256 == intake.sha256 and one.source == source), None)
        if held:
            return Taken(held, new=False)
        snapshot = _snapshot(card, path, intake, facts)
        try:
            snapshot = _install(snapshot, intake, directory)
            write_manifest(manifest.with_snapshot(SourceInfo.of(card), snapshot), directory)
        finally:
            _sweep(directory)
    return Taken(snapshot, new=True, corrections=intake.corrections, warnings=_warnings(intake))


def _check_day(text: str) -> None:
    try:
        date.fromisoformat(text or "2000-01-01")
    except ValueError:
        raise QuestionError(f"'{text}' is not a day. Write the day the file speaks for as 2023-09-29.") from None


def _warnings(intake: Intake) -> tuple[str, ...]:
    most = intake.opened.layout.expect.rows_max
    if intake.accounting.rows_read > most:
        return (f"{intake.accounting.rows_read:,} rows are more than the {most:,} that the card expects at most.",)
    return ()


@contextlib.contextmanager
def _writing(directory: Path) -> Iterator[Path]:
    """The one writer's scratch folder, inside the ledger so that installing is a rename; failures of the disk are readable."""
    try:
        (directory / "statements").mkdir(parents=True, exist_ok=True)
        with (directory / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _clear(directory)
            try:
                # Ctrl-C may come before the folder has a name here, or before the caller is inside: the one is cleared
                # below, the other at the interpreter's end.
                with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=directory, ignore_cleanup_errors=True) as scratch:
                    yield Path(scratch)
            finally:
                _clear(directory)
    except OSError as error:
        raise LedgerError(
            f"The ledger in {directory} could not be written ({error.strerror or error}). Free some room or name another "
            "place with --ledger; the ledger is as it was before."
        ) from None


def _snapshot(card: Card, path: Path, intake: Intake, facts: Facts) -> Snapshot:
    layout, opened = intake.opened.layout, intake.opened
    known = card.publication(intake.sha256)
    printed = opened.as_of()
    as_of = (known.as_of if known else None) or printed
    evidence = known.evidence if known else ("printed in the file" if printed else "not printed in the file")
    if card.own and sha256_of(own_table(card)) == intake.sha256:
        as_of, evidence = card.own.as_of, card.own.evidence
    if facts.as_of and not as_of:
        as_of, evidence = date.fromisoformat(facts.as_of), "stated when the file was added"
    if facts.fetched and not as_of:
        as_of = date.fromisoformat(facts.retrieved)
        evidence = f"no date is printed in the file; it was taken from the publisher on {facts.retrieved}"
    return Snapshot(
        snapshot=intake.sha256[:SHORT],
        sha256=intake.sha256,
        source=card.name,
        layout=layout.name,
        series=intake.series,
        grain=layout.grain,
        file=known.file if known else path.name,
        size=path.stat().st_size,
        address=facts.address or (known.address if known else ""),
        as_of=as_of.isoformat() if as_of else "",
        evidence=evidence,
        retrieved=facts.retrieved,
        sheet=layout.sheet,
        provider=card.provider,
        unit=layout.unit,
        date_role=layout.date_role,
        calendar=layout.calendar,
        entries="",
        lines="",
        held_at=str(path.resolve()) if facts.remember_path else "",
        accounting=intake.accounting,
        coverage=intake.coverage,
        bases=intake.bases,
        columns=opened.columns(),
        spoken=intake.spoken,
        exclusive=layout.exclusive,
        checks=intake.checks,
        notes=[
            *([known.note] if known and known.note else []),
            *(f"corrected: {name}" for name in intake.corrections),
        ],
    )


def _install(snapshot: Snapshot, intake: Intake, directory: Path) -> Snapshot:
    """Move the Parquet files to their names, which hold their own hash."""
    from dataclasses import replace

    def move(path: Path, kind: str) -> str:
        name = f"statements/{snapshot.source}-{snapshot.snapshot}-{kind}-{sha256_of(path)[:8]}.parquet"
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.replace(directory / name)
        return name

    return replace(
        snapshot,
        entries=move(intake.entries, "entries") if intake.entries else "",
        lines=move(intake.lines, "lines") if intake.lines else "",
        relations=move(intake.relations, "relations") if intake.relations else "",
    )


def _clear(directory: Path) -> None:
    """Remove what a writer leaves when it fails or is killed: scratch folders and manifests that never got their name."""
    for left in directory.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in directory.glob(f"{NAME}.*"):
        left.unlink()


def _sweep(directory: Path) -> None:
    """Remove Parquet files that the manifest does not name: leftovers of a build that failed or was killed."""
    snapshots = read_manifest(directory).snapshots
    named = {Path(path).name for one in snapshots for path in (one.entries, one.lines, one.relations) if path}
    for path in (directory / "statements").glob("*.parquet"):
        if path.name not in named:
            path.unlink()
