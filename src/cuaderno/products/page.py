"""A brief as a page of words: sections, tables, charts and notes, in one language and in no format yet.

HTML, Markdown and PDF lay this one object out, so they show the same figures in the same sentences. Every piece of text
is a `Span` whose kind says what it is, so that a figure can never be mistaken for a year or a cell's address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["text", "figure", "blank", "time", "code", "cite", "count", "strong"]


@dataclass(slots=True, unsafe_hash=True)
class Span:
    """A piece of text.

    figure: `ref` is the figure's id, `value` its exact value, `unit` its unit; `mark` is "p" where it is provisional.
    blank: `ref` is the id where a cell says so (else ""), `value` the reason's code. time: `value` is the period's code
    or the ISO date. code: an address, a hash, a command. cite: words of a source or of the law. count: how many
    statements or rows, which the ledger counts and no publisher prints. `names` is the page of the explorer that any other than a
    figure or blank leads to (place/COL, programme/FMF), whatever its address; `href` is the address of one that no name tells: a page
    in a state, a question of the API.
    None is ever changed; to make one that cannot be takes four times as long, and a page has thousands.
    """

    kind: Kind
    text: str
    ref: str = ""
    value: str = ""
    unit: str = ""
    mark: str = ""
    title: str = ""
    href: str = ""
    names: str = ""


Spans = tuple[Span, ...]

APART = {"apart": True}
"""Marks a field that holds again what stands elsewhere on the page, so that who walks a page meets it once."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `style` is "" or lead, note, meaning."""

    spans: Spans
    style: str = ""
    block: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Item:
    """A term with what is to be said of it."""

    term: Spans
    text: Spans
    figure: Spans = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list of terms, `style` plain or figures (each with its figure)."""

    items: tuple[Item, ...]
    style: str = "plain"
    block: str = "items"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; `kinds` says column by column whether it holds a period, money or text.

    `under` is a second line of the heads (who says it). `legend` explains the marks that stand in it. A `folded` table is
    opened by whoever wants it.
    """

    caption: Spans
    heads: tuple[Spans, ...]
    under: tuple[Spans, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    foot: tuple[tuple[Spans, ...], ...] = ()
    legend: tuple[Spans, ...] = ()
    folded: bool = False
    summary: str = ""
    block: str = "table"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with the sentence that says what it shows; `colours` names them, `svg` the drawing.

    `table` says the same in figures, and is what a download gives; `asked` are the questions that give the same figures, as the
    query of `/api/v1/total`. Where these figures stand beside the chart anyway, they are `beside`: put together when they are asked
    for, and not printed with it. A drawing that is `linked` holds links, as its table does too, and is hidden from who cannot see it.
    """

    id: str
    title: Spans
    sentence: Spans
    colours: tuple[tuple[str, str], ...]
    svg: str
    note: Spans = ()
    block: str = "chart"
    table: Table | None = None
    asked: tuple[str, ...] = ()
    linked: bool = False
    beside: Callable[[], Table] | None = field(default=None, metadata=APART)

    @property
    def figures(self) -> Table | None:
        """What it shows, in figures."""
        return self.table or (self.beside() if self.beside else None)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, with what stands behind it in small (the statute)."""

    text: Spans
    aside: Spans = ()
    anchor: str = ""
    block: str = "heading"


@dataclass(frozen=True, slots=True)
class Card:
    """What belongs together: a heading with all that stands under it."""

    blocks: tuple[Paragraph | Items | Table | Chart | Heading, ...]
    block: str = "card"


Block = Paragraph | Items | Table | Chart | Heading | Card


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its anchor."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A published file in the list of sources. `letter` is what notes call it."""

    letter: str
    snapshot: str
    sha256: str
    title: str
    publisher: str
    file: str
    size: str
    address: str
    as_of: str
    evidence: str
    licence: str
    sheet: str
    said: tuple[Line, ...] = ()
    known_errors: tuple[str, ...] = ()


class Line(NamedTuple):
    """A statement in the list: where it stands, what it is about, what it says."""

    number: int
    citation: str
    place: str
    label: str
    about: str
    says: str


@dataclass(slots=True, unsafe_hash=True)
class Note:
    """What stands behind a figure: `runs` are its statements' numbers ("3-5 9"), `cells` their places by file letter."""

    id: str
    text: str
    about: str
    computed: str
    count: str
    listed: int
    runs: str
    cells: tuple[tuple[str, str], ...]
    ask: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page. `words` are the few words a template needs by name."""

    lang: str
    kicker: str
    title: str
    subtitle: Spans
    deck: tuple[Spans, ...]
    standing: Spans
    sections: tuple[Section, ...]
    files: tuple[File, ...]
    notes: tuple[Note, ...]
    sources: Spans
    words: dict[str, str] = field(default_factory=dict)
