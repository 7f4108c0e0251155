"""What a source says in a file, in the ledger's words: its statement run over the published columns, its names become codes.

`entries.sql` makes of it who gives what to whom (`subjects`), at which stage and when (`phases`), and how much (`facts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from cuaderno.errors import CuadernoError, QuestionError, ReadingError, UnknownName
from cuaderno.reading.table import literal, quoted
from cuaderno.sources.card import Card, Layout, folder, folder_table
from cuaderno.statements.periods import from_published, parse_period

if TYPE_CHECKING:
    import duckdb

    from cuaderno.ledger.layouts import Opened

SEPARATOR = "chr(31)"
PLACE = "place"

OPTIONAL = (
    "provider_name", "unit", "measure_kind", "funded_by", "executed_through", "authority", "flags", "locator",
    "locator_constant", "quarantine", "details",
)  # fmt: skip
"""Columns that a source's statement may give; what it does not give is the same for all rows, and the card says it."""


def say(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> frozenset[str]:
    """`subjects`, `phases` and `facts` of the file whose rows stand in `raw`; which of `OPTIONAL` the source gives.

    Raises ReadingError for a period that is none, UnknownName for a place that no table knows: it stops the build and is
    listed with near matches, and is never guessed.
    """
    given = _ask_statement(connection, card, opened)
    layout = opened.layout
    names = folder_table(card.name, "names.csv")
    columns = ("published", "code", "rule", "years", "occurrence")
    hold(connection, "names", columns, [tuple(row.get(name) or None for name in columns) for row in names])
    hold(connection, "stages", ("published", "code"), list(layout.stages.items()))
    accounts = [
        (next(iter(row.values())), row["programme"], row.get("main_account"))
        for row in folder_table(card.name, "accounts.csv")
    ]
    hold(connection, "accounts", ("published", "programme", "main_account"), accounts)
    named = "true" if "provider_name" in given else "false"  # a join with names that nobody gives would try them all
    connection.execute(f"CREATE TEMP TABLE providers AS SELECT * FROM names WHERE {named}")
    dated = any(row.get("years") or row.get("occurrence") for row in names)
    _macros(connection, card, opened, dated=dated)
    hold(connection, "periods", ("published", "code"), _periods(connection, opened))
    connection.execute((files("cuaderno.ledger") / "entries.sql").read_text(encoding="utf-8"))
    _refuse_unknown_places(connection, card, opened)
    return given


def _ask_statement(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> frozenset[str]:
    """`subjects_said` and `amounts_said`: the source's statement, about what rows share and about each row.

    Where the card shares no columns, each row is a subject of its own. Otherwise the statement is asked twice: about the
    shared columns, once for all rows alike in them, and about the others of each row.
    """
    layout = opened.layout
    header = opened.header.columns
    hold(connection, "headers", ("name", "header"), [(name, header[at - 1]) for name, at in opened.positions.items()])
    statement = (folder(card.name) / layout.sql).read_text(encoding="utf-8")
    if not layout.shared:
        view, given = _said(connection, statement, f"SELECT *, {key_text(layout.key)} AS key_text FROM raw")
        connection.execute(f"CREATE TEMP TABLE said AS SELECT row_number() OVER () AS shared, * FROM ({view})")
        connection.execute("CREATE TEMP VIEW subjects_said AS FROM said")
        connection.execute("CREATE TEMP VIEW amounts_said AS SELECT * REPLACE ('' AS key_text) FROM said")
        return given
    connection.execute(f"""
        CREATE TEMP TABLE together AS
        SELECT shared, min(row) AS row, string_split(shared, {SEPARATOR}) AS texts FROM raw GROUP BY shared
    """)
    _refuse_separators(connection, opened)
    own = [name for name in opened.positions if name not in layout.shared]
    parts = ", ".join(f"nullif(texts[{at}], '') AS {quoted(name)}" for at, name in enumerate(layout.shared, 1))
    others = "".join(f", NULL::VARCHAR AS {quoted(name)}" for name in own)
    key = key_text(name for name in layout.key if name in layout.shared)
    about_shared = f"SELECT row, shared, {parts}{others}, {key} AS key_text FROM together"
    shared = "".join(f"NULL::VARCHAR AS {quoted(name)}, " for name in layout.shared)
    key = key_text(name for name in layout.key if name in own)
    about_each = f"SELECT {shared}*, {key} AS key_text FROM raw"
    about, given = _said(connection, statement, about_shared)
    connection.execute(f"CREATE TEMP VIEW subjects_said AS {about}")
    connection.execute(f"CREATE TEMP VIEW amounts_said AS {_said(connection, statement, about_each)[0]}")
    return given


def _said(connection: duckdb.DuckDBPyConnection, statement: str, published: str) -> tuple[str, frozenset[str]]:
    """The statement over the published columns, with the columns it leaves to the card; and those it gives."""
    asked = f"WITH published AS ({published}) SELECT * FROM (\n{statement}\n)"
    given = {column for column, *_ in connection.execute(f"DESCRIBE {asked}").fetchall()}
    left = "".join(f", NULL::VARCHAR AS {name}" for name in OPTIONAL if name not in given)
    return f"SELECT *{left} FROM ({asked})", frozenset(given & set(OPTIONAL))


def key_text(names: Iterable[str]) -> str:
    """The SQL that joins a row's key columns; the place, which is no column, is added where its code is known."""
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


def _refuse_unknown_places(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> None:
    unknown = connection.execute("""
        SELECT name, min(first_row) FROM (
            SELECT recipient_name AS name, first_row FROM subjects WHERE recipient IS NULL AND rule IS NULL
            UNION ALL
            SELECT provider_name, first_row FROM subjects WHERE provider IS NULL AND provider_name IS NOT NULL AND rule IS NULL
        )
        GROUP BY name ORDER BY 2, 1 LIMIT 10
    """).fetchall()
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


def _macros(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened, *, dated: bool) -> None:
    """What differs between layouts, as macros of `entries.sql`.

    `key_of` takes the low 64 bits of an MD5 (RFC 1321), for a citation must not depend on an engine's own hash; its last bit is
    kept free to tell an amount in current prices (0) from the same in constant prices (1). The key of an entry is that of
    its shared key columns; where others belong to the key, exclusive-or that of those. The measure changes sixteen low bits only, so
    that the amounts of one row have keys that pack well side by side.
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
    number = "row" if opened.layout.shared else "shared"  # which of the two no other subject has
    connection.execute(f"CREATE TEMP MACRO subject_of(shared, row) AS {number}")
    connection.execute("CREATE TEMP MACRO key_of(text) AS (md5_number_lower(text) // 2) * 2")
    connection.execute(
        "CREATE TEMP MACRO measure_bits(measure) AS CASE WHEN measure = '' THEN 0 ELSE md5_number_lower(measure) & 131070 END"
    )
    connection.execute(f"CREATE TEMP MACRO name_applies(years, occurrence, year, nth) AS ({applies})")
    nil = ", ".join(literal(text) for text in opened.layout.nil)
    connection.execute(f"CREATE TEMP MACRO is_nil(text) AS ({f'trim(text) IN ({nil})' if nil else 'false'})")
    connection.execute(f"CREATE TEMP MACRO amount_of(text, unit) AS {_amount(opened.layout)}")


def _amount(layout: Layout) -> str:
    """The SQL that reads an exact decimal from `text`, NULL where it is no number: no exponent, no third decimal (unless the
    publisher prints more, and the card has them rounded), commas only every three digits."""
    cases = " ".join(f"WHEN {literal(unit)} THEN {scale}" for unit, scale in layout.scales.items())
    scale = f"CASE unit {cases} ELSE {layout.scale} END" if cases else str(layout.scale)
    text = "text"
    if layout.prefix:
        bare = f"regexp_replace(trim(text), '^(-?)' || regexp_escape({literal(layout.prefix)}) || ' *', '\\1')"
        text = f"trim({bare})"
    if layout.rounded:
        return (
            f"CASE WHEN regexp_full_match({text}, '-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?') "
            f"THEN TRY_CAST(round(TRY_CAST({text} AS DECIMAL(38, 10)) * {scale}, 2) AS DECIMAL(18, 2)) END"
        )
    if layout.grouped:
        pattern = (
            "-?([0-9]{1,3}(,[0-9]{3})*|[0-9]+)(\\.[0-9]{1,2}0*)?"
            if layout.prefix
            else "-?[0-9]{1,3}(,[0-9]{3})*(\\.[0-9]{1,2})?"
        )
        return (
            f"CASE WHEN regexp_full_match({text}, '{pattern}') "
            f"THEN TRY_CAST(TRY_CAST(replace({text}, ',', '') AS DECIMAL(18, 2)) * {scale} AS DECIMAL(18, 2)) END"
        )
    plain = f"CASE WHEN regexp_full_match({text}, '-?[0-9]+(\\.[0-9]{{1,2}}0*)?') THEN TRY_CAST({text} AS DECIMAL(18, 2)) END"
    return plain if scale == "1" else f"({plain} * {scale})::DECIMAL(18, 2)"


def hold(
    connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: Sequence[tuple[str | None, ...]]
) -> None:
    """A small table of texts beside what is read."""
    connection.execute(f"CREATE TEMP TABLE {name} ({', '.join(f'{column} VARCHAR' for column in columns)})")
    if rows:
        values = ", ".join("unnest(?)" for _ in columns)
        connection.execute(f"INSERT INTO {name} SELECT {values}", [list(column) for column in zip(*rows, strict=True)])


def _periods(connection: duckdb.DuckDBPyConnection, opened: Opened) -> list[tuple[str, ...]]:
    """Each published spelling of a period with its code. Raises ReadingError for one that is no period."""
    spelt = connection.execute(
        "SELECT period, min(row) FROM amounts_said WHERE rule IS NULL AND quarantine IS NULL GROUP BY period ORDER BY 2"
    ).fetchall()
    codes: list[tuple[str, ...]] = []
    for text, row in spelt:
        try:
            codes.append((text, _code(text or "", opened.layout.calendar)))
        except CuadernoError as error:
            raise ReadingError(f"{opened.path.name}, row {row}: {error.message} Nothing has been taken in.") from None
    return codes


def _code(text: str, calendar: str) -> str:
    """A publisher's year in its calendar, or a code that the source's statement has made: a day, a range, a year."""
    try:
        return parse_period(text).code
    except QuestionError:
        return from_published(text, calendar).code
