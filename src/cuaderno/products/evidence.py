"""The sections that weigh the sources: what a publisher changed, where two disagree, what is missing, what words mean."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

from cuaderno.products.page import Block, Heading, Item, Items, Paragraph, Section, Span, Spans, Table
from cuaderno.products.pieces import FOLDED_FROM, programme_name, short_title, source_title, spans_of, text
from cuaderno.products.shapes import Brief, Comparison, Fig, Revision
from cuaderno.products.words import amount_digits, day, figure, legend, period, plain, say, vocabulary, word, year_head
from cuaderno.statements.measures import stage


def revisions(brief: Brief, lang: str) -> Section:
    """What changed between two publications of one series."""
    found = brief.revisions
    title, place = word(lang, "revisions_title"), brief.place.name.in_(lang)
    if found is None:
        return Section("revisions", title, (Paragraph(say(lang, "revisions_none", place=place)),))
    counts = {
        name: Span("count", amount_digits(lang, str(getattr(found, name))))
        for name in ("added", "changed", "withdrawn", "unchanged")
    }
    lead = say(
        lang,
        "revisions_sentence",
        source=vocabulary(source_title(brief, lang, found.source)),
        old=Span("code", found.old),
        new=Span("code", found.new),
        place=place,
        **counts,
    )
    if not found.rows:
        return Section("revisions", title, (Paragraph(lead),))
    rows = tuple(_revision(row, lang) for row in found.rows)
    heads = ("kind", "stage", year_head(lang, [row.period for row in found.rows]), "older_file", "newer_file", "change")
    table = Table(
        say(lang, "revisions_caption"),
        tuple(text(word(lang, head) if head.islower() else head) for head in heads),
        (),
        ("text", "text", "period", "money", "money", "money"),
        rows,
        (),
        legend(lang, spans_of(rows)),
    )
    return Section("revisions", title, (Paragraph(lead), table))


def _revision(row: Revision, lang: str) -> tuple[Spans, ...]:
    return (
        text(word(lang, f"kind_{row.kind}")),
        text(stage(row.stage).name(lang)),
        (period(lang, row.period),),
        *(_or_none(one, lang) for one in (row.old, row.new, row.change)),
    )


def _or_none(fig: Fig | None, lang: str) -> Spans:
    return (figure(lang, fig),) if fig is not None else text("—")


def comparisons(brief: Brief, lang: str) -> Section:
    """Two sources on one thing, a table for each pair and reason."""
    title, place = word(lang, "comparisons_title"), brief.place.name.in_(lang)
    if not brief.comparisons:
        return Section("comparisons", title, (Paragraph(say(lang, "comparisons_none", place=place)),))
    pairs: dict[tuple[str, ...], list[Comparison]] = {}
    for one in brief.comparisons:
        key: tuple[str, ...] = (one.reason, one.left_source, one.left.stage, one.right_source, one.right.stage)
        pairs.setdefault(key, []).append(one)
    blocks: list[Block] = [Paragraph(say(lang, "comparisons_sentence"))]
    for key in sorted(pairs, key=lambda found: found[0] == "equal"):
        blocks += _pair(brief, pairs[key], lang)
    return Section("comparisons", title, tuple(blocks))


def _pair(brief: Brief, rows: list[Comparison], lang: str) -> list[Block]:
    one = rows[0]
    left, right = (
        say(lang, "source_stage", source=short_title(brief, lang, source), stage=stage(code).name(lang))
        for source, code in ((one.left_source, one.left.stage), (one.right_source, one.right.stage))
    )
    reason = [*say(lang, f"reason_{one.reason}")]
    if one.reason != "equal" and (widest := _widest(rows)) is not None:
        reason += [Span("text", " "), *say(
            lang, "comparisons_largest", figure=figure(lang, widest.difference, "full"),
            programme=_compared(widest.programme, lang), period=period(lang, widest.period, "prose"),
        )]  # fmt: skip
    named = 0 if any(row.programme for row in rows) else 1
    cells = tuple(
        (
            _compared(row.programme, lang, short=True),
            (period(lang, row.period),),
            *((figure(lang, fig),) for fig in (row.left, row.right, row.difference)),
        )[named:]
        for row in rows
    )
    caption = say(lang, "comparisons_caption", left=left, right=right)
    table = Table(
        caption,
        (
            text(word(lang, "programme")),
            text(year_head(lang, [row.period for row in rows])),
            left,
            right,
            text(word(lang, "difference")),
        )[named:],
        (),
        ("text", "period", "money", "money", "money")[named:],
        cells,
        (),
        legend(lang, spans_of(cells)),
        folded=len(rows) >= FOLDED_FROM,
        summary=plain(caption),
    )
    return [Paragraph(tuple(reason)), table]


def _compared(code: str, lang: str, *, short: bool = False) -> Spans:
    if not code:
        return text(word(lang, "all_programmes" if short else "long_all"))
    return (Span("cite", code),) if short else programme_name(code, lang)


def _widest(rows: list[Comparison]) -> Comparison | None:
    valued = [row for row in rows if row.difference.value]
    return max(valued, key=lambda row: abs(row.difference.value or Decimal(0)), default=None)


def missing(brief: Brief, lang: str) -> Section:
    """How far each series reaches, and the programmes of which there is nothing."""
    rows = tuple(
        (
            vocabulary(one.title.in_(lang)),
            text(stage(one.stage).name(lang)),
            text(word(lang, f"grain_{one.grain}")),
            (period(lang, one.first),),
            (period(lang, one.last),),
            (day(lang, one.as_of),) if one.as_of else text(word(lang, "day_unknown")),
            (period(lang, one.complete_through),) if one.complete_through else text(word(lang, "not_stated")),
            _listed([period(lang, code) for code in one.provisional]) or text(word(lang, "none")),
        )
        for one in brief.coverage
    )
    heads = ("series", "stage", "about", "first_year", "last_year", "as_of", "complete_through", "provisional_years")
    blocks: list[Block] = [Paragraph(say(lang, "missing_sentence"))]
    if rows:
        kinds = ("text", "text", "text", "period", "period", "period", "period", "period")
        blocks.append(
            Table(
                say(lang, "missing_caption"),
                tuple(text(word(lang, head)) for head in heads),
                (),
                kinds,
                rows,
                folded=len(rows) >= FOLDED_FROM,
                summary=word(lang, "missing_caption"),
            )
        )
    if brief.empty_programmes:
        names = [vocabulary(one.name.in_(lang)) for one in brief.empty_programmes]
        blocks += [
            Heading(text(word(lang, "empty_title"))),
            Paragraph(say(lang, "empty_sentence", place=brief.place.name.in_(lang))),
            Items(tuple(Item(name, ()) for name in names), "names"),
        ]
    return Section("missing", word(lang, "missing_title"), tuple(blocks))


def _listed(spans: list[Span]) -> Spans:
    return tuple(chain.from_iterable((Span("text", ", "), span) for span in spans))[1:]


def glossary(brief: Brief, lang: str) -> Section:
    """What the stages mean, in plain words."""
    items = tuple(Item(text(one.name.in_(lang)), vocabulary(one.plain.in_(lang))) for one in brief.notes)
    blocks: tuple[Block, ...] = (Paragraph(say(lang, "words_sentence")), Items(items)) if items else ()
    return Section("words", word(lang, "words_title"), blocks)
