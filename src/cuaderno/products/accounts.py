"""The accounts of a place that are no programme of the catalogue, over any years: a reader who chooses other years asks for them again."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from cuaderno.ledger.packed import packed
from cuaderno.products.desk import Desk
from cuaderno.products.groups import CITED, CITED_IN_FULL, CITED_IN_PART
from cuaderno.products.lately import Lately
from cuaderno.reading.table import literal

if TYPE_CHECKING:
    from cuaderno.ledger.gaps import Series
    from cuaderno.ledger.store import Store

PLACES = 64
"""The lines of so many places are kept as they were unpacked."""

Line = tuple[str, str, str, str, str, str, int | None, int, list[int]]
"""Stage, snapshot, period, account, agency, category, cents, entries, and their keys."""


class Account(NamedTuple):
    """The sum of one account that is no programme, over a window."""

    account: str
    agency: str
    category: str
    cents: int | None
    entries: int
    snapshot: str
    keys: list[int]


def accounts(desk: Desk, series: Series, stage: str, first: str, last: str, *, usual: bool) -> list[Account]:
    """The accounts of a series that are no programme of the catalogue, summed from first to last period.

    A warm ledger has those of the `usual` years ready, of all places at once; of other years they are added up from the lines of the
    place, which are read once for all years.
    """
    if usual or not desk.store.warm:
        return _asked(desk, series, stage, first, last)
    chosen = {one.snapshot for one in series.snapshots}
    found: dict[tuple[str, str, str, str], list[Any]] = defaultdict(list)
    for at, snapshot, period, account, agency, category, *line in _lines(desk.store, desk.recipient):
        if at == stage and first <= period <= last and snapshot in chosen:
            found[account, agency, category, snapshot].append(line)
    every = [_added(name, some) for name, some in found.items()]
    return sorted(every, key=lambda one: (one.cents is None, -(one.cents or 0), *one[:2], one.snapshot, one.category))


def _asked(desk: Desk, series: Series, stage: str, first: str, last: str) -> list[Account]:
    ask = partial(_accounts_sql, series, stage, first, last)
    if desk.store.warm:
        name = f"accounts {series.source} {series.name} {stage} {first} {last}"
        rows = packed(desk.store, name, ask).get(desk.recipient, [])
    else:
        mine = f"recipient = {literal(desk.recipient)}"
        rows = desk.store.ask(f"SELECT packed FROM ({ask(desk.store, mine)})")
    return [Account._make(row) for (text,) in rows for row in json.loads(text)]


def _accounts_sql(series: Series, stage: str, first: str, last: str, store: Store, where: str = "true") -> str:
    """A row a recipient: its accounts packed as one JSON text, the largest first."""
    return f"""
        SELECT recipient, '[' || string_agg(
            json_array(account, agency, category, cents, entries, snapshot, keys)::VARCHAR,
            ',' ORDER BY cents DESC NULLS LAST, account, agency, snapshot, category
        ) || ']' AS packed
        FROM (
            SELECT
                recipient, account, coalesce(agency, '') AS agency, coalesce(category, '') AS category,
                (sum(current) * 100)::BIGINT AS cents, sum(count)::BIGINT AS entries, snapshot, {CITED} AS keys
            FROM {store.lines_in(series.snapshots)}
            WHERE {where} AND stage = {literal(stage)} AND programme = '' AND account IS NOT NULL
                AND period BETWEEN {literal(first)} AND {literal(last)}
            GROUP BY ALL
        )
        GROUP BY recipient
    """


def _added(name: tuple[str, str, str, str], some: list[Any]) -> Account:
    """The lines of one account, cited as `desk.CITED` has it."""
    account, agency, category, snapshot = name
    said = [cents for cents, *_ in some if cents is not None]
    entries = sum([count for _, count, _ in some])
    each = sorted(keys for *_, keys in some)
    if entries == len(some):
        keys = list(chain.from_iterable(each))[:CITED_IN_FULL]
    else:
        keys = [one[0] for one in each][:CITED_IN_PART]
    return Account(account, agency, category, sum(said) if said else None, entries, snapshot, keys)


def _lines(store: Store, place: str) -> list[Line]:
    def read() -> list[Line]:
        rows = packed(store, "account_lines", _packed_lines).get(place, [])
        return [tuple(line) for (text,) in rows for line in json.loads(text)]

    kept: Lately[list[Line]] = store.once("account lines unpacked", lambda: Lately(PLACES))
    return kept.of(place, read)


def _packed_lines(store: Store) -> str:
    """A row a recipient: its lines without a programme, packed as one JSON text."""
    return f"""
        SELECT recipient, '[' || string_agg(
            json_array(
                stage, snapshot, period, account, coalesce(agency, ''), coalesce(category, ''), (current * 100)::BIGINT, count, keys
            )::VARCHAR, ',' ORDER BY stage, snapshot, period, account, agency, category, keys
        ) || ']' AS packed
        FROM {store.lines} WHERE programme = '' AND account IS NOT NULL GROUP BY recipient
    """
