"""A specification drawn as SVG once, its labels said in any language, its colours inked for print.

Measuring text is nearly all that a static drawing costs (0.15 ms a character against 0.005 ms a bar), so each label is
drawn as one letter that stands for it, and its words are set into the finished drawing. The same drawing therefore serves
every language and every format. Colours are names (`var(--obligated)`) that the page's style sheet gives by day and by
night; print gets the values of `INK`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from cuaderno.products import bars

INK = {
    "ink": "#1c1b19",
    "soft": "#5f5b54",
    "rule": "#d9d4ca",
    "zero": "#5f5b54",
    "paper": "#ffffff",
    "obligated": "#a3321f",
    "allocated": "#1c1b19",
    "requested": "#8a857b",
    "disbursed": "#2f6f73",
    "planned": "#7a6a99",
    "initial_allocation": "#b07d2b",
    "military": "#a3321f",
    "all": "#dcb9a8",
    "universe": "#a3321f",
    "flow": "#2f6f73",
    "land": "#e6e0d3",
    "shade_least": "#bcd8d5",
    "shade_less": "#86b5b3",
    "shade_middle": "#539091",
    "shade_more": "#2b696d",
    "shade_most": "#0e3f44",
    "band_one": "#2f6f73",
    "band_two": "#b07d2b",
    "band_three": "#a3321f",
    "band_four": "#7a6a99",
    "band_five": "#8a857b",
    "band_six": "#1c1b19",
    "band_rest": "#5f5b54",
}
"""What each colour is on paper; the page's style sheet has the same names for light and dark."""

ROWS = "rows"
"""What a specification calls its data."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
Layer = tuple[dict[str, Any], dict[str, Any]]
"""A mark and what it is drawn by."""

_LABEL = re.compile(r">([\u0100-\u04ff])</text>")
_JUNK = re.compile(
    r' (?:role|aria-[a-z]+|pointer-events|font-family|class)="[^"]*"|<path class="background"[^>]*/>|<text[^>]*/>'
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a letter of a drawing stands for: number (in units of the axis), year, word (a phrase's key), place (a code) or text."""

    kind: str
    text: str


@dataclass(slots=True)
class Drawing:
    """A specification with its labels; `scale` is what one unit of its axis is (1000 or 1000000 dollars, 1 person …)."""

    spec: dict[str, Any]
    labels: dict[str, Label]
    scale: int
    colours: tuple[str, ...]
    _rows: str = ""

    def rows(self) -> str:
        """Its data as JSON; of a map it is long, and the same for every language."""
        self._rows = self._rows or json.dumps(self.spec["data"]["values"])
        return self._rows


def svg(drawing: Drawing, said: dict[str, str], name: str) -> str:
    """The drawing with its labels said: `said` gives the text of each letter. Its colours are still names.

    The drawing is kept by its data, so a second language or a second format costs nothing. `name` keeps the patterns of
    several drawings on one page apart.
    """
    words = {letter: f">{escape(text)}</text>" for letter, text in said.items()}
    drawn = _bars(drawing.spec) or _by_vega(drawing)
    drawn = _LABEL.sub(lambda found: words[found[1]], drawn)
    return drawn.replace("url(#", f"url(#{name}-").replace('<pattern id="', f'<pattern id="{name}-')


def _bars(spec: dict[str, Any]) -> str:
    """A drawing of bars, "" of anything else: written at once, for Vega takes a hundred times as long."""
    rows = spec["data"]["values"]
    if "panels" in spec:
        return _hatched(bars.panels(rows, **spec["panels"]))
    return _hatched(bars.lying(rows, **spec["lying"])) if "lying" in spec else ""


def _by_vega(drawing: Drawing) -> str:
    shape = {**drawing.spec, "data": {"name": ROWS}}
    return _drawn(json.dumps(shape), drawing.rows())


@lru_cache(maxsize=64)
def _drawn(shape: str, rows: str) -> str:
    import vl_convert

    vega = json.loads(_compiled(shape))
    next(one for one in vega["data"] if one["name"] == ROWS)["values"] = json.loads(rows)
    drawn = str(vl_convert.vega_to_svg(vega))
    return _hatched(_JUNK.sub("", re.sub(r' (?:width|height)="\d+"(?= (?:height|viewBox))', "", drawn, count=2)))


def _hatched(drawn: str) -> str:
    """The drawing with the patterns that it uses."""
    used = sorted(set(re.findall(r"url\(#([a-z_]+)\)", drawn)))
    return drawn.replace("><", f"><defs>{''.join(map(_hatch, used))}</defs><", 1) if used else drawn


@lru_cache(maxsize=64)
def _compiled(shape: str) -> str:
    """A specification without its data as Vega: places differ in their data far more often than in what is drawn of it."""
    import vl_convert

    return json.dumps(vl_convert.vegalite_to_vega(shape))


def _hatch(colour: str) -> str:
    """The pattern of a provisional bar: lines of its colour on its colour made faint."""
    return (
        f'<pattern id="{colour}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="4" height="4" fill="var(--{colour})" fill-opacity="0.18"/>'
        f'<path d="M0,0V4" stroke="var(--{colour})" stroke-width="1.8"/></pattern>'
    )


def on_paper(drawn: str) -> str:
    """The drawing with the colours of print instead of their names."""
    inked = re.sub(r"var\(--([a-z_]+)\)", lambda found: INK[found[1]], drawn)
    return inked.replace("<svg ", '<svg font-family="Libertinus Serif" ', 1)


def plane(width: float, height: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two directions of a drawing placed by hand, in points from the top left: its fields x and y, without axes."""

    def along(field: str, most: float, **more: bool) -> dict[str, Any]:
        scale = {"domain": [0, most], "nice": False, **more}
        return {"field": field, "type": "quantitative", "axis": None, "scale": scale}

    return along("x", width), along("y", height, reverse=True)


def layered(rows: list[dict[str, Any]], width: float, height: float, drawn: Mapping[str, Layer]) -> dict[str, Any]:
    """The specification of a drawing placed by hand: a layer for each kind of row (its field k) that occurs."""
    kinds = {row["k"] for row in rows}
    return {
        "$schema": SCHEMA,
        "data": {"name": ROWS, "values": rows},
        "width": width,
        "height": height,
        "layer": [
            {"transform": [{"filter": {"field": "k", "equal": kind}}], "mark": mark, "encoding": encoding}
            for kind, (mark, encoding) in drawn.items()
            if kind in kinds
        ],
        "padding": {"left": 4, "right": 12, "top": 2, "bottom": 4},
        "config": {"aria": False, "background": None, "view": {"stroke": None}, "font": "sans-serif"},
    }
