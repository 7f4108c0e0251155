"""A made-up publication in the layout of ForeignAssistance.gov's country totals, as long as a real one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

NAMES = Path(__file__).parents[2] / "src" / "cuaderno" / "sources" / "foreign_assistance" / "names.csv"
HEADER = (
    "country_code", "country_name", "region_id", "region_name", "income_group_acronym", "income_group_name",
    "transaction_type_id", "transaction_type_name", "fiscal_year", "current_amount", "constant_amount",
)  # fmt: skip
BASE = 2020
Key = tuple[str, int]


def publication(
    path: Path,
    *,
    years: range = range(1950, 2024),
    changed: dict[Key, int] | None = None,
    without: tuple[Key, ...] = (),
    times: int = 1,
) -> Path:
    """Write obligations of every recipient of the name table; `changed` and `without` go by name and fiscal year.

    Amounts are 1000 a year after 1900 for everyone; constant dollars are those of 2020.
    """
    changed = changed or {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for name in list(_names()) * times:
            for year in years:
                if (name, year) not in without:
                    amount = changed.get((name, year), 1000 * (year - 1900))
                    middle = ("1", "Region", "NULL", "NULL", "2", "Obligations")
                    writer.writerow(("XXX", name, *middle, year, amount, amount + 100 * (BASE - year)))
    return path


def _names() -> Iterator[str]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"] and not row["rule"]:
                yield row["published"]
