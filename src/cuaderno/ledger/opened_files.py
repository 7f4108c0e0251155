"""Published files opened to be looked into again and again: kept while they stay the same, and no more of them than fits."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_BYTES = 48 << 20
"""A larger file (as it is unpacked) is not opened while somebody waits."""

KEPT_BYTES = 128 << 20
"""So much of opened files is kept, counted by their size on disk."""

LONGEST = 400
"""Of a neighbour's text so many characters are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, or a line of a text: its number in the file, its cells (of a text one), and whether it is the cited one."""

    number: int
    cells: tuple[str, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a cell.

    `kind` is table (`head` are the names of its columns, `column` the cited one from 1), record (the parts of an element, name and
    value, the cited one marked) or text (lines; the cited one is three cells: what stands before the cited words,
    they, and what stands after them). `text` is what the cell itself reads, None where the file ends before it.
    """

    kind: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    column: int
    text: str | None


LOCK = threading.RLock()
_OPEN: OrderedDict[tuple[str, str, int, int], Any] = OrderedDict()


def kept(path: Path, what: str, opened: Callable[[], Any]) -> Any:
    """What was made of a file, kept while it is not written anew; one file is opened at a time."""
    told = path.stat()
    name = (str(path), what, told.st_mtime_ns, told.st_size)
    with LOCK:
        if name not in _OPEN:
            _OPEN[name] = opened()
        _OPEN.move_to_end(name)
        while len(_OPEN) > 1 and sum(size for _, kind, _, size in _OPEN if kind != "hash") > KEPT_BYTES:
            _OPEN.popitem(last=False)
        return _OPEN[name]


def short(value: Any) -> str:
    """A value as a neighbour shows it."""
    said = value if isinstance(value, str) else "" if value is None else repr(value)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
