"""Charts as specifications over the brief's own figures; one specification serves page and print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from cuaderno.products.drawing import INK, Drawing, Label
from cuaderno.products.shapes import Fig, LongView, StageTable, Universes
from cuaderno.products.words import PROVISIONAL
from cuaderno.statements.periods import parse_period

WIDTH = 520
MOST_PANELS = 9
BARS = "obligated"
"""The stage that charts of programmes draw as bars."""
_FIRST_LETTER = 0x100  # letters every font has, none of them in a specification


@dataclass(slots=True)
class Sheet:
    """The rows of a chart's data, gathered one by one, and the letters of its labels."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    labels: dict[str, Label] = field(default_factory=dict)
    letters: dict[Label, str] = field(default_factory=dict)

    def letter(self, kind: str, text: str) -> str:
        """The letter that stands for a label."""
        label = Label(kind, text)
        if label not in self.letters:
            self.letters[label] = chr(_FIRST_LETTER + len(self.letters))
            self.labels[self.letters[label]] = label
        return self.letters[label]

    def bars(self, panel: int, periods: Sequence[str], figures: Sequence[Fig], colour: str, kind: str = "bar") -> None:
        """A bar (or a mark across it) for every period with a value; a provisional one is hatched."""
        for code, fig in zip(periods, figures, strict=True):
            if fig.value is None:
                continue
            start, end = span_of(code)
            inset = 0.0 if len(periods) > 30 else 0.09
            paint = f"url(#{colour})" if fig.maturity in PROVISIONAL and kind == "bar" else f"var(--{colour})"
            self.rows.append(
                {"p": panel, "k": kind, "x": start + inset, "z": end - inset, "v": float(fig.value), "c": paint}
            )

    def frame(
        self, panel: int, ticks: Sequence[float], years: Sequence[tuple[float, int]], scale: int, *, labelled: bool
    ) -> None:
        """Grid lines, the axis labels, and nothing more."""
        for tick in ticks:
            self.rows.append({"p": panel, "k": "zero" if tick == 0 else "grid", "v": tick})
            if labelled:
                text = self.letter("number", f"{Decimal(repr(tick)) / scale:f}")
                self.rows.append({"p": panel, "k": "y", "v": tick, "t": text})
        for number, (at, year) in enumerate(years):
            kind = "x" if len(years) > 2 else ("first", "last")[number]
            self.rows.append({"p": panel, "k": kind, "x": at, "t": self.letter("year", str(year))})

    def title(self, panel: int, kind: str, text: str) -> None:
        """What a panel is called."""
        self.rows.append({"p": panel, "k": "title", "t": self.letter(kind, text)})


@lru_cache(maxsize=512)
def span_of(code: str) -> tuple[float, float]:
    """Where a period lies on a line of years, its first day and the day after its last, as decimal years."""
    one = parse_period(code)
    first = one.start.year + (one.start.timetuple().tm_yday - 1) / 365.25
    return first, one.end.year + one.end.timetuple().tm_yday / 365.25


def ticks_of(figures: Iterable[Fig], most: int = 4) -> list[float]:
    """Round values that span the figures and zero, at most `most` steps above it."""
    values = [float(fig.value) for fig in figures if fig.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        return [0.0, 1.0]
    step = _step((high - low) / most)
    first = int(low // step) if low < -step / 3 else 0
    last = int(-(-high // step)) if high > step / 3 else 0
    return [round(number * step, 6) for number in range(first, last + 1)]


def _step(least: float) -> float:
    power = 10.0 ** (len(str(int(least))) - 1) if least >= 1 else 1.0
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= least)


def _scale(ticks: Sequence[float]) -> int:
    return 1_000_000 if max(map(abs, ticks)) >= 2_000_000 else 1_000


def years_of(periods: Sequence[str]) -> list[tuple[float, int]]:
    """The years that get a label and where it stands: round ones of a long series, first and last of a short one."""
    if len(periods) > 30:
        middles = [(sum(span_of(code)) / 2, parse_period(code).year) for code in periods if not code.endswith("TQ")]
        return [(at, year) for at, year in middles if year % 10 == 0]
    ends = (
        (span_of(periods[0])[0], parse_period(periods[0]).year),
        (span_of(periods[-1])[1], parse_period(periods[-1]).year),
    )
    return list(ends[: min(2, len(periods))])


def long_view(view: LongView) -> Drawing:
    """Military assistance within all assistance, year by year: constant dollars above, current dollars below.

    Two panels with two axes, for the two are in different units.
    """
    sheet = Sheet()
    periods = [row.period for row in view.rows]
    years = years_of(periods)
    scale = 1
    for panel, (whole, part, title) in enumerate(
        (
            ([row.all_constant for row in view.rows], [row.military_constant for row in view.rows], "panel_constant"),
            ([row.all for row in view.rows], [row.military for row in view.rows], "panel_current"),
        )
    ):
        ticks = ticks_of([*whole, *part])
        scale = max(scale, _scale(ticks))
        sheet.frame(panel, ticks, years, scale, labelled=True)
        sheet.bars(panel, periods, whole, "all")
        sheet.bars(panel, periods, part, "military")
        sheet.title(panel, "word", title)
    spec = panels(sheet.rows, columns=1, width=WIDTH - 56, height=132, spacing=0, shared=False)
    return Drawing(spec, sheet.labels, scale, ("all", "military"))


def programmes(tables: Sequence[StageTable]) -> Drawing:
    """A small chart for each programme on its own scale: bars for what was obligated alone, marks for the other stages."""
    sheet = Sheet()
    shown = tables[:MOST_PANELS]
    ticks = [ticks_of((cell for row in table.rows for cell in row.cells), 3) for table in shown]
    scale = _scale(max(ticks, key=max))
    columns = min(3, len(shown))
    colours: dict[str, None] = {}
    for panel, table in enumerate(shown):
        periods = [row.period for row in table.rows]
        sheet.frame(panel, ticks[panel], years_of(periods), scale, labelled=True)
        for stage in drawn_stages(table):
            cells = [row.cells[table.stages.index(stage)] for row in table.rows]
            sheet.bars(panel, periods, cells, stage, "bar" if stage == BARS else "mark")
            colours[stage] = None
        sheet.title(panel, "text", table.programme)
    width = (WIDTH - 50 - 46 * (columns - 1)) // columns
    spec = panels(sheet.rows, columns=columns, width=width, height=82, spacing=46, shared=False)
    return Drawing(spec, sheet.labels, scale, tuple(colours))


def drawn_stages(table: StageTable) -> list[str]:
    """The stages that are drawn, of which there is any figure: the leading one first."""
    said = (
        stage
        for at, stage in enumerate(table.stages)
        if stage in INK and any(row.cells[at].value is not None for row in table.rows)
    )
    return sorted(said, key=lambda code: code != leading_stage(table))


def leading_stage(table: StageTable) -> str:
    """The stage by which programmes are ranked: obligated where there is any, else the first stage."""
    return BARS if BARS in table.stages else table.stages[0]


def stages(table: StageTable) -> Drawing:
    """One panel a stage, side by side on one scale; stages are never stacked, for the same money stands in each."""
    sheet = Sheet()
    periods = [row.period for row in table.rows]
    ticks = ticks_of((cell for row in table.rows for cell in row.cells), 3)
    columns = 2 if len(table.stages) in {2, 4} else min(3, len(table.stages))
    for panel, stage in enumerate(table.stages):
        sheet.frame(panel, ticks, years_of(periods), _scale(ticks), labelled=panel % columns == 0)
        sheet.bars(panel, periods, [row.cells[panel] for row in table.rows], stage if stage in INK else "soft")
        sheet.title(panel, "stage", stage)
    width = (WIDTH - 50 - 26 * (columns - 1)) // columns
    spec = panels(sheet.rows, columns=columns, width=width, height=100, spacing=26, shared=True)
    return Drawing(spec, sheet.labels, _scale(ticks), table.stages)


def universes(found: Universes) -> Drawing:
    """A bar for each definition of what is counted; one that has no total keeps its place and says so."""
    sheet = Sheet()
    figures = [row.figure for row in found.rows if row.figure is not None]
    ticks = ticks_of(figures, 4)
    scale = _scale(ticks)
    for tick in ticks:
        sheet.rows.append({"k": "zero" if tick == 0 else "grid", "x": tick})
        text = sheet.letter("number", f"{Decimal(repr(tick)) / scale:f}")
        sheet.rows.append({"k": "x", "x": tick, "t": text})
    for row in found.rows:
        value = row.figure.value if row.figure is not None else None
        sheet.rows.append({"k": "code", "u": row.code, "t": sheet.letter("text", row.code)})
        if value is None:
            sheet.rows.append({"k": "none", "u": row.code, "x": 0, "t": sheet.letter("word", "chart_no_total")})
        else:
            sheet.rows.append({"k": "bar", "u": row.code, "x": float(value)})
    return Drawing(lying(sheet.rows, [row.code for row in found.rows]), sheet.labels, scale, ())


def panels(
    rows: list[dict[str, Any]], *, columns: int, width: int, height: int, spacing: int, shared: bool
) -> dict[str, Any]:
    """Small charts side by side, each with its bars, marks across them, and grid: what `bars.panels` draws."""
    laid = {"columns": columns, "width": width, "height": height, "spacing": spacing, "shared": shared}
    return {"data": {"values": rows}, "panels": laid}


def lying(
    rows: list[dict[str, Any]], codes: list[str], *, colour: str = "universe", step: int = 27, named: bool = False
) -> dict[str, Any]:
    """Bars that lie below one another; where they are `named`, the name stands above its bar and not before it."""
    width = WIDTH - (40 if named else 80)
    laid = {"names": codes, "width": width, "step": step, "colour": colour, "named": named}
    return {"data": {"values": rows}, "lying": laid}
