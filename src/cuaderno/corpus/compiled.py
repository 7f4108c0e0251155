"""Compiled patterns, kept for the next start: to compile those of the gate takes longer than to look through a gigabyte with them.

A file in the cache directory is named by the patterns, the library and the machine. The library refuses one that is damaged or made for
another processor, which is then made anew; whoever needs the room may remove them at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cuaderno.ledger.cache import cache_directory, keep

MOST_FILES = 8
"""So many are kept, those used last; a gate has two."""


def database(expressions: Sequence[bytes], flags: Sequence[int]) -> Any:
    """A database of Hyperscan in which the patterns are numbered from 0. Raises ImportError where there is no wheel of it."""
    import hyperscan

    folder = cache_directory()
    path = None if folder is None else folder / f"patterns-{_identity(hyperscan, expressions, flags)}.hyperscan"
    if path is not None:
        with contextlib.suppress(OSError, hyperscan.error):
            return _read(hyperscan, path)
    made = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    made.compile(expressions=list(expressions), ids=list(range(len(expressions))), flags=list(flags))
    if path is not None:
        with contextlib.suppress(OSError):  # a full disk, or a folder that may not be written
            keep(path, lambda scratch: scratch.write_bytes(hyperscan.dumpb(made)), "patterns-*.hyperscan", MOST_FILES)
    return made


def _identity(hyperscan: Any, expressions: Sequence[bytes], flags: Sequence[int]) -> str:
    """A hash of everything that the database depends on."""
    said = repr((hyperscan.__version__, platform.machine(), list(zip(expressions, flags, strict=True))))
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def _read(hyperscan: Any, path: Path) -> Any:
    found = hyperscan.loadb(path.read_bytes(), hyperscan.HS_MODE_BLOCK)
    found.scratch = hyperscan.Scratch(found)
    os.utime(path)
    return found
