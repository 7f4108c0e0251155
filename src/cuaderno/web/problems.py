"""Errors as answers: `application/problem+json` (RFC 9457), in the words that the command line prints."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from cuaderno import errors
from cuaderno.errors import retold, say

MEDIA = "application/problem+json"
URN = "urn:cuaderno:problem:"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its name in `type`, its status, and its title in both languages."""

    name: str
    status: int
    en: str
    es: str


KINDS = {
    one.name: one
    for one in (
        Kind("question", 400, "The question is wrong", "La pregunta está mal planteada"),
        Kind("unknown-name", 404, "A name is not known", "Un nombre no se conoce"),
        Kind("no-answer", 404, "The ledger cannot answer", "El cuaderno no puede responder"),
        Kind("not-found", 404, "There is nothing at this address", "No hay nada en esta dirección"),
        Kind("method", 405, "This address does not take that method", "Esta dirección no admite ese método"),
        Kind(
            "not-acceptable", 406, "No form of the answer is acceptable", "Ninguna forma de la respuesta es aceptable"
        ),
        Kind("slow-upload", 408, "The document did not arrive in time", "El documento no llegó a tiempo"),
        Kind("too-large", 413, "The document is too large", "El documento es demasiado grande"),
        Kind("media-type", 415, "Documents of this type are not read", "Los documentos de este tipo no se leen"),
        Kind("cannot-add", 422, "This cannot be added", "Esto no se puede sumar"),
        Kind("document", 422, "The document cannot be read", "El documento no se puede leer"),
        Kind("too-many", 429, "Too many questions from this address", "Demasiadas preguntas desde esta dirección"),
        Kind("fault", 500, "Cuaderno has a fault", "Cuaderno tiene un fallo"),
        Kind("missing-part", 501, "A part of Cuaderno is not installed", "Falta instalar una parte de Cuaderno"),
        Kind("busy", 503, "Too much is being asked at once", "Se pregunta demasiado a la vez"),
        Kind("too-slow", 503, "The answer took too long", "La respuesta tardó demasiado"),
        Kind("ledger", 503, "The ledger cannot be read", "El cuaderno no se puede leer"),
    )
}
"""Every kind of problem there is."""

_OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]+)")
_COMMAND = re.compile(r"`cuaderno (total|rows|sources|commitments|history|cite|brief|overlap)\b[^`]*`")


@dataclass(eq=False)
class Problem(Exception):  # noqa: N818
    """A problem to be answered with. `near` are names that may have been meant by `text`, `more` further members of the JSON."""

    kind: str
    detail: str
    near: tuple[str, ...] = ()
    more: tuple[tuple[str, Any], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    text: str = ""

    @property
    def status(self) -> int:
        """Its status code."""
        return KINDS[self.kind].status

    def body(self, lang: str = "en") -> bytes:
        """As JSON."""
        kind = KINDS[self.kind]
        told = {
            "type": URN + kind.name,
            "title": kind.es if lang == "es" else kind.en,
            "status": kind.status,
            "detail": retold(self.detail, lang),
            "near": list(self.near),
            **dict(self.more),
        }
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")


def as_asked_here(message: str) -> str:
    """A message of the command line in the words of this interface: options are parameters, commands are addresses."""
    return _OPTION.sub(r"`\1`", _COMMAND.sub(r"/api/v1/\1", message))


def problem_of(error: Exception, lang: str = "en") -> Problem:
    """The problem of an error. Of what nobody foresaw nothing is told but that it happened."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, errors.CannotAdd):
        return Problem(
            "cannot-add", as_asked_here(error.told(lang)), more=(("rule", error.rule), *_instead(error, lang))
        )
    if isinstance(error, errors.UnknownName):
        return Problem("unknown-name", as_asked_here(error.told(lang)), near=error.near, text=error.text)
    for kind, name in _OF:
        if isinstance(error, kind):
            return Problem(name, as_asked_here(error.told(lang)))
    return _of_the_engine(error, lang) or Problem("fault", say("fault", lang))


_OF = (
    (errors.QuestionError, "question"),
    (errors.NoAnswer, "no-answer"),
    (errors.ReadingError, "document"),
    (errors.FetchError, "document"),
    (errors.LedgerError, "ledger"),
    (errors.SourceError, "ledger"),
    (errors.CuadernoError, "missing-part"),
)


def _instead(error: errors.CannotAdd, lang: str) -> tuple[tuple[str, str], ...]:
    from cuaderno.statements.measures import all_rules

    asks = (one.ask(lang) for one in all_rules() if one.id == error.rule)
    found = next((ask for ask in asks if error.message.endswith(ask)), "")
    return (("ask", as_asked_here(found)),) if found else ()


def _of_the_engine(error: Exception, lang: str) -> Problem | None:
    import duckdb

    from cuaderno.web.workers import Busy, TooSlow

    if isinstance(error, Busy):
        return busy(lang)
    if isinstance(error, TooSlow | duckdb.InterruptException):
        return Problem("too-slow", say("too_slow", lang), headers=(("retry-after", "5"),))
    return busy(lang) if isinstance(error, duckdb.OutOfMemoryException) else None


def busy(lang: str = "en") -> Problem:
    """Too much is asked at once."""
    return Problem("busy", say("busy", lang), headers=(("retry-after", "2"),))
