"""What there is to ask about: places and programmes, by name or nearly so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from cuaderno.products import plain
from cuaderno.statements.places import all_places, place
from cuaderno.statements.programmes import all_programmes, programme
from cuaderno.web.api.answering import answer
from cuaderno.web.api.asking import SearchAsked
from cuaderno.web.api.describing import documented
from cuaderno.web.api.forms import Answer
from cuaderno.web.search import Found, Index, places_index, programmes_index, search

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

router = APIRouter(tags=["names"])


@router.get("/places", **documented("places", "Places"))
async def places(request: Request, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Search places by name or code, in English and Spanish, misspelt or begun; without `q`, all of them."""
    return await _named(request, asked, "places", places_index, _place, [one.code for one in all_places()])


@router.get("/programmes", **documented("programmes", "Programmes"))
async def programmes(request: Request, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Search programmes by name or code, in English and Spanish, misspelt or begun; without `q`, all of them."""
    listed = [one.code for one in all_programmes()]
    return await _named(request, asked, "programmes", programmes_index, _programme, listed)


async def _named(
    request: Request,
    asked: SearchAsked,
    what: str,
    index: Callable[[], Index],
    told: Callable[[str], dict[str, Any]],
    every: list[str],
) -> Response:
    def make(_: Ledger) -> Answer:
        found = search(asked.q, index(), asked.limit) if asked.q else tuple(Found(code, "", 100.0) for code in every)
        listed = [{**told(one.code), "found": one.name, "score": one.score} for one in found]
        return Answer(lambda: {"format": plain.FORMAT, "q": asked.q, what: listed}, lambda: map(_flat, listed))

    return await answer(request, asked.format, make, short=True)


def _place(code: str) -> dict[str, Any]:
    one = place(code)
    return {"code": one.code, "kind": one.kind, "iso2": one.iso2, "name": {"en": one.name_en, "es": one.name_es}}


def _programme(code: str) -> dict[str, Any]:
    one = programme(code)
    return {
        "code": one.code,
        "kind": one.kind,
        "name": {"en": one.name_en, "es": one.name_es},
        "parent": one.parent,
        "first_year": one.first_year,
        "last_year": one.last_year,
        "figures": {"en": one.figures_en, "es": one.figures_es},
        "unverified": list(one.unverified),
    }


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Texts in two languages as two columns."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{lang}": text for lang, text in value.items()}
        else:
            flat[name] = value
    return flat
