"""What two sources say of one thing, side by side: each pair with its relation and the reason, never merged.

The pairs are data (`statements/tables/overlaps.toml`). Both sides of a pair are asked as anybody would ask them, year by year of the
years that both sources cover; a difference is given only where the relation allows one, and what one side lacks is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from cuaderno.errors import QuestionError, say
from cuaderno.ledger.answer import CITES, Figure, Total
from cuaderno.ledger.asking import HELD, NOTHING, Asking, SideAnswer, Told, year_of
from cuaderno.ledger.store import Store
from cuaderno.statements.overlaps import Overlap, Side, alike, all_itemised, all_overlaps
from cuaderno.statements.periods import DAY, US_FISCAL, YEARLY, Window, parse_period, parse_window
from cuaderno.statements.places import find_place
from cuaderno.statements.statement import Statement

ALONE = "part-of"
"""The flag of a figure that stands in another one of its source."""


@dataclass(frozen=True, slots=True)
class Row:
    """One year, day or window; None on a side that does not say it.

    `difference` is right less left, None where there is none to be given; `equal` says whether both print the same amount, within the
    rounding of the coarser, and is None where the two are not of one unit.
    """

    period: str
    left: Told | None
    right: Told | None
    difference: Decimal | None = None
    equal: bool | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of figures by year. `rows` is empty where a side has nothing; the sides say why."""

    overlap: Overlap
    left: SideAnswer
    right: SideAnswer
    rows: tuple[Row, ...]

    @property
    def both(self) -> tuple[Row, ...]:
        """The rows in which both sides have a figure."""
        return tuple(row for row in self.rows if _says(row.left) and _says(row.right))


@dataclass(frozen=True, slots=True)
class Match:
    """Two lines that may be the same, and no more: `on` the words they share, or the amount; `apart` the years between them."""

    left: Statement
    right: Statement
    on: tuple[str, ...]
    apart: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A pair of lists of lines: how many each side has within the window, and those that may be the same."""

    overlap: Overlap
    left: SideAnswer
    right: SideAnswer
    left_count: int
    right_count: int
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class OverlapAnswer:
    """Everything the ledger can set side by side for a place, in the order of the table. `window` is "" where none was asked for."""

    place: str
    window: str
    pairs: tuple[Pair, ...]
    lines: tuple[Lines, ...]

    @property
    def one_sided(self) -> tuple[Pair | Lines, ...]:
        """What one side alone speaks of. That no text speaks of a place is nothing that it lacks."""
        every: tuple[Pair | Lines, ...] = (*self.pairs, *self.lines)
        return tuple(
            one
            for one in every
            if (one.left.state == HELD) != (one.right.state == HELD)
            and not any(side.text and side.state == NOTHING for side in (one.left, one.right))
        )

    @property
    def speaks(self) -> bool:
        """Whether any two sources speak of one thing here."""
        return any(one.both for one in self.pairs) or any(one.matches for one in self.lines)


def overlap(
    store: Store, name: str, *, years: str = "", lang: str = "en", overlaps: Sequence[Overlap] | None = None
) -> OverlapAnswer:
    """Both sides of every pair for a place, of `years` or of all years that both sources cover.

    `years` counts in the calendar of each source, as 2012-2020. Raises UnknownName and QuestionError.
    """
    window = _years(years)
    asking = _asking(store, find_place(name).code, window, lang)
    chosen = (*all_overlaps(), *all_itemised()) if overlaps is None else tuple(overlaps)
    return OverlapAnswer(
        place=asking.code,
        window=f"{window[0]}-{window[-1]}" if window else "",
        pairs=tuple(_pair(asking, one) for one in chosen if one.by is None),
        lines=tuple(_lines(asking, one) for one in chosen if one.by is not None),
    )


MOST_KEPT = 64
"""A warm ledger keeps what it was asked about so many places."""


def _asking(store: Store, code: str, window: range | None, lang: str) -> Asking:
    """The questions about a place; of a warm ledger, out of those about all its years."""
    if not store.warm:
        return Asking(store, code, window, lang)
    kept: dict[tuple[str, str], Asking] = store.once("overlaps", dict)
    whole = kept.get((code, lang))
    if whole is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        whole = kept[code, lang] = Asking(store, code, None, lang)
    return whole if window is None else Asking(store, code, window, lang, whole=whole)


def _years(text: str) -> range | None:
    if not text:
        return None
    window = parse_window(text)
    if window.first is None or window.last is None or window.calendar not in YEARLY:
        raise QuestionError(say("years_side_by_side", text=text))
    return range(window.first.year, window.last.year + 1)


# ---- figures beside figures


def _pair(asking: Asking, one: Overlap) -> Pair:
    if not all(asking.speaks(side) for side in one.sides):
        left, right = (asking.answer(side, found=asking.speaks(side)) for side in one.sides)
        return Pair(one, left, right, ())
    of = _of_text if asking.is_text(one.left) else _of_years
    found = tuple(_row(one, period, left, right) for period, left, right in of(asking, one))
    left, right = (
        asking.answer(side, found=any(_says(told) for told in column))
        for side, column in zip(one.sides, _columns(found), strict=True)
    )
    return Pair(one, left, right, found if left.state == right.state == HELD else ())


def _columns(found: Sequence[Row]) -> tuple[list[Told | None], list[Told | None]]:
    return [row.left for row in found], [row.right for row in found]


def _says(told: Told | None) -> bool:
    return told is not None and told.figure.value is not None


def _row(one: Overlap, period: str, left: Told | None, right: Told | None) -> Row:
    """The two beside each other, with their difference where the relation, the units and the coverage allow one."""
    if left is None or right is None or not (left.whole and right.whole) or left.figure.unit != right.figure.unit:
        return Row(period, left, right)
    if not _same_days(left.figure.period, right.figure.period):
        return Row(period, left, right)
    gap = (right.figure.value or Decimal(0)) - (left.figure.value or Decimal(0))
    return Row(period, left, right, gap if one.relation.difference else None, abs(gap) <= one.rounding)


def _same_days(left: str, right: str) -> bool:
    """Whether two periods are of the same days, or the second is a day within the first."""
    if left == right:
        return True
    one, two = parse_window(left), parse_window(right)
    if one.start is None or two.start is None or one.end is None or two.end is None:
        return False
    within = one.start <= two.start and two.end <= one.end
    return within and (two.start == two.end or (one.start, one.end) == (two.start, two.end))


Beside = tuple[str, Told | None, Told | None]
"""A period and what each side says of it."""


def _of_years(asking: Asking, one: Overlap) -> Iterator[Beside]:
    """The years or days that both sources cover; those of which neither has a figure are left out."""
    spoken = [{_key(period): period for period in asking.periods(side)} for side in one.sides]
    shared = sorted(spoken[0].keys() & spoken[1].keys())
    said = [asking.said(side) for side in one.sides] if shared else []
    for key in shared:
        names = [periods[key] for periods in spoken]
        left, right = (found.get(name) for found, name in zip(said, names, strict=True))
        if _says(left) or _says(right):
            yield names[0] if names[0] == names[1] else key, left, right


def _key(period: str) -> str:
    """What a fiscal and a calendar year of one number share; a day is itself."""
    return period[2:] if period[:2] in ("FY", "CY") else period


def _of_text(asking: Asking, one: Overlap) -> Iterator[Beside]:
    """Each figure of a text with what the other side says of the text's own window, or of each day within it."""
    for row in asking.listed(one.left):
        if ALONE in row.flags:
            continue
        figure = Figure(row.period, row.value, row.unit, row.blank or "", "", 1, (row.citation,), row.period)
        left = Told(figure, words=row.label or "", flags=row.flags)
        for right in tuple(_over(asking, one.right, row.period)) or (None,):
            yield right.figure.period if right is not None else row.period, left, right


def _over(asking: Asking, side: Side, period: str) -> Iterator[Told]:
    """What a side says of a text's window: its sum over the years in it, or its figure of every day in it."""
    span, calendar = parse_period(period), asking.calendar(side)
    if calendar == DAY:
        for day, told in sorted(asking.said(side).items()):
            if span.start <= parse_period(day).start <= span.end:
                yield told
    elif calendar and (window := _in_years(span.start, span.end, calendar)):
        answer = asking.total(side, window)
        if answer is not None:
            yield _summed(answer, window)


def _in_years(start: date, end: date, calendar: str) -> Window | None:
    """A span of days as a window of years, where it is one of the calendar asked for."""
    code = "FY" if calendar == US_FISCAL else "CY"
    years = (start.year + 1, end.year) if (start.month, start.day) == (10, 1) else (start.year, end.year)
    window = parse_window(f"{code}{years[0]}-{code}{years[1]}") if years[0] <= years[1] else None
    return window if window and (window.start, window.end) == (start, end) else None


def _summed(answer: Total, window: Window) -> Told:
    """A total as one figure, and how much of the window it covers."""
    cites = tuple(chain.from_iterable(figure.cites for figure in answer.figures))[:CITES]
    blank = "" if answer.value is not None else next(iter(answer.blanks), "not_collected_here")
    covered = len(answer.answered.covered)
    figure = Figure(window.code, answer.value, answer.unit, blank, answer.maturity, answer.count, cites, window.code)
    return Told(figure, covered, covered + len(answer.answered.missing))


# ---- lines beside lines


def _lines(asking: Asking, one: Overlap) -> Lines:
    left, right = ([row for row in asking.listed(side) if row.value] for side in one.sides)
    return Lines(
        one,
        asking.answer(one.left, found=bool(left)),
        asking.answer(one.right, found=bool(right)),
        len(left),
        len(right),
        tuple(_matches(one, left, right)),
    )


def _matches(one: Overlap, left: list[Statement], right: list[Statement]) -> Iterator[Match]:
    """The lines that may be the same, each pair once, in the order of time."""
    for mine in left:
        for theirs in right:
            apart = year_of(theirs) - year_of(mine)
            if one.years[0] <= apart <= one.years[1] and (on := _shared(one, mine, theirs)):
                yield Match(mine, theirs, on, apart)


def _shared(one: Overlap, mine: Statement, theirs: Statement) -> tuple[str, ...]:
    """The words that two lines share, or the amount they both print."""
    if one.by == "words":
        return alike(mine.label or "", theirs.label or "")
    same = mine.unit == theirs.unit and mine.period == theirs.period and mine.value == theirs.value
    return (f"{mine.value:f}",) if same and mine.value else ()
