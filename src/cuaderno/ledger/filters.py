"""A question's filters as SQL over lines or entries, values always as parameters."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from cuaderno.ledger.question import Question
from cuaderno.reading.table import literal
from cuaderno.statements.periods import YEARLY, Window
from cuaderno.statements.universes import Member, members

Parameters = list[Any]


def filters(
    question: Question, sources: Collection[str], stages: tuple[str, ...] | None = None
) -> tuple[str, Parameters]:
    """The WHERE clause of a question over snapshots of some sources, and its parameters; periods are left to the caller."""
    clauses: list[str] = []
    parameters: Parameters = []
    for column, wanted in (
        ("stage", question.stages if stages is None else stages),
        ("recipient", question.recipients),
        ("programme", question.programmes),
        ("provider", (question.provider,) if question.provider else ()),
        ("unit", (question.unit,) if question.unit else ()),
    ):
        if wanted:
            clauses.append(_one_of(column, len(wanted)))
            parameters += wanted
    if question.universe:
        clause, more = universe_clause(question.universe, sources)
        clauses.append(clause)
        parameters += more
    if question.account:
        clauses.append("(lower(account) = lower(?) OR main_account = ?)")
        parameters += [question.account, question.account]
    for column, value in (("agency", question.agency), ("category", question.category)):
        if value:
            clauses.append(f"lower({column}) = lower(?)")
            parameters.append(value)
    if question.text:
        clauses.append("contains(lower(label), lower(?))")
        parameters.append(question.text)
    return " AND ".join(clauses) or "true", parameters


def within(question: Question) -> tuple[str, Parameters]:
    """The periods of a question's window as an `AND …` clause ("" of no window); an open end stays open, within one calendar.

    Bare years are fiscal years where a source counts in these, and calendar years and days where it counts in those.
    """
    window = question.window
    if window is None or not question.bare_years:
        return _within(window)
    fiscal, parameters = _within(window)
    calendar, more = _within(window.in_calendar_years())
    days = "".join(
        f" AND period {sign} '{end.year}-{day}'"
        for sign, end, day in ((">=", window.first, "01-01"), ("<=", window.last, "12-31"))
        if end is not None
    )
    days += " AND NOT starts_with(period, 'FY') AND NOT starts_with(period, 'CY') AND NOT contains(period, '/')"
    return f" AND ((true{fiscal}) OR (true{calendar}) OR (true{days}))", [*parameters, *more]


def _within(window: Window | None) -> tuple[str, Parameters]:
    """Years and days by their codes; of years, ranges of days that lie within them too."""
    clause, parameters = "", []
    for sign, end in ((">=", window and window.first), ("<=", window and window.last)):
        if end is not None:
            clause += f" AND period {sign} ?"
            parameters.append(end.code)
    if window is not None and window.calendar in YEARLY:
        clause += " AND starts_with(period, ?)"
        parameters.append("FY" if window.calendar == "US-FY" else "CY")
        ranges = "".join(
            f" AND {end} {sign} '{day.isoformat()}'"
            for end, sign, day in (
                ("split_part(period, '/', 1)", ">=", window.first.start if window.first else None),
                ("split_part(period, '/', 2)", "<=", window.last.end if window.last else None),
            )
            if day is not None
        )
        clause = f" AND ((true{clause}) OR (contains(period, '/'){ranges}))"
    return clause, parameters


def _one_of(column: str, count: int) -> str:
    return f"{column} = ?" if count == 1 else f"{column} IN ({', '.join('?' * count)})"


def universe_clause(code: str, sources: Collection[str]) -> tuple[str, Parameters]:
    """Membership is a dated table: each row a field, a value and the fiscal years in which it counts."""
    clauses: list[str] = []
    parameters: Parameters = []
    for source in sorted(sources):
        rows = members(code, source)
        if any(row.field == "any" for row in rows):
            clauses.append("source = ?")
            parameters.append(source)
            continue
        inner = []
        for years in dict.fromkeys((row.field, row.first_year, row.last_year) for row in rows):
            clause, more = _member([row for row in rows if (row.field, row.first_year, row.last_year) == years])
            inner.append(clause)
            parameters += more
        clauses.append(f"(source = '{source}' AND ({' OR '.join(inner) or 'false'}))")
    return f"({' OR '.join(clauses) or 'false'})", parameters


def _member(rows: list[Member]) -> tuple[str, Parameters]:
    first = rows[0]
    clause = _one_of(first.field, len(rows))
    parameters: Parameters = [row.value for row in rows]
    if first.first_year:
        clause += " AND period >= ?"
        parameters.append(f"FY{first.first_year}")
    if first.last_year:
        clause += " AND period <= ?"
        parameters.append(f"FY{first.last_year}TQ")
    return f"({clause})", parameters


def universe_sql(code: str, sources: Collection[str]) -> str:
    """Membership in a universe as SQL without parameters, for a relation that is made once."""
    clause, parameters = universe_clause(code, sources)
    parts = clause.split("?")
    return "".join(part + literal(value) for part, value in zip(parts, parameters, strict=False)) + parts[-1]
