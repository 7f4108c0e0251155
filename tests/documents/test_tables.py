"""Tables set in plain text: sums by row and column, in the unit of the caption."""

from __future__ import annotations

from decimal import Decimal

from cuaderno.documents.finding import find
from cuaderno.reading.plain import text_document
from cuaderno.statements.claim import Claim

ENGLISH = """Peru: U.S. Assistance

Table 2. U.S. Assistance to Peru by Account
(in thousands of U.S. dollars)

Account              FY2021 actual    FY2022 actual    FY2024 request
FMF                      5,000            7,500            6,000
NADR-CWD                     -            2,000            1,500
TOTAL                    5,000            9,500            7,500

Source: State Department. Excludes IMET.
"""
SPANISH = """Cuadro 3. Asistencia militar de Estados Unidos a Honduras
(en millones de dólares)

Programa      2016 ejecutado    2018 solicitado
FMF                4,5               7,5
IMET               0,7               0,8
"""
BY_COUNTRY = """Table 1. U.S. Foreign Military Financing by Recipient, Fiscal Years 2019-2020
($ in millions)

Country          2019        2020
Jordan          425.0       425.0
Lebanon         105.0       105.5
"""
IN_ROWS = """Ghana ($ in thousands)

Account FY 2008 Actual FY 2009 Estimate FY 2010 Request

FMF 500 750 900

NADR-ATA - 120 80

Ghana is a partner in peacekeeping.
"""
IN_LINES = """Foreign Military Training in Malta

FY 2003 Actual

FY 2004 Planned

Type of Activity

Number of Students

Dollar Value

Number of Projected Students

Dollar Value

IMET

6

$41,500

8

$52,000

Regional Centers

2

$5,200

0

$0

Malta is a partner in maritime security.
"""
LEADERS = """REVISED FY 1974 MAP PROGRAM

THE CHANGES ARE AS FOLLOWS.

.....................(IN MILLIONS OF DOLLARS)
COUNTRY........1972....1973............1974..........
............................ORIGINAL......REVISED
...........................SUBMISSION...SUBMISSION
PERU............--.....11.5......12.0.........9.8
CHILE..........7.2......8.1.......--.........10.4
"""
CONDUCTORES = """Fondos MAP para el Perú

.....................(en millones de dólares)
País...........1972....1973............1974..........
............................Pedido........Aprobado
Perú............--.....11,5......12,0.........9,8
Chile..........7,2......8,1.......--.........10,4
"""
NO_TABLE = """Visits in 2008 and 2009

Aid rose in both years.

FMF 500 750
"""
NO_AID = """Table 4. Economy of Colombia (in millions of dollars)

Indicator              2012        2013
Exports              60,125      58,824
Imports              59,048      59,381
"""


def _cells(text: str, language: str) -> list[tuple[object, ...]]:
    return [
        (one.value, one.programme, one.stage, one.provider, one.recipient, one.period_start)
        for one in find(text_document(text, language=language))
    ]


def test_a_cell_is_a_sum_of_its_row_in_the_year_of_its_column() -> None:
    usa, peru = ("USA",), ("PER",)
    assert _cells(ENGLISH, "en") == [
        (Decimal(5_000_000), "FMF", "provided", usa, peru, "FY2021"),
        (Decimal(7_500_000), "FMF", "provided", usa, peru, "FY2022"),
        (Decimal(6_000_000), "FMF", "requested", usa, peru, "FY2024"),
        (Decimal(2_000_000), "NADR-CWD", "provided", usa, peru, "FY2022"),
        (Decimal(1_500_000), "NADR-CWD", "requested", usa, peru, "FY2024"),
        (Decimal(5_000_000), None, "provided", usa, peru, "FY2021"),
        (Decimal(9_500_000), None, "provided", usa, peru, "FY2022"),
        (Decimal(7_500_000), None, "requested", usa, peru, "FY2024"),
    ]


def test_a_spanish_table_with_decimal_commas() -> None:
    assert _cells(SPANISH, "es") == [
        (Decimal(4_500_000), "FMF", "disbursed", ("USA",), ("HND",), "2016"),
        (Decimal(7_500_000), "FMF", "requested", ("USA",), ("HND",), "2018"),
        (Decimal(700_000), "IMET", "disbursed", ("USA",), ("HND",), "2016"),
        (Decimal(800_000), "IMET", "requested", ("USA",), ("HND",), "2018"),
    ]


def test_rows_may_be_countries_and_years_fiscal_by_the_caption() -> None:
    assert _cells(BY_COUNTRY, "en") == [
        (Decimal(425_000_000), "FMF", None, ("USA",), ("JOR",), "FY2019"),
        (Decimal(425_000_000), "FMF", None, ("USA",), ("JOR",), "FY2020"),
        (Decimal(105_000_000), "FMF", None, ("USA",), ("LBN",), "FY2019"),
        (Decimal(105_500_000), "FMF", None, ("USA",), ("LBN",), "FY2020"),
    ]


def test_the_total_and_its_parts_are_marked() -> None:
    claims = find(text_document(ENGLISH, language="en"))
    assert [one.marks for one in claims if one.period_start == "FY2021"] == [("part_of",), ("total",)]


def test_a_table_that_speaks_of_no_aid_is_left_alone() -> None:
    assert _cells(NO_AID, "en") == []


def test_rows_that_blanks_part() -> None:
    usa, ghana = ("USA",), ("GHA",)
    assert _cells(IN_ROWS, "en") == [
        (Decimal(500_000), "FMF", "provided", usa, ghana, "FY2008"),
        (Decimal(750_000), "FMF", "provided", usa, ghana, "FY2009"),
        (Decimal(900_000), "FMF", "requested", usa, ghana, "FY2010"),
        (Decimal(120_000), "NADR-ATA", "provided", usa, ghana, "FY2009"),
        (Decimal(80_000), "NADR-ATA", "requested", usa, ghana, "FY2010"),
    ]
    assert [one.hedge for one in find(text_document(IN_ROWS, language="en"))] == [
        None,
        "approximately",
        None,
        "approximately",
        None,
    ]


def test_cells_that_are_lines() -> None:
    assert [(one.kind, *cell[:3], cell[5]) for one, cell in _with_cells(IN_LINES)] == [
        ("personnel", Decimal(6), "IMET", "provided", "FY2003"),
        ("money", Decimal(41_500), "IMET", "provided", "FY2003"),
        ("personnel", Decimal(8), "IMET", "announced", "FY2004"),
        ("money", Decimal(52_000), "IMET", "announced", "FY2004"),
        ("personnel", Decimal(2), None, "provided", "FY2003"),
        ("money", Decimal(5_200), None, "provided", "FY2003"),
    ]


def test_a_year_with_two_names_beneath_it_heads_two_columns() -> None:
    usa, peru, chile = ("USA",), ("PER",), ("CHL",)
    assert _cells(LEADERS, "en") == [
        (Decimal(11_500_000), "MAP", None, usa, peru, "FY1973"),
        (Decimal(12_000_000), "MAP", "requested", usa, peru, "FY1974"),
        (Decimal(9_800_000), "MAP", "requested", usa, peru, "FY1974"),
        (Decimal(7_200_000), "MAP", None, usa, chile, "FY1972"),
        (Decimal(8_100_000), "MAP", None, usa, chile, "FY1973"),
        (Decimal(10_400_000), "MAP", "requested", usa, chile, "FY1974"),
    ]
    assert _cells(CONDUCTORES, "es") == [
        (Decimal(11_500_000), "MAP", None, usa, peru, "1973"),
        (Decimal(12_000_000), "MAP", "requested", usa, peru, "1974"),
        (Decimal(9_800_000), "MAP", "appropriated", usa, peru, "1974"),
        (Decimal(7_200_000), "MAP", None, usa, chile, "1972"),
        (Decimal(8_100_000), "MAP", None, usa, chile, "1973"),
        (Decimal(10_400_000), "MAP", "appropriated", usa, chile, "1974"),
    ]


def test_a_line_of_years_without_rows_is_no_table() -> None:
    assert not [one for one in find(text_document(NO_TABLE, language="en")) if "cell of a table" in one.rules]


def _with_cells(text: str) -> list[tuple[Claim, tuple[object, ...]]]:
    return list(zip(find(text_document(text, language="en")), _cells(text, "en"), strict=True))
