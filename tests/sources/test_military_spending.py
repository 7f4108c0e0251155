"""The military expenditure workbook: two prices side by side, shares, colours, and workbooks whose cells have been moved."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from cuaderno.errors import CuadernoError, ReadingError, UnknownName
from cuaderno.ledger.build import take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.reading.xlsx import font_colours, read_cell, read_rows, sheet_names
from cuaderno.sources.card import load_card
from cuaderno.sources.military_spending.read import CURRENT, SHARE, read
from cuaderno.statements.locator import SheetCell, parse_locator
from cuaderno.statements.statement import Statement

from .milex_workbook import CONSTANT, SAMPLE, sample
from .samples import NOTHING, open_alone, statements_of, take

Change = Callable[[Workbook], None]


def readable(error: CuadernoError) -> None:
    """One paragraph that says that nothing was taken in or what to do, and shows nothing of the engine's own words."""
    assert "\n" not in error.message
    assert error.message.endswith((".", "?"))
    assert not any(word in error.message for word in ("Traceback", "Exception", "read_csv", "duckdb"))


def said(path: Path, directory: Path) -> list[Statement]:
    taken = take("military_spending", path, directory)
    return statements_of(open_alone(directory), taken.snapshot.snapshot)


def made(target: Path, change: Change) -> Path:
    path = target / "milex.xlsx"
    path.write_bytes(sample(change))
    return path


def test_the_committed_sample_is_the_one_the_script_makes(tmp_path: Path) -> None:
    again = made(tmp_path, lambda _: None)
    for name in sheet_names(SAMPLE):
        assert read_rows(again, name) == read_rows(SAMPLE, name)
        assert font_colours(again, name) == font_colours(SAMPLE, name)


def test_both_prices_of_a_year_have_one_key_and_each_its_own_cell(tmp_path: Path) -> None:
    both = [one for one in said(SAMPLE, tmp_path) if (one.recipient, one.period) == ("COL", "CY2021")]
    current, constant = (next(one for one in both if one.unit == unit) for unit in ("USD", "USD@2022"))
    assert current.key | 1 == constant.key
    assert parse_locator(current.locator) == SheetCell(CURRENT, 10, 5)
    assert parse_locator(constant.locator) == SheetCell(CONSTANT, 10, 6)
    assert read_cell(SAMPLE, CONSTANT, 10, 6) == "1350.5"


def test_a_country_provides_its_own_spending(tmp_path: Path) -> None:
    assert all(one.provider == one.recipient and one.stage == "spent" for one in said(SAMPLE, tmp_path))


def test_dots_and_crosses_are_no_zero(tmp_path: Path) -> None:
    accounting = take("military_spending", SAMPLE, tmp_path).snapshot.accounting
    assert accounting.set_aside == {"country_did_not_exist": 4, "region_heading": 6}
    assert accounting.blanks["not_reported"] == 4
    assert not any(one.value == 0 for one in said(SAMPLE, tmp_path / "again"))


def test_colours_are_marks_of_doubt(tmp_path: Path) -> None:
    flags = {(one.recipient, one.period): one.flags for one in said(SAMPLE, tmp_path) if one.unit == "percent-of-GDP"}
    assert flags["COL", "CY2022"] == ()
    assert flags["COL", "CY2023"] == ("estimate",)
    assert flags["VEN", "CY2021"] == ("highly-uncertain",)
    assert flags["SSD", "CY2021"] == ("estimate", "without-military-pensions", "adopted-budget")


@pytest.mark.parametrize(
    ("colour", "mark"),
    [
        (Color(rgb="FF0070C0"), "estimate"),
        (Color(indexed=12), "estimate"),
        (Color(indexed=10), "highly-uncertain"),
        (Color(rgb="FFC00000"), "highly-uncertain"),
        (Color(rgb="FF808080"), ""),
        (Color(theme=4), ""),
    ],
)
def test_a_colour_is_read_by_value_or_by_palette(colour: Color, mark: str, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book[CURRENT].cell(10, 3).font = Font(color=colour)

    table = read(made(tmp_path, change), "workbook")
    row = next(row for row in table.rows if row[:2] == (CURRENT, "Colombia") and row[3] == "2019")
    assert row[6] == mark


def _cell(sheet: str, row: int, column: int, value: object) -> Change:
    def change(book: Workbook) -> None:
        book[sheet].cell(row, column).value = value

    return change


def _years_one_further(book: Workbook) -> None:
    for column in range(3, 8):
        book[CURRENT].cell(6, column).value = 2017 + column


def _figures_one_further(book: Workbook) -> None:
    page = book[CURRENT]
    for row in (10, 11, 13):
        for column in range(8, 3, -1):
            page.cell(row, column).value = page.cell(row, column - 1).value


def _rows_one_down(book: Workbook) -> None:
    for column in range(3, 8):
        figures = [book[CURRENT].cell(row, column).value for row in (10, 11, 13)]
        for row, figure in zip((10, 11, 13), figures[1:] + figures[:1], strict=True):
            book[CURRENT].cell(row, column).value = figure


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_figures_one_further, r"row 10, column 8: '1400.0' stands where the sheet has nothing"),
        (lambda book: book[CURRENT].delete_cols(4), "consecutive years"),
        (_years_one_further, r"the base year .* both prices should be the same"),
        (_rows_one_down, "both prices should be the same, and they are for 0 of 3"),
        (lambda book: book.remove(book[SHARE]), "not SIPRI's workbook of military expenditure"),
        (lambda book: setattr(book[CONSTANT], "title", "Constant US$"), "not SIPRI's workbook"),
        (lambda book: book.create_sheet("Constant (2021) US$"), "not SIPRI's workbook"),
        (lambda book: book[CURRENT].delete_rows(6), "none of its first 20 rows begins with 'Country'"),
        (_cell(CURRENT, 10, 5, "=1+1"), r"cell E10 holds a formula"),
        (_cell(CURRENT, 10, 5, "n.a."), "'n.a.' is not an amount"),
        (_cell(CURRENT, 11, 1, "Colombia"), "'Colombia' stands there a second time"),
        (_cell(CURRENT, 11, 1, None), "stands where the sheet has nothing of the kind"),
        (_cell(CURRENT, 11, 1, 20.5), "'20.5' stands where the sheet has nothing of the kind"),
        (_cell(SHARE, 10, 30, 0.5), "column 30: '0.5' stands where"),
    ],
)
def test_a_spoilt_workbook_is_refused_whole(change: Change, words: str, tmp_path: Path) -> None:
    path = made(tmp_path, change)
    with pytest.raises(ReadingError, match=words) as caught:
        take("military_spending", path, tmp_path / "ledger")
    readable(caught.value)
    assert not (tmp_path / "ledger" / "manifest.json").exists()


def test_a_column_without_a_name_changes_nothing(tmp_path: Path) -> None:
    """The sheet of constant prices has one; what counts is what stands over a column."""
    moved = made(tmp_path, lambda book: book[CURRENT].insert_cols(2))
    values = {(one.key, one.value) for one in said(moved, tmp_path / "moved")}
    assert values == {(one.key, one.value) for one in said(SAMPLE, tmp_path / "sample")}


def test_a_country_nobody_knows_stops_the_intake(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        for name in (CURRENT, CONSTANT, SHARE):
            book[name].cell(10, 1).value = "Colunbia"

    with pytest.raises(UnknownName, match=r"'Colunbia'.*near: Colombia"):
        take("military_spending", made(tmp_path, rename), tmp_path / "ledger")


def test_a_workbook_cut_short_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "milex.xlsx"
    for data, words in (
        (SAMPLE.read_bytes()[:4000], "not a whole .xlsx workbook"),
        (b"Country,2019\nColombia,1\n", "not a whole .xlsx workbook"),
    ):
        path.write_bytes(data)
        with pytest.raises(ReadingError, match=words):
            take("military_spending", path, tmp_path / "ledger")


def test_styles_that_declare_entities_are_refused(tmp_path: Path) -> None:
    """A billion laughs in the part that holds the colours."""
    path = tmp_path / "milex.xlsx"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    with zipfile.ZipFile(SAMPLE) as given, zipfile.ZipFile(path, "w") as kept:
        for name in given.namelist():
            body = given.read(name)
            if name == "xl/styles.xml":
                head = f'<!DOCTYPE styleSheet [<!ENTITY l0 "ha">{laughs}]>'.encode()
                body = body.replace(b"<styleSheet", head + b"<styleSheet", 1).replace(
                    b"<fonts", b"<x>&l11;</x><fonts", 1
                )
            kept.writestr(name, body)
    with pytest.raises(ReadingError, match=r"not the plain XML that a workbook holds|cannot be opened as a workbook"):
        take("military_spending", path, tmp_path / "ledger")


def test_nothing_of_the_workbook_is_bundled() -> None:
    card = load_card("military_spending")
    assert not any(one.bundled for one in card.publications)
    assert set(card.terms) == {"en", "es"}
    assert load_workbook(SAMPLE)[CURRENT]["A1"].value == "A made-up workbook"


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    directory = tmp_path_factory.mktemp("milex")
    path = shared / "data" / "sipri" / "milex_sample.xlsx"
    accounting = take_in("military_spending", path, directory, NOTHING).snapshot.accounting
    assert (accounting.rows_read, accounting.rows_kept, accounting.statements) == (1708, 1672, 2233)
    return open_alone(directory)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("year", "millions"), [(2002, "3347.5"), (2006, "5326.7"), (2010, "10422.1"), (2011, "10306.6")]
)
def test_what_colombia_spent(year: int, millions: str, published: Ledger) -> None:
    (one,) = [row for row in published.rows(recipient="COL", years=f"CY{year}") if row.unit == "USD"]
    assert one.value is not None
    assert round(one.value / 1_000_000, 1) == Decimal(millions)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("years", "prices", "billions"),
    [
        ("CY2002-CY2011", "current", "66.5"),
        ("CY2001-CY2010", "current", "59.5"),
        ("CY2003-CY2012", "current", "74.9"),
        ("CY2002-CY2011", "constant:2022", "62.9"),
    ],
)
def test_what_colombia_spent_in_a_decade(years: str, prices: str, billions: str, published: Ledger) -> None:
    found = [
        one.value
        for one in published.rows(recipient="COL", years=years, prices=prices)
        if one.value is not None and one.unit.startswith("USD")
    ]
    assert len(found) == 10
    assert round(sum(found, Decimal(0)) / 1_000_000_000, 1) == Decimal(billions)
