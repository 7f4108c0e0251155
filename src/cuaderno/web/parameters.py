"""What is wrong with a parameter, as a problem: in the words of this interface and in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cuaderno.errors import Said, say
from cuaderno.web.problems import Problem


def wrong(name: str, error: Mapping[str, Any], lang: str) -> Problem:
    """The problem of a parameter that does not take the value it was given, by what Pydantic tells of it."""
    near = tuple(str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ").split(", "))
    near = near if error["type"] in ("literal_error", "enum") else ()
    given = error.get("input")
    return Problem(
        "question",
        _said(name, error, near, lang),
        near,
        (("parameter", name),),
        text=given if isinstance(given, str) else "",
    )


def _said(name: str, error: Mapping[str, Any], near: tuple[str, ...], lang: str) -> Said:
    about = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return say("parameter_missing", lang, name=name)
        case "literal_error" | "enum":
            return say("parameter_choice", lang, name=name, choices=", ".join(near))
        case "greater_than_equal":
            return say("parameter_least", lang, name=name, least=about["ge"])
        case "less_than_equal":
            return say("parameter_most", lang, name=name, most=about["le"])
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return say("parameter_number", lang, name=name)
        case "bool_parsing" | "bool_type":
            return say("parameter_yes", lang, name=name)
        case "string_too_long":
            return say("parameter_long", lang, name=name, most=about["max_length"])
        case "too_long":
            return say("parameter_many", lang, name=name, most=about["max_length"])
        case _:
            return say("parameter_wrong", lang, name=name)
