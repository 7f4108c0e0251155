from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.errors import ReadingError
from cuaderno.reading.csv import HEAD_BYTES, as_utf8, read_cell, read_header, readable_errors, relation
from cuaderno.reading.table import Header

CP1252 = ("utf-8", "cp1252")


def written(folder: Path, data: str | bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def records(path: Path, row: int = 1) -> list[tuple[str | None, ...]]:
    header = read_header(path, row)
    with duckdb.connect() as connection, readable_errors(path):
        return connection.execute(f"SELECT * FROM {relation(path, header)}").fetchall()


def cell(path: Path, row: int, column: int, encodings: tuple[str, ...] = ("utf-8",)) -> str | None:
    with duckdb.connect() as connection:
        return read_cell(connection, path, row, column, encodings, path.parent)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_records_come_in_the_order_of_the_file_as_text(tmp_path: Path, end: str) -> None:
    path = written(tmp_path, end.join(("a,b", "1,2", "007,1e5", "")))
    assert read_header(path) == Header(("a", "b"), 1, ())
    assert records(path) == [("1", "2"), ("007", "1e5")]


def test_a_last_line_without_an_end_is_a_record(tmp_path: Path) -> None:
    assert records(written(tmp_path, "a,b\n1,2")) == [("1", "2")]


def test_commas_line_breaks_and_quotation_marks_within_quotation_marks_are_text(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,b\n"x, y","two\nlines"\n"say ""so""",z\n')
    assert records(path) == [("x, y", "two\nlines"), ('say "so"', "z")]


def test_blank_lines_are_no_records(tmp_path: Path) -> None:
    path = written(tmp_path, "\na,b\n\n1,2\n\n3,4\n\n")
    assert read_header(path).columns == ("a", "b")
    assert records(path) == [("1", "2"), ("3", "4")]
    assert cell(path, 3, 2) == "4"


def test_an_empty_cell_reopens_as_no_text(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1,\n")
    assert cell(path, 2, 2) == ""
    assert cell(path, 1, 2) == "b"


def test_a_cell_beyond_the_file_is_none(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1,2\n")
    assert (cell(path, 3, 1), cell(path, 2, 3), cell(path, 1, 3)) == (None, None, None)


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfa,b\n1,2\n")
    assert read_header(path).columns == ("a", "b")
    assert records(path) == [("1", "2")]
    assert as_utf8(path, CP1252, tmp_path) == path
    assert cell(path, 2, 1) == "1"


def test_a_header_in_row_seven_has_six_records_above_it(tmp_path: Path) -> None:
    titles = "\n" + "".join(f"line {i}\n" for i in range(1, 6)) + '"line 6,\nand its second line"\n'
    path = written(tmp_path, f"{titles}a,b\n1,2\n3,4\n")
    header = read_header(path, 7)
    assert header.columns == ("a", "b")
    assert header.preamble[0] == ("line 1",)
    assert header.preamble[5] == ("line 6,\nand its second line",)
    assert records(path, 7) == [("1", "2"), ("3", "4")]


def test_other_line_separators_of_unicode_do_not_end_a_record(tmp_path: Path) -> None:
    header = "a\N{LINE SEPARATOR}b,c\x0bd,e\x85f"
    path = written(tmp_path, f"{header}\n1,2,3\n")
    assert read_header(path).columns == tuple(header.split(","))
    assert records(path) == [("1", "2", "3")]


def test_windows_1252_is_read_through_a_copy_in_utf8(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\nWomen\x92s,2\n")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    copy = as_utf8(path, CP1252, scratch)
    assert copy.read_text(encoding="utf-8") == "a,b\nWomen\N{RIGHT SINGLE QUOTATION MARK}s,2\n"
    assert read_header(path, 1, CP1252).columns == ("a", "b")
    assert cell(path, 2, 1, CP1252) == "Women\N{RIGHT SINGLE QUOTATION MARK}s"


def test_utf8_that_may_be_windows_1252_is_read_as_utf8_where_it_lies(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\nCôte d’Ivoire,2\n")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert as_utf8(path, CP1252, scratch) == path
    assert list(scratch.iterdir()) == []
    assert cell(path, 2, 1, CP1252) == "Côte d’Ivoire"


def test_a_letter_across_two_blocks_is_still_one_letter(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n" + b"x" * (HEAD_BYTES - 5) + "é,2\n".encode() + b"y,3\n")
    assert as_utf8(path, CP1252, tmp_path) == path


def test_a_file_in_none_of_the_encodings_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\nx\x81,2\n")
    with pytest.raises(ReadingError, match="not written in utf-8 or cp1252"):
        as_utf8(path, CP1252, tmp_path)
    with pytest.raises(ReadingError, match="not written in utf-8 or cp1252"):
        read_header(path, 1, CP1252)


def test_bytes_that_are_no_utf8_beyond_the_head_are_found_with_their_line(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n" + b"1,2\n" * (HEAD_BYTES // 4 + 100) + b"\xff,2\n")
    assert read_header(path).columns == ("a", "b")
    with pytest.raises(ReadingError, match=r"line \d+ holds bytes that are not UTF-8"):
        records(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("a,b\n1,2\n3\n", "line 3 has 1 fields where the header has 2"),
        ("a,b\n1,2\n3,4,5\n", "line 3 has 3 fields where the header has 2"),
        ('a,b\n1,2\n"3,4\n', "line 3 has a quotation mark that is never closed"),
        ('a,b\n1,2\n"3"x,4\n', "line 3 "),
        ("a,b\n1,2\r\n3,4\n", "a line ends in another way"),
    ],
)
def test_a_broken_record_stops_the_reading_with_its_line(tmp_path: Path, data: str, words: str) -> None:
    with pytest.raises(ReadingError, match=words) as caught:
        records(written(tmp_path, data))
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\0" * 100, "NUL bytes"),
        (b'"a,b\n1,2\n', "does not begin as a CSV file does"),
        (b'"a"b,c\n1,2\n', "does not begin as a CSV file does"),
        (b"\n\n\n", "no header in record 1"),
        (b"", "is empty"),
        (b"\xff\xfea\0,\0b\0", "NUL bytes"),
    ],
)
def test_what_has_no_head_of_a_csv_file_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        read_header(written(tmp_path, data))


def test_a_file_shorter_than_its_title_has_no_header(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="no header in record 7"):
        read_header(written(tmp_path, "a,b\n1,2\n"), 7)


def test_a_first_line_longer_than_the_head_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="no header in record 1 within its first 1,048,576 bytes"):
        read_header(written(tmp_path, b"a" * (HEAD_BYTES + 1)))


def test_a_record_longer_than_two_million_bytes_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n1,2\n" + b"x" * 2_100_000 + b",2\n3,4\n")
    with pytest.raises(ReadingError, match=r"line \d is longer than 2,000,000 bytes"):
        records(path)


def test_a_record_of_a_million_bytes_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n" + b"x" * 1_000_000 + b",2\n3,4\n")
    assert records(path)[1] == ("3", "4")


def test_a_fault_of_another_kind_still_reads_as_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with (
        pytest.raises(ReadingError, match=r"a\.csv: a line cannot be read as CSV \(.+\)\. Nothing"),
        readable_errors(path),
    ):
        raise duckdb.InvalidInputException("something new\nwith details")


def test_a_line_longer_than_the_buffer_of_the_engine_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n1,2\n" + b"x" * 33_000_000 + b",2\n3,4\n")
    with pytest.raises(ReadingError, match="is longer than 2,000,000 bytes"):
        records(path)


letters = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.tuples(letters, letters), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None)
def test_every_cell_reopens_to_the_text_that_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    body = "".join(f"{quoted(a)},{quoted(b)}\n" for a, b in rows)
    path = written(tmp_path_factory.mktemp("any"), f"a,b\n{body}")
    assert records(path) == [(a or None, b or None) for a, b in rows]
    assert cell(path, len(rows) + 1, 2) == rows[-1][1]


def test_a_cell_beneath_title_lines_and_one_of_them(tmp_path: Path) -> None:
    path = written(tmp_path, "A title,\nof 2020,\na,b\n1,2\n3,4\n")
    with duckdb.connect() as connection:
        read = [
            read_cell(connection, path, *place, ("utf-8",), tmp_path, 3)
            for place in ((1, 1), (3, 2), (5, 2), (6, 1), (2, 9))
        ]
    assert read == ["A title", "b", "4", None, None]
