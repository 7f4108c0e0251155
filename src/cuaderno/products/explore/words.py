"""The words of the explorer: one table for each kind of page in `locale/`, both languages side by side."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from cuaderno.products.page import Span, Spans

_PLACES = re.compile(r"\{(\w+)\}")


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    """The words of one kind of page, by key and language. Raises FileNotFoundError for a table there is none of."""
    return tomllib.loads((files("cuaderno.products.explore") / "locale" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _all(name: str, lang: str) -> dict[str, str]:
    return {key: said[lang] for key, said in table(name).items()}


class Voice:
    """Says the words of one table in one language.

    >>> Voice("frame", "es").word("language")
    'English'
    """

    def __init__(self, name: str, lang: str) -> None:
        self.name = name
        self.lang = lang
        self._words = table(name)

    def word(self, key: str, **parts: object) -> str:
        """A word or sentence, filled in."""
        said = self._words[key][self.lang]
        return said.format(**parts) if parts else said

    def say(self, key: str, **parts: str | Span | Spans) -> Spans:
        """A sentence with its places filled by text or spans."""
        found: list[Span] = []
        for number, piece in enumerate(_PLACES.split(self._words[key][self.lang])):
            filling = parts[piece] if number % 2 else piece
            if isinstance(filling, str):
                found += [Span("text", filling)] if filling else []
            else:
                found += [filling] if isinstance(filling, Span) else filling
        return tuple(found)

    def all(self) -> dict[str, str]:
        """Every word by its key, unfilled, as a template takes them."""
        return dict(_all(self.name, self.lang))
