"""The catalogue of programmes, and the page of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from cuaderno.products.explore.programme import Choice, programme_page, stages_told
from cuaderno.products.explore.programmes import listed
from cuaderno.products.explore.programmes_held import said_of
from cuaderno.products.explore.words import Voice
from cuaderno.products.writer import Writer
from cuaderno.statements.measures import find_stage
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.periods import parse_period, parse_window
from cuaderno.statements.programmes import all_programmes, find_programme
from cuaderno.web.pages.frame import fill
from cuaderno.web.pages.kinds import NOTHING, Asking, Kind, Name, Names, State, View

if TYPE_CHECKING:
    from markupsafe import Markup

    from cuaderno.ledger.ledger import Ledger


def catalogue(asking: Asking) -> View:
    """Every programme by kind."""
    voice = Voice("programme", asking.lang)
    groups = listed(asking.ledger, asking.lang, asking.to.page)
    body = fill("programmes.html", t=voice.all(), groups=groups, spans=Writer().spans)
    return View(
        voice.word("programmes"), body=body, description=voice.word("programmes_subtitle"), styles=("catalogue.css",)
    )


class ProgrammeState(State):
    """The window, the stage by which recipients are ranked, the prices. `from` and `to` are the window's ends as a form has them."""

    years: Name = ""
    stage: Name = ""
    prices: Literal["current", "constant"] = "current"


def view(asking: Asking) -> View:
    """A programme: what it is, year by year, and who received it."""
    state, code = asking.state, asking.names["programme"]
    stage = find_stage(state.stage, asking.lang).code if state.stage else ""
    if state.years:
        parse_window(state.years)
    choice = Choice(state.years, stage, state.prices)
    page = programme_page(asking.ledger, code, choice, asking.lang, cells=asking.cells)
    return View(page.title, page, top=_controls(asking, choice), styles=("catalogue.css",))


def _controls(asking: Asking, choice: Choice) -> Markup:
    code = asking.names["programme"]
    stages = stages_told(asking.ledger, code)
    if asking.to.files or not stages:
        return NOTHING
    said = [one for one in said_of(asking.ledger, code) if one.yearly]
    return fill(
        "programme_controls.html",
        t=Voice("programme", asking.lang).all(),
        to=asking.to,
        choice=choice,
        held=(min(parse_period(one.first).year for one in said), max(parse_period(one.last).year for one in said)),
        stages=[(one, stage_of(one).name(asking.lang)) for one in stages],
        stated=bool(asking.state.said()),
    )


def settle(names: Names) -> Names:
    """The programme by its code. Raises UnknownName."""
    return {"programme": find_programme(names["programme"]).code}


def every(_: Ledger) -> Iterable[Names]:
    """Every programme of the catalogue."""
    return [{"programme": one.code} for one in all_programmes()]


PROGRAMMES = Kind("programmes", "/programmes", catalogue, nav="programmes")
PROGRAMME = Kind(
    "programme", "/programme/{programme}", view, ProgrammeState, settle, every, nav="programmes", long=True
)
