"""From a question to an HTTP answer: its form, its ETag, its page, all of it in a thread that may be stopped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import Request, Response

from cuaderno import __version__
from cuaderno.web.api.forms import HTML, MEDIA, PARQUET, TABLES, Answer, chosen
from cuaderno.web.kept import Cells, Kept, Written
from cuaderno.web.squeezing import SQUEEZED, squeezed

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.ledger.manifest import Manifest
    from cuaderno.web.apart import Apart
    from cuaderno.web.checker import Checkers
    from cuaderno.web.settings import Settings
    from cuaderno.web.workers import Workers

FRESH = "public, no-cache"
"""May be kept by anybody, and asked after with its ETag before it is used again: a newer edition is never hidden."""

_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


@dataclass(frozen=True, slots=True)
class LongJob:
    """What is written in the process beside: `which` tells it what, the others how it is sent."""

    which: Any
    form: str
    squeezing: bool


@dataclass(frozen=True, slots=True)
class Room:
    """What every question finds in the application's state."""

    ledger: Ledger
    workers: Workers
    checkers: Checkers
    settings: Settings
    edition: str
    kept: Kept
    cells: Cells
    apart: Apart[LongJob, Written] | None = None


def room_of(request: Request) -> Room:
    """The room of the application."""
    room: Room = request.app.state.room
    return room


def edition_of(manifest: Manifest) -> str:
    """A hash of what the ledger holds, and of the version that answers."""
    said = [
        __version__,
        *sorted(manifest.sources),
        *(f"{one.sha256} {one.source} {one.series}" for one in manifest.snapshots),
    ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


async def answer(
    request: Request,
    asked_form: str | None,
    make: Callable[[Ledger], Answer],
    *,
    also: str = "",
    steady: bool = True,
    short: bool = False,
) -> Response:
    """Answer a question by a table or by JSON. `also` tells apart what the address does not say; an answer that is not `steady`
    may change while the ledger does not, and is asked anew. A `short` one takes a few milliseconds where it is held in memory."""

    def written(ledger: Ledger, form: str) -> tuple[bytes, str]:
        made = make(ledger)
        return made.form(form), made.next

    return await answer_in(request, TABLES, asked_form, written, also=also, steady=steady, short=short)


async def answer_in(
    request: Request,
    forms: Sequence[str],
    asked_form: str | None,
    write: Callable[[Ledger, str], tuple[bytes, str]],
    *,
    also: str = "",
    steady: bool = True,
    own: Mapping[str, str] | None = None,
    long: object = None,
    short: bool = False,
) -> Response:
    """Answer a question in one of several forms. `write` gives the bytes and the cursor of the next page; `own` are further headers;
    what is `long` is written in the process beside, where there is one that takes it, from what tells it which; what is `short`, at once."""
    room = room_of(request)
    form = chosen(forms, asked_form, request.headers.get("accept", ""))
    etag = _etag(request, room, form, also)
    headers = {"vary": "Accept, Accept-Encoding", "cache-control": FRESH if steady else "no-store"}
    if steady:
        headers["etag"] = etag
        if _known(request.headers.get("if-none-match", ""), etag):
            return Response(status_code=304, headers=headers)
    squeezing = _takes_gzip(request)
    name = (etag, squeezing)
    made = room.kept.get(name) if steady else None
    if made is None:
        if long is not None and room.apart is not None:
            made = await room.apart.do(LongJob(long, form, squeezing))

        def sent() -> Written:
            return as_sent(*write(room.ledger, form), form, squeezing=squeezing)

        if short and form != PARQUET:
            made = room.workers.at_once(sent)
        if made is None:
            made = await room.workers.run(sent)
        if steady:
            room.kept.keep(name, made)
    if link := _links(request, made.next):
        headers["link"] = link
    return Response(made.body, headers={**headers, **made.headers, "content-type": MEDIA[form], **(own or {})})


def as_sent(body: bytes, following: str, form: str, *, squeezing: bool) -> Written:
    """An answer ready to be sent, with the policy that a page names for itself."""
    headers = {}
    if form == HTML and (policy := _META.search(body[:8192])):
        headers["content-security-policy"] = f"{policy[1].decode()}; frame-ancestors 'none'"
    if squeezing and len(body) > SQUEEZED:
        body = squeezed(body)
        headers["content-encoding"] = "gzip"
    return Written(body, headers, following)


def _etag(request: Request, room: Room, form: str, also: str) -> str:
    pairs = sorted(request.query_params.multi_items())
    said = repr((room.edition, request.url.path, pairs, form, also))
    return f'W/"{hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:24]}"'


def _known(given: str, etag: str) -> bool:
    """Whether If-None-Match names the answer (RFC 9110, 13.1.2)."""
    names = {one.strip().removeprefix("W/") for one in given.split(",")[:64]}
    return "*" in names or etag.removeprefix("W/") in names


def _takes_gzip(request: Request) -> bool:
    given = [one.replace(" ", "").lower() for one in request.headers.get("accept-encoding", "").split(",")[:16]]
    return any(one.partition(";")[0] == "gzip" and not re.fullmatch(r"gzip;q=0(\.0*)?", one) for one in given)


def _links(request: Request, following: str) -> str:
    """The pages beside this one (RFC 8288)."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    links = []
    if following:
        links.append(_link(request, [*kept, ("cursor", following)], "next"))
    if "cursor" in request.query_params:
        links.append(_link(request, kept, "first"))
    return ", ".join(links)


def _link(request: Request, pairs: list[tuple[str, str]], relation: str) -> str:
    query = "&".join(
        f"{quote(name, safe='', errors='replace')}={quote(value, safe='', errors='replace')}" for name, value in pairs
    )
    return f'<{quote(request.url.path)}{"?" if query else ""}{query}>; rel="{relation}"'
