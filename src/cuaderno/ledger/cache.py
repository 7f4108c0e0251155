"""The cache directory: what takes long to find is kept there for the next start, and whoever needs the room may empty it at any time."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def cache_directory() -> Path | None:
    """Where such files lie: `CUADERNO_CACHE`, or the platform's cache directory.

    None where the variable is empty: then nothing is kept.
    """
    named = os.environ.get("CUADERNO_CACHE")
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_cache_path

    return user_cache_path("cuaderno")


def keep(path: Path, write: Callable[[Path], object], alike: str, most: int) -> None:
    """Put a file in its place whole or not at all, and remove those of its kind that were used longest ago.

    `write` is told under which name to write it; `most` files are kept whose names are `alike` (a pattern of `Path.glob`). Raises what
    `write` raises, and OSError for a full disk or a folder that may not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        write(scratch)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
    used = sorted(path.parent.glob(alike), key=lambda one: one.stat().st_mtime)
    for old in used[:-most]:
        old.unlink(missing_ok=True)
