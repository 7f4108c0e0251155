"""What the readers of files give to `scan`: batches of documents, and the records that could not be made one."""

from __future__ import annotations

from typing import Any, NamedTuple

import pyarrow as pa

from cuaderno.corpus import schema


class Batch(NamedTuple):
    """Documents, how many records were dismissed before they were parsed, the rows set aside, and the number of all records."""

    documents: pa.RecordBatch | None
    dismissed: int
    set_aside: list[dict[str, Any]]
    records: int


def batch_of(rows: list[dict[str, Any]]) -> pa.RecordBatch | None:
    """Rows as a batch."""
    if not rows:
        return None
    columns = schema.documents()
    arrays = [pa.array([row[one.name] for row in rows], one.type) for one in columns]
    return pa.RecordBatch.from_arrays(arrays, schema=columns)


def aside(document: str, file: str, reason: str, message: str) -> dict[str, Any]:
    """A row of `schema.set_aside()`."""
    return {"document": document, "file": file, "reason": reason, "message": message}
