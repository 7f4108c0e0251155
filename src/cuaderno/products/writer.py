"""Spans as HTML elements: what a page is written with, whatever stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape as escaped
from itertools import groupby
from operator import attrgetter

from markupsafe import Markup

from cuaderno.products.page import Span, Spans, Table

_LEADING = attrgetter("names", "href")
_ELEMENTS = {"time": "time", "cite": "cite", "code": "code", "count": "samp", "strong": "b"}


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
        return Markup(self.joined(tuple(parts)))  # noqa: S704  (every text below is escaped)

    def rows(self, table: Table) -> Markup:
        """The rows of a table's body, most of a page's cells; each begins with the cell that names it."""
        first, *others = (escape(kind) for kind in table.kinds)
        joined, written = self.joined, []
        for name, *cells in table.rows:
            written.append(f'<tr><th scope="row" class="{first}">{joined(name)}</th>')
            written += [
                f'<td class="{kind}{" prov" if cell and cell[0].mark else ""}">{joined(cell)}</td>'
                for kind, cell in zip(others, cells, strict=False)
            ]
            written.append("</tr>\n")
        return Markup("".join(written))  # noqa: S704  (every text in it is escaped)

    def joined(self, cell: Spans) -> str:
        """Spans one after the other; neighbours that lead to one page are one link."""
        if len(cell) == 1:
            one = cell[0]
            return self._linked(one, self._span(one)) if one.names or one.href else self._span(one)
        if not self._leads:
            return "".join([self._linked(one, self._span(one)) for one in cell])
        written = []
        for _, some in groupby(cell, key=_LEADING):
            each = list(some)
            written.append(self._linked(each[0], "".join(map(self._span, each))))
        return "".join(written)

    def _linked(self, one: Span, said: str) -> str:
        """What is said of a span, as a link where it leads to a page."""
        if not one.names and not one.href:
            return said
        address = (self._leads(one.names) if one.names and self._leads else "") or one.href
        return f'<a href="{escape(address)}">{said}</a>' if address else said

    def _span(self, one: Span) -> str:
        said, kind = escape(one.text), one.kind
        if kind == "figure":
            ref = one.ref
            mark = f'<sup class="mark">{escape(one.mark)}</sup>' if one.mark else ""
            named = "" if ref in self.seen else f' id="{ref}"'
            self.seen.add(ref)
            return f'<a class="fig" href="{self._notes}{ref}"><data class="fig"{named} value="{one.value}">{said}</data></a>{mark}'
        if kind == "text":
            return said
        if kind == "blank":
            if not one.ref:
                return f'<span class="blank">{said}</span>'
            return f'<a class="blank" href="{self._notes}{one.ref}"{self._id(one.ref)}>{said}</a>'
        element = _ELEMENTS.get(kind)
        return f"<{element}>{said}</{element}>" if element else said

    def _id(self, ref: str) -> str:
        if ref in self.seen:
            return ""
        self.seen.add(ref)
        return f' id="{ref}"'
