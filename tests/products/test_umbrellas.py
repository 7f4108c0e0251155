"""What a reader sees of a label in its readings and of the thresholds of notices: both languages, and rows for CSV."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from cuaderno.cli import main
from cuaderno.ledger.build import take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.ledger.umbrellas import UmbrellaAnswer, read_umbrella
from cuaderno.products.umbrellas import threshold_rows, thresholds_text, umbrella_rows, umbrella_text
from cuaderno.statements.thresholds import thresholds_on


@pytest.fixture(scope="module")
def plan(edition_ledger: Ledger) -> UmbrellaAnswer:
    return read_umbrella(edition_ledger.store, "Plan Colombia")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_text_says_every_reading_and_member(plan: UmbrellaAnswer, lang: str) -> None:
    told = umbrella_text(plan, lang)
    for one in plan.readings:
        assert one.reading.name(lang) in told
        assert one.reading.sentence(lang) in told
        assert one.reading.evidence in told
        assert all(said.words in told for said in one.reading.said)
    assert ("6,114,591,599" if lang == "en" else "6.114.591.599") in told
    assert told.count("\n\n") == len(plan.readings) + bool(plan.texts)


def test_the_rows_hold_each_reading_and_each_member_of_it(plan: UmbrellaAnswer) -> None:
    table = list(umbrella_rows(plan))
    assert len(table) == len(plan.readings) + sum(len(one.members) for one in plan.readings)
    of_gao = [row for row in table if row["reading"] == "PLAN-COLOMBIA/GAO-2008"]
    assert of_gao[0]["value"] == sum(row["value"] for row in of_gao[1:])


@pytest.mark.parametrize("lang", ["en", "es"])
def test_thresholds_are_told_with_what_no_document_confirms(lang: str) -> None:
    day = date(2012, 4, 24)
    found = thresholds_on(day, channel="FMS")
    told = thresholds_text(found, day, lang)
    assert all(one.what(lang) in told for one in found)
    assert told.count("CRS RL31675") >= len(found) - 1
    assert ("first year" if lang == "en" else "primer año") in told
    assert str(date(1975, 1, 1)) in thresholds_text((), date(1975, 1, 1), lang)
    assert [row["days"] for row in threshold_rows(found)] == [one.days for one in found]


@pytest.mark.shared
def test_what_a_text_prints_stands_last_with_its_citation(shared: Path, tmp_path: Path) -> None:
    take_in("published_figures", shared / "documents" / "seed_nacla_2012.txt", tmp_path)
    found = read_umbrella(Store([edition_directory(), tmp_path]), "Plan Colombia")
    last = umbrella_text(found, "es").rstrip().splitlines()[-1]
    assert found.texts[0].citation in last
    assert "7.000.000.000 USD" in last


def asked(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_both_commands_answer_in_every_form(form: str) -> None:
    status, told = asked("umbrella", "Peace Colombia", "--recipient", "COL", "--format", form)
    assert status == 0
    assert "PEACE-COLOMBIA/BILATERAL" in told
    status, told = asked("thresholds", "--as-of", "2012-04-24", "--channel", "FMS", "--format", form)
    assert status == 0
    assert ("14,000,000" if form == "text" else "14000000") in told


def test_a_label_without_one_total_and_a_day_without_a_threshold_exit_with_1() -> None:
    assert asked("umbrella", "USCAP")[0] == 1
    assert asked("thresholds", "--as-of", "1970-01-01")[0] == 1
    assert asked("umbrella", "Plan Cordillera")[0] == 2


def test_one_reading_is_called_one(edition_ledger: Ledger) -> None:
    found = read_umbrella(edition_ledger.store, "carsi", years="2020")
    assert "one reading" in umbrella_text(found, "en")
    assert "una sola lectura" in umbrella_text(found, "es")
