"""Reads the renderings back: which figures stand in them, how they are written, and what stands outside a figure."""

from __future__ import annotations

import ctypes
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

VOID = {"meta", "link", "br", "img", "input", "hr", "path", "rect", "line"}
QUIET = {"time", "svg", "code", "cite", "samp", "script", "style"}


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@dataclass
class PageReader(HTMLParser):
    """Walks a page: the figures by element, the notes, the links, and texts with digits outside every element meant for them."""

    figures: list[tuple[str, str, str]] = field(default_factory=list)  # id, text, value
    notes: list[str] = field(default_factory=list)
    notes_runs: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    lang: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if "id" in had:
            self.ids.append(had["id"])
        if tag == "html":
            self.lang = had.get("lang", "")
        self.hosts += [had[name] for name in ("src", "href", "action", "data", "srcset") if "//" in had.get(name, "")]
        if tag == "li" and had.get("id", "").startswith("n-"):
            self.notes.append(had["id"][2:])
            self.notes_runs[had["id"][2:]] = had["data-s"]
        if tag in {"li", "tr", "td"} and self.open and self.open[-1][0] == tag:
            self.open.pop()
        if tag not in VOID:
            self.open.append((tag, had))

    def handle_endtag(self, tag: str) -> None:
        if tag in {one for one, _ in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        if tags and tags[-1] == "data" and self.open[-1][1].get("class") == "fig":
            link = next(had["href"] for tag, had in reversed(self.open) if tag == "a")
            self.figures.append((link.removeprefix("#n-"), data, self.open[-1][1]["value"]))
        elif tags and tags[-1] == "script":
            self.scripts.append(data)
        elif any(sign.isdigit() for sign in data) and not self._quiet(tags):
            self.stray.append(data.strip())

    def _quiet(self, tags: list[str]) -> bool:
        return bool(QUIET & set(tags)) or any(had.get("id") == "sources" for _, had in self.open)


def read_page(page: bytes) -> PageReader:
    """Walk an HTML rendering."""
    reader = PageReader()
    reader.feed(page.decode())
    reader.close()
    return reader


@dataclass
class MarkdownReader:
    """The figures of a Markdown rendering (id, text), its notes, and inline texts with digits outside what is meant for them."""

    figures: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)


def read_markdown(text: bytes, sources_title: str) -> MarkdownReader:
    """Parse with CommonMark's rules and tables; what follows the heading of the sources belongs to the notes."""
    reader = MarkdownReader()
    in_sources = head = False
    first_cell = False
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text.decode())
    for at, token in enumerate(tokens):
        head = {"thead_open": True, "thead_close": False}.get(token.type, head)
        if token.type == "tr_open":
            first_cell = True
        elif token.type in {"td_close", "th_close"}:
            first_cell = False
        elif token.type == "inline":
            if tokens[at - 1].type == "heading_open" and token.content == sources_title:
                in_sources = True
            _inline(
                token.children or [],
                reader,
                in_sources,
                quiet=head or (first_cell and tokens[at - 1].type == "td_open"),
            )
    return reader


def _inline(children: list[Token], reader: MarkdownReader, in_sources: bool, *, quiet: bool) -> None:
    link, emphasis, text = "", 0, ""
    for child in children:
        if child.type == "html_inline" and in_sources and 'id="n-' in child.content:
            reader.notes.append(child.content.split('"')[1].removeprefix("n-"))
        elif child.type == "link_open":
            link, text = str(child.attrs["href"]), ""
        elif child.type == "link_close":
            if link.startswith("#n-"):
                reader.figures.append((link.removeprefix("#n-"), text))
            link = ""
        elif child.type in {"em_open", "em_close"}:
            emphasis += 1 if child.type == "em_open" else -1
        elif child.type == "text":
            text += child.content
            loose = any(sign.isdigit() for sign in child.content)
            if loose and not (link or emphasis or quiet or in_sources):
                reader.stray.append(child.content)


def read_json(data: bytes) -> dict[str, dict[str, Any]]:
    """The figures of a JSON rendering by id: every object with an id and statements."""
    found: dict[str, dict[str, Any]] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "statements" in value and "maturity" in value:
                found[value["id"]] = value
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(json.loads(data))
    return found


def read_pdf(data: bytes) -> tuple[list[tuple[tuple[int, float, float], str]], str]:
    """Every link of a PDF as (the place it leads to, the text under its annotation), and the whole text."""
    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(data)
    links, texts = [], []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        position, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page.raw, position, link):
            rectangle = raw.FS_RECTF()
            assert raw.FPDFLink_GetAnnotRect(link, rectangle)
            height = rectangle.top - rectangle.bottom  # the line above must not reach in with its descenders
            under = text.get_text_bounded(
                rectangle.left + 0.3, rectangle.bottom, rectangle.right - 0.3, rectangle.top - 0.45 * height
            )
            links.append((_destination(document, link), under.strip()))
    return links, "\n".join(texts)


def _destination(document: Any, link: Any) -> tuple[int, float, float]:
    import pypdfium2.raw as raw

    target = raw.FPDFLink_GetDest(document.raw, link)
    assert target, "a link of the PDF leads nowhere"
    page = raw.FPDFDest_GetDestPageIndex(document.raw, target)
    has_x, has_y, has_zoom = (ctypes.c_int() for _ in range(3))
    x, y, zoom = (ctypes.c_float() for _ in range(3))
    raw.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom)
    return page, round(x.value, 1), -round(y.value, 1)
