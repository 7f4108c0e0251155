"""What the addresses of several pages say alike, and how their forms may say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints, model_validator

from cuaderno.products.explore.counting import is_universe
from cuaderno.web.pages.kinds import Name, State

Places = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True)]
"""Several names, one after another with commas."""


class YearsState(State):
    """The years its tables show, such as 2001-2020; a form may say them as `from` and `to`."""

    years: Name = ""

    @model_validator(mode="before")
    @classmethod
    def _one_window(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        ends = [str(given.get(name, "")).strip() for name in ("from", "to")]
        return {**given, "years": "-".join(ends)} if any(ends) and not given.get("years") else given


def either(given: Any) -> Any:
    """What an address says, with what a form calls `of` said as the universe or programme that it is, in place of any other."""
    if not isinstance(given, Mapping) or not given.get("of"):
        return given
    named = str(given["of"])
    rest = {name: value for name, value in given.items() if name not in ("of", "universe", "programme")}
    return {**rest, ("universe" if is_universe(named) else "programme"): named}
