"""Puts the text of a document together from its parts, block by block, and remembers which part each came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cuaderno.reading.blocks import blocks_of
from cuaderno.reading.document import HEADING, ROW, Block
from cuaderno.statements.locator import Locator, XPath

BREAK = "\0"
"""A line end that the author set; no text read holds the character."""

_SPACE = re.compile(r"[ \t\r\n\f]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"\s*[\[(]?\s*(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\s*[\])]?\s*")


def raised(text: str) -> str | None:
    """Raised digits, the mark of a note or a power, as superscripts; None for what else may be raised ("st")."""
    found = _MARK.fullmatch(text)
    return found[1].replace(" ", "").translate(_RAISED) if found else None


@dataclass
class Writer:
    """The text so far: its blocks, and the node that each block comes from."""

    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    nodes: list[Any] = field(default_factory=list)
    length: int = 0
    _open: list[str] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        """More of the block that is being written."""
        if text:
            self._open.append(text)

    def close(self, kind: str, level: int, node: Any) -> None:
        """End the block: white space is one blank, a BREAK ends it too unless the text goes on with a small letter."""
        if not self._open:
            return
        said = "".join(self._open)
        self._open.clear()
        if BREAK not in said:
            self._write(_SPACE.sub(" ", said).strip(), kind, level, node)
            return
        held = ""
        for piece in said.split(BREAK):
            tidy = _SPACE.sub(" ", piece).strip(" ")
            if held and tidy and not (kind in (HEADING, ROW) or tidy[0].islower()):
                self._write(held, kind, level, node)
                held = ""
            held = f"{held} {tidy}".strip(" ")
        self._write(held, kind, level, node)

    def close_row(self, cells: list[str], node: Any) -> None:
        """A row of a table, its cells parted by tabs."""
        said = "\t".join(" ".join(cell.split()) for cell in cells)
        if said.strip():
            self._write(said.strip("\t"), ROW, 0, node)

    def close_plain(self, node: Any) -> None:
        """End a stretch whose lines stand as the author set them."""
        said = "".join(self._open).replace(BREAK, "\n").strip("\n")
        self._open.clear()
        if said.strip():
            start = self._part("\n\n")
            self._put(said)
            found = blocks_of(said)
            for one in found:
                self.blocks.append(Block(one.kind, start + one.start, start + one.end, one.level))
                self.starts.append(start + one.start)
                self.nodes.append(node)

    def _write(self, said: str, kind: str, level: int, node: Any) -> None:
        if not said.strip():
            return
        rows = kind == ROW and self.blocks and self.blocks[-1].kind == ROW
        start = self._part("\n" if rows else "\n\n")
        self._put(said)
        self.blocks.append(Block(kind, start, self.length, level))
        self.starts.append(start)
        self.nodes.append(node)

    def _part(self, between: str) -> int:
        if self.length:
            self._put(between)
        return self.length

    def _put(self, said: str) -> None:
        self.pieces.append(said)
        self.length += len(said)

    @property
    def text(self) -> str:
        """All that is written."""
        return "".join(self.pieces)

    def origins(self, path: Callable[[Any], str]) -> InNodes:
        """Where in the file each block stands; `path` gives the XPath expression of a node."""
        return InNodes(tuple(self.starts), tuple(self.nodes), path)


@dataclass(frozen=True, slots=True)
class InNodes:
    """Places in a document of elements: the element of the block in which a stretch begins."""

    starts: tuple[int, ...]
    nodes: tuple[Any, ...]
    path: Callable[[Any], str]

    def locate(self, start: int, end: int) -> Locator:
        """The element that holds the stretch's first character."""
        del end
        return XPath(self.path(self.nodes[max(bisect_right(self.starts, start) - 1, 0)]) if self.nodes else "/*")
