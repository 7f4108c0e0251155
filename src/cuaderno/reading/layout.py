"""Lines of pages put together into paragraphs by where they stand and how they are set.

A block ends where the type changes, the lines part, a line is indented or bears the mark of a list, or ends short of the
column. Lines alike at the head or foot of most pages are no part of it; notes in smaller type at the foot of a page neither.
A paragraph that ends without a full stop goes on on the next page where that begins with a small letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from cuaderno.reading.blocks import is_marked
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, ROW, Block

_NOTE = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§]")
_NUMBERS = re.compile(r"[$€£]?[(-]?\d[\d.,]*[)%*]?|[–—-]|n/a|\.{2,}", re.IGNORECASE)
_ENDS = frozenset('.!?:;"”»)…')
_FURNITURE = 2
_ALIKE = 5
_WIDEST_STEP = 1.45
"""Of the height of a line: how far apart lines stand where no two of a page are of one paragraph."""
_LONGEST_FURNITURE = 160
_LONGEST_HEADING = 140
_DIGITS = re.compile(r"\d+")


class Line(NamedTuple):
    """A line of a page: its text, the first of its characters as the engine counts them, its sides in points, its type."""

    text: str
    first: int
    left: float
    right: float
    low: float
    size: float
    bold: bool


@dataclass(slots=True)
class LaidOut:
    """The text of the pages, put together line by line, with what leads back."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    edges: list[tuple[str, str]] = field(default_factory=list)
    """The first and the last character of every block."""
    skipped: list[tuple[int, int]] = field(default_factory=list)

    def part(self, between: str) -> None:
        """What parts two lines, blocks or pages."""
        if self.length:
            self.pieces.append(between)
            self.length += len(between)

    def line(self, page: int, line: Line) -> int:
        """Write a line; gives its place in the text."""
        start = self.length
        self.starts.append(start)
        self.places.append((page, line.first, len(line.text)))
        self.pieces.append(line.text)
        self.length += len(line.text)
        return start


def laid_out(pages: list[tuple[int, list[Line]]]) -> LaidOut:
    """The text and blocks of pages, given by their numbers."""
    furniture = _furniture(pages)
    body = _body_size(pages)
    text = LaidOut()
    for at, (number, lines) in enumerate(pages):
        text.part("\f")
        inner = _write_page(text, number, lines, furniture[at], body)
        _go_on(text, inner)
    return text


def _write_page(text: LaidOut, number: int, lines: list[Line], out: set[int], body: float) -> int:
    """Write a page; gives the index of its first block."""
    inner = len(text.blocks)
    last = max((at for at in range(len(lines)) if at not in out), default=0)
    for at, group in _groups(lines, out):
        if text.pieces and text.pieces[-1] != "\f":
            text.part("\n\n")
        start = text.line(number, group[0])
        for line in group[1:]:
            text.part("\n")
            text.line(number, line)
        note = at + len(group) > last and group[0].size < 0.88 * body and _NOTE.match(group[0].text)
        if at not in out and not note:
            kind, level = _kind(group, body)
            text.blocks.append(Block(kind, start, text.length, level))
            text.edges.append((group[0].text[0], group[-1].text[-1]))
    return inner


def _go_on(text: LaidOut, inner: int) -> None:
    """Join the last block of the page before with the first of this one where a sentence goes on."""
    if not 0 < inner < len(text.blocks):
        return
    last, then = text.blocks[inner - 1], text.blocks[inner]
    (head, ending), (beginning, tail) = text.edges[inner - 1], text.edges[inner]
    if last.kind in (PARAGRAPH, ITEM) and then.kind == PARAGRAPH and ending not in _ENDS and beginning.islower():
        text.blocks[inner - 1 : inner + 1] = [Block(last.kind, last.start, then.end, last.level)]
        text.edges[inner - 1 : inner + 1] = [(head, tail)]
        text.skipped.append((last.end, then.start))


def _furniture(pages: list[tuple[int, list[Line]]]) -> list[set[int]]:
    """Of each page the lines that are its header and footer: alike but for numbers on most pages, or on many."""
    seen = Counter(form for _, lines in pages for form in {_form(lines[at]) for at in _edges(lines)})
    least = min(max(len(pages) // 2 + 1, 2), _ALIKE)
    numbers = {"#", "-#-", "- # -", "– # –"}
    return [
        {
            at % len(lines)
            for at in _edges(lines)
            if seen[_form(lines[at])] >= least or (len(pages) > 1 and _form(lines[at]) in numbers and len(lines) > 1)
        }
        for _, lines in pages
    ]


def _edges(lines: list[Line]) -> set[int]:
    count = len(lines)
    return {at % count for at in (*range(min(_FURNITURE, count)), *range(max(count - _FURNITURE, 0), count))}


def _form(line: Line) -> str:
    return _DIGITS.sub("#", line.text[:_LONGEST_FURNITURE]).casefold()


def _body_size(pages: list[tuple[int, list[Line]]]) -> float:
    """The size of type in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for _, lines in pages[:200]:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _groups(lines: list[Line], out: set[int]) -> Iterator[tuple[int, list[Line]]]:
    """The lines of a page by blocks, each with the index of its first line."""
    steps = sorted(step for one, after in pairwise(lines) if 0 < (step := one.low - after.low) < 4 * one.size)
    size = median(line.size for line in lines)
    usual = min(steps[len(steps) // 3], _WIDEST_STEP * size) if steps else 0.0
    group: list[Line] = []
    for at, line in enumerate(lines):
        if group and (at in out or at - 1 in out or _ends(group, line, usual, lines)):
            yield at - len(group), group
            group = []
        group.append(line)
    if group:
        yield len(lines) - len(group), group


def _ends(group: list[Line], line: Line, usual: float, lines: list[Line]) -> bool:
    """Whether a block ends before a line."""
    last, first = group[-1], group[0]
    step = last.low - line.low
    small = line.text[0].islower()
    other_weight = line.bold != last.bold and not (small and last.text[-1] not in _ENDS)
    if other_weight or abs(line.size - last.size) > 0.12 * last.size:
        return True
    if is_marked(line.text) or _is_row(line.text) or _is_row(last.text):
        return True
    if step > 1.35 * usual or step <= 0:
        return not small or last.text[-1] in _ENDS
    if last.text[-1] == "-" or (small and last.text[-1] not in ".!?:"):
        return False
    if line.left - last.left > 0.8 * line.size and len(group) > 1 and not is_marked(first.text):
        return True
    column = max(one.right for one in lines if abs(one.left - last.left) < 4 * last.size)
    word = line.text.partition(" ")[0]
    width = (line.right - line.left) / max(len(line.text), 1) * (len(word) + 1)
    return last.right + width < column - 0.5 * last.size


def _is_row(text: str) -> bool:
    said = text.split()
    numbers = sum(_NUMBERS.fullmatch(one) is not None for one in said)
    return numbers >= 3 and numbers * 2 >= len(said)


def _kind(group: list[Line], body: float) -> tuple[str, int]:
    first = group[0]
    length = sum(len(line.text) + 1 for line in group)
    if is_marked(first.text) and first.size < 1.1 * body:
        return ITEM, 0
    if len(group) == 1 and _is_row(first.text):
        return ROW, 0
    if length > _LONGEST_HEADING or not any(map(str.isalpha, first.text)) or group[-1].text[-1] in ".;,":
        return PARAGRAPH, 0
    if first.size >= 1.15 * body:
        return HEADING, 1 if first.size >= 1.6 * body else 2
    if all(line.bold for line in group) or (first.text.isupper() and len(first.text) > 3):
        return HEADING, 3
    return PARAGRAPH, 0
