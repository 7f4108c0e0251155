"""A document's text cut at the edges of its claims, block by block, however these overlap."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cuaderno.products.annotate.safe import visible
from cuaderno.products.annotate.view import Part, Piece
from cuaderno.reading.document import PARAGRAPH, ROW, Block, Document
from cuaderno.statements.claim import Claim

MOST_TEXT = 1_000_000
"""Of a longer text only the passages with claims are shown, and how many lie between them."""
_EDGE = 2
"""So many passages beside one with a claim are shown too."""

_CELL_MARK = re.compile(r"\t+|[ ]{3,}|\.{4,}|[ ]?\|[ ]?")
"""What parts the cells of a row: tabs, as every form but plain text has them, or what plain text draws a table with."""


def passages(document: Document, claims: Sequence[Claim]) -> tuple[Part, ...]:
    """The text as parts, every claim marked in the last part that it reaches into.

    `claims` lie within the text, by start; of those on the same words the first is on top. What stands in no block is a paragraph of its own: nothing of the text falls away.
    """
    spans = [span for block in _whole(document) for span in _cells(document.text, block)]
    homes = _homes(spans, claims)
    parts: list[Part] = []
    shown = _shown(spans, homes, len(document.text))
    position = hidden = 0
    while position < len(spans):
        block = spans[position][0]
        row = spans[position : position + _width(spans, position)]
        if position not in shown:
            hidden += 1
        else:
            if hidden:
                parts.append(Part("gap", 0, (), hidden))
                hidden = 0
            cells = tuple(
                tuple(_pieces(document.text, span[1], span[2], homes.get(position + at, ())))
                for at, span in enumerate(row)
            )
            parts.append(Part(block.kind, block.level, cells))
        position += len(row)
    if hidden:
        parts.append(Part("gap", 0, (), hidden))
    return tuple(parts)


Span = tuple[Block, int, int]


def _width(spans: Sequence[Span], position: int) -> int:
    """How many cells the block at a position has."""
    width = 1
    while position + width < len(spans) and spans[position + width][0] is spans[position][0]:
        width += 1
    return width


def _whole(document: Document) -> Iterator[Block]:
    """The blocks in order, and between them whatever has words and is in none."""
    at = 0
    for block in document.blocks:
        yield from _between(document.text, at, block.start)
        if document.text[block.start : block.end].strip():
            yield block
        at = max(at, block.end)
    yield from _between(document.text, at, len(document.text))


def _between(text: str, start: int, end: int) -> Iterator[Block]:
    if start < end and text[start:end].strip():
        yield Block(PARAGRAPH, start, end)


def _cells(text: str, block: Block) -> Iterator[Span]:
    """A block as one span, a row of a table as the spans of its cells."""
    start = block.start
    for mark in _CELL_MARK.finditer(text, block.start, block.end) if block.kind == ROW else ():
        if mark.start() > start or start > block.start:  # a row may begin with what parts its cells
            yield block, start, mark.start()
        start = mark.end()
    if start < block.end or start == block.start:
        yield block, start, block.end


def _homes(spans: Sequence[Span], claims: Sequence[Claim]) -> dict[int, list[tuple[Claim, bool]]]:
    """By span, the claims that reach into it, and whether it is the last that each does."""
    starts = [span[2] for span in spans]
    homes: dict[int, list[tuple[Claim, bool]]] = {}
    for claim in claims:
        first = bisect_left(starts, claim.start + 1)
        reached = []
        for at in range(first, len(spans)):
            if spans[at][1] >= claim.end:
                break
            reached.append(at)
        for at in reached or [min(first, len(spans) - 1)] * bool(spans):
            homes.setdefault(at, []).append((claim, at == (reached or [at])[-1]))
    return homes


def _shown(spans: Sequence[Span], homes: dict[int, list[tuple[Claim, bool]]], length: int) -> range | set[int]:
    if length <= MOST_TEXT:
        return range(len(spans))
    shown = {at + beside for at in homes for beside in range(-_EDGE, _EDGE + 1)}
    first = {id(spans[at][0]) for at in shown if 0 <= at < len(spans)}
    return {at for at in range(len(spans)) if id(spans[at][0]) in first}


def _pieces(text: str, start: int, end: int, claims: Sequence[tuple[Claim, bool]]) -> Iterator[Piece]:
    """The pieces of one span; a claim's mark follows the piece in which it ends."""
    if not claims:
        yield Piece(visible(text[start:end]))
        return
    clipped = [(claim, max(start, claim.start), min(end, claim.end), last) for claim, last in claims]
    waiting = {claim.id: until for claim, _, until, last in clipped if last}
    bounds = (edge for _, first, until, _ in clipped for edge in (first, until) if start <= edge <= end)
    for left, right in pairwise(sorted({start, end, *bounds})):
        over = [claim for claim, first, until, _ in clipped if first <= left and right <= until]
        ends = tuple(one for one, until in waiting.items() if until == right)
        for one in ends:
            del waiting[one]
        top = min(over, key=lambda claim: (claim.end - claim.start, -claim.start)).id if over else ""
        yield Piece(visible(text[left:right]), tuple(one.id for one in over), top, ends)
    if waiting:  # it ends where nothing of the text is shown
        yield Piece("", (), "", tuple(waiting))
