"""Figures found in a text by the words around them: hand-kept rows say what each figure means, the text where it stands.

`documents.csv` names the texts and `figures.csv` the figures of each, by a short quotation. A copy saved elsewhere, with
other line breaks or as a web page, is recognised by its quotations; one that no longer says one of them is refused.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from cuaderno.errors import ReadingError, SourceError
from cuaderno.reading.table import Table
from cuaderno.reading.text import FILLER, read_text, spoken_amount, tidy, visible
from cuaderno.sources.card import folder_table
from cuaderno.sources.snapshot import sha256_of
from cuaderno.statements.locator import CharSpan
from cuaderno.statements.periods import DAY, RANGE, Period, parse_period

SOURCE = "published_figures"
COLUMNS = (
    "at", "document", "id", "author", "quote", "figure", "amount", "provider", "recipient", "account", "programme", "stage",
    "period", "unit", "measure_kind", "flags",
)  # fmt: skip
MADE_UP = "made-up"

Row = dict[str, str]
Span = tuple[int, int]

_ALIKE = {"'": "['’‘]", "’": "['’‘]", '"': '["“”]', "-": "[-‐‑–]", "–": "[-‐‑–]"}
"""Marks that one copy of a text writes in one way and another copy in another."""


def read(path: Path, layout: str) -> Table:
    """The figures of the text at `path`, one row each with the characters it stands in.

    Raises ReadingError: no text, none of the known texts, a text of another layout, or one that no longer says a figure.
    """
    text = visible(read_text(path))
    document, spans = _recognised(path, text)
    if document["layout"] != layout:
        raise ReadingError(f"{path.name} is the {_called(document)}, which has another layout than {layout}.")
    rows = [_row(document, row, span, text) for row, span in zip(_figures(document), spans, strict=True)]
    published = document["published"]
    return Table(COLUMNS, rows, date.fromisoformat(published) if published else None)


def _documents() -> list[Row]:
    return folder_table(SOURCE, "documents.csv")


def _figures(document: Row) -> list[Row]:
    return [row for row in folder_table(SOURCE, "figures.csv") if row["document"] == document["document"]]


def _called(document: Row) -> str:
    return f"“{document['title']}” ({document['author']})"


def _recognised(path: Path, text: str) -> tuple[Row, list[Span]]:
    """The document that a file holds, and where each of its figures stands in it."""
    sha256 = sha256_of(path)
    best: tuple[int, Row, list[Span | None]] = (0, {}, [])
    for document in _documents():
        spans = [_figure_in(text, row) for row in _figures(document)]
        count = len(spans) if document["sha256"] == sha256 else sum(span is not None for span in spans)
        best = max(best, (count, document, spans), key=lambda one: one[0])
    count, document, spans = best
    if not count:
        known = "; ".join(_called(one) for one in _documents() if one["origin"] != MADE_UP)
        raise ReadingError(
            f"{path.name} is none of the texts whose figures are kept here, which are {known}: it says none of their figures. "
            "Name a copy of one of them; nothing has been taken in."
        )
    found = [span for span in spans if span is not None]
    if len(found) < len(spans):
        missing = _figures(document)[spans.index(None)]["quote"]
        raise ReadingError(
            f"{path.name} reads like the {_called(document)} and does not say “{missing}”. The text was changed or cut short: "
            "compare it with the published one; nothing has been taken in."
        )
    return document, found


def _figure_in(text: str, row: Row) -> Span | None:
    """Where the figure of a row stands; None if its quotation is not in the text so many times."""
    wanted = int(row["occurrence"])
    for number, quote in enumerate(_pattern(row["quote"]).finditer(text), 1):
        if number == wanted:
            figure = _pattern(row["figure"]).search(text, *quote.span())
            if figure is None:
                raise SourceError(f"The figure '{row['figure']}' is not in its quotation.", source=SOURCE)
            return figure.span()
    return None


def _pattern(words: str) -> re.Pattern[str]:
    """The words with whatever spaces lie between them, their marks in any style, whole at both ends."""
    letters = (rf"[\s{FILLER}]+" if letter == " " else _ALIKE.get(letter, re.escape(letter)) for letter in words)
    return re.compile(rf"(?<!\w){f'{FILLER}*'.join(letters)}(?!\w)")


def _row(document: Row, row: Row, span: Span, text: str) -> list[str | None]:
    flags = [*row["flags"].split("|"), f"origin-{document['origin']}"]
    start, end = span
    said: dict[str, str | None] = {
        **row,
        "at": str(CharSpan(start, end)),
        "author": document["author"],
        "figure": tidy(text[start:end]),
        "amount": f"{spoken_amount(text[start:end]):f}",
        "period": _period(row["from"], row["to"]),
        "flags": "|".join(filter(None, flags)),
    }
    return [said[name] or None for name in COLUMNS]


def _period(first: str, last: str) -> str:
    """The code of a window as one period: a year, or the days from the first year's to the last one's."""
    start, end = parse_period(first), parse_period(last)
    if start == end:
        return start.code
    return Period(start.start, end.end, DAY if start.start == end.end else RANGE).code
