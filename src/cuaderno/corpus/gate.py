"""The cheap refusal: which records may hold a claim of the field, told by their raw bytes, before anything is decoded or parsed.

A text is of the field where a large sum or a word of the field stands near a party: a country, an organisation, a programme. Of a
text of some length the word must be one of the `core`; in a short one every word counts that the lexicon of `documents` counts
or signs, and the name of a programme is enough. The same rule is asked twice: of the raw record with a wide reach, for escapes
and markup lie between words there, and of the text as it was read with a narrow one. Only the second decides which documents are
searched for claims, so the first can cost time but no claim, as long as it lets more pass.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, cached_property

from cuaderno.corpus import terms
from cuaderno.corpus.engines import Places, fastest
from cuaderno.corpus.expressions import MODEL, amounts, dollars, expression
from cuaderno.corpus.names import Names
from cuaderno.corpus.together import Combinations

SHORT = 1000
"""Bytes of a text that is short."""
REACH = 400
"""Bytes between a word of the field and a party, in a text as it was read."""
RAW = 3
"""How much longer a raw record and its distances may be than the text in it: escapes, entities, other fields."""
_OVERLAP = 80
"""Bytes looked at twice, so that no name falls between two looks."""


class Gate:
    """The patterns, compiled. One is enough for a process: `gate()`."""

    def __init__(self) -> None:
        names = list(map(expression, terms.names()))
        core = [*map(expression, (*terms.core(), *terms.scales())), *dollars(), *names]
        more = [*map(expression, terms.field_words()), *amounts(terms.currencies()), MODEL]
        self._party = Names(terms.parties())
        self._together, self._alone = Combinations(self._party), len(core)
        self._core = fastest([*core, *self._together.patterns()])
        self._all, self._names = [*names, *core[: -len(names)], *more], len(names)

    @cached_property
    def _short(self) -> Callable[[bytes], Places]:
        return fastest(self._all)

    def kept(self, data: bytes, bounds: Sequence[int], loose: Callable[[int], bool] | None = None) -> list[int]:
        """Which records of a block may be of the field, ascending.

        Record i is the bytes `bounds[i]` to `bounds[i + 1]`. In one that is `loose` the words may stand however far apart: markup
        lies between them.
        """
        alone, beside = self._places(data, bounds)
        found: set[int] = set()
        for record in alone.keys() | beside.keys():
            if 0 <= record < len(bounds) - 1:
                wider = None if loose and loose(record) else RAW
                within = bounds[record], bounds[record + 1]
                if self._passes(data, alone.get(record, ()), beside.get(record, ()), within, wider):
                    found.add(record)
        for record in range(len(bounds) - 1):
            start, end = bounds[record], bounds[record + 1]
            if end - start < RAW * SHORT and record not in found and self._short_passes(data, start, end, RAW * REACH):
                found.add(record)
        return sorted(found)

    def speaks(self, text: str, *, short: bool = True) -> bool:
        """Whether a text as it was read is of the field. `short` False asks for the core of every text: of a web page."""
        data = text.encode("utf-8", "replace")
        alone, beside = self._places(data, (0, len(data) + 1))
        if self._passes(data, alone.get(0, ()), beside.get(0, ()), (0, len(data)), 1):
            return True
        return short and len(data) < SHORT and self._short_passes(data, 0, len(data), REACH)

    def _places(self, data: bytes, bounds: Sequence[int]) -> tuple[dict[int, list[int]], dict[int, Places]]:
        """By record the ends of the words that count alone, and the places of those that count only together."""
        alone: dict[int, list[int]] = {}
        beside: dict[int, Places] = {}
        for end, number in self._core(data):
            record = bisect_right(bounds, end - 1) - 1
            if number < self._alone:
                alone.setdefault(record, []).append(end)
            else:
                beside.setdefault(record, []).append((end, number - self._alone))
        return alone, beside

    def _passes(
        self,
        data: bytes,
        alone: Sequence[int],
        beside: Sequence[tuple[int, int]],
        within: tuple[int, int],
        wider: int | None,
    ) -> bool:
        """Whether the words found in a record are near enough to what must stand beside them."""
        if self._near(data, alone, *within, None if wider is None else wider * REACH):
            return True
        return bool(beside) and self._together.met(data, beside, *within, wider)

    def _short_passes(self, data: bytes, start: int, end: int, reach: int | None) -> bool:
        places = self._short(data[start:end])
        if any(number < self._names for _, number in places):
            return True
        return self._near(data, [start + place for place, _ in places], start, end, reach)

    def _near(self, data: bytes, places: Sequence[int], start: int, end: int, reach: int | None) -> bool:
        """Whether a party stands near one of ascending places of a record."""
        if not places:
            return False
        if reach is None:
            return self._party.any_in(data[start:end])
        low = high = start
        for place in places:
            if place - reach > high or high - low >= 2 * reach:
                if high > low and self._party.any_in(data[max(start, low - _OVERLAP) : high]):
                    return True
                low = max(high, place - reach)
            high = max(high, min(end, place + reach))
        return high > low and self._party.any_in(data[max(start, low - _OVERLAP) : high])


@cache
def gate() -> Gate:
    """The gate of this process."""
    return Gate()
