"""Who received most through a programme: a ranking as bars and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.errors import CuadernoError
from cuaderno.products.charts import Sheet, lying, ticks_of
from cuaderno.products.drawing import Drawing
from cuaderno.products.explore.answered import Answered, answered, drawn_chart
from cuaderno.products.explore.programmes_held import source_name
from cuaderno.products.page import Block, Paragraph, Section, Span, Spans, Table
from cuaderno.products.pieces import axis_note, spans_of, text
from cuaderno.products.words import amount_digits, figure, legend, period, unit_words, vocabulary, word
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.places import place
from cuaderno.statements.programmes import programme

if TYPE_CHECKING:
    from cuaderno.products.explore.asked import Asked
    from cuaderno.products.explore.cited import Citing
    from cuaderno.products.explore.words import Voice
    from cuaderno.products.shapes import Fig

DRAWN = 15
"""So many recipients are drawn; the table has all of them."""

CHART = "recipients"
Ranked = Sequence[tuple[str, "Fig"]]


def recipients_section(citing: Citing, asked: Asked, voice: Voice) -> Section:
    """The ranking, or why there is none."""
    return Section("recipients", voice.word("recipients"), _ranking(citing, asked, voice))


def _ranking(citing: Citing, asked: Asked, voice: Voice) -> tuple[Block, ...]:
    try:
        found = answered(citing, asked, voice.lang)
    except CuadernoError as error:
        return (Paragraph(voice.say("recipients_none", reason=vocabulary(error.told(voice.lang)))),)
    ranked = [
        (one.group, fig)
        for one, fig in zip(found.total.figures, found.figures, strict=True)
        if fig.value is not None and one.group
    ]
    if not ranked:
        reason = word(voice.lang, f"blank_{found.sum.blank or 'not_collected_here'}")
        return (Paragraph(voice.say("recipients_none", reason=reason)),)
    lang = voice.lang
    drawing = _drawing([one for one in ranked if one[1].value][:DRAWN] or ranked[:1])
    table = _table(found, ranked, voice)
    note: Spans = (
        axis_note(lang, drawing, "across") if ranked[0][1].unit.startswith("USD") and drawing.scale > 1 else ()
    )
    if len(ranked) > DRAWN:
        note = (*note, Span("text", " "), *voice.say("drawn", count=Span("count", str(DRAWN))))
    chart = drawn_chart(
        lang, CHART, drawing, title=text(voice.word("recipients")), sentence=_sentence(citing, found, ranked, voice),
        table=table, note=note, asked=(asked,),
    )  # fmt: skip
    return (chart,)


def _sentence(citing: Citing, found: Answered, ranked: Ranked, voice: Voice) -> Spans:
    lang, (code, most) = voice.lang, ranked[0]
    parts: dict[str, str | Span | Spans] = {
        "first": place(code).name(lang),
        "figure": figure(lang, most, "full"),
        "stage": stage_of(found.total.stage).name(lang),
        "period": period(lang, found.sum.period, "prose"),
        "source": source_name(citing.ledger, found.total.answered.source, lang),
    }
    if len(ranked) == 1:
        return voice.say("recipients_one", **parts)
    count = Span("count", amount_digits(lang, str(len(ranked))))
    return voice.say("recipients_sentence", count=count, sum=figure(lang, found.sum, "full"), **parts)


def _table(found: Answered, ranked: Ranked, voice: Voice) -> Table:
    lang = voice.lang
    rows = tuple(
        ((Span("text", place(code).name(lang), names=f"place/{code}"),), (figure(lang, fig),)) for code, fig in ranked
    )
    caption = voice.say(
        "recipients_caption",
        programme=vocabulary(programme(found.asked.programme).name(lang)),
        stage=stage_of(found.total.stage).name(lang),
        period=period(lang, found.sum.period, "prose"),
        unit=unit_words(lang, found.sum.unit),
    )
    unit = unit_words(lang, found.sum.unit)
    name = stage_of(found.total.stage).name(lang)
    heads = (voice.say("recipient"), text(f"{name[:1].upper()}{name[1:]}"))
    foot = ((text(word(lang, "computed_sum")), (figure(lang, found.sum),)),)
    return Table(caption, heads, ((), unit), ("text", "money"), rows, foot, legend(lang, spans_of((*rows, *foot))))


def _drawing(ranked: Ranked) -> Drawing:
    """A bar for each of the first recipients, its name above it."""
    sheet = Sheet()
    ticks = ticks_of([fig for _, fig in ranked], 4)
    most = max(map(abs, ticks))
    scale = 1_000_000 if most >= 2_000_000 else 1_000 if most >= 2_000 else 1
    for tick in ticks:
        sheet.rows.append({"k": "zero" if tick == 0 else "grid", "x": tick})
        sheet.rows.append({"k": "x", "x": tick, "t": sheet.letter("number", f"{Decimal(repr(tick)) / scale:f}")})
    for code, fig in ranked:
        sheet.rows.append({"k": "name", "u": code, "t": sheet.letter("place", code)})
        sheet.rows.append({"k": "bar", "u": code, "x": float(fig.value or 0)})
    spec = lying(sheet.rows, [code for code, _ in ranked], colour="flow", step=29, named=True)
    return Drawing(spec, sheet.labels, scale, ())
