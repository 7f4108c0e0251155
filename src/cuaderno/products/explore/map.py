"""The world map: countries shaded by what they received in a universe or programme, at one stage, in some years, with their ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cuaderno.products.explore.cited import cited_page
from cuaderno.products.explore.map_choices import chosen
from cuaderno.products.explore.map_drawing import NIL, Keyed, Shading, map_svg, shading
from cuaderno.products.explore.ranked import Ranked, ranked
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Chart, Page, Paragraph, Section, Span, Spans, Table
from cuaderno.products.pieces import spans_of, text
from cuaderno.products.words import (
    amount_digits,
    figure,
    legend,
    period,
    plain,
    say,
    unit_words,
    vocabulary,
    within,
)
from cuaderno.products.world import atlas
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.places import place
from cuaderno.statements.programmes import programme
from cuaderno.statements.universes import universe

if TYPE_CHECKING:
    from cuaderno.products.explore.asked import Asked
    from cuaderno.products.explore.cited import Citing

Link = Callable[[str], str]
"""Gives the address of the page of a place, by its code; "" where it has none."""

CHART = "map"
LARGEST = 3
RANKED = 15
"""So many recipients stand beside the map; the table under it has all."""
NAMED = 10
"""Of what is no territory of the map, so many are named."""


def mapped(citing: Citing, asked: Asked, lang: str, *, cells: bool) -> Ranked:
    """Ask a map's question and cite its answer; with `cells`, by every statement of each figure.

    Raises UnknownName, QuestionError, CannotAdd (no total can be asked in it) and NoAnswer (nothing is held of it).
    """
    settled = chosen(citing.ledger, asked)
    return ranked(citing, settled, settled.answer(citing.ledger, lang), lang, cells=cells)


def subject(asked: Asked, lang: str) -> str:
    """What is counted: the name of the universe or programme."""
    return programme(asked.programme).name(lang) if asked.programme else universe(asked.universe).name(lang)


def map_section(found: Ranked, lang: str, link: Link, *, title: str = "", most: int = RANKED) -> Section:
    """The map, the ranking beside it, and how far the answer reaches."""
    voice = Voice("map", lang)
    total = found.total
    blocks: list[Chart | Table | Paragraph] = [_chart(found, voice, lang, link)]
    if found.codes:
        blocks.append(_ranking(found, voice, lang, most))
    if total.answered.missing and total.answered.covered:
        covered = period(lang, f"{total.answered.covered[0]}-{total.answered.covered[-1]}", "prose")
        blocks.append(Paragraph(voice.say("partial", covered=covered), "note"))
    return Section("world", title or voice.word("section"), tuple(blocks))


def _chart(found: Ranked, voice: Voice, lang: str, link: Link) -> Chart:
    shades = shading(
        {code: fig.value for code, fig in zip(found.codes, found.figures, strict=True) if fig.value is not None}
    )
    total = found.total
    unit = plain(unit_words(lang, total.unit))
    keyed = Keyed(voice.word(f"key_{shades.scale}", unit=unit), voice.word("key_nil"), voice.word("key_none"))
    drawn = map_svg(shades, lang, keyed, link)
    what = vocabulary(subject(found.asked, lang))
    window = within(lang, total.window)
    return Chart(
        CHART,
        voice.say("chart_title", what=what, within=window),
        _sentence(found, voice, lang, what, window),
        (),
        drawn,
        _note(found, shades, voice, lang),
        table=_table(found, voice, lang, range(len(found.codes))),
        asked=(found.asked.query(),),
        linked=True,
    )


def _sentence(found: Ranked, voice: Voice, lang: str, what: Spans, window: Spans) -> Spans:
    total = found.total
    if not any(fig.value for fig in found.figures):
        return sentence_of(voice, "nothing", what=what, stage=stage_of(total.stage).name(lang), within=window)
    names: list[Span] = []
    pairs = [pair for pair in zip(found.codes, found.figures, strict=True) if place(pair[0]).kind == "territory"]
    for code, fig in pairs[:LARGEST]:
        names += [Span("text", ", ")] if names else []
        names += [
            *vocabulary(place(code).name(lang)),
            Span("text", " ("),
            figure(lang, fig, "short"),
            Span("text", ")"),
        ]
    return sentence_of(
        voice,
        "sentence",
        what=what,
        stage=stage_of(total.stage).name(lang),
        within=window,
        total=figure(lang, found.sum, "short"),
        count=Span("count", str(len(found.codes))),
        names=tuple(names),
    )


def sentence_of(voice: Voice, key: str, **parts: str | Span | Spans) -> Spans:
    """A sentence of a table with a capital at its start, even where its first words are filled in."""
    first, *rest = voice.say(key, **parts)
    return (Span(first.kind, first.text[:1].upper() + first.text[1:], first.ref, first.value, first.unit), *rest)


def _note(found: Ranked, shades: Shading, voice: Voice, lang: str) -> Spans:
    """The classes in words, what is on no map, and who says it."""
    parts: list[Spans] = []
    if shades.limits:
        parts.append(voice.say("classes", classes=tuple(_classes(shades, voice, lang))))
    if NIL in shades.inks.values():
        parts.append(voice.say("nil"))
    parts.append(voice.say("none"))
    world = atlas()
    outside = [code for code in found.codes if code not in world.shapes and code not in world.dots]
    if outside:
        parts.append(_outside(outside, voice, lang))
    parts.append(say(lang, "map_borders"))
    parts.append(say(lang, "source_line", source=vocabulary(found.source)))
    return tuple(span for number, part in enumerate(parts) for span in ((Span("text", " "), *part) if number else part))


def _classes(shades: Shading, voice: Voice, lang: str) -> Iterable[Span]:
    limits = [amount_digits(lang, f"{one / shades.scale:f}") for one in shades.limits]
    counts = shades.counts()
    for number, ink in enumerate(shades.used):
        if number == 0:
            said = voice.say("class_first", limit=Span("count", limits[0]))
        elif number == len(limits):
            said = voice.say("class_last", limit=Span("count", limits[-1]))
        else:
            said = voice.say("class_between", low=Span("count", limits[number - 1]), high=Span("count", limits[number]))
        yield from (*said, Span("text", " ("), Span("count", str(counts.get(ink, 0))), Span("text", ")"))
        if number < len(limits):
            yield Span("text", "; ")


def _outside(codes: Sequence[str], voice: Voice, lang: str) -> Spans:
    names: list[Span] = []
    for code in codes[:NAMED]:
        names += [Span("text", ", ")] if names else []
        names += vocabulary(place(code).name(lang))
    if len(codes) > NAMED:
        names += voice.say("outside_more", count=Span("count", str(len(codes) - NAMED)))
    return voice.say("outside", names=tuple(names))


def _table(found: Ranked, voice: Voice, lang: str, which: Iterable[int], *, head: bool = False) -> Table:
    rows = tuple((_named(found.codes[at], lang), (figure(lang, found.figures[at]),)) for at in which)
    total = found.total
    caption = voice.say(
        "ranking" if head else "table",
        what=vocabulary(subject(found.asked, lang)),
        stage=stage_of(total.stage).name(lang),
        within=within(lang, total.window),
    )
    foot = () if head else ((text(voice.word("sum")), (figure(lang, found.sum),)),)
    return Table(
        caption,
        (text(voice.word("recipient")), text(stage_of(total.stage).name(lang).capitalize())),
        ((), unit_words(lang, total.unit)),
        ("text", "money"),
        rows,
        foot,
        legend(lang, spans_of((*rows, *foot))),
    )


def _ranking(found: Ranked, voice: Voice, lang: str, most: int) -> Table:
    return _table(found, voice, lang, range(min(most, len(found.codes))), head=True)


def _named(code: str, lang: str) -> Spans:
    return (Span("text", place(code).name(lang), names=f"place/{code}"),)


def map_page(citing: Citing, found: Ranked, lang: str, link: Link, *, cells: bool) -> Page:
    """The page of a map: the map with its ranking, and what its question counts."""
    voice = Voice("map", lang)
    total = found.total
    counted = programme(found.asked.programme).figures(lang) if found.asked.programme else ""
    counted = counted or universe(found.asked.universe).sentence(lang)
    counts = Paragraph(vocabulary(counted), "meaning")
    means = vocabulary(f"{stage_of(total.stage).name(lang).capitalize()}: {stage_of(total.stage).plain(lang)}")
    section = map_section(found, lang, link)
    subtitle = voice.say(
        "subtitle",
        what=vocabulary(subject(found.asked, lang)),
        stage=stage_of(total.stage).name(lang),
        within=within(lang, total.window),
    )
    return cited_page(
        citing,
        lang,
        kicker=voice.word("kicker"),
        title=voice.word("title"),
        subtitle=subtitle,
        sections=(replace(section, blocks=(counts, *section.blocks, Paragraph(means))),),
        cells=cells,
    )


def refused_page(citing: Citing, asked: Asked, reason: str, lang: str) -> Page:
    """The page of a question that has no map, with the reason."""
    voice = Voice("map", lang)
    blocks = [Paragraph(vocabulary(reason))]
    if asked.universe:
        blocks.insert(0, Paragraph(vocabulary(universe(asked.universe).sentence(lang)), "meaning"))
    return cited_page(
        citing,
        lang,
        kicker=voice.word("kicker"),
        title=voice.word("title"),
        subtitle=vocabulary(subject(asked, lang)) if asked.universe or asked.programme else (),
        sections=(Section("refused", voice.word("refused"), tuple(blocks)),),
        cells=False,
    )
