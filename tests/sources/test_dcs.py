"""Direct commercial sales: what is printed for a category, and what for all of them, is each said once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from cuaderno.errors import CannotAdd
from cuaderno.ledger.intake import Intake, read_file
from cuaderno.sources.card import load_card
from cuaderno.statements.measures import Addend, check_addable

from .samples import SOURCES, open_alone, statements_of, take

SOURCE = "direct_commercial_sales"
SAMPLE = SOURCES / SOURCE / "sample.csv"
FILE = "data/excess_defense_articles/section_655_taiwan.csv"


def test_authorised_and_shipped_are_never_one_sum(tmp_path: Path) -> None:
    taken = take(SOURCE, SAMPLE, tmp_path)
    money = [one for one in statements_of(open_alone(tmp_path), taken.snapshot.snapshot) if one.unit == "USD"]
    assert {one.stage for one in money} == {"authorised", "agreement_approved", "shipped"}
    with pytest.raises(CannotAdd):
        check_addable(
            [
                Addend(one.stage, one.unit, one.measure_kind, one.programme, one.source, "s", one.calendar, one.period)
                for one in money
                if one.period == "FY2018"
            ]
        )


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return read_file(load_card(SOURCE), shared / FILE, tmp_path_factory.mktemp("dcs"))


@pytest.mark.shared
def test_every_row_is_accounted_for(published: Intake) -> None:
    assert published.accounting.holds()
    assert published.accounting.rows_read == 212
    assert published.accounting.set_aside == {"total": 3, "blank_row": 11, "note_of_a_reader": 1}


@pytest.mark.shared
def test_the_printed_totals_are_met_but_for_the_one_that_its_reader_doubts(published: Intake) -> None:
    assert published.checks["quantity"].differ == 0
    assert published.checks["authorised"].off == [("Taiwan, FY2009", "145", "238126652.00", "238128652.00")]
    assert published.checks["authorised"].agree == 11


@pytest.mark.shared
def test_no_figure_of_a_total_is_counted_beside_its_categories(published: Intake) -> None:
    sums = dict(
        duckdb.execute(
            f"SELECT stage, sum(current) FROM '{published.entries}' WHERE period = 'FY2019' AND unit = 'USD' GROUP BY ALL"
        ).fetchall()
    )
    assert sums == {
        "authorised": Decimal("58449316.00"),
        "agreement_approved": Decimal("143516040.00"),
        "shipped": Decimal("13369781.00"),
    }
    assert sums["authorised"] + sums["agreement_approved"] == Decimal("201965356.00")
