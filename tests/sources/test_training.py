"""Military training: what the converter broke is told apart, and the printed totals are met by the rows."""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from cuaderno.errors import CannotAdd, ReadingError, UnknownName
from cuaderno.ledger.intake import Intake, read_file
from cuaderno.sources.card import load_card
from cuaderno.statements.measures import Addend, check_addable

from ..tracing import untraced
from .samples import SOURCES, open_alone, statements_of, take

SOURCE = "military_training"
SAMPLE = SOURCES / SOURCE / "sample.tsv"
FILE = "data/military_training/fmtrpt_from_xml_1999_2021.tsv.gz"
TOTAL = "Program Totals"


def lines() -> list[list[str]]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))


def written(changed: list[list[str]], directory: Path) -> Path:
    path = directory / "changed.tsv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows(changed)
    return path


def with_cell(row: int, column: str, text: str) -> list[list[str]]:
    changed = lines()
    changed[row - 1][changed[0].index(column)] = text
    return changed


@pytest.mark.parametrize(
    ("row", "column", "text", "words", "error"),
    [
        (2, "quantity", "two", "row 2, column 'quantity': 'two' is not an amount", ReadingError),
        (2, "quantity", "1,2", "row 2, column 'quantity': '1,2' is not an amount", ReadingError),
        (2, "total_cost", "$12,50", r"row 2, column 'total_cost': '\$12,50' is not an amount", ReadingError),
        (2, "total_cost", "€12,500", "row 2, column 'total_cost': '€12,500' is not an amount", ReadingError),
        (2, "program", "International Military Education and Training", "row 2: .* is not a year", ReadingError),
        (
            2,
            "program",
            "IMET-1 - Fiscal Year 2003 Department of State Training",
            "'1999-2000' is no transaction",
            ReadingError,
        ),
        (2, "country", "Columbia", r"'Columbia' in row 2 \(near: Colombia", UnknownName),
    ],
)
def test_what_the_report_does_not_write_is_refused(
    row: int, column: str, text: str, words: str, error: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(error, match=words):
        take(SOURCE, written(with_cell(row, column, text), tmp_path), tmp_path / "ledger")


def test_a_file_with_commas_is_none_of_this_source(tmp_path: Path) -> None:
    path = tmp_path / "commas.tsv"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace("\t", ","), encoding="utf-8")
    with pytest.raises(ReadingError, match=r"column '.+' is missing|fields where the header has"):
        take(SOURCE, path, tmp_path / "ledger")


def test_a_packed_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.tsv.gz"
    path.write_bytes(gzip.compress(SAMPLE.read_bytes())[:-12])
    with pytest.raises(ReadingError, match="damaged"):
        take(SOURCE, path, tmp_path / "ledger")


def test_packed_and_plain_say_the_same(tmp_path: Path) -> None:
    packed = tmp_path / "sample.tsv.gz"
    packed.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    said = []
    for name, path in (("plain", SAMPLE), ("packed", packed)):
        taken = take(SOURCE, path, tmp_path / name)
        ledger = open_alone(tmp_path / name)
        said.append([(one.key, one.value, one.locator) for one in statements_of(ledger, taken.snapshot.snapshot)])
    assert said[0] == said[1]


def test_training_places_and_dollars_are_never_one_sum(tmp_path: Path) -> None:
    taken = take(SOURCE, SAMPLE, tmp_path)
    places, dollars = statements_of(open_alone(tmp_path), taken.snapshot.snapshot)[:2]
    addends = [
        Addend(one.stage, one.unit, one.measure_kind, one.programme, one.source, "collected", one.calendar, one.period)
        for one in (places, dollars)
    ]
    with pytest.raises(CannotAdd) as caught:
        check_addable(addends)
    assert "different units" in str(caught.value)


def test_the_country_of_a_lost_heading_is_taken_from_names_only(tmp_path: Path) -> None:
    changed = lines()
    for line in changed[1:]:
        if line[2] == "Angola":
            line[2] = "Burundi"
    taken = take(SOURCE, written(changed, tmp_path), tmp_path / "ledger")
    said = statements_of(open_alone(tmp_path / "ledger"), taken.snapshot.snapshot)
    assert {one.recipient for one in said if one.period == "FY2019"} == {"BDI"}


def test_a_number_behind_a_text_that_exceeds_the_total_is_not_believed(tmp_path: Path) -> None:
    row = next(at for at, line in enumerate(lines(), 1) if line[11] == "$45,500")
    taken = take(SOURCE, written(with_cell(row, "total_cost", "$45,499"), tmp_path), tmp_path / "ledger")
    said = statements_of(open_alone(tmp_path / "ledger"), taken.snapshot.snapshot)
    assert not [one for one in said if one.label == "NIGHT FLIGHT" and one.unit == "USD"]
    assert taken.snapshot.checks["dollars"].differ == 2


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Intake:
    with untraced():
        return read_file(load_card(SOURCE), shared / FILE, tmp_path_factory.mktemp("training"))


@pytest.fixture(scope="module")
def printed_of_colombia(shared: Path) -> dict[tuple[str, str], tuple[int, Decimal]]:
    """Printed totals by fiscal year and programme, read by other means than the product's own."""
    return {key: total for key, total in printed(shared / FILE, "Colombia") if key[0] >= "FY2015"}


def printed(path: Path, country: str) -> Iterator[tuple[tuple[str, str], tuple[int, Decimal]]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            if line["country"] == country and line["course_title"].endswith(TOTAL):
                programme, year = re.split(r" - (?:FY|Fiscal Year) (?=\d{4} )", line["program"])
                cost = Decimal(line["total_cost"].strip("$ ").replace(",", "") or 0)
                yield (f"FY{year[:4]}", programme), (int(line["quantity"]), cost)


@pytest.mark.shared
def test_every_row_of_the_collection_is_accounted_for(published: Intake) -> None:
    accounting = published.accounting
    assert accounting.holds()
    assert accounting.rows_read == 253_461
    assert accounting.set_aside == {"program_total": 8_480, "no_activities": 4, "rest_of_a_row": 756}
    assert accounting.quarantined == {"half_of_a_broken_row": 7, "headings_on_a_lost_page": 4, "two_rows_in_one": 2}
    assert accounting.statements + sum(accounting.blanks.values()) == 2 * accounting.rows_kept


@pytest.mark.shared
def test_colombia_2015_to_2020_sums_to_every_printed_total(
    published: Intake, printed_of_colombia: dict[tuple[str, str], tuple[int, Decimal]]
) -> None:
    found: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for period, account, unit, total in duckdb.execute(
        f"SELECT period, account, unit, sum(current) FROM '{published.entries}' WHERE recipient = 'COL' AND period >= 'FY2015' GROUP BY ALL"
    ).fetchall():
        found[period, account][unit] = total
    assert len(printed_of_colombia) == 60
    assert found == {
        key: {"sessions": Decimal(students), "USD": dollars} for key, (students, dollars) in printed_of_colombia.items()
    }


@pytest.mark.shared
def test_the_share_of_all_printed_totals_that_agree(published: Intake) -> None:
    """8,480 printed totals: people agree in 99.9 of a hundred, dollars in 99.2; each of the others is listed."""
    students, dollars = published.checks["students"], published.checks["dollars"]
    assert (students.agree, students.differ) == (8_475, 5)
    assert (dollars.agree, dollars.differ) == (8_411, 69)
    for check in (students, dollars):
        assert len(check.off) == check.differ
    off_but_2009 = [one for one in dollars.off if "FY 2009" not in one[0]]
    assert len(off_but_2009) == 6


@pytest.mark.shared
def test_proposed_and_provided_training_of_one_year_stand_apart(published: Intake) -> None:
    said = duckdb.execute(
        f"SELECT period, stage, count(*) FROM '{published.entries}' WHERE period IN ('FY2000', 'FY2001') GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert [one[:2] for one in said] == [
        ("FY2000", "planned_training"), ("FY2000", "trained"), ("FY2001", "planned_training"), ("FY2001", "trained"),
    ]  # fmt: skip


@pytest.mark.shared
def test_rows_alike_are_each_kept_under_a_key_of_their_own(published: Intake) -> None:
    keys, entries = duckdb.execute(f"SELECT count(DISTINCT key), count(*) FROM '{published.entries}'").fetchall()[0]
    assert keys == entries == published.accounting.statements + published.accounting.blanks["zero_reported"]


@pytest.mark.shared
def test_training_under_a_lost_heading_goes_to_the_country_that_had_it(published: Intake) -> None:
    places = duckdb.execute(
        f"SELECT recipient, period FROM '{published.entries}' WHERE recipient_name IN ('Angola', 'Congo, Republic of (Brazzaville)') "
        "AND recipient NOT IN ('AGO', 'COG') GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert places == [("BEN", "FY2019"), ("CIV", "FY2012"), ("CIV", "FY2013")]
