"""Makes the world of the brief's maps, `src/cuaderno/products/world.json`, out of Natural Earth.

    python docs/world.py FOLDER

FOLDER holds `countries-110m.json` and `countries-10m.json` of the package world-atlas 2.0.2 (ISC): Natural Earth 4.1.0, admin 0
countries at 1:110 million and 1:10 million, as TopoJSON. Natural Earth is in the public domain. The steps:

1. Every country gets the code of `places.csv`. What ISO 3166-1 has no code for goes to the territory that ISO counts it to
   (Somaliland to Somalia, Northern Cyprus to Cyprus, Crimea to Ukraine). Antarctica is left out.
2. Points are projected: Equal Earth (Šavrič, Patterson and Jenny 2018), which keeps areas equal, around 11° east, so that
   no country is cut; then scaled to the width of the brief's drawings.
3. Borders are simplified (Visvalingam), each once for both its sides, and rounded to a tenth of a unit. Islands that would be
   a speck are left out.
4. A territory that is missing at 1:110 million, or is drawn too small to be seen, gets a dot at the centre of its largest part.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from cuaderno.errors import UnknownName
from cuaderno.products.charts import WIDTH
from cuaderno.statements.places import find_place

Point = tuple[float, float]
MERIDIAN = 11.0
LEAST_BEND = 0.45  # square units of the drawing: a corner that encloses less is straightened
SPECK = 0.5  # square units: a ring that is less and not its country's largest is left out
SMALL = 7.0  # square units: a country that is less gets a dot
CODES = {
    "Akrotiri": "CYP", "Bosnia and Herz.": "BIH", "Congo": "COG", "Dem. Rep. Congo": "COD", "Falkland Is.": "FLK",
    "Fr. S. Antarctic Lands": "ATF", "N. Cyprus": "CYP", "S. Sudan": "SSD", "Solomon Is.": "SLB", "Somaliland": "SOM",
    "W. Sahara": "ESH", "Antigua and Barb.": "ATG", "British Virgin Is.": "VGB", "Cayman Is.": "CYM", "Cook Is.": "COK",
    "Faeroe Is.": "FRO", "Fr. Polynesia": "PYF", "Marshall Is.": "MHL", "N. Mariana Is.": "MNP", "Pitcairn Is.": "PCN",
    "St. Vin. and Gren.": "VCT", "Turks and Caicos Is.": "TCA", "U.S. Virgin Is.": "VIR", "Wallis and Futuna Is.": "WLF",
    "Åland": "ALA", "Br. Indian Ocean Ter.": "IOT", "S. Geo. and the Is.": "SGS", "Heard I. and McDonald Is.": "HMD",
    "U.S. Minor Outlying Is.": "UMI",
}  # fmt: skip
"""Names that Natural Earth shortens."""
LEFT_OUT = {"ATA"}
CRIMEA = (34.2, 45.3)


def read(path: Path) -> tuple[dict[str, list[list[int]]], list[list[Point]]]:
    """The rings of every code as arc numbers (`~n` is arc n backwards), and the arcs in degrees."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = ([*accumulate(step[at] for step in arc)] for at in (0, 1))
        arcs.append([(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)])
    rings: dict[str, list[list[int]]] = {}
    for one in topology["objects"]["countries"]["geometries"]:
        code = code_of(one["properties"]["name"])
        if code and code not in LEFT_OUT:
            polygons = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
            rings.setdefault(code, []).extend(ring for polygon in polygons for ring in polygon)
    return rings, arcs


def code_of(name: str) -> str:
    """The code of a name of Natural Earth, "" where the vocabulary has none (a reef, a base)."""
    try:
        return CODES.get(name) or find_place(name).code
    except UnknownName:
        return ""


def to_ukraine(rings: dict[str, list[list[int]]], arcs: Sequence[Sequence[Point]]) -> None:
    """Natural Earth draws Crimea, a ring of its own, with Russia; ISO 3166-1 and the publishers' figures have it with Ukraine."""
    (crimea,) = [ring for ring in rings["RUS"] if holds(points(ring, arcs), CRIMEA)]
    rings["RUS"].remove(crimea)
    rings["UKR"].append(crimea)


def merged(rings: Iterable[Sequence[int]]) -> list[list[int]]:
    """Rings without the borders between them: an arc that is gone along both ways is none."""
    mine = [list(ring) for ring in rings]
    every = {arc for ring in mine for arc in ring}
    return [[arc for arc in ring if ~arc not in every] for ring in mine]


def stitched(parts: Iterable[Sequence[int]], arcs: Sequence[Sequence[Point]]) -> list[list[int]]:
    """Arcs end to end as rings."""
    left = {arc for part in parts for arc in part}
    begins = {ends(arc, arcs)[0]: arc for arc in left}
    rings = []
    while left:
        ring = [left.pop()]
        while ends(ring[-1], arcs)[1] != ends(ring[0], arcs)[0]:
            ring.append(begins[ends(ring[-1], arcs)[1]])
            left.remove(ring[-1])
        rings.append(ring)
    return rings


def ends(arc: int, arcs: Sequence[Sequence[Point]]) -> tuple[Point, Point]:
    """The first and the last point of an arc in its direction."""
    one = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
    return one[0], one[-1]


def points(ring: Iterable[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """The points of a ring, the first again at the end."""
    found: list[Point] = []
    for arc in ring:
        one = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        found += one[1:] if found else one
    return found


def holds(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point lies in a ring, by the number of sides that a line to the east crosses."""
    x, y = point
    return sum(
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in pairwise(ring)
    ) % 2 == 1  # fmt: skip


def projected(arc: Sequence[Point]) -> list[Point]:
    """An arc projected; one that crosses the edge of the map runs on beyond it (St. Lawrence Island does)."""
    east = 0.0
    found: list[Point] = []
    for longitude, latitude in arc:
        turn = (longitude - MERIDIAN + 180) % 360 - 180
        east = turn + 360 * round((east - turn) / 360) if found else turn
        found.append(equal_earth((east, latitude)))
    return found


def equal_earth(point: Point) -> Point:
    """Degrees from the middle as x and y (down) of the Equal Earth projection of a sphere of radius 1."""
    longitude = math.radians(point[0])
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(point[1])))
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    slope = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = 2 * math.sqrt(3) * longitude * math.cos(theta) / (3 * slope)
    return x, -(a4 * theta**9 + a3 * theta**7 + a2 * theta**3 + a1 * theta)


def area(ring: Sequence[Point]) -> float:
    """The area of a ring, negative for one that runs the other way."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def centre(ring: Sequence[Point]) -> Point:
    """The centre of gravity of a ring."""
    whole = area(ring) * 6
    if not whole:
        return ring[0]
    crossed = [(one, two, one[0] * two[1] - two[0] * one[1]) for one, two in pairwise(ring)]
    x, y = (sum((one[at] + two[at]) * cross for one, two, cross in crossed) / whole for at in (0, 1))
    return x, y


def simplified(arc: Sequence[Point]) -> list[Point]:
    """An arc without the corners that enclose least, its ends kept (Visvalingam and Whyatt 1993)."""
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    gone = [False] * len(arc)

    def bend(at: int) -> float:
        corner = [arc[before[at]], arc[at], arc[after[at]], arc[before[at]]]
        return abs(area(corner))

    waiting = [(bend(at), at) for at in range(1, len(arc) - 1)]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] < LEAST_BEND:
        size, at = heapq.heappop(waiting)
        if gone[at] or size != bend(at):
            continue
        gone[at] = True
        after[before[at]], before[after[at]] = after[at], before[at]
        for near in (before[at], after[at]):
            if 0 < near < len(arc) - 1:
                heapq.heappush(waiting, (bend(near), near))
    return [point for at, point in enumerate(arc) if not gone[at]]


def shapes(rings: dict[str, list[list[int]]], arcs: Sequence[Sequence[Point]]) -> dict[str, list[list[Point]]]:
    """The rings of every code in units of the drawing, simplified and rounded."""
    fine = [[rounded(point) for point in simplified(arc)] for arc in arcs]
    found = {}
    for code, mine in rings.items():
        drawn = [once(points(ring, fine)) for ring in mine]
        largest = max(drawn, key=lambda ring: abs(area(ring)))
        found[code] = [ring for ring in drawn if ring is largest or (len(ring) > 3 and abs(area(ring)) >= SPECK)]
    return found


def rounded(point: Point) -> Point:
    """A point to a tenth of a unit."""
    return round(point[0], 1), round(point[1], 1)


def once(ring: Sequence[Point]) -> list[Point]:
    """A ring without points that rounding has made the same as the one before."""
    return [ring[0], *(two for one, two in pairwise(ring) if one != two)]


def geometry(rings: Sequence[Sequence[Point]]) -> dict[str, Any]:
    """Rings as a MultiPolygon; one that runs the other way is a hole of the largest."""
    largest = max(rings, key=lambda ring: abs(area(ring)))
    outside = [ring for ring in rings if area(ring) * area(largest) > 0 and ring is not largest]
    holes = [ring for ring in rings if area(ring) * area(largest) <= 0 and len(ring) > 3]
    return {"type": "MultiPolygon", "coordinates": [[largest, *holes], *([ring] for ring in outside)]}


def centres(folder: Path) -> dict[str, Point]:
    """The centre of the largest ring of every code at 1:10 million, projected."""
    rings, arcs = read(folder / "countries-10m.json")
    found = {}
    for code, mine in rings.items():
        parts = [projected(points(ring, arcs)) for ring in mine]
        found[code] = centre(max(parts, key=lambda ring: abs(area(ring))))
    return found


def world(folder: Path) -> str:
    """The file: a GeoJSON feature a line, in units of the drawing."""
    rings, degrees = read(folder / "countries-110m.json")
    to_ukraine(rings, degrees)
    rings = {code: stitched(merged(mine), degrees) for code, mine in rings.items()}
    used = {arc if arc >= 0 else ~arc for mine in rings.values() for ring in mine for arc in ring}
    flat = [projected(arc) if at in used else [] for at, arc in enumerate(degrees)]
    dots = centres(folder)
    xs, ys = ([point[at] for arc in (*flat, dots.values()) for point in arc] for at in (0, 1))
    west, north = min(xs), min(ys)
    scale = WIDTH / (max(xs) - west)

    def placed(point: Point) -> Point:
        return (point[0] - west) * scale, (point[1] - north) * scale

    drawn = shapes(rings, [list(map(placed, arc)) for arc in flat])
    lines = []
    for code in sorted({**drawn, **dots}):
        some = drawn.get(code, [])
        big = sum(abs(area(ring)) for ring in some) >= SMALL
        dot = {} if big else {"dot": rounded(placed(dots[code]))}
        shape = geometry(some) if some else None
        lines.append(
            json.dumps({"type": "Feature", "id": code, "properties": dot, "geometry": shape}, separators=(",", ":"))
        )
    height = round((max(ys) - north) * scale, 1)
    head = f'{{"type":"FeatureCollection","bbox":[0,0,{WIDTH},{height}],"features":[\n'
    return head + ",\n".join(lines).replace(".0,", ",").replace(".0]", "]") + "\n]}\n"


if __name__ == "__main__":
    made = Path(__file__).parents[1] / "src" / "cuaderno" / "products" / "world.json"
    made.write_text(world(Path(sys.argv[1])), encoding="utf-8")
