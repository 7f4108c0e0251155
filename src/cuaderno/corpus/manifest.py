"""What a scan was asked for, kept beside what it has done, so that a later run goes on with the same or says why it cannot."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cuaderno import __version__
from cuaderno.corpus.inputs import Input
from cuaderno.corpus.work import refused
from cuaderno.errors import LedgerError

NAME = "manifest.json"
FORMAT = 2
"""Another number where pieces of work are cut in another way: what one run has done the next would take for something else."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The inputs with their sizes and times, the options, and the version that scans."""

    inputs: tuple[Input, ...]
    names: Mapping[str, tuple[str, ...]]
    gated: bool
    checked: bool
    ledger: str
    version: str = __version__
    format: int = FORMAT


def take_up(out: Path, wanted: Manifest) -> None:
    """Begin a scan in a folder, or go on with the one begun there.

    Raises LedgerError where the folder holds something else, or a scan of other inputs or with other options.
    """
    path = out / NAME
    if not path.is_file():
        if out.exists() and (not out.is_dir() or any(not one.name.startswith(".") for one in out.iterdir())):
            raise LedgerError(f"{out} holds something else than a scan. Name a new folder with -o.")
        write(path, _data(wanted))
        return
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        inputs = {one["path"]: (one["size"], one["changed"]) for one in known["inputs"]}
    except (OSError, ValueError, KeyError, TypeError):
        raise LedgerError(f"{path} cannot be read. Remove {out}, or name another folder with -o.") from None
    asked = _data(wanted)
    if changed := _changed(inputs, {one.path: (one.size, one.changed) for one in wanted.inputs}):
        raise LedgerError(
            f"{changed} since the scan in {out} began. Name another folder with -o, or remove this one to scan anew."
        )
    for name in ("names", "gated", "checked", "ledger", "version", "format"):
        if known.get(name) != asked[name]:
            said = {"names": "--field", "gated": "--ungated", "checked": "--check"}.get(name, name)
            raise LedgerError(
                f"The scan in {out} was begun with another {said}. Give it as before, or name another folder with -o."
            )


def still(inputs: tuple[Input, ...], out: Path) -> None:
    """Raise LedgerError where an input has changed while it was scanned."""
    now = {}
    for one in inputs:
        try:
            facts = Path(one.path).stat()
        except OSError:
            continue
        now[one.path] = (facts.st_size, facts.st_mtime_ns)
    if changed := _changed({one.path: (one.size, one.changed) for one in inputs}, now):
        raise LedgerError(
            f"{changed} since the scan in {out} began, so its claims may be of both. Remove {out} and scan anew."
        )


def _changed(known: Mapping[str, tuple[int, int]], now: Mapping[str, tuple[int, int]]) -> str:
    for path, facts in now.items():
        if path not in known:
            return f"{path} has been added"
        if known[path] != facts:
            return f"{path} has changed"
    gone = next((path for path in known if path not in now), "")
    return f"{gone} has gone" if gone else ""


def ledger_name(directory: Path | None) -> str:
    """What tells one state of the ledger from another."""
    from cuaderno.ledger.ledger import open_ledger

    manifest = open_ledger(directory, warm=False).store.manifest
    return hashlib.sha256(repr(manifest).encode("utf-8")).hexdigest()[:16]


def _data(one: Manifest) -> dict[str, Any]:
    data = asdict(one)
    data["inputs"] = [each._asdict() for each in one.inputs]
    return json.loads(json.dumps(data))  # type: ignore[no-any-return]


def write(path: Path, data: object) -> None:
    """Write JSON, whole or not at all. Raises LedgerError where the disk refuses."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(part, path)  # noqa: PTH105
    except OSError as error:
        raise refused(path, error) from error
