"""One side of a pair: what there is of it in the ledger, and what it says of a place, by its own years and days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from cuaderno.errors import CannotAdd, NoAnswer
from cuaderno.ledger.answer import CITES, Figure, Total
from cuaderno.ledger.gaps import Series
from cuaderno.ledger.question import ask
from cuaderno.ledger.rows import as_statement, rows
from cuaderno.ledger.sided import Sided, all_sides, sided
from cuaderno.ledger.store import Store
from cuaderno.ledger.totals import total
from cuaderno.statements.measures import Addend, add
from cuaderno.statements.overlaps import Side
from cuaderno.statements.periods import YEARLY, Window, calendar_of, parse_period
from cuaderno.statements.statement import Statement

HELD, NOTHING, ABSENT, OWN = "held", "nothing", "absent", "own"
"""What a ledger has of a side: figures of the place; the source and none of them; nothing; nothing, and it never comes with the edition."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one side says of one year, day or window: a figure or a blank, of so many periods of those asked for.

    `words` and `flags` are a text's own, where a text is the source.
    """

    figure: Figure
    covered: int = 1
    asked: int = 1
    words: str = ""
    flags: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is a figure of everything that was asked for."""
        return self.figure.value is not None and self.covered == self.asked


@dataclass(frozen=True, slots=True)
class SideAnswer:
    """One side: held, nothing, absent or own; the source's title in both languages and its publisher;
    its calendar ("" if it has none), and whether it is prose."""

    side: Side
    state: str
    title: Mapping[str, str]
    publisher: str
    calendar: str = ""
    text: bool = False


@dataclass
class Asking:
    """The questions of one answer: each side is asked once, over all its years, for several pairs may have it.

    One of some years may take what it needs from the `whole`, which has asked about all.
    """

    store: Store
    code: str
    window: range | None
    lang: str
    figures: dict[Side, dict[str, Told]] = field(default_factory=dict)
    lines: dict[Side, list[Statement]] = field(default_factory=dict)
    spans: dict[Side, tuple[str, ...]] = field(default_factory=dict)
    whole: Asking | None = None

    @cached_property
    def _spoken(self) -> frozenset[tuple[str, str, str, str]]:
        """Source, stage, unit and programme of whatever is said of the place: one question spares many others."""
        if self.whole is not None:
            return self.whole._spoken
        if self._held is not None:
            return self._held.spoken
        providing = sorted({side.source for side in all_sides() if side.place == "provider"})
        found = self.store.ask(
            f"SELECT DISTINCT source, stage, unit, programme FROM {self.store.entries} "
            f"WHERE current IS NOT NULL AND (recipient = ? OR provider = ? AND source IN ({', '.join('?' * len(providing))}))",
            [self.code, self.code, *providing],
        )
        return frozenset((source, stage, unit, programme) for source, stage, unit, programme in found)

    @cached_property
    def _stages_spoken(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """The same as stage and programme, by source and unit."""
        if self.whole is not None:
            return self.whole._stages_spoken
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for source, stage, unit, programme in self._spoken:
            found.setdefault((source, unit), []).append((stage, programme))
        return found

    @cached_property
    def _held(self) -> Sided | None:
        return self.whole._held if self.whole is not None else sided(self.store, self.code)

    def speaks(self, side: Side) -> bool:
        """Whether anything may be said of the place on a side; of which years and whom, the side's figures tell."""
        told = self._stages_spoken.get((side.source, side.unit), ())
        return any(stage in side.stages and side.programme in ("", programme) for stage, programme in told)

    def holds(self, side: Side) -> bool:
        """Whether anything of its source is in the ledger."""
        return side.source in self.store.manifest.sources

    def is_text(self, side: Side) -> bool:
        """Whether its source is prose, each of whose figures has a window of its own."""
        return any(series.grain == "text" for series in self._series(side))

    def answer(self, side: Side, *, found: bool) -> SideAnswer:
        """What there is of a side, `found` telling whether it has figures of the place."""
        if self.holds(side):
            info = self.store.source(side.source)
            return SideAnswer(
                side, HELD if found else NOTHING, info.title, info.publisher, self.calendar(side), self.is_text(side)
            )
        title, publisher, own = _unheld(side.source)
        return SideAnswer(side, OWN if own else ABSENT, title, publisher)

    def _series(self, side: Side) -> tuple[Series, ...]:
        return self.store.series(source=side.source) if self.holds(side) else ()

    def periods(self, side: Side) -> tuple[str, ...]:
        """The years and days of which its source says anything at its stage, within the years asked for."""
        if side not in self.spans:
            self.spans[side] = self._periods(side)
        return self.spans[side]

    def _periods(self, side: Side) -> tuple[str, ...]:
        found = {
            period
            for series in self._series(side)
            for stage in side.stages
            if side.unit in series.spoken(stage, "unit")
            for period in series.periods(stage)
            if "/" not in period and (self.window is None or parse_period(period).year in self.window)
        }
        return tuple(sorted(found))

    def calendar(self, side: Side) -> str:
        """US-FY or CY, day; "" where it says nothing."""
        return next(
            iter(sorted({calendar_of(one) for one in self.periods(side)}, key=lambda one: one not in YEARLY)), ""
        )

    def said(self, side: Side) -> dict[str, Told]:
        """What a side says of the place, by its own periods; each by itself where they have no sum."""
        if side not in self.figures:
            self.figures[side] = self._said(side)
        return self.figures[side]

    def _said(self, side: Side) -> dict[str, Told]:
        periods = self.periods(side) if self.speaks(side) else ()
        if not periods:
            return {}
        if self.whole is not None:
            known = self.whole.said(side)
            return {period: known[period] for period in periods if period in known}
        answer = None
        if calendar_of(periods[0]) in YEARLY and not side.category:
            answer = self.total(side, Window(parse_period(periods[0]), parse_period(periods[-1])))
        if answer is None:
            return self._by_lines(side, periods)
        return {figure.group: Told(figure) for figure in answer.figures if figure.group in periods}

    def total(self, side: Side, window: Window) -> Total | None:
        """The total of a side by year; None where it has no sum or nothing is held."""
        question = ask(
            **self._names(side), programme=side.programme, universe=side.universe, account=side.account, stage=side.stage,
            years=window, lang=self.lang,
        )  # fmt: skip
        try:
            return total(self.store, question, self.lang, self._held.sums(side) if self._held else None)
        except (CannotAdd, NoAnswer):
            return None

    def _names(self, side: Side) -> dict[str, str]:
        recipient, provider = side.of(self.code)
        return {"recipient": recipient, "provider": provider, "source": side.source, "unit": side.unit}

    def _by_lines(self, side: Side, periods: tuple[str, ...]) -> dict[str, Told]:
        """The lines of each period added up by themselves: what has no sum over periods may have one within each."""
        groups: dict[str, list[Statement]] = {period: [] for period in periods}
        for row in self.listed(side):
            if row.period in groups:
                groups[row.period].append(row)
        return {period: Told(self._added(side, period, some)) for period, some in groups.items()}

    def _added(self, side: Side, period: str, some: list[Statement]) -> Figure:
        speaking = [one for one in self._series(side) if period in one.periods(side.stage)]
        settled = min(one.maturity_name(side.stage, (period,)) for one in speaking)
        if not some:
            return Figure(period, None, side.unit, speaking[0].blank(period, side.stage), settled, 0, (), period)
        value = add((_addend(row), row.value) for row in some if row.value is not None)
        cites = tuple(row.citation for row in some[:CITES])
        return Figure(period, value, side.unit, "", settled, len(some), cites, period)

    def listed(self, side: Side) -> list[Statement]:
        """The figures of a side, one by one, in the order of time."""
        if side not in self.lines:
            self.lines[side] = self._listed(side)
        return self.lines[side]

    def _listed(self, side: Side) -> list[Statement]:
        if not self.speaks(side):
            return []
        if self.whole is not None:
            return [row for row in self.whole.listed(side) if self._within(row)]
        try:
            found = [row for row in self._entries(side) if row.value is not None and self._within(row)]
        except NoAnswer:
            return []
        return sorted(found, key=lambda row: (year_of(row), row.label or "", row.key))

    def _entries(self, side: Side) -> Iterable[Statement]:
        if self._held is not None and (held := self._held.entries(side)) is not None:
            by_id = {one.snapshot: one for one in self.store.figures}
            return (as_statement(row, by_id[row[2]], constant=False) for row in held)
        question = ask(
            **self._names(side),
            programme=side.programme,
            account=side.account,
            category=side.category,
            stage=side.stages,
        )
        return rows(self.store, question)

    def _within(self, row: Statement) -> bool:
        """Whether a line's period reaches into the years asked for."""
        if self.window is None:
            return True
        period = parse_period(row.period)
        return period.year in self.window or (
            period.start.year <= self.window[-1] and period.end.year >= self.window[0] and "/" in row.period
        )


@cache
def _unheld(source: str) -> tuple[Mapping[str, str], str, bool]:
    """Title and publisher of a source that is not in the ledger, and whether none of its publications may be bundled."""
    from cuaderno.sources.card import load_card

    card = load_card(source)
    title: dict[str, str] = {lang: card.title[lang] for lang in card.title}
    return title, card.publisher, bool(card.publications) and not any(one.bundled for one in card.publications)


def year_of(row: Statement) -> int:
    """The number of a line's year; of a range, that of its end."""
    return parse_period(row.period).year


def _addend(row: Statement) -> Addend:
    return Addend(
        row.stage, row.unit, row.measure_kind, row.programme, row.source, row.source, row.calendar, row.period
    )
