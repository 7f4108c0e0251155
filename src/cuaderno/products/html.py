"""A page as one HTML file: no other host, a strict policy, its style and its one small script inside."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from html import escape as escaped
from importlib import resources
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from cuaderno.products.page import Note, Page, Span, Spans, Table
from cuaderno.products.words import plain


@cache
def environment() -> Environment:
    """The templates, read and compiled once."""
    return Environment(
        loader=PackageLoader("cuaderno.products", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def _template() -> Template:
    return environment().get_template("brief.html")


@cache
def asset(*names: str) -> tuple[str, str]:
    """Style sheets or scripts as one, made smaller by their indentation, and the hash by which the page's policy lets them in."""
    folder = resources.files("cuaderno.products").joinpath("templates")
    text = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    text = re.sub(r"\n\s*", "\n", text).strip()
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return text, f"sha256-{digest}"


@lru_cache(maxsize=1 << 14)
def escape(text: str) -> str:
    """A text as it stands between tags or in quotation marks; the same few stand in a page again and again."""
    return escaped(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")


Leads = Callable[[str], str]
"""The address of the page that a span names, "" where none is led to."""


class Writer:
    """Writes spans as elements; a figure carries its id where it is met first, and leads to its note on the page at `cells`."""

    def __init__(self, cells: str = "", leads: Leads | None = None) -> None:
        self.seen: set[str] = set()
        self._notes = escape(cells) + "#n-"
        self._leads = leads

    def spans(self, parts: Iterable[Span]) -> Markup:
        """Spans as HTML. Only a `data` element of class `fig` holds a figure."""
        return Markup(self._joined(tuple(parts)))  # noqa: S704  (every text below is escaped)

    def rows(self, table: Table) -> Markup:
        """The rows of a table's body, most of a page's cells; each begins with the cell that names it."""
        first, *others = (escape(kind) for kind in table.kinds)
        written = []
        for name, *cells in table.rows:
            written.append(f'<tr><th scope="row" class="{first}">{self._joined(name)}</th>')
            for kind, cell in zip(others, cells, strict=False):
                mark = " prov" if cell and cell[0].mark else ""
                written.append(f'<td class="{kind}{mark}">{self._joined(cell)}</td>')
            written.append("</tr>\n")
        return Markup("".join(written))  # noqa: S704  (every text in it is escaped)

    def _joined(self, cell: Spans) -> str:
        """Spans one after the other; neighbours that lead to one page are one link."""
        if len(cell) == 1 or not self._leads:
            return "".join([self._linked(one, self._span(one)) for one in cell])
        written = []
        for _, some in groupby(cell, key=lambda one: (one.names, one.href)):
            each = list(some)
            written.append(self._linked(each[0], "".join(map(self._span, each))))
        return "".join(written)

    def _linked(self, one: Span, said: str) -> str:
        """What is said of a span, as a link where it leads to a page."""
        address = (self._leads(one.names) if one.names and self._leads else "") or one.href
        return f'<a href="{escape(address)}">{said}</a>' if address else said

    def _span(self, one: Span) -> str:
        said = escape(one.text)
        if one.kind == "figure":
            mark = f'<sup class="mark">{escape(one.mark)}</sup>' if one.mark else ""
            return (
                f'<a class="fig" href="{self._notes}{one.ref}"><data class="fig"{self._id(one.ref)} value="{one.value}">'
                f"{said}</data></a>{mark}"
            )
        if one.kind == "blank":
            if not one.ref:
                return f'<span class="blank">{said}</span>'
            return f'<a class="blank" href="{self._notes}{one.ref}"{self._id(one.ref)}>{said}</a>'
        element = _ELEMENTS.get(one.kind)
        return f"<{element}>{said}</{element}>" if element else said

    def _id(self, ref: str) -> str:
        if ref in self.seen:
            return ""
        self.seen.add(ref)
        return f' id="{ref}"'


def _notes(page: Page, at: str = "") -> Markup:
    """The notes of the figures, an item each; by far the most of a page, so they are written here and not by the template."""
    words = {name: escape(page.words[name]) for name in ("provisional", "statements")}
    return Markup("".join(_note(one, words, escape(at)) for one in page.notes))  # noqa: S704  (every text in it is escaped)


def _note(one: Note, words: dict[str, str], at: str) -> str:
    mark = f" <i>{words['provisional']}</i>" if one.provisional else ""
    computed = f"; {escape(one.computed)}, {one.count} {words['statements']}" if one.computed else ""
    cells = "".join(f'<a href="#file-{letter}">{letter}</a> {escape(text)} ' for letter, text in one.cells)
    ask = f' <code class="ask">{escape(one.ask)}</code>' if one.ask else ""
    return (
        f'<li id="n-{one.id}" data-s="{one.runs}"><a href="{at}#{one.id}">{escape(one.text)}</a>{mark} '
        f'<span class="about">{escape(one.about)}{computed}</span>: <span class="cells">{cells}</span>{ask}\n'
    )


_ELEMENTS = {"time": "time", "cite": "cite", "code": "code", "count": "samp", "strong": "b"}


def told(page: Page) -> dict[str, Any]:
    """Every statement as data for the script that fills the panel; a text that stands in many is written once."""
    labels: dict[str, int] = {}
    abouts: dict[str, int] = {}
    statements = sorted(
        (
            line.number,
            (
                number,
                line.place,
                labels.setdefault(line.label, len(labels)),
                abouts.setdefault(line.about, len(abouts)),
                line.says,
                line.citation,
            ),
        )
        for number, file in enumerate(page.files)
        for line in file.said
    )
    return {
        "files": [file.letter for file in page.files],
        "labels": list(labels),
        "abouts": list(abouts),
        "statements": [one for _, one in statements],
    }


def told_apart(page: Page) -> dict[str, Any]:
    """As `told`, with the notes, for a page that does not hold them: figure, what it is, its statements' numbers, the command."""
    provisional = page.words["provisional"]
    notes = {}
    for one in page.notes:
        computed = f"; {one.computed}, {one.count} {page.words['statements']}" if one.computed else ""
        mark = f" ({provisional})" if one.provisional else ""
        notes[f"n-{one.id}"] = (one.text + mark, one.about + computed, one.runs, one.ask)
    return {**told(page), "notes": notes}


def laid(page: Page, cells: str = "", leads: Leads | None = None, at: str = "") -> dict[str, Any]:
    """What the blocks of a template need of a page. `cells` is the address of the page that lists its figures, "" of itself; `leads`
    gives the address of what a span names, `at` is that of the page on which the figures stand, "" of itself."""
    writer = Writer(cells, leads)
    faults = {one.title: one.known_errors for one in page.files if one.known_errors}
    return {
        "page": page,
        "w": page.words,
        "spans": writer.spans,
        "rows": writer.rows,
        "notes": _notes(page, at),
        "plain": plain,
        "faults": tuple(faults.items()),
    }


def html(page: Page) -> bytes:
    """Lay a page out as HTML, UTF-8."""
    style, style_hash = asset("brief.css")
    script, script_hash = asset("brief.js")
    said = json.dumps(told(page), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        _template()
        .render(**laid(page), said=said, style=style, style_hash=style_hash, script=script, script_hash=script_hash)
        .encode()
    )
