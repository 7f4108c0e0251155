"""What went wrong on a cluster, as one paragraph."""

from __future__ import annotations

import re
from pathlib import Path

from cuaderno.errors import CuadernoError, LedgerError

_RAISED = re.compile(r"^(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*(?:Error|Exception|Refused)): *(\S.*)$", re.MULTILINE)
_MISSING = re.compile(r"ModuleNotFoundError: No module named '([\w.]+)'")
_OURS = re.compile(r"^cuaderno\.errors\.\w+: (.+)$", re.MULTILINE)
_ABORTED = re.compile(r"Job aborted due to stage failure: (.+)")
_TRACE = re.compile(r"^\s+(?:at |File |\.\.\. )|^\s*Caused by", re.MULTILINE)


def failed(error: BaseException) -> CuadernoError:
    """The error for a job that Spark gave up, from what the worker's Python said last."""
    said = str(error)
    if ours := _OURS.search(said):
        return LedgerError(ours.group(1))
    if missing := _MISSING.search(said):
        return CuadernoError(
            f"The Python of the workers has no {missing.group(1)}. Cuaderno itself is sent to them, the libraries it needs are not: "
            "install them there (pip install 'cuaderno[corpus,documents,spark]'), and name that Python in PYSPARK_PYTHON."
        )
    if aborted := _ABORTED.search(said):
        what = aborted.group(1).strip()
        if raised := _RAISED.findall(said[aborted.end() :]):
            what = f"{what} ({': '.join(raised[-1])})"
    else:
        what = first_line(said)
    return CuadernoError(
        f"Spark gave up: {what[:600]}. What is done is kept; the same command goes on with the pieces that are missing."
    )


def not_started(error: BaseException, log: Path) -> CuadernoError:
    """The error for a session that cannot be begun."""
    said = str(error)
    if "JAVA_GATEWAY_EXITED" in said or "Java gateway" in said:
        last = _last_of(log)
        if said := last.partition("SparkException: ")[2]:
            return CuadernoError(f"Spark cannot begin: {said}. Check --master and the configuration of Spark.")
        return CuadernoError(f"Spark does not start on this machine's Java: {last}. Spark 4 needs Java 17 or later.")
    java = getattr(error, "java_exception", None)
    message = str(java.getMessage() or java.toString()) if java is not None else said
    return CuadernoError(
        f"Spark cannot begin: {first_line(message)[:600]}. Check --master; what Spark itself said is in {log}."
    )


def first_line(said: str) -> str:
    """The first line that says something, without its full stop."""
    for line in said.splitlines():
        if line.strip() and not _TRACE.match(line):
            return line.strip().rstrip(".")
    return "it does not say why"


def _last_of(log: Path) -> str:
    """The last words of a log that say something."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    said = [line.strip() for line in lines if line.strip() and not _TRACE.match(line)]
    return said[-1].rstrip(".")[:300] if said else "it does not say why"
