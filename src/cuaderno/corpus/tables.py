"""Parquet: the columns that hold text, id and address, group by group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cuaderno.corpus import schema
from cuaderno.corpus.batches import Batch
from cuaderno.corpus.fields import HTML, named
from cuaderno.corpus.inputs import Piece
from cuaderno.corpus.reading import Refused

_ROWS = 512


def read_parquet(piece: Piece, names: Mapping[str, tuple[str, ...]]) -> Iterator[Batch]:
    """The rows of a piece's row groups. Raises Refused where no column holds a text."""
    import pyarrow.parquet as pq

    path = piece.files[0]
    with pq.ParquetFile(path) as file:
        there = file.schema_arrow.names
        text = named(names, "text", there)
        if text is None or not _holds_text(file.schema_arrow.field(text).type):
            raise Refused(
                "no_text",
                f"None of its columns {', '.join(there)} is known to hold a text. Name it: --field text=COLUMN.",
            )
        found = {ours: one for ours in ("id", "address", "language", "day") if (one := named(names, ours, there))}
        row = sum(file.metadata.row_group(group).num_rows for group in range(piece.start))
        groups = list(range(piece.start, piece.end))
        for batch in file.iter_batches(_ROWS, row_groups=groups, columns=[text, *found.values()]):
            yield Batch(_documents(batch, text, found, path, row), 0, [], batch.num_rows)
            row += batch.num_rows


def _holds_text(one: pa.DataType) -> bool:
    checks = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
    return any(check(one) for check in checks)


def _documents(batch: pa.RecordBatch, text: str, found: Mapping[str, str], path: str, row: int) -> pa.RecordBatch:
    """A batch with our columns; an id that is missing is the file and the row, from 1."""
    rows = batch.num_rows
    none = pa.nulls(rows, pa.string())
    content = batch.column(text)
    said = {ours: _strings(batch.column(column)) for ours, column in found.items()}
    places = pa.array([f"{path}#{row + n + 1}" for n in range(rows)], pa.string())
    is_text = pa.types.is_string(content.type) or pa.types.is_large_string(content.type)
    media: Any = none
    if text == HTML:
        media = pa.array(["text/html"] * rows, pa.string())
    elif is_text:
        markup = pc.starts_with(pc.utf8_ltrim_whitespace(content), "<").fill_null(False)
        media = pc.if_else(markup, pa.scalar(None, pa.string()), pa.scalar("text/plain"))
    columns = {
        "document": pc.coalesce(said["id"], places) if "id" in said else places,
        "address": said.get("address", none),
        "language": said.get("language", none),
        "day": said.get("day", none),
        "media": media,
        "charset": pa.array(["utf-8"] * rows, pa.string()) if is_text else none,
        "content": content.cast(pa.large_binary()),
    }
    return pa.RecordBatch.from_arrays(list(columns.values()), schema=schema.documents())


def _strings(column: pa.Array) -> pa.Array:
    try:
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return pa.nulls(len(column), pa.string())
