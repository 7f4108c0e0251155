"""Every source of relations, found by looking: its sample gives exactly the dated stages expected, each at its place."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cuaderno.ledger.commitments import all_relations
from cuaderno.ledger.store import Store
from cuaderno.statements.locator import parse_locator

from .samples import RELATION_SAMPLES, expected_of, take

every_sample = pytest.mark.parametrize(
    ("source", "sample"), RELATION_SAMPLES, ids=[f"{source}/{path.name}" for source, path in RELATION_SAMPLES]
)
NEEDED = {"type", "party", "partner", "stage", "date", "evidence", "reference", "locator"}


def rows_of(directory: Path, columns: list[str]) -> list[dict[str, str]]:
    """The dated stages held, as `expected.csv` writes them."""
    said: list[dict[str, str]] = []
    for relation in all_relations(Store([directory])):
        partner = relation.partner
        of_relation = {
            "type": relation.type, "title_en": relation.title_en, "title_es": relation.title_es,
            "party": relation.party.code, "party_role": relation.party.role,
            "partner": partner.code if partner else "", "partner_role": partner.role if partner else "",
        }  # fmt: skip
        said += [
            {name: of_relation[name] if name in of_relation else getattr(row, name) for name in columns}
            for row in relation.stages
        ]
    return said


@every_sample
def test_a_sample_gives_exactly_the_dated_stages_expected(source: str, sample: Path, tmp_path: Path) -> None:
    books = take(source, sample, tmp_path).snapshot.accounting
    with expected_of(sample).open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    columns = list(expected[0])
    assert set(columns) >= NEEDED

    def ordered(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return sorted(rows, key=lambda row: (parse_locator(row["locator"]).form, row["locator"], *row.values()))

    assert ordered(rows_of(tmp_path, columns)) == ordered(expected)
    assert books.holds()
    assert books.value_cells == len(expected)
