"""Flows as ribbons between columns of nodes, drawn as SVG without scripts.

A ribbon is as wide as what flows, in one unit; nodes of a column lie below one another by rank, those that gather the rest last. Inner
columns are ordered so that fewer ribbons cross, and at every node the ribbons leave in the order of where they go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import combinations

from cuaderno.products.charts import WIDTH

BANDS = ("band_one", "band_two", "band_three", "band_four", "band_five", "band_six")
"""The colours of ribbons, in turn."""
REST = "band_rest"

_BAR = 10.0
_HEIGHT = 290.0
"""How high the whole stands, without the air between nodes."""
_SLOT = 18.0
"""No node is given less room: so high is a label on a phone."""
_AIR, _MOST_AIR = 4.0, 26.0
_LINE = 15.0
_LABEL = 7.6
"""How large the labels of nodes are written, so that those of neighbouring columns find room; a style sheet may write them larger."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its column from the left, what it is called, its figure in words; `rest` of one that gathers what is not shown."""

    id: str
    column: int
    name: str
    amount: str
    colour: str
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A flow between two nodes of neighbouring columns, in the unit of the drawing; `says` is what it is in words."""

    source: str
    target: str
    value: float
    colour: str
    says: str


@dataclass(slots=True)
class Placed:
    """Where a node lies: the top of its room, and its bar in the middle of it."""

    node: Node
    value: float
    top: float = 0.0
    room: float = 0.0
    bar: float = 0.0
    height: float = 0.0


@dataclass(slots=True)
class Layout:
    """Nodes by id, ribbons with the top of both their ends, and the height of the whole."""

    nodes: dict[str, Placed]
    ribbons: list[tuple[Link, float, float, float]]
    height: float
    columns: int
    scale: float = field(default=0.0)


def layout(nodes: Sequence[Node], links: Sequence[Link]) -> Layout:
    """Lay nodes and links out. A node is as high as the larger of what comes and what goes; one without a link has no place."""
    columns = max(node.column for node in nodes) + 1
    placed = {node.id: Placed(node, _through(node, links)) for node in nodes}
    ranked = [
        sorted((one for one in placed.values() if one.node.column == column and one.value > 0), key=_rank)
        for column in range(columns)
    ]
    ordered = _untangled(ranked, links)
    scale = _HEIGHT / max((sum(one.value for one in column) for column in ordered), default=1.0)
    for column in ordered:
        for one in column:
            one.height = one.value * scale
            one.room = max(one.height, _SLOT)
    height = max(sum(one.room + _AIR for one in column) for column in ordered)
    for column in ordered:
        _spread(column, height)
    return Layout(placed, _ribbons(ordered, links, scale), height, columns, scale)


def _through(node: Node, links: Sequence[Link]) -> float:
    goes = sum(link.value for link in links if link.source == node.id)
    comes = sum(link.value for link in links if link.target == node.id)
    return max(goes, comes)


def _rank(one: Placed) -> tuple[bool, float]:
    return one.node.rest, -one.value


def crossings(columns: Sequence[Sequence[Placed]], links: Sequence[Link]) -> int:
    """How many pairs of ribbons cross."""
    place = {one.node.id: at for column in columns for at, one in enumerate(column)}
    column_of = {one.node.id: one.node.column for column in columns for one in column}
    found = 0
    for one, other in combinations(links, 2):
        if column_of[one.source] == column_of[other.source]:
            found += (place[one.source] - place[other.source]) * (place[one.target] - place[other.target]) < 0
    return found


def _untangled(ranked: list[list[Placed]], links: Sequence[Link]) -> list[list[Placed]]:
    """Inner columns in the order of where their ribbons go, if fewer cross so. The outer ones keep their ranks, which are read."""
    best = ranked
    for number in range(1, len(ranked) - 1):
        place = {one.node.id: at for at, one in enumerate(ranked[number + 1])}
        middle = {one.node.id: _middle(one, links, place) for one in ranked[number]}
        tried = [*best]
        tried[number] = sorted(best[number], key=lambda one, middle=middle: (one.node.rest, middle[one.node.id]))  # type: ignore[misc]
        if crossings(tried, links) < crossings(best, links):
            best = tried
    return best


def _middle(one: Placed, links: Sequence[Link], place: dict[str, int]) -> float:
    """The mean place of what a node's ribbons lead to, by their widths."""
    mine = [link for link in links if link.source == one.node.id]
    return sum(place[link.target] * link.value for link in mine) / (sum(link.value for link in mine) or 1.0)


def _spread(column: Sequence[Placed], height: float) -> None:
    """Places a column over the height, with air between its nodes, in the middle where they do not fill it."""
    rooms = sum(one.room for one in column)
    air = min(_MOST_AIR, (height - rooms) / max(1, len(column) - 1)) if len(column) > 1 else 0.0
    top = (height - rooms - air * (len(column) - 1)) / 2
    for one in column:
        one.top = top
        one.bar = top + (one.room - one.height) / 2
        top += one.room + air


def _ribbons(
    columns: Sequence[Sequence[Placed]], links: Sequence[Link], scale: float
) -> list[tuple[Link, float, float, float]]:
    """Each ribbon with its two ends and its width; at a node, in the order of the other ends."""
    place = {one.node.id: at for column in columns for at, one in enumerate(column)}
    bars = {one.node.id: one.bar for column in columns for one in column}
    leave, arrive = dict(bars), dict(bars)
    starts, ends = {}, {}
    drawn = [link for link in links if link.value > 0]
    for link in sorted(drawn, key=lambda one: (place[one.source], place[one.target])):
        starts[link] = leave[link.source]
        leave[link.source] += link.value * scale
    for link in sorted(drawn, key=lambda one: (place[one.target], place[one.source])):
        ends[link] = arrive[link.target]
        arrive[link.target] += link.value * scale
    return [(link, starts[link], ends[link], link.value * scale) for link in drawn]


def svg(found: Layout, name: str, head: Sequence[str], foot: Sequence[str]) -> str:
    """The drawing: what it is in its head, who says it in its foot. Its colours are names, as those of every drawing."""
    top = _LINE * len(head) + 12
    below = top + found.height + 8
    whole = below + _LINE * len(foot) + 4
    at = [_x(column, found.columns) for column in range(found.columns)]
    ribbons = "".join(_ribbon(one, found, at, top) for one in found.ribbons)
    nodes = "".join(_node(one, at, top, found.columns) for one in found.nodes.values() if one.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}-drawing" viewBox="0 0 {WIDTH} {whole:.0f}">'
        f"{_lines(head, 0, 'var(--ink)', bold=True)}<g>{ribbons}</g>{nodes}{_lines(foot, below, 'var(--soft)')}</svg>"
    )


def _x(column: int, columns: int) -> float:
    """The left edge of a column's bars; of three columns the middle one stands nearer to the first, whose labels are short."""
    share = column / max(1, columns - 1)
    if 0 < column < columns - 1:
        share -= 0.1
    return round(share * (WIDTH - _BAR), 1)


def _ribbon(one: tuple[Link, float, float, float], found: Layout, at: Sequence[float], top: float) -> str:
    link, start, end, width = one
    column = found.nodes[link.source].node.column
    left, right = at[column] + _BAR, at[column + 1]
    middle = (left + right) / 2
    first, last = start + top, end + top
    path = (
        f"M{left:.1f},{first:.2f}C{middle:.1f},{first:.2f} {middle:.1f},{last:.2f} {right:.1f},{last:.2f}v{width:.2f}"
        f"C{middle:.1f},{last + width:.2f} {middle:.1f},{first + width:.2f} {left:.1f},{first + width:.2f}Z"
    )
    ink = f"var(--{link.colour})"
    return (
        f'<path d="{path}" fill="{ink}" fill-opacity="0.42" stroke="{ink}" stroke-opacity="0.5" stroke-width="0.3">'
        f"<title>{escape(link.says)}</title></path>"
    )


def _node(one: Placed, at: Sequence[float], top: float, columns: int) -> str:
    node = one.node
    x, last = at[node.column], node.column == columns - 1
    bar = (
        f'<rect x="{x:.1f}" y="{one.bar + top:.2f}" width="{_BAR:.0f}" height="{max(one.height, 0.5):.2f}" fill="var(--{node.colour})">'
        f"<title>{escape(f'{node.name}: {node.amount}')}</title></rect>"
    )
    text_x, anchor = (x - 5, "end") if last else (x + _BAR + 5, "start")
    middle = one.top + one.room / 2 + top + 3.5
    amount = f'<tspan class="amount" font-weight="normal" dx="4">{escape(node.amount)}</tspan>'
    return (
        f'{bar}<text x="{text_x:.1f}" y="{middle:.1f}" text-anchor="{anchor}" font-size="{_LABEL}" font-weight="bold" fill="var(--ink)" '
        f'stroke="var(--paper)" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke">{escape(node.name)}{amount}</text>'
    )


def _lines(lines: Sequence[str], top: float, ink: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return "".join(
        f'<text class="said" x="0" y="{top + _LINE * (at + 0.8):.1f}" font-size="10"{weight if at == 0 else ""} fill="{ink}">{escape(line)}</text>'
        for at, line in enumerate(lines)
    )
