"""The bundled edition: every publication that a card marks as bundled, taken in from a folder of the published files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from cuaderno.errors import LedgerError, ReadingError
from cuaderno.ledger.build import Facts, Taken, take_in
from cuaderno.sources.card import Publication, load_card, own_table, source_names
from cuaderno.sources.snapshot import sha256_of

LARGEST = 64 << 20
"""Files above this are not looked at: nothing so large is bundled."""


def bundled_publications() -> list[tuple[str, Publication]]:
    """Every publication the cards mark as bundled, with its source, in the order of sources and cards."""
    return [(name, one) for name in source_names() for one in load_card(name).publications if one.bundled]


def own_tables() -> list[tuple[str, Path]]:
    """The tables that hand-kept sources keep in their own folders: they are in every edition, and need no file from outside."""
    return [(name, own_table(load_card(name))) for name in source_names() if load_card(name).own]


def known_publications() -> list[tuple[str, Publication]]:
    """Every publication that a card knows by its hash, bundled or not, in the order of sources and cards."""
    return [(name, one) for name in source_names() for one in load_card(name).publications]


def build_edition(files: Path, target: Path, *, everything: bool = False) -> Iterator[Taken]:
    """Build the edition at `target` from the published files somewhere under `files`, found by their hashes.

    The same files give the same bytes. An edition that stood at `target` is replaced only when the new one is whole.
    `everything` takes in what may not be passed on too, for a ledger of one's own. Raises LedgerError where a publication is not
    found.
    """
    wanted = known_publications() if everything else bundled_publications()
    found = _by_hash(files, {one.sha256 for _, one in wanted})
    missing = [f"{source}: {one.file}" for source, one in wanted if one.sha256 not in found]
    if missing:
        raise LedgerError(
            f"{files} does not hold every publication of the edition; missing by hash: {'; '.join(missing)}. Download them, or "
            "mark them on the card as not bundled."
        )
    scratch = target.with_name(f".{target.name}.new")
    shutil.rmtree(scratch, ignore_errors=True)
    for source, one in wanted:
        yield take_in(source, found[one.sha256], scratch, Facts(remember_path=False, bundled=True))
    for source, path in own_tables():
        yield take_in(source, path, scratch, Facts(remember_path=False, bundled=True))
    (scratch / ".lock").unlink()
    shutil.rmtree(target, ignore_errors=True)
    scratch.replace(target)


def _by_hash(files: Path, wanted: set[str]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(files.rglob("*")):
        if path.is_file() and path.stat().st_size <= LARGEST:
            digest = _digest(path)
            if digest in wanted:
                found.setdefault(digest, path)
    return found


def _digest(path: Path) -> str:
    """The hash of a file, or "" of one that is no text as its name says: it is none of the publications."""
    try:
        return sha256_of(path)
    except ReadingError:
        return ""
