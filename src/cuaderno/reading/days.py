"""The day a document bears: dates as English and Spanish write them, and which of them is the document's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from cuaderno.reading.document import HEADING, PARAGRAPH, ROW, Block
from cuaderno.reading.words import words

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_HEAD, _TAIL = 14, 5
_LONGEST_LINE = 120
_MOST_WORDS = 9
_LONGEST_PLACE = 60
_BEARING = frozenset((PARAGRAPH, HEADING))
_DAY_AND_YEAR = re.compile(r"(?<!\d)\d\d?\D+(?:19|20)\d\d|(?:19|20)\d\d-\d")
"""What every full date has in it: the day and then the year, or the year and a hyphen."""


_CLOCK = re.compile(r"^[\s|,;·–—-]*(?:[^\W\d]{1,3}\s+){0,2}\d{1,2}[:.h]\d\d(?:\s*[^\W\d.][\w.]{0,5}){0,3}\s*$")
"""The time of day that stands behind the day of a byline: "| 5:40 h", "at 10:15 a.m. EDT"."""


class Dated(NamedTuple):
    """A day, and the characters that say it."""

    start: int
    end: int
    day: date


@cache
def _pattern() -> re.Pattern[str]:
    known = words()
    names = sorted({name for months in known.months.values() for name in months}, key=len, reverse=True)
    month = rf"(?P<month{{}}>{'|'.join(names)})\.?"
    link = rf"(?:(?:{'|'.join(sorted(known.links, key=len, reverse=True))})\s+)?"
    ordinal = rf"(?:{'|'.join(sorted(known.ordinals, key=len, reverse=True))})?"
    year = r"(?P<year{}>(?:19|20)\d\d)"
    forms = (
        rf"{month}\s+(?P<day{{}}>\d{{{{1,2}}}}){ordinal},?\s+{link}{year}",
        rf"(?P<day{{}}>\d{{{{1,2}}}}){ordinal}[\s-]+{link}{month},?[\s-]+{link}{year}",
        rf"{year}-(?P<month{{}}>\d\d)-(?P<day{{}}>\d\d)",
        rf"(?P<one{{}}>\d{{{{1,2}}}})[/.-](?P<two{{}}>\d{{{{1,2}}}})[/.-]{year}",
    )
    return re.compile(
        r"(?<![\w/.-])(?:" + "|".join(_numbered(form, number) for number, form in enumerate(forms)) + r")(?![\w/])",
        re.IGNORECASE,
    )


def _numbered(form: str, number: int) -> str:
    return re.sub(r"\{\}", str(number), form).replace("{{", "{").replace("}}", "}")


def days_in(text: str, language: str = "") -> Iterator[Dated]:
    """Every full date in a text. 4/12/2012 is April 12 in English and 4 December in Spanish, unless only one of them can be.

    >>> [one.day.isoformat() for one in days_in("Bogotá, 12 de julio de 2012; Jan. 30, 2026", "es")]
    ['2012-07-12', '2026-01-30']
    """
    for found in _pattern().finditer(text):
        if (day := _day(found, language)) is not None:
            yield Dated(found.start(), found.end(), day)


def _day(found: re.Match[str], language: str) -> date | None:
    said = {name.rstrip("0123456789"): value for name, value in found.groupdict().items() if value}
    year = int(said["year"])
    if "one" in said:
        one, two = int(said["one"]), int(said["two"])
        month_first = words().order.get(language, "MDY") == "MDY" and "." not in found[0]
        return (
            _real(year, one, two) or _real(year, two, one)
            if month_first
            else _real(year, two, one) or _real(year, one, two)
        )
    month = said["month"].casefold()
    number = int(month) if month.isdigit() else next(m[month] for m in words().months.values() if month in m)
    return _real(year, number, int(said["day"]))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def bears_day(line: str) -> bool:
    """Whether a line is little more than a date: a dateline or a byline."""
    return _could_hold(line) and _own(line, "") is not None


def _could_hold(line: str) -> bool:
    return ("20" in line or "19" in line) and _DAY_AND_YEAR.search(line) is not None


def own_day(text: str, blocks: Sequence[Block], language: str) -> date | None:
    """The day a document bears in its first or last lines, as a dateline, a byline or a line of its own; None where it bears none.

    A line that goes on from one ending in a comma tells when something quoted was said, and is passed over.
    """
    head = blocks[:_HEAD]
    for block, before, after in zip(head, (None, *head), (*blocks[1 : len(head)], None), strict=False):
        parted = block.kind == ROW and not any(beside is not None and beside.kind == ROW for beside in (before, after))
        day = _of_cells(text, block, language) if parted else _of_block(text, block, before, language)
        if day is not None:
            return day
    for block in reversed(blocks[max(_HEAD, len(blocks) - _TAIL) :]):
        if (day := _of_block(text, block, None, language)) is not None:
            return day
    return None


def _of_block(text: str, block: Block, before: Block | None, language: str) -> date | None:
    if block.kind not in _BEARING:
        return None
    if before is not None and text[before.end - 1 : before.end] == ",":
        return None
    start, end = block.start, block.end
    said = text[start : min(end, start + _LONGEST_LINE)]
    if not _could_hold(said):
        return None
    joined = said.replace("\n", " ")
    if end - start > _LONGEST_LINE:
        return _dateline(joined, language)
    return _own(joined, language) or next(filter(None, (_own(line, language) for line in said.splitlines()[1:])), None)


def _of_cells(text: str, block: Block, language: str) -> date | None:
    """The day of a byline whose parts are set apart by bars, which is no table: "By John Smith | Accra | 5 May 2013"."""
    line = text[block.start : min(block.end, block.start + _LONGEST_LINE)]
    cells = re.split(r"[|\t]", line) if _could_hold(line) else []
    told = (_own(cell, language) for cell in cells if len(cell.split()) <= _MOST_WORDS // 2)
    return next(filter(None, told), None)


def _own(line: str, language: str) -> date | None:
    for found in days_in(line, language):
        rest = f"{line[: found.start]} {line[found.end :]}"
        before = line[: found.start].rstrip()
        at_edge = not _bare(before) or before.endswith(":") or not _bare(_CLOCK.sub("", line[found.end :]))
        sentence = line.rstrip().endswith(".") and len(rest.split()) > _MOST_WORDS // 2
        if at_edge and not sentence and len(rest.split()) <= _MOST_WORDS:
            return found.day
        return _dateline(line, language)
    return None


def _dateline(line: str, language: str) -> date | None:
    """`WASHINGTON, Jan. 30, 2026 –` at the head of a paragraph."""
    for found in days_in(line[: 2 * _LONGEST_PLACE], language):
        place, after = line[: found.start], line[found.end :].lstrip(" ,)]")
        if found.start <= _LONGEST_PLACE and after[:1] in ("-", "–", "—", ".", ":", "(") and _is_place(place):
            return found.day
        return None
    return None


def _is_place(place: str) -> bool:
    told = _bare(place).split()
    return len(told) <= _MOST_WORDS // 2 and all(not word[0].islower() or len(word) <= 3 for word in told)


def _bare(text: str) -> str:
    return text.strip(" \t()[]|,.;:–—-•")


def first_day(values: Iterable[str]) -> date | None:
    """The first of some values of metadata (`2026-04-15T08:45:00-04:00`, `April 15, 2026`) that tells a day."""
    for value in values:
        if found := next(days_in(re.sub(r"(?<=\d)T(?=\d)", " ", value[:200])), None):
            return found.day
    return None
