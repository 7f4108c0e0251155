"""Where in a published file: a cell, a row, a page, a stretch of text, as the fragment of an address.

Each form writes itself as text (`str`) and `parse_locator` reads that text back. Tables follow RFC 7111, PDF
pages RFC 8118, plain text RFC 5147, JSON RFC 6901. No RFC exists for the cells of a workbook nor for XPath in a
fragment: `#sheet=…&cell=…` and `#xpath=…` are Cuaderno's own, in the same manner.

Locators of one form sort by place. Between forms the name of the form decides, which says nothing about the
place but lets every list of citations be sorted.
"""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from cuaderno.errors import QuestionError

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of a worksheet, as Excel and LibreOffice write it
_LARGEST = 10**15
_FARTHEST = 10.0**6  # points; a PDF page seldom has more than 14,400


@dataclass(frozen=True, slots=True)
class Locator(ABC):
    """A place in a file. The forms below are all there are; their text begins with `#`."""

    form: ClassVar[str] = ""

    @abstractmethod
    def __str__(self) -> str: ...

    def _fields(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def place(self) -> tuple[Any, ...]:
        """What locators of this form are sorted by: their fields in order, unless a form says otherwise."""
        return tuple(self._fields().values())

    def _facts(self) -> tuple[str, dict[str, Any]]:
        """Which sentence of `_WORDS` says the place, and what fills it."""
        return self.form, self._fields()

    def describe(self, lang: str = "en") -> str:
        """Say the place in words, in English (`en`) or Spanish (`es`).

        >>> SheetCell("Economic and Military Aid", 65000, 8).describe("en")
        "sheet 'Economic and Military Aid', row 65000, column H (cell H65000)"
        """
        if lang not in _WORDS:
            raise QuestionError(f"{lang!r} is not a language Cuaderno writes: use en or es.")
        sentence, facts = self._facts()
        point = _WORDS[lang]["decimal mark"]
        said = {
            name: _points(value).replace(".", point) if isinstance(value, float) else value
            for name, value in facts.items()
        }
        return _WORDS[lang][sentence].format(**said)

    def __lt__(self, other: Locator) -> bool:
        if not isinstance(other, Locator):
            return NotImplemented
        return (self.form, self.place()) < (other.form, other.place())

    def __gt__(self, other: Locator) -> bool:
        if not isinstance(other, Locator):
            return NotImplemented
        return (self.form, self.place()) > (other.form, other.place())

    def __le__(self, other: Locator) -> bool:
        return NotImplemented if not isinstance(other, Locator) else not self > other

    def __ge__(self, other: Locator) -> bool:
        return NotImplemented if not isinstance(other, Locator) else not self < other


def _counted(what: str, number: int, least: int = 1, most: int = _LARGEST) -> None:
    if not least <= number <= most:
        raise QuestionError(
            f"There is no {what} {number:,}: it is counted from {least:,} to {most:,}. Correct the place."
        )


def _unicode(what: str, text: str) -> None:
    if not text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise QuestionError(f"{text!r} cannot be {what}: it is empty or not made of Unicode characters.")


@dataclass(frozen=True, slots=True)
class SheetCell(Locator):
    """A cell of a workbook: sheet by name, row and column from 1 as the program that opens it shows them.

    Sorted by the sheet's name, for the order of the sheets is not in the locator. The name is
    percent-encoded, as DuckDB's `url_encode` does it.
    """

    form: ClassVar[str] = "sheet cell"
    sheet: str
    row: int
    column: int

    def __post_init__(self) -> None:
        _unicode("the name of a sheet", self.sheet)
        _counted("row", self.row, most=LAST_ROW)
        _counted("column", self.column, most=LAST_COLUMN)

    @property
    def cell(self) -> str:
        """The cell as spreadsheets name it, such as H65000."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"#sheet={_encoded(self.sheet, safe='')}&cell={self.cell}"

    def _facts(self) -> tuple[str, dict[str, Any]]:
        return self.form, {**self._fields(), "column": column_letters(self.column), "cell": self.cell}


@dataclass(frozen=True, slots=True)
class TableCell(Locator):
    """A cell of a CSV or TSV file (RFC 7111): row and column by position from 1, the header row counted."""

    form: ClassVar[str] = "table cell"
    row: int
    column: int

    def __post_init__(self) -> None:
        _counted("row", self.row)
        _counted("column", self.column)

    def __str__(self) -> str:
        return f"#cell={self.row},{self.column}"


@dataclass(frozen=True, slots=True)
class TableRow(Locator):
    """A row of a CSV or TSV file (RFC 7111), by position from 1, the header row counted."""

    form: ClassVar[str] = "table row"
    row: int

    def __post_init__(self) -> None:
        _counted("row", self.row)

    def __str__(self) -> str:
        return f"#row={self.row}"


@dataclass(frozen=True, slots=True)
class Page(Locator):
    """A page of a PDF (RFC 8118), by position from 1, whatever number is printed on it."""

    form: ClassVar[str] = "page"
    page: int

    def __post_init__(self) -> None:
        _counted("page", self.page)

    def __str__(self) -> str:
        return f"#page={self.page}"


@dataclass(frozen=True, slots=True)
class PageBox(Locator):
    """A rectangle on a page of a PDF, in points from the top left corner of the visible page.

    RFC 8118 calls it `viewrect`. Kept to a hundredth of a point. Sorted by page, then from top to bottom,
    then from left to right.
    """

    form: ClassVar[str] = "page box"
    page: int
    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        _counted("page", self.page)
        for name in ("left", "top", "width", "height"):
            value = getattr(self, name)
            least = 0.01 if name in {"width", "height"} else 0
            kept = round(float(value), 2) if math.isfinite(value) else value
            if not least <= kept <= _FARTHEST:
                raise QuestionError(
                    f"A box on a page cannot have {name} {value}: it is {least} to {_FARTHEST:,.0f} points."
                )
            object.__setattr__(self, name, abs(kept))

    def place(self) -> tuple[Any, ...]:
        """Page, top, left, height, width."""
        return self.page, self.top, self.left, self.height, self.width

    def __str__(self) -> str:
        sides = (self.left, self.top, self.width, self.height)
        return f"#page={self.page}&viewrect={','.join(map(_points, sides))}"


def _points(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class _Span(Locator):
    one: ClassVar[str] = ""
    start: int
    end: int

    def __post_init__(self) -> None:
        _counted(f"start of {self.form}", self.start, least=0)
        _counted(f"end of {self.form}", self.end, least=self.start + 1)

    def _facts(self) -> tuple[str, dict[str, Any]]:
        single = self.end == self.start + 1
        return self.one if single else self.form, {"first": self.start + 1, "last": self.end}


@dataclass(frozen=True, slots=True)
class CharSpan(_Span):
    """Characters of a text (RFC 5147): `start` and `end` are counted between characters, from 0.

    Characters are Unicode code points and a line ending is one of them: `text[start:end]` is the span, once
    line endings are single newlines.
    """

    form: ClassVar[str] = "characters"
    one: ClassVar[str] = "character"

    def __str__(self) -> str:
        return f"#char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class LineSpan(_Span):
    """Lines of a text (RFC 5147), counted between lines, from 0: `10,11` is the eleventh line."""

    form: ClassVar[str] = "lines"
    one: ClassVar[str] = "line"

    def __str__(self) -> str:
        return f"#line={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class XPath(Locator):
    """A node of an XML file by an XPath expression, percent-encoded in the text.

    Sorted by the expression with its numbers taken as numbers, `item[2]` before `item[10]`. Whether the
    expression is well formed is for the reader of the file to say.
    """

    form: ClassVar[str] = "xpath"
    expression: str

    def __post_init__(self) -> None:
        _unicode("an XPath expression", self.expression)

    def place(self) -> tuple[Any, ...]:
        """The pieces between the numbers and, by length and digits, the numbers; then the expression."""
        return _by_numbers(self.expression), self.expression

    def __str__(self) -> str:
        return f"#xpath={_encoded(self.expression, safe='/@:()=*,')}"


@dataclass(frozen=True, slots=True)
class JsonPointer(Locator):
    """A value of a JSON file by its pointer (RFC 6901), `/features/12/properties/name`, percent-encoded in the text.

    Sorted by the pointer with its numbers taken as numbers. The whole document, whose pointer is empty, is no place.
    """

    form: ClassVar[str] = "json pointer"
    pointer: str

    def __post_init__(self) -> None:
        _unicode("a JSON pointer", self.pointer)
        if not _POINTER.fullmatch(self.pointer):
            raise QuestionError(
                f"{self.pointer!r} is not a JSON pointer: it begins with a slash, and ~ stands in it only as ~0 (for ~) and "
                "~1 (for a slash)."
            )

    def place(self) -> tuple[Any, ...]:
        """The pieces between the numbers and, by length and digits, the numbers; then the pointer."""
        return _by_numbers(self.pointer), self.pointer

    def __str__(self) -> str:
        return f"#{_encoded(self.pointer, safe=_FRAGMENT)}"


_FRAGMENT = "/!$&'()*+,;=:@?"  # what RFC 3986 lets stand in one, besides letters, digits and -._~
_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)+", re.DOTALL)


def _by_numbers(text: str) -> tuple[str, ...]:
    """The pieces between the numbers and, by length and digits, the numbers, so that 2 comes before 10."""
    pieces = re.split(r"([0-9]+)", text)
    numbers = [digits.lstrip("0") for digits in pieces[1::2]]
    pieces[1::2] = [f"{len(digits):09}{digits}" for digits in numbers]
    return tuple(pieces)


def _encoded(text: str, safe: str) -> str:
    from urllib.parse import quote

    return quote(text, safe=safe)


def _decoded(text: str, whole: str) -> str:
    from urllib.parse import unquote

    try:
        if not re.search(r"%(?![0-9A-Fa-f]{2})", text):
            return unquote(text, errors="strict")
    except UnicodeDecodeError:
        pass
    raise QuestionError(f"The place {whole!r} is not percent-encoded UTF-8: write a space as %20 and % as %25.")


def column_letters(number: int) -> str:
    """A column of a worksheet as spreadsheets name it: 1 is A, 27 is AA, 16384 (the last) is XFD."""
    _counted("column", number, most=LAST_COLUMN)
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """The position, from 1, of a column named by letters; small letters are read too."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
        raise QuestionError(f"{letters!r} is not a column: write one to three letters, A to XFD.")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    _counted("column", number, most=LAST_COLUMN)
    return number


_N = r"(0|[1-9][0-9]{0,15})"
_X = r"([0-9]{1,7}(?:\.[0-9]{1,6})?)"
_SHEET_CELL = re.compile(r"sheet=([^&#]*)&cell=([A-Za-z]{1,3})" + _N)
_PAGE_BOX = re.compile(rf"page={_N}&viewrect={_X},{_X},{_X},{_X}")
_XPATH = re.compile(r"xpath=([^&#]+)")
_JSON_POINTER = re.compile(r"/[^#]*", re.DOTALL)
_NUMBERED: tuple[tuple[re.Pattern[str], type[Locator]], ...] = (
    (re.compile(rf"cell={_N},{_N}"), TableCell),
    (re.compile(rf"row={_N}"), TableRow),
    (re.compile(rf"page={_N}"), Page),
    (re.compile(rf"char={_N},{_N}"), CharSpan),
    (re.compile(rf"line={_N},{_N}"), LineSpan),
)


def parse_locator(text: str) -> Locator:
    """Read a locator's text; the `#` may be left out. Raises `QuestionError` for what is none of the forms.

    >>> parse_locator("#sheet=Economic%20and%20Military%20Aid&cell=H65000")
    SheetCell(sheet='Economic and Military Aid', row=65000, column=8)
    """
    fragment = text.strip().removeprefix("#")
    if match := _SHEET_CELL.fullmatch(fragment):
        return SheetCell(_decoded(match[1], text), int(match[3]), column_number(match[2]))
    if match := _PAGE_BOX.fullmatch(fragment):
        left, top, width, height = (float(side) for side in match.groups()[1:])
        return PageBox(int(match[1]), left, top, width, height)
    if match := _XPATH.fullmatch(fragment):
        return XPath(_decoded(match[1], text))
    if match := _JSON_POINTER.fullmatch(fragment):
        return JsonPointer(_decoded(match[0], text))
    for pattern, form in _NUMBERED:
        if match := pattern.fullmatch(fragment):
            return form(*map(int, match.groups()))
    raise QuestionError(
        f"{text!r} is not a place in a file. Write #sheet=NAME&cell=H12, #cell=ROW,COLUMN, #row=5, #page=12, "
        "#page=12&viewrect=LEFT,TOP,WIDTH,HEIGHT, #char=FROM,TO, #line=FROM,TO, #xpath=EXPRESSION or #/JSON/POINTER."
    )


_WORDS = {
    "en": {
        "decimal mark": ".",
        "sheet cell": "sheet '{sheet}', row {row}, column {column} (cell {cell})",
        "table cell": "row {row}, the header row counted, column {column}",
        "table row": "row {row}, the header row counted",
        "page": "page {page} of the file",
        "page box": "page {page} of the file, the box {left} points from the left and {top} from the top, "
        "{width} wide and {height} high",
        "characters": "characters {first} to {last} of the text",
        "character": "character {first} of the text",
        "lines": "lines {first} to {last} of the text",
        "line": "line {first} of the text",
        "xpath": "the element {expression}",
        "json pointer": "the value at {pointer}",
    },
    "es": {
        "decimal mark": ",",
        "sheet cell": "hoja «{sheet}», fila {row}, columna {column} (celda {cell})",
        "table cell": "fila {row}, contada la de encabezados, columna {column}",
        "table row": "fila {row}, contada la de encabezados",
        "page": "página {page} del archivo",
        "page box": "página {page} del archivo, el recuadro a {left} puntos de la izquierda y {top} "
        "de arriba, de {width} de ancho y {height} de alto",
        "characters": "caracteres {first} a {last} del texto",
        "character": "carácter {first} del texto",
        "lines": "líneas {first} a {last} del texto",
        "line": "línea {first} del texto",
        "xpath": "el elemento {expression}",
        "json pointer": "el valor en {pointer}",
    },
}
