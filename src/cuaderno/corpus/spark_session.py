"""A session of Spark for one scan: begun quietly, or the one that is open already; ended so that nothing of it is left running."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuaderno.corpus.spark_errors import not_started
from cuaderno.errors import CuadernoError, QuestionError, not_installed

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

_STANDALONE = "spark://"
_SECONDS = 10.0
"""In which a standalone master has to answer, and the gateway to end."""
_PYTHON, _SUBMITTED = "PYSPARK_PYTHON", "PYSPARK_GATEWAY_PORT"


@contextlib.contextmanager
def session_on(master: str | None, log: Path) -> Iterator[SparkSession]:
    """A session on a master; one that is open already is used and left open. What Spark says goes into `log`.

    Raises CuadernoError where pyspark or Java is missing or the master cannot be reached, QuestionError where the open session is on
    another master.
    """
    try:
        if find_spec("pandas") is None:  # Spark asks for it before it sends a function over Arrow
            raise ImportError("pandas")
        from pyspark import SparkContext
        from pyspark.sql import SparkSession
    except ImportError:
        raise not_installed("Scanning on Spark", "spark") from None
    opened: SparkContext | None = SparkContext._active_spark_context
    if opened is not None:
        if master and master != opened.master:
            raise QuestionError(
                f"A session of Spark on {opened.master} is open already, so none on {master} can be. End it, or leave --master out."
            )
        yield SparkSession(opened)
        return
    if _SUBMITTED not in os.environ:
        _refuse_without_java()
    if master:
        _refuse_unreachable(master)
    with log.open("ab") as file, _python_for(master):
        context = _begun(master, file, log)
        try:
            yield SparkSession(context)
        finally:
            _end(context)


def _refuse_without_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")):
        where = f"{home} (JAVA_HOME)" if home else "the PATH"
        raise CuadernoError(
            f"Spark needs Java, and there is none in {where}. Install Java 17 or later (on Debian: apt-get install "
            "openjdk-17-jre-headless), or set JAVA_HOME."
        )


def _refuse_unreachable(master: str) -> None:
    """Raise CuadernoError where no standalone master answers: Spark itself would take a minute to say so."""
    if not master.startswith(_STANDALONE):
        return
    why = ""
    for place in master.removeprefix(_STANDALONE).split(","):
        host, _, port = place.rpartition(":")
        if not host or not port.isdigit():
            raise QuestionError(f"{master} is no address of a master. Write it as spark://host:7077.")
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS).close()
        except (OSError, OverflowError) as error:
            why = str(error)
        else:
            return
    raise CuadernoError(
        f"No master answers at {master} ({why}). Check the address and that it runs; its page shows the address to use."
    )


@contextlib.contextmanager
def _python_for(master: str | None) -> Iterator[None]:
    """Where the workers run on this machine they run the same Python, unless another is named."""
    before = os.environ.get(_PYTHON)
    here = master is None or master.startswith("local")
    if before is None and here and _SUBMITTED not in os.environ:
        os.environ[_PYTHON] = sys.executable
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_PYTHON, None)


def _begun(master: str | None, file: Any, log: Path) -> SparkContext:
    """A context of our own; Java and all that it says are kept out of the terminal."""
    from pyspark import SparkConf, SparkContext, java_gateway

    launch: Any = java_gateway.launch_gateway
    conf = SparkConf(loadDefaults=False)
    conf.setAppName("cuaderno scan")
    conf.set("spark.ui.showConsoleProgress", "false").set("spark.sql.catalogImplementation", "in-memory")
    if _SUBMITTED in os.environ:  # its Java writes to the terminal
        conf.set("spark.log.level", "ERROR")
    else:
        conf.set("spark.ui.enabled", "false")
    if master:
        conf.setMaster(master)
    interrupt = signal.getsignal(signal.SIGINT)
    gateway = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            gateway = launch(conf, {"stdout": file, "stderr": subprocess.STDOUT})
            context = SparkContext(conf=conf, gateway=gateway)
    except Exception as error:  # of Java, of Spark or of the bridge between them
        told = not_started(error, log)  # asks Java, so before it ends
        if gateway is not None:
            _close(gateway)
        raise told from error
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, interrupt)
    return context


def _end(context: SparkContext) -> None:
    """End a context, and the Java that was begun for it."""
    gateway = context._gateway
    with contextlib.suppress(Exception):
        context.stop()
    _close(gateway)


def _close(gateway: Any) -> None:
    from pyspark import SparkContext

    process = gateway.proc
    if process is None:  # of spark-submit, which ends it
        return
    with contextlib.suppress(Exception):
        gateway.shutdown()
    process.stdin.close()
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    SparkContext._gateway = SparkContext._jvm = None
