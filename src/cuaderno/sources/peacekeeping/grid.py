"""Where the figures of a report stand: its pages as lines of cells under the columns of its printed header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from cuaderno.errors import ReadingError
from cuaderno.reading.pdf import PdfPage, Word, lines_of, read_pages

NUMBER = re.compile(r"\d{1,3}(,\d{3})+|\d+")
FOOTER = re.compile(r"Report Generated|Page \d+ of \d+")
SLACK = 10.0
"""How far, in points, a figure or a name may stand outside its header's own width."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form: our name, the words printed over it, and on which side its texts are flush (`l`, `c`, `r`)."""

    name: str
    header: str
    flush: str = "r"


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form of the reports.

    `lines` is how far apart, in points, the texts of one line may stand; `second` a second line of the header; `merged` that
    a country's name stands once, in the middle of the lines it is for.
    """

    name: str
    columns: tuple[Column, ...]
    lines: float = 5.0
    second: str = ""
    merged: bool = False

    @property
    def header(self) -> str:
        """The header line as it reads."""
        return " ".join(column.header for column in self.columns)

    def has(self, *columns: str) -> bool:
        """Whether it has all of the columns."""
        return set(columns) <= {column.name for column in self.columns}


@dataclass(slots=True)
class Line:
    """A line of a page: the words under each column, and its middle from the top."""

    page: int
    middle: float
    cells: dict[str, list[Word]] = field(default_factory=dict)

    def text(self, *columns: str) -> str:
        """What stands under the columns; of all of them, where none is named."""
        names = columns or tuple(self.cells)
        return joined([word for name in names for word in self.cells.get(name, [])])

    def first(self) -> str:
        """The leftmost column in which anything stands."""
        return next(iter(self.cells))


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its form, its title as printed on the first page, and its lines without titles, headers and footers."""

    path: Path
    form: Form
    title: str
    lines: tuple[Line, ...]

    def refuse(self, line: Line, reason: str) -> ReadingError:
        """The error for a line that does not read as this form has it."""
        return ReadingError(
            f"{self.path.name}, page {line.page}, the line '{line.text()[:80]}': {reason}. The file is damaged or its layout has "
            "changed; nothing has been taken in."
        )


def joined(words: list[Word]) -> str:
    """Words as one text, single spaces between them; a hyphen at a line's end keeps its word together."""
    return re.sub(r"(?<=\w-) (?=\w)", "", " ".join(word.text for word in words))


def read_report(path: Path, forms: tuple[Form, ...]) -> Report:
    """Read a PDF by the form its first page prints. Raises ReadingError if it prints none of them."""
    pages = read_pages(path)
    first = next(pages)
    form = _form_of(first, forms)
    if form is None:
        raise ReadingError(
            f"{path.name} is a PDF and no monthly report of contributions to UN missions: its first page has none of the "
            "headers of these reports. Check that it is the publisher's file; nothing has been taken in."
        )
    title = ""
    edges: list[float] = []
    lines: list[Line] = []
    for page in _with(first, pages):
        printed = lines_of(list(page.words), form.lines)
        at = _header_at(printed, form)
        if at is not None:
            edges = _edges(printed[at], form)
        top = at if at is not None else _dateline_at(printed)
        if top is None:
            raise ReadingError(
                f"{path.name}, page {page.number}: the header '{form.header}' is missing. The file is damaged or its layout has "
                "changed; nothing has been taken in."
            )
        if page.number == 1:
            title = " ".join(joined(line) for line in printed[:top])
        lines += _body(page.number, printed[top + 1 :], form, edges)
    return Report(path, form, title, tuple(lines))


def _with(first: PdfPage, rest: Iterator[PdfPage]) -> Iterator[PdfPage]:
    yield first
    yield from rest


def _form_of(page: PdfPage, forms: tuple[Form, ...]) -> Form | None:
    for form in forms:
        if _header_at(lines_of(list(page.words), form.lines), form) is not None:
            return form
    return None


def _header_at(printed: list[list[Word]], form: Form) -> int | None:
    return next((at for at, line in enumerate(printed) if joined(line) == form.header), None)


def _dateline_at(printed: list[list[Word]]) -> int | None:
    """The last line of a title that is repeated on every page without the header."""
    return next((at for at, line in enumerate(printed) if line[0].text == "As" and line[1:2]), None)


def _edges(header: list[Word], form: Form) -> list[float]:
    """Where each column but the first begins: halfway between what surely belongs to either side."""
    sides = []
    words = iter(header)
    for column in form.columns:
        own = [next(words) for _ in column.header.split()]
        sides.append((own[0].left, own[-1].right, column.flush))
    return [_edge(*pair) for pair in pairwise(sides)]


def _edge(one: tuple[float, float, str], other: tuple[float, float, str]) -> float:
    _, right, flush = one
    left, _, other_flush = other
    if flush == "r":
        return right + SLACK / 2
    if other_flush == "l" or (flush, other_flush) == ("l", "c"):
        return left - SLACK
    return (right + left) / 2


def _body(page: int, printed: list[list[Word]], form: Form, edges: list[float]) -> Iterator[Line]:
    for words in printed:
        text = joined(words)
        if FOOTER.search(text):
            return
        if text == form.second:
            continue
        line = Line(page, words[0].middle)
        for word in words:
            column = form.columns[sum(word.centre >= edge for edge in edges)].name
            line.cells.setdefault(column, []).append(word)
        line.cells = {name: [word for own in lines_of(words) for word in own] for name, words in line.cells.items()}
        yield line
