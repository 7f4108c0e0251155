"""What keeps a scan from a cluster is said in one paragraph."""

from __future__ import annotations

import pickle
import socket
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner

from cuaderno.cli import main
from cuaderno.corpus.fields import fields_of
from cuaderno.corpus.inputs import inputs_of, pieces_of
from cuaderno.corpus.spark_errors import failed, not_started
from cuaderno.corpus.spark_shipping import TOKEN, Load
from cuaderno.corpus.spark_task import worked
from cuaderno.corpus.work import Task, output_of
from cuaderno.errors import LedgerError

from .corpora import FIELD, records, write

TRACE = """Job aborted due to stage failure: Task 1 in stage 0.0 failed 4 times, most recent failure: Lost task 1.3 in stage 0.0 (TID 8)
(10.0.0.7 executor 0): org.apache.spark.api.python.PythonException: [PYTHON_EXCEPTION] An exception was thrown from the Python worker:
Traceback (most recent call last):
  File "worker.py", line 4207, in invoke_udf
    func, profiler = read_udfs(
{}
 SQLSTATE: 38000
	at org.apache.spark.api.python.BasePythonRunner$ReaderIterator.handlePythonException(PythonRunner.scala:1097)
"""


def refused(tmp_path: Path, *words: str) -> str:
    """What the command says when it refuses."""
    path = tmp_path / "c.jsonl"
    if not path.exists():
        write(path, records([FIELD["en"]]))
    answer = CliRunner().invoke(main, ["scan", str(path), "-o", str(tmp_path / "out"), *words])
    assert answer.exit_code == 2, answer.output
    assert answer.stderr.strip().count("\n") == 0
    return answer.stderr


def test_options_that_do_not_go_together(tmp_path: Path) -> None:
    assert "Add --engine spark" in refused(tmp_path, "--master", "yarn")
    assert "the master gives the cores" in refused(tmp_path, "--engine", "spark", "--jobs", "3")


def test_no_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert "cuaderno[spark]" in refused(tmp_path, "--engine", "spark", "--master", "local[1]")


def test_no_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Install Java 17" in refused(tmp_path, "--engine", "spark", "--master", "local[1]")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    assert "jdk (JAVA_HOME)" in refused(tmp_path, "--engine", "spark", "--master", "local[1]")


def test_no_master(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    with socket.socket() as free:  # bound and not listening: nobody else answers there
        free.bind(("127.0.0.1", 0))
        master = f"spark://127.0.0.1:{free.getsockname()[1]}"
        assert f"No master answers at {master}" in refused(tmp_path, "--engine", "spark", "--master", master)
    assert "spark://host:7077" in refused(tmp_path, "--engine", "spark", "--master", "spark://head")


def test_what_a_worker_raised() -> None:
    missing = str(failed(RuntimeError(TRACE.format("ModuleNotFoundError: No module named 'pyarrow'"))))
    assert missing.startswith("The Python of the workers has no pyarrow.")
    ours = failed(
        RuntimeError(TRACE.format("cuaderno.errors.LedgerError: /out/1 cannot be written: the disk is full."))
    )
    assert (type(ours), str(ours)) == (LedgerError, "/out/1 cannot be written: the disk is full.")
    other = str(failed(RuntimeError(TRACE.format("MemoryError: too much"))))
    assert "Task 1 in stage 0.0 failed 4 times" in other
    assert "MemoryError: too much" in other
    assert "\n" not in other
    lost = str(failed(RuntimeError("\nSparkContext was shut down.\n\tat org.apache.spark.X")))
    assert lost.startswith("Spark gave up: SparkContext was shut down. What is done is kept")


def test_why_spark_did_not_start(tmp_path: Path) -> None:
    log = tmp_path / "log"
    gone = RuntimeError("[JAVA_GATEWAY_EXITED] Java gateway process exited before sending its port number.")
    assert "it does not say why" in str(not_started(gone, log))
    log.write_text("Error: class file version 61.0, this runtime knows 55.0.\n\tat java.base\n", encoding="utf-8")
    assert "this runtime knows 55.0. Spark 4 needs Java 17" in str(not_started(gone, log))
    log.write_text(
        'Exception in thread "main" org.apache.spark.SparkException: Master must be one.\n\tat x\n', encoding="utf-8"
    )
    assert str(not_started(gone, log)).startswith("Spark cannot begin: Master must be one. Check --master")
    assert "Could not parse Master URL: 'x'. Check --master" in str(
        not_started(RuntimeError("Could not parse Master URL: 'x'\n\tat org.apache"), log)
    )


def test_a_worker_does_what_it_sees_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "c.jsonl", records([FIELD["en"]]))
    pieces = tuple(pieces_of(inputs_of(["c.jsonl"], tmp_path / "out")))
    task = Task(tmp_path / "pieces", fields_of(()))
    task.pieces.mkdir()
    load = Load(task, pieces, str(tmp_path), frozenset(), "")
    numbers = pa.RecordBatch.from_pydict({"id": [0]})

    def given(load: Load) -> list[int]:
        return [one for batch in worked(iter([numbers]), pickle.dumps(load)) for one in batch.column(0).to_pylist()]

    with pytest.raises(LedgerError, match="cannot read"):
        given(load)
    (task.pieces / TOKEN).touch()
    with pytest.raises(LedgerError, match="nowhere"):
        given(load._replace(folder=str(tmp_path / "nowhere")))
    monkeypatch.chdir("/")
    assert given(load) == [0]
    assert output_of(task, pieces[0]).is_file()
    assert Path.cwd() == Path("/")
    (tmp_path / "c.jsonl").unlink()
    with pytest.raises(LedgerError, match=r"cannot read c\.jsonl"):
        given(load)
