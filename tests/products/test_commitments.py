"""The answer of `cuaderno commitments` as text, JSON and CSV, in both languages, and its citation."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from click.testing import CliRunner, Result

from cuaderno.cli import main
from cuaderno.ledger.build import take_in
from cuaderno.products.commitments import spoken
from cuaderno.sources.card import load_card, own_table


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("kept")
    take_in("commitments", own_table(load_card("commitments")), target)
    return target


def run(directory: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ("--ledger", str(directory), *args))


def answers(directory: Path, *args: str) -> str:
    result = run(directory, "commitments", *args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_the_allies_of_a_day_with_what_rests_on_unverified_dates(directory: Path) -> None:
    text = answers(directory, "USA", "--type", "MNNA", "--as-of", "2015-01-01")
    assert "Major Non-NATO Ally (MNNA): 15 in force\n" in text
    assert "Unverified the day, not the year or month, of 1 (Kuwait)." in text
    assert "Taiwan: in force since 30 September 2002" in text
    assert text.index("Taiwan:") > text.index("apart, not counted as Major Non-NATO Ally")
    assert "Nothing yet on this day: Brazil, Colombia, Kenya, Peru, Qatar, Saudi Arabia, Tunisia." in text
    assert "Kuwait: in force since 2004 (1 April 2004, unverified)" in text
    assert "Australia: in force since 21 July 1996 (another account: 1989)  [dates conflict]" in text


def test_the_defence_cooperation_agreement_on_its_two_days(directory: Path) -> None:
    asked = ("Colombia", "--type", "DCA", "--with", "USA", "--as-of")
    assert "(SACTA), 2009: in force (U.S. view) since 30 October 2009" in answers(directory, *asked, "2009-10-30")
    assert "(SACTA), 2009: no effect in Colombia, 17 August 2010; in force (U.S. view)" in answers(
        directory, *asked, "2010-08-18"
    )
    said = answers(directory, *asked, "2010-08-18", "--lang", "es")
    assert "sin efecto en Colombia, 17 de agosto de 2010; en vigor (según Estados Unidos)" in said


def test_everything_of_a_place_in_spanish(directory: Path) -> None:
    text = answers(directory, "Colombia", "--lang", "es")
    assert text.startswith("Compromisos de Colombia, al 22 de noviembre de 2026\nNo se pidió un día:")
    assert "Aliado principal extra-OTAN: Colombia: en vigor desde el 23 de mayo de 2022" in text
    assert "Israel Military Industries (Israel), otorga la licencia; Indumil (Colombia), fabrica con licencia" in text
    assert "[una sola fuente]" in text


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("place", ["COL", "USA", "VEN", "NATO", "TIAR", "PER"])
def test_no_word_is_missing_and_nothing_is_printed_raw(directory: Path, place: str, lang: str) -> None:
    for day in ("1950-06-01", "2014-06-01", "2026-11-22"):
        text = answers(directory, place, "--as-of", day, "--lang", lang)
        assert not any(raw in text for raw in ("None:", "None;", "{", "}", "not_yet", "in_force", "no_effect", ".."))


def test_json_has_the_documented_shape(directory: Path) -> None:
    said = json.loads(answers(directory, "USA", "--type", "MNNA", "--as-of", "2023-01-01", "--format", "json"))
    assert said.keys() == {"format", "place", "partner", "types", "as_of", "stated", "groups"}
    allies, treated = said["groups"]
    assert allies.keys() == {
        "type", "kind", "name", "binds", "beside", "in_force", "counts", "unverified_status", "unverified_day", "conflicting",
        "single_source", "relations",
    }  # fmt: skip
    assert (allies["in_force"], allies["counts"]["in_force"], treated["beside"]) == (18, 18, "MNNA")
    assert len(allies["unverified_day"]) == 2
    one = next(each for each in allies["relations"] if each["partner"]["place"] == "COL")
    assert one.keys() == {"citation", "source", "type", "title", "party", "partner", "state", "stages"}
    assert one["state"] == {
        "status": "in_force", "in_force": True, "possible": [], "why": "", "view": "", "views": {}, "since": ["2022", "2022-05-23"],
        "conflicts": [], "unverified": False, "day_unverified": False,
    }  # fmt: skip
    assert one["stages"][0].keys() == {
        "stage", "date", "evidence", "reference", "date_end", "view", "instrument", "place", "persons", "purpose", "locator", "note",
    }  # fmt: skip


def test_csv_has_a_row_for_each_dated_stage(directory: Path) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(answers(directory, "Colombia", "--format", "csv", "--as-of", "2020-01-01"), newline="")
        )
    )
    told = json.loads(answers(directory, "Colombia", "--format", "json", "--as-of", "2020-01-01"))
    assert len(rows) == sum(len(one["stages"]) for group in told["groups"] for one in group["relations"])
    assert {row["as_of"] for row in rows} == {"2020-01-01"}
    assert all(row["reference"] and row["citation"] and row["locator"] for row in rows)


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("Colombai",), 2, "Colombia"),
        (("COL", "--type", "MNA"), 2, "MNNA"),
        (("COL", "--as-of", "2015"), 2, "not a day"),
        (("COL", "--as-of", "2010-02-30"), 2, "not a day"),
        (("COL", "--with", "Isreal"), 2, "Israel"),
        (("Vanuatu",), 1, "does not mean that there is none"),
        (("Vanuatu", "--type", "MNNA"), 1, "no MNNA of VUT"),
    ],
)
def test_what_cannot_be_answered_is_one_paragraph_and_its_exit_code(
    directory: Path, args: tuple[str, ...], code: int, words: str
) -> None:
    result = run(directory, "commitments", *args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_citation_opens_in_every_form(directory: Path) -> None:
    told = json.loads(answers(directory, "COL", "--type", "ACSA", "--format", "json"))
    citation = told["groups"][0]["relations"][0]["citation"]
    text = run(directory, "cite", citation).stdout
    assert text.startswith(f"{citation}\n  Relation: Acquisition and Cross-Servicing Agreement, 2012")
    assert "[one source only]" in text
    assert "[cited, file not held]" in text
    assert "at hand and has the same hash" in text
    assert "una sola fuente" in run(directory, "cite", citation, "--lang", "es").stdout
    said = json.loads(run(directory, "cite", citation, "--format", "json").stdout)
    assert (said["citation"], said["relation"]["type"], said["held"]) == (citation, "ACSA", True)
    (row,) = csv.DictReader(io.StringIO(run(directory, "cite", citation, "--format", "csv").stdout, newline=""))
    assert (row["citation"], row["evidence"]) == (citation, "single-source")


def test_adding_the_table_again_says_so(directory: Path) -> None:
    result = run(directory, "add", "commitments", str(own_table(load_card("commitments"))))
    assert result.exit_code == 0
    assert "commitments" in result.stdout


@pytest.mark.parametrize(
    ("known", "en", "es"),
    [
        ("2012", "2012", "2012"),
        ("2012-06", "June 2012", "junio de 2012"),
        ("2012-06-04", "4 June 2012", "4 de junio de 2012"),
        ("", "date not known", "fecha no conocida"),
    ],
)
def test_a_date_is_said_as_it_is_known(known: str, en: str, es: str) -> None:
    assert (spoken(known, "en"), spoken(known, "es")) == (en, es)


def test_every_sentence_has_both_languages_with_the_same_parts() -> None:
    table = tomllib.loads((files("cuaderno.products") / "locale" / "commitments.toml").read_text(encoding="utf-8"))
    for key, said in table.items():
        assert set(said) == {"en", "es"}, key
        assert all(said.values()), key
        one, other = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in (said["en"], said["es"]))
        assert one == other, key
