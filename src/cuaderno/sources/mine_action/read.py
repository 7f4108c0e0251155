"""The events as GeoJSON, and the clearance table with the bounds beyond which an area is not believed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cuaderno.errors import ReadingError
from cuaderno.reading.json import Value, pointer_to, read_json, records, value_at
from cuaderno.reading.table import Table
from cuaderno.reading.text import read_text
from cuaderno.sources.card import folder_table

NAMED = ("TIPO_EVENTO", "DEPARTAMENTO", "MUNICIPIO", "TIPO_AREA", "AÑO")
LOOKUP = "/properties/fields/TIPO_EVENTO/lookup"
BOUNDED = ("cleared", "reduced", "cancelled")
SEPARATOR = "\x1f"
DEGREES = ((-180, 180), (-90, 90))


def read(path: Path, layout: str) -> Table:
    """The records of one file.

    Of `events`, each feature with the pointer to its type and with the type in words, as the file's own lookup has it. Of
    the tables, each row with its position in the file and the printed header; of `clearance` with the bounds as well.
    Raises ReadingError for a file of another layout, and for a damaged one.
    """
    is_json = _first_character(path) in {"{", "["}
    table = _events(path) if is_json else _rows(path)
    if is_json != (layout == "events"):
        raise ReadingError(f"{path.name} is no file of the layout '{layout}'. Take in the publisher's own file.")
    return _bounded(table) if layout == "clearance" else table


def _first_character(path: Path) -> str:
    """The first character that is no blank; "" where there is none, or where the file is no text."""
    with path.open("rb") as file:
        head = file.read(4096)
    return head.decode("utf-8-sig", errors="replace").lstrip()[:1]


def _events(path: Path) -> Table:
    document = read_json(path)
    try:
        lookup = value_at(document, LOOKUP)
    except LookupError:
        lookup = None
    if not isinstance(lookup, dict):
        raise ReadingError(
            f"{path.name} does not say what its types of event are ({LOOKUP} is missing): it is not the collection of events. "
            "Take in the publisher's own file; nothing has been taken in."
        )
    columns = ("at", *NAMED, "TIPO_EVENTO (lookup)", "longitude", "latitude")
    return Table(columns, list(_features(document, lookup, path)))


def _features(document: Value, lookup: dict[str, Any], path: Path) -> Iterator[tuple[str | None, ...]]:
    for pointer, feature in records(document, path):
        named = feature.get("properties")
        if (
            not isinstance(named, dict)
            or set(named) != set(NAMED)
            or not all(isinstance(one, str) for one in named.values())
        ):
            raise ReadingError(
                f"{path.name}: an event should have {', '.join(NAMED)} and nothing else. If the publisher has renamed one, the "
                "card must say so; nothing has been taken in.",
                locator=f"#{pointer}",
            )
        said = lookup.get(named["TIPO_EVENTO"])
        if not isinstance(said, str):
            raise ReadingError(
                f"{path.name}: the type of event '{named['TIPO_EVENTO'][:40]}' is not among those that the file explains. "
                "Nothing has been taken in.",
                locator=f"#{pointer}",
            )
        at = "#" + pointer_to(("properties", "TIPO_EVENTO"), within=pointer)
        yield (at, *(named[name] for name in NAMED), said, *_point(feature, pointer, path))


def _point(feature: dict[str, Any], pointer: str, path: Path) -> tuple[str, str]:
    """Longitude and latitude as written."""
    geometry = feature.get("geometry")
    point = geometry.get("coordinates") if isinstance(geometry, dict) else None
    try:
        if not isinstance(point, list) or len(point) != 2:
            raise ValueError
        for number, (least, most) in zip(point, DEGREES, strict=True):
            if not least <= float(number) <= most:
                raise ValueError
    except (TypeError, ValueError):
        raise ReadingError(
            f"{path.name}: an event does not stand at a point of longitude and latitude. Nothing has been taken in.",
            locator=f"#{pointer}",
        ) from None
    return str(point[0]), str(point[1])


def _rows(path: Path) -> Table:
    text = read_text(path)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error as error:
        raise ReadingError(
            f"{path.name} is not a CSV file: {error}. Download it again; nothing has been taken in."
        ) from None
    if not rows or len(rows[0]) < 2:
        parted = (
            " Its columns are parted by semicolons, as a spreadsheet saves them." if text[:200].count(";") > 3 else ""
        )
        raise ReadingError(
            f"{path.name} has no row of column names parted by commas.{parted} Take in the publisher's own CSV file; nothing has "
            "been taken in."
        )
    header = tuple(rows[0])
    for at, row in enumerate(rows, 1):
        if len(row) != len(header):
            raise ReadingError(
                f"{path.name}: row {at} has {len(row)} fields where the header has {len(header)}. The file is damaged or is not "
                "this source's; download it again, and nothing has been taken in."
            )
    printed = SEPARATOR.join(header)
    return Table(("line", "printed header", *header), [(str(at), printed, *row) for at, row in enumerate(rows[1:], 2)])


def _bounded(table: Table) -> Table:
    """The table with the most that an area of each kind can be beside each row, by `bounds.csv`."""
    most = {row["measure"]: row["most"] for row in folder_table("mine_action", "bounds.csv")}
    bounds = [most[measure] for measure in BOUNDED]
    return Table((*table.columns, *(f"most {measure}" for measure in BOUNDED)), [[*row, *bounds] for row in table.rows])
