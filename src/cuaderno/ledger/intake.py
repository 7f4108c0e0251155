"""A published file into entries of the ledger: read, check, account for every row, write sorted Parquet.

The engine does the work: it reads the wanted columns in the file's own order, so that each row has its position; keeps
what rows share apart from what each says (`entries.sql`); checks and accounts; tells rows alike apart; writes. Nothing is
written outside the scratch folder until all of it is right.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from cuaderno.errors import CuadernoError, LedgerError, ReadingError, SourceError, UnknownName
from cuaderno.ledger.accounting import account
from cuaderno.ledger.layouts import Opened, open_published
from cuaderno.ledger.lines import ALIKE, lines_of
from cuaderno.reading.table import literal, quoted
from cuaderno.sources.card import Card, Layout, folder, folder_table
from cuaderno.sources.corrections import corrected_relation, load_corrections
from cuaderno.sources.snapshot import SHORT, Accounting, sha256_of
from cuaderno.statements.periods import from_published

if TYPE_CHECKING:
    import duckdb

MEMORY = "1000MB"
SEPARATOR = "chr(31)"
PLACE = "place"
LINES_FROM = 500_000
"""Snapshots with more entries than this carry their lines (sums of entries alike) precomputed."""

CODED = (
    "recipient", "recipient_name", "programme", "account", "main_account", "agency", "category", "executor", "sector", "label",
)  # fmt: skip
"""Texts of a subject; while entries are sorted they stand as numbers into a sorted list (ENUM)."""

UNSORTED = ("executor", "label")
"""Of these, those with so many values that their list is not sorted, and that are written to Parquet as plain text: an ENUM's
whole list goes into each row group. So is the recipient, that each row group may tell its first and last."""

ROW_GROUP = 65_536


@dataclass(frozen=True, slots=True)
class Intake:
    """What one file gave: the Parquet files in the scratch folder, the accounting, and what it covers."""

    opened: Opened
    sha256: str
    entries: Path
    lines: Path | None
    accounting: Accounting
    coverage: dict[str, list[str]]
    bases: dict[str, int]
    series: str
    corrections: tuple[str, ...]


@contextlib.contextmanager
def engine(scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with bounded memory that spills into `scratch`; its failures for want of room are readable."""
    import duckdb

    connection = duckdb.connect()
    try:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET temp_directory = {literal(str(scratch / 'spill'))}")
        # Every join is written with the small table last; a guess at sizes that fails would hold the large one in memory.
        connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        yield connection
    except (duckdb.IOException, OSError) as error:
        raise LedgerError(
            f"The ledger could not be written: {str(error).splitlines()[0][:300]}. Free some room, or name another place with "
            "--ledger; the ledger is as it was before."
        ) from None
    except duckdb.OutOfMemoryException:
        raise LedgerError(
            "There was not enough memory or room for temporary files to build the ledger; it is as it was before."
        ) from None
    finally:
        connection.close()


def read_file(card: Card, path: Path, scratch: Path) -> Intake:
    """Read one published file of a source into `scratch`.

    Raises ReadingError (not this source's file, damaged, a value that is no value), UnknownName (a recipient or stage
    that no table knows) and SourceError (the card or a correction no longer fits).
    """
    with ThreadPoolExecutor(1) as beside, engine(scratch) as connection:
        opened = open_published(card, path, scratch)
        hashing = beside.submit(sha256_of, path)
        applied = _extract(connection, card, opened, scratch)
        _say(connection, card, opened)
        _prepare_tables(connection, card, opened)
        _refuse_unknown_recipients(connection, card, opened)
        accounting, coverage, bases = account(connection, card, opened)
        _tell_alike_apart(connection, card)
        sha256 = hashing.result()
        _sort_entries(connection, card, opened.layout, sha256[:SHORT], bases)
        entries = _write_entries(connection, scratch)
        lines = _write_lines(connection, scratch) if accounting.statements > LINES_FROM else None
        series = _series(connection, opened)
    return Intake(opened, sha256, entries, lines, accounting, coverage, bases, series, applied)


def _series(connection: duckdb.DuckDBPyConnection, opened: Opened) -> str:
    """Snapshots of one series supersede each other; a source that publishes a file a year has a series a year."""
    layout = opened.layout
    if not layout.series_by:
        return layout.series
    column = quoted(layout.series_by)
    values = connection.execute(f"SELECT DISTINCT {column} FROM raw WHERE {column} IS NOT NULL").fetchall()
    if len(values) != 1:
        raise ReadingError(f"{opened.path.name} should speak of one {layout.series_by}, and speaks of {len(values)}.")
    return f"{layout.series}/{values[0][0]}"


def _extract(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened, scratch: Path) -> tuple[str, ...]:
    """`raw`: the wanted columns as Parquet in file order, each row with its position, the shared columns as one text.

    Rows get their positions before anything is joined to them: a join may put its rows in another order.
    """
    layout = opened.layout
    wanted = ", ".join(f"c{position} AS {quoted(name)}" for name, position in opened.positions.items())
    relation = f"(SELECT {wanted} FROM {opened.relation})"
    own = [quoted(name) for name in opened.positions if name not in layout.shared]
    together = f", {SEPARATOR}, ".join(quoted(name) for name in layout.shared)
    raw = scratch / "published.parquet"
    with opened.readable():
        relation, applied = corrected_relation(
            connection, relation, tuple(opened.positions), load_corrections(card.name, layout.name)
        )
        columns = [*own, *(["corrected"] if applied else []), *([f"concat({together}) AS shared"] if together else [])]
        connection.execute(
            f"COPY (SELECT {', '.join(columns)} FROM {relation}) TO {literal(str(raw))} "
            f"(FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE {ROW_GROUP}, WRITE_BLOOM_FILTER false)"
        )
    published = f"read_parquet({literal(str(raw))}, file_row_number = true)"
    position = f"(file_row_number + {opened.header.row + 1})::UINTEGER AS row"
    left_out = "file_row_number, corrected" if applied else "file_row_number"
    connection.execute(f"CREATE TEMP VIEW raw AS SELECT * EXCLUDE ({left_out}), {position} FROM {published}")
    touched = f"SELECT {position} FROM {published} WHERE {'corrected' if applied else 'false'}"
    connection.execute(f"CREATE TEMP TABLE touched AS {touched}")
    return applied


def _say(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> None:
    """`subjects_said` and `amounts_said`: the source's statement, about what rows share and about each row.

    Where the card shares no columns, each row is a subject of its own. Otherwise the statement is asked twice: about the
    shared columns, once for all rows alike in them, and about the others of each row.
    """
    layout = opened.layout
    header = opened.header.columns
    _table(connection, "headers", ("name", "header"), [(name, header[at - 1]) for name, at in opened.positions.items()])
    statement = (folder(card.name) / layout.sql).read_text(encoding="utf-8")
    if not layout.shared:
        said = _said(statement, f"SELECT *, {_key_text(layout.key)} AS key_text FROM raw")
        connection.execute(f"CREATE TEMP TABLE said AS SELECT row_number() OVER () AS shared, * FROM ({said})")
        connection.execute("CREATE TEMP VIEW subjects_said AS FROM said")
        connection.execute("CREATE TEMP VIEW amounts_said AS SELECT * REPLACE ('' AS key_text) FROM said")
        return
    connection.execute(f"""
        CREATE TEMP TABLE together AS
        SELECT shared, min(row) AS row, string_split(shared, {SEPARATOR}) AS texts FROM raw GROUP BY shared
    """)
    _refuse_separators(connection, opened)
    own = [name for name in opened.positions if name not in layout.shared]
    parts = ", ".join(f"nullif(texts[{at}], '') AS {quoted(name)}" for at, name in enumerate(layout.shared, 1))
    others = "".join(f", NULL::VARCHAR AS {quoted(name)}" for name in own)
    key = _key_text(name for name in layout.key if name in layout.shared)
    about_shared = f"SELECT row, shared, {parts}{others}, {key} AS key_text FROM together"
    shared = "".join(f"NULL::VARCHAR AS {quoted(name)}, " for name in layout.shared)
    key = _key_text(name for name in layout.key if name in own)
    about_each = f"SELECT {shared}*, {key} AS key_text FROM raw"
    connection.execute(f"CREATE TEMP VIEW subjects_said AS {_said(statement, about_shared)}")
    connection.execute(f"CREATE TEMP VIEW amounts_said AS {_said(statement, about_each)}")


def _said(statement: str, published: str) -> str:
    return f"WITH published AS ({published}) SELECT * FROM (\n{statement}\n)"


def _key_text(names: Iterable[str]) -> str:
    columns = ", ".join(f"coalesce({quoted(name)}, '')" for name in names if name != PLACE)
    return f"concat_ws({SEPARATOR}, {columns})" if columns else "''"


def _refuse_separators(connection: duckdb.DuckDBPyConnection, opened: Opened) -> None:
    number = len(opened.layout.shared)
    row = connection.execute("SELECT min(row) FROM together WHERE len(texts) <> ?", [number]).fetchall()[0][0]
    if row is not None:
        raise ReadingError(
            f"{opened.path.name}, row {row}: a text holds the control character U+001F, which no published text does. The "
            "file is damaged; download it again, and nothing has been taken in."
        )


def _refuse_unknown_recipients(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> None:
    """An unknown name stops the build and is listed with near matches; it is never guessed."""
    unknown = connection.execute(
        "SELECT recipient_name, min(first_row) FROM subjects WHERE recipient IS NULL AND rule IS NULL GROUP BY 1 ORDER BY 2 LIMIT 10"
    ).fetchall()
    if not unknown:
        return
    from rapidfuzz import process

    known = [row["published"] for row in folder_table(card.name, "names.csv") if row["code"]]
    lines: list[str] = []
    nearest: list[str] = []
    for text, row in unknown:
        near = [match[0] for match in process.extract(text or "", known, limit=3, score_cutoff=60)]
        nearest += near
        lines.append(f"'{text or ''}' in row {row}" + (f" (near: {', '.join(near)})" if near else ""))
    raise UnknownName(
        f"{opened.path.name} names recipients that {card.name}/names.csv does not know: {'; '.join(lines)}. Add each to that "
        "table with the place it means, or with the rule by which its row is set aside; nothing has been taken in.",
        near=tuple(dict.fromkeys(nearest)),
        source=card.name,
    )


def _prepare_tables(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> None:
    """`subjects`, `phases` and `facts`, by the tables of names, stages, periods and accounts and this layout's macros."""
    layout = opened.layout
    names = folder_table(card.name, "names.csv")
    columns = ("published", "code", "rule", "years", "occurrence")
    _table(connection, "names", columns, [tuple(row.get(name) or None for name in columns) for row in names])
    _table(connection, "stages", ("published", "code"), list(layout.stages.items()))
    accounts = [
        (next(iter(row.values())), row["programme"], row.get("main_account"))
        for row in folder_table(card.name, "accounts.csv")
    ]
    _table(connection, "accounts", ("published", "programme", "main_account"), accounts)
    _macros(connection, card, opened, dated=any(row.get("years") or row.get("occurrence") for row in names))
    _table(connection, "periods", ("published", "code"), _periods(connection, opened))
    connection.execute((files("cuaderno.ledger") / "entries.sql").read_text(encoding="utf-8"))
    connection.execute("DROP VIEW subjects_said; DROP TABLE IF EXISTS together")


def _macros(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened, *, dated: bool) -> None:
    """What differs between layouts, as macros of `entries.sql`.

    `key_of` takes the low 64 bits of an MD5 (RFC 1321), for a citation must not depend on an engine's own hash; its last bit is
    kept free to tell an amount in current prices (0) from the same in constant prices (1). The key of an entry is that of
    its shared key columns; where others belong to the key, exclusive-or that of those.
    """
    cases = " ".join(f"WHEN {literal(name)} THEN {position}" for name, position in opened.positions.items())
    prefix = f"concat({literal(card.name)}, {SEPARATOR}, {literal(opened.layout.series)})"
    if PLACE in opened.layout.key:
        prefix = f"concat({prefix}, {SEPARATOR}, place)"
    applies = (
        "(years IS NULL OR year BETWEEN split_part(years, '-', 1) AND split_part(years, '-', -1)) "
        "AND (occurrence IS NULL OR occurrence = nth::VARCHAR)"
        if dated
        else "true"
    )
    connection.execute(f"CREATE TEMP MACRO position_of(name) AS CASE name {cases} END")
    connection.execute(f"CREATE TEMP MACRO key_prefix(place) AS {prefix}")
    connection.execute("CREATE TEMP MACRO key_of(text) AS (md5_number_lower(text) // 2) * 2")
    connection.execute(f"CREATE TEMP MACRO name_applies(years, occurrence, year, nth) AS ({applies})")
    nil = ", ".join(literal(text) for text in opened.layout.nil)
    connection.execute(f"CREATE TEMP MACRO is_nil(text) AS ({f'text IN ({nil})' if nil else 'false'})")
    connection.execute(_amount_macro(opened.layout))


def _table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: Sequence[tuple[str | None, ...]]
) -> None:
    connection.execute(f"CREATE TEMP TABLE {name} ({', '.join(f'{column} VARCHAR' for column in columns)})")
    if rows:
        values = ", ".join("unnest(?)" for _ in columns)
        connection.execute(f"INSERT INTO {name} SELECT {values}", [list(column) for column in zip(*rows, strict=True)])


def _amount_macro(layout: Layout) -> str:
    """Text to exact decimal, or NULL where it is no number: no exponent, no third decimal, commas only every three digits."""
    if layout.grouped:
        return (
            "CREATE TEMP MACRO amount_of(text) AS CASE WHEN regexp_full_match(text, '-?[0-9]{1,3}(,[0-9]{3})*(\\.[0-9]{1,2})?') "
            f"THEN (replace(text, ',', '')::DECIMAL(18, 2) * {layout.scale})::DECIMAL(18, 2) END"
        )
    return (
        "CREATE TEMP MACRO amount_of(text) AS CASE WHEN regexp_full_match(text, '-?[0-9]+(\\.[0-9]{1,2}0*)?') "
        "THEN TRY_CAST(text AS DECIMAL(18, 2)) END" + (f" * {layout.scale}" if layout.scale != 1 else "")
    )


def _periods(connection: duckdb.DuckDBPyConnection, opened: Opened) -> list[tuple[str, ...]]:
    """Each published spelling of a period with its code. Raises ReadingError for one that is no period."""
    spelt = connection.execute(
        "SELECT period, min(row) FROM amounts_said WHERE rule IS NULL GROUP BY period ORDER BY 2"
    ).fetchall()
    codes: list[tuple[str, ...]] = []
    for text, row in spelt:
        try:
            codes.append((text, from_published(text or "", opened.layout.calendar).code))
        except CuadernoError as error:
            raise ReadingError(f"{opened.path.name}, row {row}: {error.message} Nothing has been taken in.") from None
    return codes


def _tell_alike_apart(connection: duckdb.DuckDBPyConnection, card: Card) -> None:
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
            SELECT key FROM subjects WHERE rule IS NULL GROUP BY key HAVING min(key_columns) <> max(key_columns)
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


def _sort_entries(
    connection: duckdb.DuckDBPyConnection, card: Card, layout: Layout, snapshot: str, bases: dict[str, int]
) -> None:
    """`entries`: what is kept, sorted by subject and place in the file, texts as numbers; `columns` adds what all share."""
    for table, names in (("subjects", CODED), ("phases", ("stage", "period"))):
        for name in names:
            order = "" if name in UNSORTED else "ORDER BY 1"
            connection.execute(
                f"CREATE TYPE {name}_text AS ENUM (SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL {order})"
            )
    coded = ", ".join(f"{name}::{name}_text AS {name}" for name in CODED)
    base = " ".join(f"WHEN {literal(stage)} THEN {year}" for stage, year in bases.items())
    base = f"CASE stage {base} END" if base else "NULL"
    connection.execute(
        f"CREATE TEMP TABLE coded AS SELECT subject, first_row, {coded} FROM subjects; DROP TABLE subjects"
    )
    connection.execute(f"""
        CREATE TEMP TABLE entries AS
        SELECT
            CASE WHEN ordinal IS NULL THEN key ELSE key_of(concat(key, {SEPARATOR}, ordinal)) END AS key,
            row, col, col_constant, {", ".join(CODED)}, stage, period, current,
            CASE WHEN base IS NOT NULL THEN constant END AS constant, base, blank,
            row IN (SELECT row FROM touched) AS corrected
        FROM facts
        JOIN coded USING (subject)
        JOIN (
            SELECT phase, stage::stage_text AS stage, period::period_text AS period, ({base})::USMALLINT AS base FROM phases
        ) USING (phase)
        LEFT JOIN ordinals USING (key, row)
        WHERE kept AND (current IS NOT NULL OR blank = 'zero_reported' OR (constant IS NOT NULL AND base IS NOT NULL))
        ORDER BY recipient, programme, account, first_row, row, col
    """)
    connection.execute("DROP TABLE facts; DROP TABLE ordinals; DROP TABLE coded")
    everywhere = {
        "source": card.name, "snapshot": snapshot, "provider": card.provider, "currency": layout.currency,
        "date_role": layout.date_role, "measure_kind": layout.measure_kind,
    }  # fmt: skip
    said = ", ".join(f"{literal(text)}::ENUM ({literal(text)}) AS {name}" for name, text in everywhere.items())
    usual, corrected = "|".join(layout.flags), "|".join((*layout.flags, "corrected"))
    either = f"ENUM ({literal(usual)}, {literal(corrected)})"
    flags = f"CASE WHEN corrected THEN {literal(corrected)}::{either} ELSE {literal(usual)}::{either} END"
    # Nothing may be joined from here on: a join gives up the order of the rows.
    connection.execute(
        f"CREATE TEMP VIEW columns_said AS SELECT {said}, {flags} AS flags, * EXCLUDE (corrected) FROM entries"
    )


def _write_entries(connection: duckdb.DuckDBPyConnection, scratch: Path) -> Path:
    """One thread writes: how much of an ENUM's list goes into a row group depends on what its writer wrote before."""
    target = scratch / "entries.parquet"
    texts = ", ".join(f"{name}::VARCHAR AS {name}" for name in ("recipient", *UNSORTED))
    connection.execute("SET threads = 1")
    connection.execute(
        f"COPY (SELECT * REPLACE ({texts}) FROM columns_said) TO {literal(str(target))} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}, PARQUET_VERSION v2)"
    )
    connection.execute("RESET threads")
    return target


def _write_lines(connection: duckdb.DuckDBPyConnection, scratch: Path) -> Path:
    target = scratch / "lines.parquet"
    alike = set(ALIKE.split(", "))
    texts = ", ".join(f"{name}::VARCHAR AS {name}" for name in (*CODED, "stage", "period", "flags") if name in alike)
    connection.execute(
        f"COPY (SELECT * REPLACE ({texts}) FROM ({lines_of('columns_said')} ORDER BY {ALIKE})) TO {literal(str(target))} "
        "(FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)"
    )
    return target
