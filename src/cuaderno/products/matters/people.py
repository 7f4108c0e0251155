"""People the place has deployed to others: on the latest day by mission and type, and day by day. Days are never added."""

from __future__ import annotations

from cuaderno.products.held import Record, Shelf
from cuaderno.products.matters.rows import Column, column, in_order, period_mark, place_mark
from cuaderno.products.shapes import Fig, Lead, Mark, Matter, MatterRow, MatterTable
from cuaderno.statements.periods import parse_period

SEXES = (("women", "female"), ("men", "male"))
A_YEAR = 40
"""A series of more days than this is shown by the last day of each year."""


def people(shelf: Shelf) -> Matter | None:
    """What the place contributes in people."""
    records = shelf.listed(stage="deployed", unit="persons", gave=True)
    if not records:
        return None
    named = [one for one in records if one.executor]
    latest = max(records, key=lambda one: one.period).period
    shown = max((one.period for one in named), default="")
    tables = []
    leads = []
    for code in dict.fromkeys(one.recipient for one in records if one.period == latest):
        total = shelf.figure(
            _of_best(shelf, [one for one in records if one.period == latest and one.recipient == code]),
            whom=_whom(shelf),
        )
        if total is not None:
            leads.append(Lead("people", (total,), latest, (place_mark(code),)))
    if shown:
        tables.append(_missions(shelf, [one for one in named if one.period == shown]))
    sources = dict.fromkeys(shelf.source([one]) for one in records)
    tables += [_days(shelf, [one for one in records if shelf.source([one]) == source]) for source in sources]
    leads += _unread(shelf, records)
    return Matter("people", tuple(leads), tuple(tables), ("headcount", "not_un"))


def _of_best(shelf: Shelf, some: list[Record]) -> list[Record]:
    """Those of the first series among them: two reports of one day are never added."""
    first = shelf.series_of[some[0].snapshot]
    return [one for one in some if shelf.series_of[one.snapshot] is first]


def _whom(shelf: Shelf) -> str:
    return f"--provider {shelf.place}"


def _sex(one: Record) -> str:
    """female, male, or "" where the report tells no sexes: the last word of what the source calls the line."""
    word = one.label.rpartition(", ")[2]
    return word if word in ("female", "male") else ""


def _missions(shelf: Shelf, records: list[Record]) -> MatterTable:
    """One row a mission and type."""
    lines: dict[tuple[str, str, str], list[Record]] = {}
    for one in records:
        lines.setdefault((one.recipient, one.executor, one.category), []).append(one)
    several = len({one.recipient for one in records}) > 1
    rows = []
    for (recipient, mission, kind), some in sorted(lines.items()):
        marks = ((place_mark(recipient),) if several else ()) + (Mark("quoted", mission), Mark("quoted", kind))
        rows.append(MatterRow(marks, _cells(shelf, some)))
    totals = _cells(shelf, records) if len(rows) > 1 and not several else ()
    heads = (*(("to_whom",) if several else ()), "mission", "type_of_person")
    return _table(shelf, "missions", heads, records, rows, totals)


def _cells(shelf: Shelf, some: list[Record]) -> tuple[Fig | None, ...]:
    sexes = [[one for one in some if _sex(one) == sex] for _, sex in SEXES]
    return (*(shelf.figure(mine, whom=_whom(shelf)) for mine in sexes), shelf.figure(some, whom=_whom(shelf)))


def _table(
    shelf: Shelf,
    key: str,
    heads: tuple[str, ...],
    records: list[Record],
    rows: list[MatterRow],
    totals: tuple[Fig | None, ...],
) -> MatterTable:
    columns = tuple(column(shelf, Column(head, records)) for head in (*(name for name, _ in SEXES), "persons"))
    kept = [at for at in range(len(columns)) if any(row.cells[at] is not None for row in rows)]
    return MatterTable(
        key, heads, tuple(columns[at] for at in kept),
        tuple(MatterRow(row.marks, tuple(row.cells[at] for at in kept)) for row in rows),
        tuple(totals[at] for at in kept) if totals else (),
    )  # fmt: skip


def _days(shelf: Shelf, records: list[Record]) -> MatterTable:
    """One row a day, or a year where there are too many: then its last day."""
    by_day: dict[tuple[str, str], list[Record]] = {}
    for one in records:
        by_day.setdefault((one.period, one.recipient), []).append(one)
    days = in_order(day for day, _ in by_day)
    key = "days"
    if len(days) > A_YEAR:
        key, last = "last_days", {parse_period(day).start.year: day for day in days}
        days = list(last.values())
    several = len({recipient for _, recipient in by_day}) > 1
    rows = [
        MatterRow(
            (period_mark(day), *((place_mark(recipient),) if several else ())), _cells(shelf, _of_best(shelf, some))
        )
        for day in days
        for (when, recipient), some in by_day.items()
        if when == day
    ]
    return _table(shelf, key, ("day", *(("to_whom",) if several else ())), records, rows, ())


def _unread(shelf: Shelf, records: list[Record]) -> list[Lead]:
    """Reports of these sources that were not believed: read, checked, and kept out whole."""
    sources = {shelf.source([one]) for one in records}
    out = [
        one
        for one in shelf.desk.store.manifest.snapshots
        if one.source in sources and one.accounting.quarantined and not one.accounting.statements
    ]
    return [
        Lead(
            "unread", (), "", tuple(Mark("quoted", text) for text in (one.file, "; ".join(one.accounting.quarantined)))
        )
        for one in out
    ]
