"""Words of other matters too, which open the gate only together: *delivered* between two countries, *visited* beside a president."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cuaderno.corpus.engines import Pattern
from cuaderno.corpus.expressions import expression
from cuaderno.corpus.names import Names
from cuaderno.corpus.terms import Term, together

_NAME = 60
"""Bytes of a word or a name that may reach beyond its window."""


class _Condition(NamedTuple):
    """What must stand near a word."""

    near: int
    parties: int
    beside: Names | None


class Combinations:
    """The combinations of `words.toml`, asked of the places where their words were found."""

    def __init__(self, party: Names) -> None:
        self._party = party
        conditions: dict[Term, list[_Condition]] = {}
        for one in together():
            beside = Names(one.beside) if one.beside else None
            for word in one.words:
                conditions.setdefault(word, []).append(_Condition(one.near, one.parties, beside))
        self._words, self._conditions = list(conditions), list(conditions.values())

    def patterns(self) -> list[Pattern]:
        """The words, in the order of the numbers by which their places are told."""
        return list(map(expression, self._words))

    def met(self, data: bytes, places: Sequence[tuple[int, int]], start: int, end: int, wider: int | None) -> bool:
        """Whether one of them stands in the record from `start` to `end`: `places` are the words in it, ascending by their ends.

        `wider` is how many times as far apart its words may stand; None: anywhere in the record.
        """
        if wider is None:
            conditions = {condition for _, word in places for condition in self._conditions[word]}
            return any(self._stands(condition, data[start:end]) for condition in conditions)
        return any(
            self._stands(condition, data[max(start, place - reach - _NAME) : min(end, place + reach)])
            for place, word in places
            for condition in self._conditions[word]
            for reach in (condition.near * wider,)
        )

    def _stands(self, condition: _Condition, data: bytes) -> bool:
        if condition.beside is not None and not condition.beside.any_in(data):
            return False
        return self._party.several_in(data, condition.parties)
