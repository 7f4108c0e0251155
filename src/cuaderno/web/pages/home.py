"""The first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from cuaderno.errors import CannotAdd, NoAnswer
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.cited import Citing
from cuaderno.products.explore.home import holdings, home_page
from cuaderno.products.explore.map import mapped
from cuaderno.products.explore.map_choices import stages_of
from cuaderno.products.explore.places_held import places_held
from cuaderno.products.explore.ranked import Ranked
from cuaderno.products.explore.words import Voice
from cuaderno.products.words import amount_digits
from cuaderno.statements.places import all_places, name_key
from cuaderno.statements.programmes import all_programmes
from cuaderno.web.pages.addresses import Addresses
from cuaderno.web.pages.frame import fill
from cuaderno.web.pages.kinds import NOTHING, Asking, Kind, State, View
from cuaderno.web.pages.linking import page_of
from cuaderno.web.pages.map import SCRIPTS, controls, drawn_apart, place_links

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

EXAMPLES = ("COL", "UKR", "EGY", "PHL", "RWA")
SHELVES = {
    "kind_territory": ("territory",),
    "kind_organisation": ("organisation",),
    "kind_regional": ("worldwide", "regional"),
    "kind_former": ("former",),
}
"""Under which heading places of which kinds are listed."""


def view(asking: Asking) -> View:
    """The first page of the ledger."""
    voice = Voice("home", asking.lang)
    citing = Citing(asking.ledger)
    found = _first_map(citing, asking)
    page = home_page(citing, found, asking.lang, place_links(asking), cells=asking.cells)
    top = fill(
        "home_top.html",
        t=voice.all(),
        to=asking.to,
        examples=[
            (one.name(asking.lang), page_of(asking.to, "place", one.code))
            for one in all_places()
            if one.code in EXAMPLES
        ],
        check=page_of(asking.to, "check"),
        compare=page_of(asking.to, "compare"),
    )
    shown, written = drawn_apart(asking, page, _controls(asking, found))
    return View(
        page.title,
        shown,
        top,
        _body(asking, voice),
        description=voice.word("description"),
        scripts=SCRIPTS,
        styles=("map.css", "home.css"),
        wide=True,
        written=written,
    )


def _first_map(citing: Citing, asking: Asking) -> Ranked | None:
    try:
        return mapped(citing, Asked(by="recipient"), asking.lang, cells=asking.cells)
    except (CannotAdd, NoAnswer):
        return None


def _controls(asking: Asking, found: Ranked | None) -> Markup:
    if found is None:
        return NOTHING
    known = stages_of(asking.ledger, found.asked.universe, found.asked.programme)
    return controls(asking, found.asked, known, at_once=False)


def _body(asking: Asking, voice: Voice) -> Markup:
    """What is held, and the way to every place and programme without a script."""
    lang, to = asking.lang, asking.to
    return fill(
        "home_body.html",
        t=voice.all(),
        held=_held(asking, voice),
        check=page_of(to, "check"),
        shelves=[(key, voice.word(key), _shelf(asking, kinds)) for key, kinds in SHELVES.items()],
        programmes=[(one.code, one.name(lang), _programme(asking, one.code)) for one in all_programmes()],
    )


def _held(asking: Asking, voice: Voice) -> list[tuple[str, str]]:
    held = holdings(asking.ledger)
    counts = (
        ("held_statements", held.statements),
        ("held_relations", held.relations),
        ("held_files", held.files),
        ("held_sources", held.sources),
    )
    told = [(amount_digits(asking.lang, str(count)), voice.word(key)) for key, count in counts if count]
    return [*told, (f"{held.first}–{held.last}", voice.word("held_years"))]


def _shelf(asking: Asking, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Places by name and page, in the order of the language's letters."""
    held = set(places_held(asking.ledger))
    some = [one for one in all_places() if one.kind in kinds and one.code in held]
    named = sorted(((one.name(asking.lang), one.code) for one in some), key=lambda pair: name_key(pair[0]))
    return [(name, page_of(asking.to, "place", code)) for name, code in named]


def _programme(asking: Asking, code: str) -> str:
    return page_of(asking.to, "programme", code)


def warm_home(ledger: Ledger) -> None:
    """Have ready what the first page is put together from."""
    view(Asking(ledger, "en", {}, State(), Addresses("en")))


HOME = Kind("home", "", view)
