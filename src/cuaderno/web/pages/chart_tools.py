"""What stands under a chart: its files, its question to the API, how to cite it. A page has ten of them, so they are written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from cuaderno.products.words import plain
from cuaderno.products.writer import escape
from cuaderno.web.pages.quoting import quoted

if TYPE_CHECKING:
    from cuaderno.products.explore.words import Voice
    from cuaderno.products.page import Chart
    from cuaderno.web.pages.frame import Frame


def tools(chart: Chart, title: str, frame: Frame, voice: Voice) -> Markup:
    """What a reader can do with a chart: see its table, take it along, cite it, ask its question elsewhere."""
    to = frame.to
    forms: tuple[str, ...] = ("csv", "json", "svg", "png") if chart.table or chart.beside else ("svg", "png")
    if to.files:
        forms = forms[:-1]  # a picture of points takes longer than all the rest of a page
    takes = "".join([_take(form, to.part(f"{chart.id}.{form}", frame.state)) for form in forms])
    asks = [escape(address) for query in chart.asked if (address := to.api("total", query))]
    address = to.quoted(frame.origin, frame.state) + f"#{chart.id}"
    cites = quoted(plain(chart.title), title, address, frame.edition)
    forms_cited = "".join([f'<p class="form">{escape(name)}</p>\n<pre>{escape(said)}</pre>\n' for name, said in cites])
    return Markup(  # noqa: S704  (every text in it is escaped)
        f'<div class="tools">\n<p class="takes">{escape(voice.word("take"))} {takes}{_api(asks)}'
        f'<details class="quote"><summary>{escape(voice.word("cite"))}</summary>\n{forms_cited}</details>\n</div>'
    )


def _take(form: str, address: str) -> str:
    return f'<a href="{escape(address)}" download>{form.upper()}</a> '


def _api(asks: list[str]) -> str:
    """The end of the line of files with the one question, or several under it."""
    if len(asks) < 2:
        return "".join([f'<a href="{address}">API</a>' for address in asks]) + "</p>\n"
    listed = "".join([f'<li><a href="{address}">{address}</a></li>' for address in asks])
    return f'</p>\n<details class="quote"><summary>API</summary>\n<ul class="asks">{listed}</ul>\n</details>\n'
