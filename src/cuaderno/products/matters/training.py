"""Training: places in courses and the value of the training, by programme and year. Never persons."""

from __future__ import annotations

from itertools import combinations

from cuaderno.products.held import Held, Shelf, by
from cuaderno.products.matters.rows import Column, column, in_order, period_mark, programme_mark, size, spanned
from cuaderno.products.shapes import Lead, Matter, MatterColumn, MatterRow, MatterTable
from cuaderno.statements.programmes import related


def training(shelf: Shelf) -> Matter | None:
    """Training that was given; what was only planned is told apart."""
    tables = []
    leads: list[Lead] = []
    for stage, keys in (("trained", ("courses", "courses_years")), ("planned_training", ("", "courses_planned"))):
        places, worth = (shelf.best(shelf.of(stage=stage, unit=unit)) for unit in ("sessions", "USD"))
        if not places and not worth:
            continue
        if keys[0]:
            tables.append(_programmes(shelf, keys[0], places, worth))
            leads = _leads(shelf, places, worth, tables[0].rows[0])
        tables.append(_years(shelf, keys[1], places, worth))
    return Matter("training", tuple(leads), tuple(tables), ("not_persons", "not_appropriated")) if tables else None


def _leads(shelf: Shelf, places: list[Held], worth: list[Held], first: MatterRow) -> list[Lead]:
    """The whole, where its programmes may be added (a programme and a part of it may not), and the largest of them."""
    codes = sorted({one.programme for one in (*places, *worth)} - {""})
    relations = [related(one, two) for one, two in combinations(codes, 2)]
    leads = []
    if not any(one is not None and one.kind == "part_of" for one in relations):
        total, value = shelf.figure(places), shelf.figure(worth)
        leads = [Lead("courses", (total, value), total.period)] if total and value else []
    mine, cost = first.cells
    if mine is not None and cost is not None and first.marks[0].name is not None:
        leads.append(Lead("courses_largest", (mine, cost), mine.period, (first.marks[0],)))
    return leads


def _programmes(shelf: Shelf, key: str, places: list[Held], worth: list[Held]) -> MatterTable:
    sides = [by(some, lambda one: one.programme) for some in (places, worth)]
    rows = []
    for code in {**sides[0], **sides[1]}:
        mine = [side.get(code, []) for side in sides]
        options = f" --programme {code}" if code else ""
        cells = tuple(shelf.figure(some, options=options) for some in mine)
        rows.append(MatterRow((programme_mark(code), period_mark(spanned([*mine[0], *mine[1]]))), cells))
    rows.sort(key=lambda row: (row.marks[0].kind == "word", size(row.cells[1])))
    return MatterTable(key, ("programme", "years"), _columns(shelf, places, worth), tuple(rows))


def _years(shelf: Shelf, key: str, places: list[Held], worth: list[Held]) -> MatterTable:
    sides = [by(some, lambda one: (one.programme, one.period)) for some in (places, worth)]
    order = {code: at for at, code in enumerate(in_order(one.period for one in (*places, *worth)))}
    rows = [
        MatterRow(
            (programme_mark(code), period_mark(period)),
            tuple(
                shelf.figure(side.get((code, period), []), options=f" --programme {code}" if code else "")
                for side in sides
            ),
        )
        for code, period in sorted({**sides[0], **sides[1]}, key=lambda pair: (not pair[0], pair[0], order[pair[1]]))
    ]
    return MatterTable(key, ("programme", "year"), _columns(shelf, places, worth), tuple(rows))


def _columns(shelf: Shelf, places: list[Held], worth: list[Held]) -> tuple[MatterColumn, ...]:
    return tuple(column(shelf, one) for one in (Column("training_places", places), Column("training_value", worth)))
