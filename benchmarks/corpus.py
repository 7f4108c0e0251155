"""`cuaderno scan` beside its peers: text, web pages, dense documents, many short ones, one core and two, killed and resumed.

    corpus.py FOLDER PEERS_PYTHON [--documents 100000] [--runs 3] [--texts FOLDER]

Needs ripgrep, and taskset of util-linux. FOLDER holds the corpora, which are made where they are missing. Prints every figure as JSON. Seconds are of whole processes, start
and imports counted, pinned to one core where nothing else is said; `cpu` are seconds of the processor, which other work on the
machine disturbs less. What stands under `warm` is of one process that has read the file once (corpus_measure.py).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import corpus_cores
import generate_documents
from corpus_files import Corpora, corpora
from corpus_resume import killed_and_resumed
from corpus_runs import CUADERNO, HERE, Figures, given, middle, ours, scanned, timed
from measure import measured

FINDERS = ("spacy", "quantulum3", "recognizers")
DENSE, DENSE_OF_PEERS, PAGES_OF_TRAFILATURA, UNGATED_FINDER = 5_000, 50, 500, 2_000


def text(made: Corpora, python: Path, out: Path, runs: int) -> Figures:
    """JSONL: the scan, the gate, and what reading costs anybody; the claims held against those of the ungated path."""
    file = str(made.text)
    found: Figures = {"bytes": made.text.stat().st_size}
    found["scan"] = scanned(made.text, out / "gated", runs, "--jobs", "1")
    found["ungated"] = scanned(made.text, out / "ungated", 1, "--jobs", "1", "--ungated")
    found["same_claims"] = claims_of(out / "gated") == claims_of(out / "ungated")
    found["warm"] = given(ours("corpus_measure.py", file, "--runs", str(runs)))
    found["cat"] = timed(["sh", "-c", 'cat "$0" > /dev/null', file], runs)
    found["rg"] = timed(["sh", "-c", 'rg --no-config -j1 -a -c -e "$0" "$1" > /dev/null', money(), file], runs)
    for name in ("json", "orjson"):
        found[name] = timed([str(python), str(HERE / "corpus_peers.py"), name, file], runs)
    return found


def claims_of(out: Path) -> Any:
    """The table of claims of a result."""
    import pyarrow.parquet as pq

    return pq.read_table(out / "claims")


def money() -> str:
    """The gate's patterns of money as one expression over bytes."""
    from cuaderno.corpus import terms
    from cuaderno.corpus.expressions import dollars, expression

    patterns = [*map(expression, terms.scales()), *dollars()]
    return "(?-u)(?i)" + "|".join(f"(?:{one.expression})" for one in patterns)


def web(made: Corpora, python: Path, out: Path, runs: int) -> Figures:
    """WARC.gz: the scan beside merely unpacking it, and beside extracting the text of every page."""
    file = str(made.web)
    found: Figures = {"bytes": made.web.stat().st_size}
    found["scan"] = scanned(made.web, out / "web", runs, "--jobs", "1")
    found["warm"] = given(ours("corpus_measure.py", file, "--runs", str(runs)))
    for name in ("trafilatura", "resiliparse"):
        peer = [str(python), str(HERE / "corpus_peers.py"), name, file, "--first", str(PAGES_OF_TRAFILATURA)]
        found[name] = middle([given(peer) for _ in range(runs)])
    return found


def dense(folder: Path, python: Path, runs: int, first: int) -> Figures:
    """Documents that are all of the field, every claim with all its columns, beside the peers on the first of them."""
    file = folder / f"dense-{first}.jsonl"
    if not file.exists():
        generate_documents.generate(file, first)
    found: Figures = {"warm": given(ours("corpus_measure.py", str(file), "--runs", str(runs)))}
    few = str(min(first, DENSE_OF_PEERS))
    for name in FINDERS:
        peer = [str(python), str(HERE / "finding_peers.py"), "speed", name, str(file), "--first", few]
        found[name] = middle([given(peer) for _ in range(runs)])
    return found


def short(made: Corpora, out: Path, runs: int) -> Figures:
    """Many short documents on all cores: peak memory of the largest process, and the same bytes after three kills."""
    every = f"0-{(os.cpu_count() or 1) - 1}"
    found = scanned(made.short, out / "short", runs, cpus=every)
    killed = killed_and_resumed(made.short, out / "short", out / "resumed", kills=3)
    return {"bytes": made.short.stat().st_size, "scan": found, "killed": killed}


def shares(made: Corpora, runs: int) -> Figures:
    """How the scan grows with the share of relevant documents, warm."""
    return {
        str(share): given(ours("corpus_measure.py", str(file), "--runs", str(runs)))
        for share, file in made.shares.items()
    }


def spark(made: Corpora, out: Path) -> Figures | None:
    """The same corpus by Spark in this machine's cores, and whether its claims are those of the local run."""
    told = subprocess.run([CUADERNO, "scan", "--help"], capture_output=True, text=True, check=True).stdout
    if "--engine" not in told:
        return None
    count = os.cpu_count() or 1
    every = f"0-{count - 1}"
    local = scanned(made.text, out / "local", 1, cpus=every)
    by_spark = scanned(made.text, out / "spark", 1, "--engine", "spark", "--master", f"local[{count}]", cpus=every)
    same = claims_of(out / "local") == claims_of(out / "spark")
    return {"local": local, "spark": by_spark, "same_claims": same, "version": version("pyspark")}


def versions(python: Path) -> dict[str, str]:
    """Of everything measured."""
    names = ("hyperscan", "fastwarc", "pyarrow", "duckdb", "lxml")
    own = {"python": platform.python_version()} | {name: version(name) for name in names}
    wanted = "trafilatura", "resiliparse", "orjson", "spacy", "quantulum3", "recognizers-text-suite"
    asked = f"import importlib.metadata as m, json; print(json.dumps({{n: m.version(n) for n in {wanted!r}}}))"
    theirs: dict[str, str] = json.loads(
        subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout
    )
    rg = subprocess.run(["rg", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    return own | theirs | {"ripgrep": rg}


def measure(folder: Path, python: Path, documents: int, runs: int, texts: Path | None) -> Figures:
    """Every figure of the side."""
    if missing := [name for name in ("rg", "taskset") if shutil.which(name) is None]:
        sys.exit(f"{' and '.join(missing)} is missing: apt-get install ripgrep util-linux.")
    made, out = corpora(folder, documents), folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    for file in made.all:
        measured(["sh", "-c", 'cat "$0" > /dev/null', str(file)])
    loss = ours("corpus_loss.py", str(made.text), "--first", str(min(UNGATED_FINDER, documents)))
    found: Figures = {
        "documents": documents,
        "runs": runs,
        "load": os.getloadavg()[0],
        "versions": versions(python),
        "disk": sum(one.stat().st_size for one in made.all),
        "text": text(made, python, out, runs),
        "web": web(made, python, out, runs),
        "dense": dense(folder, python, runs, min(DENSE, documents)),
        "short": short(made, out, runs),
        "shares": shares(made, runs),
        "loss": given([*loss, *(["--texts", str(texts)] if texts else [])]),
    }
    found["cores"] = corpus_cores.measure(made, out, runs)
    found["spark"] = spark(made, out)
    shutil.rmtree(out)
    return found


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("python", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--texts", type=Path)
    wanted = parser.parse_args()
    print(json.dumps(measure(wanted.folder, wanted.python, wanted.documents, wanted.runs, wanted.texts)))


if __name__ == "__main__":
    main()
