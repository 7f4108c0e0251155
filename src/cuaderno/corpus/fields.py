"""Which field of a record is its text, its id, its address: by the usual names, or as the user says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from cuaderno.corpus.reading import Refused
from cuaderno.errors import QuestionError

USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "raw_content", "html", "article"),
    "id": ("id", "document", "doc_id", "uuid", "_id"),
    "address": ("url", "address", "uri", "link", "source_url"),
    "language": ("language", "lang"),
    "day": ("date", "day", "published", "date_published", "published_at", "publish_date"),
}
"""The names looked for, the first one there is taken."""
HTML = "html"


def fields_of(said: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The names to look for, with the user's own (`text=cuerpo`). Raises QuestionError for what is no such pair."""
    names = dict(USUAL)
    for one in said:
        ours, sign, theirs = one.partition("=")
        if not sign or ours not in USUAL or not theirs:
            raise QuestionError(
                f"--field {one} is not understood: say NAME=FIELD, where NAME is one of {', '.join(USUAL)}, as in text=cuerpo."
            )
        names[ours] = (theirs,)
    return names


def named(names: Mapping[str, tuple[str, ...]], ours: str, there: Collection[str]) -> str | None:
    """The field that holds what we call `ours`, among those that are there."""
    return next((one for one in names[ours] if one in there), None)


def row_of(record: object, names: Mapping[str, tuple[str, ...]], place: str) -> dict[str, Any]:
    """A record of JSON as a row of `schema.documents()`. Raises Refused where it has no text."""
    if not isinstance(record, dict):
        raise Refused("damaged", "The line holds JSON that is no object with fields.")
    field = named(names, "text", record)
    text = record.get(field) if field else None
    if not isinstance(text, str):
        raise Refused("no_text", f"None of the fields {', '.join(names['text'])} holds a text.")
    said = {ours: record.get(named(names, ours, record) or "") for ours in ("id", "address", "language", "day")}
    return {
        "document": str(said["id"]) if isinstance(said["id"], str | int) and said["id"] != "" else place,
        **{ours: said[ours] if isinstance(said[ours], str) else None for ours in ("address", "language", "day")},
        "media": media_of(field, text),
        "charset": "utf-8",
        "content": text.encode("utf-8", "replace"),
    }


def media_of(field: str | None, text: str) -> str | None:
    """HTML by the field's name; plain text, unless it begins like markup, and its bytes are to tell."""
    if field == HTML:
        return "text/html"
    return None if text.lstrip()[:1] == "<" else "text/plain"
