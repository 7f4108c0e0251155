"""Which rows of held columns a question selects, and their sums: what `filters` and `summing` say as SQL, of columns in memory."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cuaderno.ledger.columns import NOTHING, Texts, amount
from cuaderno.statements.universes import members

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cuaderno.ledger.question import Question

Row = tuple[str, str, str | None, str | None, Decimal | None, int]
"""A sum as the engine tells it: snapshot, period, group, blank, value, how many entries."""

Span = tuple[int, int]
"""From one code to another, both within."""


class Summed(NamedTuple):
    """Sums, and where in `parts` the rows that each was added from begin."""

    rows: list[Row]
    parts: NDArray[Any]
    begins: list[int]


class Held:
    """Rows in the order of their recipients: texts as numbers, amounts as cents."""

    def __init__(self, texts: Mapping[str, Texts], numbers: Mapping[str, NDArray[Any]]) -> None:
        recipients = texts["recipient"].codes
        self.size = len(recipients)
        if self.size and (np.diff(recipients) < 0).any():
            order = np.argsort(recipients, kind="stable")
            texts = {name: Texts(one.names, one.codes[order]) for name, one in texts.items()}
            numbers = {name: one[order] for name, one in numbers.items()}
            recipients = texts["recipient"].codes
        self.texts = dict(texts)
        self.numbers = dict(numbers)
        self._bounds = np.searchsorted(recipients, np.arange(len(texts["recipient"].names) + 1))
        self._periods = [name or "" for name in texts["period"].names[:-1]]
        self._alike = lru_cache(maxsize=256)(self._alike_of)
        self._members = lru_cache(maxsize=512)(self._members_of)

    def span(self, first: str, last: str) -> Span:
        """The codes of the periods between two, both within, as their texts sort."""
        return bisect_left(self._periods, first), bisect_right(self._periods, last) - 1

    def within(self, first: str, last: str, more: Iterable[str] = ()) -> NDArray[Any]:
        """Which periods lie between two, both within, or are among some more: by code."""
        table = self.texts["period"].table(more)
        begins, ends = self.span(first, last)
        table[begins : ends + 1] = True
        return table

    def of(self, recipients: Iterable[str]) -> list[slice]:
        """Where the rows of some recipients stand."""
        codes = [self.texts["recipient"].code(one) for one in dict.fromkeys(recipients)]
        return [slice(int(self._bounds[code]), int(self._bounds[code + 1])) for code in codes if code >= 0]

    def selected(
        self,
        question: Question,
        snapshots: Collection[str],
        stages: Iterable[str],
        when: NDArray[Any] | None,
        sources: Collection[str],
    ) -> NDArray[Any]:
        """The rows of a question, in their order, of some snapshots and periods (`when` by code); as `filters.filters`."""
        stages, found = tuple(stages), []
        stands = self.of(question.recipients) if question.recipients else [slice(0, self.size)]
        for stand in stands:
            mask = self._looked(stand, "snapshot", snapshots)
            if stages:
                mask &= self._looked(stand, "stage", stages)
            if when is not None:
                mask &= when[self.texts["period"].codes[stand]]
            for name, wanted in (
                ("programme", question.programmes),
                ("provider", (question.provider,) if question.provider else ()),
                ("unit", (question.unit,) if question.unit else ()),
            ):
                if wanted:
                    mask &= self._looked(stand, name, wanted)
            found.append(np.flatnonzero(mask) + stand.start)
        rows = np.sort(np.concatenate(found)) if len(found) > 1 else found[0] if found else np.empty(0, dtype=np.int64)
        return self._narrowed(rows, question, sources)

    def _looked(self, stand: slice, name: str, wanted: Collection[str]) -> NDArray[Any]:
        column = self.texts[name]
        if len(wanted) == 1:
            return np.asarray(column.codes[stand] == column.code(next(iter(wanted))))
        return np.asarray(column.table(wanted)[column.codes[stand]])

    def _narrowed(self, rows: NDArray[Any], question: Question, sources: Collection[str]) -> NDArray[Any]:
        if question.universe:
            rows = rows[self._belongs(rows, question.universe, sources)]
        if question.account:
            alike = self._alike("account", question.account.lower())[self.texts["account"].codes[rows]]
            rows = rows[
                alike | (self.texts["main_account"].codes[rows] == self._code("main_account", question.account))
            ]
        for name, value in (("agency", question.agency), ("category", question.category)):
            if value:
                rows = rows[self._alike(name, value.lower())[self.texts[name].codes[rows]]]
        return rows

    def _code(self, name: str, text: str) -> int:
        return self.texts[name].code(text)

    def _alike_of(self, name: str, lowered: str) -> NDArray[Any]:
        """Which names are the same but for capitals."""
        names = self.texts[name].names
        return np.array([one is not None and one.lower() == lowered for one in names], dtype=bool)

    def _belongs(self, rows: NDArray[Any], universe: str, sources: Collection[str]) -> NDArray[Any]:
        """Which rows belong to a universe; membership is dated, as `filters.universe_clause` says."""
        told, when = self.texts["source"].codes[rows], self.texts["period"].codes[rows]
        found = np.zeros(len(rows), dtype=bool)
        for source in sources:
            mine = told == self._code("source", source)
            inner = np.zeros(len(rows), dtype=bool)
            for name, table, (first, last) in self._members(universe, source):
                if name == "any":
                    inner[:] = True
                    break
                inner |= table[self.texts[name].codes[rows]] & (when >= first) & (when <= last)
            found |= mine & inner
        return found

    def _members_of(self, universe: str, source: str) -> list[tuple[str, NDArray[Any], Span]]:
        given: dict[tuple[str, int | None, int | None], list[str]] = {}
        for one in members(universe, source):
            if one.field == "any":
                return [("any", np.empty(0, dtype=bool), (0, 0))]
            given.setdefault((one.field, one.first_year, one.last_year), []).append(one.value)
        told = []
        for (name, first, last), values in given.items():
            begins = bisect_left(self._periods, f"FY{first}") if first else 0
            ends = bisect_right(self._periods, f"FY{last}TQ") - 1 if last else len(self._periods)
            told.append((name, self.texts[name].table(values), (begins, ends)))
        return told

    def sums(self, rows: NDArray[Any], group: str, value: str, *, yearly: bool) -> Summed:
        """The sums of some rows by snapshot, group and blank, and by period where they are `yearly`; else of each the newest period."""
        if not len(rows):
            return Summed([], rows, [])
        told = [self.texts[name] for name in ("snapshot", group, "blank", *(("period",) if yearly else ()))]
        mark = np.zeros(len(rows), dtype=np.int64)
        for column in told:
            mark = mark * len(column.names) + (column.codes[rows] + 1)
        order = np.argsort(mark, kind="stable")
        mark, rows = mark[order], rows[order]
        starts = np.flatnonzero(np.concatenate(([True], mark[1:] != mark[:-1])))
        cents = self.numbers[value][rows]
        nothing = cents == NOTHING
        added = np.add.reduceat(np.where(nothing, 0, cents), starts).tolist()
        empty = np.logical_and.reduceat(nothing, starts).tolist()
        counts = np.add.reduceat(self._counts(rows), starts).tolist()
        newest = self.texts["period"].names
        when = np.maximum.reduceat(self.texts["period"].codes[rows], starts).tolist()
        heads = rows[starts]
        texts = [self.texts[name].read(heads) for name in ("snapshot", group, "blank")]
        found = [
            (snapshot or "", newest[period] or "", name, blank, None if none else amount(total), count)
            for snapshot, period, name, blank, none, total, count in zip(
                texts[0], when, texts[1], texts[2], empty, added, counts, strict=True
            )
        ]
        return Summed(found, rows, starts.tolist())

    def keys(self, rows: NDArray[Any], lines: int, each: int) -> list[int]:
        """The keys of so many of some rows, in the order of their first, so many of `each`; at most as many as are cited."""
        raise NotImplementedError

    def _counts(self, rows: NDArray[Any]) -> NDArray[Any]:
        """How many entries each row stands for."""
        return np.ones(len(rows), dtype=np.int64)
