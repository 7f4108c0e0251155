"""An answered question as a page shows it: a bar for every year, the same in a table, and the question itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.products.charts import WIDTH, Sheet, panels, ticks_of, years_of
from cuaderno.products.drawing import INK, Drawing, svg
from cuaderno.products.page import Chart, Spans, Table
from cuaderno.products.pieces import axis_note, draw_label, spans_of, text
from cuaderno.products.words import figure, legend, period, unit_words, word, year_head

if TYPE_CHECKING:
    from cuaderno.ledger.answer import Total
    from cuaderno.products.explore.asked import Asked
    from cuaderno.products.explore.cited import Citing
    from cuaderno.products.shapes import Fig


DECADES = 4
"""A small panel has room for the names of so many decades, and else of every other one."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, its answer, and the answer's figures as a page cites them: one for each group, and their sum."""

    asked: Asked
    total: Total
    figures: tuple[Fig, ...]
    sum: Fig


def answered(citing: Citing, asked: Asked, lang: str) -> Answered:
    """Ask a question and cite what it gives. Raises CannotAdd, UnknownName, QuestionError, NoAnswer."""
    total = asked.answer(citing.ledger, lang)
    yearly = asked.by.endswith("year")
    figures = tuple(citing.figure(one, total, asked, period="" if yearly else _covered(total)) for one in total.figures)
    return Answered(asked, total, figures, citing.total(total, asked))


def _covered(total: Total) -> str:
    covered = total.answered.covered
    return f"{covered[0]}-{covered[-1]}" if len(covered) > 1 else covered[0] if covered else total.window


@dataclass(frozen=True, slots=True)
class Line:
    """The years of one thing in a chart: what it is called, of which kind of name (place, text, stage), and its figures."""

    kind: str
    name: str
    figures: Sequence[Fig]


def yearly_drawing(
    lines: Sequence[Line], *, colour: str = "obligated", shared: bool = True, columns: int = 0
) -> Drawing:
    """Bars by year, a panel for each line, on one scale where it is `shared`; in so many `columns`, or as many as are usual.

    Provisional years are hatched.
    """
    sheet = Sheet()
    every = [fig for line in lines for fig in line.figures]
    whole = ticks_of(every, 3 if len(lines) > 1 else 4)
    scale = 1_000_000 if max(map(abs, whole)) >= 2_000_000 else 1_000 if max(map(abs, whole)) >= 2_000 else 1
    columns = columns or min(3 if len(lines) > 4 else 2, len(lines))
    for at, line in enumerate(lines):
        periods = [fig.period for fig in line.figures]
        ticks = whole if shared else ticks_of(line.figures, 3)
        years = years_of(periods)
        if len(lines) > 1 and len(years) > DECADES:
            years = [one for one in years if one[1] % 20 == 0]
        sheet.frame(at, ticks, years, scale, labelled=not shared or at % columns == 0)
        sheet.bars(at, periods, line.figures, colour if colour in INK else "soft")
        if len(lines) > 1:
            sheet.title(at, line.kind, line.name)
    spacing = 46 if not shared else 26
    width = (WIDTH - 50 - spacing * (columns - 1)) // columns
    spec = panels(
        sheet.rows, columns=columns, width=width, height=130 if len(lines) == 1 else 90, spacing=spacing, shared=shared
    )
    return Drawing(spec, sheet.labels, scale, ())


def yearly_table(lines: Sequence[Line], lang: str, caption: Spans, sums: Sequence[Fig] = ()) -> Table:
    """The same in figures: a row a year, a column a line, and their sums."""
    periods = [fig.period for fig in lines[0].figures]
    by_line = [{fig.period: fig for fig in line.figures} for line in lines]
    rows = tuple(((period(lang, code),), *((figure(lang, found.get(code)),) for found in by_line)) for code in periods)
    heads = tuple(text(draw_label(lang, line.kind, line.name)) for line in lines)
    units = tuple(unit_words(lang, line.figures[0].unit) for line in lines)
    foot = ((text(word(lang, "computed_sum")), *((figure(lang, one),) for one in sums)),) if sums else ()
    return Table(
        caption,
        (text(year_head(lang, periods)), *heads),
        ((), *units),
        ("period", *("money" for _ in lines)),
        rows,
        foot,
        legend(lang, spans_of((*rows, *foot))),
    )


def yearly_chart(
    lang: str,
    name: str,
    lines: Sequence[Line],
    *,
    title: Spans,
    sentence: Spans,
    caption: Spans,
    asked: Sequence[Asked],
    sums: Sequence[Fig] = (),
    shared: bool = True,
) -> Chart:
    """A chart of years with its table and the questions that give the same figures. `name` is its id on the page and its file's."""
    stage_code = lines[0].figures[0].stage
    drawing = yearly_drawing(lines, colour=stage_code, shared=shared)
    note = axis_note(lang, drawing, "axis") if lines[0].figures[0].unit.startswith("USD") else ()
    return drawn_chart(
        lang, name, drawing, title=title, sentence=sentence, note=note, table=yearly_table(lines, lang, caption, sums),
        asked=asked,
    )  # fmt: skip


def drawn_chart(
    lang: str,
    name: str,
    drawing: Drawing,
    *,
    title: Spans,
    sentence: Spans,
    table: Table,
    note: Spans = (),
    asked: Sequence[Asked] = (),
    colours: tuple[tuple[str, str], ...] = (),
) -> Chart:
    """A drawing as a chart, its labels said."""
    said = {letter: draw_label(lang, one.kind, one.text) for letter, one in drawing.labels.items()}
    return Chart(
        name, title, sentence, colours, svg(drawing, said, name), note, table=table, asked=tuple(one.query() for one in asked)
    )  # fmt: skip
