"""What is asked of every place is found once, kept on disk under a name of its own, and never taken for that of another ledger."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from cuaderno.ledger import packed as module
from cuaderno.ledger.cache import cache_directory
from cuaderno.ledger.packed import Rows, packed
from cuaderno.ledger.store import Store

from ..sources.samples import SOURCES, take

SAMPLE = SOURCES / "foreign_assistance"


def counted(store: Store) -> str:
    return f"SELECT recipient, stage, count(*)::INTEGER FROM {store.lines} GROUP BY ALL ORDER BY ALL"


def listed(store: Store) -> str:
    return f"SELECT recipient, key FROM {store.entries_of(store.figures)} ORDER BY ALL"


def found(directory: Path, sql: module.Relation = counted) -> dict[str, Rows]:
    store = Store([directory], warm=True)
    try:
        return packed(store, "counted of places", sql)
    finally:
        store.connection.close()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    take("foreign_assistance", SAMPLE / "sample.csv", tmp_path / "ledger")
    return tmp_path / "ledger"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CUADERNO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def files(cache: Path) -> set[str]:
    return {path.name for path in cache.iterdir()} if cache.exists() else set()


def test_the_rows_of_each_place(ledger: Path) -> None:
    told = found(ledger)
    assert "COL" in told
    assert all(stage and count for rows in told.values() for stage, count in rows)


def test_what_was_found_is_read_at_the_next_start(ledger: Path, cache: Path) -> None:
    first = found(ledger)
    (name,) = files(cache)
    assert name.startswith("counted-")
    assert found(ledger) == first
    with duckdb.connect() as other:
        other.execute(
            f"COPY (SELECT 'COL' AS recipient, 'kept' AS stage, 7 AS count) TO '{cache / name}' (FORMAT parquet)"
        )
    assert found(ledger) == {"COL": [("kept", 7)]}


def test_another_question_and_another_ledger_have_files_of_their_own(ledger: Path, cache: Path) -> None:
    found(ledger)
    (first,) = files(cache)
    found(ledger, listed)
    assert len(files(cache)) == 2
    take("greenbook", SOURCES / "greenbook" / "sample.xlsx", ledger)
    more = found(ledger)
    assert len(files(cache)) == 3
    (cache / first).unlink()
    assert found(ledger) == more


def test_a_damaged_file_is_made_again(ledger: Path, cache: Path) -> None:
    first = found(ledger)
    (name,) = files(cache)
    whole = (cache / name).read_bytes()
    (cache / name).write_bytes(whole[: len(whole) // 2])
    assert found(ledger) == first
    assert (cache / name).read_bytes() == whole


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("where", ["", "a file/inside"])
def test_where_nothing_can_be_kept_it_is_found_each_time(
    where: str, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = found(ledger)
    (tmp_path / "a file").write_text("in the way")
    monkeypatch.setenv("CUADERNO_CACHE", where and str(tmp_path / where))
    assert found(ledger) == kept
    assert (tmp_path / "a file").read_text() == "in the way"


def test_only_the_files_used_last_are_kept(ledger: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 2)
    cache.mkdir()
    for age, name in ((3, "oldest"), (2, "older")):
        (cache / f"{name}.parquet").write_text(name)
        os.utime(cache / f"{name}.parquet", (10 - age, 10 - age))
    found(ledger)
    assert {name.split("-")[0] for name in files(cache)} == {"older.parquet", "counted"}


def test_the_folder_is_the_platform_s_unless_another_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CUADERNO_CACHE", str(tmp_path))
    assert cache_directory() == tmp_path
    monkeypatch.delenv("CUADERNO_CACHE")
    told = cache_directory()
    assert told is not None
    assert told.name == "cuaderno"
