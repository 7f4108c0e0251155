"""Bars as SVG: small charts of years side by side, and bars that lie below one another.

A drawing of bars is a few lines, rectangles and letters; bars of one colour are one path, so that a page of many charts stays light.
Coordinates are in units of the drawing, to a hundredth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

TOP, TITLED, BOTTOM, LEFT, RIGHT = 11, 24, 25, 55, 17
"""What stands around the charts: room for the axes' labels, and for a name above each chart where they have one."""
BETWEEN = 49
"""What stands between two rows of charts beside that."""
_AXIS = 15
"""The room that the labels of an axis take, where every chart has its own."""
_INK = {"y": ("end", ""), "x": ("middle", ""), "first": ("start", ""), "last": ("end", "")}


def panels(rows: Sequence[Row], *, columns: int, width: int, height: int, spacing: int, shared: bool) -> str:
    """Small charts side by side, each with its grid, bars, marks across them, axis labels and name.

    A row has its chart (p), what it is (k: grid, zero, bar, mark, y, x, first, last, title, and none: why it has no bar), its places in years (x to z) and amount
    (v), its colour (c) or its text (t). Years are on one scale for all charts, amounts on one where it is `shared`.
    """
    numbers = sorted({row["p"] for row in rows})
    top = TITLED if any(row["k"] == "title" for row in rows) else TOP
    pitch = width + spacing + (2 if shared or columns == 1 else _AXIS), height + top + BETWEEN
    lines = -(-len(numbers) // columns)
    years = _span([row[end] for row in rows for end in ("x", "z") if end in row])
    amounts = _span([0.0, *(row["v"] for row in rows if "v" in row)])
    drawn = []
    for at, number in enumerate(numbers):
        mine = [row for row in rows if row["p"] == number]
        scale = amounts if shared else _span([0.0, *(row["v"] for row in mine if "v" in row)])
        x, y = LEFT + at % columns * pitch[0], top + at // columns * pitch[1]
        drawn.append(f'<g transform="translate({x},{y})">{_panel(mine, years, scale, width, height)}</g>')
    whole = LEFT + (min(columns, len(numbers)) - 1) * pitch[0] + width + RIGHT
    return _svg(whole, top + (lines - 1) * pitch[1] + height + BOTTOM, drawn)


def _panel(
    rows: Sequence[Row], years: tuple[float, float], amounts: tuple[float, float], width: int, height: int
) -> str:
    across = width / ((years[1] - years[0]) or 1)
    up = height / ((amounts[1] - amounts[0]) or 1)

    def x(year: float) -> float:
        return (year - years[0]) * across

    def y(amount: float) -> float:
        return (amounts[1] - amount) * up

    def along(kind: str) -> str:
        return "".join(f"M0,{_n(y(row['v']))}h{width}" for row in rows if row["k"] == kind)

    bars: dict[str, list[str]] = {}
    marks: dict[str, list[str]] = {}
    texts = [_text(6, 14, row["t"], "start", slanted=True) for row in rows if row["k"] == "none"]
    for row in rows:
        kind = row["k"]
        if kind == "bar":
            bars.setdefault(row["c"], []).append(
                _rectangle(x(row["x"]), y(max(row["v"], 0.0)), x(row["z"]), y(min(row["v"], 0.0)))
            )
        elif kind == "mark":
            begins, ends = x(row["x"]), x(row["z"])
            marks.setdefault(row["c"], []).append(f"M{_n(begins)},{_n(y(row['v']))}h{_n(ends - begins)}")
        elif kind == "title":
            texts.append(_text(0, -13, row["t"], "start", ink="ink", bold=True))
        elif kind == "y":
            texts.append(_text(-6, y(row["v"]), row["t"], "end"))
        elif kind in _INK:
            texts.append(_text(x(row["x"]), height + 12, row["t"], _INK[kind][0]))
    return "".join(
        (
            _line(along("grid"), "rule", 0.8),
            *(f'<path d="{"".join(some)}" fill="{colour}"/>' for colour, some in bars.items()),
            *(f'<path d="{"".join(some)}" stroke="{colour}" stroke-width="1.6"/>' for colour, some in marks.items()),
            _line(along("zero"), "zero", 0.9),
            *texts,
        )
    )


def lying(rows: Sequence[Row], *, names: Sequence[str], width: int, step: int, colour: str, named: bool) -> str:
    """Bars below one another in the order of their names (u); where they are `named`, the name stands above its bar, not before it.

    A row is of a kind (k: grid, zero, bar, none, code, name, x), and has its amount (x) or its text (t).
    """
    height = step * len(names)
    low, high = _span([0.0, *(row["x"] for row in rows if "x" in row)])
    along = width / ((high - low) or 1)
    middle = {name: step * (at + 0.5) for at, name in enumerate(names)}
    thick, below = (8.0, 7.0) if named else (step * 0.62, 0.0)
    lines: dict[str, list[str]] = {"grid": [], "zero": []}
    bars, texts = [], []
    for row in rows:
        kind = row["k"]
        at = (row.get("x", 0.0) - low) * along
        y = middle.get(row.get("u", ""), 0.0)
        if kind in lines:
            lines[kind].append(f"M{_n(at)},0v{height}")
        elif kind == "bar":
            ends = sorted((-low * along, at))
            bars.append(_rectangle(ends[0], y + below - thick / 2, ends[1], y + below + thick / 2))
        elif kind == "none":
            texts.append(_text(at + 6, y, row["t"], "start", slanted=True))
        elif kind == "code":
            texts.append(_text(-8, y, row["t"], "end", ink="ink", bold=True))
        elif kind == "name":
            texts.append(_text(0, y - 6, row["t"], "start", ink="ink"))
        else:
            texts.append(_text(at, height + 12, row["t"], "middle"))
    left = 8 if named else 42
    drawn = (
        f'<g transform="translate({left},7)">{_line("".join(lines["grid"]), "rule", 0.8)}'
        f'<path d="{"".join(bars)}" fill="var(--{colour})"/>{_line("".join(lines["zero"]), "zero", 0.9)}{"".join(texts)}</g>'
    )
    return _svg(left + width + 29, height + 32, (drawn,))


def _span(values: Iterable[float]) -> tuple[float, float]:
    some = list(values)
    return (min(some), max(some)) if some else (0.0, 1.0)


def _n(value: float) -> str:
    """A coordinate, as short as it can be written."""
    return f"{round(value, 2) + 0.0:.6g}"


def _rectangle(left: float, top: float, right: float, bottom: float) -> str:
    wide = round(right - left, 2) + 0.0
    across, down = round(left, 2) + 0.0, round(top, 2) + 0.0
    return f"M{across:.6g},{down:.6g}h{wide:.6g}v{round(bottom - top, 2) + 0.0:.6g}h-{wide:.6g}Z"


def _line(path: str, ink: str, width: float) -> str:
    return f'<path d="{path}" stroke="var(--{ink})" stroke-width="{width}"/>' if path else ""


def _text(
    x: float, y: float, letter: str, anchor: str, *, ink: str = "soft", bold: bool = False, slanted: bool = False
) -> str:
    style = (' font-weight="bold"' if bold else "") + (' font-style="italic"' if slanted else "")
    return f'<text text-anchor="{anchor}" x="{_n(x)}" y="{_n(y + 3)}" font-size="10px"{style} fill="var(--{ink})">{letter}</text>'


def _svg(width: float, height: float, parts: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" viewBox="0 0 {_n(width)} {_n(height)}">'
        f'<g fill="none" stroke-miterlimit="10">{"".join(parts)}</g></svg>'
    )
