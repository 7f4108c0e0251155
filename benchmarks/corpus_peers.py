"""The peers of a scan, each reading the whole corpus by its own usual call; run by the Python of their own environment (peers.txt).

    corpus_peers.py json FILE                      every line of a JSONL file parsed by the standard library
    corpus_peers.py orjson FILE                    the same by orjson
    corpus_peers.py trafilatura FILE --first N     the main text of the first N pages of a WARC.gz
    corpus_peers.py resiliparse FILE --first N     the same

Prints documents, their bytes (of pages unpacked), seconds of the clock and of the processor.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

LINES, PAGES = ("json", "orjson"), ("trafilatura", "resiliparse")


def pages(path: Path, first: int | None) -> list[bytes]:
    """The first pages of a WARC, unpacked before the clock runs."""
    warc: Any = import_module("fastwarc.warc")
    records = warc.ArchiveIterator(str(path), record_types=warc.WarcRecordType.response, parse_http=True)
    return [one.reader.read() for one in islice(records, first)]


def lines(path: Path, first: int | None) -> Iterator[bytes]:
    """The first lines of a file."""
    with path.open("rb") as file:
        yield from islice(file, first)


def reader(name: str) -> Callable[[bytes], Any]:
    """What is done with one line or page."""
    if name == "trafilatura":
        extract: Callable[..., Any] = import_module("trafilatura").extract
        return lambda page: extract(page.decode("utf-8"))
    if name == "resiliparse":
        plain: Callable[..., Any] = import_module("resiliparse.extract.html2text").extract_plain_text
        return lambda page: plain(page.decode("utf-8"), main_content=True)
    loads: Callable[[bytes], Any] = import_module(name).loads
    return loads


def main() -> None:
    """Run one peer and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=(*LINES, *PAGES))
    parser.add_argument("path", type=Path)
    parser.add_argument("--first", type=int)
    wanted = parser.parse_args()
    read = reader(wanted.peer)
    given = pages(wanted.path, wanted.first) if wanted.peer in PAGES else lines(wanted.path, wanted.first)
    count = size = 0
    begun, worked = perf_counter(), process_time()
    for one in given:
        read(one)
        count, size = count + 1, size + len(one)
    figures = {"seconds": perf_counter() - begun, "cpu": process_time() - worked}
    print(json.dumps({"documents": count, "bytes": size, **figures}))


if __name__ == "__main__":
    main()
