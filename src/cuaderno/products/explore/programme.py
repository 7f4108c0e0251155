"""The page of a programme: what it is, what overlaps with it, what was given through it year by year, and to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.errors import CuadernoError
from cuaderno.products.drawing import INK
from cuaderno.products.explore.answered import (
    Answered,
    Line,
    answered,
    drawn_chart,
    yearly_drawing,
    yearly_table,
)
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.cited import Citing, cited_page
from cuaderno.products.explore.programme_about import about_sections, sources_section, universes_section
from cuaderno.products.explore.programme_recipients import recipients_section
from cuaderno.products.explore.programmes_held import Spoken, said_of, source_name
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Block, Chart, Page, Paragraph, Section, Span, Spans
from cuaderno.products.pieces import is_hatched
from cuaderno.products.words import plain, unit_words, vocabulary, word
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.money import split_unit
from cuaderno.statements.programmes import Programme, programme

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

LATELY = 10
"""Without a window the recipients of so many of the newest years are ranked."""

LONG = 30
"""A panel of more years than this needs room for the names of its decades."""

UNLIKE = 20
"""Panels whose largest bars differ by more than this have a scale each."""

FIRST = ("obligated", "disbursed", "delivered", "trained", "allocated", "requested")
"""The stages by which recipients are ranked, the first that there is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a programme's page is asked for: a window, the stage its recipients are ranked by, the prices."""

    years: str = ""
    stage: str = ""
    prices: str = "current"


def stages_told(ledger: Ledger, code: str) -> tuple[str, ...]:
    """The stages by which the recipients of a programme may be ranked, the usual one first."""
    found = list(dict.fromkeys(one.stage for one in _yearly(ledger, code)))
    return tuple(sorted(found, key=lambda one: FIRST.index(one) if one in FIRST else len(FIRST)))


def _yearly(ledger: Ledger, code: str) -> list[Spoken]:
    """What is said of it year by year; what a text says once is no series."""
    texts = {one.source for one in ledger.store.series() if one.grain == "text"}
    return [one for one in said_of(ledger, code) if one.yearly and one.source not in texts]


def programme_page(ledger: Ledger, code: str, choice: Choice, lang: str, *, cells: bool) -> Page:
    """The page of a programme. Raises UnknownName, QuestionError for a choice that is none."""
    one, voice, citing = programme(code), Voice("programme", lang), Citing(ledger)
    sections = [*about_sections(one, voice)]
    said = _yearly(ledger, code)
    if said:
        sections.append(Section("years", voice.word("years"), tuple(_years(citing, one, said, choice, voice))))
        ranked = _ranked(ledger, code, said, choice)
        sections.append(recipients_section(citing, ranked, voice))
    sections.append(sources_section(ledger, one, voice))
    if not one.is_umbrella:
        sections.append(universes_section(ledger, one, voice))
    return cited_page(
        citing,
        lang,
        kicker=voice.word(f"kind_{one.kind}"),
        title=one.name(lang),
        subtitle=(Span("code", one.code),),
        deck=(vocabulary(one.figures(lang)),),
        sections=tuple(sections),
        cells=cells,
    )


# ---- year by year


def _years(citing: Citing, one: Programme, said: Sequence[Spoken], choice: Choice, voice: Voice) -> Iterator[Block]:
    """A chart for each unit and calendar, with a panel for each stage and source."""
    groups: dict[tuple[str, str], list[Spoken]] = {}
    for each in said:
        groups.setdefault((each.unit, each.first[:2]), []).append(each)
    for number, group in enumerate(groups.values()):
        yield from _group(citing, one, group, choice, voice, "years" if not number else f"years-{number + 1}")


def _group(
    citing: Citing, one: Programme, group: Sequence[Spoken], choice: Choice, voice: Voice, name: str
) -> Iterator[Block]:
    lang, ledger = voice.lang, citing.ledger
    window = choice.years or f"{min(each.first for each in group)}-{max(each.last for each in group)}"
    prices = choice.prices if group[0].unit == "USD" else "current"
    found: list[Answered] = []
    notes: list[Paragraph] = []
    silent: list[str] = []
    for each in group:
        asked = Asked(
            programme=one.code, stage=each.stage, source=each.source, unit=each.unit, years=window, prices=prices
        )
        try:
            answer = answered(citing, asked, lang)
        except CuadernoError as error:
            notes.append(_refused(ledger, each, error, voice))
            continue
        if answer.total.count:
            found.append(answer)
        else:
            silent.append(f"{stage_of(each.stage).name(lang)} ({source_name(ledger, each.source, lang)})")
    if found:
        yield _chart(citing, one, found, voice, name)
    if silent:
        notes.append(Paragraph(voice.say("silent", stages=", ".join(silent)), "note"))
    yield from notes


def _chart(citing: Citing, one: Programme, found: Sequence[Answered], voice: Voice, name: str) -> Chart:
    """A panel for each answer. Panels whose bars are very unlike in size have a scale each."""
    lang = voice.lang
    several = len({each.asked.stage for each in found}) < len(found)
    lines = [Line(*_line_name(citing.ledger, each, lang, several=several), each.figures) for each in found]
    unit = unit_words(lang, found[0].figures[0].unit)
    shared = not _unlike(found)
    stages = [each.asked.stage for each in found]
    colour = next((stage for stage in FIRST if stage in stages and stage in INK), "flow")
    long = len(found[0].figures) > LONG
    drawing = yearly_drawing(lines, colour=colour, shared=shared, columns=min(2, len(lines)) if long else 0)
    caption = voice.say("years_caption", programme=vocabulary(one.name(lang)), unit=unit)
    scale = voice.say(f"scale_{drawing.scale}", unit=unit)
    hatched = (Span("text", f" {word(lang, 'hatched')}"),) if is_hatched(drawing) else ()
    own = (Span("text", " "), *voice.say("own_scale")) if not shared else ()
    return drawn_chart(
        lang, name, drawing,
        title=voice.say("by_unit", unit=unit),
        sentence=_sentence(one, found, unit, voice),
        note=(*scale, *own, *hatched),
        table=yearly_table(lines, lang, caption, [each.sum for each in found]),
        asked=[each.asked for each in found],
    )  # fmt: skip


def _line_name(ledger: Ledger, one: Answered, lang: str, *, several: bool) -> tuple[str, str]:
    if not several:
        return "stage", one.asked.stage
    name = stage_of(one.asked.stage).name(lang)
    return "text", f"{name[:1].upper()}{name[1:]}, {source_name(ledger, one.asked.source, lang)}"


def _sentence(one: Programme, found: Sequence[Answered], unit: Spans, voice: Voice) -> Spans:
    name = vocabulary(one.name(voice.lang))
    if len(found) == 1:
        return voice.say("years_one", programme=name, stage=stage_of(found[0].asked.stage).name(voice.lang), unit=unit)
    return voice.say("years_sentence", programme=name, unit=unit)


def _unlike(found: Sequence[Answered]) -> bool:
    peaks = [max((abs(fig.value) for fig in one.figures if fig.value is not None), default=0) for one in found]
    return len(found) > 1 and max(peaks) > UNLIKE * max(1, min(peaks))


def _refused(ledger: Ledger, one: Spoken, error: CuadernoError, voice: Voice) -> Paragraph:
    lang = voice.lang
    name = stage_of(one.stage).name(lang)
    told = voice.say(
        "refused", stage=f"{name[:1].upper()}{name[1:]}", source=source_name(ledger, one.source, lang),
        unit=plain(unit_words(lang, one.unit)), reason=vocabulary(error.told(lang)),
    )  # fmt: skip
    return Paragraph(told, "note")


# ---- recipients


def _ranked(ledger: Ledger, code: str, said: Sequence[Spoken], choice: Choice) -> Asked:
    """The question whose answer ranks the recipients."""
    stage = choice.stage or stages_told(ledger, code)[0]
    one = next((each for each in said if each.stage == stage), None)
    if one is None:
        return Asked(programme=code, stage=stage, years=choice.years, prices=choice.prices, by="recipient")
    years = choice.years or _lately(one)
    constant = choice.prices if split_unit(one.unit)[0] == "USD" else "current"
    return Asked(
        programme=code, stage=stage, source=one.source, unit=one.unit, years=years, prices=constant, by="recipient"
    )


def _lately(one: Spoken) -> str:
    letters, first, last = one.first[:2], int(one.first[2:6]), int(one.last[2:6])
    return f"{letters}{max(first, last - LATELY + 1)}-{letters}{last}"
