"""Maps of the world as Vega-Lite specifications: who got how much of one thing, and where a place's partners lie.

The world is `world.json`: GeoJSON whose features carry codes of places, in units of the drawing. `docs/world.py` makes it out of
Natural Earth 4.1.0 (admin 0 countries, 1:110 million, public domain) in the Equal Earth projection. A place that is missing at
that scale, or would be too small to be seen, has a dot instead.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from cuaderno.products.charts import WIDTH, Sheet
from cuaderno.products.drawing import Drawing, Layer, layered, plane
from cuaderno.products.shapes import MatterTable

SHADES = ("shade_least", "shade_less", "shade_middle", "shade_more", "shade_most")
"""One colour from weak to strong, by the names that the style sheet and print give values to."""
LAND = "land"
_KEY_STEP, _KEY_HEIGHT, _DOT = 62, 9, 19.0

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The polygons of every place that is drawn, the dots of those that are (also) too small, and the height of it all."""

    shapes: dict[str, list[list[Ring]]]
    dots: dict[str, tuple[float, float]]
    height: int


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing with the places it shows, and those asked for that are no territory of it."""

    drawing: Drawing
    shown: tuple[str, ...]
    left_out: tuple[str, ...]


@cache
def atlas() -> Atlas:
    """The world, read once."""
    world = json.loads((files("cuaderno.products") / "world.json").read_text(encoding="utf-8"))
    shapes = {one["id"]: one["geometry"]["coordinates"] for one in world["features"] if one["geometry"]}
    dots = {one["id"]: tuple(one["properties"]["dot"]) for one in world["features"] if one["properties"]}
    return Atlas(shapes, dots, math.ceil(world["bbox"][3]))


def shaded(table: MatterTable) -> Map | None:
    """The places of a table by the figures of its first column, in at most five classes; None where none can be drawn.

    Rows that the table leaves out (`rest`) are of the weakest class, whose upper limit is no less than the least figure shown.
    """
    worth = {
        row.marks[0].code: fig.value
        for row in table.rows
        if (fig := row.cells[0]) is not None and fig.value is not None and fig.value > 0
    }
    limits = class_limits(list(worth.values()), rest=bool(table.rest))
    used = SHADES[-1 - len(limits) :] if limits else SHADES[-2:-1]
    inks = {code: used[sum(value >= limit for limit in limits)] for code, value in worth.items()}
    inks |= dict.fromkeys(table.rest, used[0])
    return _shaded(tuple(inks.items()), used, tuple(limits))


@lru_cache(maxsize=64)
def _shaded(painted: tuple[tuple[str, str], ...], used: tuple[str, ...], limits: tuple[Decimal, ...]) -> Map | None:
    inks = dict(painted)
    sheet = Sheet()
    shown = _paint(sheet, inks)
    if not shown:
        return None
    scale = _key(sheet, used, limits)
    return Map(Drawing(_spec(sheet.rows), sheet.labels, scale, ()), shown, _left_out(inks))


def marked(colours: Mapping[str, str]) -> Map | None:
    """Places, each in the colour of its kind; None where none can be drawn."""
    return _marked(tuple(colours.items()))


@lru_cache(maxsize=64)
def _marked(painted: tuple[tuple[str, str], ...]) -> Map | None:
    colours = dict(painted)
    sheet = Sheet()
    shown = _paint(sheet, colours)
    if not shown:
        return None
    used = tuple(dict.fromkeys(colours[code] for code in colours if code in shown))
    return Map(Drawing(_spec(sheet.rows), sheet.labels, 1, used), shown, _left_out(colours))


def class_limits(values: Sequence[Decimal], *, rest: bool) -> list[Decimal]:
    """At most four round limits between classes: 1, 2 or 5 times a power of ten, each with values above and below it.

    With a `rest` of which no more is known than that it is less than every value, the first limit is the lowest that is no less than
    the least value.
    """
    if not values:
        return []
    least, most = min(values), max(values)
    between = [one for one in _round_numbers(least, most) if least < one <= most]
    if rest and least in _round_numbers(least, most):
        between = [least, *between]
    if len(between) <= len(SHADES) - 1:
        return between
    first, others = between[0], between[1:]
    steps = len(SHADES) - 1
    return [first, *(others[round(number * (len(others) + 1) / steps) - 1] for number in range(1, steps))]


def _round_numbers(least: Decimal, most: Decimal) -> list[Decimal]:
    powers = range(least.adjusted(), most.adjusted() + 1)
    return [Decimal(factor).scaleb(power) for power in powers for factor in (1, 2, 5)]


def _left_out(codes: Iterable[str]) -> tuple[str, ...]:
    world = atlas()
    return tuple(code for code in codes if code not in world.shapes and code not in world.dots)


def _paint(sheet: Sheet, inks: Mapping[str, str]) -> tuple[str, ...]:
    """The land in one piece a colour, dots above it; the places that were painted."""
    world = atlas()
    by_ink: dict[str, list[list[Ring]]] = {LAND: []}
    for code, polygons in world.shapes.items():
        by_ink.setdefault(inks.get(code, LAND), []).extend(polygons)
    for ink, polygons in by_ink.items():
        geometry = {"type": "MultiPolygon", "coordinates": polygons}
        sheet.rows.append({"type": "Feature", "k": "land", "c": f"var(--{ink})", "geometry": geometry})
    for code, ink in inks.items():
        if code in world.dots:
            x, y = world.dots[code]
            sheet.rows.append({"k": "dot", "x": x, "y": y, "c": f"var(--{ink})"})
    return tuple(code for code in inks if code in world.shapes or code in world.dots)


def _key(sheet: Sheet, inks: Sequence[str], limits: Sequence[Decimal]) -> int:
    """The classes side by side, a limit where two meet; what one unit of the limits stands for."""
    top = atlas().height + 14
    scale = next((one for one in (10**9, 1_000_000, 1_000) if limits and limits[0] * 10 >= one), 1)
    for number, ink in enumerate(inks if limits else ()):
        x = number * _KEY_STEP
        sheet.rows.append(
            {"k": "key", "x": x, "z": x + _KEY_STEP - 1, "y": top, "w": top + _KEY_HEIGHT, "c": f"var(--{ink})"}
        )
    for number, limit in enumerate(limits, 1):
        text = sheet.letter("number", f"{limit / scale:f}")
        sheet.rows.append({"k": "limit", "x": number * _KEY_STEP - 0.5, "y": top + _KEY_HEIGHT + 9, "t": text})
    return scale


def _spec(rows: list[dict[str, Any]]) -> dict[str, Any]:
    keyed = any(row["k"] == "key" for row in rows)
    height = atlas().height + (36 if keyed else 0)
    x, y = plane(WIDTH, height)
    fill = {"field": "c", "type": "nominal", "scale": None, "legend": None}
    edge = {"stroke": "var(--paper)", "strokeWidth": 0.5, "opacity": 1}
    drawn: dict[str, Layer] = {
        "land": ({"type": "geoshape", "strokeJoin": "round", "clip": False, **edge}, {"fill": fill}),
        "dot": ({"type": "point", "shape": "circle", "size": _DOT, **edge}, {"x": x, "y": y, "fill": fill}),
        "key": ({"type": "rect"}, {"x": x, "x2": {"field": "z"}, "y": y, "y2": {"field": "w"}, "fill": fill}),
        "limit": (
            {"type": "text", "baseline": "middle", "fontSize": 10, "align": "center", "color": "var(--soft)"},
            {"x": x, "y": y, "text": {"field": "t", "type": "nominal"}},
        ),
    }
    flat = {"projection": {"type": "identity", "scale": 1, "translate": [0, 0]}}
    return layered(rows, WIDTH, height, drawn) | flat
