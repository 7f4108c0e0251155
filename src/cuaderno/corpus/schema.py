"""The columns of a scan: what goes in, what comes out, each with what it means."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pyarrow as pa


class Column(NamedTuple):
    """A column: its name, its type, what it says."""

    name: str
    type: pa.DataType
    says: str


_TEXTS = pa.list_(pa.string())
_EXACT = pa.decimal128(38, 9)
WHOLE_DIGITS = 29
"""Digits before the point that `_EXACT` holds."""

DOCUMENTS = (
    Column("document", pa.string(), "the document's id: its own, else the file and the place in it"),
    Column("address", pa.string(), "where it was published, or null"),
    Column("language", pa.string(), "en or es where it is known, or null"),
    Column("day", pa.string(), "the document's own date where it is known (2012-04-23), or null"),
    Column("media", pa.string(), "its media type (text/plain, text/html …), or null where its bytes are to tell"),
    Column("charset", pa.string(), "the encoding a server told, or null"),
    Column("content", pa.large_binary(), "its bytes, as they are"),
)
"""What `scan` reads."""

CLAIMS = (
    Column("document", pa.string(), "the id of the document that makes the claim"),
    Column("address", pa.string(), "where the document was published, or null"),
    Column("site", pa.string(), "the host of the address, or null"),
    Column("day", pa.string(), "the document's own date, or null"),
    Column("language", pa.string(), "the language it was read in, or null"),
    Column("claim", pa.string(), "the claim's id in its document: c1, c2 … in the order of the text"),
    Column("kind", pa.string(), "money, personnel, quantity, agreement, designation, membership, visit or event"),
    Column("quote", pa.string(), "what the document says, word for word"),
    Column("start", pa.int64(), "where the quote begins, in characters of the document's text"),
    Column("end", pa.int64(), "where it ends"),
    Column("sentence", pa.string(), "the sentence around it"),
    Column("programme", pa.string(), "code of the programme named, or null"),
    Column("universe", pa.string(), "the set of programmes meant where none is named, or null"),
    Column("stage", pa.string(), "code of the stage, or null"),
    Column("provider", _TEXTS, "codes of who gives"),
    Column("recipient", _TEXTS, "codes of who receives"),
    Column("value", _EXACT, "the figure, rounded to nine places; null for a relation"),
    Column("value_high", _EXACT, "the end of “between A and B”, or null"),
    Column("half_unit", _EXACT, "half of the last place written"),
    Column("unit", pa.string(), "USD, persons, percent, items …"),
    Column("item", pa.string(), "the words for what is counted, or the name of an agreement"),
    Column("hedge", pa.string(), "approximately, nearly, at_least, at_most, or null"),
    Column("strict", pa.bool_(), "“less than” rather than “up to”"),
    Column("measure_kind", pa.string(), "flow, stock, ceiling, count, or null"),
    Column(
        "marks", _TEXTS, "share, rank, change, part_of, total, restated, negated, attributed, conditional, intent …"
    ),
    Column("period_start", pa.string(), "FY2017, 2012, 2012-04 or 2012-04-23, or null"),
    Column("period_end", pa.string(), "the same; null for an open range"),
    Column("price_base", pa.int32(), "the year of constant prices, or null"),
    Column("relation", pa.string(), "code of the type of relation, or null"),
    Column("rules", _TEXTS, "the rules that found the claim and filled its columns"),
    Column(
        "wording",
        pa.string(),
        "a hash of the sentence without case, accents and signs, and of what is claimed: copies share it",
    ),
)
"""What `scan` gives for every claim."""

CHECKED = (
    Column("verdict", pa.string(), "the verdict"),
    Column("reason", pa.string(), "the code of its reason"),
    Column("flags", _TEXTS, "what a reader must heed before using it"),
    Column("computed", _EXACT, "what the ledger computes by the definition that the verdict speaks of, or null"),
)
"""Added by `--check`."""

COPIES = (
    Column(
        "derived_from",
        pa.string(),
        "document and claim (`id#c1`) that said the same earliest; null for that one itself",
    ),
)
"""Added at the end of a run, when all claims are known."""

SET_ASIDE = (
    Column("document", pa.string(), "the document's id, or the place in its file"),
    Column("file", pa.string(), "the file it stands in, or null"),
    Column("reason", pa.string(), "a code: unreadable, too_large, too_many_figures, damaged, no_text, failed"),
    Column("message", pa.string(), "what is wrong, in a sentence"),
)
"""What `scan` gives for every record that is neither dismissed nor searched."""


@cache
def documents() -> pa.Schema:
    """The schema of what is scanned."""
    return _schema(DOCUMENTS)


@cache
def claims(checked: bool = False, copies: bool = False) -> pa.Schema:
    """The schema of what is found."""
    return _schema((*CLAIMS, *(CHECKED if checked else ()), *(COPIES if copies else ())))


@cache
def set_aside() -> pa.Schema:
    """The schema of what is set aside."""
    return _schema(SET_ASIDE)


def _schema(columns: tuple[Column, ...]) -> pa.Schema:
    return pa.schema([(one.name, one.type) for one in columns])
