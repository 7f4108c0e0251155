"""JSON (RFC 8259) and GeoJSON (RFC 7946), strict, with the pointer (RFC 6901) of every value.

Numbers stay the text that the file writes, so that nothing is rounded by being read. A key that stands twice in one object
is refused: readers differ on which of the two counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from cuaderno.errors import ReadingError
from cuaderno.reading.table import existing

MOST_BYTES = 256 << 20
LONGEST_NUMBER = 64
_INDEX = re.compile(r"0|[1-9][0-9]{0,15}")
_GOES_ON = re.compile(r"[^\sA-Za-z]|\s+\S")

Value = dict[str, Any] | list[Any] | str | None
"""An object, an array, or the text of a value: numbers as written, `true` and `false` as words, None for null."""


def read_json(path: Path) -> Value:
    """The document of a file; a UTF-8 byte order mark is ignored, as RFC 8259 allows.

    Raises ReadingError: no file, too large, not UTF-8, not JSON, cut short, nested too deeply, a key twice in one object,
    a number longer than any published one.
    """
    if existing(path).stat().st_size > MOST_BYTES:
        raise ReadingError(
            f"{path.name} is larger than {MOST_BYTES >> 20} MB; no published JSON file of a source is. Nothing has been taken in."
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadingError(
            f"{path.name} is not written in UTF-8, which JSON always is. Download it again; nothing has been taken in."
        ) from None
    return _parsed(text, path)


def _parsed(text: str, path: Path) -> Value:
    def refuse(what: str) -> NoReturn:
        raise ReadingError(f"{path.name} {what}. Take in the publisher's own file; nothing has been taken in.")

    def number(digits: str) -> str:
        if len(digits) > LONGEST_NUMBER:
            refuse(f"holds a number of {len(digits):,} characters, {digits[:12]}…, which no published figure has")
        return digits

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                refuse(f"says '{key[:60]}' twice in one object, and which of the two counts nobody knows")
            found[key] = _texts(value)
        return found

    def constant(word: str) -> NoReturn:
        refuse(f"holds {word}, which JSON has no word for")

    try:
        document = json.loads(
            text, parse_int=number, parse_float=number, parse_constant=constant, object_pairs_hook=members
        )
    except json.JSONDecodeError as error:
        refuse(_what_is_wrong(text, error))
    except RecursionError:
        refuse("is nested deeper than any published file")
    return _texts(document)


def _texts(value: Any) -> Value:
    """The value with its words as text; what is inside an object has been through here already."""
    if isinstance(value, list):
        return [_texts(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value  # type: ignore[no-any-return]


def _what_is_wrong(text: str, error: json.JSONDecodeError) -> str:
    if not text.strip():
        return "holds nothing but blanks"
    if text.lstrip()[:1] not in "{[":
        return "is no JSON file: one begins with a brace or a bracket"
    if error.msg.startswith("Unterminated string") or not _GOES_ON.search(text, error.pos):
        return f"ends in the middle, in line {error.lineno:,}: the download was probably cut short"
    return f"is not JSON from line {error.lineno:,}, column {error.colno:,} on"


def records(document: Value, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records of an array, or the features of a GeoJSON collection, each with its pointer (`/12`, `/features/12`).

    Raises ReadingError where the document is neither, or a record is no object.
    """
    if isinstance(document, list):
        prefix, listed = "", document
    elif isinstance(document, dict) and isinstance(features := document.get("features"), list):
        prefix, listed = "/features", features
    else:
        raise ReadingError(
            f"{path.name} is neither a list of records nor a GeoJSON collection of features. Take in the publisher's own file; "
            "nothing has been taken in."
        )
    for position, record in enumerate(listed):
        if not isinstance(record, dict):
            raise ReadingError(
                f"{path.name}: record {position:,} is no object of named values. Take in the publisher's own file; nothing has "
                "been taken in.",
                locator=f"#{prefix}/{position}",
            )
        yield f"{prefix}/{position}", record


def pointer_to(tokens: Sequence[str], within: str = "") -> str:
    """The pointer to a member or an element inside the value at the pointer `within`.

    >>> pointer_to(["properties", "m/s"], within="/features/3")
    '/features/3/properties/m~1s'
    """
    return within + "".join("/" + token.replace("~", "~0").replace("/", "~1") for token in tokens)


def value_at(document: Value, pointer: str) -> Value:
    """The value at a pointer. Raises LookupError where the document has none."""
    value = document
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value[name]
        elif isinstance(value, list) and _INDEX.fullmatch(name):
            value = value[int(name)]
        else:
            raise LookupError(pointer)
    return value


def read_pointer(path: Path, pointer: str) -> str | None:
    """The text of the value at a pointer; None where the file has no such value, or one that is no text or number.

    Raises ReadingError for what is no JSON file.
    """
    try:
        value = value_at(read_json(path), pointer)
    except LookupError:
        return None
    return value if isinstance(value, str) else None
