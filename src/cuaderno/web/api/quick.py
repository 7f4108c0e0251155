"""A question read by its own model alone, which takes a tenth of the time; where anything is wrong FastAPI reads it again and says what.

The description of the API stays FastAPI's: a quick route is declared as any other.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, get_origin, get_type_hints

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError

from cuaderno.ledger.question import LONGEST

Handler = Callable[[Request], Awaitable[Response]]


class QuickRoute(APIRoute):
    """A route that answers a question of one model, `asked`, and of names in its path."""

    def get_route_handler(self) -> Any:
        """The handler, with FastAPI's own behind it."""
        thorough = super().get_route_handler()
        model = _model(self.endpoint)
        if model is None or self.methods != {"GET"}:
            return thorough
        return _handler(self.endpoint, model, thorough)


def _handler(endpoint: Callable[..., Any], model: type[BaseModel], thorough: Handler) -> Handler:
    lists = frozenset(
        field.alias or name for name, field in model.model_fields.items() if get_origin(field.annotation) is list
    )

    async def handle(request: Request) -> Response:
        asked = _asked(request, model, lists)
        if asked is None or any(len(name) > LONGEST for name in request.path_params.values()):
            return await thorough(request)
        answer: Response = await endpoint(request=request, asked=asked, **request.path_params)
        return answer

    return handle


def _asked(request: Request, model: type[BaseModel], lists: frozenset[str]) -> BaseModel | None:
    """The parameters of a question; None where one is wrong, unknown, or given twice and has one value."""
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name in lists:
            given.setdefault(name, []).append(value)
        elif name in given:
            return None
        else:
            given[name] = value
    try:
        return model.model_validate(given)
    except ValidationError:
        return None


def _model(endpoint: Callable[..., Any]) -> type[BaseModel] | None:
    asked = get_type_hints(endpoint).get("asked")
    return asked if isinstance(asked, type) and issubclass(asked, BaseModel) else None
