"""A page that shows no figure: it tells of the ledger, its words and its rules."""

from __future__ import annotations

from collections.abc import Sequence

from cuaderno.products.compose import template_words
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Item, Page, Paragraph, Section, Span, Spans


def plain_page(voice: Voice, sections: Sequence[Section], deck: tuple[Spans, ...] = ()) -> Page:
    """A page by its words: `kicker`, `title` and `subtitle` of its table."""
    return Page(
        lang=voice.lang,
        kicker=voice.word("kicker"),
        title=voice.word("title"),
        subtitle=voice.say("subtitle"),
        deck=deck,
        standing=(),
        sections=tuple(sections),
        files=(),
        notes=(),
        sources=(),
        words=template_words(voice.lang),
    )


def said(voice: Voice, key: str, **parts: str | Span | Spans) -> Paragraph:
    """A paragraph of the table of words."""
    return Paragraph(voice.say(key, **parts))


def item(voice: Voice, key: str, **parts: str | Span | Spans) -> Item:
    """A term with what is said of it, which stands in the table under the same key with `_says`."""
    return Item(voice.say(key), voice.say(f"{key}_says", **parts))


def text(words: str) -> Spans:
    """Words as they are."""
    return (Span("text", words),)


def code(words: str) -> Span:
    """An address, a hash, a command."""
    return Span("code", words)


def led(voice: Voice, key: str, names: str) -> Span:
    """Words that lead to a page of the explorer by its name there."""
    return Span("text", voice.word(key), names=names)
