"""Budget money in groups, told apart as finely as any section of a brief needs it: asked of the ledger in one question."""

from __future__ import annotations

import json
from typing import NamedTuple, Protocol

from cuaderno.ledger.filters import universe_sql
from cuaderno.ledger.gaps import Series
from cuaderno.ledger.packed import packed
from cuaderno.ledger.store import Store
from cuaderno.products.lately import Lately
from cuaderno.reading.table import literal

STAGES = ("requested", "planned", "initial_allocation", "allocated", "obligated", "disbursed")
"""The stages of money in the order of its life."""

UNIVERSES = ("D1", "D2", "D4", "D6")
"""The universes that a total can be asked in."""

BIT = {code: 1 << place for place, code in enumerate(UNIVERSES)}
CITED_IN_FULL, CITED_IN_PART = 60, 3
"""A group whose lines stand for one entry each cites them all up to a limit. A group of lines that each sum many entries cites
three, says how many there are, and names the command that lists them."""


CITED = (
    f"CASE WHEN sum(count) = count(*) THEN flatten(list(keys ORDER BY keys))[:{CITED_IN_FULL}] "
    f"ELSE list(keys[1] ORDER BY keys)[:{CITED_IN_PART}] END"
)
"""The keys that a sum of lines cites, as SQL."""


class Sums(Protocol):
    """What a figure is made of: a sum of lines of one snapshot in cents, and the keys of the entries it cites."""

    @property
    def snapshot(self) -> str:
        """The snapshot."""

    @property
    def blank(self) -> str | None:
        """Why there is no amount."""

    @property
    def current(self) -> int | None:
        """In current prices."""

    @property
    def constant(self) -> int | None:
        """In constant prices."""

    @property
    def entries(self) -> int:
        """How many entries were added."""

    @property
    def keys(self) -> list[int]:
        """The keys of those that are cited."""


class Group(NamedTuple):
    """Sums of lines alike in everything a section may ask for, in cents.

    `mask` has a bit for each of `UNIVERSES` that they belong to.
    """

    snapshot: str
    stage: str
    period: str
    programme: str
    unit: str
    mask: int
    blank: str | None
    current: int | None
    constant: int | None
    entries: int
    keys: list[int]


UNPACKED = 48
"""The groups of so many places are kept as they were unpacked: a reader asks about the same place again, in other years."""


def groups_of(store: Store, recipient: str) -> list[Group]:
    """The groups of one recipient, in the order of their codes."""

    def read() -> list[Group]:
        if store.warm:
            rows = packed(store, "groups", _groups_sql).get(recipient, [])
        else:
            rows = store.ask(f"SELECT packed FROM ({_groups_sql(store, f'recipient = {literal(recipient)}')})")
        return [tuple.__new__(Group, row) for (text,) in rows for row in json.loads(text)]

    kept: Lately[list[Group]] = store.once("groups unpacked", lambda: Lately(UNPACKED))
    return kept.of(recipient, read)


def is_budget(series: Series) -> bool:
    """Whether a series tells money by fiscal year at one of the stages of a budget; what a text says once is no series."""
    return series.grain != "text" and any(
        period[:2] == "FY" and "USD" in series.spoken(stage, "unit")
        for stage in STAGES
        for period in list(series.periods(stage))[:1]
    )


def _groups_sql(store: Store, where: str = "true") -> str:
    """A row a recipient: its groups packed as one JSON text, which is read many times faster than as many rows."""
    sources = set(store.manifest.sources)
    mask = " + ".join(f"CASE WHEN {universe_sql(code, sources)} THEN {bit} ELSE 0 END" for code, bit in BIT.items())
    return f"""
        SELECT recipient, '[' || string_agg(
            json_array(snapshot, stage, period, programme, unit, mask, blank, current, constant, entries, keys)::VARCHAR,
            ',' ORDER BY snapshot, stage, period, programme, unit, mask, blank
        ) || ']' AS packed
        FROM (
            SELECT
                recipient, snapshot, stage, period, programme, unit, ({mask})::UTINYINT AS mask, blank,
                (sum(current) * 100)::BIGINT AS current, (sum(constant) * 100)::BIGINT AS constant,
                sum(count)::BIGINT AS entries, {CITED} AS keys
            FROM {store.lines} WHERE {where} GROUP BY ALL
        )
        GROUP BY recipient
    """
