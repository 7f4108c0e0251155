"""The rows around a statement, as the ledger holds them: the same out of memory as out of its files."""

from __future__ import annotations

import pytest

from cuaderno.ledger.cite import cite
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.rows_around import AROUND, NEAR, cells_around
from cuaderno.ledger.store import Store, edition_directory


@pytest.fixture(scope="module")
def on_disk() -> Store:
    return Store([edition_directory()])


SAID = [
    {"source": "greenbook", "recipient": "COL", "programme": "FMF", "years": "FY2019"},
    {"source": "budget_justification", "recipient": "COL", "years": "FY2015"},
    {"source": "peacekeeping", "provider": "URY", "years": "2023-06-30"},
    {"source": "excess_defense_articles", "recipient": "COL"},
    {"source": "arms_sale_notices", "recipient": "COL"},
]


@pytest.mark.parametrize("asked", SAID, ids=[one["source"] for one in SAID])
def test_they_are_the_nearest_rows_of_its_file(edition_ledger: Ledger, on_disk: Store, asked: dict[str, str]) -> None:
    one = next(iter(edition_ledger.rows(**asked, limit=1)))  # type: ignore[arg-type]
    found = cite(edition_ledger.store, one.citation, reopen=False)
    cells = cells_around(edition_ledger.store, found.statement, found.snapshot)
    assert found.statement in [cell.statement for cell in cells]
    assert {cell.statement.snapshot for cell in cells} == {one.snapshot}
    rows = sorted({cell.row for cell in cells})
    mine = next(cell for cell in cells if cell.statement == found.statement)
    at = rows.index(mine.row)
    assert at <= AROUND
    assert len(rows) - at - 1 <= AROUND
    assert len(rows) > AROUND
    assert list(cells) == sorted(cells, key=lambda cell: (cell.row, cell.column, cell.statement.key))
    assert cells_around(on_disk, found.statement, found.snapshot) == cells


def test_a_row_of_many_cells_is_told_near_the_cited_one(edition_ledger: Ledger) -> None:
    one = next(iter(edition_ledger.rows(source="budget_justification", recipient="COL", years="FY2015", limit=1)))
    found = cite(edition_ledger.store, one.citation, reopen=False)
    cells = cells_around(edition_ledger.store, found.statement, found.snapshot)
    mine = next(cell for cell in cells if cell.statement == found.statement)
    assert len({cell.column for cell in cells if cell.row == mine.row}) > 1
    assert max(abs(cell.column - mine.column) for cell in cells) <= NEAR


def test_the_first_and_the_last_row_have_neighbours_on_one_side(edition_ledger: Ledger) -> None:
    held = edition_ledger.store.held_entries
    assert held is not None
    code = held.texts["snapshot"].code("3dba11a5eda8")
    of_file = [int(row) for row in held.numbers["row"][held.texts["snapshot"].codes == code]]
    for wanted in (min(of_file), max(of_file)):
        at = (held.texts["snapshot"].codes == code) & (held.numbers["row"] == wanted)
        (entry, *_) = held.tuples(at.nonzero()[0])
        found = cite(edition_ledger.store, f"{entry[0]:016x}@3dba11a5eda8", reopen=False)
        rows = {cell.row for cell in cells_around(edition_ledger.store, found.statement, found.snapshot)}
        assert len(rows) == AROUND + 1
        assert wanted in (min(rows), max(rows))
