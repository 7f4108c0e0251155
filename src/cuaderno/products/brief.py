"""The brief of a place, assembled from what lies on the desk. Sections choose and add; they never ask the engine again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cuaderno.errors import NoAnswer, QuestionError, say
from cuaderno.ledger.collector import uncollected
from cuaderno.ledger.ledger import Ledger
from cuaderno.products import about, tables
from cuaderno.products.begun import Begun, begun, beside
from cuaderno.products.desk import Desk
from cuaderno.products.lately import Lately
from cuaderno.products.matters import matters
from cuaderno.products.mirror import mirror
from cuaderno.products.relating import relations
from cuaderno.products.shapes import FORMAT, Brief, Coverage, PlaceRef, Words
from cuaderno.products.sides import comparisons
from cuaderno.statements.periods import Window, parse_window
from cuaderno.statements.places import Place, find_place

if TYPE_CHECKING:
    from cuaderno.products.bonds import RelationsView

MAIN_PROVIDER = "USA"
"""Whose budget money a brief shows where no partner is named: no other provider's tables are published by recipient."""


KEPT = 32
"""So many briefs of an open ledger are kept: whoever reads one asks next for its cells, its other language or one of its charts."""


def make_brief(
    ledger: Ledger, name: str, *, partner: str = "", years: str = "", as_of: str = "", keep: bool = True
) -> Brief:
    """The brief of a place: what it received and what it provided; with a `partner`, what flowed between the two.

    `years` is a window such as 2017-2020; without it the budget tables begin with the years since programmes are known at a
    second stage, and everything else shows all its years. `as_of` is the day commitments are asked for. A warm ledger keeps the
    latest; what is not asked for again need not be kept. Raises UnknownName, QuestionError, and NoAnswer where the ledger holds neither
    figures nor commitments.
    """
    place = find_place(name)
    other = find_place(partner) if partner else None
    if not ledger.store.warm:
        return _make(ledger, place, other, years, as_of)
    kept: Lately[Brief] = ledger.store.once("briefs", lambda: Lately(KEPT))
    asked = (place, other, years, as_of)
    return kept.of(asked, lambda: _make(ledger, place, other, years, as_of), keep=keep)


@uncollected()
def _make(ledger: Ledger, place: Place, other: Place | None, years: str, as_of: str) -> Brief:
    provider = other or find_place(MAIN_PROVIDER)
    asked = _asked(years)
    start = begun(ledger.store, place.code, provider.code)
    desk = start.desk()
    shelf = beside(ledger.store, desk, place.code, other.code if other else "", asked)
    money = bool(start.parts)
    window = (asked or start.window) if money else None
    found = matters(ledger, shelf)
    bound = _bound(ledger, place.code, provider.code, as_of)
    if not money and not found and bound is None:
        raise NoAnswer(_nothing(place, other))
    parts = start.parts | _money(start, desk, window) if window else _no_money()
    parts["empty_programmes"] = tuple(one for one in parts["empty_programmes"] if one.code not in shelf.programmes)
    brief = Brief(
        format=FORMAT,
        place=_ref(place),
        provider=_ref(provider),
        partner=_ref(other) if other else None,
        window=window.code if window else "",
        newest=max((one.newest for line in desk.series for one in line.snapshots), default="") if money else "",
        matters=found,
        relations=bound,
        **parts,
        coverage=(),
        notes=(),
        snapshots=(),
        statements=(),
    )
    mirrored = None if other else mirror(ledger, place.code, desk=desk, years=years)
    statements = desk.statements()
    cited = statements.snapshots
    return replace(
        brief,
        mirror=mirrored,
        coverage=_coverage(ledger, desk, provider.code, cited),
        notes=about.notes(brief),
        statements=statements,
        snapshots=about.snapshots(ledger, cited),
    )


def _coverage(ledger: Ledger, desk: Desk, provider: str, cited: frozenset[str]) -> tuple[Coverage, ...]:
    """What the series cover, kept by those that are cited: of a place they are nearly the same in all years."""
    if not ledger.store.warm:
        return about.coverage(ledger, desk, cited)
    lines = ledger.store.once("lines of snapshots", lambda: _lines(ledger))
    told = frozenset(lines.get(one, 0) for one in cited)
    kept: Lately[tuple[Coverage, ...]] = ledger.store.once("coverage of briefs", lambda: Lately(8 * KEPT))
    return kept.of((provider, told), lambda: about.coverage(ledger, desk, cited))


def _lines(ledger: Ledger) -> dict[str, int]:
    """Which series each newest snapshot is of, by its number from 1."""
    return {one.snapshot: number for number, line in enumerate(ledger.store.series(), 1) for one in line.snapshots}


def _bound(ledger: Ledger, place: str, provider: str, as_of: str) -> RelationsView | None:
    """What binds a place, which is the same whatever years its tables show."""
    if not ledger.store.warm:
        return relations(ledger, place, provider, as_of)
    kept: Lately[RelationsView | None] = ledger.store.once("relations of places", lambda: Lately(2 * KEPT))
    return kept.of((place, provider, as_of), lambda: relations(ledger, place, provider, as_of))


def _ref(place: Place) -> PlaceRef:
    return PlaceRef(place.code, Words(place.name_en, place.name_es))


def _nothing(place: Place, other: Place | None) -> str:
    return (
        say("nothing_between", place=place.name, other=other.name) if other else say("nothing_about", place=place.name)
    )


def _money(start: Begun, desk: Desk, window: Window) -> dict[str, Any]:
    """The parts of a brief that show the budget money of some years."""
    by_programme, picked = tables.programmes(desk, window, start.index)
    return {
        "programmes": by_programme,
        "accounts": tables.accounts(desk, window, picked.get("obligated"), usual=window == start.window),
        "all_assistance": tables.all_assistance(desk, window, start.index),
        "comparisons": comparisons(desk, window, start.pairs),
    }


def _no_money() -> dict[str, Any]:
    some = dict.fromkeys(("headlines", "programmes", "accounts", "comparisons", "empty_programmes"), ())
    return {**some, **dict.fromkeys(("all_assistance", "long_view", "universes", "revisions"))}


def _asked(years: str) -> Window | None:
    """The window asked for, with both its ends."""
    if not years:
        return None
    window = parse_window(years)
    if window.first is None or window.last is None:
        raise QuestionError(say("brief_window"))
    return window
