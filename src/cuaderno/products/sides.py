"""What stands side by side in a brief: two editions of one source, and two sources on one thing. Never merged."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from cuaderno.ledger.gaps import Series
from cuaderno.products.desk import Desk
from cuaderno.products.groups import BIT, Group
from cuaderno.products.shapes import Comparison, Revision, Revisions
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.periods import Window

REVISIONS_SHOWN = 12
COMPARISONS_SHOWN = 60
HALF_A_THOUSAND = Decimal(500)
"""Budget tables print thousands: a difference up to half of one is no disagreement."""


def revisions(desk: Desk) -> Revisions | None:
    """The newest two snapshots of the first series that has two, compared for this place."""
    for series in desk.series:
        for new in series.snapshots:
            olds = [one for one in series.superseded if one.series == new.series]
            if olds:
                return _compare_editions(desk, series, olds[-1], new)
    return None


def _compare_editions(desk: Desk, series: Series, old: Snapshot, new: Snapshot) -> Revisions:
    earlier, later = _said(desk, old), _said(desk, new)
    before = Series(series.source, series.name, series.info, (old,), ())
    after = Series(series.source, series.name, series.info, (new,), ())
    kinds = {"added": 0, "changed": 0, "withdrawn": 0}
    found: list[tuple[int, str, tuple[str, str, str]]] = []
    for key in sorted(earlier.keys() | later.keys()):
        one, two = _sum(earlier.get(key, [])), _sum(later.get(key, []))
        kind = "added" if key not in earlier else "withdrawn" if key not in later else "changed" if one != two else ""
        if kind:
            kinds[kind] += 1
            if kind != "added":
                found.append((abs(two - one), kind, key))
    unchanged = len(earlier.keys() | later.keys()) - sum(kinds.values())
    largest = sorted(found, key=lambda row: (-row[0], row[2]))[:REVISIONS_SHOWN]
    rows = []
    for _, kind, key in largest:
        stage, period, _ = key
        old_fig = desk.figure(earlier[key], before, stage, period) if key in earlier else None
        new_fig = desk.figure(later[key], after, stage, period) if key in later else None
        change = None
        if old_fig is not None and new_fig is not None:
            change = desk.derived(
                "difference",
                (new_fig.value or Decimal(0)) - (old_fig.value or Decimal(0)),
                "USD",
                [old_fig, new_fig],
            )
        rows.append(Revision(kind, stage, period, old_fig, new_fig, change))
    return Revisions(
        series.source,
        old.snapshot,
        new.snapshot,
        kinds["added"],
        kinds["changed"],
        kinds["withdrawn"],
        unchanged,
        tuple(rows),
    )


def _said(desk: Desk, snapshot: Snapshot) -> dict[tuple[str, str, str], list[Group]]:
    found: dict[tuple[str, str, str], list[Group]] = {}
    for stage in snapshot.coverage:
        for one in desk.groups.get((snapshot.snapshot, stage), ()):
            found.setdefault((stage, one.period, one.programme), []).append(one)
    return found


def _sum(groups: list[Group]) -> int:
    """In cents."""
    return sum([one.current or 0 for one in groups])


Pair = tuple[str, str, Series, str, list[Group], Series, str, list[Group]]
"""Programme, period, and two sides: series, stage, groups."""


def comparisons(desk: Desk, window: Window, every: Sequence[Pair]) -> tuple[Comparison, ...]:
    """Where two series speak of one programme and year (`pairs`), those in the years of a window.

    The widest apart are shown, in the order of programmes and years.
    """
    periods = {one.code for one in window.periods()}
    found = [pair for pair in every if pair[1] in periods][:COMPARISONS_SHOWN]
    return tuple(_comparison(desk, pair) for pair in sorted(found, key=lambda pair: (not pair[0], pair[0], pair[1])))


def pairs(desk: Desk) -> tuple[Pair, ...]:
    """Where two series speak of one programme and year: allocations beside obligations, and obligations of two publications; the widest
    apart first."""
    by_programme = [one for one in desk.series if one.grain == "programme"]
    found: list[Pair] = []
    for left in by_programme:
        for right in by_programme:
            if left.source < right.source:
                found += _by_programme(desk, left, right)
        for right in desk.series:
            if right.grain == "recipient" and left.periods("obligated") and right.periods("obligated"):
                found += _all_of(desk, left, right)
    return tuple(sorted(found, key=lambda pair: (-abs(_sum(pair[7]) - _sum(pair[4])), pair[0], pair[1])))


def _by_programme(desk: Desk, left: Series, right: Series) -> list[Pair]:
    """One series' allocations beside the other's obligations of the same programme and year, where both say something."""
    found: list[Pair] = []
    for stage_left, stage_right in (
        ("allocated", "obligated"),
        ("obligated", "obligated"),
        ("obligated", "allocated"),
    ):
        mine, theirs = _indexed(desk, left, stage_left), _indexed(desk, right, stage_right)
        for key in mine.keys() & theirs.keys():
            one, two = mine[key], theirs[key]
            if key[0] and (_sum(one) or _sum(two)):
                found.append((*key, left, stage_left, one, right, stage_right, two))
    return found


def _indexed(desk: Desk, series: Series, stage: str) -> dict[tuple[str, str], list[Group]]:
    found: dict[tuple[str, str], list[Group]] = {}
    for one in desk.of(series, stage):
        if one.current is not None:
            found.setdefault((one.programme, one.period), []).append(one)
    return found


def _all_of(desk: Desk, left: Series, right: Series) -> list[Pair]:
    """Everything obligated in a year, as two publications have it."""
    stage = "obligated"
    mine: dict[str, list[Group]] = {}
    theirs: dict[str, list[Group]] = {}
    for series, side in ((left, mine), (right, theirs)):
        for one in desk.of(series, stage):
            if one.mask & BIT["D6"] and one.current is not None:
                side.setdefault(one.period, []).append(one)
    return [
        ("", period, left, stage, mine[period], right, stage, theirs[period]) for period in mine.keys() & theirs.keys()
    ]


def _comparison(desk: Desk, pair: Pair) -> Comparison:
    programme, period, left, stage_left, mine, right, stage_right, theirs = pair
    options = f" --programme {programme}" if programme else ""
    one = desk.figure(mine, left, stage_left, period, options=options)
    two = desk.figure(theirs, right, stage_right, period, options=options)
    gap = (two.value or Decimal(0)) - (one.value or Decimal(0))
    if stage_left != stage_right:
        reason = "equal" if abs(gap) <= HALF_A_THOUSAND else "different_stage"
    else:
        reason = "same_stage_other_publication" if gap else "equal"
    difference = desk.derived("difference", gap, "USD", [one, two])
    return Comparison(programme, period, left.source, one, right.source, two, difference, reason)
