"""The readers of what SQL cannot read, each beside the plain way to read the same file: IATI XML, the PDF reports of the UN.

Each subcommand is one reader's whole work, to be measured as a process by run.py; it prints the number of records it read.
"""

from __future__ import annotations

import argparse
from importlib import import_module, resources
from itertools import chain, repeat
from pathlib import Path
from typing import Any

TIMES = 20
"""The sample reports are small: each is read so many times."""


def iati(published: Path) -> None:
    """Every transaction of an activity file as records ready for the engine, each part with its share and its place."""
    reader = import_module("cuaderno.sources.iati.read")
    print(sum(text.count("\n") for text in reader.read(published, "activities").lines))


def iterparse(published: Path) -> None:
    """Four texts of every transaction by lxml's iterparse, memory given back after each activity: how it is usually done."""
    etree: Any = import_module("lxml.etree")
    count = 0
    for _, activity in etree.iterparse(str(published), tag="iati-activity"):
        for one in activity.iterfind("transaction"):
            said = (
                one.findtext("value"),
                one.find("transaction-type"),
                one.find("transaction-date"),
                one.find("value"),
            )
            count += said[0] is not None
        activity.clear()
        while activity.getprevious() is not None:
            del activity.getparent()[0]
    print(count)


def reports() -> list[Path]:
    """The sample reports of the peacekeeping source, in every layout, `TIMES` over."""
    folder = Path(str(resources.files("cuaderno.sources") / "peacekeeping"))
    return list(chain.from_iterable(repeat(sorted(folder.glob("sample*.pdf")), TIMES)))


def pdf() -> None:
    """Every figure of the reports with its country, mission, kind, sex and place."""
    reader = import_module("cuaderno.sources.peacekeeping.read")
    card = import_module("cuaderno.sources.card").load_card("peacekeeping")
    layouts = [one.name for one in card.layouts if one.name != "hub"]
    errors = import_module("cuaderno.errors")
    for path in reports():
        for layout in layouts:
            try:
                sum(1 for _ in reader.read(path, layout).rows)
                break
            except errors.ReadingError:
                continue
    print(_pages())


def pdf_text() -> None:
    """The bare text of each page, by the same library."""
    pdfium: Any = import_module("pypdfium2")
    for path in reports():
        with pdfium.PdfDocument(path) as document:
            for page in document:
                page.get_textpage().get_text_bounded()
    print(_pages())


def _pages() -> int:
    pdfium: Any = import_module("pypdfium2")
    return sum(len(pdfium.PdfDocument(path)) for path in reports())


def main() -> None:
    """Run one reader."""
    works: dict[str, Any] = {"iati": iati, "iterparse": iterparse, "pdf": pdf, "pdf-text": pdf_text}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", choices=works)
    parser.add_argument("files", type=Path, nargs="*", help="the activity file")
    wanted = parser.parse_args()
    works[wanted.work](*wanted.files)


if __name__ == "__main__":
    main()
