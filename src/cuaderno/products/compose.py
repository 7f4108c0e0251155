"""A brief in one language, ready to be laid out."""

from __future__ import annotations

from functools import cache

from cuaderno.products.held import span
from cuaderno.products.notes import files, found_in, notes
from cuaderno.products.page import Page, Section, Span, Spans
from cuaderno.products.phrases import PHRASES
from cuaderno.products.pieces import provider
from cuaderno.products.shapes import Brief, Fig
from cuaderno.products.stated import Statements
from cuaderno.products.story import deck, sections
from cuaderno.products.words import period, plain, say, sentence, the_years, word

COMMAND = "cuaderno cite KEY@SNAPSHOT"


def compose(brief: Brief, lang: str, *, cells: bool = True, told: tuple[Section, ...] | None = None) -> Page:
    """Put a brief into words; without its `cells`, no cell is looked up: its files list no statement and its figures have no notes.

    Its sections are made unless they are `told`. Raises QuestionError for a language there is no catalogue of.
    """
    lead = deck(brief, lang)
    told = sections(brief, lang) if told is None else told
    kicker, title, subtitle = _head(brief, lang)
    faults = {one.source: one.known_errors for one in brief.coverage}
    return Page(
        lang=lang,
        kicker=kicker,
        title=title,
        subtitle=subtitle,
        deck=lead,
        standing=_standing(brief, lang),
        sections=told,
        files=files(brief.snapshots, brief.statements if cells else (), faults, lang),
        notes=notes(_figures(brief), brief.statements, brief.snapshots, lang, (lead, told)) if cells else (),
        sources=say(lang, "sources_sentence", command=Span("code", COMMAND)),
        words=template_words(lang),
    )


def _figures(brief: Brief) -> list[Fig]:
    """Every figure of a brief, found once for all its languages."""
    said = brief.statements
    return said.once(lambda: found_in(brief, Fig)) if isinstance(said, Statements) else found_in(brief, Fig)


@cache
def template_words(lang: str) -> dict[str, str]:
    """The phrases that templates take by name: those with no place to fill."""
    return {key: word(lang, key) for key in PHRASES if "{" not in PHRASES[key]}


def _standing(brief: Brief, lang: str) -> Spans:
    """What the figures stand on: the years that the tables by programme show, where there are any, and the newest figure."""
    if not brief.window:
        return say(lang, "standing_plain")
    newest = period(lang, brief.newest, "prose")
    rows = (row for table in brief.programmes for row in table.rows)
    told = {row.period for row in rows if any(one.value is not None for one in row.cells)}
    if not told:
        return say(lang, "standing_totals", newest=newest)
    return say(lang, "standing", years=the_years(lang, span(told)), newest=newest)


def _head(brief: Brief, lang: str) -> tuple[str, str, Spans]:
    """Kicker, title and subtitle: of a place, or of two."""
    name, place = brief.place.name.in_(lang), provider(lang, brief.place)
    if brief.partner is None:
        return word(lang, "kicker"), name, sentence(lang, "subtitle_place", place=place)
    title = plain(say(lang, "title_pair", place=name, partner=brief.partner.name.in_(lang)))
    subtitle = sentence(lang, "subtitle_pair", place=place, partner=provider(lang, brief.partner))
    return word(lang, "kicker_pair"), title, subtitle
