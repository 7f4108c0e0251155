"""The measured figures as the page docs/benchmarks.md."""

from __future__ import annotations

import statistics
from typing import Any

from corpus_page import corpus_page
from peers import questions
from tables import table

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
    if "corpus" in results:
        parts += ["## Scanning a corpus", *corpus_page(results["corpus"])]
    if "serving" in results:
        parts += ["## Serving", *_serving(results["serving"])]
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
    return table(head, rows)


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
    return table(["", *shown.values(), *(["SQLite against ours"] if len(shown) == len(sides) else [])], rows)


def _brief(brief: dict[str, float]) -> str:
    first = (
        f"{brief['first'] * 1000:,.0f} ms for a place that is asked for the first time, and "
        if "first" in brief
        else ""
    )
    html = f" Its HTML takes {brief['html'] * 1000:,.0f} ms." if "html" in brief else ""
    return (
        f"In a warm process the data of a brief takes {first}{brief['seconds'] * 1000:,.2f} ms for one that was asked for before: "
        f"an open ledger keeps the last.{html} The whole process that measures it takes {brief['process_seconds']:.2f} s and "
        f"{brief['peak'] / 1e6:,.0f} MB."
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
    return table(["", "seconds", "peak memory, MB", "rate"], rows)


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
    parts = [said, table(head, rows)]
    if "check" in found:
        one = found["check"]
        parts.append(
            f"Checking the State Department's fact sheet: {one['cold']:.2f} s as a cold process, {one['seconds'] * 1000:,.0f} ms "
            f"for all its {one['claims']} claims in a warm one."
        )
    return parts


FASTEST = {
    "totals": "totals, each for the first time",
    "totals_again": "a thousand totals again and again",
    "rows": "rows, each for the first time",
    "rows_again": "a thousand rows again and again",
}
SERVED = {"edition": "the bundled edition", "large": "with the file above"}


def _serving(served: dict[str, Any]) -> list[str]:
    """The load, the peer, and what was borne; milliseconds are the client's."""
    known = {name: one for name, one in served.items() if name in SERVED}
    loads, beside = [], []
    for name, one in known.items():
        load, (before, after) = one["load"], one["memory"]
        times = [f"{load[part]:,.1f}" for part in ("p50", "p90", "p99", "most")]
        times.append(f"{load['core_ms']:,.2f}")
        errors = f"{load['refused'] + load['broken']:,}"
        grown = [f"{before / 1e6:,.0f}", f"{after / 1e6:,.0f}"]
        loads.append([SERVED[name], f"{one['entries']:,}", f"{load['a_second']:,.0f}", *times, errors, *grown])
        for what, title in FASTEST.items():
            mine, other = (one[side][what] for side in ("ours", "datasette"))
            cells = [f"{side['a_second']:,.0f}" for side in (mine, other)]
            cells += [f"{side['core_ms']:,.2f}" for side in (mine, other)]
            beside.append([f"{title}, {SERVED[name]}", *cells, f"{mine['a_second'] / other['a_second']:,.1f} ×"])
    head = [
        "",
        "statements",
        "requests/s",
        "median, ms",
        "p90",
        "p99",
        "longest",
        "of a core, ms",
        "errors",
        "memory before, MB",
        "after",
    ]
    said = (
        "A constant rate for a minute by wrk on the same machine: half all-distinct questions to the API, a quarter all-distinct statement "
        "pages, a quarter country pages of which one in ten has a state not asked before; `cuaderno serve` as it is. Then the same "
        "totals and rows as fast as each server answers them; Datasette serves them from SQLite with the indexes they need."
    )
    rates = [
        "",
        "Cuaderno, requests/s",
        "Datasette, requests/s",
        "Cuaderno, ms of a core",
        "Datasette, ms of a core",
        "requests/s against Datasette",
    ]
    return [
        said,
        table(head, loads),
        table(rates, beside),
        *(_borne(SERVED[name], one["borne"]) for name, one in known.items()),
    ]


def _borne(ledger: str, borne: dict[str, Any]) -> str:
    cases = {"slow": "50 slow clients", "uploads": "200 open uploads", "leaving": "200 clients that leave"}
    told = "; ".join(
        f"{title}: {borne[name]['failed']} of {borne[name]['requests']} other requests failed, longest {borne[name]['longest']:,.0f} ms"
        for name, title in cases.items()
    )
    left = f"{borne['left']['processes']} processes and {borne['left']['files']} files are left"
    again = "answers again at once" if borne["again"] else "does not answer again"
    return f"{ledger[0].upper()}{ledger[1:]}: {told}. After `kill -9` {left}, and a server at the same address {again}."


def _milliseconds(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1000:,.2f}"
