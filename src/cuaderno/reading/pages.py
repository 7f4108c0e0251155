"""A PDF with a text layer as a document: its lines as the engine gives them, laid out into paragraphs, each leading to its box."""

from __future__ import annotations

import contextlib
import ctypes
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cuaderno.errors import ReadingError, say
from cuaderno.reading.days import first_day
from cuaderno.reading.document import HEADING, Document
from cuaderno.reading.layout import LaidOut, Line, laid_out
from cuaderno.reading.pdf import readable, shown_on
from cuaderno.reading.plain import document
from cuaderno.statements.locator import Locator, Page, PageBox

MOST_PAGES = 5_000
MOST_CHARACTERS = 20_000_000
"""Reading stops after so many pages or characters, and a note says so."""

_CUT = re.compile(r"\r\n|\r|\n|(?<=\ufffe)|(?<=\x02)")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\0": " ", "\f": " ", "\v": " "})
_GLUED = re.compile(r"(?<=[^\W\d_]|[.,;:)\"”’»])\d{1,3}(?=\s|$|[.,;:)])")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BOLD = 600
_CREATED = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_MOST_NAMED = 12


def pdf_document(data: bytes, name: str, sha256: str, *, address: str = "") -> Document:
    """The document that a PDF holds.

    Raises ReadingError where it is damaged, locked, without a page, or a scan: pictures of pages without text.
    """
    notes: list[str] = []
    with _opened(data, name) as opened:
        pages = _pages(opened, name, notes)
        facts = opened.get_metadata_dict()
    text = laid_out(pages)
    return document(
        "".join(text.pieces), text.blocks, InPages(data, name, tuple(text.starts), tuple(text.places)), name, "pdf", sha256,
        skipped=text.skipped, made=_made(facts), address=address, notes=notes,
        title=_title(text, facts),
    )  # fmt: skip


@contextlib.contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadingError(readable(Path(name), error)) from None
    try:
        if not len(opened):
            raise ReadingError(say("pdf_empty", name=name))
        yield opened
    finally:
        opened.close()


def _pages(opened: Any, name: str, notes: list[str]) -> list[tuple[int, list[Line]]]:
    """The pages that hold text, by number. Raises ReadingError where none does."""
    read: list[tuple[int, list[Line]]] = []
    silent: list[int] = []
    broken: list[int] = []
    held = number = 0
    while number < min(len(opened), MOST_PAGES) and held < MOST_CHARACTERS:
        number += 1
        lines, count = _lines(opened, number)
        held += count
        if lines:
            read.append((number, lines))
        else:
            (silent if lines is not None else broken).append(number)
    if number < len(opened) or held > MOST_CHARACTERS:
        notes.append(f"truncated:{number:,} / {len(opened):,}")
    if not read and silent:
        one = len(silent) == 1
        raise ReadingError(say("pdf_scan_one", name=name) if one else say("pdf_scan", name=name, count=len(silent)))
    if not read:
        raise ReadingError(say("pdf_unreadable", name=name))
    notes += [
        f"{code}:{_named(which)}" for code, which in (("scan_pages", silent), ("unreadable_pages", broken)) if which
    ]
    return read


def _named(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:_MOST_NAMED])) + (" …" if len(pages) > _MOST_NAMED else "")


def _lines(opened: Any, number: int) -> tuple[list[Line] | None, int]:
    """The lines of a page, in the order of the engine, and how many characters it has; None where it cannot be read."""
    import pypdfium2

    try:
        page = opened[number - 1]
    except pypdfium2.PdfiumError:
        return None, 0
    try:
        with contextlib.closing(page.get_textpage()) as text:
            return list(_lines_of(text)), text.count_chars()
    except pypdfium2.PdfiumError:
        return None, 0
    finally:
        page.close()


def _lines_of(text: Any) -> Iterator[Line]:
    import pypdfium2.raw as engine

    said = text.get_text_range(0, min(text.count_chars(), MOST_CHARACTERS))
    sides = engine.FS_RECTF()
    at = 0
    ends = [*((cut.start(), cut.end()) for cut in _CUT.finditer(said)), (len(said), len(said))]
    for end, beyond in ends:
        raw, first, at = said[at:end], at, beyond
        line = raw.strip()
        if not line:
            continue
        first += len(raw) - len(raw.lstrip())
        engine.FPDFText_GetLooseCharBox(text.raw, first, ctypes.byref(sides))
        left, low = sides.left, sides.bottom
        engine.FPDFText_GetLooseCharBox(text.raw, first + len(line) - 1, ctypes.byref(sides))
        size = engine.FPDFText_GetFontSize(text.raw, first) or 1.0
        # The size a font is asked for is not the size it is shown at where the page scales it: the box tells.
        size = abs(sides.top - sides.bottom) or size
        bold = engine.FPDFText_GetFontWeight(text.raw, first + len(line) // 2) >= _BOLD
        yield Line(_raised(text, line, first).translate(_HYPHENS), first, left, sides.right, low, size, bold)


def _raised(text: Any, line: str, first: int) -> str:
    """The line with the numbers that stand above it, the marks of notes, as superscripts."""
    for found in _GLUED.finditer(line):
        if _stands_above(text, first + found.start()):
            line = line[: found.start()] + found[0].translate(_SUPERSCRIPTS) + line[found.end() :]
    return line


def _stands_above(text: Any, index: int) -> bool:
    import pypdfium2.raw as engine

    sides = [ctypes.c_double() for _ in range(4)]

    def low_and_high(at: int) -> tuple[float, float]:
        engine.FPDFText_GetCharBox(text.raw, at, *map(ctypes.byref, sides))
        return sides[2].value, sides[3].value

    low, high = low_and_high(index)
    before, _ = low_and_high(index - 1)
    engine_box = engine.FS_RECTF()
    engine.FPDFText_GetLooseCharBox(text.raw, index - 1, ctypes.byref(engine_box))
    size = abs(engine_box.top - engine_box.bottom)
    return bool(low - before > 0.15 * size and high - low < 0.55 * size)


def _title(text: LaidOut, facts: dict[str, str]) -> str:
    headings = [one for one in text.blocks[:6] if one.kind == HEADING]
    if headings:
        largest = min(headings, key=lambda one: one.level)
        return " ".join("".join(text.pieces)[largest.start : largest.end].split())
    return " ".join(facts.get("Title", "").split())


def _made(facts: dict[str, str]) -> date | None:
    created = _CREATED.match(facts.get("CreationDate", ""))
    return first_day(["-".join(created.groups())]) if created else None


@dataclass(frozen=True, slots=True)
class InPages:
    """Places in a PDF: the box on the page around a stretch of text, measured when it is asked for."""

    data: bytes = field(repr=False)
    name: str
    starts: tuple[int, ...] = field(repr=False)
    places: tuple[tuple[int, int, int], ...] = field(repr=False)

    def locate(self, start: int, end: int) -> Locator:
        """The box around the part of the stretch that stands on its first page."""
        at = max(bisect_right(self.starts, start) - 1, 0)
        page = self.places[at][0]
        runs: list[tuple[int, int]] = []
        while at < len(self.starts) and self.places[at][0] == page and (self.starts[at] < end or not runs):
            _, first, length = self.places[at]
            begin, stop = max(start - self.starts[at], 0), min(end - self.starts[at], length)
            if begin < stop:
                runs.append((first + begin, first + stop))
            at += 1
            if self.starts[at - 1] >= end:
                break
        return self._box(page, runs)

    def _box(self, page: int, runs: list[tuple[int, int]]) -> Locator:
        if not runs:
            return Page(page)
        with _opened(self.data, self.name) as opened:
            sides = shown_on(opened, page, runs)
        if sides is None:
            return Page(page)
        left, top, right, bottom = sides
        left, top = max(left, 0.0), max(top, 0.0)
        return (
            PageBox(page, left, top, right - left, bottom - top)
            if right - left > 0.01 and bottom - top > 0.01
            else Page(page)
        )
