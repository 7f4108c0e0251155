"""A published file into entries: what is kept, what is blank and why, and what the keys of citations depend on."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cuaderno.errors import CuadernoError, ReadingError, SourceError, UnknownName
from cuaderno.ledger import intake
from cuaderno.ledger.build import Taken

from ..sources.make_samples import HEADER, ROWS, TITLE, workbook
from ..sources.samples import SOURCES, open_alone, statements_of, take

TOTALS = SOURCES / "foreign_assistance" / "sample.csv"
OLD_TOTALS = SOURCES / "foreign_assistance" / "sample_old_header.csv"
COMPLETE = SOURCES / "foreign_assistance" / "sample_complete.csv"
BUDGET = SOURCES / "budget_justification" / "sample.csv"
TAKING = Path(__file__).with_name("taking.py")
HEAD = TOTALS.read_text(encoding="utf-8").splitlines()[0]


def row(
    year: object, amount: object, constant: object = "", kind: str = "2,Obligations", name: str = "Colombia"
) -> str:
    return f"COL,{name},6,Western Hemisphere,UMIC,Upper Middle Income Country,{kind},{year},{amount},{constant}"


def totals(folder: Path, *rows: str) -> Path:
    path = folder / "totals.csv"
    path.write_text("\r\n".join((HEAD, *rows, "")), encoding="utf-8", newline="")
    return path


def key(*parts: str) -> int:
    """The key of a statement as the rule has it: the low 64 bits of an MD5, its last bit cleared (RFC 1321
    gives the bytes; the last eight are read as a little-endian number).
    """
    return int.from_bytes(hashlib.md5("\x1f".join(parts).encode()).digest()[8:], "little") & ~1  # noqa: S324


def keys_of(taken: Taken, ledger: Path) -> dict[str, int]:
    return {one.locator: one.key for one in open_alone(ledger).rows(snapshot=taken.snapshot.snapshot)}


def test_a_key_is_computed_from_the_key_columns_and_nothing_else(tmp_path: Path) -> None:
    keys = keys_of(take("foreign_assistance", TOTALS, tmp_path), tmp_path)
    assert keys["#cell=2,10"] == key("foreign_assistance", "country_totals", "COL", "2", "1976", "")
    budget = keys_of(take("budget_justification", BUDGET, tmp_path), tmp_path)
    row = key("budget_justification", "country_by_account", "2010", "Colombia", "")
    assert budget["#cell=6,6"] == row ^ (int(key("esf")) & 0x1FFFE)


def test_rows_alike_are_told_apart_by_their_order(tmp_path: Path) -> None:
    keys = keys_of(take("foreign_assistance", TOTALS, tmp_path), tmp_path)
    first = key("foreign_assistance", "country_totals", "KOR", "2", "2021", "")
    assert (keys["#cell=12,10"], keys["#cell=13,10"]) == (first, key(str(first), "1"))
    complete = keys_of(take("foreign_assistance", COMPLETE, tmp_path), tmp_path)
    assert len(set(complete.values())) == len(complete) == 6


def test_a_statement_keeps_its_key_when_the_recipient_is_written_in_another_way(tmp_path: Path) -> None:
    new = keys_of(take("foreign_assistance", TOTALS, tmp_path), tmp_path)
    old = keys_of(take("foreign_assistance", OLD_TOTALS, tmp_path), tmp_path)
    assert old["#cell=2,10"] == new["#cell=2,10"]
    assert old["#cell=6,10"] == new["#cell=12,10"]


def test_the_constant_amount_has_the_key_of_the_current_one_but_for_the_last_bit(tmp_path: Path) -> None:
    taken = take("foreign_assistance", OLD_TOTALS, tmp_path)
    said = statements_of(open_alone(tmp_path), taken.snapshot.snapshot)
    assert said[0].key + 1 == said[1].key


def test_the_base_year_is_the_one_in_which_both_prices_agree(tmp_path: Path) -> None:
    snapshot = take("foreign_assistance", TOTALS, tmp_path).snapshot
    assert snapshot.bases == {"obligated": 2021, "requested": 2022, "planned": 2021}


def test_constant_dollars_of_an_unknown_base_are_blank_and_counted(tmp_path: Path) -> None:
    rows = (row(2019, 2000, 2100), row(2020, 3000, 3050), row(2021, 900, 900))
    taken = take("foreign_assistance", totals(tmp_path, *rows), tmp_path / "ledger")
    assert taken.snapshot.bases == {}
    assert taken.snapshot.accounting.blanks == {"base_not_stated": 3}
    assert taken.snapshot.accounting.statements == 3
    assert not list(open_alone(tmp_path / "ledger").rows(prices="constant"))


def test_two_years_in_which_prices_agree_are_no_base(tmp_path: Path) -> None:
    rows = (row(2019, 2000, 2000), row(2020, 3000, 3000), row(2018, 5000, 5200))
    assert take("foreign_assistance", totals(tmp_path, *rows), tmp_path / "ledger").snapshot.bases == {}


def test_an_empty_amount_is_a_blank_and_no_statement(tmp_path: Path) -> None:
    taken = take("foreign_assistance", totals(tmp_path, row(2019, ""), row(2020, 5)), tmp_path / "ledger")
    accounting = taken.snapshot.accounting
    assert accounting.blanks == {"not_reported": 1, "constant_not_reported": 2}
    assert (accounting.rows_kept, accounting.statements) == (2, 1)
    assert taken.snapshot.coverage == {"obligated": ["FY2020"]}


def test_a_constant_amount_without_a_current_one_is_not_lost(tmp_path: Path) -> None:
    rows = (row(2019, "", 777), row(2020, 5000, 5000))
    taken = take("foreign_assistance", totals(tmp_path, *rows), tmp_path / "ledger")
    said = statements_of(open_alone(tmp_path / "ledger"), taken.snapshot.snapshot)
    assert taken.snapshot.accounting.statements == sum(one.value is not None for one in said)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("-12", "-12"),
        ("12.5", "12.5"),
        ("-0.25", "-0.25"),
        ("12.3400", "12.34"),
        ("0", "0"),
        ("9" * 16, "9" * 16),
    ],
)
def test_amounts_are_exact(tmp_path: Path, text: str, value: str) -> None:
    take("foreign_assistance", totals(tmp_path, row(2020, text)), tmp_path / "ledger")
    (said,) = open_alone(tmp_path / "ledger").rows()
    assert said.value == Decimal(value)


@pytest.mark.parametrize(
    "text", ["1,234", "1.234", "+5", "5.", ".5", "$5", "1 000", "--5", "5-", "0x10", "NULL", "1_000", "٣"]
)
def test_what_this_source_never_writes_is_no_amount(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadingError, match=r"row 3, column 'current_amount': '.+' is not an amount"):
        take("foreign_assistance", totals(tmp_path, row(2019, 5), row(2020, f'"{text}"')), tmp_path / "ledger")


def test_a_faulty_constant_amount_is_named_by_its_own_column(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="row 2, column 'constant_amount': 'x' is not an amount"):
        take("foreign_assistance", totals(tmp_path, row(2019, 5, "x")), tmp_path / "ledger")


@pytest.mark.parametrize(
    "line", [row(2020, 5, name=""), row(2020, 5, kind="2,")], ids=["recipient", "transaction type"]
)
def test_an_empty_cell_is_called_empty(tmp_path: Path, line: str) -> None:
    with pytest.raises(CuadernoError) as caught:
        take("foreign_assistance", totals(tmp_path, line), tmp_path / "ledger")
    assert "None" not in caught.value.message


def test_an_unknown_recipient_carries_its_nearest_names(tmp_path: Path) -> None:
    with pytest.raises(UnknownName) as caught:
        take("foreign_assistance", totals(tmp_path, row(2020, 5, name="Colombiq")), tmp_path / "ledger")
    assert caught.value.near == ("Colombia",)


def test_the_first_of_several_faults_is_named(tmp_path: Path) -> None:
    rows = (row(2019, 5), row(2020, "x"), row(2018, "y"))
    with pytest.raises(ReadingError, match=r"row 3, .*'x'"):
        take("foreign_assistance", totals(tmp_path, *rows), tmp_path / "ledger")


@pytest.mark.parametrize("text", ["1,23", "12,34,567", "1,234.567", "(1,234)", "1.234,5", ",123"])
def test_thousands_are_marked_at_every_third_digit(tmp_path: Path, text: str) -> None:
    path = tmp_path / "budget.csv"
    path.write_text(BUDGET.read_text(encoding="utf-8").replace("300,40,-", f'"{text}",40,-'), encoding="utf-8")
    with pytest.raises(ReadingError, match=r"column 'INCLE': '.+' is not an amount"):
        take("budget_justification", path, tmp_path / "ledger")


def test_a_table_of_two_years_is_refused_where_each_year_is_a_series(tmp_path: Path) -> None:
    path = tmp_path / "budget.csv"
    path.write_text(
        BUDGET.read_text(encoding="utf-8").replace('"6,250",-,-,-,-,2010', '"6,250",-,-,-,-,2011'), encoding="utf-8"
    )
    with pytest.raises(ReadingError, match="should speak of one fiscal_year, and speaks of 2"):
        take("budget_justification", path, tmp_path / "ledger")


def test_a_table_of_totals_alone_has_nothing_to_keep(tmp_path: Path) -> None:
    path = tmp_path / "budget.csv"
    path.write_text("".join(BUDGET.read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    with pytest.raises(ReadingError, match="not one row to keep"):
        take("budget_justification", path, tmp_path / "ledger")


def test_a_bureau_named_twice_in_one_year_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "budget.csv"
    text = BUDGET.read_text(encoding="utf-8").replace(",2010", ",2008")
    twice = 'Political-Military Affairs,"1,000",-,-,-,-,-,-,-,-,"1,000",-,-,-,-,2008\n'
    path.write_text(
        text.replace(",,,,,,,,,,,,,,,2008\nInternational", f"{twice}{twice}International"), encoding="utf-8"
    )
    taken = take("budget_justification", path, tmp_path / "ledger")
    assert taken.snapshot.accounting.set_aside["bureau_total"] == 1
    said = open_alone(tmp_path / "ledger").rows(recipient="WORLD", programme="FMF")
    assert [one.value for one in said] == [Decimal(1_000_000)]


def greenbook(folder: Path, title: tuple[str | None, ...] = TITLE, rows: tuple[tuple[object, ...], ...] = ROWS) -> Path:
    path = folder / "book.xlsx"
    path.write_bytes(workbook(rows, HEADER, title=title))
    return path


def test_a_workbook_that_does_not_say_its_base_year_is_refused(tmp_path: Path) -> None:
    path = greenbook(tmp_path, (TITLE[0], "Obligations", *TITLE[2:]))
    with pytest.raises(ReadingError, match="does not print the base year"):
        take("greenbook", path, tmp_path / "ledger")


def test_a_date_in_another_form_is_refused(tmp_path: Path) -> None:
    path = greenbook(tmp_path, (*TITLE[:3], "Prepared by USAID Data Services on 2021-03-01", *TITLE[4:]))
    with pytest.raises(SourceError, match="says its date as '2021-03-01', which is not of the form"):
        take("greenbook", path, tmp_path / "ledger")


def test_a_workbook_without_a_date_has_none(tmp_path: Path) -> None:
    path = greenbook(tmp_path, (*TITLE[:3], "Prepared by hand", *TITLE[4:]))
    assert take("greenbook", path, tmp_path / "ledger").snapshot.as_of == ""


def test_sums_held_ready_answer_as_sums_of_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = take("foreign_assistance", COMPLETE, tmp_path / "plain").snapshot
    monkeypatch.setattr(intake, "LINES_FROM", 1)
    ready = take("foreign_assistance", COMPLETE, tmp_path / "ready").snapshot
    assert not plain.lines
    assert ready.lines.endswith(".parquet")
    answers = [
        open_alone(tmp_path / name).total(
            recipient="Colombia", stage="obligated", years="FY2017-FY2019", by="programme"
        )
        for name in ("plain", "ready")
    ]
    for one, other in zip(*(answer.figures for answer in answers), strict=True):
        assert (one.group, one.value, one.count, sorted(one.cites)) == (
            other.group,
            other.value,
            other.count,
            sorted(other.cites),
        )
    assert answers[0].value == Decimal(3_101_480)


def test_the_character_that_parts_key_columns_is_in_no_published_text(tmp_path: Path) -> None:
    path = tmp_path / "complete.csv"
    path.write_bytes(COMPLETE.read_bytes().replace(b"Made-up visit", b"Made-up\x1fvisit"))
    with pytest.raises(ReadingError, match=r"row 7: a text holds the control character U\+001F"):
        take("foreign_assistance", path, tmp_path / "ledger")


amounts = st.decimals(-(10**9), 10**9, places=2, allow_nan=False) | st.just("")
made_up_rows = st.lists(st.tuples(st.integers(1977, 2030), amounts, amounts), min_size=1, max_size=25)


@given(made_up_rows)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_law_three_holds_for_any_rows(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, object, object]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    said = [(year, amount, constant) for year, amount, constant in rows if amount != "" or constant == ""]
    path = totals(folder, row(2000, 1, 2), *(row(*one) for one in said))
    accounting = take("foreign_assistance", path, folder / "ledger").snapshot.accounting
    assert accounting.holds()
    assert (accounting.rows_read, accounting.value_cells) == (len(said) + 1, 2 * (len(said) + 1))
    current = [one.value for one in open_alone(folder / "ledger").rows()]
    assert sum(current, Decimal(0)) == 1 + sum(
        (Decimal(str(amount)) for _, amount, _ in said if amount != ""), Decimal(0)
    )


@pytest.mark.slow
def test_a_last_line_of_two_gigabytes_is_refused_within_bounded_memory(tmp_path: Path) -> None:
    path = totals(tmp_path, row(2020, 5))
    block = b"x" * (8 << 20)
    try:
        with path.open("ab") as file:
            for _ in range(256):
                file.write(block)
        assert path.stat().st_size > 2 << 30
        told = subprocess.run(
            [sys.executable, str(TAKING), "measured", "foreign_assistance", str(path), str(tmp_path / "ledger")],
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        path.unlink()
    message, megabytes = told.stdout.splitlines()
    assert message.startswith("ReadingError: totals.csv has a line longer than")
    assert int(megabytes) < 1_800  # the line itself is longer
    assert not (tmp_path / "ledger" / "manifest.json").exists()


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    lines = list(csv.reader(io.StringIO(TOTALS.read_text(encoding="utf-8"))))
    path = tmp_path / "turned.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(line[::-1] for line in lines)
    turned = take("foreign_assistance", path, tmp_path / "turned")
    plain = take("foreign_assistance", TOTALS, tmp_path / "plain")
    one, other = (
        sorted((said.key, said.value) for said in open_alone(tmp_path / name).rows()) for name in ("turned", "plain")
    )
    assert one == other
    assert turned.snapshot.accounting == plain.snapshot.accounting
