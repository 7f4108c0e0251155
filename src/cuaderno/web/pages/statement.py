"""The page of a statement: the cell in its surroundings; and of a fact that is kept by hand, its dated stages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cuaderno.errors import NoAnswer
from cuaderno.products.explore.hand_kept import opened as opened_relation
from cuaderno.products.explore.statement import opened
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Span
from cuaderno.products.words import plain
from cuaderno.products.writer import Writer
from cuaderno.sources.snapshot import SHORT
from cuaderno.statements.statement import parse_citation
from cuaderno.web.pages.cell_tables import rows_written, value_written
from cuaderno.web.pages.frame import fill
from cuaderno.web.pages.kinds import Asking, Kind, Names, View
from cuaderno.web.pages.quoting import quoted

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger


def view(asking: Asking) -> View:
    """What the cell says, where it stands, and what stands around it."""
    named = asking.names["citation"]
    try:
        told = opened(asking.ledger, named, asking.lang, asking.to.page)
    except NoAnswer:
        relation = opened_relation(asking.ledger, named, asking.lang, asking.to.page)
        if relation is None:
            raise
        return _filled("relation.html", asking, relation.title, relation.citation, f=relation)
    rows = rows_written(told.rows, Voice("statement", asking.lang).word("here")) if told.rows else ""
    return _filled("statement.html", asking, told.title, told.citation, f=told, rows=rows, about=plain(told.subtitle))


def _filled(name: str, asking: Asking, title: str, citation: str, about: str = "", **given: object) -> View:
    voice = Voice("statement", asking.lang)
    address = asking.origin + asking.to.page(f"/statement/{citation}")
    body = fill(
        name,
        t=voice.all(),
        to=asking.to,
        spans=Writer().spans,
        value=value_written,
        quoting=voice.say("quote_sentence", citation=Span("code", citation)),
        command=f"cuaderno cite {citation}",
        api=asking.to.api(f"cite/{citation}"),
        cites=quoted(voice.word("statement"), f"{title} ({citation})", address, asking.edition),
        **given,
    )
    return View(title, body=body, description=about or title, styles=("statement.css",), scripts=("statement.js",))


def settle(names: Names) -> Names:
    """The citation in its one form: sixteen digits, and the snapshot by its short name where there is one. Raises QuestionError."""
    key, snapshot = parse_citation(names["citation"])
    return {"citation": f"{key:016x}" + (f"@{snapshot[:SHORT]}" if snapshot else "")}


def every(_: Ledger) -> Iterable[Names]:
    """None: a ledger holds hundreds of thousands, and a static export leads to the list of a page's cells instead."""
    return ()


STATEMENT = Kind("statement", "/statement/{citation}", view, settle=settle, every=every, reopens=True, short=True)
