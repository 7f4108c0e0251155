"""A comparison in words, panels and tables: the years on one scale, the ranking, and how it was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cuaderno.products.drawing import Drawing, Label
from cuaderno.products.explore.answered import Line, drawn_chart, yearly_drawing, yearly_table
from cuaderno.products.explore.compare_choices import what_name
from cuaderno.products.explore.flows_amounts import in_full
from cuaderno.products.page import Block, Paragraph, Section, Span, Spans, Table
from cuaderno.products.pieces import is_hatched, spans_of, text
from cuaderno.products.words import figure, legend, period, unit_words, vocabulary, word
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.places import place as place_of
from cuaderno.statements.universes import universe as universe_of

if TYPE_CHECKING:
    from cuaderno.products.explore.answered import Answered
    from cuaderno.products.explore.asked import Asked
    from cuaderno.products.explore.cited import Citing
    from cuaderno.products.explore.compare import Compared
    from cuaderno.products.explore.words import Voice
    from cuaderno.products.shapes import Fig

CHART = "by-year"
_SCALES = {1: "scale_ones", 1_000: "scale_thousands", 1_000_000: "scale_millions"}


def lead(ranked: Sequence[Compared], voice: Voice) -> Spans:
    """Who comes first, and who last."""
    first, last = _answer(ranked[0]), _answer(ranked[-1])
    parts: dict[str, str | Span | Spans] = {
        "place": _name(ranked[0], voice),
        "figure": in_full(voice.lang, first.sum),
        "period": period(voice.lang, first.sum.period, "prose"),
    }
    if len(ranked) == 1:
        return voice.say("lead_alone", **parts)
    parts |= {"last": _name(ranked[-1], voice), "other": in_full(voice.lang, last.sum)}
    return voice.say("lead", **parts)


def told(
    citing: Citing, found: Sequence[Compared], ranked: Sequence[Compared], question: Asked, voice: Voice
) -> tuple[Section, ...]:
    """The sections of a comparison of which at least one place has an answer."""
    return (
        Section("years", voice.word("years_title"), _years(citing, found, question, voice)),
        Section("ranking", voice.word("ranking_title"), _ranking(found, ranked, voice)),
        Section("asked", voice.word("asked_title"), _how(citing, found, question, voice)),
    )


def _answer(one: Compared) -> Answered:
    assert one.answered is not None  # noqa: S101  (only places with an answer are ranked)
    return one.answered


def _name(one: Compared, voice: Voice) -> str:
    return place_of(one.code).name(voice.lang)


def _years(citing: Citing, found: Sequence[Compared], question: Asked, voice: Voice) -> tuple[Block, ...]:
    """A panel for each place on one scale; one that has no figure keeps its panel, with the reason."""
    lang = voice.lang
    model = next(one.answered for one in found if one.answered)
    lines, sums = [], []
    for one in found:
        if one.answered:
            lines.append(Line("place", one.code, one.answered.figures))
            sums.append(one.answered.sum)
        else:
            blank = [citing.blank("not_collected_here", fig.unit, fig.stage, fig.period) for fig in model.figures]
            lines.append(Line("place", one.code, blank))
            sums.append(citing.blank("not_collected_here", model.sum.unit, model.sum.stage, model.sum.period))
    drawing = yearly_drawing(lines, colour=question.stage)
    _say_blanks(drawing, lines, voice)
    what = what_name(question, lang) or voice.word("everything")
    parts: dict[str, str | Span | Spans] = {
        "count": Span("count", str(len(found))),
        "what": vocabulary(what),
        "stage": stage_of(question.stage).name(lang),
        "period": period(lang, model.sum.period, "prose"),
    }
    caption = voice.say("years_caption", unit=unit_words(lang, model.total.unit), **parts)
    chart = drawn_chart(
        lang,
        CHART,
        drawing,
        title=voice.say("years_chart", **parts),
        sentence=voice.say("years_sentence", **parts),
        note=_note(citing, drawing, model, voice),
        table=yearly_table(lines, lang, caption, sums),
        asked=[one.answered.asked for one in found if one.answered],
    )
    return (chart, *_reasons(found, voice))


def _say_blanks(drawing: Drawing, lines: Sequence[Line], voice: Voice) -> None:
    """Into each panel without a figure, why it has none."""
    rows: list[dict[str, object]] = drawing.spec["data"]["values"]
    silent = [(at, line) for at, line in enumerate(lines) if all(fig.value is None for fig in line.figures)]
    for at, line in silent:
        blank = next((fig.blank for fig in line.figures if fig.blank), "") or "not_collected_here"
        letter = chr(0x100 + len(drawing.labels))
        drawing.labels[letter] = Label("text", voice.word(f"panel_{blank}"))
        rows.append({"p": at, "k": "none", "t": letter})


def _note(citing: Citing, drawing: Drawing, model: Answered, voice: Voice) -> Spans:
    """What the axis counts, what is hatched, and who says it."""
    unit = unit_words(voice.lang, model.total.unit)
    parts: list[Spans] = [voice.say(_SCALES[drawing.scale], unit=unit)]
    if is_hatched(drawing):
        parts.append(text(f" {word(voice.lang, 'hatched')}"))
    title = citing.ledger.store.source(model.total.answered.source).title[voice.lang]
    return (*(span for part in parts for span in part), *voice.say("source", source=vocabulary(title)))


def _reasons(found: Sequence[Compared], voice: Voice) -> list[Paragraph]:
    return [
        Paragraph(voice.say("no_answer", place=_name(one, voice), reason=vocabulary(one.reason)), "note")
        for one in found
        if not one.answered
    ]


def _ranking(found: Sequence[Compared], ranked: Sequence[Compared], voice: Voice) -> tuple[Block, ...]:
    """The places by their sums, the largest first; those without a figure stand last and have no rank."""
    lang = voice.lang
    unranked = [one for one in found if one.value is None]
    rows = [_rank(number, one, voice) for number, one in enumerate(ranked, 1)]
    rows += [_rank(0, one, voice) for one in unranked]
    unit = unit_words(lang, next(one.answered for one in found if one.answered).total.unit)
    table = Table(
        voice.say("ranking_caption", unit=unit),
        tuple(text(voice.word(key)) for key in ("place", "sum", "largest_year", "in_year", "years_told")),
        (),
        ("text", "money", "money", "period", "money"),
        tuple(rows),
        (),
        legend(lang, spans_of(rows)),
    )
    return (Paragraph(voice.say("ranking_sentence")), table)


def _rank(number: int, one: Compared, voice: Voice) -> tuple[Spans, ...]:
    rank = (Span("count", str(number)), Span("text", ". ")) if number else ()
    name = (*rank, Span("strong", _name(one, voice), names=f"place/{one.code}"))
    if one.answered is None:
        return name, text("—"), text("—"), text("—"), text("—")
    told_years = [fig for fig in one.answered.figures if fig.value is not None]
    largest: Fig | None = max(told_years, key=lambda fig: fig.value or 0, default=None)
    return (
        name,
        (figure(voice.lang, one.answered.sum),),
        (figure(voice.lang, largest),) if largest else text("—"),
        (period(voice.lang, largest.period),) if largest else text("—"),
        voice.say(
            "years_of",
            count=Span("count", str(len(told_years))),
            all=Span("count", str(len(one.answered.figures))),
        ),
    )


def _how(citing: Citing, found: Sequence[Compared], question: Asked, voice: Voice) -> tuple[Block, ...]:
    """The definition, the stage, who answers and for which years, and the same question on the command line."""
    lang = voice.lang
    model = next(one.answered for one in found if one.answered)
    stage = stage_of(question.stage)
    blocks: list[Block] = []
    if question.universe:
        blocks.append(Paragraph(vocabulary(universe_of(question.universe).sentence(lang))))
    blocks.append(
        Paragraph(
            voice.say("stage", stage=Span("strong", stage.name(lang).capitalize()), plain=vocabulary(stage.plain(lang)))
        )
    )
    answered = model.total.answered
    title = citing.ledger.store.source(answered.source).title[lang]
    blocks.append(
        Paragraph(voice.say("answers", source=vocabulary(title), period=period(lang, model.sum.period, "prose")))
    )
    if answered.missing:
        missing = tuple(span for code in answered.missing for span in (Span("text", ", "), period(lang, code)))[1:]
        blocks.append(Paragraph(voice.say("missing", years=missing), "note"))
    blocks.append(Paragraph(voice.say("never_added"), "note"))
    blocks.append(Paragraph(voice.say("command", command=Span("code", model.asked.command())), "note"))
    return tuple(blocks)
