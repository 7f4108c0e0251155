"""The trade register: both layouts, records broken over lines, marks of doubt, and files that are none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cuaderno.errors import CuadernoError, ReadingError, UnknownName
from cuaderno.ledger.build import take_in
from cuaderno.reading.text import read_span
from cuaderno.sources.arms_register.read import JOINED, PART, PLACED, read
from cuaderno.sources.card import load_card
from cuaderno.statements.locator import CharSpan, parse_locator
from cuaderno.statements.statement import Statement

from .samples import NOTHING, SOURCES, open_alone, samples, statements_of, take

ORDERS = SOURCES / "arms_register" / "sample.csv"
DELIVERIES = SOURCES / "arms_register" / "sample_deliveries.csv"
BROKEN = "broken over two lines\n,0.1275"


def spoilt(sample: Path, target: Path, old: str, new: str) -> Path:
    """The sample with one text in it changed."""
    text = sample.read_text(encoding="latin-1")
    assert old in text
    path = target / sample.name
    path.write_text(text.replace(old, new, 1), encoding="latin-1")
    return path


def readable(error: CuadernoError) -> None:
    """One paragraph that says that nothing was taken in or what to do, and shows nothing of the engine's own words."""
    assert "\n" not in error.message
    assert error.message.endswith((".", "?"))
    assert not any(word in error.message for word in ("Traceback", "Exception", "read_csv", "duckdb"))


def said(path: Path, directory: Path) -> list[Statement]:
    taken = take("arms_register", path, directory)
    return statements_of(open_alone(directory), taken.snapshot.snapshot)


def test_the_reader_names_the_columns_of_doubt_after_what_they_doubt() -> None:
    columns = read(ORDERS, "orders").columns
    assert columns[3:6] == ("Year of order ?", "Number ordered", "Number ordered ?")
    assert columns[9] == "Number delivered ?"
    assert len(set(columns)) == len(columns)


@pytest.mark.parametrize(("sample", "day"), [(ORDERS, date(2024, 2, 5)), (DELIVERIES, date(2024, 2, 6))])
def test_the_day_is_the_one_the_site_printed(sample: Path, day: date) -> None:
    assert read(sample, "").as_of == day


@pytest.mark.parametrize("sample", [ORDERS, DELIVERIES])
def test_each_figure_stands_where_its_place_says(sample: Path) -> None:
    table = read(sample, "")
    placed = [name for name in table.columns if name in PLACED]
    checked = 0
    for row in table.rows:
        record = dict(zip(table.columns, row, strict=True))
        for name in placed:
            where = record[f"at {name}"]
            assert bool(where) == bool(record[name])
            if where:
                span = parse_locator(where)
                assert isinstance(span, CharSpan)
                assert read_span(sample, span.start, span.end) == record[name]
                checked += 1
    assert checked >= 2 * len(placed)


def test_a_record_broken_over_two_lines_is_put_together_named_and_counted(tmp_path: Path) -> None:
    taken = take("arms_register", ORDERS, tmp_path)
    joined = [one for one in statements_of(open_alone(tmp_path), taken.snapshot.snapshot) if JOINED in one.flags]
    assert {(one.recipient, one.provider) for one in joined} == {("ECU", "ESP")}
    assert len(joined) == 4
    check = taken.snapshot.checks["lines_of_a_record"]
    assert (check.agree, check.differ) == (7, 1)


@pytest.mark.parametrize(
    "broken",
    ["broken\n over two lines,0.1275", "broken over two lines\r\n,0.1275", "broken\nover\nthree lines,0.1275", "one line,0.1275"],
)  # fmt: skip
def test_wherever_a_comment_is_broken_the_record_says_the_same(broken: str, tmp_path: Path) -> None:
    path = spoilt(ORDERS, tmp_path, BROKEN, broken)
    whole = {(one.key, one.value) for one in said(path, tmp_path / "spoilt")}
    assert whole == {(one.key, one.value) for one in said(ORDERS, tmp_path / "sample")}


def test_a_field_in_quotation_marks_may_hold_commas_and_lines(tmp_path: Path) -> None:
    path = spoilt(ORDERS, tmp_path, "Halcón-2,light", '"Halcón-2, of ""night"",\nlate",light')
    labels = {one.label for one in said(path, tmp_path / "ledger")}
    assert any(label and label.startswith('Halcón-2, of ""night"",\nlate') for label in labels)


def test_volumes_are_not_money_and_are_exact_to_four_decimals(tmp_path: Path) -> None:
    joined = [one for one in said(ORDERS, tmp_path) if one.recipient == "ECU" and one.unit == "TIV"]
    assert {one.value for one in joined} == {Decimal(255_000), Decimal(127_500)}


def test_doubt_belongs_to_the_figure_it_stands_beside(tmp_path: Path) -> None:
    flags = {(one.stage, one.unit): set(one.flags) for one in said(ORDERS, tmp_path) if one.recipient == "YUG"}
    assert flags["ordered", "items"] == {"uncertain-year"}
    assert flags["delivered", "items"] == flags["delivered", "TIV"] == {"uncertain-number"}


def test_what_has_not_come_yet_is_no_delivery(tmp_path: Path) -> None:
    stages = {one.stage for one in said(ORDERS, tmp_path) if one.provider == "UNKNOWN"}
    assert stages == {"ordered"}


def test_production_under_licence_is_a_delivery_that_says_so(tmp_path: Path) -> None:
    ships = [one for one in said(DELIVERIES, tmp_path) if one.label == "Mulata-1, patrol craft"]
    assert {one.stage for one in ships} == {"delivered"}
    assert all("licensed-production" in one.flags for one in ships)


def test_an_export_of_a_part_says_so(tmp_path: Path) -> None:
    assert not any(PART in one.flags for one in said(ORDERS, tmp_path / "whole"))
    part = spoilt(ORDERS, tmp_path, "to All countries .", "to Colombia .")
    assert all(PART in one.flags for one in said(part, tmp_path / "part"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("10,?,Halcón-2", "10,Halcón-2,?", r"line 14 says 'Halcón-2' in column 'Number ordered \?'"),
        ("Colombia,Germany", "Colombia,,Germany", "line 15 has 17 fields where the header has 16"),
        ("New,,3,0,3", "New,,3", "has 29 fields where the header has 16|line 20"),
        (",0.5,10,10\n", ",0.5", "ends after 14 of 16 fields, and so does the file"),
        ("Colombia,Israel,2009", "Colombia,Israel,09", "'09' is not a year"),
        ("2016; 2017; 2019", "from 2016", "'from 2016' is not a year"),
        (",1.5,6,6", ",1.5,six,6", r"column 'SIPRI TIV for total order': 'six' is not an amount"),
        ("Year of order", "Order year", "column 'Year of order' is missing"),
        ("SIPRI TIV per unit", "Supplier", "column 'Supplier' stands in it twice"),
        ("Recipient,Supplier", "To,From", "no line of it names the columns Supplier and Recipient"),
    ],
)
def test_a_spoilt_register_is_refused_whole(old: str, new: str, words: str, tmp_path: Path) -> None:
    path = spoilt(ORDERS, tmp_path, old, new)
    with pytest.raises(ReadingError, match=words) as caught:
        take("arms_register", path, tmp_path / "ledger")
    readable(caught.value)
    assert not (tmp_path / "ledger" / "manifest.json").exists()


def test_a_shifted_answer_is_refused(tmp_path: Path) -> None:
    path = spoilt(DELIVERIES, tmp_path, "2009,No,1,No,2010,No,New", "2009,1,No,No,2010,No,New")
    with pytest.raises(ReadingError, match="line 13 says '1' in column 'Order date is estimate'"):
        take("arms_register", path, tmp_path / "ledger")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{\\rtf1\\ansi Recipient, Supplier}\n", "the register in rich text; ask for it as CSV"),
        (ORDERS.read_bytes().decode("latin-1").encode("utf-16-le"), "NUL"),
        (ORDERS.read_bytes() + b"\x81\x8d", "neither UTF-8 nor Windows-1252"),
        (b"%PDF-1.7\n1 0 obj\n", "not the trade register"),
        (ORDERS.read_bytes()[:700], "not the trade register"),
    ],
)
def test_a_file_of_another_kind_is_refused(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(data)
    with pytest.raises(ReadingError, match=words) as caught:
        take("arms_register", path, tmp_path / "ledger")
    readable(caught.value)


def test_a_supplier_nobody_knows_stops_the_intake(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"'Isreal'.*near: Israel"):
        take("arms_register", spoilt(ORDERS, tmp_path, "Colombia,Israel", "Colombia,Isreal"), tmp_path / "ledger")


def test_nothing_of_the_register_is_bundled() -> None:
    card = load_card("arms_register")
    assert not any(one.bundled for one in card.publications)
    assert set(card.terms) == {"en", "es"}
    assert all("made up" in path.read_text(encoding="latin-1") for path in samples("arms_register"))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "day", "rows", "joined", "statements"),
    [
        ("trade_register_sample.csv", "2025-03-13", 817, 4, 3196),
        ("trade_register_per_delivery_year_sample.csv", "2025-01-03", 579, 0, 1158),
    ],
)
def test_the_published_samples_are_read_whole(
    name: str, day: str, rows: int, joined: int, statements: int, shared: Path, tmp_path: Path
) -> None:
    snapshot = take_in("arms_register", shared / "data" / "sipri" / name, tmp_path, NOTHING).snapshot
    assert (snapshot.accounting.rows_read, snapshot.accounting.rows_kept) == (rows, rows)
    assert snapshot.accounting.statements == statements
    assert snapshot.checks["lines_of_a_record"].differ == joined
    assert snapshot.checks["tiv_of_deliveries"].differ == 0
    assert snapshot.as_of == day
