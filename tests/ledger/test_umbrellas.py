"""A label in each of its readings, over the bundled edition: sums, members, years, and what texts print beside them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cuaderno.errors import QuestionError, UnknownName
from cuaderno.ledger.build import take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.ledger.umbrellas import HELD, NOT_ASKED, NOT_TOLD, NOTHING, ReadingAnswer, UmbrellaAnswer, read_umbrella


@pytest.fixture(scope="module")
def plan(edition_ledger: Ledger) -> UmbrellaAnswer:
    return read_umbrella(edition_ledger.store, "Plan Colombia")


def reading(answer: UmbrellaAnswer, author: str) -> ReadingAnswer:
    return next(one for one in answer.readings if one.reading.code.endswith(f"/{author}"))


@pytest.mark.parametrize(
    ("author", "value"),
    [
        ("STATE-2001", 1_261_169_000),
        ("STATE", 6_316_489_858),
        ("CIP", 7_319_024_186),
        ("CIP-ALL", 8_209_531_663),
        ("CRS-2003", 2_413_365_000),
        ("GAO-2008", 6_114_591_599),
    ],
)
def test_plan_colombia_in_each_reading(plan: UmbrellaAnswer, author: str, value: int) -> None:
    one = reading(plan, author)
    assert one.value == value
    assert sum(member.value or 0 for member in one.members) == value
    assert one.total is not None
    assert one.total.answered.source == "greenbook"


def test_a_reading_is_the_sum_of_its_programmes_over_its_years(plan: UmbrellaAnswer, edition_ledger: Ledger) -> None:
    one = reading(plan, "GAO-2008")
    for read in one.members:
        member = read.member
        asked = edition_ledger.total(
            recipient="COL",
            programme=member.value,
            stage="obligated",
            years=f"FY{member.first_year}-FY{member.last_year}",
            source="greenbook",
        )
        assert asked.value == read.value


def test_what_a_universe_of_that_name_answers_is_the_same(plan: UmbrellaAnswer, edition_ledger: Ledger) -> None:
    asked = edition_ledger.total(
        recipient="COL", universe="Plan Colombia (State, 2000-2011)", stage="obligated", years="2000-2011"
    )
    assert asked.value == reading(plan, "STATE").value


def test_what_the_source_does_not_tell_apart_is_said(plan: UmbrellaAnswer) -> None:
    one = reading(plan, "CIP")
    held = {read.member.value: read.held for read in one.members}
    assert {code for code, what in held.items() if what == NOT_TOLD} == {"PDA", "CTFP", "RC"}
    assert not one.complete
    assert reading(plan, "STATE").complete
    assert set(held.values()) == {HELD, NOT_TOLD}


def test_a_reading_that_cannot_be_computed_gives_its_reason(plan: UmbrellaAnswer) -> None:
    one = reading(plan, "ORIGINAL")
    assert (one.value, one.total, one.members) == (None, None, ())
    assert "Colombian money" in one.reason
    assert one.reading.said[0].value == Decimal(7_500_000_000)


def test_years_narrow_each_readings_own(edition_ledger: Ledger) -> None:
    found = read_umbrella(edition_ledger.store, "plan colombia", years="2009-2012")
    assert reading(found, "CIP").window == "FY2009-FY2011"
    assert reading(found, "CRS-2017").window == "FY2009-FY2012"
    outside = reading(found, "GAO-2008")
    assert (outside.value, outside.window) == (None, "")
    assert "2000–2008" in outside.reason
    assert {read.held for read in outside.members} == {NOT_ASKED}
    since = read_umbrella(edition_ledger.store, "Peace Colombia", years="since FY2018")
    assert {one.window for one in since.readings} == {"FY2018"}


def test_a_place_without_such_money_has_lines_of_none(edition_ledger: Ledger) -> None:
    found = read_umbrella(edition_ledger.store, "Plan Colombia", recipient="Tuvalu")
    assert {read.held for read in reading(found, "STATE").members} == {NOTHING}
    assert reading(found, "STATE").value is None


def test_a_label_of_many_places_asks_for_all_of_them(edition_ledger: Ledger) -> None:
    found = read_umbrella(edition_ledger.store, "carsi")
    assert {"GTM", "PAN", "REG-CAM"} <= set(found.recipients)
    assert found.readings[0].value == 413_409_275


def test_a_stage_that_no_source_holds_is_a_reason_and_no_error(edition_ledger: Ledger) -> None:
    found = read_umbrella(edition_ledger.store, "Mérida", stage="expired")
    assert found.readings[0].value is None
    assert "expired" in found.readings[0].reason


def test_what_cannot_be_meant_is_refused(edition_ledger: Ledger) -> None:
    with pytest.raises(UnknownName):
        read_umbrella(edition_ledger.store, "Plan Cordillera")
    with pytest.raises(QuestionError, match="fiscal years"):
        read_umbrella(edition_ledger.store, "carsi", years="CY2010")
    with pytest.raises(QuestionError, match="one stage"):
        read_umbrella(edition_ledger.store, "carsi", stage="obligated,disbursed")


@pytest.mark.shared
def test_what_texts_print_under_the_label_stands_beside(shared: Path, tmp_path: Path) -> None:
    take_in("published_figures", shared / "documents" / "seed_nacla_2012.txt", tmp_path)
    found = read_umbrella(Store([edition_directory(), tmp_path]), "Plan Colombia")
    assert [(one.value, one.agency) for one in found.texts] == [(Decimal(7_000_000_000), "N. Richani, NACLA")]
    assert reading(found, "CIP").value == 7_319_024_186
