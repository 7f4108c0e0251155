from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from cuaderno.errors import CannotAdd, UnknownName
from cuaderno.statements.measures import Addend, check_addable
from cuaderno.statements.programmes import programme
from cuaderno.statements.universes import (
    Member,
    Universe,
    all_members,
    all_universes,
    check_answerable,
    members,
    universe,
)

COLUMNS = ["universe", "source", "field", "value", "from", "to", "note"]
Row = dict[str, object]


@pytest.mark.parametrize("entry", all_universes(), ids=lambda entry: entry.code)
def test_every_definition_is_whole_in_both_languages(entry: Universe) -> None:
    for lang in ("en", "es"):
        assert entry.name(lang)
        assert entry.sentence(lang).count(".") == 1
        assert bool(entry.reason(lang)) != entry.answerable
    assert bool(entry.rule) != entry.answerable


def test_the_definitions_are_the_six() -> None:
    assert [entry.code for entry in all_universes()] == ["D1", "D2", "D3", "D4", "D5", "D6"]


def test_a_universe_is_found_in_either_case_and_never_guessed() -> None:
    assert universe(" d2 ").code == "D2"
    with pytest.raises(UnknownName, match="D1"):
        universe("D11")


@pytest.mark.parametrize(("code", "rule"), [("D3", "universe_not_collected"), ("D5", "sales_never_one_total")])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_what_has_no_total_says_why(code: str, rule: str, lang: str) -> None:
    with pytest.raises(CannotAdd) as caught:
        check_answerable(code, lang)
    assert caught.value.rule == rule
    assert "{" not in str(caught.value)


@pytest.mark.parametrize("code", ["D1", "D2", "D4", "D6"])
def test_what_has_a_total_may_be_asked(code: str) -> None:
    assert check_answerable(code).code == code


def test_the_table_has_its_columns_and_no_row_twice() -> None:
    text = resources.files("cuaderno.statements").joinpath("tables", "universes.csv").read_text("utf-8")
    assert next(csv.reader(text.splitlines())) == COLUMNS
    rows = [(row.universe, row.source, row.field, row.value, row.first_year) for row in all_members()]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("member", all_members(), ids=lambda m: f"{m.universe}-{m.source}-{m.value}")
def test_every_membership_names_what_exists(member: Member) -> None:
    assert universe(member.universe)
    assert member.source in {"greenbook", "foreign_assistance", "budget_justification", "*"}
    assert member.field in {"account", "main_account", "category", "programme", "any"}
    assert bool(member.value) == (member.field != "any")
    if member.field == "programme":
        assert not programme(member.value).is_umbrella
    if member.field == "category":
        assert member.value in {"Military", "Economic"}


def test_a_source_with_rows_of_its_own_is_not_given_the_common_ones() -> None:
    assert {row.field for row in members("D1", "greenbook")} == {"account"}
    assert {row.value for row in members("D1", "budget_justification")} == {"FMF", "IMET", "NADR", "PKO"}
    assert members("D4", "budget_justification") == ()
    assert members("D3", "greenbook") == ()


def test_loans_are_outside_d1() -> None:
    values = {row.value for row in all_members() if row.universe in {"D1", "D2"}}
    assert values.isdisjoint({"FMF-L", "1085", "Foreign Military Financing, Direct Loan Program Account"})


@pytest.mark.parametrize("source", ["greenbook", "foreign_assistance", "budget_justification"])
def test_what_d1_and_d2_hold_for_a_source_may_be_added(source: str) -> None:
    path = resources.files("cuaderno").joinpath("sources", source, "accounts.csv")
    known = [row["programme"] for row in csv.DictReader(path.read_text("utf-8").splitlines())]
    one = Addend("obligated", "USD", "flow", "FMF", source, "s", "US-FY", "FY2019")
    check_addable(replace(one, programme=code) for code in known)


@pytest.fixture(scope="module")
def colombia(request: pytest.FixtureRequest) -> list[Row]:
    from python_calamine import CalamineWorkbook

    shared: Path = request.getfixturevalue("shared")
    path = shared / "data" / "greenbook" / "us_foreignaid_greenbook.xlsx"
    printed = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    names = [str(name) for name in printed[6]]
    rows = [dict(zip(names, row, strict=True)) for row in printed[7:] if row[2] == "Colombia"]
    assert len(rows) == 874
    return rows


def belongs(row: Row, rows: tuple[Member, ...]) -> bool:
    columns = {"account": "Funding Account Name", "category": "Assistance Category"}
    return any(one.field == "any" or row[columns[one.field]] == one.value for one in rows)


def obligated(rows: list[Row], first: int, last: int) -> Decimal:
    within = [row for row in rows if first <= float(str(row["Fiscal Year"])) <= last]
    return sum((Decimal(str(row["Obligations (Historical Dollars)"])) for row in within), Decimal(0))


@pytest.mark.parametrize(
    ("code", "total"), [("D1", 263727306), ("D2", 1125241050), ("D4", 362265926), ("D6", 2658847003)]
)
def test_colombia_2017_to_2020_in_the_greenbook(colombia: list[Row], code: str, total: int) -> None:
    rows = members(code, "greenbook")
    assert obligated([row for row in colombia if belongs(row, rows)], 2017, 2020) == total


@pytest.mark.parametrize(
    ("account", "first", "last", "total"),
    [
        ("Foreign Military Financing Program", 2017, 2020, 216151787),
        ("Foreign Military Financing, Direct Loan Program Account", 1971, 1991, 159768000),
        ("Drug Interdiction and Counter-Drug Activities, Defense", 1997, 2018, 2215840000),
    ],
)
def test_colombia_by_account(colombia: list[Row], account: str, first: int, last: int, total: int) -> None:
    rows = [row for row in colombia if row["Funding Account Name"] == account]
    assert obligated(rows, first, last) == total
    assert obligated(rows, 1946, 2020) >= total
