"""The measured figures as the page docs/benchmarks.md."""

from __future__ import annotations

import statistics
from typing import Any

from peers import questions

BUILDS = {
    "cuaderno": "Cuaderno: a ledger with every row accounted for",
    "duckdb": "DuckDB: `select count(*) from read_csv(…)`, nothing kept",
    "pandas_plain": "pandas: the same eighteen columns as they come, numbered, hashed, sorted, `to_parquet`",
    "pandas": "pandas at its best: the same eighteen columns as categories and integers, numbered, hashed, joined, sorted, Parquet by pyarrow",
    "sqlite_plain": "SQLite: `.import` of all columns, three indexes, nothing set",
    "sqlite": "SQLite at its best: the same without a journal, in 500 MB of cache",
}


def page(results: dict[str, Any]) -> str:
    """The page; a side that was not measured has no column and no row."""
    parts = [
        "# Benchmarks",
        _file(results["file"]),
        _versions(results),
        "## Taking the file in",
        "Each line is one whole process: wall time, and the peak of its resident memory.",
        _builds(results),
        "## Asking",
        "Median of nine runs in a warm process, answer fetched; a figure's citations are looked up when they are first read, which these runs do not.",
        _questions(results),
    ]
    if "brief" in results.get("ours", {}):
        parts += ["## A brief", _brief(results["ours"]["brief"])]
    if "readers" in results:
        parts += ["## Reading what SQL cannot read", _readers(results["readers"])]
    if "finding" in results:
        parts += ["## Finding claims", *_finding(results["finding"])]
    return "\n\n".join(part for part in parts if part) + "\n"


def _file(file: dict[str, Any]) -> str:
    return (
        "One file in the layout of ForeignAssistance.gov's complete file, made by `benchmarks/generate.py`: "
        f"{file['rows']:,} rows, 51 columns, {file['bytes'] / 1e9:.2f} GB. {file['cores']} cores; the file "
        "was in the operating system's cache. Every figure comes from `python benchmarks/run.py`."
    )


def _versions(results: dict[str, Any]) -> str:
    versions = results.get("peers", {}).get("versions", {})
    return ", ".join(f"{name} {number}" for name, number in versions.items()) + "." if versions else ""


def _builds(results: dict[str, Any]) -> str:
    measured = results.get("ours", {}).get("builds", {}) | results.get("peers", {}).get("builds", {})
    own = measured.get("cuaderno")
    head = ["", "seconds", "peak memory, MB", "on disk, MB"] + (["seconds against ours"] if own else [])
    rows = []
    for name, title in BUILDS.items():
        if name not in measured:
            continue
        built = measured[name]
        size = f"{built['bytes'] / 1e6:,.0f}" if "bytes" in built else "–"
        row = [title, f"{built['seconds']:.1f}", f"{built['peak'] / 1e6:,.0f}", size]
        rows.append(row + ([f"{built['seconds'] / own['seconds']:.2f} ×"] if own else []))
    return _table(head, rows)


def _questions(results: dict[str, Any]) -> str:
    sides = {"ours": "Cuaderno, ms", "peers": "SQLite, ms"}
    shown = {side: title for side, title in sides.items() if side in results}
    rows: list[list[str]] = []
    ratios: list[float] = []
    for question in questions():
        seconds = [results[side]["questions"].get(question["id"], {}).get("seconds") for side in shown]
        row = [question["title"], *(_milliseconds(second) for second in seconds)]
        if len(shown) == len(sides):
            known = [second for second in seconds if second]
            ratio = known[1] / known[0] if len(known) == len(sides) else None
            ratios += [ratio] if ratio else []
            row.append(f"{ratio:.1f} ×" if ratio else "–")
        rows.append(row)
    if ratios:
        rows.append(["**median**", *("" for _ in shown), f"**{statistics.median(ratios):.1f} ×**"])
    return _table(["", *shown.values(), *(["SQLite against ours"] if len(shown) == len(sides) else [])], rows)


def _brief(brief: dict[str, float]) -> str:
    return (
        f"One brief takes {brief['seconds']:.2f} s in a warm process; the whole process that measures it "
        f"takes {brief['process_seconds']:.2f} s and {brief['peak'] / 1e6:,.0f} MB."
    )


READERS = {
    "iati": "Cuaderno: an IATI activity file (made by `benchmarks/generate_iati.py`) as records with shares and places",
    "iterparse": "lxml's `iterparse`: four texts of each transaction",
    "pdf": "Cuaderno: UN reports (the samples of every layout) as figures with country, mission, kind, sex and place",
    "pdf-text": "pypdfium2: the bare text of each page",
}


def _readers(read: dict[str, Any]) -> str:
    """Each reader as a whole process, start and imports counted."""
    rows = []
    for name, one in (read["xml"] | read["pdf"]).items():
        rate = f"{one['bytes'] / 1e6 / one['seconds']:,.0f} MB/s" if "bytes" in one else ""
        rate = rate or f"{one['rows'] / one['seconds']:,.0f} pages/s"
        rows.append([READERS[name], f"{one['seconds']:.1f}", f"{one['peak'] / 1e6:,.0f}", rate])
    return _table(["", "seconds", "peak memory, MB", "rate"], rows)


FINDERS = {
    "cuaderno": "Cuaderno: every claim with programme, stage, parties, hedge and period",
    "spacy": "spaCy, small English pipeline: entities",
    "quantulum3": "quantulum3, no classifier: quantities",
    "recognizers": "recognizers-text-suite: amounts of currency",
}


def _finding(found: dict[str, Any]) -> list[str]:
    """Documents a second, and the annotated amounts that are read; seconds are of a warm process."""
    own = found["speed"]["cuaderno"]
    rows = []
    for name, one in found["speed"].items():
        rate, got = one["documents"] / one["seconds"], found["right"].get(name)
        against = (own["documents"] / own["seconds"]) / rate
        read = [f"{got['values']} of {got['amounts']}", f"{got['fiscal']} of {got['ranges']}"] if got else ["–", "–"]
        megabytes = f"{rate * one['bytes'] / 1e6:,.2f}"
        rows.append([FINDERS[name], f"{one['documents']:,}", f"{rate:,.1f}", megabytes, f"{against:,.0f} ×", *read])
    head = ["", "documents", "documents/s", "MB/s", "against ours", "values read", "fiscal ranges read"]
    said = (
        "Documents of about 6 kB in English and Spanish (`benchmarks/generate_documents.py`), one process, one core. The last two "
        "columns are of the annotated texts: amounts of money whose value is read, ranges of fiscal years that are read."
    )
    parts = [said, _table(head, rows)]
    if "check" in found:
        one = found["check"]
        parts.append(
            f"Checking the State Department's fact sheet: {one['cold']:.2f} s as a cold process, {one['seconds'] * 1000:,.0f} ms "
            f"for all its {one['claims']} claims in a warm one."
        )
    return parts


def _milliseconds(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1000:,.2f}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
