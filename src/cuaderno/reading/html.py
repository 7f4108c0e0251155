"""A web page as a document: what its reader came for, without navigation, banners, comments and scripts.

Nothing of the page runs and nothing is fetched for it. What is left out is told by elements, roles and class names
(`boilerplate.toml`), never where it holds the page's heading or most of its text; of what is left, the `main` element or
the article is read, where there is one that holds enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from cuaderno.errors import ReadingError, say
from cuaderno.reading.boilerplate import HEADINGS, LISTS, Measured, left_out, main_of, measure, unread
from cuaderno.reading.decoding import decoded
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, Document
from cuaderno.reading.page_facts import canonical, day_of, declared_language, title_of
from cuaderno.reading.plain import document, one_newline
from cuaderno.reading.words import language_of
from cuaderno.reading.writing import BREAK, Writer, raised

MOST_BYTES = 32 << 20
"""The largest page read; its tree takes some ten times as much memory."""

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9._-]+)", re.IGNORECASE
)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", *HEADINGS, "header", "hgroup", "hr", "html", "legend", "li", "main", *LISTS, "nav", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
_LEAST = 200
_LONGEST_ROW = 600
_LONGEST_PATH = 2000
_MOST_MARK = 12


def html_document(data: bytes, name: str, sha256: str, *, address: str = "", charset: str = "") -> Document:
    """The document that a web page shows. Raises ReadingError where it is too large, or holds nothing to read."""
    if len(data) > MOST_BYTES:
        raise ReadingError(say("page_large", name=name, most=MOST_BYTES >> 20))
    declared = _CHARSET.search(data[:4096])
    text, notes = decoded(data, name, charset or (declared[1].decode("ascii") if declared else ""))
    root, cut = _parsed(one_newline(text), name)
    writer = _read(root)
    language = language_of(writer.text) or declared_language(root)
    return document(
        writer.text, writer.blocks, writer.origins(_path), name, "html", sha256,
        title=title_of(root), day=day_of(root), language=language, address=address or canonical(root),
        notes=(*notes, *(("too_deep",) if cut else ())),
    )  # fmt: skip


def _parsed(text: str, name: str) -> tuple[Any, bool]:
    """The root, and whether the page is nested deeper than the parser goes."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise ReadingError(say("page_empty", name=name))
    return root, any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log)


def _read(root: Any) -> Writer:
    measured = measure(root)
    writer = _Walk(main_of(root, measured), measured).writer
    if writer.length < _LEAST and measured.total > 2 * writer.length:
        whole = _Walk(root, Measured()).writer
        return whole if whole.length > 2 * writer.length else writer
    return writer


class _Walk:
    """Goes through a page in its order and writes its blocks."""

    def __init__(self, root: Any, measured: Measured) -> None:
        self.writer = Writer()
        self.measured = measured
        self.kinds: list[tuple[str, int, Any]] = [(PARAGRAPH, 0, root)]
        self.depth = 0
        walk = etree.iterwalk(root, events=("start", "end"))
        passed: Any = None
        for event, node in walk:
            if event == "start":
                if node is not root and (self._skip(node) or self._whole(node)):
                    passed = node
                    walk.skip_subtree()
                    continue
                self._start(node)
            else:
                if node is passed:
                    passed = None
                else:
                    self._end(node)
                if node is not root:
                    self.writer.add(node.tail)
        self._close()

    def _skip(self, node: Any) -> bool:
        if not left_out(node, self.measured):
            return False
        if node.tag in _BLOCKS:
            self._close()
        return True

    def _whole(self, node: Any) -> bool:
        """Whether an element was written as a whole: a row, a raised number, a line end."""
        if node.tag == "br":
            self.writer.add(BREAK)
        elif node.tag in ("sup", "wbr"):
            said = "".join(node.itertext()) if node.tag == "sup" else ""
            mark = raised(said) if len(said) <= _MOST_MARK else None
            if mark is None and said:
                return False
            self.writer.add(mark)
        elif node.tag == "tr" and (cells := self._cells(node)) is not None:
            self._close()
            self.writer.close_row(cells, node)
        else:
            return False
        return True

    def _cells(self, row: Any) -> list[str] | None:
        """The cells of a row of data; None for a row that only lays out the page."""
        weight = self.measured.weights.get(row)
        cells = [one for one in row if one.tag in ("td", "th")]
        if len(cells) < 2 or weight is None or weight.text > _LONGEST_ROW:
            return None
        if next(row.iter("table", "ul", "ol", *HEADINGS), None) is not None:
            return None
        return ["".join(_texts(cell)) for cell in cells]

    def _start(self, node: Any) -> None:
        tag = node.tag
        if tag in _BLOCKS:
            self._close()
            self.depth += tag in LISTS
            self.kinds.append((*self._kind(tag), node))
        self.writer.add(node.text)

    def _kind(self, tag: str) -> tuple[str, int]:
        if tag in HEADINGS:
            return HEADING, HEADINGS[tag]
        if tag == "li":
            return ITEM, max(self.depth - 1, 0)
        kind, level, _ = self.kinds[-1]
        return (kind, level) if tag in ("p", "div", "span") and kind == ITEM else (PARAGRAPH, 0)

    def _end(self, node: Any) -> None:
        if node.tag in _BLOCKS:
            self._close()
            self.depth -= node.tag in LISTS
            self.kinds.pop()

    def _close(self) -> None:
        kind, level, node = self.kinds[-1]
        if node.tag == "pre":
            self.writer.close_plain(node)
        else:
            self.writer.close(kind, level, node)


def _texts(cell: Any) -> Iterator[str]:
    walk = etree.iterwalk(cell, events=("start", "end"))
    passed: Any = None
    for event, node in walk:
        if event == "start" and node is not cell and unread(node):
            passed = node
            walk.skip_subtree()
        elif event == "start":
            yield node.text or ""
        elif node is not cell:
            yield " " if node.tag in _BLOCKS or node.tag == "br" else ""
            yield node.tail or ""
        passed = None if node is passed and event == "end" else passed


def _path(node: Any) -> str:
    path = str(node.getroottree().getpath(node))
    if len(path) <= _LONGEST_PATH:
        return path
    position = next(number for number, one in enumerate(node.getroottree().getroot().iter("*"), 1) if one is node)
    return f"(//*)[{position}]"
