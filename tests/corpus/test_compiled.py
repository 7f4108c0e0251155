"""Compiled patterns are kept for the next start, and made anew where what is kept is no good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cuaderno.corpus import compiled
from cuaderno.corpus.compiled import MOST_FILES, database

hyperscan = pytest.importorskip("hyperscan")

EXPRESSIONS, FLAGS = [b"peru", b"chile[0-9]"], [0, 0]
SAID = b"xx chile7 and peru"
FOUND = [(9, 1), (18, 0)]


def _found(one: Any) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    one.scan(SAID, match_event_handler=lambda number, _start, end, _flags, _context: found.append((end, number)))
    return found


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CUADERNO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_was_compiled_is_read_at_the_next_start(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _found(database(EXPRESSIONS, FLAGS)) == FOUND
    assert len(list(cache.iterdir())) == 1

    def keep_again(*_: Any) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(compiled, "keep", keep_again)
    assert _found(database(EXPRESSIONS, FLAGS)) == FOUND


def test_other_patterns_are_other_files(cache: Path) -> None:
    database(EXPRESSIONS, FLAGS)
    assert _found(database([b"PERU", b"chile"], [hyperscan.HS_FLAG_CASELESS, 0])) == [(8, 1), (18, 0)]
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("held", [b"", b"no database", "cut"])
def test_a_damaged_file_is_made_anew(cache: Path, held: bytes | str) -> None:
    database(EXPRESSIONS, FLAGS)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if isinstance(held, str) else held)
    assert _found(database(EXPRESSIONS, FLAGS)) == FOUND
    assert file.read_bytes() == whole


def test_only_the_files_used_last_are_kept(cache: Path) -> None:
    for number in range(MOST_FILES + 3):
        database([b"peru%d" % number], [0])
    assert len(list(cache.iterdir())) == MOST_FILES


@pytest.mark.parametrize("where", ["", "a file"])
def test_where_nothing_may_be_kept_the_patterns_are_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("CUADERNO_CACHE", where and str(tmp_path / where))
    assert _found(database(EXPRESSIONS, FLAGS)) == FOUND
