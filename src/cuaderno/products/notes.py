"""What stands behind the figures: the published files, the cells of each figure, and what each cell says."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from cuaderno.products.page import File, Line, Note, Span
from cuaderno.products.shapes import Fig, Said, SnapshotRef, Words
from cuaderno.products.words import PROVISIONAL, amount_digits, day, period, plain, say, unit_words, word
from cuaderno.statements.locator import parse_locator
from cuaderno.statements.measures import stage

T = TypeVar("T")
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TABLE_CELL = re.compile(r"#cell=(\d+),(\d+)")
_SHEET_CELL = re.compile(r"([A-Z]{1,3})(\d+)")


@cache
def _parts(kind: Hashable) -> Callable[[Any], tuple[Any, ...]] | None:
    """What takes the fields of a shape, last first; None of anything else."""
    told = fields(kind) if is_dataclass(kind) and isinstance(kind, type) else ()
    names = [one.name for one in told if not one.metadata.get("apart")][::-1]
    if len(names) == 1:
        return lambda one: (getattr(one, names[0]),)
    return attrgetter(*names) if names else None


def found_in(value: Any, wanted: type[T]) -> list[T]:
    """Everything of one shape inside a brief or a page, in the order of its fields."""
    found: list[T] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        kind: Any = type(one)
        if kind is wanted:
            found.append(one)
        elif kind is tuple:
            if one and type(one[0]) is wanted and len(set(map(type, one))) == 1:
                found.extend(one)  # the spans of a cell, of which a page has thousands
            else:
                waiting.extend(one[::-1])
        elif kind is not str and (parts := _parts(kind)):
            waiting.extend(parts(one))
    return found


def letters(snapshots: Iterable[SnapshotRef]) -> dict[str, str]:
    """What notes call each file: A, B … Z, AA, AB …"""
    names = {}
    for number, one in enumerate(snapshots):
        tens, ones = divmod(number, len(_CAPITALS))
        names[one.snapshot] = (_CAPITALS[tens - 1] if tens else "") + _CAPITALS[ones]
    return names


def files(
    snapshots: Sequence[SnapshotRef], statements: Iterable[Said], faults: Mapping[str, tuple[Words, ...]], lang: str
) -> tuple[File, ...]:
    """The published files with the statements cited from each; `faults` are the known errors of each source."""
    names = letters(snapshots)
    said: dict[str, list[Line]] = {}
    for one in statements:
        said.setdefault(one.snapshot, []).append(_line(one, lang))
    return tuple(
        _file(
            one,
            names[one.snapshot],
            tuple(said.get(one.snapshot, ())),
            tuple(fault.in_(lang) for fault in faults.get(one.source, ())),
            lang,
        )
        for one in snapshots
    )


def _file(one: SnapshotRef, letter: str, said: tuple[Line, ...], faults: tuple[str, ...], lang: str) -> File:
    return File(
        letter=letter,
        snapshot=one.snapshot,
        sha256=one.sha256,
        title=one.title.in_(lang),
        publisher=one.publisher,
        file=one.file,
        size=amount_digits(lang, str(one.size)),
        address=one.address or one.homepage,
        as_of=day(lang, one.as_of).text if one.as_of else word(lang, "day_unknown"),
        evidence=one.evidence,
        licence=one.licence,
        sheet=one.sheet,
        said=said,
        known_errors=faults,
    )


def _line(one: Said, lang: str) -> Line:
    about = _about(lang, one.stage, one.period)
    says = word(lang, f"blank_{one.blank}") if one.value is None else amount_digits(lang, f"{one.value:f}")
    return Line(one.number, one.citation, _place(one.cell, one.locator, lang), one.label, about, f"{says} {one.unit}")


@cache
def _about(lang: str, stage_code: str, period_code: str) -> str:
    return f"{stage(stage_code).name(lang)}, {period(lang, period_code, 'span').text}"


@cache
def _unit(lang: str, unit: str) -> str:
    return plain(unit_words(lang, unit))


def place(one: Said, lang: str) -> str:
    """Where a statement stands, in words short enough for a table."""
    return _place(one.cell, one.locator, lang)


@lru_cache(maxsize=1 << 16)
def _place(cell: str, locator: str, lang: str) -> str:
    if _SHEET_CELL.fullmatch(cell):
        return cell
    if found := _TABLE_CELL.fullmatch(locator):
        return plain(say(lang, "row_column", row=found[1], column=found[2]))
    return parse_locator(locator).describe(lang)


def notes(
    figures: Iterable[Fig], statements: Iterable[Said], snapshots: Iterable[SnapshotRef], lang: str, page: Any
) -> tuple[Note, ...]:
    """A note for each figure shown in a part of the page, in reading order, each figure once."""
    by_id = {fig.id: fig for fig in figures}
    names = letters(snapshots)
    texts: dict[str, Span] = {}
    for span in found_in(page, Span):
        if span.ref:
            texts.setdefault(span.ref, span)
    cells = [Place(names[one.snapshot], one.cell, *_column_and_row(one.cell)) for one in statements]
    return tuple(_note(by_id[ref], span, cells, lang) for ref, span in texts.items())


class Place(NamedTuple):
    """A statement's file by its letter, and its cell; of a worksheet's cell its column and row, else "" and 0."""

    letter: str
    cell: str
    column: str
    row: int


def _note(fig: Fig, span: Span, cells: Sequence[Place], lang: str) -> Note:
    if len(fig.statements) == 1:
        only = fig.statements[0]
        place = cells[only - 1]
        listed: tuple[str, tuple[tuple[str, str], ...]] = str(only), ((place.letter, place.cell),)
    else:
        listed = runs(fig.statements), _cells([cells[number - 1] for number in fig.statements])
    return Note(
        id=fig.id,
        text=span.text,
        about=_about_figure(lang, fig.stage, fig.period, fig.unit),
        computed=word(lang, f"computed_{fig.computed or 'sum'}") if fig.count > 1 else "",
        count=amount_digits(lang, str(fig.count)),
        listed=len(fig.statements),
        runs=listed[0],
        cells=listed[1],
        ask=fig.ask,
        provisional=fig.maturity in PROVISIONAL,
    )


@cache
def _about_figure(lang: str, stage_code: str, period_code: str, unit: str) -> str:
    return f"{_about(lang, stage_code, period_code)}, {_unit(lang, unit)}"


def runs(numbers: Sequence[int]) -> str:
    """Ascending numbers as runs of neighbours.

    >>> runs((3, 4, 5, 9))
    '3-5 9'
    """
    found: list[str] = []
    first = last = numbers[0] if numbers else 0
    for number in numbers[1:]:
        if number != last + 1:
            found.append(f"{first}-{last}" if first != last else str(first))
            first = number
        last = number
    if numbers:
        found.append(f"{first}-{last}" if first != last else str(first))
    return " ".join(found)


def _cells(places: Sequence[Place]) -> tuple[tuple[str, str], ...]:
    """The cells of a figure file by file: the file's letter, and its cells with neighbours as a range."""
    by_file: dict[str, list[Place]] = {}
    for one in places:
        by_file.setdefault(one.letter, []).append(one)
    return tuple((letter, _ranges(some)) for letter, some in by_file.items())


def _ranges(places: Sequence[Place]) -> str:
    """Cells of a worksheet below one another as a range; other cells one by one, as they come."""
    if not all(one.row for one in places):
        return " ".join([one.cell for one in places])
    found: list[str] = []
    held, first, last = "", 0, 0
    for column, row in sorted([(one.column, one.row) for one in places]):
        if column != held or row != last + 1:
            if held:
                found.append(_range(held, first, last))
            held, first = column, row
        last = row
    return " ".join([*found, _range(held, first, last)])


def _range(column: str, first: int, last: int) -> str:
    return f"{column}{first}–{column}{last}" if first != last else f"{column}{first}"


@lru_cache(maxsize=1 << 16)
def _column_and_row(cell: str) -> tuple[str, int]:
    """The parts of a worksheet's cell, "" and 0 of any other; one cell stands behind many figures."""
    match = _SHEET_CELL.fullmatch(cell)
    return (match[1], int(match[2])) if match else ("", 0)
