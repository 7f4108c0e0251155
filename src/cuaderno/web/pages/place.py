"""The page of a place: its brief."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cuaderno.products.brief import make_brief
from cuaderno.products.compose import compose
from cuaderno.statements.places import all_places, find_place
from cuaderno.web.pages.kinds import Asking, Kind, Name, Names, State, View

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger


class PlaceState(State):
    """The years its tables show."""

    years: Name = ""


def view(asking: Asking) -> View:
    """Its brief."""
    brief = make_brief(asking.ledger, asking.names["place"], years=asking.state.years)
    page = compose(brief, asking.lang, cells=asking.cells)
    return View(page.title, page)


def settle(names: Names) -> Names:
    """The place by its code."""
    return {"place": find_place(names["place"]).code}


def every(_: Ledger) -> Iterable[Names]:
    """Places of which anything is held."""
    return [{"place": one.code} for one in all_places()]


PLACE = Kind("place", "/place/{place}", view, PlaceState, settle, every)
