"""The table of pairs, and when two published lines name one article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import UnknownName
from cuaderno.sources.card import source_names
from cuaderno.statements.measures import stage, unit
from cuaderno.statements.overlaps import Overlap, alike, all_itemised, all_kinships, all_overlaps, kinship
from cuaderno.statements.places import place
from cuaderno.statements.programmes import programme
from cuaderno.statements.universes import universe

EVERY = (*all_overlaps(), *all_itemised())


def pairs_of(*sources: str) -> set[str]:
    return {one.code for one in EVERY if {side.source for side in one.sides} == set(sources)}


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.code)
def test_every_word_of_a_pair_is_in_the_vocabulary(one: Overlap) -> None:
    for side in one.sides:
        assert side.source in source_names()
        assert all(stage(code).code == code for code in side.stages)
        assert unit(side.unit).code == side.unit
        assert not side.programme or programme(side.programme).code == side.programme
        assert not side.universe or universe(side.universe).code == side.universe
        assert all(place(code).code == code for code in (side.provider, side.recipient) if code)
    assert one.left != one.right
    assert all(one.name(lang) and one.reason(lang) for lang in ("en", "es"))
    assert one.name("en") != one.name("es")
    assert one.reason("en") != one.reason("es")
    assert all(one.evidence(lang) for lang in ("en", "es"))


def test_codes_are_of_one_pair_each() -> None:
    codes = [one.code for one in EVERY]
    assert len(codes) == len(set(codes))


def test_a_difference_belongs_to_the_same_flow_in_the_same_unit_alone() -> None:
    assert [one.code for one in all_kinships() if one.difference] == ["same_flow"]
    assert all(one.left.unit == one.right.unit for one in EVERY if one.relation.difference)


def test_different_units_are_never_the_same_flow_nor_a_part() -> None:
    for one in all_overlaps():
        if one.left.unit != one.right.unit:
            assert one.relation.code in ("not_comparable", "funds")


def test_the_pairs_that_are_asked_for_most() -> None:
    assert pairs_of("arms_register", "arms_sale_notices") == {"notices-register", "notice-items-orders"}
    assert pairs_of("arms_register", "excess_defense_articles") == {"excess-articles-register", "excess-lines-orders"}
    assert "greenbook-budget-tables/FMF" in pairs_of("greenbook", "budget_justification")
    assert "imet-courses" in pairs_of("greenbook", "military_training")
    assert "excess-lines-account" in pairs_of("greenbook", "excess_defense_articles")
    assert pairs_of("direct_commercial_sales", "arms_register") == {"licences-register"}
    assert pairs_of("greenbook", "foreign_assistance") == {"greenbook-country-totals"}
    assert len(pairs_of("peacekeeping", "published_figures")) == 2


def test_tiv_is_comparable_with_no_money() -> None:
    for one in all_overlaps():
        if "TIV" in (one.left.unit, one.right.unit):
            assert one.relation == kinship("not_comparable")


def test_a_row_of_several_programmes_is_a_pair_of_each() -> None:
    tables = {one.code: one for one in all_overlaps() if one.code.startswith("greenbook-budget-tables/")}
    assert set(tables) == {f"greenbook-budget-tables/{code}" for code in ("FMF", "IMET", "NADR", "INCLE", "PKO", "ESF")}
    assert all(one.left.programme == one.right.programme == code.rpartition("/")[2] for code, one in tables.items())


def test_an_unknown_relation_has_near_ones() -> None:
    with pytest.raises(UnknownName) as caught:
        kinship("same-flow")
    assert "same_flow" in caught.value.near


@pytest.mark.parametrize(
    ("one", "other", "on"),
    [
        ("C-130H Aircraft", "C-130H Hercules, transport aircraft", ("C-130H",)),
        ("Aircraft, C-130", "C-130H Hercules, transport aircraft", ("C-130",)),
        ("Armored Security Vehicle M1117", "M-1117 Guardian, APC", ("M-1117",)),
        ("UH-60L Black Hawk helicopters", "S-70 Black Hawk, transport helicopter", ("black", "hawk")),
        ("C-130H Hercules", "C-130B Hercules, transport aircraft", ()),
        ("M1059 CARRIER, SMOKE GENERATOR", "M-101A1 105mm, towed gun", ()),
        ("TRANSPORT HELICOPTERS", "Bell-412, transport helicopter", ()),
        ("FY2017 vehicles", "FY2017 trucks", ()),
        ("", "C-130H", ()),
    ],
)
def test_lines_are_alike_by_designation_or_proper_name(one: str, other: str, on: tuple[str, ...]) -> None:
    assert alike(one, other) == on
    assert alike(other, one) == on


@given(st.text(max_size=60), st.text(max_size=60))
def test_being_alike_goes_both_ways(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
