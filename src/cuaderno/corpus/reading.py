"""A record of a corpus into a document: by its media type or its bytes, within limits."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cuaderno.reading.document import Document

MOST_BYTES = 16 << 20
"""The largest record that is read; of a web crawl nearly all have less than one."""
MOST_CHARACTERS, MOST_NUMBERS = 2_000_000, 50_000
"""What is searched as one document of a corpus; more is a table or a dump."""
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_HEAD = 4096
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_PACKED = (b"%PDF-", b"PK\x03\x04")
_UNSEEN = re.compile(rb"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]{0,4000}>", re.DOTALL | re.IGNORECASE)


class Refused(Exception):  # noqa: N818  (it reads as the sentence it is)
    """A record is set aside; `code` is the reason as the output names it. No user meets it: it becomes a row of the result."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def loose(content: bytes, media: str | None) -> bool:
    """Whether markup may lie between the words of a record, so that distances in its bytes say nothing."""
    if media in ("text/html", "application/xhtml+xml"):
        return True
    return b"</" in content[:_HEAD] or b"<\\/" in content[:_HEAD] or b"u003c" in content[:_HEAD]


def opaque(data: bytes, start: int, end: int) -> bool:
    """Whether the words of a record do not stand in its bytes: PDF, DOCX, UTF-16 and UTF-32."""
    head = data[start : min(end, start + 64)]
    return b"\0" in head or head.startswith(_MARKS) or head.lstrip()[:5].startswith(_PACKED)


def stripped(content: bytes) -> bytes:
    """A page's bytes without its tags, scripts and comments."""
    return _UNSEEN.sub(b" ", content)


def read(row: dict[str, Any]) -> Document:
    """The document of a row of `schema.documents()`. Raises Refused and ReadingError."""
    from cuaderno.reading.opening import read_document

    content: bytes = row["content"]
    if len(content) > MOST_BYTES:
        raise Refused("too_large", f"It has {len(content):,} bytes; at most {MOST_BYTES:,} are read as one document.")
    if not content.strip(b" \t\r\n\0"):
        raise Refused("no_text", "The record is empty.")
    name = row["document"] or "document"
    if row["media"] == "text/plain":
        document = _plain(row, name)
    else:
        document = read_document(
            content,
            name,
            address=row["address"] or "",
            kind=row["media"] or "",
            charset=row["charset"] or "",
            longest=MOST_CHARACTERS,
        )
        document = _with_facts(document, row)
    if len(document.text) > MOST_CHARACTERS:
        raise Refused(
            "too_large",
            f"It has {len(document.text):,} characters; at most {MOST_CHARACTERS:,} are searched as one document.",
        )
    _refuse_tables(document)
    return document


def _plain(row: dict[str, Any], name: str) -> Document:
    """A text that is told to be one, so that nothing in it is taken for markup."""
    from cuaderno.reading.decoding import decoded
    from cuaderno.reading.plain import text_document

    text, notes = decoded(row["content"], name, row["charset"] or "")
    return text_document(
        text, name, notes=notes, address=row["address"] or "", language=_language(row["language"]), day=_day(row["day"])
    )


def _with_facts(document: Document, row: dict[str, Any]) -> Document:
    """The document with what the corpus knows of it."""
    return replace(
        document,
        language=_language(row["language"]) or document.language,
        day=_day(row["day"]) or document.day,
        address=row["address"] or document.address,
    )


def _language(said: str | None) -> str:
    code = (said or "")[:2].casefold()
    return code if code in ("en", "es") else ""


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat((said or "")[:10])
    except ValueError:
        return None


def _refuse_tables(document: Document) -> None:
    numbers = 0
    for numbers, _ in enumerate(_NUMBER.finditer(document.text), 1):
        if numbers > MOST_NUMBERS:
            raise Refused("too_many_figures", f"It holds more than {MOST_NUMBERS:,} numbers: it is a table, no text.")
