"""The forms above the pages of a place and of two: what may be asked there, and what is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from cuaderno.products.explore.places_held import pairs_held
from cuaderno.products.explore.words import Voice
from cuaderno.products.lately import Lately
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.periods import parse_window
from cuaderno.statements.places import place as place_of
from cuaderno.statements.programmes import programme as programme_of
from cuaderno.statements.universes import universe as universe_of
from cuaderno.web.pages.briefs import Which
from cuaderno.web.pages.frame import fill
from cuaderno.web.pages.kinds import NOTHING

if TYPE_CHECKING:
    from cuaderno.products.explore.asked import Asked
    from cuaderno.products.explore.place_choices import Choices
    from cuaderno.web.pages.kinds import Asking

PLACES = 512
"""The partners of so many places are kept as they were written."""


def place_controls(asking: Asking, asked: Asked, offered: Choices) -> Markup:
    """The question of a place's page as a form; what is asked is offered even where it has no answer. None among files."""
    if asking.to.files:
        return NOTHING
    lang, at = asking.lang, offered.stage(asked.stage)
    stages = [one.code for one in offered.stages]
    universes = [*at.universes] if at else []
    programmes = [*at.programmes] if at else []
    begins, ends = offered.years
    first, last = _ends(asked.years)
    years = range(min(begins, first or begins), max(ends, last or ends) + 1)
    return fill(
        "place_controls.html",
        to=asking.to,
        t=Voice("place", lang).all(),
        asked=asked,
        firsts=_years(years, first),
        lasts=_years(years, last),
        stages=[(code, stage_of(code).name(lang)) for code in _with(stages, asked.stage)],
        universes=[(code, universe_of(code).name(lang)) for code in _with(universes, asked.universe)],
        programmes=[(code, programme_of(code).name(lang)) for code in _with(programmes, asked.programme)],
        prices=_with(["current", "constant"] if at and at.constant else ["current"], asked.prices),
        stated=bool(asking.state.said()),
    )


def pair_controls(asking: Asking, which: Which) -> Markup:
    """The years and the day of the page of two as a form, and the way to the other direction and to each alone."""
    lang, to = asking.lang, asking.to
    first, last = _ends(which.years)
    names = {code: place_of(code).name(lang) for code in (which.place, which.partner)}
    turned = Which(which.partner, which.place, which.years, which.as_of)
    return fill(
        "pair_controls.html",
        to=to,
        t=Voice("place", lang).all(),
        recipient=names[which.place],
        provider=names[which.partner],
        other=to.page(f"/place/{turned.place}/with/{turned.partner}", turned.state()),
        alone=[(to.page(f"/place/{code}"), name) for code, name in names.items()],
        first=first,
        last=last,
        day=which.as_of,
    )


def partners(asking: Asking) -> Markup:
    """The pages of the place with another, of every other with which figures passed either way."""
    kept: Lately[Markup] = asking.ledger.store.once("partners written", lambda: Lately(PLACES))
    return kept.of((asking.names["place"], asking.lang, asking.to.files), lambda: _partners(asking))


def _partners(asking: Asking) -> Markup:
    place, lang, to = asking.names["place"], asking.lang, asking.to
    here = [other for one, other in pairs_held(asking.ledger) if one == place]
    back = {other for other, one in pairs_held(asking.ledger) if one == place}.difference(here)
    others = [(f"/place/{place}/with/{other}", other) for other in here]
    others += [(f"/place/{other}/with/{place}", other) for other in back]
    named = sorted((place_of(other).name(lang), to.page(path)) for path, other in others)
    if not named:
        return NOTHING
    return fill("partners.html", t=Voice("place", lang).all(), partners=[(address, name) for name, address in named])


def _years(years: range, chosen: int) -> Markup:
    """Years to choose from; there are many, and they are written on every page of a place."""
    options = (f'<option value="{year}"{" selected" if year == chosen else ""}>{year}</option>' for year in years)
    return Markup("".join(options))  # noqa: S704  (numbers)


def _with(offered: list[str], asked: str) -> list[str]:
    return [*offered, *([asked] if asked and asked not in offered and "," not in asked else [])]


def _ends(years: str) -> tuple[int, int]:
    """The first and the last year of a window, 0 for an end that is open."""
    if not years:
        return 0, 0
    window = parse_window(years)
    return (window.first.year if window.first else 0), (window.last.year if window.last else 0)
