"""Every figure of docs/benchmarks.md: the file is made where it is missing, then each side is measured.

    python benchmarks/run.py                     both sides at 4,000,000 rows, the page printed
    python benchmarks/run.py --sides ours        one side again, beside the other's last figures
    python benchmarks/run.py --sides --write     nothing measured, the pages written: docs/benchmarks.md, docs/scale.md

A side is a file in this folder, left out where it is missing. Ours is ours.py with the subcommands
`build CSV LEDGER`, which prints the number of rows taken in as its last word, `questions LEDGER` and
`brief LEDGER`; these two print medians of warm runs as JSON, {question: {"seconds": …, "rows": …}} and
{"seconds": …}.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path
from typing import Any

import generate
import generate_documents
import generate_iati
from measure import Measured, measured
from page import page
from scale import scale

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
SCALE = HERE.parent / "docs" / "scale.md"
TEXTS = HERE.parents[1] / "shared" / "documents"  # annotated texts; without them their two columns stay empty
DOCUMENTS = 5_000
DOCUMENTS_OF_PEERS = 100
"""The peers read so many of the documents: the slowest would need an hour for all."""
CORPUS, RUNS = 100_000, 3
"""Documents of the corpus that is scanned, and runs of each work on it."""
FINDERS = ("spacy", "quantulum3", "recognizers")


def main() -> None:
    """Measure the sides asked for and print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=4_000_000)
    parser.add_argument("--sides", nargs="*", choices=list(SIDES), default=[s for s in SIDES if _is_here(s)])
    parser.add_argument("--folder", type=Path, default=HERE / "data", help="where the file and what is built stand")
    parser.add_argument(
        "--write", action="store_true", help="write docs/benchmarks.md and docs/scale.md instead of printing"
    )
    wanted = parser.parse_args()
    published = wanted.folder / ("complete.csv" if wanted.rows == 4_000_000 else f"complete-{wanted.rows}.csv")
    if wanted.sides and not generate.stands(published, rows=wanted.rows, seed=1):
        generate.generate(published, rows=wanted.rows, seed=1)
    if wanted.sides:
        _read_once(published)
    kept = wanted.folder / f"measured-{wanted.rows}.json"
    results: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
    for side in wanted.sides:
        results["file"] = {"rows": wanted.rows, "bytes": published.stat().st_size, "cores": os.cpu_count()}
        results[side] = SIDES[side](published, wanted.folder)
        _check_rows(results[side]["builds"], wanted.rows)
        kept.write_text(json.dumps(results, indent=1))
    text = page(results)
    if wanted.write:
        PAGE.write_text(text, encoding="utf-8")
        if "corpus" in results:
            SCALE.write_text(scale(results["corpus"]), encoding="utf-8")
    else:
        print(text)


def _read_once(published: Path) -> None:
    """Bring the file into the operating system's cache, so that no side pays for the disk."""
    with published.open("rb") as stream:
        while stream.read(1 << 24):
            pass


def _check_rows(builds: dict[str, dict[str, Any]], rows: int) -> None:
    """Stop where a side has not seen every row, line breaks and all: its seconds would mean nothing."""
    for name, built in builds.items():
        if built["rows"] != rows:
            sys.exit(f"{name} has taken in {built['rows']:,} of {rows:,} rows: its figures are not kept.")


def _is_here(side: str) -> bool:
    return (HERE / f"{side}.py").exists()


def peers(published: Path, folder: Path) -> dict[str, Any]:
    """DuckDB's count, the pandas frame, the SQLite table and its questions."""
    frame, table = folder / "frame.parquet", folder / "table.sqlite"
    builds = {
        "duckdb": _built("peers", "duckdb-count", published),
        "pandas": _built("peers", "pandas-frame", published, frame) | {"bytes": frame.stat().st_size},
        "pandas_plain": _built("peers", "pandas-plain", published, frame),
        "sqlite_plain": _built("peers", "sqlite-plain", published, table),
        "sqlite": _built("peers", "sqlite-table", published, table) | {"bytes": table.stat().st_size},
    }
    asked = json.loads(_run("peers", "sqlite-questions", table).output)
    for built in (frame, table):
        built.unlink()
    versions = {
        "duckdb": version("duckdb"),
        "pandas": version("pandas"),
        "pyarrow": version("pyarrow"),
        "sqlite": sqlite3.sqlite_version,
    }
    return {"builds": builds, "questions": asked, "versions": versions}


def ours(published: Path, folder: Path) -> dict[str, Any]:
    """The ledger built from the same file, its questions and one brief."""
    ledger = folder / "ledger"
    shutil.rmtree(ledger, ignore_errors=True)
    built = _built("ours", "build", published, ledger)
    built["bytes"] = sum(part.stat().st_size for part in ledger.rglob("*") if part.is_file())
    asked = json.loads(_run("ours", "questions", ledger).output)
    brief = _run("ours", "brief", ledger)
    briefs = json.loads(brief.output) | {"process_seconds": brief.seconds, "peak": brief.peak}
    return {"builds": {"cuaderno": built}, "questions": asked, "brief": briefs}


def readers(_: Path, folder: Path) -> dict[str, Any]:
    """What SQL cannot read, each reader beside the plain way; seconds a record are of whole processes."""
    activities = folder / "iati.xml"
    if not activities.exists():
        generate_iati.generate(activities, size=200 * generate_iati.MEGABYTE, seed=1)
    _read_once(activities)
    size = activities.stat().st_size
    iati = {work: _built("readers", work, activities) | {"bytes": size} for work in ("iati", "iterparse")}
    return {"builds": {}, "xml": iati, "pdf": {work: _built("readers", work) for work in ("pdf", "pdf-text")}}


def finding(_: Path, folder: Path) -> dict[str, Any]:
    """Claims found in 5,000 documents, and the peers on the first of them; what each reads of annotated amounts."""
    documents, peers_python = folder / "documents.jsonl", _peers_environment(folder)
    if not documents.exists():
        generate_documents.generate(documents, DOCUMENTS)
    sides = {"cuaderno": [sys.executable, str(HERE / "finding.py")]}
    found: dict[str, Any] = {"speed": {}, "right": {}}
    for name in ("cuaderno", *FINDERS):
        command = sides.get(name) or [str(peers_python), str(HERE / "finding_peers.py")]
        named = [] if name == "cuaderno" else [name]
        few = [] if name == "cuaderno" else ["--first", str(DOCUMENTS_OF_PEERS)]
        run = measured([*command, "speed", *named, str(documents), *few])
        found["speed"][name] = json.loads(run.output) | {
            "peak": run.peak,
            "bytes": documents.stat().st_size / DOCUMENTS,
        }
        if TEXTS.is_dir():
            found["right"][name] = json.loads(measured([*command, "right", *named, str(TEXTS)]).output)
    if TEXTS.is_dir():
        sheet = str(TEXTS / "seed_state_fact_sheet.txt")
        cold = [
            measured([str(Path(sys.executable).with_name("cuaderno")), "check", sheet, "--format", "json"]).seconds
            for _ in range(5)
        ]
        warm = json.loads(measured([*sides["cuaderno"], "check", sheet]).output)
        found["check"] = {"cold": sorted(cold)[2], **warm}
    return {"builds": {}, **found}


def serving(published: Path, folder: Path) -> dict[str, Any]:
    """The explorer and the API under load on both ledgers, and what a server bears."""
    ledger = folder / "ledger"
    if not ledger.exists():
        _built("ours", "build", published, ledger)
    python = _peers_environment(folder)
    command = [sys.executable, str(HERE / "serving.py")]
    ledgers = {"edition": "edition", "large": str(ledger)}
    return {"builds": {}} | {
        name: json.loads(measured([*command, one, str(python), str(folder)]).output.splitlines()[-1])
        for name, one in ledgers.items()
    }


def corpus(_: Path, folder: Path) -> dict[str, Any]:
    """`cuaderno scan` beside its peers on corpora of 100,000 documents and a million."""
    command = [sys.executable, str(HERE / "corpus.py"), str(folder / "corpus"), str(_peers_environment(folder))]
    texts = ["--texts", str(TEXTS)] if TEXTS.is_dir() else []
    run = measured([*command, *texts, "--documents", str(CORPUS), "--runs", str(RUNS)])
    found: dict[str, Any] = json.loads(run.output.splitlines()[-1])
    return {"builds": {}} | found


def _peers_environment(folder: Path) -> Path:
    """The Python of an environment that holds peers.txt, made where it is missing or older than the list."""
    home, wanted = folder / "peers", HERE / "peers.txt"
    python, stamp = home / "bin" / "python", home / "made"
    if not stamp.exists() or stamp.stat().st_mtime < wanted.stat().st_mtime:
        venv.create(home, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--requirement", wanted], check=True)
        stamp.touch()
    return python


def _built(side: str, work: str, *files: Path) -> dict[str, Any]:
    figures = _run(side, work, *files)
    return {"seconds": figures.seconds, "peak": figures.peak, "rows": int(figures.output.split()[-1])}


def _run(side: str, work: str, *files: Path) -> Measured:
    return measured([sys.executable, str(HERE / f"{side}.py"), work, *map(str, files)])


SIDES = {"peers": peers, "ours": ours, "readers": readers, "finding": finding, "serving": serving, "corpus": corpus}

if __name__ == "__main__":
    main()
