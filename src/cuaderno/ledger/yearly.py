"""Many sums at once, year by year, each source by itself: what a document's claims are held against in one question.

Each answer is what `totals.total` says by year of the same question, for every source that speaks of it and without a window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from cuaderno.errors import CannotAdd, NoAnswer
from cuaderno.ledger.answer import CITES, Cites, Figure
from cuaderno.ledger.choosing import candidates_for
from cuaderno.ledger.filters import filters
from cuaderno.ledger.gaps import Series, base_of
from cuaderno.ledger.question import Question
from cuaderno.ledger.store import Store
from cuaderno.statements.measures import Addend, check_addable
from cuaderno.statements.periods import calendar_of
from cuaderno.statements.universes import check_answerable, members

AT_ONCE = 24
"""So many sums go into one question to the engine: its planning takes longer than the sums."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One sum: codes, one stage, one unit; a programme or a universe, or neither; `constant` in the source's own constant prices."""

    stage: str
    recipients: tuple[str, ...] = ()
    provider: str = ""
    programme: str = ""
    universe: str = ""
    unit: str = "USD"
    constant: bool = False
    known_on: str = ""

    def question(self) -> Question:
        """The same as a question for a total."""
        return Question(
            recipients=self.recipients,
            programmes=(self.programme,) if self.programme else (),
            stages=(self.stage,),
            provider=self.provider,
            universe=self.universe,
            bases=(0,) if self.constant else None,
            known_on=self.known_on,
            unit=self.unit,
        )


@dataclass(frozen=True, slots=True)
class Yearly:
    """What one source says of a sum, period by period.

    `untold` are the members of the universe, or the programme, that it never speaks of at this stage; `of` the programmes and kinds
    of figure that each period's sum is made of.
    """

    series: Series
    stage: str
    unit: str
    found: Mapping[str, Figure] = field(default_factory=dict)
    untold: tuple[str, ...] = ()
    of: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)

    def figure(self, period: str) -> Figure:
        """The figure of a period, or its blank with the reason."""
        if period in self.found:
            return self.found[period]
        settled = self.series.maturity_name(self.stage, (period,))
        return Figure(period, None, self.unit, self.series.blank(period, self.stage), settled, period=period)

    def refusal(self, periods: Iterable[str]) -> str:
        """Law 2 on what was found in some periods: the rule that forbids its sum, "" where none does."""
        added = sorted(period for period in periods if period in self.found)
        if not added:
            return ""
        times = 2 if any(self.found[period].count > 1 for period in added) else 1
        ends = tuple(dict.fromkeys((added[0], added[-1]))) * times
        of = frozenset(one for period in added for one in self.of[period])
        return _rule(self.stage, self.unit, self.series.source, self.series.name, of, ends)

    @property
    def periods(self) -> frozenset[str]:
        """The periods of which the source says anything at this stage."""
        return self.series.periods(self.stage)


def yearly(store: Store, questions: Iterable[Asked], periods: Iterable[str]) -> dict[Asked, tuple[Yearly, ...]]:
    """What every source says of each sum in some periods; no source of what none speaks of.

    Raises CannotAdd for a universe that has no total.
    """
    wanted = tuple(dict.fromkeys(questions))
    fit = {one: _fit(store, one) for one in wanted}
    when = tuple(sorted(set(periods)))
    found = {one: tuple(_told(one, line, []) for line in fit[one]) for one in wanted}
    same = {one: _newest(one, fit) for one in wanted}
    for some in _batches([one for one in wanted if same[one] == one and _spoken(one, found[one])]):
        rows = _rows(store, some, fit, when)
        for place, one in enumerate(some):
            found[one] = tuple(_told(one, line, rows.get((place, line.source, line.name), [])) for line in fit[one])
    return {one: found[same[one]] for one in wanted}


def _newest(asked: Asked, fit: Mapping[Asked, tuple[Series, ...]]) -> Asked:
    """The same sum of the newest snapshots, where what had been published by a day is what is newest still."""
    newest = replace(asked, known_on="")
    return newest if newest in fit and _snapshots(fit[newest]) == _snapshots(fit[asked]) else asked


def _snapshots(lines: Iterable[Series]) -> frozenset[str]:
    return frozenset(held.snapshot for line in lines for held in line.snapshots)


def _spoken(asked: Asked, lines: tuple[Yearly, ...]) -> bool:
    """Whether any source ever speaks of it: of a programme that none tells apart there is nothing to look for."""
    return any(not (asked.programme and line.untold) for line in lines)


def _fit(store: Store, asked: Asked) -> tuple[Series, ...]:
    if asked.universe:
        check_answerable(asked.universe)
    try:
        return tuple(candidates_for(store, asked.question(), asked.stage))
    except NoAnswer:
        return ()


_Row = tuple[str, str, "Decimal | None", int, "str | None", list[int], list[str], list[str]]


def _batches(asked: list[Asked]) -> Iterator[list[Asked]]:
    """Sums alike in all but the stage and what is summed, so many at once."""
    alike: dict[tuple[object, ...], list[Asked]] = {}
    for one in asked:
        alike.setdefault((one.recipients, one.provider, one.unit, one.constant, one.known_on), []).append(one)
    for some in alike.values():
        for at in range(0, len(some), AT_ONCE):
            yield some[at : at + AT_ONCE]


def _rows(
    store: Store, asked: list[Asked], fit: Mapping[Asked, tuple[Series, ...]], periods: tuple[str, ...]
) -> dict[tuple[int, str, str], list[_Row]]:
    """One question to the engine: each line of the ledger goes to every sum of the batch that it belongs to."""
    snapshots = {held.snapshot: held for one in asked for line in fit[one] for held in line.snapshots}
    cases, parameters = [], []
    for at, one in enumerate(asked):
        alone = Question(programmes=one.question().programmes, stages=(one.stage,), universe=one.universe)
        where, more = filters(alone, {series.source for series in fit[one]})
        cases.append(f"CASE WHEN {where} THEN {at} END")
        parameters += more
    first = asked[0]
    alike = Question(recipients=first.recipients, provider=first.provider, unit=first.unit)
    where, more = filters(alike, ())
    when = [span for calendar in ("FY", "CY") if (span := [one for one in periods if one.startswith(calendar)])]
    value = "constant" if first.constant else "current"
    sql = (
        f"SELECT sum_of, snapshot, period, sum({value}), sum(count)::BIGINT, blank, "
        f"flatten(list(keys ORDER BY keys[1]))[:{CITES}], list(DISTINCT programme::VARCHAR), list(DISTINCT measure_kind) "
        f"FROM (SELECT *, unnest([one FOR one IN [{', '.join(cases)}] IF one IS NOT NULL]) AS sum_of "
        f"FROM {store.lines_in(snapshots.values())} "
        f"WHERE {where}{' AND constant IS NOT NULL' if first.constant else ''} "
        f"AND stage IN ({_marks({one.stage for one in asked})}) "
        f"AND ({' OR '.join('period BETWEEN ? AND ?' for _ in when) or 'false'})) "
        "GROUP BY sum_of, snapshot, period, blank"
    )
    ends = [end for span in when for end in (span[0], span[-1])]
    found: dict[tuple[int, str, str], list[_Row]] = {}
    for at, *row in store.ask(sql, [*parameters, *more, *sorted({one.stage for one in asked}), *ends]):
        held = snapshots[row[0]]
        found.setdefault((at, held.source, base_of(held.series)), []).append(tuple(row))
    return found


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _told(asked: Asked, series: Series, rows: list[_Row]) -> Yearly:
    unit = series.unit(asked.stage, constant=asked.constant, asked=asked.unit)
    by_period: dict[str, list[_Row]] = {}
    for row in rows:
        by_period.setdefault(row[1], []).append(row)
    return Yearly(
        series,
        asked.stage,
        unit,
        {period: _figure(series, asked, unit, period, some) for period, some in sorted(by_period.items())},
        _untold(asked, series),
        {period: _made_of(series, some) for period, some in by_period.items()},
    )


def _figure(series: Series, asked: Asked, unit: str, period: str, rows: list[_Row]) -> Figure:
    valued = [row for row in rows if row[2] is not None]
    chosen = sorted(valued or rows, key=lambda row: row[0])
    cites = Cites([(row[5], row[0]) for row in chosen], constant=asked.constant)
    count = sum(row[3] for row in chosen)
    value = sum((row[2] for row in valued if row[2] is not None), Decimal(0)) if valued else None
    blank = "" if valued else (rows[0][4] or series.blank(period, asked.stage))
    return Figure(period, value, unit, blank, series.maturity_name(asked.stage, (period,)), count, cites, period)


def _made_of(series: Series, rows: list[_Row]) -> frozenset[tuple[str, str]]:
    """Programme and kind of what is added; a source of which nothing stands twice has no programmes that overlap."""
    alone = series.snapshots[0].exclusive
    return frozenset(("" if alone else code or "", kind) for row in rows for code in row[6] for kind in row[7])


@lru_cache(maxsize=4096)
def _rule(
    stage: str, unit: str, source: str, name: str, of: frozenset[tuple[str, str]], periods: tuple[str, ...]
) -> str:
    try:
        check_addable(
            Addend(stage, unit, kind, programme, source, name, calendar_of(period), period)
            for programme, kind in sorted(of)
            for period in periods
        )
    except CannotAdd as refused:
        return refused.rule
    return ""


def _untold(asked: Asked, series: Series) -> tuple[str, ...]:
    """What was asked for by programme and the source does not tell apart at this stage."""
    named = [asked.programme] if asked.programme else []
    if asked.universe:
        named = [one.value for one in members(asked.universe, series.source) if one.field == "programme"]
    told = series.spoken(asked.stage, "programme")
    return tuple(dict.fromkeys(code for code in named if code not in told))
