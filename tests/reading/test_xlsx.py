from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from cuaderno.errors import ReadingError
from cuaderno.reading import csv, xlsx
from cuaderno.reading.table import Header

Rows = list[list[object]]
TABLE: Rows = [["Title"], [], ["a", "b", "c"], [1, "x, y", 1.5], [1976.9, None, -2], [], ["two\nlines", True, 10**15]]


def book(folder: Path, rows: Rows = TABLE, sheet: str = "Table") -> Path:
    made = Workbook()
    page = made.active
    page.title = sheet
    for row in rows:
        page.append(row)
    path = folder / "a.xlsx"
    made.save(path)
    return path


def changed(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with the XML of its sheet changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            body = given.read(name)
            kept.writestr(name, change(body) if name == "xl/worksheets/sheet1.xml" else body)
    path.write_bytes(target.getvalue())
    return path


def test_the_header_stands_in_its_row_with_the_title_above_it(tmp_path: Path) -> None:
    header = xlsx.read_header(book(tmp_path), "Table", 3)
    assert header == Header(("a", "b", "c"), 3, (("Title", "", ""), ("", "", "")))


def test_rows_come_as_text_row_for_row_blank_ones_too(tmp_path: Path) -> None:
    path = book(tmp_path)
    copy = xlsx.as_csv(path, "Table", xlsx.read_header(path, "Table", 3), tmp_path)
    with copy.open(encoding="utf-8", newline="") as file:
        import csv as plain

        assert list(plain.reader(file)) == [
            ["a", "b", "c"],
            ["1.0", "x, y", "1.5"],
            ["1976.9", "", "-2.0"],
            ["", "", ""],
            ["two\nlines", "True", "1000000000000000.0"],
        ]
    assert csv.read_header(copy) == Header(("a", "b", "c"), 1, ())


def test_a_cell_reads_as_it_is_stored(tmp_path: Path) -> None:
    path = book(tmp_path)
    found = [xlsx.read_cell(path, "Table", *place) for place in ((1, 1), (3, 2), (5, 1), (5, 2), (7, 1))]
    assert found == ["Title", "b", "1976.9", "", "two\nlines"]


def test_a_cell_beyond_the_sheet_is_none(tmp_path: Path) -> None:
    path = book(tmp_path)
    assert xlsx.read_cell(path, "Table", 8, 1) is None
    assert xlsx.read_cell(path, "Table", 4, 4) is None


@pytest.mark.parametrize(
    ("sheet", "row", "words"),
    [("Other", 3, "no sheet 'Other' .it has Table"), ("Table", 9, "ends before row 9")],
)
def test_another_workbook_is_refused(tmp_path: Path, sheet: str, row: int, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        xlsx.read_header(book(tmp_path), sheet, row)


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path, [["a", "b"]])
    with pytest.raises(ReadingError, match="a header and no row beneath it"):
        xlsx.as_csv(path, "Table", xlsx.read_header(path, "Table", 1), tmp_path)


@pytest.mark.parametrize(
    "data", [b"a,b\n1,2\n", b"PK\x03\x04", b"\0" * 100, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_no_package_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(ReadingError, match=r"a\.xlsx is not a whole \.xlsx workbook"):
        xlsx.read_header(path, "Table", 1)


def test_a_package_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("hello.txt", "hello")
    with pytest.raises(ReadingError, match="cannot be opened as a workbook"):
        xlsx.read_header(path, "Table", 1)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_that_was_cut_short_is_refused(tmp_path: Path, part: float) -> None:
    path = book(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(ReadingError, match="probably cut short"):
        xlsx.read_header(path, "Table", 1)


def test_a_workbook_with_a_broken_byte_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        entry = package.getinfo("xl/worksheets/sheet1.xml")
    data[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(ReadingError, match="is not a whole"):
        xlsx.read_header(path, "Table", 1)


def test_a_workbook_that_needs_a_password_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path)
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    path.write_bytes(data)
    with pytest.raises(ReadingError, match="is not a whole"):
        xlsx.read_header(path, "Table", 1)


def test_a_package_that_unpacks_beyond_reason_is_refused_unread(tmp_path: Path) -> None:
    path = book(tmp_path)
    data = path.read_bytes()
    directory = data.index(b"PK\x01\x02")
    path.write_bytes(data[: directory + 24] + (0xFFFFFFF0).to_bytes(4, "little") + data[directory + 28 :])
    with pytest.raises(ReadingError, match="unpacks to more than 1024 MB"):
        xlsx.read_header(path, "Table", 1)


@pytest.mark.parametrize("cell", ["XFD1048576", "AAA200000", "ZZ99999", "Z1048576"])
def test_a_small_file_with_a_cell_far_away_is_refused_before_memory_is_asked_for(tmp_path: Path, cell: str) -> None:
    made = Workbook()
    page = made.active
    page["A1"] = "a"
    page[cell] = 1
    path = tmp_path / "a.xlsx"
    made.save(path)
    with pytest.raises(ReadingError, match="farther than any published table"):
        xlsx.read_header(path, "Sheet", 1)


@pytest.mark.parametrize(("cell", "place"), [("ZZ2", (2, 702)), ("A150000", (150_000, 1))])
def test_a_wide_table_and_a_long_table_are_read(tmp_path: Path, cell: str, place: tuple[int, int]) -> None:
    made = Workbook()
    made.active["A1"] = "a"
    made.active[cell] = "far"
    path = tmp_path / "a.xlsx"
    made.save(path)
    assert xlsx.read_cell(path, "Sheet", *place) == "far"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda xml: xml.replace(b'<c r="A5"', b'<c r="A5" s="0"', 1), None),
        (lambda xml: xml.replace(b"<v>1976.9</v>", b"<f>1900+76.9</f><v>1976.9</v>"), "cell A5 holds a formula"),
        (lambda xml: xml.replace(b"<v>1976.9</v>", b'<f t="shared" si="0"/><v>1976.9</v>'), "cell A5 holds a formula"),
        (lambda xml: xml.replace(b"<v>1976.9</v>", b"<x:f>1</x:f><v>1976.9</v>"), "cell A5 holds a formula"),
        (lambda xml: xml.replace(b"<sheetData>", b"<sheetData><row><c><f>1</f></c></row>"), "a cell holds a formula"),
        (lambda xml: xml.replace(b"</sheetData>", b"</sheetData><!-- " + b"x" * 3_000_000 + b" -->"), None),
    ],
)
def test_a_formula_is_named_and_refused_and_nothing_else_is_taken_for_one(
    tmp_path: Path, change: Callable[[bytes], bytes], words: str | None
) -> None:
    path = changed(book(tmp_path), change)
    if words is None:
        assert xlsx.read_cell(path, "Table", 5, 1) == "1976.9"
        return
    with pytest.raises(ReadingError, match=words):
        xlsx.read_header(path, "Table", 3)


def test_a_formula_across_two_blocks_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "BLOCK", 64)
    path = changed(book(tmp_path), lambda xml: xml.replace(b"<v>1976.9</v>", b"<f>1900+76.9</f><v>1976.9</v>"))
    with pytest.raises(ReadingError, match="cell A5 holds a formula"):
        xlsx.read_header(path, "Table", 3)


def test_the_formula_of_a_rule_outside_the_cells_is_no_formula_of_a_cell(tmp_path: Path) -> None:
    rule = b'<extLst><ext xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><xm:f>Sheet!A1</xm:f></ext></extLst>'
    path = changed(book(tmp_path), lambda xml: xml.replace(b"</worksheet>", rule + b"</worksheet>"))
    assert xlsx.read_cell(path, "Table", 3, 1) == "a"
