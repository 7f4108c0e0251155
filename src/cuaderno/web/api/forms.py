"""The forms of an answer: JSON, CSV and Parquet, chosen by `format` or by the header `Accept`."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from cuaderno.errors import say
from cuaderno.products.plain import as_csv, decimal_text, plain
from cuaderno.reading.table import literal
from cuaderno.sources.snapshot import Snapshot
from cuaderno.web.problems import Problem

JSON, CSV, PARQUET, HTML, MARKDOWN, PDF, TEXT, ANNOTATIONS = (
    "json", "csv", "parquet", "html", "md", "pdf", "text", "annotations",
)  # fmt: skip
MEDIA = {
    JSON: "application/json",
    CSV: "text/csv; charset=utf-8",
    PARQUET: "application/vnd.apache.parquet",
    HTML: "text/html; charset=utf-8",
    MARKDOWN: "text/markdown; charset=utf-8",
    PDF: "application/pdf",
    TEXT: "text/plain; charset=utf-8",
    ANNOTATIONS: "application/ld+json",
}
"""The media type of each form."""

TABLES = (JSON, CSV, PARQUET)
MOST_RANGES = 32
"""So many parts of an Accept header are looked at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer before it has a form: `data` for JSON, `rows` for tables; `next` is the cursor of the page after it."""

    data: Callable[[], Mapping[str, Any]]
    rows: Callable[[], Iterable[Mapping[str, Any]]]
    next: str = ""

    def form(self, form: str) -> bytes:
        """The answer in one of the forms of `TABLES`."""
        if form == JSON:
            return as_bytes(self.data())
        if form == CSV:
            return as_csv(self.rows()).encode("utf-8", "backslashreplace")
        return as_parquet(self.rows())


def as_bytes(data: Any) -> bytes:
    """JSON without blanks, in UTF-8: what `plain` tells of an answer, written at once."""
    try:
        return orjson.dumps(data, _told, orjson.OPT_PASSTHROUGH_DATACLASS)
    except TypeError:  # half a letter, a number of more than 64 bits, a key that is no text
        return json.dumps(plain(data), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _told(thing: Any) -> Any:
    """A thing that JSON does not know, one step plainer, as `plain` has it."""
    if isinstance(thing, Decimal):
        return decimal_text(thing)
    if isinstance(thing, Snapshot):
        return _snapshot(thing)
    if is_dataclass(thing):
        return fields_of(thing)
    if isinstance(thing, Mapping):
        return {str(key): value for key, value in thing.items()}
    if isinstance(thing, Sequence | Set):
        return list(thing)
    raise TypeError


def fields_of(thing: Any) -> dict[str, Any]:
    """The fields of a dataclass, a key as its citation writes it."""
    kind: Any = type(thing)
    return {name: f"{getattr(thing, name):016x}" if name == "key" else getattr(thing, name) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_SNAPSHOTS: dict[int, tuple[Snapshot, orjson.Fragment]] = {}
SNAPSHOTS = 1000
"""So many snapshots are kept as they are written: each answer from one repeats it."""


def _snapshot(one: Snapshot) -> orjson.Fragment:
    held, written = _SNAPSHOTS.get(id(one), (None, None))
    if held is one and written is not None:
        return written
    written = orjson.Fragment(orjson.dumps(plain(one)))
    if len(_SNAPSHOTS) >= SNAPSHOTS:
        _SNAPSHOTS.clear()
    _SNAPSHOTS[id(one)] = one, written
    return written


def chosen(forms: Sequence[str], asked: str | None, accept: str) -> str:
    """The form that was asked for; the first of all where anything will do. Raises Problem where none will."""
    if asked:
        return asked
    if not accept.strip():
        return forms[0]
    ranges = _ranges(accept)
    best = max(forms, key=lambda form: (_quality(MEDIA[form], ranges), -forms.index(form)))
    if _quality(MEDIA[best], ranges)[0] <= 0:
        offered = ", ".join(MEDIA[form].partition(";")[0] for form in forms)
        raise Problem("not-acceptable", say("given_as", offered=offered))
    return best


def _ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges of an Accept header (RFC 9110, 12.5.1), each with its quality."""
    found = []
    for part in accept.split(",")[:MOST_RANGES]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        try:
            found.append((name, min(1.0, max(0.0, float(quality)))))
        except ValueError:
            found.append((name, 0.0))
    return found


def _quality(media: str, ranges: list[tuple[str, float]]) -> tuple[float, int]:
    """How welcome a media type is, and by how exact a range."""
    kind = media.partition(";")[0]
    for exactness, name in ((2, kind), (1, f"{kind.partition('/')[0]}/*"), (0, "*/*")):
        some = [quality for given, quality in ranges if given == name]
        if some:
            return max(some), exactness
    return 0.0, 0


def as_parquet(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as a Parquet file: amounts as exact decimals, whole numbers and truth values as such, lists of text, else text."""
    import duckdb

    listed = [dict(row) for row in rows]
    names = list(dict.fromkeys(name for row in listed for name in row))
    types = {name: _type([row.get(name) for row in listed]) for name in names} or {"nothing": "VARCHAR"}
    with tempfile.TemporaryDirectory(prefix="cuaderno-") as scratch:
        given, made = Path(scratch) / "rows.json", Path(scratch) / "rows.parquet"
        with given.open("w", encoding="utf-8", errors="backslashreplace") as file:
            for row in listed:
                file.write(json.dumps({name: _cell(row.get(name), types[name]) for name in names}) + "\n")
        columns = ", ".join(f"{_quoted(name)}: {literal(kind)}" for name, kind in types.items())
        with duckdb.connect(config={"threads": 1, "memory_limit": "300MB"}) as connection:
            connection.execute(
                f"COPY (SELECT * FROM read_json({literal(str(given))}, format = 'newline_delimited', columns = {{{columns}}})) "
                f"TO {literal(str(made))} (FORMAT parquet, COMPRESSION zstd)"
            )
        return made.read_bytes()


def _type(values: list[Any]) -> str:
    some = [value for value in values if value is not None]
    if some and all(isinstance(value, bool) for value in some):
        return "BOOLEAN"
    if some and all(isinstance(value, int) for value in some):
        return "BIGINT"
    if some and all(isinstance(value, Decimal) for value in some):
        places = max(max(0, -int(value.as_tuple().exponent)) for value in some)
        return f"DECIMAL(38, {min(places, 18)})"
    if some and all(_is_list(value) for value in some):
        return "VARCHAR[]"
    return "VARCHAR"


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _cell(value: Any, kind: str) -> Any:
    told = plain(value)
    if told is None or isinstance(told, str | bool):
        return told
    if kind == "VARCHAR[]":
        return [str(one) for one in told]
    return (
        json.dumps(told, ensure_ascii=False)
        if isinstance(told, dict | list)
        else told
        if kind != "VARCHAR"
        else str(told)
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
