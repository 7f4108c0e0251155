"""Writes the made-up samples that are no plain text: `python tests/sources/make_samples.py` writes them anew.

The layouts are the publishers' own; every amount is invented. The same script gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook

SOURCES = Path(__file__).parents[2] / "src" / "cuaderno" / "sources"
A_DAY = (1980, 1, 1, 0, 0, 0)

TITLE = (
    "U.S.  Economic and Miliary Assistance Fiscal Years 1946-2020",
    "Obligations (Current $US and Constant 2020 $US)",
    "Source: US Overseas Loans & Grants [Greenbook], https://foreignassistance.gov/reports",
    "Prepared by USAID Data Services on March 1, 2021",
    "tq—In 1976 the U.S. Government changed the fiscal year from July-June to October-September.",
    None,
)
HEADER = (
    "Fiscal Year", "Region", "Country", "Assistance Category", "Publication Row", "Funding Agency",
    "Funding Account Name", "Obligations (Historical Dollars)", "Obligations (Constant Dollars)",
)  # fmt: skip
LATIN_AMERICA, STATE, DEFENSE = "Latin America and Caribbean", "Department of State", "Department of Defense"
FMF = ("Military", "Foreign Military Financing", STATE, "Foreign Military Financing Program")
LOANS = (*FMF[:3], "Foreign Military Financing, Direct Loan Program Account")
IMET = (
    "Military",
    "International Military Education and Training",
    STATE,
    "International Military Education and Training",
)
EDA = ("Military", "Other Military Assistance", DEFENSE, "Excess Defense Articles")
ARMY = ("Military", "Other Military Assistance", DEFENSE, "Operations and Maintenance, Army")
DRUGS = ("Economic", "Narcotics Control", STATE, "International Narcotics Control and Law Enforcement")
ROWS = (
    (1976, LATIN_AMERICA, "Colombia", *IMET, 700_000, 2_800_000),
    (1976.9, LATIN_AMERICA, "Colombia", *IMET, 100_000, 400_000),
    (1985, LATIN_AMERICA, "Colombia", *LOANS, 5_000_000, 10_000_000),
    (2018, LATIN_AMERICA, "Colombia", *FMF, 12_000_500, 12_345_678),
    (2018, LATIN_AMERICA, "Colombia", *ARMY, 301, 309),
    (2019, LATIN_AMERICA, "Colombia", *FMF, -400_250, -405_000),
    (2019, LATIN_AMERICA, "Colombia", *IMET, 0, 0),
    (2019, LATIN_AMERICA, "Colombia", *DRUGS, 9_500_000.25, 9_600_000.5),
    (2020, LATIN_AMERICA, "Colombia", *EDA, 1_200_000, 1_200_000),
    (2020, LATIN_AMERICA, "Bahamas, The", *IMET, 150_000, 150_000),
    (2020, "Sub-Saharan Africa", "Cote d'Ivoire", *IMET, 250_000, 250_000),
    (2020, "World", "World (not specified)", *FMF, 3_000_000, 3_000_000),
)


def workbook(
    rows: tuple[tuple[object, ...], ...] = ROWS,
    header: tuple[str, ...] = HEADER,
    title: tuple[str | None, ...] = TITLE,
) -> bytes:
    """A workbook in the layout of the Greenbook: six lines of title, the header in row 7, rows beneath it."""
    book = Workbook()
    page = book.active
    page.title = "Economic and Military Aid"
    for line in (*((text,) for text in title), header, *rows):
        page.append(line)
    written = io.BytesIO()
    book.save(written)
    return _timeless(written.getvalue())


def _timeless(package: bytes) -> bytes:
    """The package without the moment of its making: in the directory of the archive and in the document's properties."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in sorted(given.namelist()):
            body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", given.read(name))
            kept.writestr(zipfile.ZipInfo(name, A_DAY), body, zipfile.ZIP_DEFLATED)
    return target.getvalue()


BUDGET_HEADER = (
    "Country,All Accounts,DA,GHP-USAID,GHP-STATE,ESF,INCLE,NADR,IMET,FMF,PKO,IO&P,P.L. 480,IDA,Other**,Fiscal Year"
)
BUDGET_ROWS = (
    'TOTAL,"3,110",-,-,-,-,300,-,10,"2,500",-,-,-,-,300,2013',
    'Western Hemisphere,"2,810",-,-,-,-,300,-,10,"2,500",-,-,-,-,-,2013',
    'Colombia,"2,810",-,-,-,-,300,-,10,"2,500",-,-,-,-,-,2013',
    "S/GWI - Ambassador-at-Large for Global Women\N{RIGHT SINGLE QUOTATION MARK}s Issues,300,-,-,-,-,-,-,-,-,-,-,-,-,300,2013",
)


def budget_table() -> bytes:
    """A budget table of the years that are written in Windows-1252, with the one byte that is not ASCII."""
    return "\n".join((BUDGET_HEADER, *BUDGET_ROWS, "")).encode("cp1252")


if __name__ == "__main__":
    (SOURCES / "greenbook" / "sample.xlsx").write_bytes(workbook())
    (SOURCES / "budget_justification" / "sample_cp1252.csv").write_bytes(budget_table())
