"""Every row and value cell of a file accounted for, and what is no value refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cuaderno.errors import ReadingError, SourceError
from cuaderno.sources.snapshot import Accounting

if TYPE_CHECKING:
    import duckdb

    from cuaderno.ledger.layouts import Opened
    from cuaderno.sources.card import Card


def account(
    connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened
) -> tuple[Accounting, dict[str, list[str]], dict[str, int]]:
    """The accounting of `facts`, the periods each stage speaks of, and the base year of its constant dollars.

    Raises ReadingError for a stage or an amount that is none, for too few rows and for a file without one row to keep.
    """
    groups = _groups(connection)
    rows = _rows(connection, opened)
    if bad_rows := [group[7] for group in groups if group[7] is not None]:
        _refuse_bad_value(connection, opened, min(bad_rows))
    _refuse_unknown_stage(card, opened, groups)
    quarantined = _quarantined(connection, opened)
    read = sum(rows.values()) + sum(quarantined.values())
    _expect_rows(opened, read)
    bases = _bases(opened, groups)
    blanks: dict[str, int] = {}
    statements = cells = 0
    coverage: dict[str, set[str]] = {}
    has_constant = opened.layout.constant_base != "none"
    for stage, period, blank, entries, constants, *_ in groups:
        cells += entries * (2 if has_constant else 1)
        known = constants if stage in bases else 0
        statements += (0 if blank else entries) + known
        if constants > known:
            blanks["base_not_stated"] = blanks.get("base_not_stated", 0) + constants - known
        if blank:
            blanks[blank] = blanks.get(blank, 0) + entries
        if has_constant and entries > constants:
            blanks["constant_not_reported"] = blanks.get("constant_not_reported", 0) + entries - constants
        if blank != "not_reported":
            coverage.setdefault(stage, set()).add(period)
    accounting = Accounting(
        rows_read=read,
        rows_kept=rows.get("", 0),
        set_aside={rule: count for rule, count in rows.items() if rule},
        quarantined=quarantined,
        value_cells=cells,
        statements=statements,
        blanks=blanks,
    )
    if not accounting.holds():
        raise SourceError(f"{opened.path.name}: the rows do not add up: {accounting}.", source=card.name)
    if not coverage and not quarantined:
        raise ReadingError(f"{opened.path.name} has the right columns and not one row to keep.", source=card.name)
    return accounting, {stage: sorted(periods) for stage, periods in coverage.items()}, bases


def _groups(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Kept entries by stage, period and blank: their number, constants, those that tell a base year, faults, first row."""
    return connection.execute("""
        SELECT
            stage, period, blank, sum(entries)::BIGINT, sum(constants)::BIGINT, sum(tellable)::BIGINT, sum(equal)::BIGINT,
            min(bad_row), min(stage_published), min(first_row)
        FROM (
            SELECT
                phase, blank,
                count(*) AS entries,
                count(constant) AS constants,
                count(*) FILTER (abs(current) > 1000) AS tellable,
                count(*) FILTER (abs(current) > 1000 AND current = constant) AS equal,
                min(row) FILTER (unreadable) AS bad_row,
                min(row) AS first_row
            FROM facts WHERE kept GROUP BY phase, blank
        )
        JOIN phases USING (phase) GROUP BY stage, period, blank ORDER BY stage, period, blank
    """).fetchall()


def _rows(connection: duckdb.DuckDBPyConnection, opened: Opened) -> dict[str, int]:
    """Rows of the file by the rule that sets them aside; those kept stand under the empty rule."""
    each = "DISTINCT row" if opened.layout.unpivoted else "*"
    kept = connection.execute(f"SELECT '', count({each}) FROM facts WHERE kept").fetchall()
    aside = connection.execute(
        f"SELECT rule, count({each}) FROM facts JOIN subjects USING (subject) WHERE rule IS NOT NULL GROUP BY rule ORDER BY rule"
    ).fetchall()
    return dict(kept + aside)


def _quarantined(connection: duckdb.DuckDBPyConnection, opened: Opened) -> dict[str, int]:
    """Rows that are read and not believed, by the reason."""
    each = "DISTINCT row" if opened.layout.unpivoted else "*"
    return dict(
        connection.execute(
            f"SELECT quarantine, count({each}) FROM facts JOIN subjects USING (subject) "
            "WHERE rule IS NULL AND quarantine IS NOT NULL GROUP BY quarantine ORDER BY quarantine"
        ).fetchall()
    )


def _refuse_unknown_stage(card: Card, opened: Opened, groups: list[tuple[Any, ...]]) -> None:
    unknown = [(group[9], group[8]) for group in groups if group[0] is None]
    if unknown:
        row, text = min(unknown, key=lambda one: one[0])
        text = text or ""
        raise ReadingError(
            f"{opened.path.name}, row {row}: '{text}' is no transaction type that the card of {card.name} "
            f"knows ({', '.join(opened.layout.stages)}). Nothing has been taken in.",
            source=card.name,
        )


def _expect_rows(opened: Opened, rows: int) -> None:
    expect = opened.layout.expect
    if rows < expect.rows_min:
        raise ReadingError(
            f"{opened.path.name} has {rows:,} rows where the card expects at least {expect.rows_min:,}: it was probably cut "
            "short. Download it again; nothing has been taken in."
        )


def _refuse_bad_value(connection: duckdb.DuckDBPyConnection, opened: Opened, row: int) -> None:
    amount, constant, column, constant_column, current = connection.execute(
        "SELECT said.amount, said.constant, col, col_constant, current FROM facts JOIN amounts_said AS said USING (row) "
        "WHERE row = ? AND kept AND unreadable AND position_of(said.amount_column) = col LIMIT 1",
        [row],
    ).fetchall()[0]
    text, position = (amount, column) if current is None else (constant, constant_column)
    raise ReadingError(
        f"{opened.path.name}, row {row}, column '{opened.header.columns[position - 1]}': '{text}' is not an amount as this "
        "source writes them. Compare the cell with the publisher's; a known fault belongs into corrections.toml with what it "
        "should read. Nothing has been taken in."
    )


def _bases(opened: Opened, groups: list[tuple[Any, ...]]) -> dict[str, int]:
    """The base year of the constant dollars, by stage.

    Printed in the file where the card says so; otherwise the one fiscal year in which every amount that rounding cannot
    blur (above 1,000) is the same in current and in constant dollars. A stage without such a year has no known base.
    """
    rule = opened.layout.constant_base
    stages = {group[0] for group in groups}
    if rule == "none":
        return {}
    if rule == "read":
        return dict.fromkeys(stages, opened.read_base) if opened.read_base else {}
    if rule != "derived":
        text = opened.printed(rule)
        if text is None:
            raise ReadingError(
                f"{opened.path.name} does not print the base year of its constant dollars where the card says."
            )
        return {stage: int(text) for stage in stages}
    bases = {}
    for stage in stages:
        years = [group[1] for group in groups if group[0] == stage and group[5] and group[5] == group[6]]
        if len(years) == 1:
            bases[stage] = int(years[0][2:6])
    return bases
