"""A question read by its own model alone; where anything is wrong FastAPI reads it again, and says what.

The description of the API, and all that is asked seldom, stay FastAPI's.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, get_origin, get_type_hints

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError

from cuaderno.ledger.question import LONGEST

Quick = Callable[[Request], Awaitable[Response | None]]
"""Answers a question; None where it has to be read by FastAPI."""


def quick(route: APIRoute) -> Quick | None:
    """The quick way of a route that answers a question of one model, `asked`, and of names in its path; None of any other."""
    model = model_of(route.endpoint)
    if model is None or route.methods != {"GET"}:
        return None
    endpoint = route.endpoint
    lists = frozenset(
        field.alias or name for name, field in model.model_fields.items() if get_origin(field.annotation) is list
    )

    async def answered(request: Request) -> Response | None:
        asked = _asked(request, model, lists)
        if asked is None or any(len(name) > LONGEST for name in request.path_params.values()):
            return None
        answer: Response = await endpoint(request=request, asked=asked, **request.path_params)
        return answer

    return answered


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


def model_of(endpoint: Callable[..., Any]) -> type[BaseModel] | None:
    """The model of the parameters that an endpoint takes as `asked`."""
    asked = get_type_hints(endpoint).get("asked")
    return asked if isinstance(asked, type) and issubclass(asked, BaseModel) else None
