"""Entries as statements: the rows behind a figure, and the columns they are read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from cuaderno.errors import NoAnswer, QuestionError, UnknownName, say
from cuaderno.ledger.filters import filters, within
from cuaderno.ledger.question import Question
from cuaderno.ledger.store import Store
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.money import price_unit
from cuaderno.statements.periods import calendar_of
from cuaderno.statements.statement import CONSTANT_BIT, Statement
from cuaderno.statements.universes import members, universe

COLUMNS = (
    "key, source, snapshot, row, col, col_constant, provider, recipient, recipient_name, programme, account, agency, executor, "
    "sector, category, stage, measure_kind, current, constant, base, blank, unit, period, date_role, label, flags, "
    "funded_by, executed_through, authority, details, locator, locator_constant"
)


def rows(
    store: Store, question: Question, *, limit: int | None = None, every_snapshot: bool = False
) -> Iterator[Statement]:
    """The statements a question selects, in the order of source, stage, period and place in the file.

    The newest snapshots speak, unless the question names one or `every_snapshot` asks for all. Raises NoAnswer where the
    ledger holds no snapshot that the question allows, UnknownName where it holds no such source.
    """
    if limit is not None and limit < 1:
        raise QuestionError(say("bad_limit"))
    refuse_unknown_source(store, question.source)
    series = store.series(known_on=question.known_on, snapshot=question.snapshot, source=question.source)
    chosen = [one for line in series for one in (*line.snapshots, *(line.superseded if every_snapshot else ()))]
    if not chosen:
        raise NoAnswer(say("no_snapshot_allowed"))
    sources = {one.source for one in chosen}
    if question.universe and not any(members(question.universe, source) for source in sources):
        asked = universe(question.universe)
        why = asked.reason if asked.reason() else say("none_tells_apart")
        raise NoAnswer(say("untold_apart", code=asked.code, name=asked.name, reason=why))
    by_id = {one.snapshot: one for one in chosen}
    constant = question.bases is not None
    held = store.held_entries
    if held is not None and _same_capitals(question):
        places = held.listed(question, set(by_id), sources, limit)
        return (as_statement(row, by_id[row[2]], constant=constant) for row in held.tuples(places))
    where, parameters = filters(question, sources)
    clause, more = within(question)
    where += clause
    parameters += more
    if question.bases is not None:
        where += " AND constant IS NOT NULL"
        if 0 not in question.bases:
            where += f" AND base IN ({', '.join('?' * len(question.bases))})"
            parameters += question.bases
    else:
        where += " AND (current IS NOT NULL OR blank = 'zero_reported')"
    relation = store.entries_of(chosen) if question.snapshot or every_snapshot else _relation(store, chosen)
    found = store.ask(
        f"SELECT {COLUMNS} FROM {relation} WHERE {where} ORDER BY source, stage, period, snapshot, row, col"
        + (f" LIMIT {limit}" if limit is not None else ""),
        parameters,
    )
    return (as_statement(row, by_id[row[2]], constant=constant) for row in found)


def _same_capitals(question: Question) -> bool:
    """Whether the engine and Python have the same capitals for what a question names in the source's own words."""
    return (question.account + question.agency + question.category + question.text).isascii()


def refuse_unknown_source(store: Store, source: str) -> None:
    """Raise UnknownName where the ledger holds nothing of a source that was asked for."""
    held = tuple(store.manifest.sources)
    if source and source not in held:
        raise UnknownName(say("source_unheld", text=source, held=", ".join(held)), near=held, text=source)


def _relation(store: Store, chosen: Iterable[Snapshot]) -> str:
    names = ", ".join(f"'{one.snapshot}'" for one in chosen)
    return f"(SELECT * FROM {store.entries} WHERE snapshot IN ({names}))"


def as_statement(row: tuple[Any, ...], snapshot: Snapshot, *, constant: bool) -> Statement:
    """An entry, in the order of `COLUMNS`, as the statement of its current or of its constant amount."""
    (key, source, sha, at, col, col_constant, provider, recipient, recipient_name, programme, account, agency, executor,
     sector, category, stage, kind, current, in_constant, base, blank, unit, period, date_role, label, flags,
     funded_by, executed_through, authority, details, locator, locator_constant) = row  # fmt: skip
    return Statement(
        key=key | CONSTANT_BIT if constant else key,
        source=source,
        snapshot=sha,
        locator=(locator_constant if constant else locator)
        or locator_text(snapshot.sheet, at, col_constant if constant else col),
        provider=provider,
        recipient=recipient,
        recipient_name=recipient_name,
        programme=programme,
        account=account,
        agency=agency,
        executor=executor,
        sector=sector,
        category=category,
        stage=stage,
        measure_kind=kind,
        value=in_constant if constant else current,
        blank=blank,
        unit=price_unit(unit, base) if constant else unit,
        period=period,
        calendar=calendar_of(period),
        date_role=date_role,
        label=label,
        flags=tuple(flags.split("|")) if flags else (),
        funded_by=funded_by,
        executed_through=executed_through,
        authority=authority,
        details=details,
    )


def locator_text(sheet: str, row: int, column: int) -> str:
    """The locator of a cell, of a workbook's sheet or of a table without sheets (RFC 7111)."""
    before, after = _around(sheet, column)
    return f"{before}{row}{after}"


@lru_cache(maxsize=1024)
def _around(sheet: str, column: int) -> tuple[str, str]:
    """What stands before and after the row in the locator of a cell: the same for all cells of a column."""
    from cuaderno.statements.locator import SheetCell, TableCell

    text = str(SheetCell(sheet, 1, column) if sheet else TableCell(1, column))
    return (text[:-1], "") if sheet else ("#cell=", f",{column}")
