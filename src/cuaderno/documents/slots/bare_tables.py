"""Tables of which nothing but their words is left: rows whose cells blanks part, and cells that are lines of their own.

"Account FY 2005 Actual FY 2007 Request" over "FMF 2,976 3,200"; or the years, the names of the columns, and then each row's
label and figures, line by line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time
from cuaderno.reading.document import ROW, Block

_WORDS = re.compile(r"\S+")
_FIGURE = re.compile(r"[($*]*\d[\d.,]*[)*]*|[-–—*]+|N/?A")
_WIDEST, _LABEL, _MOST = 170, 90, 24
"""Characters of a head and of a label, and lines from the years to the first figure, at most."""


class Cell(NamedTuple):
    """A cell of a row: characters `start` to `end`, and what stands there."""

    start: int
    end: int
    text: str


class Bare(NamedTuple):
    """A table: its head, one cell for each column of figures; its rows, a label first; the numbers of its first block and of the one
    behind its last; which columns count persons; the lines within it that speak for all; the names beneath the head of each column."""

    head: list[Cell]
    rows: list[list[Cell]]
    first: int
    last: int
    persons: list[bool]
    captions: tuple[tuple[int, int], ...] = ()
    beneath: tuple[tuple[Cell, ...], ...] = ()


def bare_tables(scene: Scene, times: list[Time]) -> Iterator[Bare]:
    """The tables of the scene that no sign of a row sets off."""
    starts, number = [time.start for time in times], 0
    while number < len(scene.blocks):
        block = scene.blocks[number]
        short = block.kind != ROW and block.end - block.start <= _WIDEST
        mine = times[bisect_left(starts, block.start) : bisect_left(starts, block.end)] if short else []
        table = None
        if len(mine) > 1:
            table = _in_rows(scene, number, mine)
        elif mine:
            table = _in_lines(scene, number, starts)
        if table is not None:
            yield table
        number = table.last if table is not None else number + 1


def _in_rows(scene: Scene, number: int, times: list[Time]) -> Bare | None:
    """The table whose head is a block with several years, and whose rows are blocks that end in as many figures."""
    text, block = scene.text, scene.blocks[number]
    rows = []
    for row in scene.blocks[number + 1 :]:
        cells = _row(text, row, len(times))
        if cells is None:
            break
        rows.append(cells)
    if len(rows) < 2:
        return None
    behind = bool(text[times[-1].end : block.end].strip())
    places = [time.start if behind else time.end for time in times]
    edges = [*places, block.end] if behind else [block.start, *places]
    head = [_cell(text, start, end) for start, end in pairwise(edges)]
    return Bare(head, rows, number, number + 1 + len(rows), [False] * len(head))


def _row(text: str, block: Block, width: int) -> list[Cell] | None:
    """The cells of a row: its label and as many figures as there are columns; None for what is none."""
    if block.kind == ROW or block.end - block.start > _WIDEST:
        return None
    words = list(_WORDS.finditer(text, block.start, block.end))
    label, figures = words[:-width], words[-width:]
    if not label or not all(_FIGURE.fullmatch(word[0]) for word in figures) or _FIGURE.fullmatch(label[-1][0]):
        return None
    return [_cell(text, block.start, label[-1].end()), *(_cell(text, *word.span()) for word in figures)]


def _in_lines(scene: Scene, number: int, starts: list[int]) -> Bare | None:
    """The table whose years are blocks one below the other, and whose cells are blocks too."""
    text, blocks = scene.text, scene.blocks
    lines = [_cell(text, block.start, block.end) for block in blocks[number : number + _MOST]]
    years = next((at for at, line in enumerate(lines) if not _bears_year(line, starts)), 0)
    first = next((at for at, line in enumerate(lines) if _FIGURE.fullmatch(line.text)), 0)
    if years < 2 or first <= years or any(len(line.text) > _LABEL for line in lines[:first]):
        return None
    width = next((at for at, line in enumerate(lines[first:]) if not _FIGURE.fullmatch(line.text)), 0)
    if not width or width % years or years + width >= first:
        return None
    names = lines[first - 1 - width : first - 1]
    rows, at = [], number + first - 1
    while at + width < len(blocks):
        cells = [_cell(text, block.start, block.end) for block in blocks[at : at + width + 1]]
        if _FIGURE.fullmatch(cells[0].text) or not all(_FIGURE.fullmatch(cell.text) for cell in cells[1:]):
            break
        rows.append(cells)
        at += width + 1
    persons = [_counts_persons(scene, name) for name in names]
    head = [lines[column * years // width] for column in range(width)]
    return Bare(head, rows, number, at, persons) if len(rows) > 1 else None


def _bears_year(line: Cell, starts: list[int]) -> bool:
    return bisect_left(starts, line.start) < bisect_left(starts, line.end)


def _counts_persons(scene: Scene, name: Cell) -> bool:
    return any(mark.kind == "counted" and mark.code == "persons" for mark in scene.between(name.start, name.end))


def _cell(text: str, start: int, end: int) -> Cell:
    said = text[start:end]
    lead = len(said) - len(said.lstrip())
    return Cell(start + lead, start + lead + len(said.strip()), said.strip())
