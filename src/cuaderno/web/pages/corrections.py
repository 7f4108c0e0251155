"""The page of corrections: what is repaired, what is known to be wrong, how to tell of a fault."""

from __future__ import annotations

from cuaderno.products.explore.corrections import corrections_page
from cuaderno.web.pages.kinds import Asking, Kind, View


def view(asking: Asking) -> View:
    """Named corrections and known faults."""
    page = corrections_page(asking.ledger, asking.lang)
    return View(page.title, page, styles=("told.css",))


CORRECTIONS = Kind("corrections", "/corrections", view)
