"""A DOCX as a document: its body in order, headings by style, lists, rows; notes, comments and deleted text left out.

What the body holds is taken from its XML, so that inserted text, content controls and links are read as they are seen.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from cuaderno.errors import ReadingError, not_installed, say
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, Document
from cuaderno.reading.plain import document
from cuaderno.reading.writing import BREAK, Writer, raised

MOST_UNPACKED = 256 << 20
MOST_XML = 48 << 20
MOST_PARTS = 10_000
MOST_RATIO = 200

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = {
    f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", f"{_W}footnoteReference", f"{_W}sectPr", f"{_W}tblPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_LONGEST_ROW = 600


def docx_document(data: bytes, name: str, sha256: str, *, address: str = "") -> Document:
    """The document that a DOCX holds. Raises ReadingError where it is damaged, or unpacks to more than is read."""
    _refuse_bomb(data, name)
    try:
        import docx
    except ImportError:
        raise not_installed("Reading a DOCX", "documents") from None
    try:
        package = docx.Document(BytesIO(data))
        writer, title = _read(package)
        core = package.core_properties
        stated, made = (core.title or "").strip(), core.created or core.modified
    except Exception:  # a file made by anyone breaks the library in any of its places
        raise ReadingError(say("docx_damaged", name=name)) from None
    return document(
        writer.text, writer.blocks, writer.origins(_path), name, "docx", sha256,
        title=title or stated, made=_day(made), address=address,
    )  # fmt: skip


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError):
        raise ReadingError(say("docx_damaged", name=name)) from None
    unpacked = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels"))), default=0)
    swollen = unpacked > 16 << 20 and unpacked > MOST_RATIO * len(data)
    if unpacked > MOST_UNPACKED or largest > MOST_XML or len(parts) > MOST_PARTS or swollen:
        raise ReadingError(say("docx_swollen", name=name, size=str(unpacked >> 20), parts=len(parts)))


def _day(made: Any) -> date | None:
    # The library's own template, which many programs keep, says 2013-12-23.
    return made.date() if made is not None and made.date() != date(2013, 12, 23) else None


class _Styles:
    """Which kind of block a paragraph's style makes."""

    def __init__(self, package: Any) -> None:
        self.styles = {style.style_id: style for style in package.styles if style.style_id}
        self.kind = cache(self._kind)

    def _kind(self, style_id: str) -> tuple[str, int]:
        style = self.styles.get(style_id)
        for _ in range(10):
            if style is None:
                break
            name = (style.name or "").casefold()
            if name == "title":
                return HEADING, 1
            level = name.removeprefix("heading ")
            if name.startswith("heading ") and level.isdigit():
                return HEADING, int(level)
            if name.startswith("list"):
                return ITEM, 0
            outline = style.element.find(f"{_W}pPr/{_W}outlineLvl")
            if outline is not None and (value := outline.get(f"{_W}val", "9")) < "9":
                return HEADING, int(value) + 1
            style = getattr(style, "base_style", None)
        return PARAGRAPH, 0

    def title(self, paragraph: Any) -> bool:
        """Whether a paragraph is the document's title by its style."""
        style = self.styles.get(_style_of(paragraph))
        return style is not None and (style.name or "").casefold() == "title"


def _style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val", "") if style is not None else ""


def _read(package: Any) -> tuple[Writer, str]:
    from lxml import etree

    styles, writer = _Styles(package), Writer()
    title = ""
    walk = etree.iterwalk(package.element.body, events=("start",))
    for _, node in walk:
        if node.tag in _LEFT_OUT:
            walk.skip_subtree()
        elif node.tag == f"{_W}tr" and (cells := _cells(node)) is not None:
            writer.close_row(cells, node)
            walk.skip_subtree()
        elif node.tag == f"{_W}p":
            said = "".join(_pieces(node))
            writer.add(said)
            writer.close(*_kind(node, styles), node)
            if not title and styles.title(node):
                title = " ".join(said.replace(BREAK, " ").split())
    return writer, title


def _kind(paragraph: Any, styles: _Styles) -> tuple[str, int]:
    kind, level = styles.kind(_style_of(paragraph))
    if kind == PARAGRAPH:
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and (value := outline.get(f"{_W}val", "9")).isdigit() and int(value) < 9:
            return HEADING, int(value) + 1
    if kind != HEADING and (number := paragraph.find(f"{_W}pPr/{_W}numPr")) is not None:
        deep = number.find(f"{_W}ilvl")
        value = deep.get(f"{_W}val", "0") if deep is not None else "0"
        return ITEM, int(value) if value.isdigit() else 0
    return kind, level


def _cells(row: Any) -> list[str] | None:
    """The cells of a row of data; None for a row that only lays out the page."""
    cells = [one for one in row.iter(f"{_W}tc") if one.getparent() is row or one.getparent().tag == f"{_W}sdtContent"]
    if len(cells) < 2 or next(row.iter(f"{_W}tbl"), None) is not None:
        return None
    said = [
        " ".join("".join(_pieces(paragraph)).replace(BREAK, " ") for paragraph in cell.iter(f"{_W}p")) for cell in cells
    ]
    return said if sum(map(len, said)) <= _LONGEST_ROW else None


def _pieces(paragraph: Any) -> Iterator[str]:
    """The text of a paragraph as it is seen, without that of paragraphs within it."""
    from lxml import etree

    walk = etree.iterwalk(paragraph, events=("start",))
    for _, node in walk:
        if node is not paragraph and (node.tag in _LEFT_OUT or node.tag == f"{_W}p"):
            walk.skip_subtree()
        elif node.tag == f"{_W}r":
            if _has(node, "vanish"):
                walk.skip_subtree()
            elif (
                _is_raised(node)
                and (mark := raised("".join(one.text or "" for one in node.iter(f"{_W}t")))) is not None
            ):
                yield mark
                walk.skip_subtree()
        elif node.tag == f"{_W}t":
            yield node.text or ""
        else:
            yield _SIGNS.get(node.tag, "")


_SIGNS = {f"{_W}tab": " ", f"{_W}br": BREAK, f"{_W}cr": BREAK, f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "\u00ad"}


def _has(run: Any, name: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "true") not in ("0", "false", "off")


def _is_raised(run: Any) -> bool:
    found = run.find(f"{_W}rPr/{_W}vertAlign")
    return found is not None and found.get(f"{_W}val") == "superscript"


def _path(node: Any) -> str:
    return str(node.getroottree().getpath(node))
