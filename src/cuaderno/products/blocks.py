"""The sections of a page as HTML: paragraphs, lists, tables and charts, by far the most of it, so they are written here and not by a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup

from cuaderno.products.page import Block, Card, Chart, Heading, Items, Paragraph, Section, Table
from cuaderno.products.words import plain
from cuaderno.products.writer import Leads, Writer, escape

if TYPE_CHECKING:
    from cuaderno.products.page import Item

Tools = Callable[[Chart], Markup]


class Blocks(Writer):
    """Writes the blocks of a page. With `tools` a chart has them under it, and its table as another `view`, by that word."""

    def __init__(self, cells: str = "", leads: Leads | None = None, tools: Tools | None = None, view: str = "") -> None:
        super().__init__(cells, leads)
        self._tools, self._view = tools, view

    def sections(self, some: Iterable[Section], top: str = "") -> Markup:
        """Sections one after the other; `top`, which is HTML, stands under the heading of the first."""
        written = []
        for one in some:
            written.append(self._section(one, top))
            top = ""
        return Markup("".join(written))  # noqa: S704  (every text in it is escaped)

    def _section(self, one: Section, top: str) -> str:
        blocks = "".join(map(self._block, one.blocks))
        return f'<section id="{escape(one.id)}">\n<h2>{escape(one.title)}</h2>\n{top}{blocks}</section>\n'

    def _block(self, one: Block) -> str:
        match one:
            case Paragraph():
                style = f' class="{one.style}"' if one.style else ""
                return f"<p{style}>{self.joined(one.spans)}</p>"
            case Table():
                return self._fold(one.summary, self._table(one)) if one.folded else self._table(one)
            case Chart():
                return self._chart(one)
            case Heading():
                anchor = f' id="{escape(one.anchor)}"' if one.anchor else ""
                aside = f" <small>{self.joined(one.aside)}</small>" if one.aside else ""
                return f"<h3{anchor}>{self.joined(one.text)}{aside}</h3>"
            case Card():
                return f'<div class="card">{"".join(map(self._block, one.blocks))}</div>'
            case Items():
                return self._items(one)

    def _items(self, one: Items) -> str:
        begins, ends, write = {
            "figures": ('<ol class="universes">', "</ol>", self._figure_item),
            "names": ('<ul class="names">', "</ul>", self._name_item),
        }.get(one.style, ('<dl class="words">', "</dl>", self._term_item))
        return begins + "".join(map(write, one.items)) + ends

    def _figure_item(self, one: Item) -> str:
        term, figure = self.joined(one.term), self.joined(one.figure)
        return f'<li><h3>{term}</h3><p class="sum">{figure}</p><p>{self.joined(one.text)}</p></li>'

    def _name_item(self, one: Item) -> str:
        return f"<li>{self.joined(one.term)}</li>"

    def _term_item(self, one: Item) -> str:
        return f"<dt>{self.joined(one.term)}</dt><dd>{self.joined(one.text)}</dd>"

    def _fold(self, summary: str, table: str, kind: str = "fold") -> str:
        return f'<details class="{kind}"><summary>{escape(summary)}</summary>{table}</details>'

    def _table(self, one: Table) -> str:
        kind = "texts" if one.kinds[0] == "text" else "years"
        written = [
            f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(plain(one.caption))}">\n<table class="{kind}">\n',
            f"<caption><span>{self.joined(one.caption)}</span></caption>\n<thead><tr>",
        ]
        for at, head in enumerate(one.heads):
            said = self.joined(head)
            under = f"<small>{self.joined(one.under[at])}</small>" if one.under and one.under[at] else ""
            written.append(f'<th scope="col" class="{one.kinds[at]}">{said}{under}</th>')
        written.append(f"</tr></thead>\n<tbody>\n{self.rows(one)}</tbody>")
        if one.foot:
            written.append(f"<tfoot>{self._foot(one)}</tfoot>")
        written.append("</table>\n</div>")
        if one.legend:
            lines = "".join([f"<span>{self.joined(line)}</span> " for line in one.legend])
            written.append(f'<p class="legend">{lines}</p>')
        return "".join(written)

    def _foot(self, table: Table) -> str:
        first, *others = table.kinds
        written = []
        for name, *cells in table.foot:
            written.append(f'<tr><th scope="row" class="{first}">{self.joined(name)}</th>')
            pairs = zip(others, cells, strict=False)
            written += [f'<td class="{kind}">{self.joined(cell)}</td>' for kind, cell in pairs]
            written.append("</tr>")
        return "".join(written)

    def _chart(self, one: Chart) -> str:
        sentence = self.joined(one.sentence)
        key = "".join([f'<li class="k-{colour}">{escape(said)}</li>' for colour, said in one.colours])
        colours = f'<ul class="key">{key}</ul>' if key else ""
        role = "" if one.linked else f' role="img" aria-labelledby="{one.id}-says"'
        note = self.joined(one.note)
        beside = ""
        if self._tools is not None:
            view = self._fold(self._view, self._table(one.table), "fold view") if one.table else ""
            beside = f"{self._tools(one)}\n{view}"
        return (
            f'<figure class="chart" id="{one.id}">\n<figcaption class="lead" id="{one.id}-says">{sentence}</figcaption>\n'
            f'{colours}<div class="drawing"{role}>{one.svg}</div>\n<p class="note">{note}</p>\n{beside}</figure>'
        )
