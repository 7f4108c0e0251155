"""Every error a user can meet: one root, a readable paragraph, and where in which file it arose."""

from __future__ import annotations


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
        place = " ".join(part for part in (self.source, self.snapshot, self.locator) if part)
        return f"{self.message} ({place})" if place else self.message


class QuestionError(CuadernoError):
    """The question is wrong: a word that is not known, a year that is not one, filters that exclude each other."""


class CannotAdd(QuestionError):  # noqa: N818  (it reads as the sentence it is)
    """What was asked for must not be added; `rule` names the rule of `measures.toml` that forbids it."""

    def __init__(self, message: str, *, rule: str) -> None:
        self.rule = rule
        super().__init__(message)


class UnknownName(QuestionError):  # noqa: N818
    """A name that no table knows; `near` lists the nearest ones."""

    def __init__(self, message: str, *, near: tuple[str, ...] = (), source: str | None = None) -> None:
        self.near = near
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
