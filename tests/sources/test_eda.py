"""Excess defense articles: what each status and each quantity stands for, and two values that never meet."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from cuaderno.errors import CannotAdd, ReadingError
from cuaderno.ledger.intake import Intake, read_file
from cuaderno.sources.card import load_card
from cuaderno.statements.measures import Addend, check_addable
from cuaderno.statements.statement import Statement

from .samples import SOURCES, open_alone, statements_of, take

SOURCE = "excess_defense_articles"
SAMPLE = SOURCES / SOURCE / "sample.csv"
FILE = "data/excess_defense_articles/EDA_Public_Report.csv"


@pytest.fixture
def said(tmp_path: Path) -> list[Statement]:
    taken = take(SOURCE, SAMPLE, tmp_path)
    return statements_of(open_alone(tmp_path), taken.snapshot.snapshot)


def addend(one: Statement) -> Addend:
    return Addend(
        one.stage, one.unit, one.measure_kind, one.programme, one.source, "public_report", one.calendar, one.period
    )


def test_acquisition_value_is_never_added_to_money(said: list[Statement]) -> None:
    values = [one for one in said if one.unit.startswith("USD") and one.stage == "delivered"]
    for unit in ("USD", "USD-acquisition"):
        alike = [addend(one) for one in values if one.unit == unit]
        assert len(alike) == 2
        check_addable(alike)
    with pytest.raises(CannotAdd):
        check_addable([addend(one) for one in values])


def test_quantities_at_different_steps_are_never_added(said: list[Statement]) -> None:
    with pytest.raises(CannotAdd):
        check_addable([addend(one) for one in said if one.unit == "items" and one.recipient == "COL"])


@pytest.mark.parametrize(
    ("given", "put", "words"),
    [
        ("EDA Cancelled", "EDA Mislaid", "row 5: 'EDA Mislaid' is no transaction type"),
        (
            '"$31,000,000.00"',
            '"$31,000,00.00"',
            r"row 2, column 'Total Acquisition Value': '\$31,000,00.00' is not an amount",
        ),
        ('"$31,000,000.00"', '"EUR 31,000,000.00"', "row 2, column 'Total Acquisition Value'"),
        (",3,1,0,0,1,", ",n/a,1,0,0,1,", "row 2, column 'Qty Requested': 'n/a' is not an amount"),
    ],
)
def test_what_the_report_does_not_write_is_refused(given: str, put: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "changed.csv"
    text = SAMPLE.read_text(encoding="utf-8")
    assert given in text
    path.write_text(text.replace(given, put), encoding="utf-8")
    with pytest.raises(ReadingError, match=words):
        take(SOURCE, path, tmp_path / "ledger")


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return read_file(load_card(SOURCE), shared / FILE, tmp_path_factory.mktemp("eda"))


@pytest.mark.shared
def test_every_request_and_every_cell_is_accounted_for(published: Intake) -> None:
    accounting = published.accounting
    assert accounting.holds()
    assert (accounting.rows_read, accounting.rows_kept) == (4_116, 4_116)
    assert accounting.value_cells == 7 * 4_116
    delivered = duckdb.execute(
        f"SELECT unit, count(*) FROM '{published.entries}' WHERE stage = 'delivered' AND unit <> 'items' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert delivered == [("USD", 1_703), ("USD-acquisition", 1_703)]


@pytest.mark.shared
def test_the_aircraft_of_2017_is_worth_the_same_here_and_in_the_greenbook(
    published: Intake, shared: Path, tmp_path: Path
) -> None:
    greenbook = read_file(load_card("greenbook"), shared / "data/greenbook/us_foreignaid_greenbook.xlsx", tmp_path)
    here, there = (
        duckdb.execute(
            f"SELECT current FROM '{file}' WHERE recipient = 'COL' AND period = 'FY2017' AND {where}"
        ).fetchall()
        for file, where in (
            (published.entries, "label = 'C-130H Aircraft' AND unit = 'USD'"),
            (greenbook.entries, "programme = 'EDA'"),
        )
    )
    assert here == there == [(Decimal("12000000.00"),)]
