"""The desk a brief is written at: everything the ledger holds of one place, and the numbering of its statements.

Three questions are put to the engine: sums told apart as finely as any section needs them, the accounts that are no
programme, and the cells behind both; a warm ledger has found the answers to the first two for all places at once. Sections only
choose and add what lies on the desk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cuaderno.ledger.gaps import Series
from cuaderno.ledger.store import Store
from cuaderno.products.groups import Group, Sums, groups_of, is_budget
from cuaderno.products.shapes import Fig
from cuaderno.products.stated import Statements


@dataclass(slots=True)
class Desk:
    """What lies ready for one place; `figure`, `total` and `derived` are the only ways to make a figure, so that none lacks its statements.

    Statements are numbered when a figure first cites them, so that a brief holds those it stands on and no other.
    """

    store: Store
    recipient: str
    series: tuple[Series, ...]
    groups: dict[tuple[str, str], list[Group]]
    numbers: dict[tuple[int, str, bool], int] = field(default_factory=dict)
    cited: dict[bool, dict[int, tuple[Sums, tuple[int, ...]]]] = field(default_factory=lambda: {False: {}, True: {}})
    units: dict[tuple[Series, str, str, bool], str] = field(default_factory=dict)
    made: int = 0

    def of(self, series: Series, stage: str) -> list[Group]:
        """The money of a series' newest snapshots at a stage, in groups by period."""
        return [
            one
            for snapshot in series.snapshots
            for one in self.groups.get((snapshot.snapshot, stage), ())
            if one.unit == "USD"
        ]

    def cite(self, groups: Sequence[Sums], *, constant: bool) -> tuple[int, ...]:
        """The numbers of the statements behind some groups, ascending; no two groups share one.

        They are kept by a group's identity, together with the group, so that none takes the identity of one that is gone.
        """
        cited = self.cited[constant]
        for one in groups:
            if id(one) not in cited:
                cited[id(one)] = (one, self._numbers(one, constant=constant))
        if len(groups) == 1:
            return cited[id(groups[0])][1]
        return tuple(sorted([number for one in groups for number in cited[id(one)][1]]))

    def _numbers(self, one: Sums, *, constant: bool) -> tuple[int, ...]:
        numbers, snapshot, keys = self.numbers, one.snapshot, one.keys
        if len(keys) == 1:
            return (numbers.setdefault((keys[0], snapshot, constant), len(numbers) + 1),)
        return tuple(sorted([numbers.setdefault((key, snapshot, constant), len(numbers) + 1) for key in keys]))

    def figure(
        self,
        groups: Sequence[Sums],
        series: Series,
        stage: str,
        period: str,
        *,
        constant: bool = False,
        periods: Sequence[str] = (),
        options: str = "",
        unit: str = "",
        whom: str = "",
    ) -> Fig:
        """The sum of some groups of one series at one stage, or the reason why there is none.

        `unit` is what it is counted in where the series counts in several; `whom` and `options` are the filters by which the
        command line lists its statements (this place as the recipient, if nothing is said).
        """
        self.made += 1
        unit = self._unit(series, stage, unit, constant=constant)
        maturity = series.maturity_name(stage, periods or (period,))
        if not groups:
            return Fig(f"f{self.made}", None, unit, stage, period, series.blank(period, stage), maturity)
        if len(groups) == 1:
            chosen, cents = groups, groups[0].constant if constant else groups[0].current
            count = groups[0].entries
        else:
            amounts = [one.constant if constant else one.current for one in groups]
            said = [amount for amount in amounts if amount is not None]
            chosen = groups if len(said) in (0, len(groups)) else _said_ones(groups, amounts)
            cents = sum(said) if said else None
            count = sum([one.entries for one in chosen])
        numbers = self.cite(chosen, constant=constant)
        blank = "" if cents is not None else groups[0].blank or series.blank(period, stage)
        ask = "" if count <= len(numbers) else self._listing(series, stage, period, whom, options)
        value = None if cents is None else _dollars(cents)
        return Fig(f"f{self.made}", value, unit, stage, period, blank, maturity, count, numbers, "", ask)

    def total(
        self,
        figures: Sequence[Fig],
        series: Series,
        stage: str,
        period: str,
        *,
        constant: bool = False,
        periods: Sequence[str] = (),
        options: str = "",
    ) -> Fig:
        """The sum of the figures of a column, over `periods`; where none of them has an amount, the reason of the first."""
        self.made += 1
        unit = self._unit(series, stage, "", constant=constant)
        maturity = series.maturity_name(stage, periods)
        said = [one for one in figures if one.value is not None]
        chosen = said or figures
        numbers = tuple(sorted([number for one in chosen for number in one.statements]))
        count = sum([one.count for one in chosen])
        blank, value = "", None
        if said:
            value = _dollars(int(100 * sum([one.value for one in said if one.value is not None])))
        else:
            blank = next((one.blank for one in figures if one.count), "") or series.blank(period, stage)
        ask = "" if count <= len(numbers) else self._listing(series, stage, period, "", options)
        return Fig(f"f{self.made}", value, unit, stage, period, blank, maturity, count, numbers, "", ask)

    def _listing(self, series: Series, stage: str, period: str, whom: str, options: str) -> str:
        """The command that lists the statements of a figure which cites only some of them."""
        whom = whom or f"--recipient {self.recipient}"
        return f"cuaderno rows {whom} --source {series.source} --stage {stage} --years {period}{options}"

    def _unit(self, series: Series, stage: str, asked: str, *, constant: bool) -> str:
        """What a figure is counted in: the same few are asked for again and again."""
        told = (series, stage, asked, constant)
        known = self.units.get(told)
        if known is None:
            known = self.units[told] = series.unit(stage, constant=constant, asked=asked)
        return known

    def statements(self) -> Statements:
        """The statements cited so far, in the order of their numbers."""
        return Statements(self.store, self.recipient, tuple(self.numbers))

    def derived(self, computed: str, value: Decimal, unit: str, parts: Sequence[Fig]) -> Fig:
        """A figure computed from others; it stands on all their statements."""
        self.made += 1
        numbers = tuple(sorted({number for part in parts for number in part.statements}))
        return Fig(
            id=f"f{self.made}",
            value=value,
            unit=unit,
            stage=parts[-1].stage,
            period=parts[-1].period,
            maturity=min(part.maturity for part in parts),
            count=sum(part.count for part in parts),
            statements=numbers,
            computed=computed,
        )


def _said_ones(groups: Sequence[Sums], amounts: Sequence[int | None]) -> list[Sums]:
    return [one for one, amount in zip(groups, amounts, strict=True) if amount is not None]


def _dollars(cents: int) -> Decimal:
    """Exact dollars; a whole number of them without its two zeros."""
    return Decimal(cents // 100) if cents % 100 == 0 else Decimal(cents).scaleb(-2)


def set_out(store: Store, recipient: str, provider: str = "") -> Desk:
    """The budget money of a recipient, from the newest snapshots and from those they supersede."""
    series = tuple(one for one in store.series() if is_budget(one) and (not provider or provider in one.providers))
    groups: dict[tuple[str, str], list[Group]] = defaultdict(list)
    chosen = {one.snapshot for line in series for one in (*line.snapshots, *line.superseded)}
    for one in groups_of(store, recipient):
        if one.snapshot in chosen:
            groups[one.snapshot, one.stage].append(one)
    return Desk(store, recipient, series, dict(groups))
