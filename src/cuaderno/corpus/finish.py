"""The pieces of a scan into its result: claims in order, copies told from the first of them, and what they amount to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from cuaderno.corpus import schema
from cuaderno.corpus.inputs import Piece
from cuaderno.corpus.work import Task, aside_of, output_of, writing

CLAIMS, SET_ASIDE = "claims", "set_aside.parquet"
_PART = 250_000
"""Claims in a file of the result, or a few more."""
_GROUP = 64
"""Pieces put in order at once."""
_TOP = 20
_FIRSTS = """
CREATE TEMP TABLE firsts AS
SELECT wording, min_by(document || '#' || claim, (coalesce(day, '9999'), filename, file_row_number)) AS first
FROM read_parquet(?, filename = true, file_row_number = true) GROUP BY wording HAVING count(*) > 1
"""
_ORDERED = """
SELECT p.* EXCLUDE (filename, file_row_number), nullif(first, p.document || '#' || p.claim) AS derived_from
FROM read_parquet(?, filename = true, file_row_number = true) p LEFT JOIN firsts USING (wording)
ORDER BY p.filename, p.file_row_number
"""


def finish(task: Task, pieces: Sequence[Piece], out: Path) -> None:
    """Write `claims/part-*.parquet` and `set_aside.parquet`; the same pieces give the same bytes."""
    made = out / f".{CLAIMS}"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    names = [str(output_of(task, piece)) for piece in pieces]
    with database(out) as connection:
        if names:
            connection.execute(_FIRSTS, [names])
        _write_claims(connection, names, made, schema.claims(task.checked, copies=True))
    _write_set_aside(task, pieces, out)
    shutil.rmtree(out / CLAIMS, ignore_errors=True)
    made.replace(out / CLAIMS)


@contextmanager
def database(out: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with bounded memory; what does not fit goes to a folder beside the result."""
    spill = out / ".spill"
    with duckdb.connect() as connection:
        connection.execute(
            "SET memory_limit = '1GB'; SET threads = 2; SET enable_progress_bar = false; SET preserve_insertion_order = true"
        )
        connection.execute(f"SET temp_directory = '{str(spill).replace(chr(39), chr(39) * 2)}'")
        yield connection
    shutil.rmtree(spill, ignore_errors=True)


def _write_claims(connection: duckdb.DuckDBPyConnection, names: Sequence[str], made: Path, columns: pa.Schema) -> None:
    tables = _tables(connection, names, columns)
    held, rows, part = [], 0, 0
    for table in tables:
        held.append(table)
        rows += table.num_rows
        if rows >= _PART:
            _write(held, made / f"part-{part:05d}.parquet", columns)
            held, rows, part = [], 0, part + 1
    if held or not part:
        _write(held, made / f"part-{part:05d}.parquet", columns)


def _tables(connection: duckdb.DuckDBPyConnection, names: Sequence[str], columns: pa.Schema) -> Iterator[pa.Table]:
    for start in range(0, len(names), _GROUP):
        table = connection.sql(_ORDERED, params=[list(names[start : start + _GROUP])]).to_arrow_table()
        yield table.select(columns.names).cast(columns)


def _write(tables: Sequence[pa.Table], path: Path, columns: pa.Schema) -> None:
    with writing(path, columns) as file:
        for table in tables:
            for batch in table.combine_chunks().to_batches(max_chunksize=16_384):
                file.write(batch)


def _write_set_aside(task: Task, pieces: Sequence[Piece], out: Path) -> None:
    import pyarrow.parquet as pq

    with writing(out / SET_ASIDE, schema.set_aside()) as file:
        for piece in pieces:
            for batch in pq.read_table(aside_of(task, piece)).to_batches():
                file.write(batch)


def amounts_to(out: Path, checked: bool) -> dict[str, Any]:
    """The claims by programme, recipient, site, kind and verdict: how many, and how many when copies count once."""
    groups = {
        "kind": "kind",
        "programme": "coalesce(programme, universe)",
        "recipient": "unnest(recipient)",
        "site": "site",
        **({"verdict": "verdict"} if checked else {}),
    }
    parts = str(out / CLAIMS / "*.parquet")
    with database(out) as connection:
        distinct = connection.execute(
            "SELECT count(*) FILTER (derived_from IS NULL) FROM read_parquet(?)", [parts]
        ).fetchall()[0][0]
        found: dict[str, Any] = {"distinct": distinct}
        for name, expression in groups.items():
            rows = connection.execute(
                f"SELECT one, count(*), count(*) FILTER (derived_from IS NULL) FROM (SELECT {expression} AS one, derived_from "
                f"FROM read_parquet(?)) WHERE one IS NOT NULL GROUP BY one ORDER BY 3 DESC, 2 DESC, 1 LIMIT {_TOP}",
                [parts],
            ).fetchall()
            found[name] = [{name: one, "claims": claims, "distinct": single} for one, claims, single in rows]
    return found
