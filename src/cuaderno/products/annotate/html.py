"""A checked document as one HTML file: no other host, a strict policy, every text of the document escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from cuaderno.products.annotate.texts import table, word
from cuaderno.products.annotate.view import STANDS, Panel, Part, Piece, Row, View
from cuaderno.products.html import asset, environment
from cuaderno.products.plain import decimal_text
from cuaderno.products.writer import escape
from cuaderno.reading.document import HEADING, ITEM, ROW

_HEADINGS = (3, 6)
"""A heading of the document stands below those of the page."""
_OWN_MARK = re.compile(r"[^\w\s“«\"'$(¿¡]\s|\(?\w{1,4}[.)]\s")
"""The mark of a list that stands in the text itself."""


STYLES = ("base.css", "check.css", "claims.css")
"""The page, and the claims in it; a page of the explorer has the latter alone beside its own."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The check as a file that its page carries along: name, what it is, the bytes as an address, how large."""

    name: str
    label: str
    address: str
    size: str


@cache
def _template(name: str) -> Template:
    return environment().get_template(name)


def html(view: View) -> bytes:
    """Lay a view out as HTML, UTF-8."""
    style, style_hash = asset(*STYLES)
    script, script_hash = asset("claims.js")
    page = _template("check.html").render(
        **_laid(view, ""), style=style, style_hash=style_hash, script=script, script_hash=script_hash
    )
    return page.encode()


def part(view: View, statement: str, taken: Sequence[Taken] = (), missing: Sequence[str] = ()) -> bytes:
    """The same as a part of another page, without head, style and script.

    `statement` is the address of a statement, with KEY where its citation stands; `taken` are the files that the part carries along,
    `missing` the names of those that are too large for it.
    """
    laid = _laid(view, statement)
    return _template("part.html").render(**laid, files=taken, missing=", ".join(missing)).encode()


def _laid(view: View, statement: str) -> dict[str, Any]:
    return {
        "view": view,
        "w": table(view.lang),
        "text": _text(view),
        "bars": tuple(_bars(view)),
        "stands": STANDS,
        "plain": decimal_text,
        "cites": _cites,
        "files_sentence": word("files_sentence", view.lang, command="\0").split("\0"),
        "statement": statement,
    }


def _cites(row: Row) -> str:
    return " ".join(cell.citation for cell in row.cells)


def _bars(view: View) -> Iterator[tuple[int, int, str]]:
    """The verdicts as parts of a line a thousand long: where each begins, how long it is, which it is."""
    done = 0
    for one in view.tallies:
        if one.count:
            start, done = round(1000 * done / view.told), done + one.count
            yield start, round(1000 * done / view.told) - start, one.verdict


def _text(view: View) -> Markup:
    """The document, block by block; by far the most of a page, so it is written here and not by the template."""
    writer = _Writer(view)
    written = (writer.group(kind, list(parts)) for kind, parts in groupby(view.parts, key=lambda part: part.kind))
    return Markup("".join(written))  # noqa: S704  (every text in it is escaped)


def _deep(part: Part, least: int) -> str:
    """How much deeper an item stands than the first level of its list."""
    return f' class="deep-{min(part.level - least, 2)}"' if part.level > least else ""


class _Writer:
    """Writes the parts of a document as elements."""

    def __init__(self, view: View) -> None:
        self.lang = view.lang
        self.panels: dict[str, Panel] = {one.id: one for one in view.panels}

    def group(self, kind: str, parts: list[Part]) -> str:
        """Parts of one kind that follow one another: items are a list together, rows a table."""
        if kind == ITEM:
            own = ' class="own"' if _OWN_MARK.match(parts[0].cells[0][0].text) else ""
            least = min(part.level for part in parts)
            items = (f"<li{_deep(part, least)}>{self._cell(part.cells[0])}</li>" for part in parts)
            return f"<ul{own}>{''.join(items)}</ul>\n"
        if kind == ROW:
            return f'<div class="scroll" tabindex="0"><table>{"".join(map(self._row, parts))}</table></div>\n'
        return "".join(map(self._block, parts))

    def _row(self, part: Part) -> str:
        return f"<tr>{''.join(f'<td>{self._cell(cell)}</td>' for cell in part.cells)}</tr>"

    def _block(self, part: Part) -> str:
        if part.kind == "gap":
            return f'<p class="gap">{escape(word("text_cut", self.lang, count=part.left_out))}</p>\n'
        inner = "".join(map(self._cell, part.cells))
        if part.kind == HEADING:
            level = min(max(part.level, 1) + _HEADINGS[0] - 1, _HEADINGS[1])
            return f"<h{level}>{inner}</h{level}>\n"
        return f"<p>{inner}</p>\n"

    def _cell(self, pieces: tuple[Piece, ...]) -> str:
        return "".join(map(self._piece, pieces))

    def _piece(self, piece: Piece) -> str:
        said = escape(piece.text)
        if piece.top:
            shade = self.panels[piece.top].verdict
            said = f'<mark class="v-{shade}" data-c="{" ".join(map(escape, piece.claims))}" data-top="{escape(piece.top)}">{said}</mark>'
        return said + "".join(self._tag(self.panels[name]) for name in piece.ends)

    def _tag(self, panel: Panel) -> str:
        """The mark behind a claim: a link to its panel, told by its sign, its number and its name."""
        name = escape(panel.id)
        label = f"{escape(word('claim', self.lang))} {panel.number}, {escape(panel.verdict_name)}"
        return (
            f'<a class="tag v-{panel.verdict}" id="t-{name}" href="#{name}" aria-label="{label}">'
            f"\u2060<b>{escape(panel.sign)}</b>{panel.number}</a>"
        )
