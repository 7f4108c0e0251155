"""The visits to and from a place and its chiefs of mission, the newest of them, out of what may be thousands."""

from __future__ import annotations

from typing import Any

from cuaderno.ledger.commitments import relation_snapshots
from cuaderno.ledger.dated import OF_STAGE
from cuaderno.ledger.store import Store
from cuaderno.products.bonds import Event, Listing
from cuaderno.products.dating import lines, side
from cuaderno.products.shapes import Words
from cuaderno.reading.table import literal
from cuaderno.statements.relation import EVENT, DatedStage, Party, all_types
from cuaderno.statements.statement import citation

MOST_EVENTS = 8


def visits_of(store: Store, here: str, with_: str, day: str) -> tuple[Listing, ...]:
    """What was visited up to a day, newest first, both ways; and the chiefs of mission. The party of a visit is the visitor."""
    if not relation_snapshots(store):
        return ()
    met = f" --with {with_}" if with_ else ""
    listings: dict[str, list[tuple[Any, ...]]] = {}
    for code, *row in store.ask(_EVENTS.format(events=_events(store)), [here, with_, day, MOST_EVENTS]):
        listings.setdefault(code, []).append(tuple(row))
    return tuple(
        Listing(code, rows[0][0], tuple(_event(store, row, day) for row in rows), _ask_all(f"{here}{met}", rows[0][1]))
        for code in ("to", "by", "chiefs")
        if (rows := listings.get(code))
    )


def _ask_all(whom: str, kind: str) -> str:
    return f"cuaderno commitments {whom} --type {kind}"


def _events(store: Store) -> str:
    """The dated stages of every event in the newest tables, as SQL."""
    chosen = ", ".join(literal(one.snapshot) for one in relation_snapshots(store))
    kinds = ", ".join(literal(one.code) for one in all_types() if one.kind == EVENT)
    return f"(SELECT * FROM {store.dated_stages} WHERE snapshot IN ({chosen}) AND type IN ({kinds}))"


_EVENTS = f"""
    SELECT listing, held, type, key, source, snapshot, title_en, title_es, visitor, host, stages FROM (
        SELECT
            CASE WHEN type <> 'VISIT' THEN 'chiefs' WHEN partner = $1 THEN 'to' ELSE 'by' END AS listing,
            count(*) OVER (PARTITION BY listing) AS held, type, key, source, snapshot,
            any_value(title_en) AS title_en, any_value(title_es) AS title_es, any_value([party, party_name, party_role]) AS visitor,
            any_value([partner, partner_name, partner_role]) AS host, list([{", ".join(OF_STAGE)}] ORDER BY date, row) AS stages,
            row_number() OVER (PARTITION BY listing ORDER BY max(date) DESC, key) AS place
        FROM {{events}}
        WHERE (party = $1 OR partner = $1) AND ($2 = '' OR party = $2 OR partner = $2) AND date <= $3
        GROUP BY listing, type, key, source, snapshot
    ) WHERE place <= $4 ORDER BY place
"""


def _event(store: Store, row: tuple[Any, ...], day: str) -> Event:
    _, kind, key, source, snapshot, title_en, title_es, *both, stages = row
    cited = citation(key, snapshot)
    sides = tuple(side(Party(*(text or "" for text in one))) for one in both if one[0])
    rows = [DatedStage(*(text or "" for text in values)) for values in stages]
    return Event(
        cited, source, kind, Words(title_en, title_es or title_en), sides, lines(store, rows, source, cited, day)
    )
