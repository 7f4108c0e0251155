"""The Office of the Historian's XML: travels of Presidents and Secretaries of State, visits by foreign leaders, chiefs of mission.

Texts are broken over lines in the files and are joined here. A trip to several countries stands as one element for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from cuaderno.errors import ReadingError
from cuaderno.reading.table import Table
from cuaderno.reading.xml import read_tree
from cuaderno.sources.card import folder_table
from cuaderno.statements.locator import XPath
from cuaderno.statements.places import place

Row = tuple[str, ...]

ROOTS = {"president_travels": "trips", "secretary_travels": "trips", "visits": "visits", "chiefs": "country-mission"}
ROLES = {"president_travels": "president", "secretary_travels": "secretary"}
TRIP = ("at", "id", "role", "who", "name", "start-date", "end-date", "country", "country_es", "locale", "remarks")
VISIT = ("at", "id", "decade", "start-date", "end-date", "visitor", "from", "from_es", "description")
EVENTS = ("appointed", "arrived", "started", "ended")
CHIEF = (
    "at", "id", "territory-id", "territory", "territory_es", "section", "person", "role_en", "role_es", "note",
    *(column for event in EVENTS for column in (event, f"{event}_note")),
)  # fmt: skip

OTHER_BEFORE = {
    "Vietnam": ("1975-04-30", "Vietnam (until 1975)"),
    "China, Republic of": ("1949-12-07", "China, Republic of (until 1949)"),
    "Republic of China": ("1949-12-07", "China, Republic of (until 1949)"),
}
"""Names that meant another place up to a day: the Republic of Vietnam fell on 30 April 1975; the government of the Republic of
China moved to Taipei on 7 December 1949."""

TITLES = {
    "ambassador-e-p": ("ambassador extraordinary and plenipotentiary", "embajador extraordinario y plenipotenciario"),
    "envoy-extraordinary-minister-plenipotentiary": (
        "envoy extraordinary and minister plenipotentiary",
        "enviado extraordinario y ministro plenipotenciario",
    ),
    "minister-plenipotentiary": ("minister plenipotentiary", "ministro plenipotenciario"),
    "minister-resident": ("minister resident", "ministro residente"),
    "charge-daffaires": ("chargé d'affaires", "encargado de negocios"),
}


def read(path: Path, layout: str) -> Table:
    """The records of one file; `at` is the element's XPath. Raises ReadingError for a file of another layout, or a damaged one."""
    root = read_tree(path).getroot()
    if root.tag != ROOTS[layout] or (layout in ROLES and _role(root) != ROLES[layout]):
        raise ReadingError(
            f"{path.name} is no file of {layout.replace('_', ' ')}. Take in the publisher's own file of trips, visits or chiefs of "
            "mission; nothing has been taken in."
        )
    columns, rows = _LAYOUTS[ROOTS[layout]]
    return Table(columns, list(rows(root)))


def _role(root: etree._Element) -> str:
    return root[0].get("role", "") if len(root) else ""


def _text(element: etree._Element, path: str) -> str:
    return " ".join(str(element.findtext(path) or "").split())


def _at(*steps: str) -> str:
    return str(XPath("/" + "/".join(steps)))


def _trips(root: etree._Element) -> Iterator[Row]:
    for number, trip in enumerate(root.iterchildren("trip"), 1):
        said = [_text(trip, name) for name in ("name", "start-date", "end-date")]
        country = _then(_text(trip, "country"), said[1])
        rest = (_text(trip, "locale"), _text(trip, "remarks"))
        whose = (str(trip.get("role", "")), str(trip.get("who", "")))
        yield (_at("trips", f"trip[{number}]"), _text(trip, "id"), *whose, *said, country, _spanish(country), *rest)


def _visits(root: etree._Element) -> Iterator[Row]:
    for number, visit in enumerate(root.iterchildren("visit"), 1):
        start, end = _text(visit, "start-date"), _text(visit, "end-date")
        country = _then(_text(visit, "from"), start)
        said = (
            f"{start[:3]}0",
            start,
            end,
            _text(visit, "visitor"),
            country,
            _spanish(country),
            _text(visit, "description"),
        )
        yield (_at("visits", f"visit[{number}]"), _text(visit, "id"), *said)


def _chiefs(root: etree._Element) -> Iterator[Row]:
    territory = _text(root, "territory-id")
    for section in ("chiefs", "other-nominees"):
        for number, chief in enumerate(root.iterfind(f"{section}/chief"), 1):
            title = _text(chief, "role-title-id")
            titles = TITLES.get(title, (title.replace("-", " "), title.replace("-", " ")))
            person = _text(chief, "person-id").replace("-", " ").title()
            where = (territory, _english(territory), _spanish(territory), section)
            events = [_text(chief, f"{event}/{part}") for event in EVENTS for part in ("date", "note")]
            at = _at("country-mission", section, f"chief[{number}]")
            yield (at, _text(chief, "id"), *where, person, *titles, _text(chief, "note"), *events)


_LAYOUTS: dict[str, tuple[Row, Callable[[etree._Element], Iterator[Row]]]] = {
    "trips": (TRIP, _trips),
    "visits": (VISIT, _visits),
    "country-mission": (CHIEF, _chiefs),
}


def _then(country: str, day: str) -> str:
    """The name, as `names.csv` tells it apart from the same name of another time."""
    until, name = OTHER_BEFORE.get(country, ("", ""))
    return name if day and day <= until else country


@cache
def _codes() -> dict[str, str]:
    return {row["published"]: row["code"] for row in folder_table("travels_visits", "names.csv")}


def _english(country: str) -> str:
    return place(code).name("en") if (code := _codes().get(country)) else country


def _spanish(country: str) -> str:
    return place(code).name("es") if (code := _codes().get(country)) else country
