"""A scan on a real cluster of two workers gives the bytes of a local one, whatever is killed; every refusal is a paragraph."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cuaderno.cli import main
from cuaderno.corpus import run, spark
from cuaderno.corpus.run import scan_corpus
from cuaderno.corpus.spark import on_spark
from cuaderno.corpus.spark_session import session_on
from cuaderno.errors import LedgerError, QuestionError

from .corpora import ELSEWHERE, FIELD, claims, records, tree, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the processes of a cluster are found in /proc"),
    pytest.mark.skipif(not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="Spark needs Java"),
]
MASTER = "local-cluster[2,1,1024]"
PIECES = 24


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has every library and not Cuaderno, as on the workers of a cluster."""
    folder = tmp_path_factory.mktemp("python")
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if "cuaderno" not in path.name:
            (folder / path.name).symlink_to(path)
    script = folder / "python"
    script.write_text(
        f'#!/bin/sh\nPYTHONPATH="$PYTHONPATH:{folder}" exec "{sys.executable}" -S "$@"\n', encoding="utf-8"
    )
    script.chmod(0o755)
    assert subprocess.run([script, "-c", "import pyarrow, duckdb"], check=False).returncode == 0
    assert b"No module" in subprocess.run([script, "-c", "import cuaderno"], capture_output=True, check=False).stderr
    return script


@pytest.fixture(scope="module")
def session(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A cluster of two workers, each a Java of its own; when it has ended, none of it is left."""
    pytest.importorskip("pyspark")
    log = tmp_path_factory.mktemp("spark") / "log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", str(python))
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        patch.delenv("PYTHONPATH", raising=False)
        with session_on(MASTER, log) as session:
            name = session.sparkContext.applicationId
            home = Path(os.environ.get("SPARK_HOME") or Path(sys.modules["pyspark"].__file__ or "").parent)
            yield session
        assert until(lambda: not processes(name))
        shutil.rmtree(home / "work" / name, ignore_errors=True)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A corpus of many pieces, and what a local scan of it gives."""
    folder = tmp_path_factory.mktemp("spark_corpus")
    texts = [*FIELD.values(), *ELSEWHERE.values()]
    for number in range(PIECES - 3):
        said = [f"{text} Number {number}. " * 3 for text in texts * 4]
        write(folder / f"{number:02d}.jsonl.gz", records(said, 100 * number))
    write(folder / "table.parquet", records(texts * 4, 9000))
    write(folder / "web.warc.gz", records(texts * 4, 9100))
    (folder / "x.txt").write_text(FIELD["es"], encoding="utf-8")
    (folder / "y.pdf").write_bytes(b"%PDF-1.4 cut short")
    out = folder.parent / "spark_local"
    scan_corpus([str(folder)], out, jobs=1)
    return folder, out


def processes(*parts: str) -> list[int]:
    """The processes in whose command all of this stands."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if all(part in command for part in parts):
            found.append(int(folder.name))
    return found


def parent(pid: int) -> int:
    """The process that began a process; 0 for one that is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except OSError:
        return 0


def until(holds: Callable[[], object], seconds: float = 60) -> bool:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(holds())


def executors(session: Any) -> list[int]:
    """The Javas that work for a session."""
    return processes("CoarseGrainedExecutorBackend", session.sparkContext.applicationId, "-cp")


def caught(pieces: Path, but: int = 0) -> int:
    """A worker's Python, stopped in the middle of a piece: the half-written file says whose it is."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        for part in pieces.glob(".*.part"):
            pid = int(part.name.split(".")[-2])
            with contextlib.suppress(ProcessLookupError):
                if pid != but:
                    os.kill(pid, signal.SIGSTOP)
                    if part.exists():
                        return pid
                    os.kill(pid, signal.SIGCONT)
        time.sleep(0.002)
    raise AssertionError("no worker was at work")


def failures(session: Any) -> tuple[int, int]:
    """How many executors a session has lost, and how many tasks had failed on any."""
    known = session.sparkContext._jsc.sc().statusStore().executorList(False)
    every = [known.apply(n) for n in range(known.size())]
    return sum(not one.isActive() for one in every), sum(one.failedTasks() for one in every)


def test_the_cluster_gives_the_bytes_of_a_local_scan(session: Any, corpus: tuple[Path, Path], tmp_path: Path) -> None:
    folder, local = corpus
    assert len(executors(session)) == 2 or until(lambda: len(executors(session)) == 2)
    told: list[tuple[int, int, int]] = []
    summary = scan_corpus([str(folder)], tmp_path / "out", engine=on_spark(), progress=lambda *said: told.append(said))
    assert tree(tmp_path / "out") == tree(local)
    assert summary["claims"] == len(claims(local)) > PIECES * 8
    assert len(told) == PIECES + 1
    assert told[0] == (0, told[-1][1], 0)
    assert told[-1][0] == told[-1][1]


@pytest.mark.usefixtures("session")
def test_relative_paths_mean_the_same_on_the_workers(
    corpus: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus[0])
    for name, engine in (("local", None), ("cluster", on_spark(MASTER))):
        scan_corpus(["x.txt", "00.jsonl.gz", "table.parquet"], tmp_path / name, jobs=1, engine=engine)
    assert tree(tmp_path / "cluster") == tree(tmp_path / "local")


def test_killed_in_the_middle_of_a_piece(session: Any, corpus: tuple[Path, Path], tmp_path: Path) -> None:
    folder, local = corpus
    killed: list[int] = []

    def kill() -> None:
        first = caught(tmp_path / "out" / ".pieces")
        os.kill(first, signal.SIGKILL)
        second = caught(tmp_path / "out" / ".pieces", but=first)
        java = parent(parent(second))
        assert java in executors(session)
        for pid in (java, second):
            os.kill(pid, signal.SIGKILL)
        killed.extend((first, java, second))

    killer = threading.Thread(target=kill)
    killer.start()
    scan_corpus([str(folder)], tmp_path / "out", engine=on_spark())
    killer.join()
    assert len(set(killed)) == 3
    assert not set(killed) & set(processes())
    assert until(lambda: failures(session)[0] == 1 and failures(session)[1] >= 1)
    assert tree(tmp_path / "out") == tree(local)


@pytest.mark.usefixtures("session")
def test_a_local_scan_goes_on_with_what_the_cluster_did(
    corpus: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, local = corpus

    def stop(ended: int, *_: int) -> None:
        if ended:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scan_corpus([str(folder)], tmp_path / "out", engine=on_spark(), progress=stop)
    left: list[int] = []
    real = run.do
    monkeypatch.setattr(run, "do", lambda task, piece: left.append(piece.number) or real(task, piece))
    scan_corpus([str(folder)], tmp_path / "out", jobs=1)
    assert 0 < len(left) < PIECES
    assert tree(tmp_path / "out") == tree(local)


@pytest.mark.usefixtures("session")
def test_verdicts_come_from_the_ledger_that_was_sent(tmp_path: Path) -> None:
    path = write(tmp_path / "c.jsonl", records([FIELD["en"].replace("2019", "2017"), FIELD["en"]]))
    scan_corpus([str(path)], tmp_path / "local", jobs=1, checked=True)
    scan_corpus([str(path)], tmp_path / "out", checked=True, engine=on_spark())
    assert tree(tmp_path / "out") == tree(tmp_path / "local")
    assert claims(tmp_path / "out")[0]["verdict"].startswith("supported")


@pytest.mark.usefixtures("session")
def test_a_worker_that_does_not_see_the_folder_says_so(
    corpus: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "TOKEN", ".elsewhere")
    with pytest.raises(LedgerError, match=r"cannot read .*out\. Inputs and output have to lie on a file system"):
        scan_corpus([str(corpus[0])], tmp_path / "out", engine=on_spark())


@pytest.mark.usefixtures("session")
def test_a_second_master_is_refused(corpus: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="is open already"):
        scan_corpus([str(corpus[0])], tmp_path / "out", engine=on_spark("local[3]"))


@pytest.mark.usefixtures("session")
def test_the_command_scans_on_the_cluster(corpus: tuple[Path, Path], tmp_path: Path) -> None:
    words = ["scan", str(corpus[0] / "x.txt"), "-o"]
    for name, more in (("local", ["--jobs", "1"]), ("out", ["--engine", "spark"])):
        answer = CliRunner().invoke(main, [*words, str(tmp_path / name), *more])
        assert answer.exit_code == 0, answer.output
        assert "1 searched" in answer.output
    assert tree(tmp_path / "out") == tree(tmp_path / "local")
