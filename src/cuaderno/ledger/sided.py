"""What the sides of all pairs say of every place, packed by a warm ledger: found for all places at once instead of in dozens of
questions about each.

A row is a place and a side, with what the engine would answer if it were asked: the sums by period, or the entries one by one. It
is packed as one JSON text, which is read many times faster than as many rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from cuaderno.ledger.filters import filters
from cuaderno.ledger.packed import packed
from cuaderno.ledger.question import ask
from cuaderno.ledger.rows import COLUMNS
from cuaderno.ledger.store import Store
from cuaderno.ledger.summing import KEYS_OF_A_YEAR, RANKED_KEYS
from cuaderno.reading.table import literal
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.overlaps import Side, all_itemised, all_overlaps

Row = tuple[Any, ...]
_SPOKEN = -1
_NAMES = tuple(COLUMNS.split(", "))
_MONEY = tuple(_NAMES.index(name) for name in ("current", "constant"))
_READ = ", ".join(f"{name}::VARCHAR" if name in ("current", "constant") else name for name in _NAMES)


@dataclass(frozen=True, slots=True)
class Sided:
    """What is held of one place: source, stage, unit and programme of whatever is said of it; sums and entries by side."""

    spoken: frozenset[tuple[str, str, str, str]]
    _store: Store
    _packed: dict[int, str]

    def sums(self, side: Side) -> list[Row] | None:
        """The sums of a side as `summing` asks for them; None where they are not held."""
        if not _has_sums(side):
            return None
        return [
            (snapshot, period, period, blank, None if value is None else Decimal(value), count, keys)
            for snapshot, period, value, count, blank, keys in self._rows(_number(side, sums=True))
        ]

    def entries(self, side: Side) -> list[Row] | None:
        """The entries of a side in the columns and the order of `rows`; None where they are not held."""
        if not _has_entries(self._store, side):
            return None
        found = self._rows(_number(side))
        for row in found:
            for at in _MONEY:
                row[at] = None if row[at] is None else Decimal(row[at])
        return [tuple(row) for row in found]

    def _rows(self, number: int) -> list[list[Any]]:
        found: list[list[Any]] = json.loads(self._packed.get(number, "[]"))
        return found


def sided(store: Store, code: str) -> Sided | None:
    """What the sides say of a place; None of a ledger that is not warm, where each is asked by itself."""
    if not store.warm:
        return None
    mine: dict[int, str] = dict(packed(store, "sided", _relation).get(code, ()))
    spoken = json.loads(mine.get(_SPOKEN, "[]"))
    return Sided(frozenset((source, stage, unit, programme) for source, stage, unit, programme in spoken), store, mine)


@cache
def all_sides() -> tuple[Side, ...]:
    """Every side of every pair, each once."""
    return tuple(dict.fromkeys(side for one in (*all_overlaps(), *all_itemised()) for side in one.sides))


def _number(side: Side, *, sums: bool = False) -> int:
    return all_sides().index(side) + (len(all_sides()) if sums else 0)


def _has_sums(side: Side) -> bool:
    return not side.category


def _has_entries(store: Store, side: Side) -> bool:
    """Of lines and of texts, and of what has no sum: what a category tells, and what is counted."""
    if side.category or any(side in one.sides for one in all_itemised()):
        return True
    series = store.series(source=side.source)
    return any(one.grain == "text" or "count" in one.spoken(side.stage, "measure_kind", side.unit) for one in series)


def _relation(store: Store) -> str:
    return " UNION ALL ".join([_spoken(store), *_parts(store)])


def _spoken(store: Store) -> str:
    """What is said of recipients, and where a side is about providers, of these."""
    sources = ", ".join(sorted({literal(side.source) for side in all_sides() if side.place == "provider"}))
    said = f"source, stage, unit, programme FROM {store.lines} WHERE current IS NOT NULL"
    told = _packed("json_array(source, stage, unit, programme)::VARCHAR")
    return f"""
        SELECT place, {_SPOKEN} AS side, {told} FROM (
            SELECT DISTINCT recipient::VARCHAR AS place, {said} UNION SELECT DISTINCT provider::VARCHAR, {said} AND source IN ({sources})
        ) GROUP BY place
    """


def _packed(row: str, order: str = "") -> str:
    return f"'[' || string_agg({row}, ','{f' ORDER BY {order}' if order else ''}) || ']' AS packed"


def _parts(store: Store) -> Iterator[str]:
    for side in all_sides():
        if side.source in store.manifest.sources:
            newest = [one for series in store.series(source=side.source) for one in series.snapshots]
            if _has_sums(side):
                yield _sums(store, newest, side)
            if _has_entries(store, side):
                yield _entries(store, newest, side)


def _where(side: Side, stages: tuple[str, ...], *, universe: bool) -> str:
    """The filters of a side but for its place, without parameters."""
    recipient, provider = side.of("")
    question = ask(
        recipient=recipient, provider=provider, source=side.source, unit=side.unit, programme=side.programme,
        universe=side.universe if universe else "", account=side.account, category=side.category, stage=stages,
    )  # fmt: skip
    clause, parameters = filters(question, {side.source})
    pieces = clause.split("?")
    return "".join(piece + literal(value) for piece, value in zip(pieces, parameters, strict=False)) + pieces[-1]


def _sums(store: Store, newest: list[Snapshot], side: Side) -> str:
    keys = KEYS_OF_A_YEAR if side.place == "recipient" or side.recipient else RANKED_KEYS
    row = "json_array(snapshot, period, value::VARCHAR, entries, blank, keys)::VARCHAR"
    return f"""
        SELECT place, {_number(side, sums=True)}, {_packed(row)} FROM (
            SELECT {side.place}::VARCHAR AS place, snapshot, period, sum(current) AS value, sum(count)::BIGINT AS entries, blank, {keys} AS keys
            FROM {store.lines_in(newest)} WHERE {_where(side, side.stages[:1], universe=True)}
            GROUP BY place, snapshot, period, blank
        ) GROUP BY place
    """


def _entries(store: Store, newest: list[Snapshot], side: Side) -> str:
    names = ", ".join(literal(one.snapshot) for one in newest)
    return f"""
        SELECT {side.place}::VARCHAR AS place, {_number(side)}, {_packed(f"json_array({_READ})::VARCHAR", "source, stage, period, snapshot, row, col")}
        FROM {store.entries} WHERE snapshot IN ({names}) AND current IS NOT NULL AND {_where(side, side.stages, universe=False)}
        GROUP BY place
    """
