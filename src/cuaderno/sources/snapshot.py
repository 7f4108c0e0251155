"""A snapshot: one published file as it was taken in, never altered, named by its hash."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cuaderno.errors import ReadingError
from cuaderno.statements.periods import last_day

BLOCK = 1 << 20
LINE = 1 << 22
SHORT = 12


@dataclass(frozen=True, slots=True)
class Accounting:
    """Law 3: rows read = kept + set aside + quarantined; value cells of kept rows = statements + blanks."""

    rows_read: int
    rows_kept: int
    set_aside: dict[str, int]
    quarantined: dict[str, int]
    value_cells: int
    statements: int
    blanks: dict[str, int]

    def holds(self) -> bool:
        """Whether both sums come out."""
        return self.rows_read == self.rows_kept + sum(self.set_aside.values()) + sum(
            self.quarantined.values()
        ) and self.value_cells == self.statements + sum(self.blanks.values())


@dataclass(frozen=True, slots=True)
class Check:
    """Totals that a file prints, against the sum of its rows: how many agree and differ.

    `off` are the first that differ, each with what it totals, its place, the printed and the computed figure.
    """

    agree: int
    differ: int
    off: list[tuple[str, str, str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the ledger knows of one published file.

    `snapshot` is the first twelve digits of `sha256`; `as_of` the day the file speaks for (ISO date, or empty where
    nobody knows), with its `evidence`; `retrieved` the day it was taken in. `coverage` lists, by stage, the periods
    in which the file says anything; `bases` the base year of its constant dollars, by stage. `spoken` lists, for every
    stage, unit and kind of measure, the programmes and providers that occur in its entries; it is
    `exclusive` where nothing it says of one programme stands in another's figures too.
    """

    snapshot: str
    sha256: str
    source: str
    layout: str
    series: str
    grain: str
    file: str
    size: int
    address: str
    as_of: str
    evidence: str
    retrieved: str
    sheet: str
    provider: str
    unit: str
    date_role: str
    calendar: str
    entries: str
    lines: str
    held_at: str
    accounting: Accounting
    coverage: dict[str, list[str]]
    bases: dict[str, int]
    columns: dict[str, str]
    spoken: list[dict[str, Any]] = field(default_factory=list)
    checks: dict[str, Check] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    exclusive: bool = False
    relations: str = ""

    @property
    def newest(self) -> str:
        """The newest period any stage of it speaks of, as a period code; "" where all of it is quarantined."""
        return max((periods[-1] for periods in self.coverage.values()), key=last_day, default="")

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Sorts the snapshots of one series, oldest first: by the day they speak for, else by newest period and retrieval."""
        known = self.as_of or (f"{last_day(self.newest).year}-01-01" if self.newest else "")
        return (known, self.newest, self.retrieved, self.sha256)

    def to_json(self) -> dict[str, Any]:
        """As the manifest holds it."""
        return dataclasses.asdict(self)

    def published(self) -> dict[str, Any]:
        """What may be told of it: everything but the ledger's own files and the paths of a machine."""
        return {
            name: value
            for name, value in self.to_json().items()
            if name not in ("entries", "lines", "relations", "held_at", "spoken")
        }

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Snapshot:
        """From the manifest."""
        checks = {name: Check(**check) for name, check in record["checks"].items()}
        return cls(**{**record, "accounting": Accounting(**record["accounting"]), "checks": checks})


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal.

    Raises ReadingError at the first NUL byte of a CSV file, and at a line of it longer than `LINE`: the engine leaves out a
    last line longer than its buffer and says nothing (duckdb/duckdb#25825).
    """
    digest = hashlib.sha256()
    text = path.suffix.lower() == ".csv"
    block = bytearray(BLOCK)
    position = line = 0
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(block):
            digest.update(memoryview(block)[:size])
            if text:
                line = _last_line(path, block, size, position, line)
            position += size
    return digest.hexdigest()


def _last_line(path: Path, block: bytearray, size: int, position: int, line: int) -> int:
    """Where in the file the last line of a block begins; before it, at `line`, where the block before ended inside of one."""
    if (found := block.find(b"\0", 0, size)) >= 0:
        fault = f"holds a NUL byte at position {position + found:,}"
    elif (end := block.rfind(b"\n", 0, size)) >= 0 or (end := block.rfind(b"\r", 0, size)) >= 0:
        return position + end + 1
    elif position + size - line > LINE:
        fault = f"has a line longer than {LINE:,} bytes, at position {line:,}"
    else:
        return line
    raise ReadingError(
        f"{path.name} {fault}; it is damaged or not the text of a CSV file. Download it again; nothing has been taken in."
    )
