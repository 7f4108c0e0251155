"""Samples spoilt in one way each, as a publisher, a download or a hand may spoil them."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from cuaderno.errors import CuadernoError, ReadingError, UnknownName
from cuaderno.sources.card import Layout, folder_table

Lines = list[list[str]]


@dataclass(frozen=True)
class Sample:
    """A sample as lines of text; `head` is the index of its header, `cell` the first amount of the first kept row."""

    source: str
    path: Path
    layout: Layout
    row: int
    column: int

    @property
    def is_table(self) -> bool:
        """Whether the engine reads it; other files are spoilt as a whole only, and their sources test the rest."""
        return self.layout.form in ("csv", "xlsx") and self.path.suffix in (".csv", ".xlsx")

    @property
    def head(self) -> int:
        return self.layout.header_row - 1

    @property
    def encoding(self) -> str:
        encoding = self.layout.encodings[-1]
        return "utf-8-sig" if self.path.read_bytes().startswith(BOM_UTF8) else encoding

    def lines(self) -> Lines:
        if self.layout.form == "xlsx":
            sheet = CalamineWorkbook.from_path(str(self.path)).get_sheet_by_name(self.layout.sheet)
            return [[str(cell) for cell in line] for line in sheet.to_python(skip_empty_area=False)]
        with self.path.open(encoding=self.encoding, newline="") as file:
            return list(csv.reader(file))

    def column_of(self, name: str) -> int:
        """The index of the column that the card calls `name`; -1 if this layout has none."""
        printed = self.layout.columns.get(name, ())
        return next((at for at, text in enumerate(self.lines()[self.head]) if text in printed), -1)

    def recipient_column(self) -> int:
        known = {row["published"] for row in folder_table(self.source, "names.csv")}
        line = self.lines()[self.row - 1]
        return next(at for at, text in enumerate(line) if " ".join(text.split()) in known)

    def write(self, lines: Lines, target: Path) -> Path:
        """The lines in the sample's own form, under its own name."""
        path = target / self.path.name
        if self.layout.form == "xlsx":
            book = load_workbook(self.path)
            page = book[self.layout.sheet]
            page.delete_rows(1, page.max_row)
            for line in lines:
                page.append([_stored(text) for text in line])
            book.save(path)
            return path
        text = io.StringIO()
        end = "\r\n" if b"\r\n" in self.path.read_bytes() else "\n"
        csv.writer(text, lineterminator=end).writerows(lines)
        path.write_bytes(text.getvalue().encode(self.encoding))
        return path


def _stored(text: str) -> str | float:
    try:
        return float(text) if text.strip("-.0123456789") == "" else text
    except ValueError:
        return text


@dataclass(frozen=True)
class Spoilt:
    """A way of spoiling: what it does, the error it must meet, and words the error must say."""

    name: str
    spoil: Callable[[Sample, Path], Path]
    words: str
    error: type[CuadernoError] = ReadingError
    form: str = ""
    needs: str = ""
    whole: bool = False
    unless: Callable[[Layout], bool] = lambda _: False

    def applies_to(self, sample: Sample) -> bool:
        if self.unless(sample.layout) or not (sample.is_table or self.whole):
            return False
        return self.form in ("", sample.layout.form) and (not self.needs or sample.column_of(self.needs) >= 0)


def _cell(text: str, column: str = "") -> Callable[[Sample, Path], Path]:
    def spoil(sample: Sample, target: Path) -> Path:
        lines = sample.lines()
        at = sample.column_of(column) if column else sample.column - 1
        lines[sample.row - 1][at] = text
        return sample.write(lines, target)

    return spoil


def _recipient(sample: Sample, target: Path) -> Path:
    lines, at = sample.lines(), sample.recipient_column()
    lines[sample.row - 1][at] = lines[sample.row - 1][at][:-1] + "q"
    return sample.write(lines, target)


def _no_column(sample: Sample, target: Path) -> Path:
    lines = sample.lines()
    return sample.write(
        [
            line if at < sample.head else line[: sample.column - 1] + line[sample.column :]
            for at, line in enumerate(lines)
        ],
        target,
    )


def _header(change: Callable[[list[str], int], list[str]]) -> Callable[[Sample, Path], Path]:
    def spoil(sample: Sample, target: Path) -> Path:
        lines = sample.lines()
        lines[sample.head] = change(lines[sample.head], sample.column - 1)
        width = len(lines[sample.head])
        return sample.write([line + [""] * (width - len(line)) for line in lines], target)

    return spoil


def _renamed(header: list[str], at: int) -> list[str]:
    return [*header[:at], f"{header[at]} (new)", *header[at + 1 :]]


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Sample, Path], Path]:
    def spoil(sample: Sample, target: Path) -> Path:
        path = target / sample.path.name
        path.write_bytes(change(sample.path.read_bytes()))
        return path

    return spoil


def _last_line(change: Callable[[bytes], bytes]) -> Callable[[Sample, Path], Path]:
    def spoil(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        return b"".join([*lines[:1], change(lines[1]), *lines[2:]])

    return _bytes(spoil)


def _folder(sample: Sample, target: Path) -> Path:
    path = target / sample.path.name
    path.mkdir()
    return path


def _formula(sample: Sample, target: Path) -> Path:
    book = load_workbook(sample.path)
    book[sample.layout.sheet].cell(sample.row, sample.column).value = "=1+1"
    path = target / sample.path.name
    book.save(path)
    return path


def _other_sheet(sample: Sample, target: Path) -> Path:
    book = load_workbook(sample.path)
    book[sample.layout.sheet].title = "Sheet1"
    path = target / sample.path.name
    book.save(path)
    return path


def _only_header(sample: Sample, target: Path) -> Path:
    return sample.write(sample.lines()[: sample.head + 1], target)


WAYS = (
    Spoilt("a column is missing", _no_column, "column '.+' is missing"),
    Spoilt("a column is renamed", _header(_renamed), r"is missing \(is it '.+ \(new\)' now\?\)"),
    Spoilt("a column stands twice", _header(lambda header, _: [*header, header[0]]), "column '.+' stands in it twice"),
    Spoilt("a column is new", _header(lambda header, _: [*header, "A new column"]), "column 'A new column' is not on the card"),
    Spoilt("a recipient is unknown", _recipient, r"'[\w ]+q' in row \d+ \(near: \w+", UnknownName),
    Spoilt("a comma stands wrong", _cell("1,23,456"), "row .*column '.+': '1,23,456' is not an amount"),
    Spoilt("an amount has an exponent", _cell("1e6"), "'1e6' is not an amount", unless=lambda layout: layout.rounded),
    Spoilt("an amount has a third decimal", _cell("1.005"), r"'1\.005' is not an amount", unless=lambda layout: layout.rounded),
    Spoilt("an amount is a word", _cell("n.a."), r"'n\.a\.' is not an amount"),
    Spoilt("an amount has eighteen digits too many", _cell("9" * 19), r"'(9{19}|1e.19)' is not an amount"),
    Spoilt("a year is no year", _cell("2O18", "fiscal_year"), "row .*'2O18' is not a year", needs="fiscal_year"),
    Spoilt("a year is before all money", _cell("1066", "fiscal_year"), "'1066(.0)?' is not a year", needs="fiscal_year"),
    Spoilt("a transaction type is unknown", _cell("Promises", "stage"), "'Promises' is no transaction type", needs="stage"),
    Spoilt("nothing stands under the header", _only_header, "no row|not one row|0 rows|at least"),
    Spoilt("the file is empty", _bytes(lambda _: b""), "is empty", whole=True),
    Spoilt("the file is a folder", _folder, "is a folder", whole=True),
    Spoilt("the file is not there", lambda sample, target: target / sample.path.name, "There is no file", whole=True),
    Spoilt("the file is a web page", _bytes(lambda _: b"<!DOCTYPE html>\n<html><p>Sign in</p></html>\n"), ".", whole=True),
    Spoilt("the file is cut in the middle", _bytes(lambda data: data[: len(data) // 2]), "cut short", form="xlsx"),
    Spoilt("a cell is a formula", _formula, r"cell [A-Z]+\d+ holds a formula", form="xlsx"),
    Spoilt("the sheet has another name", _other_sheet, "has no sheet '.+' .it has Sheet1", form="xlsx"),
    Spoilt("it holds NUL bytes", _bytes(lambda data: data[:-20] + b"\0" * 20), "NUL byte", form="csv"),
    Spoilt("it is UTF-16", _bytes(lambda data: data.decode("cp1252").encode("utf-16")), "NUL bytes|not written in", form="csv"),
    Spoilt("it is in no known encoding", _bytes(lambda data: data + b"\x81\xfe\n"), "not UTF-8|not written in", form="csv"),
    Spoilt("a quotation mark is never closed", _last_line(lambda line: b'"' + line), "line 2 .*never closed", form="csv"),
    Spoilt("a row is short", _last_line(lambda line: line.partition(b",")[2]), "fields where the header has", form="csv"),
    Spoilt("a row is long", _last_line(lambda line: b"x," + line), "fields where the header has|is not a year", form="csv"),
)  # fmt: skip
