"""How fast a corpus is scanned: the gate alone, the whole scan, and of a WARC merely unpacking it, in the same run.

    corpus_measure.py FILE [--runs 3]       figures as JSON: MB/s of the file unpacked, median and spread, and the share that is kept

Seconds are of this process's processor, so that other work on the machine disturbs them less; `wall` beside them are seconds of the clock.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cuaderno.corpus.fields import USUAL
from cuaderno.corpus.gate import gate
from cuaderno.corpus.inputs import WARC, inputs_of, kind_of, pieces_of
from cuaderno.corpus.lines import _blocks, _bounds, opened
from cuaderno.corpus.records import batches
from cuaderno.corpus.scan import Counts, scan

CHUNK = 1 << 20


def main() -> None:
    """Print the figures of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    path = str(wanted.file)
    works: dict[str, Callable[[str], Any]] = {"unpack": unpack, "gate": gated, "scan": scanned}
    size = unpack(path)
    found: dict[str, Any] = {"file": wanted.file.name, "bytes": size}
    for name, work in works.items():
        found[name] = measured(lambda work=work: work(path), size, wanted.runs)  # type: ignore[misc]
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(found, indent=1))


def measured(work: Callable[[], Any], size: int, runs: int) -> dict[str, Any]:
    """MB/s of several runs after one that warms up, and what the work gave."""
    given = work()
    cpu, wall = [], []
    for _ in range(runs):
        began, clock = time.process_time(), time.perf_counter()
        work()
        cpu.append(size / 1e6 / (time.process_time() - began))
        wall.append(size / 1e6 / (time.perf_counter() - clock))
    return {
        "mb_s": round(statistics.median(cpu)),
        "spread": [round(min(cpu)), round(max(cpu))],
        "wall": round(statistics.median(wall)),
        "cpu_seconds": size / 1e6 / statistics.median(cpu),
        "seconds": size / 1e6 / statistics.median(wall),
        "gave": given,
    }


def unpack(path: str) -> int:
    """Read the file, or merely unpack it, with the library that the scan unpacks with; its size unpacked."""
    if path.endswith(".warc.gz"):
        from fastwarc.stream_io import GzipReader

        stream: Any = GzipReader(path)
    else:
        stream = opened(path)
    return sum(map(len, iter(lambda: stream.read(CHUNK), b"")))


def gated(path: str) -> dict[str, int]:
    """The gate alone: how many records it keeps of how many."""
    kept = records = 0
    if kind_of(Path(path)) == WARC:
        for batch in _batches(path):
            records += batch.records
            kept += batch.documents.num_rows if batch.documents is not None else 0
        return {"records": records, "kept": kept}
    with opened(path) as stream:
        for block, _, whole, _ in _blocks(stream, 0, None):
            bounds = _bounds(block, whole)
            records += len(bounds) - 1
            kept += len(gate().kept(block, bounds))
    return {"records": records, "kept": kept}


def scanned(path: str) -> dict[str, int]:
    """The whole scan: what became of the documents."""
    counts = Counts()
    for batch in _batches(path):
        counts += Counts(documents=batch.dismissed, dismissed=batch.dismissed)
        if batch.documents is not None:
            counts += scan(batch.documents).counts
    return {
        "documents": counts.documents,
        "dismissed": counts.dismissed,
        "searched": counts.searched,
        "claims": counts.claims,
    }


def _batches(path: str) -> Iterator[Any]:
    for piece in pieces_of(inputs_of([path], Path("nowhere"))):
        yield from batches(piece, USUAL)


if __name__ == "__main__":
    main()
