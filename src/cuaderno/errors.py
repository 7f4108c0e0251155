"""Every error a user can meet: one root, a readable paragraph in each language, and where in which file it arose.

What a question can meet stands in `errors.toml` in every language; what only somebody who takes a file in can meet is in English.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


class Said(str):
    """A sentence of `errors.toml`, as text in the language it was first said in, that can be said in another one too."""

    key: str
    words: dict[str, object]


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("cuaderno") / "errors.toml").read_text(encoding="utf-8"))


def say(key: str, lang: str = "en", /, **words: object) -> Said:
    """A sentence of the table, filled in. A word that is a function of the language is asked for in it.

    >>> say("no_method", path="/api/v1/total")
    '/api/v1/total does not take this method. OPTIONS tells which it takes.'
    """
    said = Said(_table()[key][lang].format(**{name: _word(one, lang) for name, one in words.items()}))
    said.key, said.words = key, words
    return said


def retold(text: str, lang: str) -> str:
    """A sentence in a language; as it is, where it was said in one alone."""
    return say(text.key, lang, **text.words) if isinstance(text, Said) else text


def _word(one: object, lang: str) -> object:
    if isinstance(one, str):
        return retold(one, lang)
    if isinstance(one, int):
        return f"{one:,}".replace(",", "." if lang == "es" else ",")
    return one(lang) if callable(one) else one


class CuadernoError(Exception):
    """The root. `message` is one paragraph that says what is wrong and what to do about it.

    `source`, `snapshot` and `locator` name the published place the error speaks of, where there is one.
    """

    exit_code = 2

    def __init__(
        self, message: str, *, source: str | None = None, snapshot: str | None = None, locator: str | None = None
    ) -> None:
        self.message = message
        self.source = source
        self.snapshot = snapshot
        self.locator = locator
        super().__init__(message)

    def __str__(self) -> str:
        return self._placed(self.message)

    def told(self, lang: str) -> str:
        """The message in a language, with the published place it speaks of."""
        return self._placed(retold(self.message, lang))

    def _placed(self, message: str) -> str:
        place = " ".join(part for part in (self.source, self.snapshot, self.locator) if part)
        return f"{message} ({place})" if place else message


class QuestionError(CuadernoError):
    """The question is wrong: a word that is not known, a year that is not one, filters that exclude each other."""


class CannotAdd(QuestionError):  # noqa: N818  (it reads as the sentence it is)
    """What was asked for must not be added; `rule` names the rule of `measures.toml` that forbids it."""

    def __init__(self, message: str, *, rule: str) -> None:
        self.rule = rule
        super().__init__(message)


class UnknownName(QuestionError):  # noqa: N818
    """A name that no table knows: `text` as it was given, and in `near` the nearest ones."""

    def __init__(self, message: str, *, near: tuple[str, ...] = (), source: str | None = None, text: str = "") -> None:
        self.near = near
        self.text = text
        super().__init__(message, source=source)


class NoAnswer(CuadernoError):  # noqa: N818
    """The question is a good one and the ledger cannot answer it."""

    exit_code = 1


class ReadingError(CuadernoError):
    """A published file is not what its card says: wrong file, wrong columns, broken bytes, a value that is no value."""


class SourceError(CuadernoError):
    """A source folder contradicts itself: a card, a name table, a correction that no longer applies."""


class FetchError(CuadernoError):
    """A publisher's address did not give the file."""


class LedgerError(CuadernoError):
    """The ledger on disk cannot be read or written."""


def not_installed(need: str, extra: str) -> CuadernoError:
    """The error for a library that an extra of the package brings: `need` says what wants it, as a whole sentence's beginning."""
    return CuadernoError(f"{need} needs a library that is not installed. Install it: pip install 'cuaderno[{extra}]'")
