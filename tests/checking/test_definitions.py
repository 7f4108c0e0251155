"""What the words of a claim allow, and the tables that say so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cuaderno.checking.definitions import plan
from cuaderno.checking.rulebook import (
    families,
    half_unit,
    one_sided,
    personnel_in,
    resolver,
    stages_meant,
    tables,
    universes_meant,
)
from cuaderno.checking.windows import Speaking
from cuaderno.checking.wording import reason_text
from cuaderno.errors import UnknownName
from cuaderno.sources.card import load_card, source_names
from cuaderno.statements.claim import Claim
from cuaderno.statements.measures import stage
from cuaderno.statements.programmes import programme
from cuaderno.statements.universes import universe

from .claims import money, persons

DAY = date(2024, 3, 1)
UNMEANT = {"letter_of_request", "completed"}


def subjects(claim: Claim, day: date | None = DAY) -> list[tuple[str, str]]:
    return [(way.subject, way.asked.stage) for way in plan(claim, Speaking(day)).ways]


def test_a_named_programme_is_that_programme_at_every_stage_the_word_may_mean() -> None:
    three = [("NADR-CWD", code) for code in ("allocated", "obligated", "disbursed")]
    assert subjects(money("1", "NADR-CWD", "FY2019")) == three
    assert subjects(money("1", "NADR-CWD", "FY2019", stage=None)) == three
    assert subjects(money("1", "NADR", "FY2019", stage="obligated")) == [("NADR", "obligated")]
    assert subjects(money("1", "FMF", "FY2019", stage="requested")) == [("FMF", "requested")]
    assert subjects(money("1", "DCS", "FY2019")) == [("DCS", "authorised"), ("DCS", "shipped")]
    assert subjects(money("1", "DCS", "FY2019", stage="authorized")) == [("DCS", "authorised")]


def test_words_without_a_programme_are_every_universe_they_may_mean() -> None:
    def of(word: str | None) -> list[str]:
        return list(dict.fromkeys(code for code, _ in subjects(money("1", None, "FY2019", universe=word))))

    assert of("security_assistance") == ["D1", "D2", "D4"]
    assert of("military_assistance") == ["D4", "D1"]
    assert of("all_assistance") == ["D6"]
    assert of(None) == ["D1", "D2", "D4", "D6"]
    assert plan(money("1", None, "FY2019", universe="security_assistance"), Speaking(DAY)).not_held == ("D3",)


def test_a_share_is_of_two_wholes() -> None:
    claim = money("50", "FMF", "FY2019", stage="obligated", unit="percent", marks=("share",))
    ways = plan(claim, Speaking(DAY)).ways
    assert [(way.subject, way.whole and way.whole.universe) for way in ways] == [("FMF/D1", "D1"), ("FMF/D2", "D2")]
    assert plan(money("50", None, "FY2019", unit="percent"), Speaking(DAY)).reason == "share_of_what"


def test_a_label_is_every_reading_an_author_of_that_day_can_have_meant() -> None:
    claim = money("7 billion", "PLAN-COLOMBIA", stage="obligated")
    early, late = (dict.fromkeys(code for code, _ in subjects(claim, date(year, 4, 24))) for year in (2005, 2020))
    assert "PLAN-COLOMBIA/STATE" not in early
    assert "PLAN-COLOMBIA/CRS-2003" in early
    assert {"PLAN-COLOMBIA/STATE", "PLAN-COLOMBIA/CRS-2017"} <= set(late)
    assert "PLAN-COLOMBIA/ORIGINAL" in plan(claim, Speaking(DAY)).not_held
    narrowed = plan(money("1", "PLAN-COLOMBIA", "FY2000-FY2005", stage="obligated"), Speaking(DAY)).ways
    windows = {way.subject: way.spells[0].window.code for way in narrowed}
    assert windows["PLAN-COLOMBIA/STATE"] == "FY2000-FY2005"
    assert windows["PLAN-COLOMBIA/CRS-2003"] == "FY2000-FY2003"
    assert plan(money("1", "PLAN-COLOMBIA", "FY1990-FY1995"), Speaking(DAY)).reason == "reading_elsewhere"
    assert plan(money("1", "CARSI", "FY2010", recipient=()), Speaking(DAY)).reason == "several_parties"


def test_what_a_country_spends_on_itself_is_in_both_prices_by_calendar_year() -> None:
    claim = money("70 billion", None, "2002-2012", stage="spent", provider=("COL",))
    ways = plan(claim, Speaking(date(2012, 4, 24))).ways
    assert [(way.subject, way.asked.stage, way.asked.constant) for way in ways] == [
        ("military_spending", "spent", False), ("military_spending", "spent", True),
    ]  # fmt: skip
    assert {one.window.calendar for way in ways for one in way.spells} == {"CY"}


def test_what_was_published_by_the_day_of_the_document_is_a_vintage_of_its_own() -> None:
    ways = plan(money("1", "FMF", "FY2019", stage="obligated"), Speaking(DAY), "2024-03-01").ways
    assert [way.asked.known_on for way in ways] == ["", "2024-03-01"]


def test_trained_persons_are_asked_as_places_in_courses() -> None:
    claim = persons(5, "trained", recipient=("COL",), provider=("USA",), period_start="FY2019", period_end="FY2019")
    (way,) = plan(claim, Speaking(DAY)).ways
    assert (way.asked.unit, way.unlike) == ("sessions", "persons_sessions")


@pytest.mark.parametrize("table", ["stages", *(f"stages_of.{code}" for code in ("DCS", "FMS", "EDA"))])
def test_every_stage_of_the_tables_is_one_of_the_ledgers(table: str) -> None:
    section, _, code = table.partition(".")
    rows: dict[str, list[str]] = tables()[section][code] if code else tables()[section]
    for codes in rows.values():
        assert [stage(one).code for one in codes] == codes
    assert not code or programme(code).code == code


def test_every_universe_and_resolver_of_the_tables_is_known() -> None:
    for section in ("universes", "not_held", "shares"):
        for codes in tables()[section].values():
            assert [universe(one).code for one in codes] == codes
    for one in tables()["one_sided"]["stages"]:
        assert stage(one).code == one
    known = {one.code for one in (programme(code) for code in ("DCS", "FMS", "EDA", "NADR-CWD", "PDA", "GPOI"))} | {
        "*",
        "MFO",
    }
    for key in tables()["resolvers"]:
        subject, _, at = key.partition(" ")
        assert subject in known
        assert at == "*" or stage(at).code == at


def test_the_half_units_are_those_of_the_cards() -> None:
    for source in source_names():
        scales = {layout.scales.get("USD", layout.scale) for layout in load_card(source).layouts}
        if source in tables()["half_units"]:
            assert half_unit(source, "USD") == Decimal(500) if source == "budget_justification" else scales == {10**6}
        else:
            assert half_unit(source, "USD") == Decimal("0.5")
            assert scales <= {1, 10**6}
    assert half_unit("peacekeeping", "persons") == 0


def test_the_sources_of_every_family_exist() -> None:
    held = set(source_names())
    assert all(set(one.sources) <= held for one in families())


def test_a_stage_that_no_table_lists_means_itself() -> None:
    assert stages_meant("obligated", "FMF") == ("obligated",)
    assert stages_meant("announced", "FMF") == ()
    assert universes_meant("something else") == universes_meant(None)
    assert (one_sided("authorised"), one_sided("obligated"), one_sided("allocated")) == (True, False, False)
    assert resolver("DCS", "authorised") == "section_655"
    assert resolver("XYZ", "agreed") == ""


def test_kinds_of_personnel_are_found_by_their_words_in_both_languages() -> None:
    assert personnel_in("four experts on mission, three of them female") == {"experts"}
    assert personnel_in("cuatro Expertos en misión") == {"experts"}
    assert personnel_in("experts on mission and one staff officer") == {"experts", "staff"}
    assert personnel_in("275 personnel") == {""}
    assert personnel_in("cooks, and policed roads") == frozenset()


def test_a_reason_that_nobody_wrote_is_an_error() -> None:
    from cuaderno.checking.checked import Verdict

    with pytest.raises(UnknownName):
        reason_text(Verdict("no_data", "because"))
