"""Every territory of a part of the world is one of the places, and every country is in some continent."""

from __future__ import annotations

from cuaderno.statements.places import all_places
from cuaderno.statements.regions import regions

TERRITORIES = {place.code for place in all_places() if place.kind == "territory"}


def test_the_parts_of_the_world_name_known_territories() -> None:
    for name, codes in regions().items():
        assert codes, name
        assert codes <= TERRITORIES, (name, codes - TERRITORIES)


def test_subregions_lie_within_their_continent() -> None:
    told = regions()
    for part, whole in (
        ("west_africa", "africa"), ("east_africa", "africa"), ("central_africa", "africa"), ("north_africa", "africa"),
        ("central_asia", "asia"), ("south_asia", "asia"), ("southeast_asia", "asia"), ("gulf", "asia"),
        ("baltic", "europe"), ("balkans", "europe"), ("nordic", "europe"), ("iberia", "europe"), ("andes", "south_america"),
    ):  # fmt: skip
        assert told[part] < told[whole], part
