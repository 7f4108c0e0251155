from __future__ import annotations

from typing import Any

import pytest

from cuaderno.web.search import places_index, programmes_index, search


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Colombia", "COL"), ("colmbia", "COL"), ("estados unidos", "USA"), ("Estdos Unidos", "USA"), ("mexico", "MEX"),
        ("Méjico", "MEX"), ("alemania", "DEU"), ("Almania", "DEU"), ("COL", "COL"), ("uk", "UKR"), ("ukrai", "UKR"),
        ("korea, south", "KOR"), ("Corea del Sur", "KOR"), ("otan", "NATO"), ("filipnas", "PHL"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_what_people_write(text: str, code: str) -> None:
    assert code in [one.code for one in search(text, places_index(), 3)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("fmf", "FMF"),
        ("foreign militry financing", "FMF"),
        ("IMET", "IMET"),
        ("narcóticos", "INCLE"),
        ("narcotics", "INCLE"),
    ],
)
def test_a_programme_is_found_by_what_people_write(text: str, code: str) -> None:
    assert code in [one.code for one in search(text, programmes_index(), 5)]


def test_the_name_itself_comes_first_and_each_thing_once() -> None:
    found = search("guinea", places_index(), 20)
    assert found[0].code == "GIN"
    assert len({one.code for one in found}) == len(found) >= 4
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize("text", ["", " ", "...", "qxqxqxqxqx", "x" * 200])
def test_what_is_like_nothing_finds_nothing(text: str) -> None:
    assert search(text, places_index(), 5) == ()


def test_without_a_text_everything_is_listed(ask: Any) -> None:
    from cuaderno.statements.places import all_places

    assert [one["code"] for one in ask("/api/v1/places").json["places"]] == [one.code for one in all_places()]
    table = ask("/api/v1/programmes?format=csv").body.decode().splitlines()
    assert table[0].startswith("code,kind,name_en,name_es")
