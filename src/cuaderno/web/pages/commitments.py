"""The pages of commitments: all of them, and those of a place, as of a day."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from pydantic import Field

from cuaderno.products.explore.commitments import Ways, commitments_page, page_of
from cuaderno.products.explore.commitments_index import index_page
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Page, Paragraph, Section
from cuaderno.products.relating import narrowed
from cuaderno.products.visiting import places_related
from cuaderno.statements.places import find_place
from cuaderno.statements.places import place as place_of
from cuaderno.statements.relation import all_types, find_type
from cuaderno.web.pages.frame import fill
from cuaderno.web.pages.kinds import Asking, Kind, Name, Names, State, View

if TYPE_CHECKING:
    from markupsafe import Markup

    from cuaderno.ledger.ledger import Ledger


class CommitmentsState(State):
    """With whom, of which type (a code or name, several with commas), and on which day."""

    partner: Name = Field("", alias="with")
    type: Name = ""
    as_of: Name = Field("", alias="as-of")


class IndexState(CommitmentsState):
    """As of a place, which a form names beside the rest."""

    place: Name = ""


def _of_place(asking: Asking) -> View:
    """The commitments of a place, as of a day."""
    place, state = asking.names["place"], asking.state
    return _view(asking, place, _page(asking, place, state), state)


def _index(asking: Asking) -> View:
    """All commitments; those of a place where the form names one."""
    state: IndexState = asking.state
    if state.place:
        place = find_place(state.place).code
        return _view(asking, place, _page(asking, place, state), state)
    to = asking.to

    def of_one_type(code: str, kind: str) -> str:
        return "" if to.files else to.page(f"/commitments/{code}", {"type": kind})

    return _view(asking, "", index_page(asking.ledger, asking.lang, of_one_type, state.as_of), state)


def _page(asking: Asking, place: str, state: CommitmentsState) -> Page:
    lang = asking.lang
    types = tuple(dict.fromkeys(find_type(name, lang).code for name in state.type.split(",") if name.strip()))
    found = narrowed(asking.ledger, place, partner=state.partner, types=types, as_of=state.as_of)
    if found is None:
        voice = Voice("commitments", lang)
        why = Section(
            "none", voice.word("none_title"), (Paragraph(voice.say("none", place=place_of(place).name(lang))),)
        )
        return page_of(asking.ledger, lang, (), title=place_of(place).name(lang), subtitle=(), deck=(), sections=(why,))
    asked = {"type": ",".join(types), "with": found.partner.code if found.partner else "", "as-of": state.as_of}
    given = {name: value for name, value in asked.items() if value}
    options = [f"--{name} {shlex.quote(value)}" for name, value in given.items()]
    ways = Ways(
        " ".join(["cuaderno commitments", place, *options]),
        asking.to.api(f"commitments/{quote(place, safe='')}", urlencode(given)),
    )
    return commitments_page(asking.ledger, found, lang, ways, narrow=bool(types))


def _view(asking: Asking, place: str, page: Page, state: CommitmentsState) -> View:
    top = _controls(asking, place, state)
    return View(f"{page.title}: {page.kicker}" if place else page.kicker, page, top=top, styles=("commitments.css",))


def _controls(asking: Asking, place: str, state: CommitmentsState) -> Markup:
    lang = asking.lang
    types = all_types()
    chosen = {find_type(name, lang).code for name in state.type.split(",") if name.strip()}
    told = sorted((place_of(code).name(lang) for code in places_related(asking.ledger.store)), key=str.casefold)
    given: dict[str, Any] = {
        "t": Voice("commitments", lang).all(),
        "to": asking.to,
        "place": place_of(place).name(lang) if place else "",
        "partner": place_of(find_place(state.partner).code).name(lang) if state.partner else "",
        "types": [
            (kind, [(one.code, one.name(lang)) for one in types if one.kind == kind])
            for kind in ("commitment", "event")
        ],
        "chosen": chosen,
        "as_of": state.as_of,
        "told": told,
    }
    return fill("commitments_controls.html", **given)


def _settle(names: Names) -> Names:
    return {"place": find_place(names["place"]).code}


def _every(ledger: Ledger) -> Iterable[Names]:
    return [{"place": code} for code in places_related(ledger.store)]


COMMITMENTS = Kind("commitments", "/commitments", _index, IndexState, nav="commitments")
COMMITMENTS_OF = Kind(
    "timeline", "/commitments/{place}", _of_place, CommitmentsState, _settle, _every, nav="commitments"
)
