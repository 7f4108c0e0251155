"""Relations taken in: a layout of `shape = "relations"` into Parquet, one row a dated stage.

The statement of such a layout is asked over `published` as any other and gives one output row per dated stage:

    row, key_text      as in `published`; the layout's key columns are those of the relation, alike for all its stages
    rule, quarantine   why the row is set aside, or read and not believed; NULL to keep it
    type               a code of statements/tables/relations.toml
    title_en, title_es what the relation is called
    party_name, partner_name    as published; names.csv gives their codes; no partner: NULL
    party_role, partner_role    codes of relations.toml, or ''
    stage              the publisher's word; the card's `stages` gives ours
    date, date_end     as known: YYYY, YYYY-MM, YYYY-MM-DD, or NULL where nobody says
    view_name          whose view the stage is, where parties differ; NULL for all
    instrument, place, persons, purpose, reference, note, note_es    texts
    evidence           seen, single-source or unverified
    locator            the place in the file where it is no row of a table

Of these, row, key_text, type, title_en, party_name, stage, date, reference and evidence must be given; the rest may be left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from cuaderno.errors import QuestionError, ReadingError, SourceError, UnknownName
from cuaderno.ledger.dated import OF_RELATION, OF_STAGE
from cuaderno.ledger.saying import hold, key_text
from cuaderno.reading.table import literal
from cuaderno.sources.card import Card, folder, folder_table
from cuaderno.sources.snapshot import SHORT, Accounting
from cuaderno.statements.relation import all_types, relation_stages, words
from cuaderno.statements.standing import span_of

if TYPE_CHECKING:
    import duckdb

    from cuaderno.ledger.layouts import Opened

REQUIRED = ("row", "key_text", "type", "title_en", "party_name", "stage", "date", "reference", "evidence")
OPTIONAL = (
    "rule", "quarantine", "title_es", "party_role", "partner_name", "partner_role", "date_end", "view_name", "instrument",
    "place", "persons", "purpose", "note", "note_es", "locator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TakenRelations:
    """What a file of relations gave: the Parquet in the scratch folder, the accounting, and the years of each stage."""

    path: Path
    accounting: Accounting
    coverage: dict[str, list[str]]


def take_relations(
    connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened, scratch: Path, sha256: str
) -> TakenRelations:
    """The relations of a file whose rows stand in `raw`, as Parquet in `scratch`.

    Raises ReadingError (a date that is none, a stage, type, role or mark no table knows, too few rows), UnknownName (a place that
    names.csv does not know) and SourceError (the statement lacks a column, or a key stands for two relations).
    """
    _say(connection, card, opened)
    _refuse_unknown_places(connection, card, opened)
    _refuse_unknown_words(connection, card, opened)
    _refuse_bad_dates(connection, opened)
    _refuse_two_in_one(connection, card)
    accounting = _account(connection, card, opened)
    coverage = _coverage(connection)
    return TakenRelations(_write(connection, card, scratch, sha256), accounting, coverage)


def _say(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> None:
    layout = opened.layout
    statement = (folder(card.name) / layout.sql).read_text(encoding="utf-8")
    asked = f"WITH published AS (SELECT *, {key_text(layout.key)} AS key_text FROM raw) SELECT * FROM (\n{statement}\n)"
    given = {column for column, *_ in connection.execute(f"DESCRIBE {asked}").fetchall()}
    if missing := [name for name in REQUIRED if name not in given]:
        raise SourceError(
            f"The statement of {card.name} must give {', '.join(missing)} for a layout of relations.", source=card.name
        )
    left = "".join(f", NULL::VARCHAR AS {name}" for name in OPTIONAL if name not in given)
    connection.execute(f"CREATE TEMP TABLE relations_said AS SELECT *{left} FROM ({asked})")
    names = [
        (row["published"], row.get("code") or None, row.get("rule") or None)
        for row in folder_table(card.name, "names.csv")
    ]
    hold(connection, "names", ("published", "code", "rule"), names)
    hold(connection, "stages", ("published", "code"), list(layout.stages.items()))
    connection.execute(f"SET VARIABLE source = {literal(card.name)}; SET VARIABLE series = {literal(layout.series)}")
    connection.execute((files("cuaderno.ledger") / "relations.sql").read_text(encoding="utf-8"))


def _refuse_unknown_places(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> None:
    unknown = connection.execute("""
        SELECT name, min(row) FROM (
            SELECT party_name AS name, row FROM staged WHERE party IS NULL AND rule IS NULL
            UNION ALL
            SELECT partner_name, row FROM staged WHERE partner IS NULL AND partner_name IS NOT NULL AND rule IS NULL
            UNION ALL
            SELECT view_name, row FROM staged WHERE view IS NULL AND rule IS NULL
        ) GROUP BY name ORDER BY 2 LIMIT 10
    """).fetchall()
    if not unknown:
        return
    from rapidfuzz import process

    known = [row["published"] for row in folder_table(card.name, "names.csv")]
    lines, nearest = [], []
    for text, row in unknown:
        near = [match[0] for match in process.extract(text or "", known, limit=3, score_cutoff=60)]
        nearest += near
        lines.append(f"'{text or ''}' in row {row}" + (f" (near: {', '.join(near)})" if near else ""))
    raise UnknownName(
        f"{opened.path.name} names parties that {card.name}/names.csv does not know: {'; '.join(lines)}. Add each to that table "
        "with the place it means, or with the rule by which its row is set aside; nothing has been taken in.",
        near=tuple(dict.fromkeys(nearest)),
        source=card.name,
    )


def _refuse_unknown_words(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> None:
    """Types, stages, roles and marks of evidence are words of the tables; any other stops the intake."""
    roles = ("", *words("roles"))
    allowed = {
        "type": tuple(one.code for one in all_types()),
        "stage": relation_stages(),
        "party_role": roles,
        "partner_role": roles,
        "evidence": tuple(words("evidence")),
    }
    for column, known in allowed.items():
        listed = ", ".join(literal(text) for text in known)
        published = "stage_published" if column == "stage" else column
        found = connection.execute(
            f"SELECT row, {published} FROM staged WHERE rule IS NULL AND ({column} IS NULL OR {column} NOT IN ({listed})) "
            "ORDER BY row LIMIT 1"
        ).fetchone()
        if found:
            expected = tuple(opened.layout.stages) if column == "stage" else known
            raise ReadingError(
                f"{opened.path.name}, row {found[0]}: '{found[1] or ''}' is no {column.replace('_', ' ')} of a relation that "
                f"{card.name} knows ({', '.join(text for text in expected if text)}). Nothing has been taken in.",
                source=card.name,
            )


def _refuse_bad_dates(connection: duckdb.DuckDBPyConnection, opened: Opened) -> None:
    said = connection.execute(
        "SELECT date, date_end, min(row) FROM staged WHERE rule IS NULL GROUP BY ALL ORDER BY 3"
    ).fetchall()
    for first, last, row in said:
        try:
            start, end = span_of(first), span_of(last)
        except QuestionError as error:
            raise ReadingError(f"{opened.path.name}, row {row}: {error.message} Nothing has been taken in.") from None
        if last and (not first or end.latest < start.earliest):
            raise ReadingError(
                f"{opened.path.name}, row {row}: it ends on {last}, before its beginning '{first}'. Nothing has been taken in."
            )


def _refuse_two_in_one(connection: duckdb.DuckDBPyConnection, card: Card) -> None:
    """A key stands for one relation, which has one type, one title and two sides."""
    columns = ", ".join(f"coalesce({name}::VARCHAR, '')" for name in (*OF_RELATION, "key_text"))
    found = connection.execute(
        f"SELECT min(row), max(row) FROM staged WHERE rule IS NULL GROUP BY key HAVING count(DISTINCT concat_ws(chr(31), {columns})) > 1"
    ).fetchone()
    if found:
        raise SourceError(
            f"Rows {found[0]} and {found[1]} of {card.name} have one key and are not one relation: its type, title, parties and "
            "roles are to be the same in all its rows. Nothing has been taken in.",
            source=card.name,
        )


def _account(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> Accounting:
    """Every row by what became of it; the value of a kept row is its date."""
    said = connection.execute("""
        SELECT coalesce(rule, ''), CASE WHEN rule IS NULL THEN coalesce(quarantine, '') ELSE '' END, count(DISTINCT row),
            count(*), count(*) FILTER (date = '')
        FROM staged GROUP BY ALL ORDER BY ALL
    """).fetchall()
    kept = [(rows, cells, blank) for rule, quarantine, rows, cells, blank in said if not rule and not quarantine]
    rows_kept, cells, blank = kept[0] if kept else (0, 0, 0)
    read = sum(one[2] for one in said)
    expect = opened.layout.expect
    if read < expect.rows_min:
        raise ReadingError(
            f"{opened.path.name} has {read:,} rows where the card expects at least {expect.rows_min:,}: it was probably cut "
            "short. Download it again; nothing has been taken in."
        )
    if not kept:
        raise ReadingError(f"{opened.path.name} has the right columns and not one row to keep.", source=card.name)
    return Accounting(
        rows_read=read,
        rows_kept=rows_kept,
        set_aside={rule: rows for rule, _, rows, *_ in said if rule},
        quarantined={reason: rows for rule, reason, rows, *_ in said if reason and not rule},
        value_cells=cells,
        statements=cells - blank,
        blanks={"not_reported": blank} if blank else {},
    )


def _coverage(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    years: dict[str, list[str]] = {}
    for stage, year in connection.execute(
        "SELECT DISTINCT stage, date[:4] FROM staged WHERE rule IS NULL AND quarantine IS NULL AND date <> '' ORDER BY ALL"
    ).fetchall():
        years.setdefault(stage, []).append(f"CY{year}")
    return years


def _write(connection: duckdb.DuckDBPyConnection, card: Card, scratch: Path, sha256: str) -> Path:
    target = scratch / "relations.parquet"
    connection.execute("SET threads = 1")
    connection.execute(f"""
        COPY (
            SELECT {literal(card.name)} AS source, {literal(sha256[:SHORT])} AS snapshot, row, {", ".join((*OF_RELATION, *OF_STAGE))}
            FROM staged WHERE rule IS NULL AND quarantine IS NULL ORDER BY type, party, partner, key, date, row
        ) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 12, PARQUET_VERSION v2)
    """)
    connection.execute("RESET threads")
    return target
