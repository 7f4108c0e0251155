"""Tables that signs of a row set off: what stands in a row of its own above the head, and heads of years in two or three rows.

"(in millions of dollars)" over "Country | 2003 | 2004" over "| Original | Revised" over "Peru | 15.4 | 20.5 | 19.6": a year that
has more names beneath it than one heads as many columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.bare_tables import Bare, Cell
from cuaderno.reading.document import ROW, Block

_DIGITS = re.compile(r"\d")
_DEEPEST = 3
"""Rows of a head beneath that of its years, at most."""


def set_off_tables(scene: Scene) -> Iterator[Bare]:
    """The tables of the scene that are set in rows."""
    for start, end in _runs(scene.blocks):
        yield _set_off(scene, start, end)


def _runs(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """The numbers of the first row of each table and of what follows its last."""
    start = -1
    for number, block in enumerate(blocks):
        if block.kind == ROW:
            start = number if start < 0 else start
        elif start >= 0:
            yield start, number
            start = -1
    if start >= 0:
        yield start, len(blocks)


def _set_off(scene: Scene, start: int, end: int) -> Bare:
    """The table of the rows from one block to another."""
    rows = [_cells(scene.text, block) for block in scene.blocks[start:end]]
    captions = []
    while len(rows) > 1 and len(rows[0]) == 1:
        captions.append((rows[0][0].start, rows[0][0].end))
        del rows[0]
    head, body = rows[0], rows[1:]
    names: list[list[Cell]] = []
    while len(names) < _DEEPEST and len(body) > 1 and not any(_DIGITS.search(cell.text) for cell in body[0]):
        names.append(body.pop(0))
    width = max((len(row) for row in body), default=0)
    spread = width - len(head) + 1
    if not names or len(names[0]) != spread or spread < len(head[:2]):
        return Bare(head, [*names, *body], start, end, [], tuple(captions))
    beneath = tuple(tuple(row[at] for row in names if len(row) == spread) for at in range(spread))
    shared = tuple(cell for row in names if len(row) != spread for cell in row)
    of_columns = ((),) * (width - 1 - spread) + tuple((*cells, *shared) for cells in beneath)
    return Bare([*head, *[head[-1]] * (spread - 1)], body, start, end, [], tuple(captions), of_columns)


def _cells(text: str, block: Block) -> list[Cell]:
    """The cells of a row, parted by tabs or upright strokes."""
    found, start = [], block.start
    sign = "\t" if "\t" in text[block.start : block.end] else "|"
    for part in text[block.start : block.end].split(sign):
        end = start + len(part)
        if part.strip():
            lead = len(part) - len(part.lstrip())
            found.append(Cell(start + lead, start + lead + len(part.strip()), part.strip()))
        start = end + 1
    return found or [Cell(block.start, block.end, text[block.start : block.end])]
