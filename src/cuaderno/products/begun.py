"""What of a brief no choice of years changes: made once for a place, and the desk on which every brief of it then begins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cuaderno.products import about, leads
from cuaderno.products.desk import Desk, set_out
from cuaderno.products.groups import STAGES
from cuaderno.products.held import Held, Record, Shelf, set_beside
from cuaderno.products.lately import Lately
from cuaderno.products.sides import Pair, pairs, revisions
from cuaderno.products.tables import Index
from cuaderno.statements.periods import Window, fiscal_year, parse_period

if TYPE_CHECKING:
    from cuaderno.ledger.store import Store

MOST_YEARS = 17
"""So many years the tables show where no window is asked for."""

PLACES = 64
"""What is begun, and what lies beside it, is kept of so many places of an open ledger: a reader asks about one again, in other years."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The parts of a brief that show the same money in whatever years, none of a place without any; of the others the usual window,
    all that may stand in a comparison, and what the tables are made of."""

    parts: dict[str, Any]
    window: Window | None
    pairs: tuple[Pair, ...]
    index: Index
    _desk: Desk

    def desk(self) -> Desk:
        """A desk to go on from: it holds what is held of the place, and has numbered what these parts cite."""
        return replace(
            self._desk,
            numbers=dict(self._desk.numbers),
            cited={constant: dict(known) for constant, known in self._desk.cited.items()},
        )


def begun(store: Store, place: str, provider: str) -> Begun:
    """The beginning of every brief of a place, about what a provider gave it."""
    if not store.warm:
        return _begin(store, place, provider)
    kept: Lately[Begun] = store.once("briefs begun", lambda: Lately(PLACES))
    return kept.of((place, provider), lambda: _begin(store, place, provider))


def _begin(store: Store, place: str, provider: str) -> Begun:
    desk = set_out(store, place, provider)
    if not any(desk.groups.values()):
        return Begun({}, None, (), Index(desk), desk)
    long_view = leads.long_view(desk)
    parts = {
        "headlines": leads.headlines(desk, long_view),
        "long_view": long_view,
        "universes": leads.universes(desk),
        "revisions": revisions(desk),
        "empty_programmes": about.empty_programmes(desk),
    }
    return Begun(parts, _window(desk), pairs(desk), Index(desk), desk)


def _window(desk: Desk) -> Window:
    """From the first year known by programme at two stages, at most so many, to the newest year."""
    newest = max(period for line in desk.series for stage in STAGES for period in line.periods(stage))
    firsts = sorted(
        min(line.periods(stage))
        for line in desk.series
        if line.grain == "programme"
        for stage in STAGES
        if line.periods(stage)
    )
    first = firsts[1] if len(firsts) > 1 else firsts[0] if firsts else newest
    last = parse_period(newest)
    return Window(max(parse_period(first), fiscal_year(last.year - MOST_YEARS + 1)), last)


def beside(store: Store, desk: Desk, place: str, partner: str, window: Window | None) -> Shelf:
    """What lies beside the desk, in the years of a window; what is held in all years is read once of an open ledger."""

    def whole() -> Shelf:
        return set_beside(store, desk, place, partner)

    if store.warm:
        kept: Lately[Shelf] = store.once("shelves of places", lambda: Lately(PLACES))
        shelf = kept.of((place, partner), whole)
    else:
        shelf = whole()
    if window is None or window.first is None or window.last is None:
        return replace(shelf, desk=desk)
    first, last = window.first.year, window.last.year
    told = {one.period for one in shelf.received} | {one.period for one in shelf.records}
    within = {code for code in told if _lies_in(code, first, last)}
    received: list[Held] = [one for one in shelf.received if one.period in within]
    records: list[Record] = [one for one in shelf.records if one.period in within]
    return replace(shelf, desk=desk, window=window, received=received, records=records)


@lru_cache(maxsize=4096)
def _years(code: str) -> tuple[int, int]:
    """The first and the last year of a period: a fiscal year by its name, anything else by its days."""
    one = parse_period(code)
    return (one.year, one.year) if code[:2] == "FY" else (one.start.year, one.end.year)


def _lies_in(code: str, first: int, last: int) -> bool:
    begins, ends = _years(code)
    return first <= begins and ends <= last
