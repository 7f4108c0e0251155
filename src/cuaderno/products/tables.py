"""The tables of a brief: years by stage, for every programme and for all assistance, and the accounts beside them."""

from __future__ import annotations

from cuaderno.ledger.choosing import choose
from cuaderno.ledger.gaps import Series
from cuaderno.products.desk import BIT, STAGES, Desk, Group
from cuaderno.products.shapes import AccountRow, Fig, StageRow, StageTable, Words
from cuaderno.statements import universes as universe_table
from cuaderno.statements.periods import Window
from cuaderno.statements.programmes import all_programmes


def codes(window: Window) -> tuple[str, ...]:
    """The codes of a window's periods."""
    return tuple(one.code for one in window.periods())


def _pick(desk: Desk, window: Window, stage: str, grain: str) -> Series | None:
    """The one series that answers for a stage over the window, as `total` would choose it."""
    fit = [one for one in desk.series if one.periods(stage) and (grain == "recipient" or one.grain == "programme")]
    if grain == "recipient":
        fit = [one for one in fit if one.grain == "recipient" or universe_table.members("D6", one.source)]
    return choose(fit, window, stage)[0] if fit else None


def programmes(desk: Desk, window: Window) -> tuple[tuple[StageTable, ...], dict[str, Series]]:
    """A table for every programme of which anything is said in the window, years by stage."""
    picked = {stage: series for stage in STAGES if (series := _pick(desk, window, stage, "programme"))}
    periods = [code for code in codes(window) if any(code in series.periods(stage) for stage, series in picked.items())]
    indexed: dict[tuple[str, str, str], list[Group]] = {}
    for stage, series in picked.items():
        for one in desk.of(series, stage):
            indexed.setdefault((one.programme, stage, one.period), []).append(one)
    tables = []
    for entry in all_programmes():
        stages = [
            stage
            for stage in picked
            if any(group.current for code in periods for group in indexed.get((entry.code, stage, code), ()))
        ]
        if not stages:
            continue
        rows = tuple(
            StageRow(
                code,
                tuple(
                    desk.figure(
                        indexed.get((entry.code, stage, code), []),
                        picked[stage],
                        stage,
                        code,
                        options=f" --programme {entry.code}",
                    )
                    for stage in stages
                ),
            )
            for code in periods
        )
        tables.append(
            StageTable(
                programme=entry.code,
                name=Words(entry.name_en, entry.name_es),
                meaning=Words(entry.figures_en, entry.figures_es),
                authority=entry.authority,
                unverified=entry.unverified,
                stages=tuple(stages),
                sources=tuple(picked[stage].source for stage in stages),
                rows=rows,
                totals=tuple(
                    _column_total(
                        desk, picked[stage], stage, periods, indexed, entry.code, f" --programme {entry.code}"
                    )
                    for stage in stages
                ),
            )
        )
    return tuple(tables), picked


def _column_total(
    desk: Desk,
    series: Series,
    stage: str,
    periods: list[str],
    indexed: dict[tuple[str, str, str], list[Group]],
    code: str,
    options: str,
) -> Fig:
    """The sum over the years the source covers; its period says which."""
    covered = [period for period in periods if period in series.periods(stage)]
    groups = [group for period in covered for group in indexed.get((code, stage, period), ())]
    return desk.figure(groups, series, stage, span(covered), periods=covered, options=options)


def span(periods: list[str]) -> str:
    """The code of the window from the first to the last of some periods."""
    return periods[0] if len(periods) == 1 else f"{periods[0]}-{periods[-1]}"


def accounts(desk: Desk, window: Window, series: Series | None) -> tuple[AccountRow, ...]:
    """The accounts that are no programme of the catalogue, over the years of the window that the source covers."""
    if series is None:
        return ()
    covered = [code for code in codes(window) if code in series.periods("obligated")]
    if not covered:
        return ()
    rows = []
    for one in desk.accounts(series, "obligated", covered[0], covered[-1]):
        group = Group(one.snapshot, "obligated", "", "", "USD", 0, None, one.cents, None, one.entries, one.keys)
        figure = desk.figure([group], series, "obligated", span(covered), periods=covered)
        rows.append(AccountRow(one.account, one.agency, one.category, figure))
    return tuple(rows)


def all_assistance(desk: Desk, window: Window) -> StageTable | None:
    """Everything the provider gave, programmes not told apart: years by stage."""
    picked = {stage: series for stage in STAGES if (series := _pick(desk, window, stage, "recipient"))}
    said = {stage: [one for one in desk.of(series, stage) if one.mask & BIT["D6"]] for stage, series in picked.items()}
    told = frozenset(codes(window))
    stages = [stage for stage in picked if said[stage] and not told.isdisjoint(picked[stage].periods(stage))]
    periods = [code for code in codes(window) if any(code in picked[stage].periods(stage) for stage in stages)]
    if not stages or not periods:
        return None
    indexed: dict[tuple[str, str, str], list[Group]] = {}
    for stage in stages:
        for one in said[stage]:
            indexed.setdefault(("", stage, one.period), []).append(one)
    universe = universe_table.universe("D6")
    return StageTable(
        programme="",
        name=Words(universe.name_en, universe.name_es),
        meaning=Words(universe.sentence_en, universe.sentence_es),
        authority="",
        unverified=(),
        stages=tuple(stages),
        sources=tuple(picked[stage].source for stage in stages),
        rows=tuple(
            StageRow(
                code,
                tuple(desk.figure(indexed.get(("", stage, code), []), picked[stage], stage, code) for stage in stages),
            )
            for code in periods
        ),
        totals=tuple(_column_total(desk, picked[stage], stage, periods, indexed, "", "") for stage in stages),
    )
