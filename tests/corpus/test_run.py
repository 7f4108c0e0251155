"""A whole scan: the same bytes however often it is killed, nothing twice and nothing lost, and every refusal a paragraph."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from cuaderno.cli import main
from cuaderno.corpus import inputs, run, schema
from cuaderno.corpus.run import scan_corpus
from cuaderno.corpus.telling import Meter
from cuaderno.errors import CuadernoError, LedgerError

from .corpora import ELSEWHERE, FIELD, claims, records, tree, write


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with a little of everything."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    texts = [*FIELD.values(), *ELSEWHERE.values()] * 3
    for number, name in enumerate(("a.jsonl", "b.jsonl.gz", "c.parquet", "d.wet.gz")):
        write(folder / name, records([f"{text} Part {number}." for text in texts], 100 * number))
    (folder / "e.txt").write_text(FIELD["en"], encoding="utf-8")
    (folder / "f.pdf").write_bytes(b"%PDF-1.4 cut short")
    return folder


def said(*words: str) -> Result:
    return CliRunner().invoke(main, ["scan", *words])


def test_a_scan_and_its_summary(mixed: Path, tmp_path: Path) -> None:
    summary = scan_corpus([str(mixed)], tmp_path / "out", jobs=1)
    found = claims(tmp_path / "out")
    assert (
        summary["documents"]
        == 4 * 12 + 2
        == summary["dismissed"] + summary["elsewhere"] + summary["searched"] + summary["set_aside"]
    )
    assert summary["claims"] == len(found) == 4 * 9 + 1
    assert summary["set_aside_by_reason"] == {"unreadable": 1}
    assert summary["distinct"] == sum(one["derived_from"] is None for one in found) < len(found)
    assert summary["programme"][0]["programme"] == "FMF"
    assert [row["reason"] for row in pq.read_table(tmp_path / "out" / "set_aside.parquet").to_pylist()] == [
        "unreadable"
    ]
    assert pq.read_schema(tmp_path / "out" / "claims" / "part-00000.parquet").equals(schema.claims(copies=True))
    assert json.loads((tmp_path / "out" / "summary.json").read_text()) == summary


def test_one_process_and_two_give_the_same_bytes(mixed: Path, tmp_path: Path) -> None:
    scan_corpus([str(mixed)], tmp_path / "one", jobs=1)
    scan_corpus([str(mixed)], tmp_path / "two", jobs=2)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_the_order_of_the_paths_does_not_matter(mixed: Path, tmp_path: Path) -> None:
    files = [str(path) for path in sorted(mixed.iterdir())]
    scan_corpus(files, tmp_path / "one", jobs=1)
    scan_corpus(files[::-1], tmp_path / "two", jobs=1)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_ungated_finds_the_same_claims(mixed: Path, tmp_path: Path) -> None:
    scan_corpus([str(mixed)], tmp_path / "gated", jobs=1)
    scan_corpus([str(mixed)], tmp_path / "ungated", jobs=1, gated=False)
    assert claims(tmp_path / "gated") == claims(tmp_path / "ungated") != []


def test_a_run_stopped_after_every_piece_goes_on(mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "PIECE", 600)
    whole, out = tmp_path / "whole", tmp_path / "out"
    scan_corpus([str(mixed)], whole, jobs=1)
    done: list[int] = []
    real = run.do

    def stops(task: Any, piece: Any) -> Any:
        if len(done) % 2:
            done.append(-1)
            raise KeyboardInterrupt
        done.append(piece.number)
        return real(task, piece)

    monkeypatch.setattr(run, "do", stops)
    for _ in range(200):
        try:
            scan_corpus([str(mixed)], out, jobs=1)
            break
        except KeyboardInterrupt:
            (out / ".pieces" / ".0000000.parquet.1.part").write_bytes(b"half")
    numbers = [number for number in done if number >= 0]
    assert len(numbers) == len(set(numbers)) > 8
    assert tree(out) == tree(whole)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_in_the_middle_the_next_run_goes_on(tmp_path: Path) -> None:
    folder, out, whole = tmp_path / "corpus", tmp_path / "out", tmp_path / "whole"
    folder.mkdir()
    for number in range(10):
        texts = [f"{FIELD['en']} {FIELD['es']} Number {number}-{n}. " * 4 for n in range(20)]
        write(folder / f"{number:02d}.jsonl.gz", records(texts, 1000 * number))
    command = [sys.executable, "-c", "from cuaderno.cli import main; main()", "scan", str(folder), "--jobs", "2", "-o"]
    process = subprocess.Popen([*command, str(out)], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while len(list(out.glob(".pieces/[0-9]*.parquet"))) < 3 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert not (out / "summary.json").exists()
    again = subprocess.run([*command, str(out)], capture_output=True, text=True, check=False)
    assert (again.returncode, again.stderr) == (0, "")
    scan_corpus([str(folder)], whole, jobs=1)
    assert tree(out) == tree(whole)
    assert len(claims(out)) > 10 * 20


def test_copies_name_the_earliest(tmp_path: Path) -> None:
    other = "Colombia's army received 12 helicopters from the United States in 2011, the ministry said."
    rows = [
        {"id": "undated", "text": FIELD["en"]},
        {"id": "late", "text": FIELD["en"].upper(), "date": "2021-05-01"},
        {"id": "early", "text": f"{FIELD['en']}", "date": "2019-12-31T10:00:00Z"},
        {"id": "alone", "text": other, "date": "2018-01-01"},
        {"id": "changed", "text": FIELD["en"].replace("38.5", "39"), "date": "2017-01-01"},
    ]
    scan_corpus([str(write(tmp_path / "c.jsonl", rows))], tmp_path / "out", jobs=1)
    got = {one["document"]: one["derived_from"] for one in claims(tmp_path / "out")}
    assert got == {"undated": "early#c1", "late": "early#c1", "early": None, "alone": None, "changed": None}


def test_short_sentences_copy_nobody(tmp_path: Path) -> None:
    rows = [{"id": name, "text": "FMF: $5 million.\n\nColombia"} for name in "ab"]
    scan_corpus([str(write(tmp_path / "c.jsonl", rows))], tmp_path / "out", jobs=1)
    assert [one["derived_from"] for one in claims(tmp_path / "out")] == [None, None]


def test_verdicts_in_bulk(tmp_path: Path) -> None:
    right = FIELD["en"].replace("2019", "2017")
    path = write(tmp_path / "c.jsonl", records([right, right.replace("38.5", "700")]))
    summary = scan_corpus([str(path)], tmp_path / "out", jobs=1, checked=True)
    found = claims(tmp_path / "out")
    assert [one["verdict"] for one in found][1] in ("contradicted", "depends_on_definition")
    assert found[0]["verdict"].startswith("supported")
    assert found[0]["computed"] is not None
    assert sum(one["claims"] for one in summary["verdict"]) == 2


def test_an_empty_corpus_gives_an_empty_result(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    answer = said(str(tmp_path / "corpus"), "-o", str(tmp_path / "out"))
    assert answer.exit_code == 0, answer.output
    assert claims(tmp_path / "out") == []


def test_the_summary_is_told_in_both_languages_and_as_json(mixed: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    english, spanish = said(str(mixed), "-o", out, "--jobs", "1"), said(str(mixed), "-o", out, "--lang", "es")
    assert "50 documents (" in english.output
    assert "50 documentos (" in spanish.output
    assert "Set aside: unreadable 1." in english.output
    assert json.loads(said(str(mixed), "-o", out, "--format", "json").output)["documents"] == 50


def _refused(answer: Result, *parts: str) -> None:
    assert answer.exit_code == 2, answer.output
    assert answer.stderr.strip().count("\n") == 0
    assert answer.stderr.startswith("Error: ")
    for part in parts:
        assert part in answer.stderr


def test_refusals_are_one_paragraph(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _refused(said(str(tmp_path / "none"), "-o", str(out)), "no file or folder")
    _refused(said(str(mixed), "-o", str(out), "--field", "text"), "NAME=FIELD")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x", encoding="utf-8")
    _refused(said(str(mixed), "-o", str(tmp_path / "full")), "something else")
    assert said(str(mixed), "-o", str(out), "--jobs", "1").exit_code == 0
    _refused(said(str(mixed), "-o", str(out), "--ungated"), "another --ungated")
    (mixed / "new.txt").write_text("x", encoding="utf-8")
    _refused(said(str(mixed), "-o", str(out)), "new.txt has been added")
    (mixed / "new.txt").unlink()
    os.utime(mixed / "e.txt", ns=(1, 1))
    _refused(said(str(mixed), "-o", str(out)), "e.txt has changed")
    (mixed / "e.txt").unlink()
    _refused(said(str(mixed), "-o", str(out)), "e.txt has gone")
    (out / "manifest.json").write_text("{", encoding="utf-8")
    _refused(said(str(mixed), "-o", str(out)), "cannot be read")


def test_an_input_that_changes_while_it_is_scanned_is_noticed(
    mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = run.do

    def changes(task: Any, piece: Any) -> Any:
        (mixed / "e.txt").write_text("something else", encoding="utf-8")
        return real(task, piece)

    monkeypatch.setattr(run, "do", changes)
    with pytest.raises(LedgerError, match=r"e\.txt has changed"):
        scan_corpus([str(mixed)], tmp_path / "out", jobs=1)


def test_a_full_disk_is_said_and_what_is_done_is_kept(
    mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    scan_corpus([str(mixed)], whole, jobs=1)
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if str(target).endswith("0000002.parquet"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        _refused(said(str(mixed), "-o", str(out), "--jobs", "1"), "the disk is full", "go on")
    assert sorted(path.name for path in out.glob(".pieces/*[0-9].parquet")) == ["0000000.parquet", "0000001.parquet"]
    scan_corpus([str(mixed)], out, jobs=1)
    assert tree(out) == tree(whole)


def _dies(*_: object) -> None:
    os._exit(9)


def test_a_worker_that_is_killed_is_said(mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "do", _dies)
    with pytest.raises(CuadernoError, match="fewer --jobs"):
        scan_corpus([str(mixed)], tmp_path / "out", jobs=2)


@pytest.mark.skipif(sys.platform == "win32", reason="fcntl")
def test_two_runs_do_not_share_a_folder(mixed: Path, tmp_path: Path) -> None:
    import fcntl

    out = tmp_path / "out"
    scan_corpus([str(mixed)], out, jobs=1)
    with (out / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _refused(said(str(mixed), "-o", str(out)), "Another scan")


def test_without_arrow_the_extra_is_named(mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    _refused(said(str(mixed), "-o", str(tmp_path / "out")), "cuaderno[corpus]")


def test_how_far_it_is() -> None:
    meter = Meter("en")
    meter(500_000_000, 2_000_000_000, 3)
    assert (
        meter.line(1_000_000_000, 2_000_000_000, 1_234, 5.0)
        == "50% · 1.0 GB of 2.0 GB · 100 MB/s · 1,234 claims · 0:00:10 left"
    )
