"""Charts of the parts beside budget money: bars by name, and bars by year or day. One unit a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from cuaderno.products.charts import WIDTH, Sheet, lying, panels, span_of, ticks_of, years_of
from cuaderno.products.drawing import Drawing
from cuaderno.products.shapes import Fig, Mark, Matter, MatterColumn, MatterRow, MatterTable
from cuaderno.statements.periods import parse_period

COLOUR = "flow"
MOST_BARS, MOST_PANELS, FEWEST = 10, 6, 3
BY_NAME = {"suppliers": 0, "given_recipients": 0, "given_training": 0, "given_notices": 0}
"""Tables drawn as bars by name, and the column that is drawn."""
BY_TIME = {"days": -1, "last_days": -1, "spending": 1, "volumes": 0}
"""Tables drawn along time, and the column that is drawn."""
BY_PANEL = {"courses_years": 1}
"""Tables drawn as a small chart for each name along time."""


def charts(matter: Matter) -> Iterator[tuple[str, Drawing]]:
    """The charts of a part by the table that each is drawn of; a chart shows what its table says and nothing else."""
    for table in matter.tables:
        drawing = _drawn(table)
        if drawing is not None:
            yield table.name, drawing


def _drawn(table: MatterTable) -> Drawing | None:
    if table.name in BY_NAME:
        return _by_name(table, BY_NAME[table.name])
    if table.name in BY_TIME:
        return _by_time(table, min(BY_TIME[table.name], len(table.columns) - 1))
    return _by_panel(table, BY_PANEL[table.name]) if table.name in BY_PANEL else None


def drawn_column(table: MatterTable) -> MatterColumn:
    """The column that the chart of a table shows."""
    at = {**BY_NAME, **BY_TIME, **BY_PANEL}[table.name]
    return table.columns[min(at, len(table.columns) - 1)]


def drawn_rows(table: MatterTable) -> MatterTable:
    """The figures that the chart of a table draws: its column of the rows that have a mark in it."""
    at = {**BY_NAME, **BY_TIME, **BY_PANEL}[table.name]
    at = min(at, len(table.columns) - 1) % len(table.columns)
    if table.name in BY_NAME:
        rows = [row for row in table.rows if row.cells[at] is not None][:MOST_BARS]
    else:
        rows = [row for row in table.rows if (fig := row.cells[at]) is not None and fig.value is not None]
    if table.name in BY_PANEL:
        largest = _largest(table, at)
        rows = [row for row in rows if row.marks[0] in largest]
    return only(table, at, rows)


def only(table: MatterTable, at: int, rows: Sequence[MatterRow]) -> MatterTable:
    """One column of some rows of a table."""
    kept = tuple(MatterRow(row.marks, (row.cells[at],)) for row in rows)
    return replace(table, columns=(table.columns[at],), rows=kept, totals=(), more=0)


def _by_name(table: MatterTable, at: int) -> Drawing | None:
    shown = [row for row in table.rows if row.cells[at] is not None][:MOST_BARS]
    if len(shown) < FEWEST:
        return None
    ticks = ticks_of((fig for row in shown if (fig := row.cells[at])), 4)
    scale, sheet = _scale(ticks), Sheet()
    for tick in ticks:
        sheet.rows.append({"k": "zero" if tick == 0 else "grid", "x": tick})
        sheet.rows.append({"k": "x", "x": tick, "t": sheet.letter("number", f"{Decimal(repr(tick)) / scale:f}")})
    for row in shown:
        fig, code = row.cells[at], row.marks[0].code
        sheet.rows.append({"k": "name", "u": code, "t": sheet.letter("place", code)})
        sheet.rows.append({"k": "bar", "u": code, "x": float(fig.value or 0) if fig else 0.0})
    spec = lying(sheet.rows, [row.marks[0].code for row in shown], colour=COLOUR, step=29, named=True)
    return Drawing(spec, sheet.labels, scale, ())


def _by_time(table: MatterTable, at: int) -> Drawing | None:
    points = [
        (row.marks[0].code, fig) for row in table.rows if (fig := row.cells[at]) is not None and fig.value is not None
    ]
    if len(points) < FEWEST:
        return None
    sheet = Sheet()
    ticks = ticks_of([fig for _, fig in points], 4)
    scale = _scale(ticks)
    sheet.frame(0, ticks, _years(points), scale, labelled=True)
    _bars(sheet, 0, points)
    spec = panels(sheet.rows, columns=1, width=WIDTH - 56, height=120, spacing=0, shared=False)
    return Drawing(spec, sheet.labels, scale, ())


def _largest(table: MatterTable, at: int) -> dict[Mark, list[tuple[str, Fig]]]:
    """The years of the largest names, the largest first."""
    by_name: dict[Mark, list[tuple[str, Fig]]] = {}
    for row in table.rows:
        fig = row.cells[at]
        if row.marks[0].kind == "programme" and fig is not None and fig.value is not None:
            by_name.setdefault(row.marks[0], []).append((row.marks[1].code, fig))
    largest = sorted(by_name, key=lambda mark: -sum(fig.value or 0 for _, fig in by_name[mark]))[:MOST_PANELS]
    return {mark: by_name[mark] for mark in largest}


def _by_panel(table: MatterTable, at: int) -> Drawing | None:
    """The largest names, each along the same years on its own scale."""
    by_name = _largest(table, at)
    largest = list(by_name)
    if not largest or len({code for mark in largest for code, _ in by_name[mark]}) < FEWEST:
        return None
    sheet = Sheet()
    ticks = [ticks_of((fig for _, fig in by_name[mark]), 3) for mark in largest]
    scale = _scale(max(ticks, key=max))
    everything = sorted((point for mark in largest for point in by_name[mark]), key=lambda point: span_of(point[0]))
    columns = min(3, len(largest))
    for panel, mark in enumerate(largest):
        sheet.frame(panel, ticks[panel], _ends(everything), scale, labelled=True)
        _bars(sheet, panel, by_name[mark])
        sheet.title(panel, "text", mark.code)
    width = (WIDTH - 50 - 46 * (columns - 1)) // columns
    spec = panels(sheet.rows, columns=columns, width=width, height=82, spacing=46, shared=False)
    return Drawing(spec, sheet.labels, scale, ())


def _bars(sheet: Sheet, panel: int, points: Sequence[tuple[str, Fig]]) -> None:
    """Bars of whole years, and of a month's width where a figure is of a day."""
    for code, fig in points:
        start, end = span_of(code)
        if end - start < 0.1:
            start, end = end - 1 / 12, end + 1 / 24
        inset = min(0.09, (end - start) / 10)
        paint = f"url(#{COLOUR})" if fig.maturity in ("M0", "M1") and code[:2] in ("FY", "CY") else f"var(--{COLOUR})"
        sheet.rows.append(
            {"p": panel, "k": "bar", "x": start + inset, "z": end - inset, "v": float(fig.value or 0), "c": paint}
        )


def _years(points: Sequence[tuple[str, Fig]]) -> list[tuple[float, int]]:
    codes = [code for code, _ in points]
    return years_of(codes) if len(codes) > 30 and codes[0][:2] in ("FY", "CY") else _ends(points)


def _ends(points: Sequence[tuple[str, Fig]]) -> list[tuple[float, int]]:
    first, last = points[0][0], points[-1][0]
    return [(span_of(first)[0], parse_period(first).end.year), (span_of(last)[1], parse_period(last).end.year)]


def _scale(ticks: Sequence[float]) -> int:
    """What one unit of the axis stands for: thousands, millions or billions where the labels would be long."""
    largest = max(map(abs, ticks))
    return next((scale for scale in (10**9, 1_000_000, 1_000) if largest >= 2 * scale), 1)
