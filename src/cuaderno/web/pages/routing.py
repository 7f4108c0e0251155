"""Which route answers an address: looked for among those of its language and of the first part of its path, not among all two hundred."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

_FOUND = "cuaderno.route"


class Under(BaseRoute):
    """The routes under a folder (/en): by the first part of the path behind it, those of `others` where none begins so, and at last `rest`."""

    def __init__(
        self, folder: str, routes: Mapping[str, Iterable[Route]], others: Iterable[Route], rest: Route
    ) -> None:
        self.folder = folder
        self._routes = {first: (*some, rest) for first, some in routes.items()}
        self._others = (*others, rest)
        self._rest = rest

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The first route that takes the address, or else the first that takes it by another method."""
        path = scope["path"].removeprefix(scope.get("root_path", "")) if scope["type"] == "http" else ""
        if path != self.folder and not path.startswith(f"{self.folder}/"):
            return Match.NONE, {}
        first = path[len(self.folder) + 1 :].partition("/")[0]
        partial: tuple[Match, dict[str, Any]] = (Match.NONE, {})
        for route in self._routes.get(first, self._others):
            match, more = route.matches(scope)
            if match is Match.FULL:
                return match, {**more, _FOUND: route}
            if match is Match.PARTIAL and partial[0] is Match.NONE:
                partial = match, {**more, _FOUND: route}
        return partial

    def found(self, scope: Scope) -> dict[str, Any] | None:
        """What the route that takes a request tells of it; None where only `rest` would take it."""
        match, more = self.matches(scope)
        return dict(more) if match is Match.FULL and more[_FOUND] is not self._rest else None

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the route that was found."""
        await scope[_FOUND].handle(scope, receive, send)
