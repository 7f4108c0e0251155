"""The generated file of the benchmarks: its layout, its sameness, and the arithmetic its reader relies on."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[1] / "benchmarks" / "generate.py"
ROWS = 2000

# The layout of ForeignAssistance.gov's complete file, with the publisher's spelling.
LAYOUT = [
    "Country ID", "Country Code", "Country Name", "Region ID", "Region Name", "Income Group ID",
    "Income Group Name", "Income Group Acronym", "Managing Agency ID", "Managing Agency Acronym",
    "Managing Agency Name", "Managing Sub-agency or Bureau ID", "Managing Sub-agency or Bureau Acronym",
    "Managing Sub-agency or Bureau Name", "Implementing Partner Category ID",
    "Implementing Partner Category Name", "Implementing Partner Sub-category ID",
    "Implementing Partner Sub-category Name", "Implementing Partner ID", "Implementing Partner Name",
    "International Category ID", "International Category Name", "International Sector Code",
    "International Sector Name", "International Purpose Code", "International Purpose Name",
    "US Category ID", "US Category Name", "US Sector ID", "US Sector Name", "Submission ID",
    "Funding Acount ID", "Funding Account Name", "Funding Agency ID", "Funding Agency Name",
    "Funding Agency Acronym", "Foreign Assistance Objective ID", "Foreign Assistance Objective Name",
    "Aid Type Group ID", "Aid Type Group Name", "Activity ID", "Activity Name", "Activity Description",
    "Activity Project Number", "Activity Start Date", "Activity End Date", "Transaction Type ID",
    "Transaction Type Name", "Fiscal Year", "Current Dollar Amount", "Constant Dollar Amount",
]  # fmt: skip


def generated(out: Path, seed: int = 1) -> str:
    command = [sys.executable, str(GENERATOR), "--rows", str(ROWS), "--seed", str(seed), "--out", str(out)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("generated") / "complete.csv"
    generated(out)
    return out


@pytest.fixture(scope="module")
def rows(published: Path) -> list[dict[str, str]]:
    with published.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_has_the_columns_of_the_published_file(published: Path, rows: list[dict[str, str]]) -> None:
    assert published.read_text(encoding="utf-8").splitlines()[0].split(",") == LAYOUT
    assert len(LAYOUT) == 51
    assert len(rows) == ROWS
    assert all(None not in row and None not in row.values() for row in rows)


def test_the_same_rows_and_seed_give_the_same_bytes(published: Path, tmp_path: Path) -> None:
    generated(tmp_path / "again.csv")
    generated(tmp_path / "other.csv", seed=2)
    assert (tmp_path / "again.csv").read_bytes() == published.read_bytes()
    assert (tmp_path / "other.csv").read_bytes() != published.read_bytes()


def test_a_whole_file_is_left_alone_and_a_broken_one_made_again(published: Path, tmp_path: Path) -> None:
    out = tmp_path / "complete.csv"
    generated(out)
    made = out.stat().st_mtime_ns
    assert "stands already" in generated(out)
    assert out.stat().st_mtime_ns == made
    out.write_bytes(out.read_bytes()[:-1])
    assert "stands already" not in generated(out)
    assert out.read_bytes() == published.read_bytes()


def test_constant_dollars_equal_current_ones_in_the_base_year_alone(rows: list[dict[str, str]]) -> None:
    for types, base in (({"2", "3"}, "2021"), ({"1", "18", "19"}, "2019")):
        of_types = [row for row in rows if row["Transaction Type ID"] in types]
        in_base = [row for row in of_types if row["Fiscal Year"] == base]
        differing = {row["Fiscal Year"] for row in of_types if not same_dollars(row)}
        assert in_base
        assert all(same_dollars(row) for row in in_base)
        assert len(differing) > 10


def same_dollars(row: dict[str, str]) -> bool:
    return int(row["Current Dollar Amount"]) == int(row["Constant Dollar Amount"])


def test_text_holds_what_a_reader_must_survive(rows: list[dict[str, str]]) -> None:
    descriptions = [row["Activity Description"] for row in rows]
    assert any("\n" in text for text in descriptions)
    assert any('"' in text for text in descriptions)
    assert any("," in text for text in descriptions)


def test_every_account_has_one_title_one_objective_and_one_agency(rows: list[dict[str, str]]) -> None:
    said = {
        (
            row["Funding Acount ID"],
            row["Funding Account Name"],
            row["Foreign Assistance Objective Name"],
            row["Managing Agency Acronym"],
        )
        for row in rows
    }
    assert len(said) == len({account for account, *_ in said}) > 10


def test_the_generated_documents_are_the_same_again_and_of_the_size_they_say(tmp_path: Path) -> None:
    command = [sys.executable, str(GENERATOR.with_name("generate_documents.py")), "--documents", "8"]
    for name in ("one", "two"):
        subprocess.run([*command, "--out", str(tmp_path / name)], check=True, capture_output=True)
    documents = [json.loads(line) for line in (tmp_path / "one").read_text(encoding="utf-8").splitlines()]
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert [one["language"] for one in documents] == ["en", "es"] * 4
    assert all(6_000 <= len(one["text"]) < 7_500 for one in documents)
    assert all("{" not in one["text"] for one in documents)
