"""Taking a file in is one step: it has happened, or nothing has."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import pytest

from cuaderno.errors import LedgerError, QuestionError, ReadingError, SourceError
from cuaderno.ledger.build import Facts, take_in
from cuaderno.ledger.manifest import read_manifest
from cuaderno.sources import corrections

from ..sources.samples import SOURCES, open_alone, samples, take

TAKING = Path(__file__).with_name("taking.py")
GREENBOOK = SOURCES / "greenbook" / "sample.xlsx"
TOTALS = SOURCES / "foreign_assistance" / "sample.csv"
OLD_TOTALS = SOURCES / "foreign_assistance" / "sample_old_header.csv"
BUDGET = SOURCES / "budget_justification" / "sample.csv"
FMF_2018 = Decimal("12000500.00")


def run(*words: object, check: bool = True) -> str:
    told = subprocess.run(
        [sys.executable, str(TAKING), *map(str, words)], capture_output=True, text=True, check=check, timeout=60
    )
    return told.stdout


def files_of(ledger: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(ledger)): path.read_bytes()
        for path in sorted(ledger.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def answers_as_before(ledger: Path) -> None:
    answer = open_alone(ledger).total(recipient="Colombia", programme="FMF", stage="obligated", years="FY2018")
    assert answer.value == FMF_2018


def holds_exactly_what_its_manifest_names(ledger: Path) -> None:
    named = {Path(path).name for one in read_manifest(ledger).snapshots for path in (one.entries, one.lines) if path}
    assert {path.name for path in (ledger / "statements").iterdir()} == named
    assert {path.name for path in ledger.iterdir()} == {".lock", "manifest.json", "statements"}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that holds the Greenbook's sample."""
    directory = tmp_path / "ledger"
    take("greenbook", GREENBOOK, directory)
    return directory


def test_a_file_is_taken_in_with_what_is_known_of_it(tmp_path: Path) -> None:
    facts = Facts(as_of="2023-02-01", retrieved="2024-05-06", address="https://example.org/a.csv")
    taken = take("foreign_assistance", TOTALS, tmp_path, facts)
    assert taken.new
    one = taken.snapshot
    assert (one.as_of, one.evidence) == ("2023-02-01", "stated when the file was added")
    assert (one.retrieved, one.address) == ("2024-05-06", "https://example.org/a.csv")
    assert (one.file, one.size, one.held_at) == ("sample.csv", TOTALS.stat().st_size, str(TOTALS.resolve()))
    holds_exactly_what_its_manifest_names(tmp_path)


def test_the_day_printed_in_the_file_is_stronger_than_the_day_stated(tmp_path: Path) -> None:
    one = take("greenbook", GREENBOOK, tmp_path, Facts(as_of="1999-01-01", remember_path=False)).snapshot
    assert (one.as_of, one.evidence) == ("2021-03-01", "printed in the file")
    assert one.held_at == ""


def test_no_day_is_guessed(tmp_path: Path) -> None:
    one = take("foreign_assistance", TOTALS, tmp_path).snapshot
    assert (one.as_of, one.evidence) == ("", "not printed in the file")


def test_what_is_no_day_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="'last week' is not a day"):
        take("greenbook", GREENBOOK, tmp_path / "ledger", Facts(as_of="last week"))
    assert not (tmp_path / "ledger").exists()


def test_the_same_file_twice_says_so_and_changes_nothing(ledger: Path) -> None:
    before = files_of(ledger)
    again = take("greenbook", GREENBOOK, ledger)
    assert not again.new
    assert again.snapshot == read_manifest(ledger).snapshots[0]
    assert files_of(ledger) == before


def test_the_same_file_under_another_name_is_the_same_publication(ledger: Path, tmp_path: Path) -> None:
    copy = shutil.copy(GREENBOOK, tmp_path / "renamed.xlsx")
    assert not take("greenbook", Path(copy), ledger).new


def test_an_older_snapshot_is_never_altered_by_a_newer_one(ledger: Path) -> None:
    take("foreign_assistance", OLD_TOTALS, ledger)
    before = files_of(ledger)
    take("foreign_assistance", TOTALS, ledger)
    after = files_of(ledger)
    assert {name: data for name, data in after.items() if name in before and name != "manifest.json"} == {
        name: data for name, data in before.items() if name != "manifest.json"
    }
    assert [one.file for one in read_manifest(ledger).snapshots] == [OLD_TOTALS.name, TOTALS.name, GREENBOOK.name]


def test_the_same_files_give_the_same_bytes_in_whatever_order(tmp_path: Path) -> None:
    taken = [("greenbook", GREENBOOK), ("foreign_assistance", TOTALS), ("foreign_assistance", OLD_TOTALS)]
    for name, order in (("one", taken), ("other", taken[::-1])):
        for source, path in order:
            take(source, path, tmp_path / name)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "other")


def test_more_rows_than_expected_are_a_warning(tmp_path: Path) -> None:
    from cuaderno.sources.card import Expect

    taken = take("foreign_assistance", TOTALS, tmp_path, expect=Expect(rows_min=1, rows_max=10))
    assert taken.warnings == ("14 rows are more than the 10 that the card expects at most.",)
    assert take("greenbook", GREENBOOK, tmp_path).warnings == ()


def test_a_killed_process_leaves_the_ledger_before_or_after_and_never_between(ledger: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(ledger, whole)
    take("foreign_assistance", TOTALS, whole)
    before, after = (len(read_manifest(one).snapshots) for one in (ledger, whole))
    left = tmp_path / "left"
    run("killed_at_every_step", "foreign_assistance", TOTALS, ledger, left)
    found = sorted(left.iterdir())
    assert len(found) > 8
    states = []
    for one in found:
        answers_as_before(one)
        states.append(len(read_manifest(one).snapshots))
        assert (
            files_of(one).items()
            >= {name: data for name, data in files_of(ledger).items() if name != "manifest.json"}.items()
        )
    assert states == sorted(states)
    assert set(states) == {before, after}
    for one in found[:: max(1, len(found) // 5)]:
        take("foreign_assistance", TOTALS, one)
        take("foreign_assistance", OLD_TOTALS, one)
        holds_exactly_what_its_manifest_names(one)
        answers_as_before(one)


@pytest.mark.shared
def test_a_process_killed_at_any_moment_of_a_whole_publication_loses_nothing(shared: Path, ledger: Path) -> None:
    book = shared / "data" / "greenbook" / "us_foreignaid_greenbook.xlsx"
    before = files_of(ledger)
    moments = random.Random(1976)  # noqa: S311
    for _ in range(2):
        child = subprocess.Popen(
            [sys.executable, str(TAKING), "plain", "greenbook", str(book), str(ledger)],
            stdout=subprocess.PIPE,
            text=True,
        )
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == "begins\n"
            time.sleep(moments.uniform(0.05, 1.8))
            child.kill()
        if len(read_manifest(ledger).snapshots) == 1:
            assert files_of(ledger)["manifest.json"] == before["manifest.json"]
        answers_as_before(ledger)
    take("greenbook", book, ledger)
    assert {one.file for one in read_manifest(ledger).snapshots} == {GREENBOOK.name, book.name}
    take("foreign_assistance", TOTALS, ledger)
    holds_exactly_what_its_manifest_names(ledger)
    assert files_of(ledger).items() >= {name: data for name, data in before.items() if name != "manifest.json"}.items()


def test_ctrl_c_as_soon_as_the_scratch_folder_is_made_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = tempfile.mkdtemp

    def made_and_interrupted(*given: str | None, **named: str | None) -> str:
        make(*given, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(tempfile, "mkdtemp", made_and_interrupted)
    with pytest.raises(KeyboardInterrupt):
        take("greenbook", GREENBOOK, tmp_path / "ledger")
    assert {path.name for path in (tmp_path / "ledger").iterdir()} == {".lock", "statements"}


UNFINISHED = """
import sys
from pathlib import Path
from cuaderno.ledger import build

writing = build._writing(Path(sys.argv[1]))
print(writing.__enter__())
sys.held = writing  # as the traceback of a Ctrl-C holds it
"""


def test_ctrl_c_before_the_writer_is_inside_leaves_no_folder(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", UNFINISHED, str(tmp_path / "ledger")], capture_output=True, text=True, timeout=60
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert Path(told.stdout.strip()).name.startswith("scratch-")
    assert {path.name for path in (tmp_path / "ledger").iterdir()} == {".lock", "statements"}


@pytest.mark.parametrize("size", [0, 100, 3000])
def test_where_no_file_can_grow_the_error_says_so_and_the_ledger_stays(ledger: Path, size: int) -> None:
    before = files_of(ledger)
    told = run("with_files_no_larger_than", "foreign_assistance", TOTALS, ledger, size)
    assert told.startswith("LedgerError: ")
    assert "Free some room" in told
    assert told.count("\n") == 1
    assert files_of(ledger) == before
    answers_as_before(ledger)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of one megabyte; skips where this user may not mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]).returncode:
        pytest.skip("only root may mount a disk of a few kilobytes")
    return disk


def test_a_full_disk_is_said_so_and_the_ledger_stays_until_there_is_room(small_disk: Path) -> None:
    try:
        ledger = small_disk / "ledger"
        take("greenbook", GREENBOOK, ledger)
        before, refused = files_of(ledger), 0
        for free in (0, 2, 4, 6):
            filler = small_disk / "filler"
            fill(filler, leaving_pages=free)
            if error := refusal_of(TOTALS, ledger):
                refused += 1
                assert "Free some room" in error or "not enough memory or room" in error
                assert files_of(ledger) == before
            answers_as_before(ledger)
            filler.unlink()
        assert refused >= 2
        take("foreign_assistance", TOTALS, ledger)
        holds_exactly_what_its_manifest_names(ledger)
    finally:
        subprocess.run(["umount", "--lazy", str(small_disk)], check=True)


def refusal_of(path: Path, ledger: Path) -> str:
    """The words in which the ledger refuses the file; none if it takes it."""
    try:
        take("foreign_assistance", path, ledger)
    except LedgerError as error:
        return error.message
    return ""


def fill(path: Path, leaving_pages: int) -> None:
    free = os.statvfs(path.parent)
    path.write_bytes(b"x" * free.f_frsize * max(0, free.f_bavail - leaving_pages))


def test_a_ledger_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text("a file stands where the ledger should be")
    with pytest.raises(LedgerError, match="could not be written"):
        take("greenbook", GREENBOOK, tmp_path / "ledger")


def test_two_writers_at_once_both_end_in_the_manifest(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    pairs = [("greenbook", GREENBOOK), ("foreign_assistance", TOTALS), ("greenbook", GREENBOOK)]
    children = [
        subprocess.Popen(
            [sys.executable, str(TAKING), "plain", source, str(path), str(ledger)], stdout=subprocess.PIPE, text=True
        )
        for source, path in pairs
    ]
    told = [child.communicate(timeout=60)[0].split() for child in children]
    assert all(words[0] == "begins" for words in told)
    assert told[1][1] == "new"
    assert sorted((told[0][1], told[2][1])) == ["held", "new"]
    assert {one.file for one in read_manifest(ledger).snapshots} == {GREENBOOK.name, TOTALS.name}
    holds_exactly_what_its_manifest_names(ledger)


CORRECTION = """
[[corrections]]
name = "a made-up slip"
layout = "country_totals"
where = {{ country_name = "Colombia", fiscal_year = "2020", stage = "Obligations" }}
column = "amount"
expect = "{expect}"
read_as = "2500000"
reason = "a digit too many"
since = "2026-01-01"
"""


@pytest.fixture
def corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of corrections that stands for that of every source."""
    folder = tmp_path / "corrections"
    folder.mkdir()
    monkeypatch.setattr(corrections, "folder", lambda _: folder)
    return folder / "corrections.toml"


def test_a_correction_is_applied_and_told(corrected: Path, tmp_path: Path) -> None:
    corrected.write_text(CORRECTION.format(expect="25000000"))
    taken = take("foreign_assistance", TOTALS, tmp_path / "ledger")
    assert taken.corrections == ("a made-up slip",)
    assert taken.snapshot.notes == ["corrected: a made-up slip"]
    answer = open_alone(tmp_path / "ledger").total(recipient="Colombia", stage="obligated", years="FY2020")
    assert answer.value == Decimal(2_500_000)
    assert [one.locator for one in open_alone(tmp_path / "ledger").rows(years="FY2020", stage="obligated")] == [
        "#cell=4,10"
    ]


def test_a_corrected_statement_carries_the_flag(corrected: Path, tmp_path: Path) -> None:
    corrected.write_text(CORRECTION.format(expect="25000000"))
    take("foreign_assistance", TOTALS, tmp_path / "ledger")
    (said,) = open_alone(tmp_path / "ledger").rows(years="FY2020", stage="obligated")
    assert said.flags == ("corrected",)


def test_a_correction_whose_fault_is_gone_stops_the_intake(corrected: Path, ledger: Path) -> None:
    corrected.write_text(CORRECTION.format(expect="250000000"))
    before = files_of(ledger)
    with pytest.raises(
        SourceError, match=r"expects amount to read '250000000', and the file now reads '25000000'.*remove or renew"
    ):
        take("foreign_assistance", TOTALS, ledger)
    assert files_of(ledger) == before


def test_a_correction_of_rows_the_file_does_not_have_is_not_told(corrected: Path, tmp_path: Path) -> None:
    corrected.write_text(CORRECTION.format(expect="25000000").replace('"2020"', '"1999"'))
    taken = take("foreign_assistance", TOTALS, tmp_path / "ledger")
    assert taken.corrections == ()


def test_a_correction_of_another_layout_is_left_alone(corrected: Path, tmp_path: Path) -> None:
    corrected.write_text(CORRECTION.format(expect="1").replace("country_totals", "complete"))
    assert take("foreign_assistance", TOTALS, tmp_path / "ledger").corrections == ()


def test_a_sample_is_refused_by_the_card_as_it_is(tmp_path: Path) -> None:
    for path in samples("budget_justification"):
        with pytest.raises(ReadingError, match="at least 240"):
            take_in("budget_justification", path, tmp_path)
