"""What two publishers say of one thing, side by side, as a part of the brief: first as data, then in words.

`cuaderno overlap` gives the same, with every year, for a terminal (`overlaps`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from shlex import quote

from cuaderno.ledger.asking import HELD, SideAnswer, Told
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.overlap import Lines, Match, Pair, Row, overlap
from cuaderno.products.desk import Desk
from cuaderno.products.mirrored import (
    MirrorLine,
    MirrorLines,
    MirrorMatch,
    MirrorMissing,
    MirrorPair,
    MirrorRow,
    MirrorSide,
    MirrorView,
)
from cuaderno.products.overlaps import word
from cuaderno.products.page import Block, Heading, Item, Items, Paragraph, Section, Spans, Table
from cuaderno.products.pieces import FOLDED_FROM, spans_of, text
from cuaderno.products.shapes import Fig, Words
from cuaderno.products.words import called, cited, figure, legend, period, vocabulary
from cuaderno.products.words import plain as bare
from cuaderno.statements.measures import stage, unit
from cuaderno.statements.overlaps import Overlap, Side, all_itemised, all_overlaps
from cuaderno.statements.places import find_place
from cuaderno.statements.statement import CONSTANT_BIT, Statement, parse_citation

CITED_IN_FULL, CITED_IN_PART = 12, 3
"""A figure of so many statements numbers them all; of more, a few, and names the command that lists them."""

LINES_SHOWN = 25
"""So many pairs of lines a brief shows; `cuaderno overlap` lists all."""


def mirror(ledger: Ledger, name: str, *, desk: Desk | None = None, years: str = "") -> MirrorView | None:
    """What two sources say of one thing about a place; None where no two do.

    Figures number the statements of `desk`, where one is given; otherwise the view carries its own. Pairs that a brief shows in a
    section of their own (the budget tables, two publications of obligations) are left to it. Raises UnknownName, QuestionError.
    """
    place = find_place(name).code
    chosen = [one for one in (*all_overlaps(), *all_itemised()) if not one.own_section]
    answer = overlap(ledger.store, place, years=years, overlaps=chosen)
    if not answer.speaks:
        return None
    numbering = _Numbering(desk or Desk(ledger.store, place, (), {}), place)
    pairs = tuple(_pair(numbering, one) for one in answer.pairs if one.both)
    lines = tuple(_lines(numbering, one) for one in answer.lines if one.matches)
    missing = tuple(_missing(one) for one in answer.one_sided)
    return MirrorView(place, pairs, lines, missing, () if desk else numbering.desk.statements())


@dataclass(frozen=True, slots=True)
class _Numbering:
    """Makes figures of what the ledger answered: their citations become numbers of a desk's statements."""

    desk: Desk
    place: str

    def figure(self, told: Told, side: Side) -> Fig:
        """What a side told: of many statements a few are numbered, and the command lists them all."""
        found = told.figure
        cites = found.cites if found.count <= CITED_IN_FULL else found.cites[:CITED_IN_PART]
        ask = _listing(side, self.place, found.period) if found.count > len(cites) else ""
        return Fig(
            self._id(), found.value, found.unit, side.stage, found.period, found.blank, found.maturity, found.count,
            self._numbers(cites), "", ask,
        )  # fmt: skip

    def of_line(self, row: Statement) -> Fig:
        """One published line."""
        numbers = self._numbers((row.citation,))
        return Fig(self._id(), row.value, row.unit, row.stage, row.period, row.blank or "", "", 1, numbers)

    def _id(self) -> str:
        self.desk.made += 1
        return f"f{self.desk.made}"

    def _numbers(self, cites: Sequence[str]) -> tuple[int, ...]:
        return tuple(sorted({self._number(cite) for cite in cites}))

    def _number(self, cite: str) -> int:
        key, snapshot = parse_citation(cite)
        numbers = self.desk.numbers
        return numbers.setdefault((key & ~CONSTANT_BIT, snapshot, bool(key & CONSTANT_BIT)), len(numbers) + 1)


def _listing(side: Side, place: str, when: str) -> str:
    """The command that lists the statements of a side's figure."""
    recipient, provider = side.of(place)
    asked = {
        "recipient": recipient, "provider": provider, "source": side.source, "programme": side.programme, "universe": side.universe,
        "stage": side.stage, "unit": side.unit, "account": side.account, "category": side.category, "years": when,
    }  # fmt: skip
    return "cuaderno rows " + " ".join(f"--{name} {quote(value)}" for name, value in asked.items() if value)


def _pair(numbering: _Numbering, one: Pair) -> MirrorPair:
    rows = tuple(made for row in one.both if (made := _row(numbering, one, row)) is not None)
    return MirrorPair(one.overlap.code, *_named(one.overlap), _side(one.left), _side(one.right), rows)


def _row(numbering: _Numbering, one: Pair, row: Row) -> MirrorRow | None:
    if row.left is None or row.right is None:
        return None
    left, right = numbering.figure(row.left, one.left.side), numbering.figure(row.right, one.right.side)
    gap = None
    if row.difference is not None:
        gap = numbering.desk.derived("difference", row.difference, right.unit, [left, right])
    covered, asked = row.right.covered, row.right.asked
    return MirrorRow(row.period, left, right, gap, bool(row.equal), covered, asked, row.left.words)


def _lines(numbering: _Numbering, one: Lines) -> MirrorLines:
    shown = tuple(_match(numbering, one, match) for match in one.matches[-LINES_SHOWN:])
    more = len(one.matches) - len(shown)
    return MirrorLines(one.overlap.code, *_named(one.overlap), _side(one.left), _side(one.right), shown, more)


def _match(numbering: _Numbering, one: Lines, match: Match) -> MirrorMatch:
    on = match.on if one.overlap.by == "words" else ()
    return MirrorMatch(_line(numbering, match.left), _line(numbering, match.right), on)


def _line(numbering: _Numbering, row: Statement) -> MirrorLine:
    return MirrorLine(row.label or "", row.period, numbering.of_line(row))


def _named(one: Overlap) -> tuple[Words, Words, Words]:
    """Name, relation and reason."""
    kin = one.relation
    return Words(one.name_en, one.name_es), Words(kin.name_en, kin.name_es), Words(one.reason_en, one.reason_es)


def _side(answer: SideAnswer) -> MirrorSide:
    side, title = answer.side, answer.title
    return MirrorSide(side.source, Words(title["en"], title["es"]), side.stage, side.unit, answer.state)


def _missing(one: Pair | Lines) -> MirrorMissing:
    lacks = one.right if one.left.state == HELD else one.left
    return MirrorMissing(Words(one.overlap.name_en, one.overlap.name_es), _side(lacks))


# ---- in words


def mirror_section(view: MirrorView, lang: str) -> Section:
    """The section of the brief: each pair with its relation, its reason and its table; then lines; then what has nothing beside it."""
    blocks: list[Block] = [Paragraph(text(word("lead", lang)))]
    for pair in view.pairs:
        blocks += _pair_blocks(pair, lang)
    for lines in view.lines:
        blocks += _lines_blocks(lines, lang)
    if view.missing:
        items = tuple(Item(vocabulary(_capital(one.name.in_(lang))), _lack(one.lacks, lang)) for one in view.missing)
        blocks += [Paragraph(text(word("missing_lead", lang))), Items(items)]
    return Section("mirror", word("title", lang), tuple(blocks))


def _pair_blocks(pair: MirrorPair, lang: str) -> list[Block]:
    gaps = any(row.difference for row in pair.rows)
    words = any(row.words for row in pair.rows)
    rows = tuple(
        (
            (period(lang, row.period),),
            *((cited(f"“{row.words}”"),) if words else ()),
            (figure(lang, row.left),),
            (figure(lang, row.right),),
            *(((figure(lang, row.difference),),) if gaps else ()),
        )
        for row in pair.rows
    )
    left, right = (_head(side, lang) for side in (pair.left, pair.right))
    heads = (
        text(word("year", lang)),
        *((text(word("quoted", lang)),) if words else ()),
        left,
        right,
        *((text(word("head_difference", lang)),) if gaps else ()),
    )
    kinds = ("period", *(("text",) if words else ()), "money", "money", *(("money",) if gaps else ()))
    caption = vocabulary(word("caption", lang, left=bare(left), right=bare(right)))
    folded = len(rows) >= FOLDED_FROM
    table = Table(
        caption, heads, (), kinds, rows, (), legend(lang, spans_of(rows)), folded=folded, summary=bare(caption)
    )
    return [
        Heading(vocabulary(_capital(pair.name.in_(lang))), vocabulary(pair.relation.in_(lang))),
        Paragraph(_reason(pair, lang)),
        table,
    ]


def _reason(pair: MirrorPair, lang: str) -> Spans:
    told = [pair.reason.in_(lang)]
    partial = next((row for row in pair.rows if row.covered < row.asked), None)
    if partial is not None:
        source = called(pair.right.title.in_(lang))
        told.append(word("partial", lang, source=source, covered=partial.covered, all=partial.asked))
    if any(row.equal for row in pair.rows):
        told.append(word("equal_years", lang))
    return vocabulary(" ".join(told))


def _lines_blocks(lines: MirrorLines, lang: str) -> list[Block]:
    rows = tuple(
        (
            (period(lang, one.left.period),),
            cited(one.left.words),
            (figure(lang, one.left.figure),),
            (period(lang, one.right.period),),
            cited(one.right.words),
            (figure(lang, one.right.figure),),
            cited(", ".join(one.on)) or text(word("alike_amount", lang)),
        )
        for one in lines.matches
    )
    sides = [
        (
            text(word("year", lang)),
            vocabulary(word("head_line", lang, source=called(side.title.in_(lang)))),
            text(unit(side.unit).name(lang)),
        )
        for side in (lines.left, lines.right)
    ]
    caption = vocabulary(_capital(lines.name.in_(lang)))
    heads = (*sides[0], *sides[1], text(word("alike", lang)))
    kinds = ("period", "text", "money", "period", "text", "money", "text")
    return [
        Heading(caption, vocabulary(lines.relation.in_(lang))),
        Paragraph(vocabulary(f"{word('lines_lead', lang)} {lines.reason.in_(lang)}")),
        Table(
            caption, heads, (), kinds, rows, (), legend(lang, spans_of(rows)), len(rows) >= FOLDED_FROM, bare(caption)
        ),
    ]


def _head(side: MirrorSide, lang: str) -> Spans:
    source, named = called(side.title.in_(lang)), stage(side.stage).name(lang)
    return vocabulary(word("head", lang, source=source, stage=named, unit=unit(side.unit).name(lang)))


def _lack(side: MirrorSide, lang: str) -> Spans:
    title = called(side.title.in_(lang))
    return vocabulary(f"{title}: {word(side.held, lang, source=side.source)}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
