"""The tables of a brief: years by stage, for every programme and for all assistance, and the accounts beside them."""

from __future__ import annotations

from cuaderno.ledger.choosing import choose
from cuaderno.ledger.gaps import Series
from cuaderno.products.accounts import accounts as accounts_of
from cuaderno.products.desk import Desk
from cuaderno.products.groups import BIT, STAGES, Group
from cuaderno.products.shapes import AccountRow, Fig, StageRow, StageTable, Words
from cuaderno.statements import universes as universe_table
from cuaderno.statements.periods import Window
from cuaderno.statements.programmes import all_programmes

ByProgramme = dict[tuple[str, str], list[Group]]
"""Groups by programme and period."""


def codes(window: Window) -> tuple[str, ...]:
    """The codes of a window's periods."""
    return tuple(one.code for one in window.periods())


def _pick(desk: Desk, window: Window, stage: str, grain: str) -> Series | None:
    """The one series that answers for a stage over the window, as `total` would choose it."""
    fit = [one for one in desk.series if one.periods(stage) and (grain == "recipient" or one.grain == "programme")]
    if grain == "recipient":
        fit = [one for one in fit if one.grain == "recipient" or universe_table.members("D6", one.source)]
    return choose(fit, window, stage)[0] if fit else None


class Index:
    """The groups of a place by what the tables ask for: looked through once, whatever years are asked for afterwards."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._programmes: dict[tuple[str, str, str], ByProgramme] = {}
        self._everything: dict[tuple[str, str, str], dict[str, list[Group]]] = {}

    def programmes(self, series: Series, stage: str) -> ByProgramme:
        """The groups of each programme and period."""
        name = (series.source, series.name, stage)
        if name not in self._programmes:
            found: ByProgramme = {}
            for one in self._desk.of(series, stage):
                found.setdefault((one.programme, one.period), []).append(one)
            self._programmes[name] = found
        return self._programmes[name]

    def everything(self, series: Series, stage: str) -> dict[str, list[Group]]:
        """The groups of each period that count as all assistance."""
        name = (series.source, series.name, stage)
        if name not in self._everything:
            found: dict[str, list[Group]] = {}
            for one in self._desk.of(series, stage):
                if one.mask & BIT["D6"]:
                    found.setdefault(one.period, []).append(one)
            self._everything[name] = found
        return self._everything[name]


def programmes(desk: Desk, window: Window, index: Index) -> tuple[tuple[StageTable, ...], dict[str, Series]]:
    """A table for every programme of which anything is said in the window, years by stage."""
    picked = {stage: series for stage in STAGES if (series := _pick(desk, window, stage, "programme"))}
    periods = [code for code in codes(window) if any(code in series.periods(stage) for stage, series in picked.items())]
    indexed = {stage: index.programmes(series, stage) for stage, series in picked.items()}
    told = frozenset(periods)
    spoken = {
        (programme, stage)
        for stage, groups in indexed.items()
        for (programme, period), some in groups.items()
        if period in told and any(one.current for one in some)
    }
    tables = []
    for entry in all_programmes():
        chosen = [(stage, series) for stage, series in picked.items() if (entry.code, stage) in spoken]
        if not chosen:
            continue
        options = f" --programme {entry.code}"
        columns = [(indexed[stage], series, stage) for stage, series in chosen]
        rows = tuple(
            [
                StageRow(
                    code,
                    tuple(
                        [
                            desk.figure(held.get((entry.code, code), ()), series, stage, code, options=options)
                            for held, series, stage in columns
                        ]
                    ),
                )
                for code in periods
            ]
        )
        tables.append(
            StageTable(
                programme=entry.code,
                name=Words(entry.name_en, entry.name_es),
                meaning=Words(entry.figures_en, entry.figures_es),
                authority=entry.authority,
                unverified=entry.unverified,
                stages=tuple(stage for stage, _ in chosen),
                sources=tuple(series.source for _, series in chosen),
                rows=rows,
                totals=_totals(desk, chosen, rows, options),
            )
        )
    return tuple(tables), picked


def _totals(
    desk: Desk, picked: list[tuple[str, Series]], rows: tuple[StageRow, ...], options: str = ""
) -> tuple[Fig, ...]:
    """The sum of each column over the years its source covers; its period says which."""
    totals = []
    for place, (stage, series) in enumerate(picked):
        covered = [row for row in rows if row.period in series.periods(stage)]
        periods = [row.period for row in covered]
        column = [row.cells[place] for row in covered]
        totals.append(desk.total(column, series, stage, span(periods), periods=periods, options=options))
    return tuple(totals)


def span(periods: list[str]) -> str:
    """The code of the window from the first to the last of some periods."""
    return periods[0] if len(periods) == 1 else f"{periods[0]}-{periods[-1]}"


def accounts(desk: Desk, window: Window, series: Series | None, *, usual: bool) -> tuple[AccountRow, ...]:
    """The accounts that are no programme of the catalogue, over the years of the window that the source covers; `usual` is a window
    that nobody chose."""
    if series is None:
        return ()
    covered = [code for code in codes(window) if code in series.periods("obligated")]
    if not covered:
        return ()
    rows = []
    for one in accounts_of(desk, series, "obligated", covered[0], covered[-1], usual=usual):
        group = Group(one.snapshot, "obligated", "", "", "USD", 0, None, one.cents, None, one.entries, one.keys)
        figure = desk.figure([group], series, "obligated", span(covered), periods=covered)
        rows.append(AccountRow(one.account, one.agency, one.category, figure))
    return tuple(rows)


def all_assistance(desk: Desk, window: Window, index: Index) -> StageTable | None:
    """Everything the provider gave, programmes not told apart: years by stage."""
    picked = {stage: series for stage in STAGES if (series := _pick(desk, window, stage, "recipient"))}
    said = {stage: index.everything(series, stage) for stage, series in picked.items()}
    told = frozenset(codes(window))
    chosen = [
        (stage, series)
        for stage, series in picked.items()
        if said[stage] and not told.isdisjoint(series.periods(stage))
    ]
    periods = [code for code in codes(window) if any(code in series.periods(stage) for stage, series in chosen)]
    if not chosen or not periods:
        return None
    rows = tuple(
        [
            StageRow(
                code, tuple([desk.figure(said[stage].get(code, ()), series, stage, code) for stage, series in chosen])
            )
            for code in periods
        ]
    )
    universe = universe_table.universe("D6")
    return StageTable(
        programme="",
        name=Words(universe.name_en, universe.name_es),
        meaning=Words(universe.sentence_en, universe.sentence_es),
        authority="",
        unverified=(),
        stages=tuple(stage for stage, _ in chosen),
        sources=tuple(series.source for _, series in chosen),
        rows=rows,
        totals=_totals(desk, chosen, rows),
    )
