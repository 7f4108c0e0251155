"""A brief in one language, ready to be laid out."""

from __future__ import annotations

from cuaderno.products.notes import files, notes
from cuaderno.products.page import Page, Span
from cuaderno.products.phrases import PHRASES
from cuaderno.products.pieces import provider
from cuaderno.products.shapes import Brief
from cuaderno.products.story import deck, sections
from cuaderno.products.words import period, say, sentence, the_years, word

COMMAND = "cuaderno cite KEY@SNAPSHOT"


def compose(brief: Brief, lang: str) -> Page:
    """Put a brief into words. Raises QuestionError for a language there is no catalogue of."""
    lead = deck(brief, lang)
    told = sections(brief, lang)
    place = brief.place.name.in_(lang)
    return Page(
        lang=lang,
        kicker=word(lang, "kicker"),
        title=place,
        subtitle=sentence(lang, "subtitle", provider=provider(lang, brief.provider)),
        deck=lead,
        standing=say(lang, "standing", years=the_years(lang, brief.window), newest=period(lang, brief.newest, "prose")),
        sections=told,
        files=files(brief, lang),
        notes=notes(brief, lang, (lead, told)),
        sources=say(lang, "sources_sentence", command=Span("code", COMMAND)),
        words={key: word(lang, key) for key in PHRASES if "{" not in PHRASES[key]},
    )
