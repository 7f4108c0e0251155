"""The world shaded by figures, drawn so that each place is a link: the shapes of `world`, written as SVG paths once.

Vega draws all land of a colour in one piece, and takes a hundred times as long; a map of this many links is written by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from html import escape

from cuaderno.products.charts import WIDTH
from cuaderno.products.words import amount_digits
from cuaderno.products.world import LAND, SHADES, Ring, atlas
from cuaderno.statements.places import Place, all_places

NIL = "nil"
"""The class of those whose figure is zero or, on balance, less."""

SCALES = (10**9, 10**6, 10**3, 1)
_NICE = (Decimal(1), Decimal(2), Decimal(5))
_STEP, _HIGH, _ROW, _DOT = 56, 9, 20, 2.3


@dataclass(frozen=True, slots=True)
class Shading:
    """The class of every place: a name of `SHADES`, or `NIL`. A limit belongs to the class above it.

    `used` are the shades from weak to strong, one more than there are limits; `counts` says how many places are in each.
    """

    inks: dict[str, str]
    limits: tuple[Decimal, ...]
    used: tuple[str, ...]

    @property
    def scale(self) -> int:
        """What one unit of the limits is written as: 1000000 where they are told in millions."""
        return next((one for one in SCALES if self.limits and self.limits[0] * 10 >= one), 1)

    def counts(self) -> dict[str, int]:
        """How many places each class has."""
        inks = list(self.inks.values())
        return {ink: inks.count(ink) for ink in (*self.used, NIL) if ink in inks}


@dataclass(frozen=True, slots=True)
class Keyed:
    """The words of the key under a map: what its limits are told in, and its two classes without a shade."""

    scale: str
    nil: str
    none: str


def shading(values: Mapping[str, Decimal]) -> Shading:
    """At most five classes with about as many places in each, their limits round: 1, 2 or 5 times a power of ten."""
    worth = sorted(value for value in values.values() if value > 0)
    limits = _limits(worth)
    used = SHADES[-1 - len(limits) :] if limits else SHADES[2:3]
    inks = {code: used[sum(value >= limit for limit in limits)] if value > 0 else NIL for code, value in values.items()}
    return Shading(inks, limits, used if worth else ())


def _limits(worth: Sequence[Decimal]) -> tuple[Decimal, ...]:
    classes = len(SHADES)
    found = {_nice(worth[len(worth) * number // classes]) for number in range(1, classes)} if worth else set()
    return tuple(sorted(one for one in found if worth[0] < one <= worth[-1]))


def _nice(value: Decimal) -> Decimal:
    """The nearest of 1, 2 and 5 times a power of ten, by proportion."""
    power = value.adjusted()
    near = [one.scaleb(power) for one in (*_NICE, Decimal("1E1"))]
    return min(near, key=lambda one: max(one / value, value / one))


@cache
def _paths() -> tuple[tuple[str, str], ...]:
    """Every place that is drawn with its shape, a dot where it is (also) too small; dots last, above all land."""
    world = atlas()
    shapes = {code: "".join(_ring(ring) for polygon in some for ring in polygon) for code, some in world.shapes.items()}
    land = [(code, f'd="{path}"') for code, path in shapes.items()]
    dots = [(code, f'd="{_circle(*at)}"') for code, at in world.dots.items()]
    return (*land, *dots)


def _ring(ring: Ring) -> str:
    """A ring as steps from point to point, in tenths: half as long as its places."""
    points = [(round(x * 10), round(y * 10)) for x, y in ring]
    said = [f"M{_tenths(points[0][0])} {_tenths(points[0][1])}l"]
    for (x, y), (before_x, before_y) in zip(points[1:-1], points, strict=False):
        step = (_tenths(x - before_x), _tenths(y - before_y))
        said.append(f"{step[0]}{step[1] if step[1].startswith('-') else f' {step[1]}'} ")
    return "".join(said).rstrip() + "z"


def _tenths(value: int) -> str:
    text = f"{value / 10:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _circle(x: float, y: float) -> str:
    return f"M{x - _DOT:.1f} {y:.1f}a{_DOT} {_DOT} 0 1 0 {2 * _DOT} 0a{_DOT} {_DOT} 0 1 0 {-2 * _DOT} 0z"


def map_svg(found: Shading, lang: str, keyed: Keyed, link: Callable[[str], str]) -> str:
    """The drawing. `link` gives the address of a place, "" of one without a page."""
    drawn = "".join(_place(code, path, found.inks.get(code, LAND), lang, link(code)) for code, path in _paths())
    key, height = _key(found, lang, keyed)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" aria-hidden="true" focusable="false">'
        f'<g stroke="var(--paper)" stroke-width="0.4" stroke-linejoin="round">{drawn}</g>{key}</svg>'
    )


def _place(code: str, path: str, ink: str, lang: str, address: str) -> str:
    paint = 'fill="var(--paper)" stroke="var(--soft)"' if ink == NIL else f'fill="var(--{ink})"'
    shape = f"<path {path} {paint}/>"
    known = _known().get(code)
    if known is None or not address:
        return shape
    name = escape(known.name(lang))
    return f'<a href="{escape(address)}" data-place="{code}" tabindex="-1"><title>{name}</title>{shape}</a>'


@cache
def _known() -> dict[str, Place]:
    return {one.code: one for one in all_places()}


def _key(found: Shading, lang: str, keyed: Keyed) -> tuple[str, int]:
    """What the colours mean, under the map, and the height of it all."""
    top = atlas().height + 12
    parts = []
    if found.limits:
        parts.append(_words(0, top, keyed.scale))
        top += 7
        for number, ink in enumerate(found.used):
            parts.append(_box(number * _STEP, top, _STEP - 1, f'fill="var(--{ink})"'))
        for number, limit in enumerate(found.limits, 1):
            said = amount_digits(lang, f"{limit / found.scale:f}")
            parts.append(_words(number * _STEP - 0.5, top + _HIGH + 13, said, "middle"))
        top += _HIGH + 22
    parts.append(_box(0, top, 14, 'fill="var(--land)"') + _words(20, top + 8, keyed.none))
    if NIL in found.inks.values():
        top += _ROW
        parts.append(_box(0.5, top, 13, 'fill="var(--paper)" stroke="var(--soft)"') + _words(20, top + 8, keyed.nil))
    return "".join(parts), top + 16


def _box(x: float, y: float, width: float, paint: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{_HIGH}" {paint}/>'


def _words(x: float, y: float, said: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="var(--soft)">{escape(said)}</text>'
