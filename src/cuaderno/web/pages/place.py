"""The page of a place: its brief, above it the one question that its address asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import model_validator

from cuaderno.products.compose import compose
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.cited import Citing
from cuaderno.products.explore.place import PREFIX, asked_page, question_page, question_section
from cuaderno.products.explore.place_choices import Choices, choices
from cuaderno.products.explore.places_held import places_held
from cuaderno.statements.measures import find_stage
from cuaderno.statements.places import find_place
from cuaderno.statements.programmes import find_programme
from cuaderno.statements.universes import universe as find_universe
from cuaderno.web.pages.briefs import Which, brief_of, part_of, rest_of
from cuaderno.web.pages.controls import partners, place_controls
from cuaderno.web.pages.frame import sections_written
from cuaderno.web.pages.kinds import Asking, Kind, Name, Names, View
from cuaderno.web.pages.states import YearsState, either

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.web.pages.frame import Frame
    from cuaderno.web.pages.kinds import Pieces


class PlaceState(YearsState):
    """The question: years, stage, universe or programme (a form says either as `of`), current or constant dollars."""

    stage: Name = ""
    universe: Name = ""
    programme: Name = ""
    prices: Name = "current"

    @model_validator(mode="before")
    @classmethod
    def _one_of(cls, given: Any) -> Any:
        return either(given)


def view(asking: Asking) -> View:
    """Its brief, and the answer to the question."""
    code, offered = asking.names["place"], choices(asking.ledger, asking.names["place"])
    if not offered.stages:
        return _without_question(asking)
    asked = offered.usual(code, question(asking.state, offered))
    top, which = place_controls(asking, asked, offered), Which(code, years=asked.years)
    if asking.cells:
        page = asked_page(
            asking.ledger, brief_of(asking, which), asked, offered, asking.lang, _address(asking), cells=True
        )
        return View(page.title, page, styles=("place.css",))
    part, pairs = part_of(asking, which), partners(asking)
    citing = Citing(asking.ledger, code, prefix=PREFIX)
    section = question_section(citing, asked, offered, asking.lang, _address(asking))
    page = question_page(asking.ledger, part.page, part.cited, section, citing)

    def written(frame: Frame) -> Pieces:
        return sections_written(page, page.title, frame, top), pairs, *rest_of(part, frame)

    return View(page.title, replace(page, sections=()), styles=("place.css",), written=written)


def _without_question(asking: Asking) -> View:
    which = Which(asking.names["place"], years=asking.state.years)
    if asking.cells:
        page = compose(brief_of(asking, which), asking.lang)
        return View(page.title, page, styles=("place.css",))
    part = part_of(asking, which)
    return View(
        part.page.title,
        part.page,
        styles=("place.css",),
        written=lambda frame: (partners(asking), *rest_of(part, frame)),
    )


def question(state: PlaceState, offered: Choices) -> Asked:
    """What an address asks, its names settled and its window closed. Raises UnknownName, QuestionError."""
    stage = find_stage(state.stage).code if state.stage else offered.usual_stage()
    return Asked(
        stage=stage,
        universe=find_universe(state.universe.upper()).code if state.universe else "",
        programme=",".join(find_programme(one).code for one in state.programme.split(",") if one.strip()),
        years=_closed(state.years, offered, stage),
        prices=state.prices,
    )


def _closed(years: str, offered: Choices, stage: str) -> str:
    """A window that lacks an end ends where the ledger does at the stage."""
    first, dash, last = years.partition("-")
    if not dash or (first and last):
        return years
    found = offered.stage(stage)
    begins, ends = (found.first, found.last) if found else offered.years
    return f"{first or begins}-{last or ends}"


def _address(asking: Asking) -> Any:
    def address(asked: Asked) -> str:
        return "" if asking.to.files else asking.to.page(asking.to.path, told(asked)) + "#ask"

    return address


def told(asked: Asked) -> dict[str, str]:
    """A question as the state of the page's address."""
    return {name: value for name, value in asked.said().items() if name not in ("recipient", "by")}


def settle(names: Names) -> Names:
    """The place by its code."""
    return {"place": find_place(names["place"]).code}


def every(ledger: Ledger) -> Iterable[Names]:
    """Places of which anything is held."""
    return [{"place": code} for code in places_held(ledger)]


PLACE = Kind("place", "/place/{place}", view, PlaceState, settle, every, long=True)
