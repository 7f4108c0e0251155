"""The page of two places: what passed from one to the other, and what binds them on a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pydantic import Field

from cuaderno.products.compose import compose
from cuaderno.products.explore.places_held import pairs_held
from cuaderno.statements.places import find_place
from cuaderno.web.pages.briefs import Which, brief_of, part_of, rest_of
from cuaderno.web.pages.controls import pair_controls
from cuaderno.web.pages.kinds import Asking, Kind, Name, Names, View
from cuaderno.web.pages.states import YearsState

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger


class PairState(YearsState):
    """The years its tables show, and the day that commitments are asked for."""

    as_of: Name = Field("", alias="as-of")


def view(asking: Asking) -> View:
    """The brief of the two, under its controls and the way to the other direction."""
    names, state = asking.names, asking.state
    which = Which(names["place"], names["partner"], state.years, state.as_of)
    part = part_of(asking, which)
    top = pair_controls(asking, which)
    if asking.cells:
        page = compose(brief_of(asking, which), asking.lang)
        return View(page.title, page, styles=("place.css",))
    return View(
        part.page.title, part.page, styles=("place.css",), written=lambda frame: (top, *rest_of(part, frame))
    )  # fmt: skip


def settle(names: Names) -> Names:
    """Both places by their codes."""
    return {name: find_place(names[name]).code for name in ("place", "partner")}


def every(ledger: Ledger) -> Iterable[Names]:
    """Two between which figures passed."""
    return [{"place": place, "partner": partner} for place, partner in pairs_held(ledger)]


RELATIONSHIP = Kind("relationship", "/place/{place}/with/{partner}", view, PairState, settle, every, long=True)
