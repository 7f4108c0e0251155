"""One core and two, and whether the queueing model would have told it: what each stage costs is measured, the rest is predicted."""

from __future__ import annotations

import json
import os
import subprocess
from itertools import islice
from pathlib import Path

from corpus_files import Corpora
from corpus_runs import Figures, given, ours, pinned, scanned, timed
from queueing import Station, cores, seconds, server

from cuaderno.corpus.inputs import PIECE

STAGES = ("gate", "decode", "find", "write")
TINY = 40
"""Lines in each of the small files by which the start is measured."""


def measure(made: Corpora, out: Path, runs: int) -> Figures:
    """Seconds on one core and two, the stages of both forms, and the prediction."""
    every = range(1, min(os.cpu_count() or 1, 2) + 1)
    found: Figures = {
        "scan": {str(count): _scan(made.text, out, count, runs) for count in every},
        "start": {str(count): _start(made, out, count, runs) for count in every},
        "together": together(made.text, runs) if len(every) > 1 else 1.0,
        "text": given(ours("corpus_stages.py", "stages", str(made.text))),
        "web": given(ours("corpus_stages.py", "stages", str(made.web))),
        "read": timed(["sh", "-c", 'cat "$0" > /dev/null', str(made.text)], runs)["seconds"],
    }
    found["predicted"] = {str(count): predicted(found, count) for count in every}
    return found


def _scan(file: Path, out: Path, count: int, runs: int) -> Figures:
    return scanned(file, out / f"cores-{count}", runs, "--jobs", str(count), cpus=f"0-{count - 1}")


def _start(made: Corpora, out: Path, count: int, runs: int) -> float:
    """Seconds of a scan in which there is next to nothing to do: processes, imports, patterns, an end."""
    folder = out / f"tiny-{count}"
    folder.mkdir(exist_ok=True)
    relevant = made.shares[max(made.shares)]
    with relevant.open("rb") as lines:
        for number in range(count):
            (folder / f"{number}.jsonl").write_bytes(b"".join(islice(lines, TINY)))
    return float(_scan(folder, out, count, runs)["seconds"])


def together(file: Path, runs: int) -> float:
    """How fast a core goes beside a busy one, against one alone: both gate the same file."""
    command = ours("corpus_stages.py", "gate", str(file), "--runs", str(runs))
    alone = given(command)["seconds"]
    both = [subprocess.Popen(pinned(command, str(core)), stdout=subprocess.PIPE, text=True) for core in (0, 1)]
    found = [json.loads(one.communicate()[0])["seconds"] for one in both]
    return float(min(alone / (sum(found) / len(found)), 1.0))


def network(stages: Figures, pieces: float, count: int, together: float, read: float) -> list[Station]:
    """The stations of one machine: its cores, on which a piece is gated, decoded, searched and written, and what it is read from."""
    work = max(sum(stages[name] for name in STAGES) - read, 0.0)  # the gate was measured with its reading
    return [cores("cores", work / pieces, count, together), server("reading", read / pieces)]


def predicted(found: Figures, count: int) -> Figures:
    """Seconds of the whole scan by so many processes on so many cores, of which its parts."""
    stages = found["text"]
    pieces = max(stages["bytes"] / PIECE, 1.0)
    # Of the start the model says nothing: it is what a scan of next to nothing takes.
    work = seconds(network(stages, pieces, count, found["together"], found["read"]), count, pieces)
    end = stages["finish"] / max(stages["finished"], 1) * stages["claims"]
    start = found["start"][str(count if pieces > 1 else 1)]
    return {"seconds": start + work + end, "start": start, "work": work, "end": end, "pieces": pieces}
