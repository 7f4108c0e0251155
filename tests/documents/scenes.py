"""Scenes for tests: a bare text as one paragraph, or read as a document."""

from __future__ import annotations

from datetime import date

from cuaderno.documents.finding import scene_of
from cuaderno.documents.scene import Scene
from cuaderno.reading.document import PARAGRAPH, Block
from cuaderno.reading.plain import text_document

DAY = date(2012, 4, 24)


def paragraph(text: str, language: str = "en", day: date | None = DAY) -> Scene:
    """The text as one paragraph of a document of that day."""
    return Scene(text, language, (Block(PARAGRAPH, 0, len(text)),), day=day)


def read(text: str) -> Scene:
    """The text as a document is read."""
    return scene_of(text_document(text))
