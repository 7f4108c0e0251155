"""What stands side by side in a brief, as data: every figure with its statements, every word in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cuaderno.products.shapes import Fig, Said, Words


@dataclass(frozen=True, slots=True)
class MirrorSide:
    """One side of a pair: its source by name and title, and what is asked of it."""

    source: str
    title: Words
    stage: str
    unit: str
    held: str


@dataclass(frozen=True, slots=True)
class MirrorRow:
    """One year, day or window with both sides' figures.

    `difference` is None where the relation allows none. `covered` and `asked` are how many of a text's years the right side covers;
    `words` are the text's own, "" of tables.
    """

    period: str
    left: Fig
    right: Fig
    difference: Fig | None
    equal: bool
    covered: int
    asked: int
    words: str


@dataclass(frozen=True, slots=True)
class MirrorPair:
    """Two sources on one thing: how they stand to each other and why, and the years in which both have a figure."""

    code: str
    name: Words
    relation: Words
    reason: Words
    left: MirrorSide
    right: MirrorSide
    rows: tuple[MirrorRow, ...]


@dataclass(frozen=True, slots=True)
class MirrorLine:
    """One published line: its own words, its year and its figure."""

    words: str
    period: str
    figure: Fig


@dataclass(frozen=True, slots=True)
class MirrorMatch:
    """Two lines that may be the same: `on` the words they share, () where it is the amount and the year."""

    left: MirrorLine
    right: MirrorLine
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MirrorLines:
    """Lines beside lines; `more` pairs are not shown."""

    code: str
    name: Words
    relation: Words
    reason: Words
    left: MirrorSide
    right: MirrorSide
    matches: tuple[MirrorMatch, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class MirrorMissing:
    """A pair of which one side alone speaks: `lacks` is the other, `held` its state (nothing, absent, own)."""

    name: Words
    lacks: MirrorSide


@dataclass(frozen=True, slots=True)
class MirrorView:
    """Everything that stands side by side. `statements` is what its figures number, empty where they number a desk's."""

    place: str
    pairs: tuple[MirrorPair, ...]
    lines: tuple[MirrorLines, ...]
    missing: tuple[MirrorMissing, ...]
    statements: Sequence[Said] = ()
