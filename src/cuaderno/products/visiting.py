"""The visits to and from a place and its chiefs of mission, the newest of them, out of what may be thousands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cuaderno.ledger.commitments import every_commitment, newest_day, relation_snapshots
from cuaderno.ledger.dated import OF_STAGE
from cuaderno.ledger.packed import packed
from cuaderno.ledger.store import Store
from cuaderno.products.bonds import Event, Listing
from cuaderno.products.dating import lines, side
from cuaderno.products.shapes import Words
from cuaderno.reading.table import literal
from cuaderno.statements.relation import EVENT, DatedStage, Party, all_types
from cuaderno.statements.statement import citation

MOST_EVENTS = 8
MOST_EVENTS_ALONE = 100
_LISTINGS = ("to", "by", "chiefs")
_VISIT, _CHIEF = "VISIT", "CHIEF_OF_MISSION"


def visits_of(store: Store, here: str, with_: str, day: str) -> tuple[Listing, ...]:
    """What was visited up to a day, newest first, both ways; and the chiefs of mission. The party of a visit is the visitor."""
    return _found(store, here, with_, day, MOST_EVENTS)


def _found(store: Store, here: str, with_: str, day: str, most: int) -> tuple[Listing, ...]:
    if not relation_snapshots(store):
        return ()
    met = f" --with {with_}" if with_ else ""
    listings: dict[str, list[list[Any]]] = {}
    for code, *row in _listed(store, here, with_, day, most):
        listings.setdefault(code, []).append(row)
    return tuple(
        Listing(code, rows[0][0], tuple(_event(store, row, day) for row in rows), _ask_all(f"{here}{met}", rows[0][1]))
        for code in _LISTINGS
        if (rows := listings.get(code))
    )


def events_of(store: Store, here: str, with_: str, day: str, kinds: Sequence[str]) -> tuple[Listing, ...]:
    """As `visits_of`, of some types of event alone and as many of each as a page of them holds."""
    wanted = {code for code in _LISTINGS if (_CHIEF if code == "chiefs" else _VISIT) in kinds}
    return tuple(one for one in _found(store, here, with_, day, MOST_EVENTS_ALONE) if one.code in wanted)


def counted_events(store: Store) -> list[tuple[str, int]]:
    """How many events of the newest tables concern each place; of a warm ledger they are counted once."""
    if not relation_snapshots(store):
        return []
    sql = (
        f"SELECT here, count(DISTINCT key) FROM (SELECT party AS here, key FROM {_events(store)} UNION ALL "
        f"SELECT partner, key FROM {_events(store)} WHERE partner IS NOT NULL) GROUP BY here"
    )
    return store.once("events-counted", lambda: [(str(code), int(count)) for code, count in store.ask(sql)])


def places_related(store: Store) -> list[str]:
    """The codes of all places that a relation of any type concerns."""
    sides = {code for one in every_commitment(store, "9999-12-31") for code in one.relation.codes}
    return sorted(sides | {code for code, _ in counted_events(store)})


def _ask_all(whom: str, kind: str) -> str:
    return f"cuaderno commitments {whom} --type {kind}"


def _events(store: Store) -> str:
    """The dated stages of every event in the newest tables, as SQL."""
    chosen = ", ".join(literal(one.snapshot) for one in relation_snapshots(store))
    kinds = ", ".join(literal(one.code) for one in all_types() if one.kind == EVENT)
    return f"(SELECT * FROM {store.dated_stages} WHERE snapshot IN ({chosen}) AND type IN ({kinds}))"


def _listed(store: Store, here: str, with_: str, day: str, most: int) -> list[list[Any]]:
    """The newest events of each listing; those of every place up to the ledger's own day are held where the ledger is warm."""
    held = store.warm and not with_ and most == MOST_EVENTS
    if held and day == newest_day(relation_snapshots(store)).isoformat():
        found = packed(store, "visits", lambda named: _every(named, day)).get(here, [])
    else:
        own = f"(SELECT *, {literal(here)} AS here FROM {_events(store)})"
        where = "(party = here OR partner = here) AND ($1 = '' OR party = $1 OR partner = $1) AND date <= $2"
        found = store.ask(f"SELECT packed FROM ({_PACKED.format(events=own, where=where, most=most)})", [with_, day])
    return [row for (text,) in found for row in json.loads(text)]


def _every(store: Store, day: str) -> str:
    """The newest events of each listing of every place, as SQL."""
    events = _events(store)
    every = (
        f"SELECT *, party AS here FROM {events} UNION ALL "
        f"SELECT *, partner FROM {events} WHERE partner IS NOT NULL AND partner <> party"
    )
    return _PACKED.format(events=f"({every})", where=f"date <= {literal(day)}", most=MOST_EVENTS)


_PACKED = f"""
    SELECT here, '[' || string_agg(
        json_array(listing, held, type, key, source, snapshot, title_en, title_es, visitor, host, stages)::VARCHAR, ',' ORDER BY place
    ) || ']' AS packed FROM (
        SELECT
            here, CASE WHEN type <> 'VISIT' THEN 'chiefs' WHEN partner = here THEN 'to' ELSE 'by' END AS listing,
            count(*) OVER (PARTITION BY here, listing) AS held, type, key, source, snapshot,
            any_value(title_en) AS title_en, any_value(title_es) AS title_es, any_value([party, party_name, party_role]) AS visitor,
            any_value([partner, partner_name, partner_role]) AS host, list([{", ".join(OF_STAGE)}] ORDER BY date, row) AS stages,
            row_number() OVER (PARTITION BY here, listing ORDER BY max(date) DESC, key) AS place
        FROM {{events}} WHERE {{where}}
        GROUP BY here, listing, type, key, source, snapshot
    ) WHERE place <= {{most}} GROUP BY here
"""


def _event(store: Store, row: list[Any], day: str) -> Event:
    _, kind, key, source, snapshot, title_en, title_es, *both, stages = row
    cited = citation(key, snapshot)
    sides = tuple(side(Party(*(text or "" for text in one))) for one in both if one[0])
    rows = [DatedStage(*(text or "" for text in values)) for values in stages]
    return Event(
        cited, source, kind, Words(title_en, title_es or title_en), sides, lines(store, rows, source, cited, day)
    )
