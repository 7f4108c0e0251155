"""The rows around a cell as HTML: by far the most of a statement's page, so they are written here and not by a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from cuaderno.products.writer import escape

if TYPE_CHECKING:
    from cuaderno.products.explore.around import Cell, Head, Row, Rows
    from cuaderno.products.page import Span


def value_written(span: Span) -> Markup:
    """A value without the panel of a figure: the page that it stands on or leads to is its statement's own."""
    return Markup(_value(span))  # noqa: S704  (escaped)


def rows_written(rows: Rows, here: str) -> Markup:
    """The body of the table; `here` is said of the cited cell to who does not see it marked."""
    said = escape(here)
    return Markup("".join(_row(one, rows.heads, said) for one in rows.rows))  # noqa: S704  (every text in it is escaped)


def _row(row: Row, heads: Sequence[Head], here: str) -> str:
    cells = "".join(_cells(cells, head.kind, here) for cells, head in zip(row.cells, heads, strict=False))
    mark = ' class="here"' if row.here else ""
    return f'<tr{mark}><th scope="row">{escape(row.number)}</th>{cells}</tr>\n'


def _cells(cells: Sequence[Cell], kind: str, here: str) -> str:
    return f'<td class="{kind}">{"<br>".join(_cell(cells, here))}</td>'


def _cell(cells: Sequence[Cell], here: str) -> Iterator[str]:
    for one in cells:
        said = _value(one.span)
        if one.here:
            yield f'<mark>{said}</mark><span class="unseen"> ({here})</span>'
        else:
            yield f'<a href="{one.href}">{said}</a>' if one.href else said  # an address is quoted where it is made


def _value(span: Span) -> str:
    said = escape(span.text)
    if span.kind == "figure":
        return f'<data value="{span.value}">{said}</data>'
    if span.kind == "blank":
        return f'<span class="blank">{said}</span>'
    return f"<time>{said}</time>" if span.kind == "time" else said
