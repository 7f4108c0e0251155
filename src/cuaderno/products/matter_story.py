"""The parts beside budget money as sections: their sentences, charts and tables, and what must be kept in mind."""

from __future__ import annotations

from functools import partial

from cuaderno.products import matter_charts
from cuaderno.products.drawing import Drawing
from cuaderno.products.map_story import mapped_rows, mapped_table, recipients_map
from cuaderno.products.page import Block, Chart, Item, Items, Paragraph, Section, Span, Spans, Table
from cuaderno.products.phrases import PHRASES
from cuaderno.products.pieces import (
    FOLDED_FROM,
    draw,
    in_figures,
    is_hatched,
    naming,
    provider,
    source_note,
    spans_of,
    text,
)
from cuaderno.products.shapes import Brief, Fig, Lead, Mark, Matter, MatterColumn, MatterTable, PlaceRef
from cuaderno.products.words import (
    cited,
    figure,
    legend,
    period,
    plain,
    say,
    sentence,
    unit_words,
    vocabulary,
    within,
    word,
)
from cuaderno.statements.measures import stage

NOTHING = "—"
OPEN = frozenset({"courses", "missions", "notices"})
"""Tables that are shown however long they are."""
FOLDED = frozenset({"courses_planned"})
"""Tables that are folded however short they are."""


def lead_sentence(brief: Brief, lead: Lead, lang: str) -> Spans:
    """The sentence of a lead, its figures in it."""
    figures = [figure(lang, one, _style(one)) for one in lead.figures]
    filled = dict(zip(("figure", "other", "third"), figures, strict=False))
    names = dict(zip(("name", "reason"), (_name(one, lang) for one in lead.names), strict=False))
    when: dict[str, str | Span | Spans] = {}
    if lead.period:
        when = {"within": within(lang, lead.period), "years": period(lang, lead.period, "prose")}
    unit = unit_words(lang, lead.figures[1].unit) if len(lead.figures) > 1 else ()
    return sentence(lang, f"lead_{lead.kind}", place=provider(lang, brief.place), unit=unit, **filled, **names, **when)


def _name(mark: Mark, lang: str) -> Spans:
    """A name within a sentence: a place with its article, a file or a reason as it is written."""
    if mark.kind == "place" and mark.name is not None:
        return text(provider(lang, PlaceRef(mark.code, mark.name)))
    return (Span("code", mark.code),) if mark.kind == "quoted" else _mark(mark, lang)


def _style(fig: Fig) -> str:
    return "short" if fig.unit.startswith("USD") or fig.unit == "TIV" else "bare"


def matter_section(brief: Brief, matter: Matter, lang: str) -> Section:
    """The section of a part of the brief beside budget money."""
    blocks: list[Block] = []
    opening = f"matter_{matter.id}_opening"
    if opening in PHRASES:
        blocks.append(Paragraph(sentence(lang, opening, place=provider(lang, brief.place))))
    blocks += [Paragraph(lead_sentence(brief, one, lang)) for one in matter.leads]
    charts, mapped = dict(matter_charts.charts(matter)), mapped_table(matter)
    for table in matter.tables:
        if matter.id == "texts":
            blocks.append(_claims(table, lang))
            continue
        if table.name == mapped:
            beside = partial(matter_table, brief, mapped_rows(table), lang)
            blocks += [in_figures(one, beside) for one in recipients_map(brief, table, lang)]
        if table.name in charts:
            blocks.append(_chart(brief, table, charts[table.name], lang))
        blocks.append(matter_table(brief, table, lang))
    blocks += [
        Paragraph(sentence(lang, f"remark_{one}", place=provider(lang, brief.place)), "note") for one in matter.remarks
    ]
    title = word(lang, f"matter_{matter.id}_title")
    return Section(matter.id, title, tuple(blocks))


def _chart(brief: Brief, table: MatterTable, drawing: Drawing, lang: str) -> Chart:
    said = say(lang, f"chart_{table.name}", place=provider(lang, brief.place))
    column = matter_charts.drawn_column(table)
    scale = {1: "axis_ones", 1_000: "axis_in_thousands", 1_000_000: "axis_in_millions", 10**9: "axis_in_billions"}[
        drawing.scale
    ]
    hatched = (Span("text", f" {word(lang, 'hatched')}"),) if is_hatched(drawing) else ()
    axis = say(lang, scale, unit=unit_words(lang, column.unit))
    note = (*axis, *hatched, *source_note(brief, lang, column.source))
    name = f"chart-{table.name.replace('_', '-')}"
    chart = draw(lang, name, drawing, f"caption_{table.name}", said, note, key=False)
    return in_figures(chart, lambda: matter_table(brief, matter_charts.drawn_rows(table), lang))


def matter_table(brief: Brief, table: MatterTable, lang: str) -> Table:
    """A table of a part in words."""
    rows = tuple(
        (*(_mark(one, lang) for one in row.marks), *(_cell(one, lang) for one in row.cells)) for row in table.rows
    )
    foot: tuple[tuple[Spans, ...], ...] = ()
    if table.totals:
        blank = (text(NOTHING),) * (len(table.heads) - 1)
        foot = ((text(word(lang, "total")), *blank, *(_cell(one, lang) for one in table.totals)),)
    kinds = tuple("period" if mark.kind == "period" else "text" for mark in table.rows[0].marks)
    more = (say(lang, "more_rows", count=Span("count", str(table.more))),) if table.more else ()
    caption = say(lang, f"caption_{table.name}", place=provider(lang, brief.place))
    return Table(
        say(lang, "caption_source", caption=caption, source=_sources(brief, table, lang)),
        (*(text(word(lang, f"head_{one}")) for one in table.heads), *(_head(one, lang) for one in table.columns)),
        (*((),) * len(table.heads), *(_under_head(one, lang) for one in table.columns)),
        (*kinds, *("money",) * len(table.columns)),
        rows,
        foot,
        (*legend(lang, spans_of((*rows, *foot))), *more),
        folded=table.name in FOLDED or (len(rows) >= FOLDED_FROM and table.name not in OPEN),
        summary=plain(caption),
    )


def _sources(brief: Brief, table: MatterTable, lang: str) -> Spans:
    """Who says it."""
    said: list[Span] = []
    for source in dict.fromkeys(one.source for one in table.columns if one.source):
        said += source_note(brief, lang, source)
    return tuple(said[1:])


def _claims(table: MatterTable, lang: str) -> Items:
    """Each claim in its author's words, with its figure, its author, its window and how it is said."""
    items = []
    for row in table.rows:
        quote, author, _, flags = (_mark(mark, lang) for mark in row.marks)
        window = period(lang, _years(row.marks[2].code), "prose")
        about = (*author, Span("text", "; "), window, Span("text", "; "), *flags, Span("text", "."))
        fig = row.cells[0]
        style = "full" if fig is not None and fig.unit.startswith("USD") else "bare"
        items.append(Item(quote, about, (figure(lang, fig, style),)))
    return Items(tuple(items), "figures")


def _head(column: MatterColumn, lang: str) -> Spans:
    if column.words is not None:
        return vocabulary(column.words.in_(lang))
    return text(word(lang, f"head_{column.head}")) if column.head else (period(lang, column.period, "span"),)


def _under_head(column: MatterColumn, lang: str) -> Spans:
    """What the column counts, and for which years where its head does not say so."""
    unit = unit_words(lang, column.unit) if column.unit else ()
    headed = column.head or column.words is not None
    when = (period(lang, _years(column.period), "span"),) if column.period and headed else ()
    return (*unit, *((Span("text", ", "),) if unit and when else ()), *when)


def _years(code: str) -> str:
    """A range of days that is one of whole years, as these."""
    first, _, last = code.partition("/")
    if first[4:] == "-10-01" and last[4:] == "-09-30":
        return f"FY{int(first[:4]) + 1}-FY{last[:4]}"
    return f"CY{first[:4]}-CY{last[:4]}" if first[4:] == "-01-01" and last[4:] == "-12-31" else code


def _mark(mark: Mark, lang: str) -> Spans:
    if mark.kind == "period":
        return (period(lang, _years(mark.code), "span"),)
    if mark.kind in ("place", "programme") and mark.name is not None:
        return naming(f"{mark.kind}/{mark.code}", mark.name.in_(lang))
    if mark.kind == "word":
        return text(word(lang, f"head_{mark.code}"))
    if mark.kind == "stage":
        return text(stage(mark.code).name(lang))
    if mark.kind == "flags":
        return _flags(mark.code, lang)
    return cited(mark.code) or text(NOTHING)


def _flags(flags: str, lang: str) -> Spans:
    """What a source or the reader of a text says of a figure; a flag without words stands as it is written."""
    found: list[Span] = []
    for flag in flags.split("|"):
        key = f"flag_{flag.replace('-', '_')}"
        found += [Span("text", ", "), Span("text", word(lang, key)) if key in PHRASES else Span("cite", flag)]
    return tuple(found[1:])


def _cell(fig: Fig | None, lang: str) -> Spans:
    return (figure(lang, fig),) if fig is not None else text(NOTHING)
