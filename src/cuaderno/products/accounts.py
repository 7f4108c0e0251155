"""The accounts of a place that are no programme of the catalogue, over any years: a reader who chooses other years asks for them again."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from cuaderno.ledger.packed import packed
from cuaderno.products.desk import CITED_IN_FULL, CITED_IN_PART, Account, Desk
from cuaderno.products.lately import Lately

if TYPE_CHECKING:
    from cuaderno.ledger.gaps import Series
    from cuaderno.ledger.store import Store

PLACES = 64
"""The lines of so many places are kept as they were unpacked."""

Line = tuple[str, str, str, str, str, str, int | None, int, list[int]]
"""Stage, snapshot, period, account, agency, category, cents, entries, and their keys."""


def accounts(desk: Desk, series: Series, stage: str, first: str, last: str, *, usual: bool) -> list[Account]:
    """As `Desk.accounts`; of a warm ledger, where the years are not the `usual` ones, which it has ready, added up from the lines of
    the place, which are read once for all years."""
    if usual or not desk.store.warm:
        return desk.accounts(series, stage, first, last)
    chosen = {one.snapshot for one in series.snapshots}
    found: dict[tuple[str, str, str, str], list[Any]] = defaultdict(list)
    for at, snapshot, period, account, agency, category, *line in _lines(desk.store, desk.recipient):
        if at == stage and first <= period <= last and snapshot in chosen:
            found[account, agency, category, snapshot].append(line)
    every = [_added(name, some) for name, some in found.items()]
    return sorted(every, key=lambda one: (one.cents is None, -(one.cents or 0), *one[:2], one.snapshot, one.category))


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
