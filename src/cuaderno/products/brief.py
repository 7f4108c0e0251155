"""The brief of a place, assembled from what lies on the desk. Sections choose and add; they never ask the engine again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cuaderno.errors import NoAnswer, QuestionError
from cuaderno.ledger.collector import uncollected
from cuaderno.ledger.ledger import Ledger
from cuaderno.products import about, leads, tables
from cuaderno.products.desk import STAGES, Desk, set_out
from cuaderno.products.held import set_beside
from cuaderno.products.lately import Lately
from cuaderno.products.matters import matters
from cuaderno.products.mirror import mirror
from cuaderno.products.relating import relations
from cuaderno.products.shapes import FORMAT, Brief, PlaceRef, Words
from cuaderno.products.sides import comparisons, revisions
from cuaderno.statements.periods import Window, fiscal_year, parse_period, parse_window
from cuaderno.statements.places import Place, find_place

if TYPE_CHECKING:
    from cuaderno.products.bonds import RelationsView

MOST_YEARS = 17
"""So many years the tables show where no window is asked for."""


MAIN_PROVIDER = "USA"
"""Whose budget money a brief shows where no partner is named: no other provider's tables are published by recipient."""


KEPT = 32
"""So many briefs of an open ledger are kept: whoever reads one asks next for its cells, its other language or one of its charts."""


def make_brief(ledger: Ledger, name: str, *, partner: str = "", years: str = "", as_of: str = "") -> Brief:
    """The brief of a place: what it received and what it provided; with a `partner`, what flowed between the two.

    `years` is a window such as 2017-2020; without it the budget tables begin with the years since programmes are known at a
    second stage, and everything else shows all its years. `as_of` is the day commitments are asked for. Raises UnknownName,
    QuestionError, and NoAnswer where the ledger holds neither figures nor commitments.
    """
    place = find_place(name)
    other = find_place(partner) if partner else None
    if not ledger.store.warm:
        return _make(ledger, place, other, years, as_of)
    kept: Lately[Brief] = ledger.store.once("briefs", lambda: Lately(KEPT))
    return kept.of((place, other, years, as_of), lambda: _make(ledger, place, other, years, as_of))


@uncollected()
def _make(ledger: Ledger, place: Place, other: Place | None, years: str, as_of: str) -> Brief:
    provider = other or find_place(MAIN_PROVIDER)
    asked = _asked(years)
    desk = set_out(ledger.store, place.code, provider.code)
    shelf = set_beside(ledger.store, desk, place.code, other.code if other else "", asked)
    money = any(desk.groups.values())
    window = (asked or _window(desk)) if money else None
    found = matters(ledger, shelf)
    bound = _bound(ledger, place.code, provider.code, as_of)
    if not money and not found and bound is None:
        raise NoAnswer(_nothing(place, other))
    brief = Brief(
        format=FORMAT,
        place=_ref(place),
        provider=_ref(provider),
        partner=_ref(other) if other else None,
        window=window.code if window else "",
        newest=max((one.newest for line in desk.series for one in line.snapshots), default="") if money else "",
        matters=found,
        relations=bound,
        **(_money(desk, window) if window else _no_money()),
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
        coverage=about.coverage(ledger, desk, cited),
        notes=about.notes(brief),
        statements=statements,
        snapshots=about.snapshots(ledger, cited),
    )


def _bound(ledger: Ledger, place: str, provider: str, as_of: str) -> RelationsView | None:
    """What binds a place, which is the same whatever years its tables show."""
    if not ledger.store.warm:
        return relations(ledger, place, provider, as_of)
    kept: Lately[RelationsView | None] = ledger.store.once("relations of places", lambda: Lately(2 * KEPT))
    return kept.of((place, provider, as_of), lambda: relations(ledger, place, provider, as_of))


def _ref(place: Place) -> PlaceRef:
    return PlaceRef(place.code, Words(place.name_en, place.name_es))


def _nothing(place: Place, other: Place | None) -> str:
    between = f"that passed between {place.name_en} and {other.name_en}" if other else f"about {place.name_en}"
    return (
        f"The ledger holds nothing {between}, neither figures nor commitments. `cuaderno sources` says what it holds."
    )


def _money(desk: Desk, window: Window) -> dict[str, Any]:
    """The parts of a brief that show budget money."""
    by_programme, picked = tables.programmes(desk, window)
    long_view = leads.long_view(desk)
    return {
        "headlines": leads.headlines(desk, long_view),
        "programmes": by_programme,
        "accounts": tables.accounts(desk, window, picked.get("obligated")),
        "all_assistance": tables.all_assistance(desk, window),
        "long_view": long_view,
        "universes": leads.universes(desk),
        "revisions": revisions(desk),
        "comparisons": comparisons(desk, window),
        "empty_programmes": about.empty_programmes(desk),
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
        raise QuestionError("A brief needs a window with both its ends, such as 2017-2023.")
    return window


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
