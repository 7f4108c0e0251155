"""Commands of the side `corpus` as processes on cores of their own: medians, spread, seconds of the processor, peak memory."""

from __future__ import annotations

import json
import shutil
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from measure import Measured, measured

HERE = Path(__file__).parent
CUADERNO = str(Path(sys.executable).with_name("cuaderno"))
Figures = dict[str, Any]


def pinned(command: Sequence[str], cpus: str = "0") -> list[str]:
    """A command that may use these cores only."""
    return ["taskset", "--cpu-list", cpus, *command]


def ours(name: str, *said: str) -> list[str]:
    """A file of this folder, run by our own Python."""
    return [sys.executable, str(HERE / name), *said]


def given(command: Sequence[str]) -> Figures:
    """What a command prints as JSON, run on one core."""
    found: Figures = json.loads(measured(pinned(command)).output)
    return found


def timed(command: Sequence[str], runs: int) -> Figures:
    """Whole processes on one core, after one that is not counted: medians and spread."""
    taken = [measured(pinned(command)) for _ in range(runs + 1)][1:]
    return summed(taken)


def summed(taken: Sequence[Measured]) -> Figures:
    """Median, spread, seconds of the processor and peak memory of several runs."""
    seconds = [one.seconds for one in taken]
    return {
        "seconds": statistics.median(seconds),
        "spread": [min(seconds), max(seconds)],
        "cpu": statistics.median(one.cpu for one in taken),
        "peak": max(one.peak for one in taken),
    }


def scanned(file: Path, out: Path, runs: int, *options: str, cpus: str = "0") -> Figures:
    """`cuaderno scan` from nothing, and its summary."""
    taken: list[Measured] = []
    for _ in range(runs):
        shutil.rmtree(out, ignore_errors=True)
        command = [CUADERNO, "scan", str(file), "-o", str(out), "--format", "json", *options]
        taken.append(measured(pinned(command, cpus)))
    summary = json.loads(taken[-1].output)
    if summary["set_aside"]:
        sys.exit(
            f"{summary['set_aside']:,} of the generated documents are set aside: {summary['set_aside_by_reason']}."
        )
    kept = ("documents", "dismissed", "elsewhere", "searched", "set_aside", "claims", "distinct")
    return summed(taken) | {name: summary[name] for name in kept}


def middle(runs: Sequence[Figures]) -> Figures:
    """Of runs that measure themselves the one in the middle, with the spread of all."""
    order = sorted(runs, key=lambda one: float(one["seconds"]))
    return order[len(order) // 2] | {"spread": [order[0]["seconds"], order[-1]["seconds"]]}
