"""The sections of a brief in reading order: sentences, tables and charts around the brief's own figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from cuaderno.products import chart_questions, charts
from cuaderno.products.evidence import comparisons, glossary, missing, revisions
from cuaderno.products.map_story import partners_map
from cuaderno.products.matter_story import lead_sentence, matter_section
from cuaderno.products.mirror import mirror_section
from cuaderno.products.page import Block, Card, Heading, Item, Items, Paragraph, Section, Span, Spans, Table
from cuaderno.products.pieces import (
    FOLDED_FROM,
    axis_note,
    draw,
    in_figures,
    programme_name,
    provider,
    short_title,
    source_note,
    sources_note,
    spans_of,
    text,
)
from cuaderno.products.relating import relations_sections
from cuaderno.products.shapes import Brief, LongView, Matter, StageTable, Universes
from cuaderno.products.words import (
    cited,
    figure,
    legend,
    period,
    say,
    sentence,
    unit_words,
    vocabulary,
    within,
    word,
    year_head,
)
from cuaderno.statements.measures import stage
from cuaderno.statements.programmes import programme as programme_of

Maker = Callable[[Brief, str], Section]


class Part(NamedTuple):
    """Sections that stand together: `make` makes them.

    `of` is all that they are made of beside the place, where that is the same object in the briefs of all years; else nothing.
    """

    make: Callable[[], tuple[Section, ...]]
    name: str = ""
    of: tuple[object, ...] = ()


def sections(brief: Brief, lang: str) -> tuple[Section, ...]:
    """Every section in reading order. One that has nothing to show says so in words; of budget money one line, where there is none."""
    return tuple(section for part in parts(brief, lang) for section in part.make() if section.blocks)


def parts(brief: Brief, lang: str) -> Iterator[Part]:
    """The sections in reading order, each ready to be made."""
    money, gives_only = has_money(brief), _gives_only(brief)

    def one(maker: Maker, *of: object) -> Part:
        return Part(lambda: (maker(brief, lang),), maker.__name__, () if None in of else of)

    matters = [Part(partial(_matter, brief, each, lang)) for each in brief.matters]
    first = 1 if brief.matters and brief.matters[0].id == "given" and not money else 0
    yield from matters[:first]
    if money:
        yield one(long_view, brief.long_view)
        yield one(universes, brief.universes)
        yield from map(one, (programmes, all_assistance, accounts))
    elif not gives_only:
        yield one(no_money)
    yield from matters[first:]
    if not gives_only:
        yield Part(lambda: (partners_map(brief, lang, money=money),))
    if (bound := brief.relations) is not None:
        yield Part(lambda: relations_sections(bound, lang), "relations", (bound,))
    if (mirrored := brief.mirror) is not None:
        yield Part(lambda: (mirror_section(mirrored, lang),))
    if money:
        yield one(revisions, brief.revisions)
        yield one(comparisons)
    yield one(missing, brief.coverage, brief.empty_programmes)
    yield one(glossary, brief.notes)


def _matter(brief: Brief, matter: Matter, lang: str) -> tuple[Section, ...]:
    return (matter_section(brief, matter, lang),)


def has_money(brief: Brief) -> bool:
    """Whether anything of the budget money that the place receives is held."""
    return bool(brief.programmes or brief.all_assistance or brief.long_view or brief.universes)


def _gives_only(brief: Brief) -> bool:
    """Whether the place is the provider itself, from whom it receives nothing."""
    return brief.place == brief.provider


def no_money(brief: Brief, lang: str) -> Section:
    """One line instead of the sections about budget money."""
    names = {"provider": provider(lang, brief.provider), "place": provider(lang, brief.place)}
    return Section("money", word(lang, "money_title"), (Paragraph(say(lang, "money_none", **names)),))


def deck(brief: Brief, lang: str) -> tuple[Spans, ...]:
    """The lead figures, a sentence each."""
    sentences = []
    for one in brief.headlines:
        if one.figure.value is None:
            continue
        alone = one.other is None or one.other.value is None
        sentences.append(
            sentence(
                lang,
                f"deck_{one.kind}{'_alone' if alone else ''}",
                within=within(lang, one.figure.period),
                provider=provider(lang, brief.provider),
                place=brief.place.name.in_(lang),
                figure=figure(lang, one.figure, "short"),
                other=figure(lang, one.other, "short"),
                unit=unit_words(lang, one.figure.unit),
                programme=programme_name(one.programme, lang),
                universe=_universe_name(brief, one.universe, lang),
                stage=stage(one.figure.stage).name(lang),
            )
        )
    if not sentences:
        sentences = [
            lead_sentence(brief, one.leads[0], lang) for one in brief.matters if one.leads and one.leads[0].figures
        ]
    if sentences:
        return tuple(sentences)
    names = {"place": provider(lang, brief.place), "partner": provider(lang, brief.partner or brief.provider)}
    return (say(lang, "deck_pair_none", **names) if brief.partner else say(lang, "deck_none", place=names["place"]),)


def _universe_name(brief: Brief, code: str, lang: str) -> Spans:
    rows = brief.universes.rows if brief.universes else ()
    return next((vocabulary(row.name.in_(lang)) for row in rows if row.code == code), ())


def long_view(brief: Brief, lang: str) -> Section:
    """Obligations since the series begins, in two units that share no axis."""
    view = brief.long_view
    title = word(lang, "long_title")
    if view is None or not view.rows:
        return Section("long-view", title, (Paragraph(say(lang, "long_none", place=brief.place.name.in_(lang))),))
    shown = sentence(
        lang,
        "long_sentence",
        within=within(lang, view.all_constant_total.period),
        figure=figure(lang, view.all_constant_total, "short"),
        other=figure(lang, view.military_constant_total, "short"),
        unit=unit_words(lang, view.all_constant_total.unit),
        base=Span("time", str(view.base), value=str(view.base)),
    )
    quarter = ("quarter_note",) if any(row.period.endswith("TQ") for row in view.rows) else ()
    drawing = charts.long_view(view)
    note = (*axis_note(lang, drawing, "axis", *quarter), *source_note(brief, lang, view.source))
    chart = draw(lang, "chart-long", drawing, "long_title", shown, note)
    table = _long_table(view, lang)
    return Section("long-view", title, (in_figures(chart, lambda: table, chart_questions.long_view(brief)), table))


def _long_table(view: LongView, lang: str) -> Table:
    rows = tuple(
        (
            (period(lang, row.period),),
            *((figure(lang, one),) for one in (row.military, row.all, row.military_constant, row.all_constant)),
        )
        for row in view.rows
    )
    totals = (view.military_total, view.all_total, view.military_constant_total, view.all_constant_total)
    foot = ((text(word(lang, "total")), *((figure(lang, one),) for one in totals)),)
    heads = ("long_military_current", "long_all_current", "long_military_constant", "long_all_constant")
    return Table(
        say(lang, "long_caption", unit=unit_words(lang, view.all_constant_total.unit)),
        (text(year_head(lang, [row.period for row in view.rows])), *(text(word(lang, head)) for head in heads)),
        (),
        ("period", "money", "money", "money", "money"),
        rows,
        foot,
        legend(lang, spans_of((*rows, *foot))),
        folded=True,
        summary=word(lang, "show_table"),
    )


def universes(brief: Brief, lang: str) -> Section:
    """What each definition adds up to, and in one sentence why it differs."""
    found = brief.universes
    title = word(lang, "universes_title")
    if found is None:
        return Section("universes", title, (Paragraph(say(lang, "universes_none", place=brief.place.name.in_(lang))),))
    lead = say(lang, "universes_sentence", within=within(lang, found.window))
    items = tuple(
        Item(
            (Span("cite", row.code), Span("text", " "), *vocabulary(row.name.in_(lang))),
            vocabulary(f"{row.sentence.in_(lang)} {row.reason.in_(lang)}".strip()),
            (figure(lang, row.figure, "full"),) if row.figure else text(word(lang, "chart_no_total")),
        )
        for row in found.rows
    )
    blocks: list[Block] = []
    if any(row.figure is not None and row.figure.value for row in found.rows):
        drawing = charts.universes(found)
        note = (*axis_note(lang, drawing, "across"), *source_note(brief, lang, found.source))
        chart = draw(lang, "chart-universes", drawing, "universes_title", lead, note)
        blocks.append(in_figures(chart, partial(_universe_table, found, lang, lead), chart_questions.universes(brief)))
    else:
        blocks.append(Paragraph(lead))
    marks = legend(lang, [span for item in items for span in item.figure])
    return Section("universes", title, (*blocks, Items(items, "figures"), *(Paragraph(line, "note") for line in marks)))


def _universe_table(found: Universes, lang: str, caption: Spans) -> Table:
    """The figures of the drawing: a row a definition."""
    rows = tuple(
        (
            (Span("cite", row.code),),
            vocabulary(row.name.in_(lang)),
            (figure(lang, row.figure),) if row.figure else text(word(lang, "chart_no_total")),
        )
        for row in found.rows
    )
    heads = (text("D1–D6"), text(word(lang, "universes_title")), text(stage(found.stage).name(lang)))
    return Table(caption, heads, (), ("text", "text", "money"), rows)


def _is_economic(table: StageTable) -> bool:
    return programme_of(table.programme).kind == "economic"


def _size(table: StageTable) -> float:
    at = table.stages.index(charts.leading_stage(table))
    return -float(table.totals[at].value or 0)


def programmes(brief: Brief, lang: str) -> Section:
    """A small chart and a table for each programme, years by stage."""
    title = word(lang, "programmes_title")
    if not brief.programmes:
        return Section(
            "programmes", title, (Paragraph(say(lang, "programmes_none", place=brief.place.name.in_(lang))),)
        )
    security = sorted((table for table in brief.programmes if not _is_economic(table)), key=_size)
    economic = sorted((table for table in brief.programmes if _is_economic(table)), key=_size)
    blocks: list[Block] = []
    if any(cell.value for table in security for row in table.rows for cell in row.cells):
        drawing = charts.programmes(security)
        shown = security[: charts.MOST_PANELS]
        lead = say(lang, _programmes_sentence(drawing.colours))
        more = ("programmes_left_out",) if len(security) > charts.MOST_PANELS else ()
        note = (*axis_note(lang, drawing, "axis", *more), *sources_note(brief, lang, shown))
        chart = draw(lang, "chart-programmes", drawing, "programmes_title", lead, note)
        blocks.append(
            in_figures(chart, partial(_programme_table, shown, lang, lead), chart_questions.programmes(brief, shown))
        )
    blocks += [_programme(brief, table, lang) for table in security]
    if economic:
        blocks.append(Heading(text(word(lang, "programmes_other"))))
        blocks += [_programme(brief, table, lang) for table in economic]
    return Section("programmes", title, tuple(blocks))


def _programmes_sentence(stages: Sequence[str]) -> str:
    """The phrase that says what the bars and the lines of the chart are, for the stages that are drawn."""
    if set(stages) <= {charts.BARS}:
        return "programmes_sentence_plain"
    return "programmes_sentence" if charts.BARS in stages else "programmes_sentence_lines"


def _programme_table(shown: Sequence[StageTable], lang: str, caption: Spans) -> Table:
    """The figures of the drawing: a row a programme and year, a column a stage."""
    drawn = [(table, charts.drawn_stages(table)) for table in shown]
    stages = tuple(dict.fromkeys(code for _, codes in drawn for code in codes))
    rows = []
    for table, codes in drawn:
        for row in table.rows:
            cells = {code: figure(lang, row.cells[table.stages.index(code)]) for code in codes}
            said = ((cells[code],) if code in cells else () for code in stages)
            rows.append(((Span("cite", table.programme),), (period(lang, row.period),), *said))
    codes = [row.period for table in shown for row in table.rows]
    heads = (
        text(word(lang, "head_programme")),
        text(year_head(lang, codes)),
        *(text(stage(code).name(lang)) for code in stages),
    )
    return Table(caption, heads, (), ("text", "period", *("money" for _ in stages)), tuple(rows))


def _programme(brief: Brief, table: StageTable, lang: str) -> Card:
    aside: list[Span] = [Span("cite", table.programme, names=f"programme/{table.programme}")]
    meaning = [*vocabulary(table.meaning.in_(lang))]
    if table.authority:
        authority = list(cited(programme_of(table.programme).law(lang)))
        if "authority" in table.unverified:
            authority += [Span("text", f" ({word(lang, 'unverified')})")]
        meaning += [Span("text", " "), *say(lang, "authority", authority=tuple(authority)), Span("text", ".")]
    heading = Heading(vocabulary(table.name.in_(lang)), tuple(aside), f"p-{table.programme.lower()}")
    caption = say(lang, "programmes_caption", programme=vocabulary(table.name.in_(lang)))
    return Card((heading, Paragraph(tuple(meaning), "meaning"), stage_table(brief, table, lang, caption)))


def stage_table(brief: Brief, table: StageTable, lang: str, caption: Spans) -> Table:
    """Years by stage. Each total names the years it covers, for the sources do not cover the same ones.

    Who says it stands under each stage, except where a chart's note already names the only source.
    """
    named = bool(table.programme) or len(set(table.sources)) > 1
    rows = tuple(((period(lang, row.period),), *((figure(lang, cell),) for cell in row.cells)) for row in table.rows)
    totals = tuple(
        (figure(lang, total), Span("text", " "), period(lang, total.period, "span")) if total.value is not None
        else (figure(lang, total),)
        for total in table.totals
    )  # fmt: skip
    foot = (text(word(lang, "total")), *totals)
    return Table(
        caption,
        (
            text(year_head(lang, [row.period for row in table.rows])),
            *(text(stage(code).name(lang)) for code in table.stages),
        ),
        ((), *(short_title(brief, lang, source) for source in table.sources)) if named else (),
        ("period", *("money" for _ in table.stages)),
        rows,
        (foot,),
        legend(lang, spans_of((*rows, foot))),
    )


def all_assistance(brief: Brief, lang: str) -> Section:
    """All assistance at every stage, side by side."""
    table = brief.all_assistance
    title, place = word(lang, "all_title"), brief.place.name.in_(lang)
    if table is None:
        return Section("all", title, (Paragraph(say(lang, "all_none", place=place)),))
    drawing = charts.stages(table)
    note = (*axis_note(lang, drawing, "axis"), *sources_note(brief, lang, (table,)))
    chart = draw(lang, "chart-stages", drawing, "all_title", say(lang, "all_sentence"), note, key=False)
    beside = stage_table(brief, table, lang, say(lang, "all_caption", place=place))
    return Section("all", title, (in_figures(chart, lambda: beside, chart_questions.stages(brief, table)), beside))


def accounts(brief: Brief, lang: str) -> Section:
    """Accounts that are no programme of the catalogue."""
    title = word(lang, "accounts_title")
    if not brief.accounts:
        return Section("accounts", title, ())
    rows = tuple(
        (cited(row.account), cited(row.agency), cited(row.category), (figure(lang, row.figure),))
        for row in brief.accounts
    )
    spans = {row.figure.period for row in brief.accounts}
    lead = (
        say(lang, "accounts_sentence", within=within(lang, spans.pop()))
        if len(spans) == 1
        else say(lang, "accounts_sentence_plain")
    )
    heads = ("account", "agency", "category")
    table = Table(
        say(lang, "accounts_caption"),
        (*(text(word(lang, head)) for head in heads), text(stage(brief.accounts[0].figure.stage).name(lang))),
        (),
        ("text", "text", "text", "money"),
        rows,
        (),
        legend(lang, spans_of(rows)),
        folded=len(rows) >= FOLDED_FROM,
        summary=word(lang, "show_all"),
    )
    return Section("accounts", title, (Paragraph(lead), table))
