"""Writes the made-up sample of the military expenditure workbook: `python -m tests.sources.milex_workbook` writes it anew.

The sheets, their titles' places, the colours and the signs are the publisher's form; every amount is invented.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from .make_samples import SOURCES, _timeless

SAMPLE = SOURCES / "military_spending" / "sample.xlsx"
CURRENT, CONSTANT, SHARE = "Current US$", "Constant (2022) US$", "Share of GDP"
YEARS = tuple(range(2019, 2024))
BLUE, RED = "0000FF", "FF0000"
Row = tuple[str, str, tuple[float | str, ...], tuple[str, ...]]
ROWS: dict[str, tuple[Row, ...]] = {
    CURRENT: (
        ("Colombia", "", (1000.5, 1100.25, 1200.123456, 1300.75, 1400), ("", "", "", "", BLUE)),
        ("Venezuela", "‖", ("...", 20.5, 21.5, 22.5, ". ."), ("", RED, RED, RED, "")),
        ("South Sudan", "† § 12", ("xxx", "xxx", 5, 6, 7), ("", "", BLUE, "", "")),
    ),
    CONSTANT: (
        ("Colombia", "", (1500.5, 1400.25, 1350.5, 1300.75, 1250), ("", "", "", "", BLUE)),
        ("Venezuela", "‖", ("...", 30.25, 26.125, 22.5, ". ."), ("", RED, RED, RED, "")),
        ("South Sudan", "† § 12", ("xxx", "xxx", 5.5, 6, 6.5), ("", "", BLUE, "", "")),
    ),
    SHARE: (
        ("Colombia", "", (0.0301, 0.03456789, 0.0312, 0.0288, 0.0275), ("", "", "", "", BLUE)),
        ("Venezuela", "‖", ("...", 0.0065, 0.006, 0.0055, ". ."), ("", RED, RED, RED, "")),
        ("South Sudan", "† § 12", ("xxx", "xxx", 0.02, 0.021, 0.022), ("", "", BLUE, "", "")),
    ),
}


def sample(change: Callable[[Workbook], None] = lambda _: None) -> bytes:
    """The workbook, after a `change` that a test makes to it."""
    book = Workbook()
    book.active.title = "Front page"
    for name in (CONSTANT, CURRENT, SHARE):
        _fill(book.create_sheet(name), name)
    book.create_sheet("Footnotes").append(("†", "Figures without military pensions"))
    change(book)
    written = io.BytesIO()
    book.save(written)
    return _timeless(written.getvalue())


def _fill(page: Worksheet, name: str) -> None:
    between = [None] if name == CONSTANT else []
    page.append(("A made-up workbook",))
    for _ in range(4):
        page.append(("Only the form is the publisher's",))
    page.append(("Country", *between, "Notes", *YEARS))
    page.append(())
    page.append(("Americas",))
    page.append(("South America",))
    for country, notes, figures, colours in ROWS[name]:
        if country == "South Sudan":
            page.append(("Africa",))
        page.append((country, *between, notes or None, *figures))
        for column, colour in enumerate(colours, 3 + len(between)):
            page.cell(page.max_row, column).font = Font(color=f"FF{colour or '000000'}")


if __name__ == "__main__":
    Path(SAMPLE).write_bytes(sample())
