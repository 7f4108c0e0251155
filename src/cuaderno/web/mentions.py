"""The places and programmes that a sentence names: a reader asks as one asks people, "how much did the US give Ukraine?"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from cuaderno.statements.places import name_key
from cuaderno.web.search import Index, places_index, programmes_index

MOST_WORDS = 8
"""No name has more words."""

SHORT = 3
"""A place's name of so many letters or fewer is a word of its own too ("can", "are", "us"): it is meant where it stands in capitals."""

LONGEST = 60
"""Of a longer sentence so many words are read."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def mentions(text: str) -> dict[str, list[str]]:
    """The codes by kind (place, programme), in the order of the sentence; of two names that overlap the longer one.

    >>> mentions("how much did the US give Ukraine?")
    {'place': ['USA', 'UKR'], 'programme': []}
    """
    return {kind: _of(text, kind, index) for kind, index in (("place", places_index), ("programme", programmes_index))}


def _of(text: str, kind: str, index: Callable[[], Index]) -> list[str]:
    words, known = _WORD.findall(text)[:LONGEST], _codes(index)
    found: list[str] = []
    at = 0
    while at < len(words):
        for count in range(min(MOST_WORDS, len(words) - at), 0, -1):
            said = " ".join(words[at : at + count])
            code = known.get(name_key(said), "")
            if code and (kind != "place" or len(said) > SHORT or said.isupper()):
                found.append(code)
                at += count
                break
        else:
            at += 1
    return list(dict.fromkeys(found))


@cache
def _codes(index: Callable[[], Index]) -> dict[str, str]:
    """The code of every name that only one thing has."""
    named: dict[str, set[str]] = {}
    for code, key in zip(index().codes, index().keys, strict=True):
        named.setdefault(key, set()).add(code)
    return {key: next(iter(codes)) for key, codes in named.items() if len(codes) == 1 and key}
