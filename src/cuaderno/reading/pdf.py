"""PDF as text with boxes: words where they stand on the page, whatever order the file writes them in.

Boxes are in points from the top left corner of the visible page, as a locator's `viewrect` has them (RFC 8118); a page
that is shown turned or cropped is measured as it is shown. Nothing is interpreted here: no tables, no reading order.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuaderno.errors import ReadingError, say
from cuaderno.reading.table import existing

if TYPE_CHECKING:
    import pypdfium2

MARK_BYTES = 1024
"""The marks of a PDF stand within its first and its last 1024 bytes (ISO 32000-1, annex H, notes 13 and 18)."""

FAR = 1_000_000
"""The size, in pixels, at which the engine is asked where a page's corners are: it answers in whole pixels."""

HYPHEN = 2
"""The engine gives a hyphen at a line's end as the control character U+0002."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space, and its box in points from the top left of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its middle from the top."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Its middle from the left."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page by its position from 1, and its words in the order of the file."""

    number: int
    words: tuple[Word, ...]


def read_pages(path: Path) -> Iterator[PdfPage]:
    """Every page with its words.

    Raises ReadingError if the file is no PDF, is damaged, cut short or locked, or holds pictures of pages without text.
    """
    with _opened(path) as document:
        silent = 0
        for at in range(len(document)):
            page = PdfPage(at + 1, _words(document, at, path))
            silent += not page.words
            if silent == len(document):
                raise ReadingError(
                    f"{path.name} holds {silent} page{'s' * (silent > 1)} without text: it is a scan or a picture. Recognise "
                    "its text first, or take the publisher's own file; nothing has been taken in."
                )
            yield page


def read_texts(path: Path) -> Iterator[str]:
    """The text of every page as the engine orders it, lines ended by a single newline. Raises as `read_pages` does."""
    with _opened(path) as document:
        for at in range(len(document)):
            with _page(document, at, path) as page, contextlib.closing(page.get_textpage()) as text:
                yield text.get_text_range().replace("\r\n", "\n").replace("\r", "\n")


def words_on(path: Path, page: int) -> tuple[Word, ...]:
    """The words of one page by its position from 1, in the order of the file; none where there is no such page.

    Raises ReadingError if the file is no PDF, is damaged, cut short or locked.
    """
    with _opened(path) as document:
        return _words(document, page - 1, path) if page <= len(document) else ()


def read_box(path: Path, page: int, left: float, top: float, width: float, height: float) -> str | None:
    """The words whose middle lies in a box, line by line, apart by single spaces.

    None where the file has no such page or the box holds no word. `page` counts from 1, the box is in points from the top left.
    Raises ReadingError if the file is no PDF, is damaged, cut short or locked.
    """
    with _opened(path) as document:
        if page > len(document):
            return None
        words = _words(document, page - 1, path)
    inside = [word for word in words if left <= word.centre <= left + width and top <= word.middle <= top + height]
    return " ".join(word.text for line in lines_of(inside) for word in line) or None


def lines_of(words: list[Word], tolerance: float = 3.0) -> list[list[Word]]:
    """Words by lines, top to bottom, each from left to right: middles at most `tolerance` points below its first one's."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.middle):
        if lines and word.middle - lines[-1][0].middle <= tolerance:
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        line.sort(key=lambda one: one.left)
    return lines


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    _refuse_other_kinds(path)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise ReadingError(readable(path, error)) from None
    try:
        if not len(document):
            raise ReadingError(f"{path.name} is a PDF without a page. Download it again; nothing has been taken in.")
        yield document
    finally:
        document.close()


def _refuse_other_kinds(path: Path) -> None:
    with existing(path).open("rb") as file:
        head = file.read(MARK_BYTES)
        file.seek(max(0, path.stat().st_size - MARK_BYTES))
        tail = file.read()
    if b"%PDF-" not in head:
        raise ReadingError(f"{path.name} is not a PDF file. Check that it is the publisher's file for this source.")
    if b"%%EOF" not in tail:
        raise ReadingError(
            f"{path.name} does not end as a PDF does: it was cut short. Download it again; nothing has been taken in."
        )


def readable(path: Path, error: Exception) -> str:
    """Why the engine cannot open a file, in words."""
    import pypdfium2.raw as engine

    if getattr(error, "err_code", None) in {engine.FPDF_ERR_PASSWORD, engine.FPDF_ERR_SECURITY}:
        return say("pdf_locked", name=path.name)
    return say("pdf_damaged", name=path.name)


@contextlib.contextmanager
def _page(document: pypdfium2.PdfDocument, at: int, path: Path) -> Iterator[pypdfium2.PdfPage]:
    import pypdfium2

    try:
        page = document[at]
    except pypdfium2.PdfiumError:
        raise ReadingError(
            f"{path.name} is damaged: its page {at + 1} cannot be read. Download it again; nothing has been taken in."
        ) from None
    try:
        yield page
    finally:
        page.close()


def _words(document: pypdfium2.PdfDocument, at: int, path: Path) -> tuple[Word, ...]:
    import pypdfium2.raw as engine

    with _page(document, at, path) as page, contextlib.closing(page.get_textpage()) as text:
        shown = _as_shown(page)
        words: list[Word] = []
        letters: list[str] = []
        box = engine.FS_RECTF()
        left = bottom = right = top = 0.0
        # The engine is asked once for each character and no objects are made: a page takes a few milliseconds.
        for index in range(text.count_chars()):
            code = engine.FPDFText_GetUnicode(text.raw, index)
            letter = "-" if code == HYPHEN else chr(code)
            if code == 0 or letter.isspace():
                if letters:
                    words.append(shown("".join(letters), left, bottom, right, top))
                    letters = []
                continue
            engine.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(box))
            if letters:
                left, bottom = min(left, box.left), min(bottom, box.bottom)
                right, top = max(right, box.right), max(top, box.top)
            else:
                left, bottom, right, top = box.left, box.bottom, box.right, box.top
            letters.append(letter)
        if letters:
            words.append(shown("".join(letters), left, bottom, right, top))
    return tuple(words)


def shown_on(
    document: pypdfium2.PdfDocument, page: int, runs: Sequence[tuple[int, int]]
) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of the box around runs of characters, as the engine counts them, on a page from 1.

    None where they have no place on it.
    """
    import pypdfium2.raw as engine

    box = engine.FS_RECTF()
    with _page(document, page - 1, Path()) as opened, contextlib.closing(opened.get_textpage()) as text:
        shown = _as_shown(opened)
        words = [
            shown("", box.left, box.bottom, box.right, box.top)
            for first, beyond in runs
            for index in range(first, beyond)
            if engine.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(box)) and box.right > box.left
        ]
    if not words:
        return None
    return (
        min(one.left for one in words), min(one.top for one in words),
        max(one.right for one in words), max(one.bottom for one in words),
    )  # fmt: skip


def _as_shown(page: pypdfium2.PdfPage) -> Any:
    """A function from a word's text and sides in the page's own space to the Word as shown, cropped and turned."""
    import pypdfium2.raw as engine

    width, height = page.get_size()

    def corner(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        engine.FPDF_PageToDevice(page.raw, 0, 0, FAR, FAR, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        return across.value * width / FAR, down.value * height / FAR

    (x0, y0), (x1, y1), (x2, y2) = corner(0, 0), corner(1000, 0), corner(0, 1000)
    a, b, c, d = (x1 - x0) / 1000, (y1 - y0) / 1000, (x2 - x0) / 1000, (y2 - y0) / 1000

    def shown(text: str, left: float, bottom: float, right: float, top: float) -> Word:
        xs = (x0 + a * left + c * bottom, x0 + a * right + c * top)
        ys = (y0 + b * left + d * bottom, y0 + b * right + d * top)
        return Word(text, min(xs), min(ys), max(xs), max(ys))

    return shown
