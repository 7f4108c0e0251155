"""Umbrella labels: every reading a dated member list of its own, whole in both languages, and askable as a universe."""

from __future__ import annotations

import pytest

from cuaderno.errors import CannotAdd, UnknownName
from cuaderno.statements.places import place
from cuaderno.statements.programmes import all_programmes, programme, related
from cuaderno.statements.umbrellas import (
    RULE,
    Reading,
    Umbrella,
    all_readings,
    all_umbrellas,
    find_reading,
    find_umbrella,
)
from cuaderno.statements.universes import all_universes, check_answerable, members, universe

LABELS = {"PLAN-COLOMBIA", "PEACE-COLOMBIA", "ANDEAN", "MERIDA", "CARSI", "CBSI", "USCAP"}


@pytest.mark.parametrize("label", all_umbrellas(), ids=lambda one: one.code)
def test_every_label_is_whole(label: Umbrella) -> None:
    assert label.name("en")
    assert label.name("es")
    assert all(place(code).code == code for code in label.recipients)
    assert label.readings
    assert all(one.umbrella == label.code for one in label.readings)
    assert all(find_umbrella(name.upper()) == label for name in (label.code, label.name_en, label.name_es, *label.also))


def test_the_labels_are_those_of_the_catalogue_and_the_andean_one() -> None:
    assert {one.code for one in all_umbrellas()} == LABELS
    labels = {one.code for one in all_programmes() if one.is_umbrella}
    assert labels | {"ANDEAN"} == LABELS
    for code in labels:
        entry, label = programme(code), find_umbrella(code)
        assert (entry.name_en, entry.name_es) == (label.name_en, label.name_es)


@pytest.mark.parametrize("reading", all_readings(), ids=lambda one: one.code)
def test_every_reading_is_whole_in_both_languages(reading: Reading) -> None:
    for lang in ("en", "es"):
        assert all((reading.author(lang), reading.name(lang), reading.sentence(lang).endswith(".")))
        assert bool(reading.reason(lang)) == (not reading.answerable)
        assert all(bool(reading.note(one, lang)) == bool(one.note) for one in reading.members)
    assert reading.sentence("en") != reading.sentence("es")
    assert reading.evidence
    assert set(reading.unverified) <= {"members", "from", "to", "said"}
    assert bool(reading.members) == reading.answerable


@pytest.mark.parametrize("reading", all_readings(), ids=lambda one: one.code)
def test_every_member_is_a_programme_within_the_readings_years(reading: Reading) -> None:
    codes = [one.value for one in reading.members]
    assert len(set(codes)) == len(codes)
    for one in reading.members:
        assert (one.universe, one.source, one.field) == (reading.code, "*", "programme")
        assert not programme(one.value).is_umbrella
        assert one.first_year is not None
        assert reading.first_year <= one.first_year
        assert reading.last_year is None or (one.last_year or 0) <= reading.last_year
        assert not any(related(one.value, other) for other in codes)
    for said in reading.said:
        assert reading.first_year <= said.first_year <= said.last_year
        assert said.value > 1_000_000
        assert said.words
        assert said.evidence


def test_a_reading_is_found_by_its_code_and_its_names_in_any_spelling() -> None:
    for reading in all_readings():
        for name in (reading.code, reading.name_en, reading.name_es):
            assert find_reading(f" {name.lower()} ") == reading
    assert find_reading("Plan Colombia") is None


def test_a_reading_may_be_asked_wherever_a_universe_may() -> None:
    asked = universe("Plan Colombia (State, 2000-2011)")
    assert (asked.code, asked.answerable) == ("PLAN-COLOMBIA/STATE", True)
    assert check_answerable("plan-colombia/cip").code == "PLAN-COLOMBIA/CIP"
    rows = members("PLAN-COLOMBIA/CIP", "greenbook")
    assert {one.value for one in rows} >= {"ACI", "FMF", "DOD-CN"}
    assert {one.first_year for one in rows if one.value == "ACI"} == {2002}


def test_a_reading_is_no_universe_of_the_list() -> None:
    assert [one.code for one in all_universes()] == ["D1", "D2", "D3", "D4", "D5", "D6"]
    assert {one.universe for one in members("D1", "greenbook")} == {"D1"}


@pytest.mark.parametrize("code", ["PLAN-COLOMBIA/ORIGINAL", "USCAP/FUNDED"])
def test_a_reading_without_members_has_no_total(code: str) -> None:
    with pytest.raises(CannotAdd) as caught:
        check_answerable(code)
    assert caught.value.rule == RULE


def test_an_unknown_label_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(UnknownName, match="PLAN-COLOMBIA") as caught:
        find_umbrella("Plan Colmbia")
    assert caught.value.near[0] == "PLAN-COLOMBIA"
    with pytest.raises(UnknownName, match="no es un rótulo"):
        find_umbrella("Plan Cordillera", lang="es")
    with pytest.raises(UnknownName, match="PLAN-COLOMBIA/GAO-2008"):
        universe("Plan Colombia (GAO 2000-2009)")
