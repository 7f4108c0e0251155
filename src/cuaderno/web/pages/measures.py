"""The page of measures: stages, units, price bases, what may be added, and the universes with their dated tables."""

from __future__ import annotations

from cuaderno.products.explore.measures import measures_page
from cuaderno.web.pages.kinds import Asking, Kind, View


def view(asking: Asking) -> View:
    """The tables that the ledger applies."""
    page = measures_page(asking.ledger, asking.lang)
    return View(page.title, page, styles=("told.css",))


MEASURES = Kind("measures", "/measures", view)
