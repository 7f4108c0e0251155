"""One command as a whole process: wall seconds, seconds of processors, and peak memory.

A child's peak memory is never reported smaller than its parent's at the moment it was started, so the command
is started by a fresh, small process: this file itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """Wall seconds, peak resident bytes of the command's largest process, what it printed, and seconds of processors."""

    seconds: float
    peak: int
    output: str
    cpu: float


def measured(command: list[str]) -> Measured:
    """Run `command` and measure it; `subprocess.CalledProcessError` where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        starter = [sys.executable, "-S", "-E", __file__, str(report), *command]
        finished = subprocess.run(starter, stdout=subprocess.PIPE, text=True, check=True)
        figures = json.loads(report.read_text())
    return Measured(figures["seconds"], figures["peak"], finished.stdout, figures["cpu"])


def _start(report: str, command: list[str]) -> int:
    begun = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - begun
    figures = {"seconds": seconds, "peak": usage.ru_maxrss * 1024, "cpu": usage.ru_utime + usage.ru_stime}
    Path(report).write_text(json.dumps(figures))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(_start(sys.argv[1], sys.argv[2:]))
