"""Office Open XML workbooks (ECMA-376): the values as stored, never a formula's cached result."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuaderno.errors import ReadingError
from cuaderno.reading.table import Header, existing

if TYPE_CHECKING:
    from lxml import etree

UNPACKED_BYTES = 1 << 30
BLOCK = 1 << 20
MOST_CELLS = 20_000_000
PALETTE = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF") * 2
"""Of the indexed colours of ECMA-376 (part 1, 18.8.27) those that are pure; a workbook may bring a palette of its own."""

_FORMULA = re.compile(rb"<(?!xm:)(?:\w+:)?f[\s>/]")
_CELL = re.compile(rb"r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_FAR = re.compile(rb"r=[\"']([A-Z]{2,3}(?=[0-9])|[A-Z]?(?=[0-9]{6}))([0-9]{1,7})[\"']")


def _sheet(path: Path, sheet: str) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook

    _check_package(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        if sheet not in book.sheet_names:
            raise ReadingError(
                f"{path.name} has no sheet '{sheet}' (it has {', '.join(book.sheet_names)}); it is not this source's file."
            )
        return book.get_sheet_by_name(sheet)
    except (CalamineError, OSError, ValueError) as error:
        raise ReadingError(f"{path.name} cannot be opened as a workbook ({error}). Download it again.") from None


def _check_package(path: Path) -> None:
    """Refuse what is no whole workbook, what unpacks beyond reason, and formula cells."""
    try:
        with zipfile.ZipFile(existing(path)) as package:
            if sum(entry.file_size for entry in package.infolist()) > UNPACKED_BYTES:
                raise ReadingError(
                    f"{path.name} unpacks to more than {UNPACKED_BYTES >> 20} MB; no published workbook does."
                )
            for entry in package.infolist():
                if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                    _check_sheet(package, entry, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise ReadingError(
            f"{path.name} is not a whole .xlsx workbook ({error}). The download was probably cut short; get it again."
        ) from None


def _check_sheet(package: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    """Refuse formulas, and a sheet whose farthest cells span more than memory holds: it is held whole.

    Near cells, which nearly all are, are not looked at one by one unless far ones ask for it.
    """
    rows, columns = 99_999, 26
    for text in _blocks(package, entry):
        _refuse_formulas(text, path)
        rows, columns = _extent(_FAR.findall(text), rows, columns)
    if rows * columns > MOST_CELLS:
        rows, columns = 1, 1
        for text in _blocks(package, entry):
            rows, columns = _extent(_CELL.findall(text), rows, columns)
    if rows * columns > MOST_CELLS:
        raise ReadingError(
            f"{path.name}: a sheet reaches to row {rows:,} and column {columns:,}, farther than any published table. "
            "Take in the publisher's own file."
        )


def _blocks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The sheet's XML in blocks that overlap, so that no cell is cut in two."""
    tail = b""
    with package.open(entry) as sheet:
        while block := sheet.read(BLOCK):
            yield tail + block
            tail = (tail + block)[-512:]


def _extent(cells: list[tuple[bytes, bytes]], rows: int, columns: int) -> tuple[int, int]:
    for letters, row in cells:
        columns, rows = max(columns, _number(letters)), max(rows, int(row))
    return rows, columns


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _refuse_formulas(text: bytes, path: Path) -> None:
    found = _FORMULA.search(text) if b"<f" in text or b":f" in text else None
    if found:
        cells = _CELL.findall(text, max(0, found.start() - 512), found.start())
        named = f"cell {b''.join(cells[-1]).decode()}" if cells else "a cell"
        raise ReadingError(
            f"{path.name}: {named} holds a formula, so what it shows is a computation and not a published value. Take in the "
            "publisher's own file, or a corrected copy without formulas."
        )


def _text(value: Any) -> str:
    return repr(value) if isinstance(value, float) else str(value)


def read_header(path: Path, sheet: str, row: int) -> Header:
    """The header in row `row` of `sheet` and the rows above it."""
    rows = _sheet(path, sheet).to_python(skip_empty_area=False, nrows=row)
    if len(rows) < row:
        raise ReadingError(f"{path.name}: sheet '{sheet}' ends before row {row}, where its header should stand.")
    texts = [tuple(_text(value) for value in line) for line in rows]
    return Header(texts[-1], row, tuple(texts[:-1]))


def as_csv(path: Path, sheet: str, header: Header, scratch: Path) -> Path:
    """The header and the rows beneath it as a UTF-8 CSV file in `scratch`, row for row."""
    rows = _sheet(path, sheet).to_python(skip_empty_area=False)
    if len(rows) <= header.row:
        raise ReadingError(f"{path.name}: sheet '{sheet}' has a header and no row beneath it.")
    copy = scratch / f"{path.stem}.sheet.csv"
    with copy.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows[header.row - 1 :])
    return copy


def read_cell(path: Path, sheet: str, row: int, column: int) -> str | None:
    """The text of one cell, by row and column position; None where the sheet ends before it."""
    rows = _sheet(path, sheet).to_python(skip_empty_area=False, nrows=row)
    if len(rows) < row or len(rows[row - 1]) < column:
        return None
    return _text(rows[row - 1][column - 1])


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of the sheets, in the workbook's order. Raises ReadingError for what is no whole workbook."""
    from python_calamine import CalamineError, CalamineWorkbook

    _check_package(path)
    try:
        return tuple(CalamineWorkbook.from_path(str(path)).sheet_names)
    except (CalamineError, OSError, ValueError) as error:
        raise ReadingError(f"{path.name} cannot be opened as a workbook ({error}). Download it again.") from None


def read_rows(path: Path, sheet: str) -> list[tuple[str, ...]]:
    """Every row of a sheet as texts, from row 1 and column 1; "" where a cell holds nothing."""
    return [tuple(_text(value) for value in line) for line in _sheet(path, sheet).to_python(skip_empty_area=False)]


def font_colours(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """The colour of each cell's font as RRGGBB, by row and column from 1; cells whose font names none are left out.

    A colour is named by its value or by its number in a palette (ECMA-376 part 1, 18.8.3); one of the theme is left out,
    for it is the theme's and not the publisher's mark. Raises ReadingError.
    """
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(existing(path)) as package:
            colours = _colours_of_formats(_part(package, "xl/styles.xml", path))
            cells = _part(package, _part_of_sheet(package, sheet, path), path)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, XMLSyntaxError) as error:
        raise ReadingError(
            f"{path.name}: the colours of sheet '{sheet}' cannot be read ({error}). The download was probably damaged; get it "
            "again, and nothing has been taken in."
        ) from None
    found: dict[tuple[int, int], str] = {}
    for cell in cells.iter(f"{_MAIN}c"):
        place = _PLACE.fullmatch(cell.get("r", ""))
        colour = colours.get(cell.get("s", "0"))
        if place and colour:
            found[int(place[2]), _number(place[1].encode())] = colour
    return found


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")


def _part(package: zipfile.ZipFile, name: str, path: Path) -> etree._Element:
    """A part of the package as XML. One that declares a document type is refused: its entities could unpack without end."""
    from lxml import etree

    body = package.read(name)
    if b"<!DOCTYPE" in body or not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise ReadingError(
            f"{path.name}: {name} is not the plain XML that a workbook holds. Take in the publisher's own file; nothing has "
            "been taken in."
        )
    return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))


def _part_of_sheet(package: zipfile.ZipFile, sheet: str, path: Path) -> str:
    listed = _part(package, "xl/workbook.xml", path).iter(f"{_MAIN}sheet")
    wanted = next((one.get(_RELATION) for one in listed if one.get("name") == sheet), None)
    for one in _part(package, "xl/_rels/workbook.xml.rels", path):
        if wanted is not None and one.get("Id") == wanted:
            target = one.get("Target", "")
            return target[1:] if target.startswith("/") else f"xl/{target}"
    raise KeyError(f"no part for the sheet '{sheet}'")


def _colours_of_formats(styles: etree._Element) -> dict[str, str]:
    """The colour of each cell format by its number, as cells name it."""
    own = tuple(
        one.get("rgb", "")[-6:] for one in styles.iterfind(f"{_MAIN}colors/{_MAIN}indexedColors/{_MAIN}rgbColor")
    )
    palette = own or PALETTE
    fonts = [_colour(font.find(f"{_MAIN}color"), palette) for font in styles.iterfind(f"{_MAIN}fonts/{_MAIN}font")]
    formats = styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
    numbered = ((str(number), int(one.get("fontId", "0"))) for number, one in enumerate(formats))
    return {number: fonts[font] for number, font in numbered if font < len(fonts) and fonts[font]}


def _colour(named: etree._Element | None, palette: tuple[str, ...]) -> str:
    if named is None:
        return ""
    if value := named.get("rgb"):
        return value[-6:].upper()
    index = int(named.get("indexed", "-1"))
    return palette[index].upper() if 0 <= index < len(palette) else ""
