"""What a brief leads with: the long view, the universes side by side, and the sentences drawn from them."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from cuaderno.products.desk import Desk
from cuaderno.products.groups import BIT, Group
from cuaderno.products.shapes import Headline, LongRow, LongView, UniverseRow, Universes, Words
from cuaderno.products.tables import span
from cuaderno.statements import universes as universe_table
from cuaderno.statements.periods import Maturity

UNIVERSE_YEARS = 10
SETTLED = Maturity.M2
D4 = " --universe D4"


def long_view(desk: Desk) -> LongView | None:
    """Obligations since the longest series by category begins, military and all, in current and in its constant dollars."""
    stage = "obligated"
    fit = [
        one
        for one in desk.series
        if one.grain == "programme" and one.base(stage) and universe_table.members("D4", one.source)
    ]
    if not fit:
        return None
    series = min(fit, key=lambda one: (min(one.periods(stage)), one.info.rank))
    groups = [one for one in desk.of(series, stage) if one.mask & BIT["D6"]]
    if not groups:
        return None
    base = series.base(stage)
    by_period: dict[str, list[Group]] = {}
    for one in groups:
        by_period.setdefault(one.period, []).append(one)
    covered = sorted(series.periods(stage))
    first = min(by_period)
    periods = [code for code in covered if code >= first]

    rows = []
    for code in periods:
        some, within = by_period.get(code, []), [code]
        military = [one for one in some if one.mask & BIT["D4"]]
        rows.append(
            LongRow(
                code,
                desk.figure(military, series, stage, code, periods=within, options=D4),
                desk.figure(military, series, stage, code, constant=True, periods=within, options=D4),
                desk.figure(some, series, stage, code, periods=within),
                desk.figure(some, series, stage, code, constant=True, periods=within),
            )
        )
    total = partial(desk.total, series=series, stage=stage, period=span(periods), periods=periods)
    military_total = total([row.military for row in rows], options=D4)
    military_constant = total([row.military_constant for row in rows], constant=True, options=D4)
    all_total = total([row.all for row in rows])
    all_constant = total([row.all_constant for row in rows], constant=True)
    return LongView(
        series.source, stage, base or 0, tuple(rows), military_total, all_total, military_constant, all_constant
    )


def universes(desk: Desk) -> Universes | None:
    """Every universe over the last ten settled years of the source that knows them all."""
    stage = "obligated"
    fit = [
        one
        for one in desk.series
        if one.grain == "programme" and universe_table.members("D4", one.source) and one.periods(stage)
    ]
    if not fit:
        return None
    series = min(fit, key=lambda one: (one.info.rank, one.source))
    settled = [code for code in sorted(series.periods(stage)) if series.maturity(code, stage) >= SETTLED][
        -UNIVERSE_YEARS:
    ]
    groups = [one for one in desk.of(series, stage) if one.period in settled]
    if not settled or not groups:
        return None
    rows = []
    for universe in universe_table.all_universes():
        reason = Words(universe.reason_en, universe.reason_es)
        figure = None
        if universe.answerable:
            mine = [one for one in groups if one.mask & BIT[universe.code]]
            figure = desk.figure(
                mine, series, stage, span(settled), periods=settled, options=f" --universe {universe.code}"
            )
        rows.append(
            UniverseRow(
                universe.code,
                Words(universe.name_en, universe.name_es),
                Words(universe.sentence_en, universe.sentence_es),
                figure,
                reason,
            )
        )
    return Universes(span(settled), series.source, stage, tuple(rows))


def headlines(desk: Desk, long_view: LongView | None) -> tuple[Headline, ...]:
    """The lead: everything since the beginning; the latest settled year, its security accounts, its largest programme; the peak."""
    if long_view is None:
        return ()
    found = []
    if long_view.all_total.value is not None:
        found.append(Headline("all_since", long_view.all_total, long_view.military_total, universe="D6"))
    settled = [row for row in long_view.rows if row.all.value is not None and row.all.maturity >= SETTLED.name]
    if settled:
        latest = settled[-1]
        found.append(Headline("military_latest", latest.all, latest.military, universe="D4"))
        found += _security(desk, long_view, latest.period)
    peaks = [row for row in long_view.rows if row.military_constant.value]
    if peaks:
        peak = max(peaks, key=lambda row: row.military_constant.value or Decimal(0))
        found.append(Headline("peak_year", peak.military_constant, peak.military, universe="D4"))
    return tuple(found)


def _security(desk: Desk, long_view: LongView, period: str) -> list[Headline]:
    """The State Department's security accounts in a year, and the largest programme among them and their counter-drug account."""
    series = next(one for one in desk.series if one.source == long_view.source)
    groups = [one for one in desk.of(series, long_view.stage) if one.period == period and one.current]
    security = [one for one in groups if one.mask & BIT["D1"]]
    if not security:
        return []
    lead = Headline(
        "security_latest",
        desk.figure(security, series, long_view.stage, period, options=" --universe D1"),
        universe="D1",
    )
    by_programme: dict[str, list[Group]] = {}
    for one in groups:
        if one.programme and one.mask & BIT["D2"]:
            by_programme.setdefault(one.programme, []).append(one)
    largest = max(by_programme, key=lambda code: sum(one.current or 0 for one in by_programme[code]))
    figure = desk.figure(by_programme[largest], series, long_view.stage, period, options=f" --programme {largest}")
    return [lead, Headline("largest_programme", figure, programme=largest)]
