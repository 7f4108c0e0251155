"""The entries of a warm ledger in memory: opened by their key, listed by recipient, searched by their wording."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cuaderno.ledger.columns import NOTHING, Texts, amount, cents, check_amounts, load_numbers, load_texts
from cuaderno.ledger.held import Held
from cuaderno.ledger.rows import COLUMNS, locator_text
from cuaderno.statements.periods import YEARLY, Window
from cuaderno.statements.statement import CONSTANT_BIT

if TYPE_CHECKING:
    from decimal import Decimal

    from numpy.typing import NDArray

    from cuaderno.ledger.question import Question
    from cuaderno.ledger.store import Store

TEXTS = (
    "source", "snapshot", "provider", "recipient", "recipient_name", "programme", "account", "main_account", "agency", "executor",
    "sector", "category", "stage", "measure_kind", "blank", "unit", "period", "date_role", "label", "flags", "funded_by",
    "executed_through", "authority", "details", "locator", "locator_constant",
)  # fmt: skip
UNSORTED = ("recipient_name", "executor", "label", "details", "locator", "locator_constant")
NUMBERS = {
    "key": "key",
    "row": "row",
    "col": "coalesce(col, 0)::UTINYINT",
    "col_constant": "coalesce(col_constant, 0)::UTINYINT",
    "current": cents("current"),
    "constant": cents("constant"),
    "base": "coalesce(base, 0)::USMALLINT",
}
"""Columns and years are counted from one: 0 stands for none."""

BIT = np.uint64(CONSTANT_BIT)

ORDER = ("source", "stage", "period", "snapshot")
"""The order of statements, before their row and column."""

END = b"\0"
"""Between two wordings: it stands in none."""


Place = tuple[Any, ...]


class After(NamedTuple):
    """The place after which entries are listed: what `ORDER` names, row and column; the keys of those there that were listed."""

    place: Place
    keys: list[int]


class ByRow(NamedTuple):
    """Where entries stand in the order of their snapshots and rows, those rows, and where each snapshot's begin: to look through a
    sorter takes numpy a copy of all of it."""

    order: NDArray[Any]
    rows: NDArray[Any]
    bounds: NDArray[Any]

    def of(self, snapshot: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """Where the entries of a snapshot, by its code, stand; and their rows, which ascend."""
        within = slice(*self.bounds[snapshot : snapshot + 2])
        return self.order[within], self.rows[within]


class EntriesAfter:
    """Entries of which those up to a place are not listed."""

    def __init__(self, held: HeldEntries, after: After) -> None:
        self._held, self._after = held, after

    def listed(
        self, question: Question, snapshots: Collection[str], sources: Collection[str], limit: int | None
    ) -> NDArray[Any]:
        """As of all entries."""
        return self._held.listed(question, snapshots, sources, limit, self._after)

    def tuples(self, rows: NDArray[Any]) -> list[tuple[Any, ...]]:
        """As of all entries."""
        return self._held.tuples(rows)


class HeldEntries(Held):
    """The entries. Raises columns.TooLarge where their sums may not be counted exactly."""

    def __init__(self, store: Store) -> None:
        relation = store.entries_of(store.figures)
        texts, numbers = load_texts(store, relation, TEXTS, UNSORTED), load_numbers(store, relation, NUMBERS)
        for name in ("current", "constant"):
            check_amounts(numbers[name])
        super().__init__(texts, numbers)
        keys = self.numbers["key"]
        self._by_key = np.argsort(keys).astype(np.uint32)
        self._keys = keys[self._by_key]
        sheets = {one.snapshot: one.sheet for one in store.figures}
        self._sheets = [sheets[name or ""] for name in self.texts["snapshot"].names[:-1]]
        self._words: tuple[bytes, NDArray[Any]] | None = None

    # ---- by key

    def at(self, key: int) -> NDArray[Any]:
        """Where the entries of a key stand, of every snapshot that has it."""
        sought = np.uint64(key)
        first, last = np.searchsorted(self._keys, sought), np.searchsorted(self._keys, sought, side="right")
        return self._by_key[first:last]

    def cells(self, wanted: list[tuple[int, str]]) -> list[str | None]:
        """The locator of each key's cell in a snapshot, of a constant amount where the key's last bit says so; None of what is not held."""
        stands, found = self._stands(wanted)
        codes = self.texts["snapshot"].codes[stands]
        constant = (np.array([key for key, _ in wanted], dtype=np.uint64) & BIT).astype(bool)
        columns = np.where(constant, self.numbers["col_constant"][stands], self.numbers["col"][stands])
        written = [self.texts[name].read(stands) for name in ("locator", "locator_constant")]
        rows = zip(
            found.tolist(), constant.tolist(), codes.tolist(), self.numbers["row"][stands].tolist(), columns.tolist(), *written,
            strict=True,
        )  # fmt: skip
        return [
            (other if bit else own) or (locator_text(self._sheets[code], row, column) if column else None)
            if there
            else None
            for there, bit, code, row, column, own, other in rows
        ]

    def cited(self, wanted: list[tuple[int, str]], names: Collection[str]) -> list[tuple[Any, ...]]:
        """Some columns of the entries of keys and snapshots; what is not held is left out."""
        stands, found = self._stands(wanted)
        columns = [self._column(name, stands[found]) for name in names]
        return list(zip(*columns, strict=True))

    def _stands(self, wanted: list[tuple[int, str]]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Where the entry of each key stands in a snapshot, of a constant amount as of a current one; and whether it is held."""
        told = self.texts["snapshot"]
        codes = np.array([told.code(snapshot) for _, snapshot in wanted])
        sought = np.array([key for key, _ in wanted], dtype=np.uint64) & ~BIT
        at = np.searchsorted(self._keys, sought)
        stands = self._by_key[np.minimum(at, self.size - 1)]
        while (
            other := told.codes[stands] != codes
        ).any():  # one key may stand in several snapshots, each beside the other
            more = np.minimum(at + 1, self.size - 1)
            other &= (self._keys[more] == sought) & (at < self.size - 1)
            if not other.any():
                break
            at = np.where(other, more, at)
            stands = self._by_key[at]
        return stands, (told.codes[stands] == codes) & (self.numbers["key"][stands] == sought)

    def keys(self, rows: NDArray[Any], lines: int, each: int) -> list[int]:
        """The first keys of some entries; each has one."""
        found, lines = self.numbers["key"][rows], lines * min(each, 1)
        few = np.partition(found, lines - 1)[:lines] if len(found) > lines else found
        listed: list[int] = np.sort(few).tolist()
        return listed

    # ---- as the engine tells them

    def tuples(self, rows: NDArray[Any]) -> list[tuple[Any, ...]]:
        """Entries as `rows.COLUMNS` names their columns."""
        columns = [self._column(name, rows) for name in COLUMNS.split(", ")]
        return list(zip(*columns, strict=True))

    def _column(self, name: str, rows: NDArray[Any]) -> list[Any]:
        if name in self.texts:
            return self.texts[name].read(rows)
        values: list[int] = self.numbers[name][rows].tolist()
        if name in ("current", "constant"):
            return [_amount(value) for value in values]
        if name in ("col", "col_constant", "base"):
            return [value or None for value in values]
        return values

    def listed(
        self,
        question: Question,
        snapshots: Collection[str],
        sources: Collection[str],
        limit: int | None,
        after: After | None = None,
    ) -> NDArray[Any]:
        """The entries of a question in the order of statements, as `rows.rows` asks the engine for them; those `after` a place."""
        rows = self.selected(question, snapshots, question.stages, self._when(question), sources)
        if question.text:
            rows = rows[self._worded(question.text)[self.texts["label"].codes[rows]]]
        if question.bases is not None:
            rows = rows[self.numbers["constant"][rows] != NOTHING]
            if 0 not in question.bases:
                rows = rows[np.isin(self.numbers["base"][rows], question.bases)]
        else:
            nil = self.texts["blank"].codes[rows] == self._code("blank", "zero_reported")
            rows = rows[(self.numbers["current"][rows] != NOTHING) | nil]
        mark = np.zeros(len(rows), dtype=np.int64)
        for name in ORDER:
            column = self.texts[name]
            mark = mark * len(column.names) + column.codes[rows] + 1
        if after is not None:
            beyond = self._beyond(rows, mark, after)
            rows, mark = rows[beyond], mark[beyond]
        return self._ordered(rows, mark, limit)

    def _beyond(self, rows: NDArray[Any], mark: NDArray[Any], after: After) -> NDArray[Any]:
        """Which entries stand after a place, or at it and are not named."""
        *texts, row, col = after.place
        last = 0
        for name, text in zip(ORDER, texts, strict=True):
            last = last * len(self.texts[name].names) + self.texts[name].code(text) + 1
        own_row, own_col = self.numbers["row"][rows], self.numbers["col"][rows]
        beside = (own_row == row) & (own_col == (col or 0))
        beside &= ~np.isin(self.numbers["key"][rows], np.array(after.keys, dtype=np.uint64))
        later = (own_row > row) | ((own_row == row) & (own_col > (col or 0))) | beside
        return np.asarray((mark > last) | ((mark == last) & later))

    def place(self, snapshot: str, key: int) -> tuple[tuple[Any, ...], set[int]] | None:
        """Where a statement stands in the order of statements, and the keys of all that stand there; None where there is none."""
        code = self._code("snapshot", snapshot)
        found = [at for at in self.at(key).tolist() if self.texts["snapshot"].codes[at] == code]
        if not found:
            return None
        row = self.numbers["row"][found[0]]
        order, rows = self.by_row.of(code)
        near = order[rows.searchsorted(row) : rows.searchsorted(row, side="right")]
        same = self.numbers["col"][near] == self.numbers["col"][found[0]]
        for name in ORDER:
            same &= self.texts[name].codes[near] == self.texts[name].codes[found[0]]
        columns = [self._column(name, np.array(found[:1]))[0] for name in (*ORDER, "row", "col")]
        return tuple(columns), set(self.numbers["key"][near[same]].tolist())

    @cached_property
    def by_row(self) -> ByRow:
        """The entries by snapshot and row; of millions most of a second when it is first asked for."""
        snapshots, rows = self.texts["snapshot"], self.numbers["row"]
        order = np.lexsort((rows, snapshots.codes)).astype(np.uint32)
        bounds = np.searchsorted(snapshots.codes[order], np.arange(len(snapshots.names)))
        return ByRow(order, rows[order], bounds)

    def _ordered(self, rows: NDArray[Any], mark: NDArray[Any], limit: int | None) -> NDArray[Any]:
        if limit is not None and len(rows) > limit * 4:
            few = mark <= np.partition(mark, limit - 1)[limit - 1]
            rows, mark = rows[few], mark[few]
        order = np.lexsort((self.numbers["col"][rows], self.numbers["row"][rows], mark))
        return rows[order if limit is None else order[:limit]]

    def _when(self, question: Question) -> NDArray[Any] | None:
        """The periods of a question's window by code, as `filters.within`; None of no window."""
        window = question.window
        if window is None:
            return None
        if not question.bare_years:
            return self._in(window)
        days = self._between(
            f"{window.first.year}-01-01" if window.first else "", f"{window.last.year}-12-31" if window.last else None
        )
        days &= ~self._yearly["FY"] & ~self._yearly["CY"]
        days[[code for code, _, _ in self._ranges]] = False
        return np.asarray(self._in(window) | self._in(window.in_calendar_years()) | days)

    def _in(self, window: Window) -> NDArray[Any]:
        found = self._between(window.first.code if window.first else "", window.last.code if window.last else None)
        if window.calendar in YEARLY:
            found &= self._yearly["FY" if window.calendar == "US-FY" else "CY"]
            begins, ends = window.first and window.first.start.isoformat(), window.last and window.last.end.isoformat()
            for code, first, last in self._ranges:
                found[code] |= (not begins or first >= begins) and (not ends or last <= ends)
        return found

    def _between(self, first: str, last: str | None) -> NDArray[Any]:
        return self.within(first, self._periods[-1] if last is None else last)

    @cached_property
    def _ranges(self) -> list[tuple[int, str, str]]:
        """The periods that are ranges of days: their codes, their first and last days."""
        parted = ((code, (name or "").partition("/")) for code, name in enumerate(self.texts["period"].names))
        return [(code, first, last) for code, (first, slash, last) in parted if slash]

    @cached_property
    def _yearly(self) -> dict[str, NDArray[Any]]:
        """Which periods are years of a calendar, by the letters they begin with."""
        names = self.texts["period"].names
        return {
            letters: np.array([name is not None and name.startswith(letters) for name in names])
            for letters in ("FY", "CY")
        }

    # ---- by wording

    def _worded(self, text: str) -> NDArray[Any]:
        """Which wordings hold a text, whatever its capitals."""
        if self._words is None:
            self._words = _in_one(self.texts["label"])
        said, begins = self._words
        sought, at = text.lower().encode(), 0
        if END in sought:
            return np.zeros(len(begins) + 1, dtype=bool)
        hits = []
        while (at := said.find(sought, at)) >= 0:
            hits.append(at)
            if (at := said.find(END, at)) < 0:
                break
        found = np.zeros(len(begins) + 1, dtype=bool)
        found[np.searchsorted(begins, np.array(hits, dtype=np.int64), side="right") - 1] = bool(hits)
        return found


def _amount(value: int) -> Decimal | None:
    return None if value == NOTHING else amount(value)


def _in_one(column: Texts) -> tuple[bytes, NDArray[Any]]:
    """All texts in small letters, one after the other, and where each begins."""
    texts = [(name or "").lower().encode() for name in column.names[:-1]]
    lengths = np.array([len(one) + 1 for one in texts], dtype=np.int64)
    return END.join(texts), np.cumsum(lengths) - lengths
