from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import fields
from importlib import resources
from pathlib import Path

import pytest

from cuaderno.errors import UnknownName
from cuaderno.statements.programmes import (
    Programme,
    Relation,
    all_programmes,
    find_programme,
    programme,
    related,
)

KINDS = {"grant", "loan", "sale", "licence", "articles", "drawdown", "authority", "economic", "umbrella"}
SOURCES = Path(str(resources.files("cuaderno"))) / "sources"
TABLES = Path(str(resources.files("cuaderno.statements"))) / "tables"


def accounts(source: str) -> list[dict[str, str]]:
    with (SOURCES / source / "accounts.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


@pytest.mark.parametrize("entry", all_programmes(), ids=lambda entry: entry.code)
def test_every_entry_is_whole_in_both_languages(entry: Programme) -> None:
    texts = [entry.name, entry.figures, entry.run_by]
    assert all(text(lang).strip() for text in texts for lang in ("en", "es"))
    assert entry.figures("en") != entry.figures("es")
    assert entry.authority
    assert entry.evidence
    assert entry.kind in KINDS


@pytest.mark.parametrize("entry", all_programmes(), ids=lambda entry: entry.code)
def test_an_account_is_four_digits_with_an_agency_of_two(entry: Programme) -> None:
    assert re.fullmatch(r"(\d{4})?", entry.account)
    assert re.fullmatch(r"(\d{2})?", entry.account_agency)
    assert bool(entry.account) == bool(entry.account_agency)


@pytest.mark.parametrize("entry", all_programmes(), ids=lambda entry: entry.code)
def test_an_entry_names_only_codes_of_the_catalogue(entry: Programme) -> None:
    named = {*entry.funds, *entry.executed_through, entry.parent} - {""}
    assert named <= {other.code for other in all_programmes()}
    assert entry.code not in named


@pytest.mark.parametrize("entry", all_programmes(), ids=lambda entry: entry.code)
def test_what_is_unverified_is_a_field_of_the_entry(entry: Programme) -> None:
    known = {field.name for field in fields(Programme)} | {"name", "run_by", "figures", "from", "to"}
    assert set(entry.unverified) <= known
    assert entry.authority_verified == ("authority" not in entry.unverified)


def test_codes_are_unique() -> None:
    entries = tomllib.loads((TABLES / "programmes.toml").read_text(encoding="utf-8"))["programme"]
    assert len({entry["code"] for entry in entries}) == len(entries) == len(all_programmes())


def test_no_two_programmes_share_a_name() -> None:
    names = [name.casefold() for p in all_programmes() for name in {p.name_en, p.name_es, *p.also}]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.toml")), ids=lambda path: path.name)
def test_tables_carry_no_mark_of_a_note(path: Path) -> None:
    assert not re.search(r"\[(S\d+\w?|M|C)[\],;]", path.read_text(encoding="utf-8"))


def test_a_programme_is_found_by_its_code() -> None:
    assert programme("FMF").account == "1082"
    assert programme("SECTION-333").account_agency == "97"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("fmf", "FMF"),
        ("Foreign Military Financing", "FMF"),
        ("  financiamiento  militar extranjero ", "FMF"),
        ("VENTAS COMERCIALES DIRECTAS", "DCS"),
        ("Section 333", "SECTION-333"),
        ("§284", "SECTION-284"),
        ("SPP", "SECTION-341"),
        ("Iniciativa Andina Antidrogas", "ACI"),
        ("iniciativa mérida", "MERIDA"),
        ("io&p", "IO&P"),
    ],
)
def test_a_programme_is_found_by_any_of_its_names(text: str, code: str) -> None:
    assert find_programme(text).code == code


@pytest.mark.parametrize("entry", all_programmes(), ids=lambda entry: entry.code)
def test_every_spelling_of_an_entry_leads_back_to_it(entry: Programme) -> None:
    for spelling in (entry.code, entry.name_en, entry.name_es, *entry.also):
        assert find_programme(spelling.upper()) == entry


def test_an_unknown_name_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(UnknownName, match="FMF") as caught:
        find_programme("Foriegn Military Finacing")
    assert caught.value.near[0] == "FMF"
    with pytest.raises(UnknownName, match="no es un programa"):
        find_programme("Financiamento Militr", lang="es")


def test_a_code_is_not_guessed() -> None:
    with pytest.raises(UnknownName):
        programme("fmf")
    with pytest.raises(UnknownName) as caught:
        programme("zzzzzz")
    assert caught.value.near == ()


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("NADR-CWD", "NADR", Relation("part_of", "NADR-CWD", "NADR")),
        ("NADR", "NADR-CWD", Relation("part_of", "NADR-CWD", "NADR")),
        ("GPOI", "PKO", Relation("part_of", "GPOI", "PKO")),
        ("SECTION-284", "DOD-CN", Relation("part_of", "SECTION-284", "DOD-CN")),
        ("FMS", "FMF", Relation("funds", "FMF", "FMS")),
        ("MAP", "FMS", Relation("funds", "MAP", "FMS")),
        ("SECTION-333", "BPC", Relation("executed_through", "SECTION-333", "BPC")),
        ("BPC", "USAI", Relation("executed_through", "USAI", "BPC")),
        ("SECTION-333", "FMS", Relation("executed_through", "SECTION-333", "FMS")),
        ("FMF", "IMET", None),
        ("NADR-CWD", "NADR-ATA", None),
        ("FMF", "FMF", None),
    ],
)
def test_how_two_programmes_overlap(a: str, b: str, relation: Relation | None) -> None:
    assert related(a, b) == relation


def test_the_own_mission_of_the_defense_department_is_not_assistance() -> None:
    assert not programme("SECTION-124").assistance
    assert programme("SECTION-284").assistance


def test_a_label_is_an_umbrella_and_an_account_is_not() -> None:
    umbrellas = {entry.code for entry in all_programmes() if entry.is_umbrella}
    assert umbrellas == {"PLAN-COLOMBIA", "PEACE-COLOMBIA", "MERIDA", "CARSI", "CBSI", "USCAP"}


@pytest.mark.parametrize("source", ["greenbook", "foreign_assistance", "budget_justification"])
def test_accounts_of_a_source_name_programmes_once_each(source: str) -> None:
    rows = accounts(source)
    key = {"greenbook": "account", "foreign_assistance": "main_account", "budget_justification": "column"}[source]
    assert None not in {extra for row in rows for extra in row}
    assert len({row[key] for row in rows}) == len(rows)
    assert all(not programme(row["programme"]).is_umbrella for row in rows)


@pytest.mark.parametrize("source", ["greenbook", "foreign_assistance"])
def test_accounts_agree_with_the_catalogue(source: str) -> None:
    for row in accounts(source):
        entry = programme(row["programme"])
        verified = "" if "account" in entry.unverified else entry.account
        assert row["main_account"] == ("DEDA" if entry.code == "EDA" else verified)


def test_an_operations_account_is_no_section_of_law() -> None:
    assert "Operation and Maintenance, Defense-Wide" not in {row["account"] for row in accounts("greenbook")}
    assert {row["programme"] for row in accounts("foreign_assistance")}.isdisjoint(
        {"SECTION-333", "USAI", "SECTION-284"}
    )


def test_every_greenbook_account_is_printed_there(shared: Path) -> None:
    printed = {str(row[6]) for row in greenbook(shared)}
    assert {row["account"] for row in accounts("greenbook")} <= printed


def test_every_column_of_the_budget_tables_is_a_programme_or_a_total(shared: Path) -> None:
    headers: set[str] = set()
    for path in sorted((shared / "data" / "state_cbj").glob("*.csv")):
        with path.open(encoding="cp1252", newline="") as lines:
            headers |= {" ".join(cell.replace("ï»¿", "").split()) for cell in next(csv.reader(lines))}
    no_programme = {"Country", "Fiscal Year", "Total", "All Accounts", "Total without GHCS-State"}
    rest = {"Other*", "Other**"}
    assert {row["column"] for row in accounts("budget_justification")} == headers - no_programme - rest


def greenbook(shared: Path) -> list[list[object]]:
    from python_calamine import CalamineWorkbook

    path = shared / "data" / "greenbook" / "us_foreignaid_greenbook.xlsx"
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python()[7:]]
