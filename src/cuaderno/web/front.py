"""The front of the application: pages and questions are answered here, and only what is left over goes through all of FastAPI's layers.

A layer costs little once; but a request passes a dozen of them, and a quick answer takes no longer to make.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from cuaderno.web.api.quick import Quick, quick
from cuaderno.web.pages.routing import Under

Refused = Callable[[Request, Exception], Awaitable[Response]]


class Front:
    """`pages` are the routes of each language, `questions` those of the API under `prefix`. Errors of the kinds `refusing` become
    answers by `refused`."""

    def __init__(
        self,
        app: ASGIApp,
        pages: Iterable[Under],
        questions: Iterable[APIRoute],
        prefix: str,
        refusing: tuple[type[Exception], ...],
        refused: Refused,
    ) -> None:
        self._app = app
        self._pages = {f"{one.folder}/": one for one in pages}
        self._refusing, self._refused = refusing, refused
        self._plain: dict[str, Quick] = {}
        self._named: dict[str, tuple[str, Quick]] = {}
        for route in questions:
            if (way := quick(route)) is None:
                continue
            first, _, name = (prefix + route.path).partition("/{")
            if not name:
                self._plain[first] = way
            elif not set("/:") & set(name):
                self._named[first] = name[:-1], way

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "http" and scope["method"] == "GET" and (way := self._way(scope)) is not None:
            request = Request(scope, receive, send)
            try:
                response = await way(request)
            except self._refusing as error:
                response = await self._refused(request, error)
            if response is not None:
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _way(self, scope: Scope) -> Quick | None:
        path = scope["path"]
        if (under := self._pages.get(path[:4])) is not None:
            if (found := under.found(scope)) is None:
                return None
            scope.update(found)
            page: Quick = found["endpoint"]
            return page
        if (way := self._plain.get(path)) is not None:
            scope["path_params"] = {}
            return way
        first, _, value = path.rpartition("/")
        named = self._named.get(first)
        if named is None or not value:
            return None
        scope["path_params"] = {named[0]: value}
        return named[1]
