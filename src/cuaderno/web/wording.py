"""Texts found by their words: begun, misspelt, in any order, with or without accents. Made once, asked in a millisecond."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ALIKE = 76.0
"""A word that is less like the one sought, of 100, is not meant by it."""

FEWEST = 4
"""A word of fewer letters is like too many others to be a misspelling of one."""

RARE = 2
"""What is the beginning of no more words than these may be a misspelling of another."""

MOST = 10
"""Of a longer question the first words are sought."""

EMPTY = frozenset(
    "a al an and de del el en for in la las los of on or para por the to un una with y".split()  # noqa: SIM905
)
"""Words that tell nothing where there are others."""

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters without accents.

    >>> words_of("Operación «Ocean Shield», 2015")
    ['operacion', 'ocean', 'shield', '2015']
    """
    if text.isascii():
        return _WORD.findall(text.lower())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(one for one in plain if not unicodedata.combining(one)))


@dataclass(frozen=True, slots=True)
class Match:
    """A text that was found, by its place among all; `share` is how much of what was sought it holds as written, of 1."""

    at: int
    share: float


class Wordings:
    """Texts in the order of their weight, the weightiest first."""

    def __init__(self, texts: Iterable[str]) -> None:
        stands: dict[str, array[int]] = {}
        for at, text in enumerate(texts):
            for word in dict.fromkeys(words_of(text)):
                stands.setdefault(word, array("I")).append(at)
        self._words = sorted(stands)
        self._stands = [stands[word] for word in self._words]

    def find(self, text: str, limit: int) -> tuple[list[Match], int]:
        """The texts that hold every word of a text, begun or nearly so: the best, and how many there are in all."""
        sought = _sought(text)
        if not sought:
            return [], 0
        whole: dict[int, int] = {}
        common: set[int] | None = None
        for word in sought:
            exact, alike = self._holding(word)
            for at in exact:
                whole[at] = whole.get(at, 0) + 1
            common = alike if common is None else common & alike
            if not common:
                return [], 0
        found = sorted(common or (), key=lambda at: (-whole.get(at, 0), at))
        return [Match(at, whole.get(at, 0) / len(sought)) for at in found[:limit]], len(found)

    def _holding(self, word: str) -> tuple[Sequence[int], set[int]]:
        """The texts that hold a word, and those that hold it or what begins with it, or, where that is rare, what is much like it."""
        at = bisect_left(self._words, word)
        exact: Sequence[int] = self._stands[at] if at < len(self._words) and self._words[at] == word else ()
        held, first = set(exact), at
        while at < len(self._words) and self._words[at].startswith(word):
            held.update(self._stands[at])
            at += 1
        if exact or at - first > RARE or len(word) < FEWEST or word.isdigit():
            return exact, held
        for near in self._near(word):
            held.update(self._stands[near])
        return exact, held

    def _near(self, word: str) -> list[int]:
        from rapidfuzz import fuzz, process

        found = process.extract(word, self._words, scorer=fuzz.ratio, limit=6, score_cutoff=ALIKE)
        best = found[0][1] if found else 0.0
        return [at for _, score, at in found if score >= best - 6]


def _sought(text: str) -> list[str]:
    words = list(dict.fromkeys(words_of(text)))
    telling = [word for word in words if word not in EMPTY]
    return (telling or words)[:MOST]
