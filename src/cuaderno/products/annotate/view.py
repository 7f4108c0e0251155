"""A checked document in one language and in no format yet: what HTML, Markdown and the terminal lay out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

SIGNS = {
    "supported": "=",
    "supported_within_rounding": "±",
    "approximately": "≈",
    "depends_on_definition": "*",
    "contradicted": "≠",
    "not_comparable": "//",
    "no_data": "?",
}
"""A sign for each verdict, so that colour is never the only one that tells; all of them are in every font."""
OUTCOME_SIGNS = {
    "passes": "=",
    "within_rounding": "±",
    "approximately": "≈",
    "fails": "≠",
    "incomplete": "?",
    "not_comparable": "//",
}
STANDS = {
    "passes": "supported",
    "within_rounding": "supported_within_rounding",
    "fails": "contradicted",
    "incomplete": "no_data",
}
"""The verdict whose colour an outcome takes, where it is not called alike."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an input stands: its citation, the letter of its file, and the place in it in few words."""

    citation: str
    letter: str
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A period of a definition; `said` is its figure in words, or why there is none."""

    period: str
    value: Decimal | None
    said: str
    provisional: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Try:
    """A definition tried. `computed` is exact; the texts beside it are in words."""

    outcome: str
    outcome_name: str
    sign: str
    counted: str
    about: str
    publisher: str
    source: str
    letter: str
    computed: Decimal | None
    unit: str
    computed_said: str
    difference: str
    covered: str
    formula: str
    reason: str
    flags: tuple[str, ...]
    rows: tuple[Row, ...]
    cites: tuple[str, ...]
    best: bool


@dataclass(frozen=True, slots=True)
class Stood:
    """A dated stage of a relation that the claim was held against."""

    title: str
    stage: str
    date: str
    reference: str
    mark: str
    citation: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A claim with all that can be said of it. `short` is what it claims in few words."""

    id: str
    number: int
    sign: str
    verdict: str
    verdict_name: str
    quote: str
    short: str
    sentence: str
    reason: str
    understood: tuple[tuple[str, str], ...]
    tries: tuple[Try, ...]
    missing: str
    flags: tuple[tuple[str, str], ...]
    stood: tuple[Stood, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A verdict, how many claims got it, and which."""

    verdict: str
    sign: str
    name: str
    means: str
    count: int
    claims: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the document says against itself; `claims` are ids with their numbers."""

    text: str
    holds: bool
    word: str
    claims: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A published file in the list, in one language; `dated` is the day it speaks for in words."""

    letter: str
    sha256: str
    title: str
    publisher: str
    file: str
    dated: str
    evidence: str
    address: str
    licence: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same claims. `top` is the shortest of them ("" for none); `ends` those whose mark follows it."""

    text: str
    claims: tuple[str, ...] = ()
    top: str = ""
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph, item or row; `cells` are its pieces, one tuple for all but rows. `left_out` counts what a gap hides."""

    kind: str
    level: int
    cells: tuple[tuple[Piece, ...], ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """The whole. `panels` are in the order of the text; `told` says how many claims there are, shown or not."""

    lang: str
    title: str
    about: str
    lead: str
    as_of: str
    against: str
    notes: tuple[str, ...]
    tallies: tuple[Tally, ...]
    findings: tuple[Found, ...]
    parts: tuple[Part, ...]
    panels: tuple[Panel, ...]
    told: int
    files: tuple[Source, ...]
    language: str
