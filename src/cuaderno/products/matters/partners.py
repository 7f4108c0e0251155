"""Partners by flow: who provides what to a place, and what the place provides to whom. A column a unit; nothing is added across."""

from __future__ import annotations

from cuaderno.products.held import Held, Record, Shelf, by
from cuaderno.products.matters.given import gives
from cuaderno.products.matters.rows import place_mark, size, spanned
from cuaderno.products.shapes import Fig, Matter, MatterColumn, MatterRow, MatterTable, Words
from cuaderno.statements.measures import stage as stage_of

FLOWS = (
    ("obligated", "USD"), ("disbursed", "USD"), ("trained", "sessions"), ("notified", "notices"), ("delivered", "USD-acquisition"),
    ("shipped", "USD"), ("delivered", "TIV"), ("deployed", "persons"),
)  # fmt: skip
"""What partners are told apart by: one measure of each kind of thing, in the order of the table."""


def partners(shelf: Shelf) -> Matter | None:
    """Who provides what, and to whom the place provides; where there is only one partner there is nothing to compare."""
    inward = [one for one in shelf.received if one.provider != shelf.place]
    tables = []
    if len({one.provider for one in inward}) > 1:
        table = _matrix(shelf, "providers", "provider", inward, by_provider=True)
        tables.append(table if table is not None and len(table.columns) > 1 else None)
    outward = shelf.provided
    if outward and not gives(shelf):
        tables.append(_matrix(shelf, "recipients", "to_whom", outward, by_provider=False))
    shown = tuple(one for one in tables if one is not None)
    return Matter("partners", (), shown, ("units_apart",)) if shown else None


def returned(shelf: Shelf) -> Matter | None:
    """What the place provides to the partner of a relationship, beside people."""
    table = _matrix(
        shelf, "recipients", "to_whom", [one for one in shelf.provided if one.unit != "persons"], by_provider=False
    )
    return Matter("returned", (), (table,), ("units_apart",)) if table is not None else None


Flow = tuple[str, str]


def _matrix(shelf: Shelf, key: str, head: str, some: list[Held], *, by_provider: bool) -> MatterTable | None:
    flows: dict[Flow, list[Held]] = {}
    for one in some:
        if (one.stage, one.unit) in FLOWS and one.current is not None:
            flows.setdefault((one.stage, one.unit), []).append(one)
    chosen = {flow: shelf.best(mine) for flow, mine in sorted(flows.items(), key=lambda pair: FLOWS.index(pair[0]))}
    sides = {
        flow: by(mine, lambda one: one.provider if by_provider else one.recipient) for flow, mine in chosen.items()
    }
    codes = sorted({code for side in sides.values() for code in side})
    if not codes:
        return None
    people = _people(shelf, by_provider=by_provider)
    rows = [
        MatterRow(
            (place_mark(code),),
            tuple(_cell(shelf, side.get(code, []), code, people, by_provider=by_provider) for side in sides.values()),
        )
        for code in codes
    ]
    kept = [at for at, _ in enumerate(sides) if any(row.cells[at] is not None for row in rows)]
    rows = [MatterRow(row.marks, tuple(row.cells[at] for at in kept)) for row in rows]
    rows = [row for row in rows if any(one is not None for one in row.cells)]
    if not rows:
        return None
    most = max(range(len(kept)), key=lambda at: sum(row.cells[at] is not None for row in rows))
    rows.sort(key=lambda row: (size(row.cells[most]), row.marks[0].code))
    columns = tuple(_head(shelf, *flow, chosen[flow]) for at, flow in enumerate(sides) if at in kept)
    return MatterTable(key, (head,), columns, tuple(rows))


def _people(shelf: Shelf, *, by_provider: bool) -> dict[str, list[Record]]:
    """The people deployed, by either side."""
    found: dict[str, list[Record]] = {}
    for one in shelf.listed(stage="deployed", unit="persons", gave=not by_provider):
        for code in {one.provider, one.recipient}:
            found.setdefault(code, []).append(one)
    return found


def _cell(
    shelf: Shelf, some: list[Held], code: str, people: dict[str, list[Record]], *, by_provider: bool
) -> Fig | None:
    """A sum; of people, those of the latest day, for days are not added."""
    if not some:
        return None
    whom = (
        f"--provider {code} --recipient {shelf.place}"
        if by_provider
        else f"--provider {shelf.place} --recipient {code}"
    )
    if some[0].unit != "persons":
        return shelf.figure(some, whom=whom)
    known = people.get(code, [])
    latest = max((one.period for one in known), default="")
    return shelf.figure([one for one in known if one.period == latest], whom=whom)


def _head(shelf: Shelf, stage: str, unit: str, some: list[Held]) -> MatterColumn:
    """The stage heads a column; of people, what is shown is of the latest day."""
    people = shelf.listed(stage=stage, unit=unit, gave=True) or shelf.listed(stage=stage, unit=unit)
    when = max(one.period for one in people) if unit == "persons" and people else spanned(some)
    one = stage_of(stage)
    return MatterColumn("", unit, shelf.source(some), when, Words(one.name_en.capitalize(), one.name_es.capitalize()))
