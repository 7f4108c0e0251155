from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cuaderno.errors import ReadingError
from cuaderno.ledger.ledger import Ledger
from cuaderno.sources.snapshot import BLOCK, LINE, Accounting, Snapshot, sha256_of
from cuaderno.statements.periods import last_day


def test_the_hash_is_of_all_the_bytes(tmp_path: Path) -> None:
    data = b"1,2\n" * (BLOCK // 4 + 9)
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert sha256_of(path) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(("before", "words"), [(b"", "position 0;"), (b"1,2\n" * (BLOCK // 4), f"position {BLOCK:,};")])
def test_a_nul_byte_in_a_text_is_named_with_its_place(tmp_path: Path, before: bytes, words: str) -> None:
    path = tmp_path / "a.CSV"
    path.write_bytes(before + b"\0")
    with pytest.raises(ReadingError, match=f"NUL byte at {words}"):
        sha256_of(path)


def test_a_nul_byte_in_a_workbook_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\0")
    assert sha256_of(path) == hashlib.sha256(b"\0").hexdigest()


def test_a_last_line_that_the_engine_would_leave_out_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n" + b"x" * (LINE + BLOCK))
    with pytest.raises(ReadingError, match=r"line longer than 4,194,304 bytes, at position 8;"):
        sha256_of(path)


def test_a_long_line_that_the_engine_reads_is_no_fault(tmp_path: Path) -> None:
    data = b"a,b\n" + b"x" * (LINE - BLOCK) + b"\r" + b"y" * (LINE - BLOCK)
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert sha256_of(path) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(("kept", "statements", "holds"), [(3, 5, True), (2, 5, False), (3, 4, False)])
def test_law_three_asks_for_both_sums(kept: int, statements: int, holds: bool) -> None:
    accounting = Accounting(6, kept, {"total": 2}, {"broken": 1}, 8, statements, {"zero_reported": 3})
    assert accounting.holds() is holds


def test_every_snapshot_of_the_edition_survives_its_writing_and_holds(edition_ledger: Ledger) -> None:
    for snapshot in edition_ledger.snapshots:
        assert Snapshot.from_json(snapshot.to_json()) == snapshot
        assert snapshot.accounting.holds()
        assert snapshot.sha256.startswith(snapshot.snapshot)
        ends = [last_day(period) for periods in snapshot.coverage.values() for period in periods]
        assert (last_day(snapshot.newest) if snapshot.newest else None) == max(ends, default=None)
