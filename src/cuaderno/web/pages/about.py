"""The page about Cuaderno."""

from __future__ import annotations

from cuaderno.products.explore.about import about_page
from cuaderno.products.explore.words import Voice
from cuaderno.web.pages.frame import fill
from cuaderno.web.pages.kinds import Asking, Kind, View
from cuaderno.web.pages.quoting import quoted


def view(asking: Asking) -> View:
    """What it is, what it holds itself to, and how to cite it."""
    page = about_page(asking.ledger, asking.lang, asking.edition)
    voice = Voice("about", asking.lang)
    body = fill(
        "about.html",
        title=voice.word("cite_whole"),
        cites=quoted(page.title, page.title, asking.to.quoted(asking.origin), asking.edition),
    )
    return View(page.title, page, body=body, styles=("told.css",))


ABOUT = Kind("about", "/about", view, nav="about")
