"""A document as its reader sees it, every character of it leading back to the page and place in the original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from cuaderno.statements.locator import Locator

HEADING, PARAGRAPH, ITEM, ROW = "heading", "paragraph", "item", "row"


class Block(NamedTuple):
    """A heading, a paragraph, an item of a list, or a row of a table: characters `start` to `end` of the text."""

    kind: str
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """The text as one reads it aloud: hard wraps, hyphenation, ligatures, no-break spaces and footnote marks undone.

    `steps` are pairs (place in `text`, place in the document) where the two fall out of step, ascending; between them both
    count alike. An empty `steps` says that they never do.
    """

    text: str
    steps: tuple[tuple[int, int], ...] = ()

    def origin(self, at: int) -> int:
        """The place in the document of a place in the flow."""
        if not self.steps:
            return at
        index = bisect_right(self.steps, (at, 1 << 62)) - 1
        if index < 0:
            return at
        here, there = self.steps[index]
        return there + at - here

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the document that characters `start` to `end` of the flow stand for."""
        return self.origin(start), self.origin(end - 1) + 1 if end > start else self.origin(start)

    def place(self, origin: int) -> int:
        """The place in the flow of a place in the document; of one that is left out, that of what follows it."""
        index = bisect_right(self.steps, origin, key=_of_document) - 1
        here, there = self.steps[index] if index >= 0 else (0, 0)
        ahead = self.steps[index + 1][0] if index + 1 < len(self.steps) else len(self.text)
        place = min(here + origin - there, ahead)
        while place and self.origin(place - 1) == origin:
            place -= 1
        return place

    def placed(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks of the document as stretches of the flow."""
        if not self.steps:
            return tuple(blocks)
        return tuple(Block(one.kind, self.place(one.start), self.place(one.end), one.level) for one in blocks)


def _of_document(step: tuple[int, int]) -> int:
    return step[1]


class Origins(Protocol):
    """Where in the original file a stretch of the document's text stands."""

    def locate(self, start: int, end: int) -> Locator:
        """The locator of the characters `start` to `end`."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document read.

    `text` is the document's own text: of a text file its characters, of a web page, PDF or DOCX what stands in it, paragraphs
    parted by blank lines and pages by a form feed. `blocks` lie in order and do not overlap; `flow` is what is searched for
    claims. `day` is the document's own date, `about` the month or year where it tells no more (`2019-12`, `2011`), `language` en, es or "" where neither. `name` is the file's name or an address,
    `form` text, html, pdf or docx, `sha256` the hash of the bytes read.
    """

    text: str
    flow: Flow
    blocks: tuple[Block, ...]
    origins: Origins
    name: str
    form: str
    sha256: str
    title: str = ""
    day: date | None = None
    language: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()
    about: str = ""
