"""What finds many patterns in bytes at once: Hyperscan where there is a wheel of it, else an automaton over their literals.

Both find the same, but that of a pattern with several ends the automaton gives the farthest one. A pattern's place is where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cuaderno.corpus.compiled import database
from cuaderno.errors import not_installed

Places = list[tuple[int, int]]
"""Pairs (end, number of the pattern), ascending."""
Hits = Callable[..., list[tuple[int, int, int]]]
_AROUND = 160
"""Bytes before and behind a literal in which its pattern is looked for; no pattern reaches farther."""


class Pattern(NamedTuple):
    """An expression over bytes that both engines read, the letters that stand in every match of it, and whether case counts."""

    expression: str
    literal: str
    cased: bool = False


def fastest(patterns: Sequence[Pattern]) -> Callable[[bytes], Places]:
    """What finds every place of the patterns: Hyperscan in one pass, else the automaton."""
    try:
        return _hyperscan(patterns)
    except ImportError:
        return Automaton(patterns).places


def _hyperscan(patterns: Sequence[Pattern]) -> Callable[[bytes], Places]:
    import hyperscan

    plain = hyperscan.HS_FLAG_DOTALL
    found_by = database(
        [one.expression.encode("ascii") for one in patterns],
        [plain if one.cased else plain | hyperscan.HS_FLAG_CASELESS for one in patterns],
    )

    def places(data: bytes) -> Places:
        found: Places = []
        note = found.append

        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            note((end, number))

        found_by.scan(data, match_event_handler=on_match)
        found.sort()
        return found

    return places


class Automaton:
    """Finds the literals with an automaton and looks around each hit with its patterns."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._halves = [self._half(cased) for cased in (False, True)]

    def _half(self, cased: bool) -> tuple[Hits, list[list[int]]]:
        numbers: dict[bytes, list[int]] = {}
        for number, one in enumerate(self._patterns):
            if one.cased == cased:
                literal = one.literal if cased else one.literal.casefold()
                numbers.setdefault(literal.encode("latin-1"), []).append(number)
        return automaton(list(numbers)), list(numbers.values())

    def places(self, data: bytes) -> Places:
        """Every place, ascending."""
        return sorted(set(self._found(data)))

    def _found(self, data: bytes) -> Iterator[tuple[int, int]]:
        for (hits, numbers), said in zip(self._halves, (data.lower(), data), strict=True):
            for which, start, end in hits(said, overlapping=True):
                for number in numbers[which]:
                    for match in _compiled(self._patterns[number]).finditer(
                        data, max(0, start - _AROUND), end + _AROUND
                    ):
                        if match.start() <= start and end <= match.end():
                            yield match.end(), number


def automaton(literals: list[bytes]) -> Hits:
    """What finds literals in bytes: their number, start and end, ascending by end."""
    try:
        from ahocorasick_rs import BytesAhoCorasick, Implementation
    except ImportError:
        raise not_installed("Scanning a corpus", "corpus") from None
    found: Hits = BytesAhoCorasick(literals, implementation=Implementation.DFA).find_matches_as_indexes
    return found


@cache
def _compiled(one: Pattern) -> re.Pattern[bytes]:
    """Compiled when it is first needed."""
    return re.compile(one.expression.encode("ascii"), re.DOTALL | (0 if one.cased else re.IGNORECASE))
