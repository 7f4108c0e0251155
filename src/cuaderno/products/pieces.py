"""What the sections of a brief are put together from: names of sources and programmes, drawn charts, notes under them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from cuaderno.products.drawing import Drawing, svg
from cuaderno.products.page import Chart, Span, Spans, Table
from cuaderno.products.shapes import Brief, PlaceRef, StageTable
from cuaderno.products.words import amount_digits, called, say, vocabulary, word
from cuaderno.statements.measures import stage
from cuaderno.statements.places import place as place_of
from cuaderno.statements.programmes import programme as programme_of

FOLDED_FROM = 15
"""A table of so many rows is folded, with a sentence that says what is in it."""


def text(words: str) -> Spans:
    """Words of the catalogue as a span."""
    return (Span("text", words),)


@lru_cache(maxsize=4096)
def naming(page: str, words: str) -> Spans:
    """A name, and the page of the explorer that is about it (place/COL, programme/FMF)."""
    return tuple(replace(one, names=page) for one in vocabulary(words))


def provider(lang: str, of: PlaceRef) -> str:
    """A place's name as it stands in a sentence (with its article, where it has one)."""
    return word(lang, "provider_USA") if of.code == "USA" else of.name.in_(lang)


def source_title(brief: Brief, lang: str, source: str) -> str:
    """A source's title, "" if no cited file and no series is of it."""
    titles = {one.source: one.title for one in brief.coverage} | {one.source: one.title for one in brief.snapshots}
    return titles[source].in_(lang) if source in titles else source


def short_title(brief: Brief, lang: str, source: str) -> Spans:
    """A source's title cut to what people call it: what stands in parentheses, else what stands before a comma or colon."""
    return vocabulary(called(source_title(brief, lang, source)))


def draw(
    lang: str, chart: str, drawing: Drawing, title: str, sentence: Spans, note: Spans = (), *, key: bool = True
) -> Chart:
    """A chart drawn and its labels said; `key` is false where its panels name themselves."""
    said = {letter: draw_label(lang, label.kind, label.text) for letter, label in drawing.labels.items()}
    colours = tuple((colour, _key_word(lang, colour)) for colour in drawing.colours) if key else ()
    return Chart(chart, text(word(lang, title)), sentence, colours, svg(drawing, said, chart), note)


def in_figures(chart: Chart, beside: Callable[[], Table], asked: tuple[str, ...] = ()) -> Chart:
    """A chart with the figures that it draws, which stand beside it too, and the questions that give them."""
    return replace(chart, beside=beside, asked=asked)


def draw_label(lang: str, kind: str, said: str) -> str:
    """A label of a drawing in words (`kind` as of `Label`)."""
    if kind == "number":
        return amount_digits(lang, said)
    if kind == "place":
        return place_of(said).name(lang)
    if kind == "stage":
        return stage(said).name(lang).capitalize()
    return word(lang, said) if kind == "word" else said


def _key_word(lang: str, colour: str) -> str:
    return word(lang, f"long_{colour}") if colour in {"military", "all"} else stage(colour).name(lang)


def axis_note(lang: str, drawing: Drawing, way: str, *more: str) -> Spans:
    """What the axis counts (`way`: axis or across), what hatching means where there is any, and `more` by phrase."""
    scale = "millions" if drawing.scale == 1_000_000 else "thousands"
    hatched = ("hatched",) if is_hatched(drawing) else ()
    return text(" ".join(word(lang, key) for key in (f"{way}_{scale}", *hatched, *more)))


def is_hatched(drawing: Drawing) -> bool:
    """Whether a bar of it is of a provisional year."""
    return any("url(" in str(row.get("c", "")) for row in _rows(drawing))


def _rows(drawing: Drawing) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = drawing.spec["data"]["values"]
    return rows


def spans_of(table: Sequence[Sequence[Spans]]) -> list[Span]:
    """Every span of a table's rows."""
    return [span for row in table for cell in row for span in cell]


def source_note(brief: Brief, lang: str, source: str) -> Spans:
    """Who says it, as the end of the note under a chart."""
    return (Span("text", " "), *say(lang, "source_line", source=vocabulary(source_title(brief, lang, source))))


def sources_note(brief: Brief, lang: str, tables: Iterable[StageTable]) -> Spans:
    """Who says what stands in some tables, each once."""
    named = dict.fromkeys(source for table in tables for source in table.sources)
    return tuple(chain.from_iterable(source_note(brief, lang, source) for source in named))


def programme_name(code: str, lang: str) -> Spans:
    """A programme's full name, () for no programme."""
    return vocabulary(programme_of(code).name(lang)) if code else ()
