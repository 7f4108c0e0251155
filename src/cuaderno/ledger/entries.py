"""Entries made of `subjects`, `phases` and `facts`: rows alike told apart, sorted, and written as Parquet.

Joins come before the sort and none after it: a join gives up the order of its rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuaderno.errors import SourceError
from cuaderno.ledger.lines import ALIKE, lines_of
from cuaderno.ledger.saying import SEPARATOR
from cuaderno.reading.table import literal
from cuaderno.sources.card import Card, Layout

if TYPE_CHECKING:
    import duckdb

CODED = (
    "recipient", "recipient_name", "programme", "account", "main_account", "agency", "category", "executor", "sector", "label",
)  # fmt: skip
"""Texts of a subject; while entries are sorted they stand as numbers into a sorted list (ENUM)."""

VARYING = ("provider", "unit", "measure_kind", "funded_by", "executed_through", "authority", "flags")
"""Texts of a subject where the source gives them; otherwise the card says them of all."""

PLACES = ("details", "locator", "locator_constant")
"""What a source adds in its own words to each entry, and where it stands, if not in the cells of a table."""

UNSORTED = ("executor", "label")
"""Of these, those with so many values that their list is not sorted."""

PLAIN_FROM = 1_000
"""Texts with more values than this are written to Parquet as plain text: an ENUM's whole list goes into each row group."""

ROW_GROUP = 65_536
"""Each row group tells its first and last recipient. What is bundled is packed as well as can be, in larger ones."""


def tell_alike_apart(connection: duckdb.DuckDBPyConnection, card: Card) -> None:
    """`ordinals`: for entries whose key columns are all alike, their number in file order; the first has none.

    Raises SourceError where two entries have one hash and different key columns.
    """
    connection.execute("""
        CREATE TEMP TABLE alike AS
        SELECT key, row, subject FROM facts
        WHERE kept AND key IN (SELECT key FROM facts WHERE kept GROUP BY key HAVING count(*) > 1)
    """)
    collisions = connection.execute("""
        SELECT count(*) FROM (
            SELECT key FROM subjects
            WHERE rule IS NULL AND key IN (SELECT key FROM subjects WHERE rule IS NULL GROUP BY key HAVING count(*) > 1)
            GROUP BY key HAVING min(key_columns) <> max(key_columns)
            UNION ALL
            SELECT key FROM phases GROUP BY key HAVING min(key_text) <> max(key_text)
            UNION ALL
            SELECT alike.key FROM alike JOIN subjects USING (subject) GROUP BY ALL HAVING min(subjects.key) <> max(subjects.key)
        )
    """).fetchall()[0][0]
    if collisions:
        raise SourceError(
            f"{collisions} keys of {card.name} stand for different rows; the key columns of the card must change."
        )
    connection.execute("""
        CREATE TEMP TABLE ordinals AS
        SELECT key, row, ordinal FROM (SELECT key, row, row_number() OVER (PARTITION BY key ORDER BY row) - 1 AS ordinal FROM alike)
        WHERE ordinal > 0
    """)
    connection.execute("DROP TABLE alike")


def sort_entries(
    connection: duckdb.DuckDBPyConnection, layout: Layout, bases: dict[str, int], given: frozenset[str]
) -> list[str]:
    """`entries`: what is kept, sorted by subject and place in the file, texts as numbers.

    Returns the texts that are to be written as they are.
    """
    varying, places = _varying(given)
    for table, names in (("subjects", (*CODED, *varying)), ("phases", ("stage", "period"))):
        for name in names:
            order = "" if name in UNSORTED else "ORDER BY 1"
            connection.execute(
                f"CREATE TYPE {name}_text AS ENUM (SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL {order})"
            )
    _class_subjects(connection, varying, places)
    plain = _plain(connection)
    last = "" if layout.shared else ", key"  # parts of one amount share its row and its column
    base = " ".join(f"WHEN {literal(stage)} THEN {year}" for stage, year in bases.items())
    base = f"CASE stage {base} END" if base else "NULL"
    connection.execute(f"""
        CREATE TABLE entries AS
        SELECT
            CASE WHEN ordinal IS NULL THEN key ELSE key_of(concat(key, {SEPARATOR}, ordinal)) END AS key,
            row, col, col_constant, line, {", ".join((*CODED, *varying, *places))}, stage, period, current,
            CASE WHEN base IS NOT NULL THEN constant END AS constant, base, blank,
            row IN (SELECT row FROM touched) AS corrected
        FROM facts
        JOIN coded USING (subject)
        JOIN (
            SELECT phase, stage::stage_text AS stage, period::period_text AS period, ({base})::USMALLINT AS base FROM phases
        ) USING (phase)
        LEFT JOIN ordinals USING (key, row)
        WHERE kept AND (current IS NOT NULL OR blank = 'zero_reported' OR (constant IS NOT NULL AND base IS NOT NULL))
        ORDER BY place, row, col{last}
    """)
    connection.execute("DROP TABLE facts; DROP TABLE ordinals; DROP TABLE coded")
    return plain


def _varying(given: frozenset[str]) -> tuple[list[str], list[str]]:
    """The texts of `VARYING` and of `PLACES` that the source gives."""
    return [name for name in VARYING if (name if name != "provider" else "provider_name") in given], [
        name for name in PLACES if name in given
    ]


def _plain(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The recipient, by which row groups are told apart, and the texts with too many values to be written as an ENUM."""
    last = connection.execute(f"SELECT {', '.join(f'max(enum_code({name}))' for name in CODED)} FROM coded").fetchall()[
        0
    ]
    return [name for name, code in zip(CODED, last, strict=True) if name == "recipient" or (code or 0) >= PLAIN_FROM]


def _class_subjects(connection: duckdb.DuckDBPyConnection, varying: list[str], places: list[str]) -> None:
    """`coded`: the subjects with texts as numbers; `classes`: subjects alike in all that lines tell apart, under one number."""
    coded = ", ".join([*(f"{name}::{name}_text AS {name}" for name in (*CODED, *varying)), *places])
    alike = [name for name in (*CODED, *varying) if name in ALIKE.split(", ") and name != "flags"]
    connection.execute(f"""
        CREATE TEMP TABLE coded AS SELECT subject, first_row, {coded} FROM subjects; DROP TABLE subjects;
        CREATE TABLE classes AS
        SELECT row_number() OVER ()::UINTEGER AS line, * FROM (SELECT DISTINCT {", ".join(alike)} FROM coded);
        CREATE OR REPLACE TEMP TABLE coded AS
        SELECT
            coded.* EXCLUDE (first_row), classes.line,
            rank() OVER (ORDER BY coded.recipient, coded.programme, coded.account, first_row)::UINTEGER AS place
        FROM coded
        JOIN classes ON {" AND ".join(f"coded.{name} IS NOT DISTINCT FROM classes.{name}" for name in alike)}
    """)


def say_of_all(
    connection: duckdb.DuckDBPyConnection, card: Card, layout: Layout, snapshot: str, given: frozenset[str]
) -> None:
    """`columns_said`: the entries with what the card says of all of them."""
    varying = set().union(*_varying(given))
    everywhere = {
        "source": card.name, "snapshot": snapshot, "provider": card.provider, "unit": layout.unit, "date_role": layout.date_role,
        "measure_kind": layout.measure_kind,
    }  # fmt: skip
    usual = {name: text for name, text in everywhere.items() if name not in varying}
    said = [f"{literal(text)}::ENUM ({literal(text)}) AS {name}" for name, text in usual.items()]
    said += [f"NULL::VARCHAR AS {name}" for name in (*VARYING, *PLACES) if name not in {*varying, *everywhere, "flags"}]
    defaults = [
        f"coalesce({name}::VARCHAR, {literal(text)}) AS {name}" for name, text in everywhere.items() if name in varying
    ]
    replaced = f" REPLACE ({', '.join(defaults)})" if defaults else ""
    connection.execute(f"CREATE VIEW classes_said AS SELECT {', '.join(said)}, *{replaced} FROM classes")
    flags, corrected = "|".join(layout.flags), "|".join((*layout.flags, "corrected"))
    if "flags" in varying:
        defaults.append(
            f"concat_ws('|', {literal(flags)}, nullif(flags::VARCHAR, ''), CASE WHEN corrected THEN 'corrected' END).trim('|') AS flags"
        )
        replaced = f" REPLACE ({', '.join(defaults)})"
    else:
        either = f"ENUM ({literal(flags)}, {literal(corrected)})"
        said.append(
            f"CASE WHEN corrected THEN {literal(corrected)}::{either} ELSE {literal(flags)}::{either} END AS flags"
        )
    # Nothing may be joined from here on: a join gives up the order of the rows.
    connection.execute(
        f"CREATE VIEW columns_said AS SELECT {', '.join(said)}, * EXCLUDE (corrected){replaced} FROM entries"
    )


def spoken_of(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """What the entries speak of: for every stage, unit and kind of measure, the programmes and providers that occur."""
    found = connection.execute("""
        SELECT
            stage, unit, measure_kind, list_sort(list(DISTINCT programme)), list_sort(list(DISTINCT provider))
        FROM columns_said GROUP BY stage, unit, measure_kind ORDER BY ALL
    """).fetchall()
    return [dict(zip(("stage", "unit", "measure_kind", "programmes", "providers"), one, strict=True)) for one in found]


def write_entries(connection: duckdb.DuckDBPyConnection, scratch: Path, plain: list[str], *, packed: bool) -> Path:
    """Write the entries, some texts as `plain` ones; `packed` makes the file small and takes its time.

    The engine must have one thread: how much of an ENUM's list goes into a row group depends on what its writer wrote before.
    """
    target = scratch / "entries.parquet"
    texts = ", ".join(f"{name}::VARCHAR AS {name}" for name in plain)
    written = f"ROW_GROUP_SIZE {ROW_GROUP * 4}, COMPRESSION_LEVEL 19" if packed else f"ROW_GROUP_SIZE {ROW_GROUP}"
    connection.execute(
        f"COPY (SELECT * EXCLUDE (line) REPLACE ({texts}) FROM columns_said) TO {literal(str(target))} "
        f"(FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, {written})"
    )
    return target


def write_lines(connection: duckdb.DuckDBPyConnection, scratch: Path) -> Path:
    """The sums of entries alike, beside them. They are grouped by numbers; what each number stands for is joined to the sums."""
    target = scratch / "lines.parquet"
    coded = {*CODED, *VARYING, "stage", "period"}
    alike = ", ".join(f"{name}::VARCHAR AS {name}" if name in coded else name for name in ALIKE.split(", "))
    summed = lines_of("columns_said", "line, stage, period, base, blank, flags")
    connection.execute(
        f"COPY (SELECT {alike}, current, constant, count, keys FROM ({summed}) JOIN classes_said USING (line) "
        f"ORDER BY {ALIKE}) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)"
    )
    return target
