"""The pages over HTTP: each kind in both languages, with its cells and its charts as files, and errors as pages."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from cuaderno.errors import retold
from cuaderno.products.explore.words import Voice
from cuaderno.products.lately import Lately
from cuaderno.products.page import Span, Spans
from cuaderno.products.writer import Writer
from cuaderno.web.api.answering import answer_in, room_of
from cuaderno.web.api.forms import HTML, JSON
from cuaderno.web.pages.addresses import LANGUAGES, Addresses
from cuaderno.web.pages.downloads import FORMS, download
from cuaderno.web.pages.frame import POLICY, Frame, cells_data, cells_page, charts_of, fill, framed
from cuaderno.web.pages.kinds import Asking, Kind, Names, State, View
from cuaderno.web.pages.near import corrected_links, near_links, near_path
from cuaderno.web.pages.routing import Under
from cuaderno.web.parameters import wrong
from cuaderno.web.problems import KINDS, Problem, problem_of

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.web.settings import Settings

LOG = logging.getLogger("cuaderno.web")
HEADERS = {"content-security-policy": POLICY}
VIEWS = 48
"""So many pages are kept as they were put together, for their charts and cells are asked for next."""

Handler = Callable[[Request], Awaitable[Response]]


def nav_of(kinds: Iterable[Kind], to: Addresses, here: str) -> tuple[tuple[str, str, bool], ...]:
    """The navigation: address, word, and whether the page belongs there."""
    voice = Voice("frame", to.lang)
    listed = [one for one in kinds if one.nav and "{" not in one.path]
    return tuple((to.page(one.path), voice.word(f"nav_{one.nav}"), one.nav == here) for one in listed)


def problem_page(kinds: Iterable[Kind], request: Request, lang: str, error: Exception) -> Response:
    """What went wrong, as a page that says what to do."""
    problem = problem_of(error, lang)
    if problem.kind == "fault":
        LOG.error("A page failed.", exc_info=error)
    voice = Voice("frame", lang)
    kind = KINDS[problem.kind]
    title = kind.es if lang == "es" else kind.en
    to = Addresses(lang, "")
    near = corrected_links(problem, request.url.path, request.query_params.multi_items()) or near_links(
        problem.near, to
    )
    detail = _spans(retold(problem.detail, lang))
    body = fill("problem.html", t=voice.all(), title=title, detail=detail, near=near, to=to, spans=Writer().spans)
    frame = Frame(to, {}, nav_of(kinds, to, ""), room_of(request).edition)
    headers = {**HEADERS, **dict(problem.headers), "cache-control": "no-store", "content-language": lang}
    return Response(framed(View(title, body=body), frame), problem.status, headers=headers, media_type="text/html")


def _spans(detail: str) -> Spans:
    """A sentence whose words of the interface stand between backticks."""
    pieces = enumerate(detail.split("`"))
    return tuple(Span("code" if number % 2 else "text", piece) for number, piece in pieces if piece)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page, its cells, or one of its charts as a file, in words that another process understands."""

    kind: str
    lang: str
    names: Names
    state: State
    part: str
    chart: str
    edition: str
    origin: str


class Pages:
    """Every kind of page of an application."""

    def __init__(self, kinds: tuple[Kind, ...]) -> None:
        self._kinds = kinds
        self._named = {kind.name: kind for kind in kinds}
        self._views: Lately[View] = Lately(VIEWS)

    def routes(self) -> list[BaseRoute]:
        """The addresses of all pages, and last of every language what is none."""
        found: list[BaseRoute] = [Route("/", _home)]
        for lang in LANGUAGES:
            by_first: dict[str, list[Route]] = {}
            for kind in self._kinds:
                by_first.setdefault(kind.path.lstrip("/").partition("/")[0], []).extend(self._routes(kind, lang))
            rest = Route(f"/{lang}/{{rest:path}}", self._nothing(lang))
            found.append(Under(f"/{lang}", by_first, by_first[""], rest))
        return found

    def _routes(self, kind: Kind, lang: str) -> list[Route]:
        path = f"/{lang}{kind.path}"
        parts = {"": _PAGE, "/cells": _CELLS, "/cells.json": _DATA, **{f"/{{chart}}.{form}": form for form in FORMS}}
        return [Route(f"{path}{end}", self._handled(kind, lang, part)) for end, part in parts.items()]

    def _handled(self, kind: Kind, lang: str, part: str) -> Handler:
        async def handle(request: Request) -> Response:
            try:
                return await self._answer(request, kind, lang, part)
            except Exception as error:
                return self._failed(request, lang, error)

        return handle

    async def _answer(self, request: Request, kind: Kind, lang: str, part: str) -> Response:
        given = {name: value for name, value in request.path_params.items() if name != "chart"}
        names = kind.settle(given)
        path = kind.address(names)
        if dict(names) != given:
            rest = request.url.path[len(f"/{lang}{kind.path.format(**given)}") :]
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/{lang}{quote(path, safe='/@')}{rest}{query}", 308, headers=HEADERS)
        room = room_of(request)
        state, chart = _state(kind.state, request, lang), str(request.path_params.get("chart", ""))
        origin = str(request.base_url).rstrip("/")
        wanted = Wanted(kind.name, lang, dict(names), state, part, chart, room.edition, origin)
        headers = {**HEADERS, "content-language": lang}
        if part in FORMS:
            headers |= {"content-type": FORMS[part], "content-disposition": _named(request, part)}
        form = JSON if part == _DATA else HTML
        at_hand = kind.reopens and any(one.held_at for one in room.ledger.snapshots)
        return await answer_in(
            request, (form,), form, lambda ledger, _: (self.written(wanted, ledger, room.settings), ""), also=origin,
            steady=kind.steady and not at_hand, own=headers, long=wanted if kind.long else None, short=kind.short and not at_hand,
        )  # fmt: skip

    def written(self, wanted: Wanted, ledger: Ledger, settings: Settings) -> bytes:
        """What is wanted, as bytes. Raises what making it raises, and Problem for a chart that there is not."""
        kind, names, state = self._named[wanted.kind], wanted.names, wanted.state
        to = Addresses(wanted.lang, kind.address(names))
        frame = Frame(to, state.said(), nav_of(self._kinds, to, kind.nav), wanted.edition, wanted.origin)
        asking = Asking(
            ledger, wanted.lang, names, state, to, wanted.edition, cells=wanted.part != _PAGE, settings=settings,
            origin=wanted.origin,
        )  # fmt: skip
        return _written(wanted.part, self._view(kind, asking), frame, wanted.chart)

    def _view(self, kind: Kind, asking: Asking) -> View:
        """The view; one with its cells is kept, for one part of it is asked for after the other."""
        if not asking.cells or not kind.steady or kind.reopens:
            return kind.view(asking)
        name = (kind.name, asking.lang, tuple(sorted(asking.names.items())), asking.state)
        return self._views.of(name, lambda: kind.view(asking))

    def _failed(self, request: Request, lang: str, error: Exception) -> Response:
        return problem_page(self._kinds, request, lang, error)

    def _nothing(self, lang: str) -> Handler:
        async def handle(request: Request) -> Response:
            if not request.path_params["rest"]:
                return RedirectResponse(f"/{lang}", 308, headers=HEADERS)
            detail = Voice("frame", lang).word("nothing_here", path=request.url.path[:200])
            return self._failed(request, lang, Problem("not-found", detail, near_path(request.url.path, lang)))

        return handle


_PAGE, _CELLS, _DATA = "page", "cells", "cells.json"


def _written(part: str, view: View, frame: Frame, chart: str) -> bytes:
    if part == _PAGE:
        return framed(view, frame)
    if part == _CELLS:
        return cells_page(view, frame)
    if part == _DATA:
        return cells_data(view)
    found = next((one for one in charts_of(view) if one.id == chart), None)
    if found is None or view.page is None or (found.figures is None and part in ("csv", "json")):
        raise Problem("not-found", Voice("frame", frame.to.lang).word("no_chart", chart=chart[:80]))
    return download(found, view.page, part, about(view, frame))


def about(view: View, frame: Frame) -> dict[str, str]:
    """What a downloaded chart says of where it is from."""
    return {
        "page": view.title,
        "address": frame.to.quoted(frame.origin, frame.state),
        "edition": f"Cuaderno, {Voice('frame', frame.to.lang).word('edition')} {frame.edition}",
    }


def _named(request: Request, form: str) -> str:
    parts = [str(value) for name, value in request.path_params.items() if name != "chart"]
    stem = "-".join(["cuaderno", *parts, str(request.path_params.get("chart", ""))])
    safe = "".join(one if one.isalnum() and one.isascii() else "-" for one in stem)[:100]
    return f'attachment; filename="{safe}.{form}"'


def _state(kind: type[State], request: Request, lang: str) -> State:
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if value != "":
            given[name] = f"{given[name]},{value}" if name in given else value
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        raise wrong(str(first["loc"][0]), dict(first), lang) from None


async def _home(request: Request) -> Response:
    """The first page in the reader's language."""
    lang = preferred(request.headers.get("accept-language", ""))
    named = request.query_params.get("lang", "")
    headers = {**HEADERS, "vary": "Accept-Language", "cache-control": "no-cache"}
    return RedirectResponse(f"/{named if named in LANGUAGES else lang}", 302, headers=headers)


def preferred(accepted: str) -> str:
    """The language of the pages that a reader takes best (RFC 9110, 12.5.4), English where none is."""
    best, most = LANGUAGES[0], 0.0
    for part in accepted.split(",")[:16]:
        name, _, quality = part.strip().lower().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if name[:2] in LANGUAGES and weight > most:
            best, most = name[:2], weight
    return best
