"""The monthly contributions of one country; the table does not say which one, only its file's name does."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from cuaderno.errors import ReadingError
from cuaderno.reading.csv import read_header
from cuaderno.reading.table import Table

HEADER = ("Date", "Troops", "Police", "Experts")

_COUNTRY = re.compile(r"monthly_([a-z]+(?:_[a-z]+)*)")


def read(path: Path, layout: str) -> Table:
    """The rows of the file, each with the country that the file's name gives.

    Raises ReadingError if the header is another, a row has another width, or the name gives no country.
    """
    header = read_header(path)
    if header.columns != HEADER:
        raise ReadingError(
            f"{path.name} has the columns {', '.join(header.columns)[:200]} where a table of {layout} has {', '.join(HEADER)}. Check "
            "that it is the publisher's file; nothing has been taken in."
        )
    country = _COUNTRY.search(path.name.lower())
    if country is None:
        raise ReadingError(
            f"{path.name} does not say in its name which country it is of, and no column says it: name it as the collection does, "
            "ipi_monthly_colombia_1990_2014.csv. Nothing has been taken in."
        )
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file, strict=True) if row][1:]
    except (csv.Error, UnicodeDecodeError):
        raise ReadingError(
            f"{path.name} is damaged: it is no CSV text in UTF-8 throughout. Download it again; nothing has been taken in."
        ) from None
    for number, row in enumerate(rows, 2):
        if len(row) != len(HEADER):
            raise ReadingError(
                f"{path.name}, row {number}: it has {len(row)} fields where the header has {len(HEADER)}. The file is damaged; "
                "nothing has been taken in."
            )
    return Table((*HEADER, "country"), [(*row, country[1].replace("_", " ")) for row in rows])
