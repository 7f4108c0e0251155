"""The places of which the ledger holds anything, and of which two there is a page together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.ledger.packed import found
from cuaderno.statements.places import all_places

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger


def places_held(ledger: Ledger) -> tuple[str, ...]:
    """The codes of the places that anything is said of, in the order of the vocabulary: each has a brief."""
    return ledger.store.once("places held", lambda: _found(ledger))


def _found(ledger: Ledger) -> tuple[str, ...]:
    named = {code for pair in _pairs(ledger) for code in pair}
    return tuple(one.code for one in all_places() if one.code in named)


def pairs_held(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """Recipient and provider of every two places between which figures passed, in the order of the vocabulary."""
    return ledger.store.once("pairs held", lambda: _held_pairs(ledger))


def _held_pairs(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    places = {one.code: number for number, one in enumerate(all_places())}
    some = {pair for pair in _figures(ledger) if pair[0] != pair[1] and places.keys() >= set(pair)}
    return tuple(sorted(some, key=lambda pair: (places[pair[0]], places[pair[1]])))


def _figures(ledger: Ledger) -> set[tuple[str, str]]:
    store = ledger.store
    if all(one.relations for one in store.manifest.snapshots):
        return set()
    rows = found(store, "pairs", lambda named: f"SELECT DISTINCT recipient, provider FROM {named.lines} ORDER BY ALL")
    return {(recipient, provider) for recipient, provider in rows}


def _pairs(ledger: Ledger) -> set[tuple[str, str]]:
    store = ledger.store
    every = _figures(ledger)
    if any(one.relations for one in store.manifest.snapshots):
        every |= {(one, other) for one, other in store.ask(f"SELECT DISTINCT party, partner FROM {store.dated_stages}")}
    return every
