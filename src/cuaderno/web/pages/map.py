"""The world map: which universe or programme, at which stage, in which years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from pydantic import model_validator

from cuaderno.errors import CannotAdd, NoAnswer
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.cited import Citing
from cuaderno.products.explore.map import map_page, mapped, refused_page, subject
from cuaderno.products.explore.map_choices import Stages, choices, stages_of
from cuaderno.products.explore.places_held import places_held
from cuaderno.products.explore.words import Voice
from cuaderno.products.words import period
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.programmes import find_programme
from cuaderno.web.pages.frame import fill, sections_written
from cuaderno.web.pages.kinds import NOTHING, Asking, Kind, Name, State, View
from cuaderno.web.pages.linking import page_of
from cuaderno.web.pages.states import either
from cuaderno.web.problems import as_asked_here

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.page import Page
    from cuaderno.web.pages.frame import Frame
    from cuaderno.web.pages.kinds import Pieces

STYLES = ("map.css",)
SCRIPTS = ("map.js",)


class MapState(State):
    """What the map shows, by the names of the API.

    `of` is what the form calls a universe or programme, whichever it is; `was` is the one that was shown before it, whose stage and
    years are kept where the new one has them too.
    """

    universe: Name = ""
    programme: Name = ""
    years: Name = ""
    stage: Name = ""
    prices: Name = "current"
    was: Name = ""

    @model_validator(mode="before")
    @classmethod
    def _of(cls, given: Any) -> Any:
        said = either(given)
        if said is given or given.get("was") != given["of"]:
            return said
        return {name: value for name, value in said.items() if name != "was"}


def view(asking: Asking) -> View:
    """The map, or the reason why there is none."""
    state: MapState = asking.state
    asked = _asked(asking.ledger, state)
    citing = Citing(asking.ledger)
    voice = Voice("map", asking.lang)
    try:
        found = mapped(citing, asked, asking.lang, cells=asking.cells)
    except (CannotAdd, NoAnswer) as error:
        page = refused_page(citing, asked, as_asked_here(error.told(asking.lang)), asking.lang)
        top = controls(asking, asked, Stages(), at_once=True)
        return View(page.title, page, top, wide=True, styles=STYLES)
    page = map_page(citing, found, asking.lang, place_links(asking), cells=asking.cells)
    known = stages_of(asking.ledger, found.asked.universe, found.asked.programme)
    shown, written = drawn_apart(asking, page, controls(asking, found.asked, known, at_once=True))
    return View(
        f"{voice.word('title')}: {subject(found.asked, asking.lang)}, {period(asking.lang, found.total.window).text}",
        shown,
        written=written,
        description=voice.word("description"),
        scripts=SCRIPTS,
        styles=STYLES,
        wide=True,
    )


def _asked(ledger: Ledger, state: MapState) -> Asked:
    asked = Asked(
        programme=state.programme, universe=state.universe, stage=state.stage, years=state.years, prices=state.prices,
        by="recipient",
    )  # fmt: skip
    if not state.was:
        return asked
    known = stages_of(ledger, state.universe.upper(), find_programme(state.programme).code if state.programme else "")
    stage = state.stage if state.stage in known.periods else known.usual()
    years = state.years if set(state.years.split("-")) <= set(known.years(stage)) else ""
    return replace(asked, stage=stage, years=years)


def place_links(asking: Asking) -> Callable[[str], str]:
    """Gives the address of the page of a place, "" of one of which nothing is held."""
    held = frozenset(places_held(asking.ledger))
    return lambda code: page_of(asking.to, "place", code) if code in held else ""


def drawn_apart(asking: Asking, page: Page, top: Markup) -> tuple[Page, Callable[[Frame], Pieces] | None]:
    """A page whose sections are written with `top` (controls) under the first of their headings; for its cells, the page as it is."""
    if asking.cells:
        return page, None
    return replace(page, sections=()), lambda frame: (sections_written(page, page.title, frame, top),)


def controls(asking: Asking, asked: Asked, known: Stages, *, at_once: bool) -> Markup:
    """The form that asks for another map, and links to the years before and after. A static export has none."""
    if asking.to.files:
        return NOTHING
    voice = Voice("map", asking.lang)
    years = known.years(asked.stage)
    return fill(
        "map_controls.html",
        action=asking.to.page("/map"),
        at_once=at_once,
        t=voice.all(),
        chosen=asked.programme or asked.universe,
        universes=_options(asking.ledger, "universe", asking.lang, voice),
        programmes=_options(asking.ledger, "programme", asking.lang, voice),
        stages=[(code, stage_of(code).name(asking.lang).capitalize()) for code in known.periods],
        stage=asked.stage,
        years=asked.years,
        known=years,
        prices=asked.prices,
        steps=_steps(asking, asked, years),
    )


def _options(ledger: Ledger, kind: str, lang: str, voice: Voice) -> list[tuple[str, str]]:
    found = []
    for one in choices(ledger):
        if one.kind == kind:
            name = f"{one.code}: {one.name(lang)}"
            found.append((one.code, voice.word("no_total", name=name) if one.refused else name))
    return found


def _steps(asking: Asking, asked: Asked, years: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """The years beside the one shown: relation, year and address."""
    if asked.years not in years:
        return []
    at = years.index(asked.years)
    beside = [
        *(("prev", year) for year in years[at + 1 : at + 2]),
        *(("next", year) for year in years[max(0, at - 1) : at]),
    ]
    return [(relation, year, map_address(asking, asked, year)) for relation, year in beside]


def map_address(asking: Asking, asked: Asked, years: str) -> str:
    """The address of a map in other years."""
    said = {name: value for name, value in asked.said().items() if name != "by"}
    return asking.to.page("/map", {**said, "years": years})


MAP = Kind("map", "/map", view, MapState, nav="map", long=True)
