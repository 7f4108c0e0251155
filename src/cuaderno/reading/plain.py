"""A plain text as a document: its front line, its blocks, its flow, its title, day and language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cuaderno.reading.blocks import blocks_of
from cuaderno.reading.days import first_day, own_day
from cuaderno.reading.document import HEADING, Block, Document, Origins
from cuaderno.reading.flow import BIDI, flow
from cuaderno.reading.words import language_of, words
from cuaderno.statements.locator import CharSpan, Locator

_FRONT = re.compile(r"([^\W\d_](?:[^\W\d_]| ){2,40}): ")
_PARTS = " | "
_ADDRESS = re.compile(r"https?://\S+")
_MONTH_OR_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
_LONGEST_FRONT = 4000


@dataclass(frozen=True, slots=True)
class InText:
    """Places in a text file: its characters."""

    def locate(self, start: int, end: int) -> Locator:
        """The characters themselves."""
        return CharSpan(start, max(end, start + 1))


class Front(NamedTuple):
    """What stands before a text and speaks of it; the text begins at `end`."""

    end: int = 0
    title: str = ""
    address: str = ""
    day: date | None = None
    language: str = ""
    about: str = ""
    """The month or the year, where no day is told."""


def text_document(
    text: str,
    name: str = "",
    *,
    sha256: str = "",
    address: str = "",
    notes: Sequence[str] = (),
    language: str = "",
    day: date | None = None,
) -> Document:
    """The document that a plain text is. Line ends become single newlines, and offsets count the text so made.

    `language` and `day` are given where they are known; else they are found in the text.
    """
    text = one_newline(text)
    front = front_of(text)
    pages = telegram_pages(text)
    blocks = blocks_of(text, front.end, skipped=pages)
    return document(
        text, blocks, InText(), name, "text", sha256, skipped=pages,
        title=front.title, day=day or front.day, language=language or front.language, address=address or front.address, notes=notes,
        about=front.about,
    )  # fmt: skip


def telegram_pages(text: str) -> list[tuple[int, int]]:
    """Where the pages of a telegram meet, amid its sentences: "CONFIDENTIAL / CONFIDENTIAL / PAGE 02 STATE 008422"."""
    return [found.span() for found in words().telegram_page.finditer(text)] if "\nPAGE " in text else []


def one_newline(text: str) -> str:
    """The text with every line ending one newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def document(
    text: str,
    blocks: Sequence[Block],
    origins: Origins,
    name: str,
    form: str,
    sha256: str,
    *,
    skipped: Sequence[tuple[int, int]] = (),
    title: str = "",
    day: date | None = None,
    made: date | None = None,
    language: str = "",
    address: str = "",
    notes: Sequence[str] = (),
    about: str = "",
) -> Document:
    """A document of any form, what is not told about it found in its text: title, day, language.

    `made` is the day the file says it was made, taken where the text bears none; `about` the month or year of a text that tells
    no day.
    """
    read = flow(text, blocks, skipped)
    language = language or language_of(read.text)
    told = list(notes)
    day = day or own_day(text, blocks, language)
    if day is None and made is not None:
        day = made
        told.append("created")
    return Document(
        text, read, tuple(blocks), origins, name, form, sha256,
        title=title or _first_heading(text, blocks), day=day, language=language, address=address,
        notes=(*told, *_doubts(text, read.text, day, language)), about="" if day else about,
    )  # fmt: skip


def _first_heading(text: str, blocks: Sequence[Block]) -> str:
    first = next((block for block in blocks[:3] if block.kind == HEADING), None)
    return " ".join(text[first.start : first.end].split()).lstrip("# ") if first else ""


def _doubts(text: str, read: str, day: date | None, language: str) -> list[str]:
    told = []
    if not read.strip():
        return ["no_blocks"]
    if any(control in text for control in BIDI):
        told.append("bidi_controls")
    if day is None:
        told.append("undated")
    if not language:
        told.append("language_unknown")
    return told


def front_of(text: str) -> Front:
    """What the first line says of a text: `SOURCE: title | address | date | language`, or a label such as `EJEMPLO CONSTRUIDO:`.

    The labels are those of `words.toml`. Nothing of a text without such a line is taken away.
    """
    label = _FRONT.match(text)
    if label is None or not label[1].isupper() or label[1].casefold() not in words().front:
        return Front()
    end = text.find("\n")
    line = text[label.end() : end if end >= 0 else len(text)]
    if end < 0 or len(line) > _LONGEST_FRONT:
        return Front()
    begin = end + len(text[end : end + 100]) - len(text[end : end + 100].lstrip("\n"))
    if _PARTS not in line:
        return Front(begin)
    title, *rest = (part.strip() for part in line.split(_PARTS))
    address = next((part for part in rest if _ADDRESS.fullmatch(part)), "")
    language = next((part for part in reversed(rest) if part in words().common), "")
    day = first_day(part for part in rest if part != address)
    about = "" if day else next((part for part in rest if _MONTH_OR_YEAR.fullmatch(part)), "")
    return Front(begin, title, address, day, language, about)
