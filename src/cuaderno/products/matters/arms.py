"""Arms: notices of sales, excess articles, commercial sales, and deliveries in SIPRI's volumes. Each its own unit, none added."""

from __future__ import annotations

from shlex import quote

from cuaderno.products.held import Held, Record, Shelf, by
from cuaderno.products.matters.rows import (
    Column,
    column,
    period_mark,
    place_mark,
    size,
    spanned,
    years_table,
)
from cuaderno.products.shapes import Fig, Lead, Mark, Matter, MatterColumn, MatterRow, MatterTable

EXCESS_ELSE = ("authorised", "offered", "accepted", "rejected", "transfer_cancelled")
EXCESS = "EDA"
COMMERCIAL = "DCS"


def arms(shelf: Shelf) -> Matter | None:
    """Everything about arms that the place received, was offered, or may have bought."""
    leads: list[Lead] = []
    tables: list[MatterTable | None] = []
    remarks: list[str] = []
    for part in (_notices, _excess, _commercial, _volumes):
        told, shown, kept = part(shelf)
        if any(shown):
            leads += told
            tables += shown
            remarks += kept
    kept_tables = tuple(one for one in tables if one is not None)
    return Matter("arms", tuple(leads), kept_tables, tuple(remarks)) if kept_tables else None


Part = tuple[list[Lead], list[MatterTable | None], list[str]]


def _notices(shelf: Shelf) -> Part:
    """How many notices by year, each with its number and title; the ceilings that single texts give, never summed."""
    counted = shelf.of(stage="notified", unit="notices")
    listed = shelf.listed(stage="notified", unit="notices")
    ceilings = shelf.listed(stage="notified", unit="USD")
    tables: list[MatterTable | None] = (
        [years_table(shelf, "notices", [Column("notices", counted)])] if len(listed) > 1 else []
    )
    if listed:
        tables.append(_list(shelf, "notices_list", "notices", listed))
    if ceilings:
        tables.append(_list(shelf, "ceilings", "up_to", ceilings))
    total = shelf.figure(counted)
    leads = [Lead("notices", (total,), total.period)] if total is not None else []
    return leads, tables, ["notice_ceiling"]


def _list(shelf: Shelf, key: str, head: str, listed: list[Record]) -> MatterTable:
    rows = tuple(
        MatterRow(
            (period_mark(one.period), Mark("quoted", one.account), Mark("quoted", one.label.strip())),
            (shelf.figure([one]),),
        )
        for one in reversed(listed)
    )
    return MatterTable(key, ("year", "transmittal", "article"), (column(shelf, Column(head, listed)),), rows)


def _excess(shelf: Shelf) -> Part:
    """Excess articles by the year of the request: what was delivered, and apart from it what was only offered or called off."""
    delivered = {
        unit: shelf.of(stage="delivered", unit=unit, programme=EXCESS) for unit in ("items", "USD-acquisition", "USD")
    }
    known = [one for some in delivered.values() for one in some if one.current]
    tables: list[MatterTable | None] = []
    if known:
        heads = (("items_delivered", "items"), ("acquisition_value", "USD-acquisition"), ("current_value", "USD"))
        some = [Column(head, [one for one in delivered[unit] if one.current]) for head, unit in heads]
        tables.append(years_table(shelf, "excess", some))
    tables += [_excess_elsewhere(shelf), _articles(shelf)]
    cost, worth = (shelf.figure(delivered[unit]) for unit in ("USD-acquisition", "USD"))
    leads = [Lead("excess", (cost, worth), cost.period)] if cost is not None and worth is not None else []
    if not leads and any(tables):
        leads = [Lead("excess_late" if known else "excess_none")]
    return leads, tables, ["excess_values", "excess_years"]


def _excess_elsewhere(shelf: Shelf) -> MatterTable | None:
    rows = []
    columns = [Column("acquisition_value", []), Column("current_value", [])]
    for stage in EXCESS_ELSE:
        cost, worth = (shelf.of(stage=stage, unit=unit, programme=EXCESS) for unit in ("USD-acquisition", "USD"))
        cells = (shelf.figure(cost), shelf.figure(worth))
        if any(cells):
            columns = [
                Column("acquisition_value", cost or columns[0].some),
                Column("current_value", worth or columns[1].some),
            ]
            rows.append(MatterRow((Mark("stage", stage), period_mark(spanned([*cost, *worth]))), cells))
    if not rows:
        return None
    return MatterTable(
        "excess_else", ("stage", "years_of_request"), tuple(column(shelf, one) for one in columns), tuple(rows)
    )


def _articles(shelf: Shelf) -> MatterTable | None:
    """The articles of greatest acquisition value, whatever became of them."""
    rows_of: dict[tuple[str, int], list[Record]] = {}
    for one in shelf.listed(programme=EXCESS):
        rows_of.setdefault((one.snapshot, one.row), []).append(one)
    wanted = (
        ("items_requested", "letter_of_request", "items"), ("items_delivered", "delivered", "items"),
        ("acquisition_value", "", "USD-acquisition"), ("current_value", "", "USD"),
    )  # fmt: skip
    found: list[MatterRow] = []
    seen: dict[str, list[Record]] = {}
    for some in rows_of.values():
        cells: list[Fig | None] = []
        for head, stage, unit in wanted:
            mine = [one for one in some if one.unit == unit and (not stage or one.stage == stage)]
            seen.setdefault(head, []).extend(mine)
            cells.append(shelf.figure(mine[:1]))
        marks = (
            Mark("quoted", some[0].label),
            period_mark(some[0].period),
            Mark("quoted", some[0].sector.removeprefix("EDA ")),
        )
        found.append(MatterRow(marks, tuple(cells)))
    if not found:
        return None
    found.sort(key=lambda row: size(row.cells[2]))
    columns = tuple(column(shelf, Column(head, seen[head])) for head, _, _ in wanted)
    return MatterTable("articles", ("article", "years_of_request", "status"), columns, tuple(found))


def _commercial(shelf: Shelf) -> Part:
    """Commercial sales: what firms were authorised to export beside what was shipped, and the categories authorised."""
    stages = ("authorised", "agreement_approved", "shipped")
    told = {head: shelf.of(stage=head, unit="USD", programme=COMMERCIAL) for head in stages}
    columns = [Column(head, some) for head, some in told.items()]
    table = years_table(shelf, "commercial", columns)
    authorised, _, shipped = (shelf.figure(one.some) for one in columns)
    leads = [Lead("commercial", (authorised, shipped), authorised.period)] if authorised and shipped else []
    return leads, [table, _categories(shelf, told["authorised"])], ["commercial_permit"]


def _categories(shelf: Shelf, some: list[Held]) -> MatterTable | None:
    categories = by((one for one in some if one.category), lambda one: one.category)
    rows = [
        MatterRow(
            (Mark("quoted", name), period_mark(spanned(mine))),
            (shelf.figure(mine, options=f" --category {quote(name)}"),),
        )
        for name, mine in categories.items()
    ]
    rows.sort(key=lambda row: size(row.cells[0]))
    return (
        MatterTable(
            "categories", ("category_of_list", "years"), (column(shelf, Column("authorised", some)),), tuple(rows)
        )
        if len(rows) > 1
        else None
    )


def _volumes(shelf: Shelf) -> Part:
    """Deliveries and orders in trend-indicator values, by supplier; the years apart where the register tells them apart."""
    delivered = shelf.best(shelf.of(stage="delivered", unit="TIV"))
    ordered = shelf.best(shelf.of(stage="ordered", unit="TIV"))
    columns = (Column("delivered", delivered), Column("ordered", ordered))
    by_supplier = [by(some, lambda one: one.provider) for some in (delivered, ordered)]
    rows = []
    for code in sorted({*by_supplier[0], *by_supplier[1]}):
        mine = [found.get(code, []) for found in by_supplier]
        cells = tuple(shelf.figure(some, options=f" --provider {code}") for some in mine)
        rows.append(MatterRow((place_mark(code), period_mark(spanned(mine[0] or mine[1]))), cells))
    if not rows:
        return [], [], []
    rows.sort(key=lambda row: (size(row.cells[0]), size(row.cells[1])))
    heads: tuple[MatterColumn, ...] = tuple(column(shelf, one) for one in columns)
    kept = tuple(at for at, one in enumerate(columns) if one.some)
    suppliers = MatterTable(
        "suppliers", ("supplier", "years"), tuple(heads[at] for at in kept),
        tuple(MatterRow(row.marks, tuple(row.cells[at] for at in kept)) for row in rows),
    )  # fmt: skip
    leads = []
    total, first = shelf.figure(delivered), rows[0]
    if total is not None and first.cells[0] is not None:
        several = len(rows) > 1
        key, figures = ("volumes", (total, first.cells[0])) if several else ("volumes_one", (total,))
        leads = [Lead(key, figures, total.period, (first.marks[0],))]
    years = (
        None
        if any("/" in one.period for one in delivered)
        else years_table(shelf, "volumes", [Column("delivered", delivered)])
    )
    return leads, [suppliers, years], ["tiv"]
