"""The brief of a place, assembled from what lies on the desk. Sections choose and add; they never ask the engine again."""

from __future__ import annotations

from dataclasses import replace

from cuaderno.errors import NoAnswer, QuestionError
from cuaderno.ledger.ledger import Ledger
from cuaderno.products import about, leads, tables
from cuaderno.products.collector import uncollected
from cuaderno.products.desk import STAGES, Desk, set_out
from cuaderno.products.shapes import FORMAT, Brief, PlaceRef, Words
from cuaderno.products.sides import comparisons, revisions
from cuaderno.statements.periods import Window, fiscal_year, parse_period, parse_window
from cuaderno.statements.places import find_place

MOST_YEARS = 17
"""So many years the tables show where no window is asked for."""


@uncollected()
def make_brief(ledger: Ledger, name: str, *, partner: str = "USA", years: str = "") -> Brief:
    """The brief of a place as a recipient of `partner`.

    `years` is a window such as 2017-2020; without it the years since programmes are known at a second stage. Raises UnknownName,
    QuestionError, and NoAnswer where the ledger holds nothing of the place or of the partner as a provider.
    """
    recipient = find_place(name)
    provider = find_place(partner)
    desk = set_out(ledger.store, recipient.code, provider.code)
    if not desk.groups:
        raise NoAnswer(
            f"The ledger holds nothing that {provider.name_en} provided to {recipient.name_en}. `cuaderno sources` says what it holds."
        )
    window = _window(desk, years)
    by_programme, picked = tables.programmes(desk, window)
    long_view = leads.long_view(desk)
    brief = Brief(
        format=FORMAT,
        place=PlaceRef(recipient.code, Words(recipient.name_en, recipient.name_es)),
        provider=PlaceRef(provider.code, Words(provider.name_en, provider.name_es)),
        window=window.code,
        newest=max(one.newest for line in desk.series for one in line.snapshots),
        headlines=leads.headlines(desk, long_view),
        programmes=by_programme,
        accounts=tables.accounts(desk, window, picked.get("obligated")),
        all_assistance=tables.all_assistance(desk, window),
        long_view=long_view,
        universes=leads.universes(desk),
        revisions=revisions(desk),
        comparisons=comparisons(desk, window),
        coverage=about.coverage(ledger),
        empty_programmes=about.empty_programmes(desk),
        notes=about.notes(),
        snapshots=(),
        statements=(),
    )
    statements = desk.statements()
    return replace(brief, statements=statements, snapshots=about.snapshots(ledger, statements.snapshots))


def _window(desk: Desk, years: str) -> Window:
    """The window asked for; else from the first year known by programme at two stages, at most so many, to the newest year."""
    if years:
        window = parse_window(years)
        if window.first is None or window.last is None:
            raise QuestionError("A brief needs a window with both its ends, such as 2017-2023.")
        return window
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
