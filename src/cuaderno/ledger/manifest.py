"""The manifest: which snapshots a ledger holds, and what of their cards a question needs. It is the ledger's one truth.

A Parquet file that the manifest does not name is not part of the ledger, so replacing the manifest is the one moment
at which the ledger changes.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuaderno.errors import LedgerError
from cuaderno.sources.snapshot import Snapshot

if TYPE_CHECKING:
    from cuaderno.sources.card import Card

NAME = "manifest.json"
FORMAT = 2


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What the ledger keeps of a card."""

    name: str
    title: dict[str, str]
    publisher: str
    licence: str
    homepage: str
    address: str
    cadence: dict[str, str]
    coverage: dict[str, str]
    known_errors: dict[str, list[str]]
    terms: dict[str, str]
    provider: str
    rank: int
    complete_through: str
    complete_through_evidence: str
    final_stages: list[str]

    @classmethod
    def of(cls, card: Card) -> SourceInfo:
        """From the card."""
        final = sorted({stage for layout in card.layouts for stage in layout.final_stages})
        kept = card.model_dump(mode="json", include=set(cls.__slots__) - {"final_stages"})
        return cls(**kept, final_stages=final)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Sources and snapshots, in a fixed order."""

    sources: dict[str, SourceInfo]
    snapshots: tuple[Snapshot, ...]

    def with_snapshot(self, info: SourceInfo, snapshot: Snapshot) -> Manifest:
        """The manifest with one snapshot more, or with it renewed."""
        others = [held for held in self.snapshots if held.snapshot != snapshot.snapshot]
        ordered = sorted([*others, snapshot], key=lambda held: (held.source, held.series, held.order))
        return Manifest(dict(sorted({**self.sources, info.name: info}.items())), tuple(ordered))

    def joined(self, other: Manifest) -> Manifest:
        """Both ledgers' snapshots; the same snapshot in both counts once, and `other`'s cards win."""
        held = {snapshot.snapshot for snapshot in other.snapshots}
        mine = [snapshot for snapshot in self.snapshots if snapshot.snapshot not in held]
        ordered = sorted([*mine, *other.snapshots], key=lambda one: (one.source, one.series, one.order))
        return Manifest({**self.sources, **other.sources}, tuple(ordered))

    def series(self, source: str, series: str) -> tuple[Snapshot, ...]:
        """The snapshots of one series, oldest first."""
        return tuple(one for one in self.snapshots if (one.source, one.series) == (source, series))

    def find(self, prefix: str) -> Snapshot | None:
        """The snapshot whose hash begins so, if there is exactly one."""
        found = [one for one in self.snapshots if one.sha256.startswith(prefix.lower())]
        return found[0] if len(found) == 1 else None


def read_manifest(directory: Path) -> Manifest:
    """The manifest of a ledger directory, its Parquet paths made absolute; an empty one if there is none."""
    path = directory / NAME
    if not path.exists():
        return Manifest({}, ())
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise LedgerError(
                f"{path} is of format {record['format']}; this Cuaderno reads format {FORMAT}. Build it again."
            )
        sources = {name: SourceInfo(**info) for name, info in record["sources"].items()}
        snapshots = tuple(_placed(Snapshot.from_json(one), directory) for one in record["snapshots"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LedgerError(
            f"{path} cannot be read as a ledger's manifest ({error}). Restore it or build the ledger again."
        ) from None
    return Manifest(sources, snapshots)


def _placed(snapshot: Snapshot, directory: Path) -> Snapshot:
    def placed(path: str) -> str:
        return str(directory / path) if path else ""

    return replace(
        snapshot, entries=placed(snapshot.entries), lines=placed(snapshot.lines), relations=placed(snapshot.relations)
    )


def write_manifest(manifest: Manifest, directory: Path) -> None:
    """Replace the manifest in one step that survives a power cut."""
    record: dict[str, Any] = {
        "format": FORMAT,
        "sources": {name: asdict(info) for name, info in manifest.sources.items()},
        "snapshots": [_relative(one, directory).to_json() for one in manifest.snapshots],
    }
    scratch = directory / f"{NAME}.{os.getpid()}"
    with scratch.open("w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(directory / NAME)
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _relative(snapshot: Snapshot, directory: Path) -> Snapshot:
    def shorten(path: str) -> str:
        return str(Path(path).relative_to(directory)) if path and Path(path).is_absolute() else path

    return replace(
        snapshot,
        entries=shorten(snapshot.entries),
        lines=shorten(snapshot.lines),
        relations=shorten(snapshot.relations),
    )
