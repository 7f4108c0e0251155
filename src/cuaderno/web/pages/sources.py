"""The list of sources, and the page of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cuaderno.errors import NoAnswer, UnknownName, say
from cuaderno.products.explore.source import Compared, source_page
from cuaderno.products.explore.source_history import histories, shown
from cuaderno.products.explore.sources import listed
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Span
from cuaderno.products.writer import Writer
from cuaderno.sources.card import source_names
from cuaderno.statements.programmes import nearest
from cuaderno.web.pages.frame import fill
from cuaderno.web.pages.kinds import NOTHING, Asking, Kind, Name, Names, State, View

if TYPE_CHECKING:
    from markupsafe import Markup

    from cuaderno.ledger.ledger import Ledger


def catalogue(asking: Asking) -> View:
    """Every source, those held first."""
    voice = Voice("source", asking.lang)
    held, others = listed(asking.ledger, asking.lang)
    note = voice.say("not_held_sentence", command=Span("code", "cuaderno add SOURCE FILE"))
    body = fill("sources.html", t=voice.all(), held=held, others=others, note=note, spans=Writer().spans, to=asking.to)
    return View(voice.word("sources"), body=body, description=voice.word("sources_subtitle"), styles=("catalogue.css",))


class SourceState(State):
    """Which snapshots are compared, which differences are shown, and from which page on."""

    old: Name = ""
    new: Name = ""
    kind: Literal["changed", "added", "withdrawn", "all"] = "changed"
    page: int = Field(1, ge=1, le=100_000)


def view(asking: Asking) -> View:
    """A source: its card, coverage, books, files, and what its publisher changed."""
    state, name = asking.state, asking.names["source"]
    compared = Compared(state.old, state.new, state.kind, state.page)
    page = source_page(asking.ledger, name, compared, asking.lang, cells=asking.cells)
    return View(page.title, page, body=_turning(asking, name, compared), styles=("catalogue.css",))


def _turning(asking: Asking, name: str, compared: Compared) -> Markup:
    """What differences to show, and the pages of them, under the comparison."""
    if asking.to.files:
        return NOTHING
    voice, to = Voice("source", asking.lang), asking.to
    held = any(one.source == name for one in asking.ledger.snapshots)
    comparable = held and any(not one.relations for one in asking.ledger.snapshots if one.source == name)
    pages, found = 1, []
    if comparable:
        try:
            found = histories(asking.ledger, name, compared)
        except NoAnswer:
            comparable = False
        else:
            pages = max(shown(one, compared)[2] for one in found)
    return fill(
        "source_history.html",
        t=voice.all(),
        to=to,
        compared=compared,
        comparable=comparable,
        kinds=("changed", "added", "withdrawn", "all"),
        page=min(compared.page, pages),
        pages=pages,
        turned=lambda page: (
            to.page(to.path, {**asking.state.said(), "page": str(page) if page > 1 else ""}) + "#history"
        ),
        sources=to.api(f"sources/{name}") if held else "",
        history=to.api("history", f"source={name}&format=csv") if comparable else "",
    )


def settle(names: Names) -> Names:
    """The source by its name. Raises UnknownName with the nearest."""
    said = "_".join(names["source"].strip().lower().replace("-", " ").replace("_", " ").split())
    known = source_names()
    if said not in known:
        near = nearest(said[:200], known) or known
        given = names["source"]
        raise UnknownName(say("source_unknown", text=given[:80], near=", ".join(near)), near=near, text=given)
    return {"source": said}


def every(_: Ledger) -> Iterable[Names]:
    """Every source there is a card of."""
    return [{"source": name} for name in source_names()]


SOURCES = Kind("sources", "/sources", catalogue, nav="sources")
SOURCE = Kind("source", "/source/{source}", view, SourceState, settle, every, nav="sources", long=True)
