"""Finding claims in documents: how many documents a second, and what of the annotated amounts is got right.

    finding.py speed DOCUMENTS [--first N]     seconds over the first N documents, as JSON
    finding.py check FILE                      seconds of one check of a file, warm: the median of nine
    finding.py right FOLDER                    of the amounts annotated in FOLDER/*.gold.json, how many values and fiscal-year ranges

`finding_peers.py` answers the same two questions for the peers.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

NEAR = 1e-3
"""Two values count as one when they differ by no more than so much of the larger."""


def read_documents(path: Path, first: int | None) -> list[dict[str, Any]]:
    """The first documents of the generated file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, first)]


def amounts(folder: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Each annotated text with its language and its amounts of money; restatements and civil matters left out."""
    for gold in sorted(folder.glob("*.gold.json")):
        text = (folder / f"{gold.name.removesuffix('.gold.json')}.txt").read_text(encoding="utf-8")
        rows = [row for row in json.loads(gold.read_text(encoding="utf-8")) if _counts(row)]
        yield text, "es" if gold.name.startswith("es_") else "en", rows


def _counts(row: dict[str, Any]) -> bool:
    note = row.get("note") or ""
    plain = row["kind"] == "money" and row.get("value") is not None and row.get("unit") != "percent"
    return plain and not note.startswith("CEILING") and "DUP" not in note and "CIVIL" not in note


def fiscal(row: dict[str, Any]) -> tuple[str, str] | None:
    """The range of fiscal years that a row names, None where it names no range."""
    start, end = row.get("period_start") or "", row.get("period_end") or ""
    return (start, end) if start.startswith("FY") and end.startswith("FY") and start != end else None


def same(one: float, other: float) -> bool:
    """Whether two values are one."""
    return abs(one - other) <= NEAR * max(abs(one), abs(other))


def speed(path: Path, first: int | None) -> dict[str, Any]:
    """Every claim with all its slots, one process."""
    from cuaderno.documents.finding import find_in

    documents = read_documents(path, first)
    find_in("From FY 2017 to FY 2023, the U.S. provided $1 million to Colombia.", language="en")
    begun = perf_counter()
    found = sum(len(find_in(one["text"], language=one["language"])) for one in documents)
    return {"documents": len(documents), "seconds": perf_counter() - begun, "found": found}


def right(folder: Path) -> dict[str, int]:
    """How many of the annotated amounts have their value, and of the ranges of fiscal years, how many are read."""
    from cuaderno.documents.finding import find_in

    tally = {"amounts": 0, "values": 0, "ranges": 0, "fiscal": 0}
    for text, language, rows in amounts(folder):
        claims = [one for one in find_in(text, language=language) if one.kind == "money" and one.value is not None]
        for row in rows:
            mine = [one for one in claims if one.value is not None and same(float(one.value), float(row["value"]))]
            tally["amounts"] += 1
            tally["values"] += bool(mine)
            if fiscal(row):
                tally["ranges"] += 1
                tally["fiscal"] += any((one.period_start, one.period_end) == fiscal(row) for one in mine)
    return tally


def check(path: Path) -> dict[str, Any]:
    """All claims of a document held against the ledger, the document read and its claims found before."""
    from cuaderno.checking.check import check as checked
    from cuaderno.documents.finding import find
    from cuaderno.ledger.ledger import open_ledger
    from cuaderno.reading.opening import open_document

    document, store = open_document(path), open_ledger().store
    claims = find(document)
    taken = []
    for _ in range(10):
        begun = perf_counter()
        checked(document, claims, store)
        taken.append(perf_counter() - begun)
    return {"seconds": median(taken[1:]), "claims": len(claims)}


def main() -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "right", "check"])
    parser.add_argument("path", type=Path)
    parser.add_argument("--first", type=int)
    wanted = parser.parse_args()
    if wanted.what == "speed":
        given = speed(wanted.path, wanted.first)
    else:
        given = right(wanted.path) if wanted.what == "right" else check(wanted.path)
    print(json.dumps(given))


if __name__ == "__main__":
    main()
