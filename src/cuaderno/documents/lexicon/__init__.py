"""The words, one folder of tables for each language, and the automaton that finds all of them in one pass.

A table is `[kind]` with `code = ["form", …]`. Letter case and accents are folded, so a form finds *Pentágono*, *Pentagono* and
PENTÁGONO, and then every capital of the form must be a capital in the text: `may` finds May and MAY, `May` finds no may, `US`
finds no us. Of initials that are spoken as a word (`[local.spoken_initials]`) the first alone must be one: OTAN finds la Otan. A form stands between word boundaries and is written with single blanks, `'` and `-`.

`[local.kind]` tables are never scanned for: they hold small words (of, from, to) and are asked for at a place, by
`Lexicon.local`. `[endings.word]` tables hold how words of a form end, with their accents (`Lexicon.endings`). `[without.kind]` with `forms = […]` takes names out that `statements` would bring in. Every `*.toml` of a
language's folder is read; kinds may continue in several files. The names of places (`place`) and programmes (`programme`) of
`statements` belong to both languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from cuaderno.errors import not_installed
from cuaderno.statements.places import SHARED, all_places

LANGUAGES = ("en", "es")
Hits = list[tuple[int, int, int]]
"""What the automaton gives: the number of a form, where it starts and where it ends."""


def _folding() -> bytes:
    from unicodedata import normalize

    like = {"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\xa0": " "}
    table = bytearray(range(256))
    for byte in range(256):
        char = bytes([byte]).decode("cp1252", "replace")
        plain = like.get(char) or normalize("NFKD", char.casefold())[:1]
        if char in "\t\n\r\f\v":
            table[byte] = 32
        elif plain.isascii() and (char.isalpha() or char in like):
            table[byte] = ord(plain)
    return bytes(table)


_FOLD = _folding()
_FOLD_LATIN = _FOLD[:0x80] + b"?" * 0x20 + _FOLD[0xA0:]
"""The same for a text in Latin-1, where 0x80 to 0x9F are controls and no signs."""
_SIGNS = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
"""The usual ones that Latin-1 lacks."""
_RARE = dict.fromkeys("\u2010\u2011\u2212", "-") | dict.fromkeys("\u202f\u2009\u200a\u2007", " ")
_LOST = " \ufffd "
"""A dash between blanks that a wrong encoding has lost."""
WORD = bytes(byte == 95 or chr(byte).isalnum() for byte in range(256))
"""Whether a folded byte belongs to a word."""


def fold(text: str) -> bytes:
    """One byte for each character, without case and accents; quotes and dashes plain, blanks and line ends a blank.

    >>> fold("El Pentágono’s “1.600”")
    b'el pentagono\\'s "1.600"'
    """
    if text.isascii():
        return text.encode("ascii").translate(_FOLD)
    said = text
    for sign, plain in _SIGNS.items():
        if sign in said:
            said = said.replace(sign, plain)
    try:
        return said.encode("latin-1").translate(_FOLD_LATIN)
    except UnicodeEncodeError:
        for rare, plain in _RARE.items():
            text = text.replace(rare, plain)
        text = text.replace(_LOST, " - ")
        return text.encode("cp1252", "replace").translate(_FOLD)


class Entry(NamedTuple):
    """What a form stands for, and which of its characters must be capitals."""

    kind: str
    code: str
    capitals: tuple[int, ...]


def _kind_and_code(entry: Entry) -> tuple[str, str]:
    return entry.kind, entry.code


class _Local(dict[str, dict[str, str]]):
    """The tables by kind, an empty one for a kind that a language lacks."""

    def __missing__(self, kind: str) -> dict[str, str]:
        return self.setdefault(kind, {})


class Lexicon:
    """The words of one language, ready to be found.

    `local` gives the forms of a kind that is not scanned for, folded, and their codes; an empty table where there are none.
    """

    __slots__ = ("_endings", "_kinds", "entries", "hits", "language", "local")

    def __init__(self, language: str) -> None:
        found: dict[bytes, dict[Entry, None]] = {}
        spoken = _spoken(language)
        for kind, code, form in _forms(language):
            folded = fold(form)
            small = {at for said in spoken(form) for at in range(said.start() + 1, said.end())}
            capitals = tuple(at for at, char in enumerate(form) if char.isupper() and at not in small)
            found.setdefault(folded, {})[Entry(kind, code, capitals)] = None
        self.language = language
        self.entries = tuple(tuple(sorted(entries, key=_kind_and_code)) for entries in found.values())
        self.hits: Callable[[bytes], Hits] = automaton(list(found))
        tables = {
            kind: {fold(form).decode("ascii", "replace"): code for code, forms in codes.items() for form in forms}
            for kind, codes in _tables(language, "local").items()
        }
        self._kinds = tuple(tables)
        listed = _tables(language, "endings").values()
        self._endings = {form: tuple(ends) for forms in listed for form, ends in forms.items()}
        self.local: Callable[[str], dict[str, str]] = _Local(tables).__getitem__

    def endings(self, form: str) -> tuple[str, ...]:
        """How words of a form end, as they are written; none in a language that does not tell the form by an ending."""
        return self._endings.get(form, ())

    def local_kinds(self, prefix: str) -> list[str]:
        """The kinds that are not scanned for and begin with a prefix."""
        return [kind for kind in self._kinds if kind.startswith(prefix)]


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; English for one without tables."""
    return Lexicon(language if language in LANGUAGES else "en")


def automaton(forms: list[bytes]) -> Callable[[bytes], Hits]:
    """What finds the forms in a folded text, in the order of their ends; of what is no whole word it leaves out most.

    A capital is put at the head of every word of both, so that a form is not found in the midst of a word.
    """
    try:
        from ahocorasick_rs import BytesAhoCorasick, Implementation
    except ImportError:
        raise not_installed("Finding claims in a document", "documents") from None
    built = BytesAhoCorasick([form.title() for form in forms], implementation=Implementation.ContiguousNFA)
    find = built.find_matches_as_indexes
    return lambda folded: find(folded.title(), overlapping=True)


@cache
def _files(language: str) -> tuple[dict[str, Any], ...]:
    folder = resources.files("cuaderno.documents.lexicon").joinpath(language)
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8")) for name in names)


def _tables(language: str, part: str) -> dict[str, dict[str, list[str]]]:
    merged: dict[str, dict[str, list[str]]] = {}
    for file in _files(language):
        for kind, codes in file.get(part, {}).items():
            for code, forms in codes.items():
                merged.setdefault(kind, {}).setdefault(code, []).extend(forms)
    return merged


def _spoken(language: str) -> Callable[[str], Iterator[re.Match[str]]]:
    """What finds in a form the initials that are spoken as a word, of which a newspaper capitalises the first alone: Nato, la Otan."""
    listed = _tables(language, "local").get("spoken_initials", {}).values()
    names = "|".join(re.escape(name) for names in listed for name in names)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)").finditer


def _forms(language: str) -> Iterator[tuple[str, str, str]]:
    for file in _files(language):
        for kind, codes in file.items():
            if kind not in ("local", "without", "endings"):
                for code, forms in codes.items():
                    yield from ((kind, code, form) for form in forms)
    without = {kind: set(codes.get("forms", ())) for kind, codes in _tables(language, "without").items()}
    for kind, code, form in (*_places(), *_programmes()):
        if form not in without.get(kind, ()):
            yield kind, code, form


def _places() -> Iterator[tuple[str, str, str]]:
    for each in all_places():
        names = (each.name_en, each.name_es, *each.aliases)
        for name in (*names, each.code) if each.kind == "organisation" and each.code.isalpha() else names:
            if name and not name.startswith(SHARED) and each.kind in ("territory", "former", "organisation"):
                yield "place", each.code, name


def _programmes() -> Iterator[tuple[str, str, str]]:
    from cuaderno.statements.programmes import all_programmes

    for each in all_programmes():
        for name in (each.code, each.name_en.partition(" (")[0], each.name_es.partition(" (")[0], *each.also):
            if not name.replace("-", "").isdigit() and (name != each.code or name.isalpha() or "-" in name):
                yield "programme", each.code, name
