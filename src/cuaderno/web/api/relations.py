"""Questions about relations, labels and thresholds: commitments, overlap, umbrella, thresholds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath

from cuaderno.errors import QuestionError, say
from cuaderno.ledger.overlap import overlap as set_beside
from cuaderno.ledger.umbrellas import read_umbrella
from cuaderno.products import commitments as commitment_words
from cuaderno.products import overlaps, plain, umbrellas
from cuaderno.statements.programmes import find_programme
from cuaderno.statements.thresholds import thresholds_on
from cuaderno.web.api.answering import answer
from cuaderno.web.api.asking import CommitmentsAsked, OverlapAsked, ThresholdsAsked, UmbrellaAsked
from cuaderno.web.api.describing import documented
from cuaderno.web.api.forms import Answer, fields_of

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

router = APIRouter(tags=["relations"])

PlaceName = Annotated[
    str,
    InPath(description="A place: its name in English or Spanish, or its code.", max_length=200, examples=["COL"]),
]


@router.get("/commitments/{place}", **documented("commitments", "Commitments"))
async def commitments(request: Request, place: PlaceName, asked: Annotated[CommitmentsAsked, Query()]) -> Response:
    """List the commitments of a place: agreements, designations, memberships, missions, and what each is worth on a day."""

    def make(ledger: Ledger) -> Answer:
        found = ledger.commitments(place, kind=asked.type, partner=asked.partner, as_of=asked.as_of, lang=asked.lang)
        return Answer(
            lambda: {"format": plain.FORMAT, **commitment_words.commitments_json(found)},
            lambda: commitment_words.commitments_rows(found),
        )

    return await answer(request, asked.format, make, short=True)


@router.get("/overlap/{place}", **documented("overlap", "Overlap"))
async def overlap(request: Request, place: PlaceName, asked: Annotated[OverlapAsked, Query()]) -> Response:
    """Set side by side what two publishers say of one thing about a place, with how the two stand to each other and why."""

    def make(ledger: Ledger) -> Answer:
        found = set_beside(ledger.store, place, years=asked.years, lang=asked.lang)
        return Answer(
            lambda: {"format": plain.FORMAT, **overlaps.overlap_json(found)},
            lambda: overlaps.overlap_rows(found, asked.lang),
        )

    return await answer(request, asked.format, make)


@router.get("/umbrella/{name}", **documented("umbrella", "UmbrellaAnswer"))
async def umbrella(
    request: Request,
    name: Annotated[
        str, InPath(description="A label: Plan Colombia, Mérida …", max_length=200, examples=["Plan Colombia"])
    ],
    asked: Annotated[UmbrellaAsked, Query()],
) -> Response:
    """What a label amounts to in each of its readings, side by side and never added."""
    if asked.years == "":
        raise QuestionError(say("years_empty", example="FY2000-FY2005"))

    def make(ledger: Ledger) -> Answer:
        found = read_umbrella(
            ledger.store, name, recipient=asked.recipient, stage=asked.stage, years=asked.years, source=asked.source,
            lang=asked.lang,
        )  # fmt: skip
        return Answer(lambda: {"format": plain.FORMAT, **fields_of(found)}, lambda: umbrellas.umbrella_rows(found))

    return await answer(request, asked.format, make)


@router.get("/thresholds", **documented("thresholds", "Thresholds"))
async def thresholds(request: Request, asked: Annotated[ThresholdsAsked, Query()]) -> Response:
    """From what value on Congress is told of a transfer, and how long before, as of a day."""
    day = as_day(asked.as_of) or datetime.now(UTC).date()

    def make(_: Ledger) -> Answer:
        found = thresholds_on(day, channel=find_programme(asked.channel, asked.lang).code if asked.channel else "")
        listed = list(umbrellas.threshold_rows(found))
        return Answer(lambda: {"format": plain.FORMAT, "as_of": day.isoformat(), "thresholds": listed}, lambda: listed)

    return await answer(request, asked.format, make, also=day.isoformat())


def as_day(text: str) -> date | None:
    """A day as written 2015-01-01; None of "". Raises QuestionError."""
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        raise QuestionError(say("not_a_day", text=text, example="2023-09-29")) from None
