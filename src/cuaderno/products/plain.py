"""Answers as plain values for JSON and CSV: exact decimals as text, tuples as lists, names as in the Python API."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from cuaderno.sources.snapshot import Snapshot

FORMAT = 1
"""The version of the shapes of every JSON answer."""


def plain(thing: Any) -> Any:
    """A dataclass and all it holds as dicts, lists, texts and numbers; a Decimal without a fraction loses its zeros.

    A statement's key is written as its citation writes it: many readers of JSON lose the last digits of so large a number. A field
    that only says again what stands elsewhere is left out.
    """
    if isinstance(thing, Snapshot):
        return plain(thing.published())
    if is_dataclass(thing) and not isinstance(thing, type):
        held = {field.name: getattr(thing, field.name) for field in fields(thing) if not field.metadata.get("apart")}
        return {name: f"{value:016x}" if name == "key" else plain(value) for name, value in held.items()}
    if isinstance(thing, Decimal):
        return decimal_text(thing)
    if isinstance(thing, Mapping):
        return {str(key): plain(value) for key, value in thing.items()}
    if isinstance(thing, (Sequence, Set)) and not isinstance(thing, str):
        return [plain(one) for one in thing]
    return thing


def decimal_text(value: Decimal) -> str:
    """An exact amount as text: cents only where there are any, never an exponent."""
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:f}"


def as_json(thing: Any) -> str:
    """Indented JSON, in UTF-8 letters."""
    return json.dumps(plain(thing), ensure_ascii=False, indent=2)


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """RFC 4180 CSV with a header; None is an empty field, lists are joined by a space, mappings by semicolons."""
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row))
            writer.writeheader()
        writer.writerow({name: _field(value) for name, value in row.items()})
    return out.getvalue()


def _field(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, Mapping):
        text = "; ".join(f"{name} {one}" for name, one in value.items())
    else:
        text = (
            " ".join(str(one) for one in value)
            if isinstance(value, Sequence) and not isinstance(value, str)
            else str(value)
        )
    # A spreadsheet runs what begins so as a formula; published labels are data and stay data.
    return f"'{text}" if text[:1] in ("=", "+", "@", "\t", "\r") else text
