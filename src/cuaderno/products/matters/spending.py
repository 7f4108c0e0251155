"""What happens at home: events with mines, land released and people harmed; and what the place spends on its own forces."""

from __future__ import annotations

from cuaderno.products.held import Held, Shelf, by
from cuaderno.products.matters.rows import Column, column, in_order, size, years_table
from cuaderno.products.shapes import Lead, Mark, Matter, MatterColumn, MatterRow, MatterTable

AREAS = ("cleared", "area_reduced", "area_cancelled")


def mines(shelf: Shelf) -> Matter | None:
    """Events by type and year; people harmed; land by the way it was released. Three different things, never added."""
    events = shelf.best(shelf.of(stage="recorded", unit="events"))
    harmed = shelf.best(shelf.of(stage="recorded", unit="victims"))
    areas = [Column(stage, shelf.best(shelf.of(stage=stage, unit="m2"))) for stage in AREAS]
    tables = [_kinds(shelf, "events", events), _kinds(shelf, "victims", harmed), years_table(shelf, "areas", areas)]
    shown = tuple(one for one in tables if one is not None)
    total = shelf.figure(events)
    leads = (Lead("events", (total,), total.period),) if total is not None else ()
    return Matter("mines", leads, shown, ("event_not_victim",)) if shown else None


def _kinds(shelf: Shelf, key: str, some: list[Held]) -> MatterTable | None:
    """A row a kind of event, a column a year."""
    codes = in_order(one.period for one in some)
    rows = []
    for kind, mine in by(some, lambda one: one.category).items():
        years = by(mine, lambda one: one.period)
        mark = Mark("quoted", kind) if kind else Mark("word", "not_told")
        rows.append(MatterRow((mark,), (*(shelf.figure(years.get(code, [])) for code in codes), shelf.figure(mine))))
    if not rows:
        return None
    rows.sort(key=lambda row: size(row.cells[-1]))
    heads = tuple(MatterColumn("", some[0].unit, shelf.source(some), code) for code in codes)
    totals = (*(shelf.figure([one for one in some if one.period == code]) for code in codes), shelf.figure(some))
    return MatterTable(
        key,
        ("type_of_event",),
        (*heads, column(shelf, Column("total", some))),
        tuple(rows),
        totals if len(rows) > 1 else (),
    )


def spending(shelf: Shelf) -> Matter | None:
    """What the place spends on its own forces: current dollars, constant dollars with their base, and the share of its product."""
    own = [one for one in shelf.received if one.provider == shelf.place and one.stage == "spent"]
    dollars = shelf.best([one for one in own if one.unit == "USD" and one.current is not None])
    shares = shelf.best([one for one in own if one.unit == "percent-of-GDP" and one.current is not None])
    constant = [one for one in dollars if one.constant is not None]
    columns = [
        Column("current_dollars_head", dollars, total=False),
        Column("constant_dollars_head", constant, total=False, constant=True),
        Column("share_of_product", shares, total=False),
    ]
    table = years_table(shelf, "spending", columns)
    if table is None:
        return None
    last = table.rows[-1]
    figures = tuple(one for one in last.cells if one is not None)
    leads = (Lead("spending", figures, last.marks[0].code),) if len(figures) == 3 else ()
    return Matter("spending", leads, (table,), ("spending_prices",))
