"""Bare texts as scenes, and what a relation says in one line, for the tests of relations."""

from __future__ import annotations

import re
from datetime import date

from cuaderno.documents.draft import Draft
from cuaderno.documents.relations.relations import relations
from cuaderno.documents.scene import Scene
from cuaderno.reading.document import HEADING, PARAGRAPH, Block

_PARAGRAPH = re.compile(r"[^\n]+")


def found(text: str, language: str = "en", day: date | None = None) -> list[Draft]:
    """The relations of a text; a paragraph without a full stop is a heading where there are several."""
    paragraphs = list(_PARAGRAPH.finditer(text))
    blocks = tuple(
        Block(
            PARAGRAPH if each[0].rstrip().endswith(".") or len(paragraphs) == 1 else HEADING, each.start(), each.end()
        )
        for each in paragraphs
    )
    return relations(Scene(text, language, blocks, day=day))


def said(draft: Draft) -> str:
    """`visit USA>COL held intent`: kind, provider>recipient, stage, marks; `?` for what is empty."""
    sides = f"{'+'.join(draft.provider) or '?'}>{'+'.join(draft.recipient) or '?'}"
    return " ".join((draft.kind, sides, draft.stage or "?", *(mark for mark in draft.marks if mark != "restated")))
