"""The application: one ledger, the REST API and the pages, behind one guard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import cache
from typing import Any, get_origin

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Match

from cuaderno import __version__
from cuaderno.errors import CuadernoError, say
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.rows_around import prepare
from cuaderno.web.apart import Apart
from cuaderno.web.api import figures, names, papers, relations
from cuaderno.web.api.answering import LongJob, Room, edition_of
from cuaderno.web.api.describing import TITLE, describe
from cuaderno.web.api.quick import model_of
from cuaderno.web.checker import Checkers
from cuaderno.web.finding import find
from cuaderno.web.front import Front
from cuaderno.web.guard import Guard, Scope, language_of
from cuaderno.web.kept import Cells, Kept, Written
from cuaderno.web.pages import assets
from cuaderno.web.pages.check import posting
from cuaderno.web.pages.home import warm_home
from cuaderno.web.pages.routes import Pages
from cuaderno.web.pages.routing import Under
from cuaderno.web.pages.search import routes as suggesting
from cuaderno.web.pages.site import KINDS
from cuaderno.web.parameters import wrong
from cuaderno.web.problems import MEDIA, Problem, problem_of
from cuaderno.web.settings import Settings
from cuaderno.web.shared import SharedStore
from cuaderno.web.workers import Workers
from cuaderno.web.writing import warm_briefs

V1 = "/api/v1"
LOG = logging.getLogger("cuaderno.web")
WARMING = 600.0
"""Seconds in which what is held for pages is made; who asks meanwhile waits for it."""

REFUSED = (CuadernoError, Problem, HTTPException, RequestValidationError)
"""Errors that say what a reader can do."""


def make_app(
    ledger: Ledger, *, settings: Settings | None = None, apart: Apart[LongJob, Written] | None = None
) -> FastAPI:
    """The application that answers from an open ledger, best a warm one; long pages are written in the process `apart`, if there is one.

    It shares the ledger's memory and asks through connections of its own. Its threads end with its lifespan, or by
    `app.state.room.workers.close()`.
    """
    chosen = settings or Settings()
    store = SharedStore(ledger.store, reopen=chosen.reopen)
    workers = Workers(store, threads=chosen.threads, waiting=chosen.waiting, seconds=chosen.seconds)
    app = FastAPI(
        title=TITLE, version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan,
        redirect_slashes=False,
    )  # fmt: skip
    shared = Ledger(store)
    cells = Cells(shared.cells, most=0) if store.holds_columns else Cells(shared.cells)
    app.state.room = Room(
        shared, workers, Checkers(chosen), chosen, edition_of(store.manifest), Kept(chosen.kept), cells, apart
    )
    pages, questions = Pages(KINDS).routes(), [module.router for module in (figures, relations, names, papers)]
    app.router.routes += [*posting(KINDS), *suggesting, *pages]
    for router in questions:
        app.include_router(router, prefix=V1, dependencies=[Depends(_once)])
    app.router.routes += assets.routes
    _describe(app)
    for kind in REFUSED:
        app.add_exception_handler(kind, _refused)
    app.add_middleware(
        Front,
        pages=[one for one in pages if isinstance(one, Under)],
        questions=[one for router in questions for one in router.routes if isinstance(one, APIRoute)],
        prefix=V1,
        refusing=REFUSED,
        refused=_refused,
    )
    app.add_middleware(Guard, settings=chosen, methods=lambda scope: _methods(app, scope), failed=_failed)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    room: Room = app.state.room
    warming = asyncio.create_task(_warm(room)) if room.ledger.store.warm else None
    yield
    if warming is not None:
        warming.cancel()
    room.workers.close()
    if room.apart is not None:
        room.apart.close()
    await room.checkers.close()


async def _warm(room: Room) -> None:
    """Have ready what the first reader would wait for."""

    def written() -> None:
        warm_home(room.ledger)
        if room.apart is None:  # else the process beside has made them ready for itself
            warm_briefs(room.ledger)
        find(room.ledger, "warm", "en")
        prepare(room.ledger.store)

    room.workers.patience = WARMING
    with suppress(Exception):
        await room.workers.run(written, WARMING)
    room.workers.patience = 0.0


def _describe(app: FastAPI) -> None:
    @cache
    def told() -> dict[str, Any]:
        return describe(app)

    app.openapi = told  # type: ignore[method-assign]

    @app.get(f"{V1}/openapi.json", include_in_schema=False)
    async def openapi(request: Request) -> Response:
        from cuaderno.web.api.answering import answer_in
        from cuaderno.web.api.forms import JSON, as_bytes

        return await answer_in(request, (JSON,), None, lambda _, __: (as_bytes(told()), ""))


def _methods(app: FastAPI, scope: Scope) -> tuple[str, ...]:
    """Which methods an address takes."""
    found: list[str] = []
    for method, named in (("GET", ("GET", "HEAD")), ("POST", ("POST",))):
        asked = {**scope, "method": method}
        if any(route.matches(asked)[0] is Match.FULL for route in app.router.routes):
            found += named
    return tuple(found)


async def _once(request: Request) -> None:
    """Refuse a parameter that is given twice and has one value."""
    pairs = request.query_params.multi_items()
    names = [name for name, _ in pairs]
    if len(set(names)) == len(names):
        return
    several = _several(request.scope["route"].endpoint)
    for name in dict.fromkeys(names):
        if names.count(name) > 1 and name not in several:
            said = say("given_often", name=name, count=names.count(name))
            raise Problem("question", said, more=(("parameter", name),))


@cache
def _several(endpoint: Callable[..., Any]) -> frozenset[str]:
    """The parameters of a question that take several values."""
    model = model_of(endpoint)
    fields = model.model_fields if model else {}
    return frozenset(field.alias or name for name, field in fields.items() if get_origin(field.annotation) is list)


@cache
def _parameters(endpoint: Callable[..., Any]) -> tuple[str, ...]:
    model = model_of(endpoint)
    return tuple(field.alias or name for name, field in model.model_fields.items()) if model else ()


async def _refused(request: Request, error: Exception) -> Response:
    lang = language_of(request.scope)
    if isinstance(error, RequestValidationError):
        problem = _wrong_parameter(request, error, lang)
    elif isinstance(error, HTTPException):
        problem = _wrong_address(error, request)
    else:
        problem = problem_of(error, lang)
    return _response(problem, lang)


def _response(problem: Problem, lang: str) -> Response:
    headers = {"cache-control": "no-store", **dict(problem.headers)}
    return Response(problem.body(lang), problem.status, headers={**headers, "content-type": MEDIA})


def _failed(error: Exception, lang: str) -> Problem:
    """The problem of an error that no handler took; the log says more of what nobody foresaw."""
    problem = problem_of(error, lang)
    if problem.kind == "fault":
        LOG.error("A request failed.", exc_info=error)
    return problem


def _wrong_address(error: HTTPException, request: Request) -> Problem:
    if error.status_code == 405:
        headers = tuple((name.lower(), value) for name, value in (error.headers or {}).items())
        return Problem("method", say("no_method", path=request.url.path[:200]), headers=headers)
    if error.status_code == 404:
        return Problem("not-found", say("nothing_at_api", path=request.url.path[:200]))
    return Problem("question", say("not_understood"))


def _wrong_parameter(request: Request, error: RequestValidationError, lang: str) -> Problem:
    """The first thing that is wrong with the parameters, and which parameters there are."""
    first = error.errors()[0]
    name = str(first["loc"][1]) if len(first["loc"]) > 1 else str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        from cuaderno.statements.programmes import nearest

        known = _parameters(request.scope["route"].endpoint)
        near = nearest(name[:200], known)
        said = say("no_parameter", name=name[:200], known=", ".join(known))
        return Problem("question", said, near, (("parameter", name),))
    return wrong(name, first, lang)
