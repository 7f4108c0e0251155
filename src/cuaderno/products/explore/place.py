"""The page of a place: its brief, and above it the one question that the page's address asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cuaderno.errors import CannotAdd, NoAnswer
from cuaderno.products.about import faults, snapshots
from cuaderno.products.compose import compose
from cuaderno.products.explore.answered import Answered, Line, answered, yearly_chart
from cuaderno.products.explore.cited import Citing
from cuaderno.products.explore.words import Voice
from cuaderno.products.notes import files, notes
from cuaderno.products.page import Block, Item, Items, Page, Paragraph, Section, Span, Spans
from cuaderno.products.stated import Statements
from cuaderno.products.words import figure, unit_words, vocabulary, within
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.places import place as place_of
from cuaderno.statements.programmes import programme as programme_of
from cuaderno.statements.universes import universe as universe_of

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.explore.asked import Asked
    from cuaderno.products.explore.place_choices import Choices
    from cuaderno.products.shapes import Brief

CHART, SECTION = "question", "ask"
PREFIX = "q"
"""What the names of the question's figures begin with, so that those of the brief are never theirs."""

Address = Callable[["Asked"], str]
"""Where a question is answered, "" where it has no address."""


def what_counts(asked: Asked, lang: str) -> str:
    """What a question counts, in words: a definition's name or a programme's."""
    names = [programme_of(code).name(lang) for code in asked.programme.split(",") if code]
    if asked.universe:
        names.append(universe_of(asked.universe).name(lang))
    return ", ".join(names)


def question_section(citing: Citing, asked: Asked, offered: Choices, lang: str, address: Address) -> Section:
    """The answer to a question as a chart with its table, or the reason why there is none and what to ask instead."""
    voice = Voice("place", lang)
    try:
        given = _answered(citing, asked, lang)
    except (CannotAdd, NoAnswer) as error:
        blocks = _refused(error, asked, offered, voice, address)
    else:
        blocks = _answer(citing, given, voice)
    return Section(SECTION, voice.word("question_title"), blocks)


def _answered(citing: Citing, asked: Asked, lang: str) -> Answered:
    """The answer; where the source that covers the years best has no figure of the place and another has, the other's."""
    given = answered(citing, asked, lang)
    others = (one.answered.source for one in given.total.beside if one.value is not None)
    if given.sum.value is None and not asked.source and (source := next(others, "")):
        return answered(citing, replace(asked, source=source), lang)
    return given


def _words(asked: Asked, lang: str) -> dict[str, Spans]:
    return {
        "place": vocabulary(place_of(asked.recipient).name(lang)),
        "what": vocabulary(what_counts(asked, lang)),
        "stage": vocabulary(stage_of(asked.stage).name(lang)),
    }


def _answer(citing: Citing, given: Answered, voice: Voice) -> tuple[Block, ...]:
    lang, asked = voice.lang, given.asked
    words = _words(asked, lang)
    source = citing.ledger.store.source(given.total.answered.source)
    told: dict[str, Span | Spans] = {
        **words,
        "within": within(lang, given.sum.period),
        "sum": figure(lang, given.sum, "short"),
        "unit": unit_words(lang, given.sum.unit),
        "source": vocabulary(source.title[lang]),
    }
    blank = "_blank" if given.sum.value is None else ""
    chart = yearly_chart(
        lang,
        CHART,
        [Line("text", "", given.figures)],
        title=voice.say("chart_title", **words),
        sentence=voice.say(f"chart_sentence{blank}", **told),
        caption=voice.say("caption", **words),
        asked=[asked],
        sums=[given.sum],
    )
    table = chart.table
    if table is not None:
        heads = (table.heads[0], words["stage"])
        chart = replace(chart, table=replace(table, heads=heads))
    more: list[Block] = (
        [Paragraph(voice.say("partial"), "note")] if given.total.answered.missing or given.total.crossing else []
    )
    command = (Span("text", voice.word("command")), Span("code", asked.command()))
    return (chart, *more, Paragraph(command, "note"))


def _refused(
    error: CannotAdd | NoAnswer, asked: Asked, offered: Choices, voice: Voice, address: Address
) -> tuple[Block, ...]:
    """That there is no answer, the ledger's reason, and what can be asked instead."""
    lang = voice.lang
    years = (Span("text", ", "), Span("time", asked.years)) if asked.years else ()
    blocks: list[Block] = [Paragraph(voice.say("no_answer", **_words(asked, lang), years=years))]
    blocks.append(Paragraph((Span("text", f"{voice.word('reason')} "), *vocabulary(error.told(lang))), "note"))
    near = offered.instead(asked)
    if near:
        blocks.append(Paragraph(voice.say("instead")))
        blocks.append(Items(tuple(_near(one, voice, address) for one in near), "names"))
    return tuple(blocks)


def _near(asked: Asked, voice: Voice, address: Address) -> Item:
    words = _words(asked, voice.lang)
    said = "".join(span.text for span in voice.say("ask_words", what=words["what"], stage=words["stage"]))
    return Item((Span("text", said, href=address(asked)),), ())


def asked_page(
    ledger: Ledger, brief: Brief, asked: Asked, offered: Choices, lang: str, address: Address, *, cells: bool
) -> Page:
    """A brief with the answer to a question before its sections; without `cells`, no cell is looked up."""
    place = brief.place.code
    numbers = brief.statements.cited if isinstance(brief.statements, Statements) else ()
    citing = Citing(ledger, place, prefix=PREFIX, before=numbers)
    section = question_section(citing, asked, offered, lang, address)
    page = compose(replace(brief, statements=citing.statements, snapshots=citing.snapshots), lang, cells=cells)
    own = notes(citing.figures, citing.statements, citing.snapshots, lang, section) if cells else ()
    return replace(page, sections=(section, *page.sections), notes=(*own, *page.notes))


def question_page(ledger: Ledger, told: Page, cited: frozenset[str], section: Section, citing: Citing) -> Page:
    """A page without cells: what was told of the place, with the files that the answer to a question stands in too."""
    held = snapshots(ledger, cited | citing.statements.snapshots)
    known = {one.source: faults(ledger.store.source(one.source)) for one in held}
    return replace(told, sections=(section,), files=files(held, (), known, told.lang))
