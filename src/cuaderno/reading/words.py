"""The words that reading knows (`words.toml`) and the sentences for its notes (`notes.toml`), loaded once and made quick to ask."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SAMPLE = 2000
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Words:
    """The table of `words.toml`: of each language its common words and months, and what undoing hyphens and notes needs."""

    common: dict[str, frozenset[str]]
    months: dict[str, dict[str, int]]
    order: dict[str, str]
    links: frozenset[str]
    ordinals: frozenset[str]
    keep_hyphen: frozenset[str]
    before_number: frozenset[str]
    page_mark: re.Pattern[str]
    telegram_page: re.Pattern[str]
    front: frozenset[str]


@cache
def words() -> Words:
    """The words, as `words.toml` has them; months by name, 1 to 12."""
    table = tomllib.loads((files("cuaderno.reading") / "words.toml").read_text(encoding="utf-8"))
    languages = table["languages"]
    return Words(
        {code: frozenset(one["common"]) for code, one in languages.items()},
        {
            code: {name: number for number, names in enumerate(one["months"], 1) for name in names}
            for code, one in languages.items()
        },
        {code: one["order"] for code, one in languages.items()},
        frozenset(link for one in languages.values() for link in one["links"]),
        frozenset(ending for one in languages.values() for ending in one["ordinals"]),
        frozenset(table["hyphens"]["keep"]),
        frozenset(table["abbreviations"]["before_number"])
        | {name for one in languages.values() for names in one["months"] for name in names},
        re.compile(table["marks"]["page"]),
        re.compile(table["marks"]["telegram_page"]),
        frozenset(table["marks"]["front"]),
    )


def language_of(text: str) -> str:
    """en or es, whichever has clearly more of its common words in the first pages of the text; "" where neither has.

    >>> language_of("La ayuda de los Estados Unidos a Colombia"), language_of("Slava Ukraini")
    ('es', '')
    """
    seen = text[:_SAMPLE].lower().split()
    counts = sorted(
        ((len([word for word in seen if word in common]), code) for code, common in words().common.items()),
        reverse=True,
    )
    (most, code), (next_most, _) = counts[:2]
    return code if most >= _LEAST and most >= 2 * next_most else ""


@cache
def _notes() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("cuaderno.reading") / "notes.toml").read_text(encoding="utf-8"))


def note_said(note: str, lang: str = "en") -> str:
    """A note of a document (`undated`, `scan_pages:3, 7`) as a sentence in English or Spanish.

    >>> note_said("scan_pages:3, 7", "es")
    'No se leyeron las páginas sin texto, que son imágenes o escaneos: 3, 7.'
    """
    code, _, detail = note.partition(":")
    return _notes()[code][lang].format(detail=detail)
