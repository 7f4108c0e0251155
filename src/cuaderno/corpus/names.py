"""Finds whether a stretch of raw bytes names a party: thousands of names at once, in whatever encoding they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html.entities import html5
from unicodedata import normalize

from cuaderno.corpus.engines import automaton
from cuaderno.corpus.terms import Term, general

_WORD = bytes(byte == 95 or chr(byte).isalnum() for byte in range(128)) + bytes(128)
_AROUND, _SHORT, _STEM = 160, 3, 4
_CHUNK, _OVERLAP = 8192, 200
_BLANK = r"(?:[^A-Za-z0-9]{1,6}(?:[nrt]|nbsp;|160;|xa0;|u[0-9A-Fa-f]{4})?){1,3}[^A-Za-z0-9]{0,4}"
_NAMED = {ord(sign): name for name, sign in html5.items() if len(sign) == 1 and name.endswith(";")}


class Names:
    """Names, each found by its most telling word and then looked at as a whole."""

    def __init__(self, terms: Iterable[Term]) -> None:
        chosen = list(terms)
        often = Counter(word.casefold() for term in chosen for word in set(term.words))
        halves: tuple[dict[bytes, list[Term]], dict[bytes, list[Term]]] = ({}, {})
        for term in chosen:
            telling = min(term.words, key=lambda word: _rank(word, often[word.casefold()]))
            for literal in written(telling, term.cased):
                halves[term.cased].setdefault(literal, []).append(term)
        self._hits = [automaton(list(half)) for half in halves]
        self._alone = [[any(len(term.words) == 1 for term in terms) for terms in half.values()] for half in halves]
        self._terms = [[tuple(terms) for terms in half.values()] for half in halves]

    def any_in(self, data: bytes) -> bool:
        """Whether one of the names stands there."""
        if len(data) <= _CHUNK:
            return self._any(data)
        return any(self._any(data[max(0, start - _OVERLAP) : start + _CHUNK]) for start in range(0, len(data), _CHUNK))

    def several_in(self, data: bytes, count: int) -> bool:
        """Whether so many different names stand there, at most two; Kenya and Kenyan are not different."""
        if count < 2:
            return not count or self.any_in(data)
        found: list[bytes] = []
        for start, end in self._spans(data):
            said = data[start:end].lower()
            if any(_different(said, one) for one in found):
                return True
            found.append(said)
        return False

    def _spans(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Where names stand, ascending; of those that overlap the one that begins first and is the longest."""
        found: set[tuple[int, int]] = set()
        halves = zip(self._hits, self._alone, self._terms, (data.lower(), data), strict=True)
        for hits, alone, terms, said in halves:
            for which, start, end in hits(said, overlapping=True):
                if (end == len(data) or not _WORD[data[end]]) and _begins(data, start):
                    if alone[which]:
                        found.add((start, end))
                    low = max(0, start - _AROUND)
                    found |= {match.span() for match in _whole(terms[which]).finditer(data, low, end + _AROUND)}
        last = 0
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if start >= last:
                yield start, end
                last = end

    def _any(self, data: bytes) -> bool:
        """The names of one word first: they are the cheaper ones to look at."""
        several: dict[tuple[Term, ...], list[tuple[int, int]]] = {}
        halves = zip(self._hits, self._alone, self._terms, (data.lower(), data), strict=True)
        for hits, alone, terms, said in halves:
            for which, start, end in hits(said, overlapping=True):
                if (end == len(data) or not _WORD[data[end]]) and _begins(data, start):
                    if alone[which]:
                        return True
                    _widen(several.setdefault(terms[which], []), max(0, start - _AROUND), end + _AROUND)
        return any(_whole(terms).search(data, *place) for terms, places in several.items() for place in places)


def _different(one: bytes, other: bytes) -> bool:
    """Whether two names are not the same with another ending."""
    shorter, longer = sorted((one, other), key=len)
    return not longer.startswith(shorter[: max(_STEM, len(shorter) - 1)])


def _widen(places: list[tuple[int, int]], low: int, high: int) -> None:
    """Add a stretch to ascending ones, to the last of them where they touch."""
    if places and places[-1][1] >= low:
        places[-1] = places[-1][0], max(places[-1][1], high)
    else:
        places.append((low, high))


def _rank(word: str, often: int) -> tuple[bool, int, int]:
    usual = len(word) < _SHORT or word.casefold() in general()
    return usual, 0 if usual else often, -len(word)


def _begins(data: bytes, start: int) -> bool:
    """Whether a word begins at a place: behind a sign, or behind an escape of JSON."""
    if not start or not _WORD[data[start - 1]]:
        return True
    return data[start - 2 : start - 1] == b"\\" or (start > 5 and data[start - 6 : start - 4] == b"\\u")


@cache
def _whole(terms: tuple[Term, ...]) -> re.Pattern[bytes]:
    """What finds one of several names as a whole."""
    said = "|".join(_BLANK.join(_spelt(word) for word in term.words) for term in terms)
    return re.compile(said.encode("ascii"), re.DOTALL | re.IGNORECASE)


def _spelt(word: str) -> str:
    return "".join(
        re.escape(char) if char.isascii() else rf"(?:{re.escape(normalize('NFD', char)[0])}|[^A-Za-z0-9 ].{{0,7}}?)"
        for char in word
        if char.isascii() or normalize("NFD", char)[0].isascii()
    )


def written(word: str, cased: bool = False) -> list[bytes]:
    """How a word may be written: without accents, in UTF-8 and Latin-1, escaped in JSON, with entities; lower case unless `cased`.

    >>> written("Perú")[:7]
    [b'peru', b'per\\xc3\\xba', b'per\\xfa', b'per\\\\u00fa', b'per&uacute;', b'per&#250;', b'per&#xfa;']
    """
    if word.isascii():
        return [(word if cased else word.lower()).encode("ascii")]
    plain = "".join(char for char in normalize("NFD", word) if char.isascii())
    ways = [plain.encode("ascii")]
    for one in (word.lower(), word.upper()):
        ways += [one.encode("utf-8"), one.encode("latin-1", "ignore"), *(_each(one, how) for how in _ESCAPES)]
    return list(dict.fromkeys(way.lower() for way in ways))


def _each(word: str, how: Callable[[str], str]) -> bytes:
    return "".join(char if char.isascii() else how(char) for char in word).encode("ascii")


def _named(char: str) -> str:
    return f"&{_NAMED.get(ord(char), f'#{ord(char)};')}"


_ESCAPES: tuple[Callable[[str], str], ...] = (
    lambda char: f"\\u{ord(char):04x}",
    _named,
    lambda char: f"&#{ord(char)};",
    lambda char: f"&#x{ord(char):x};",
)
