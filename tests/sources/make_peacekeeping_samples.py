"""Writes the made-up UN reports: `python tests/sources/make_peacekeeping_samples.py` writes them anew.

Every text stands where the publisher's own report of that year has it, in points; every figure is invented. `swap` prints one
row's men under the women's header and the other way round, `stray` a row's figures one column too far to the right, and the
sums as they were.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path

import typst

SOURCES = Path(__file__).parents[2] / "src" / "cuaderno" / "sources"

LEFT, CENTRE, RIGHT = "left", "center", "right"

_TYPST = """
#set document(date: none)
#set text(font: "Libertinus Serif", size: 8pt, hyphenate: false)
#let sheets = json(bytes(sys.inputs.sheets))
#for sheet in sheets {
  page(width: sheet.width * 1pt, height: sheet.height * 1pt, margin: 0pt, {
    for (x, y, flush, size, words) in sheet.texts {
      let by = if flush == "left" { 0pt } else if flush == "right" { -400pt } else { -200pt }
      let way = if flush == "left" { left } else if flush == "right" { right } else { center }
      place(top + left, dx: x * 1pt + by, dy: y * 1pt, box(width: 400pt, align(way, text(size: size * 1pt, words))))
    }
  })
}
"""

Row = tuple[str, str, str, int, int]
"""Mission, country, type, men, women."""

EXPERTS, POLICE, STAFF, TROOPS, FORMED = "experts", "police", "staff", "troops", "formed"
CONGO, TANZANIA = "Democratic Republic of the Congo", "United Republic of Tanzania"

ROWS: tuple[Row, ...] = (
    ("BINUH", "Benin", POLICE, 2, 0),
    ("BINUH", TANZANIA, POLICE, 1, 1),
    ("MINUSCA", "Bangladesh", EXPERTS, 6, 1),
    ("MINUSCA", "Bangladesh", FORMED, 1140, 25),
    ("MINUSCA", "Bangladesh", POLICE, 0, 3),
    ("MINUSCA", "Bangladesh", TROOPS, 1263, 104),
    ("MINUSCA", "Colombia", EXPERTS, 2, 1),
    ("MINUSCA", "Côte d'Ivoire", EXPERTS, 4, 0),
    ("MINUSCA", "Côte d'Ivoire", STAFF, 0, 0),
    ("MINUSCA", CONGO, STAFF, 3, 0),
    ("UNIFIL", "Colombia", STAFF, 1, 0),
    ("UNIFIL", "Ghana", STAFF, 7, 2),
    ("UNIFIL", "Ghana", TROOPS, 650, 90),
)

SPELT = {
    2015: ("Experts on Mission", "Individual Police", "Staff Officer", "Contingent Troop", "FPU"),
    2017: ("Experts on Mission", "Individual Police", "Staff Officer", "Contingent Troops", "FPU"),
    2019: ("experts", "police", "staff", "contingent", "fpu"),
    2021: ("Experts on Mission", "Individual Police", "Staff Officer", "Troops", "Formed Police Units"),
}


def spelt(year: int, kind: str) -> str:
    """A type as the reports of that year print it."""
    return SPELT[year][(EXPERTS, POLICE, STAFF, TROOPS, FORMED).index(kind)]


@dataclass
class Report:
    """Pages being filled from top to bottom; `head` prints what stands on top of each."""

    width: float
    height: float
    head: Callable[[Report, int], float]
    foot: float
    sheets: list[list[tuple[float, float, str, float, str]]] = field(default_factory=list)
    y: float = 0.0

    def put(self, x: float, words: object, flush: str = LEFT, dy: float = 0.0, size: float = 8.0) -> None:
        """Print words in the current line."""
        self.sheets[-1].append((x, self.y + dy, flush, size, str(words)))

    def title(self, y: float, words: str, size: float = 11.0) -> None:
        """Print words in the middle of the page's top."""
        self.sheets[-1].append((self.width / 2, y, CENTRE, size, words))

    def down(self, by: float) -> None:
        """Go to the next line, or to the next page."""
        self.y += by
        if not self.sheets or self.y > self.foot:
            self.sheets.append([])
            self.y = self.head(self, len(self.sheets))

    def header(self, y: float, *columns: tuple[float, str, str]) -> None:
        """Print the columns' names."""
        self.sheets[-1] += [(x, y, flush, 8.0, words) for x, flush, words in columns]

    def pdf(self) -> bytes:
        """The report as a file."""
        sheets = [{"width": self.width, "height": self.height, "texts": texts} for texts in self.sheets]
        said = json.dumps(sheets, ensure_ascii=False)
        made = typst.compile(
            _TYPST.encode(), sys_inputs={"sheets": said}, format="pdf", ignore_system_fonts=True, timestamp=0
        )
        return bytes(made)


@dataclass(frozen=True)
class Printing:
    """How the figures of a row are printed: in which columns, with commas or without, and spoilt in which row."""

    columns: tuple[float, float, float]
    flush: str = RIGHT
    comma: bool = False
    swap: int = -1
    stray: int = -1

    def figures(self, report: Report, men: int, women: int, *, row: int = -2, dy: float = 0.0) -> None:
        """Print men, women and both."""
        both = men + women
        if row == self.swap:
            men, women = women, men
        columns = (*self.columns[1:], self.columns[2] + 40) if row == self.stray else self.columns
        for x, number in zip(columns, (men, women, both), strict=True):
            report.put(x, f"{number:,}" if self.comma else number, self.flush, dy)


def total(rows: list[Row] | tuple[Row, ...]) -> tuple[int, int]:
    """Men and women of rows."""
    return sum(row[3] for row in rows), sum(row[4] for row in rows)


def broken(name: str, most: int) -> list[str]:
    """A name on one line or two, the first of at most so many letters."""
    cut = name.rfind(" ", 0, most + 1) if len(name) > most else len(name)
    return [part.strip() for part in (name[:cut], name[cut:]) if part.strip()]


def grouped(rows: tuple[Row, ...], *, by: int) -> Iterator[tuple[str, list[Row]]]:
    """Rows by mission (0) or country (1), in order of the name."""
    for name, some in groupby(sorted(rows, key=lambda row: (row[by], row[1 - by])), key=lambda row: row[by]):
        yield name, list(some)


def country_mission_2015(
    rows: tuple[Row, ...] = ROWS, day: str = "31-May-15", swap: int = -1, stray: int = -1
) -> bytes:
    """June 2015 to April 2017: by country and mission; sums of both, none of all."""

    def head(report: Report, page: int) -> float:
        if page == 1:
            report.title(80, "UN Mission's Summary", 16)
            report.title(105, "detailed by Country", 16)
            report.header(134, (139, LEFT, "Month of Report :"), (257, LEFT, day))
        columns = ((94, LEFT, "Country"), (193, LEFT, "UN Mission"), (265, LEFT, "Description"))
        report.header(158, *columns, (376, LEFT, "M"), (424, LEFT, "F"), (465, LEFT, "Totals"))
        report.sheets[-1].append((489, 706, LEFT, 9, f"Page {page} of 2"))
        return 176

    report = Report(612, 792, head, 520)
    report.down(0)
    how = Printing((392, 437, 510), swap=swap, stray=stray)
    for country, own in grouped(rows, by=1):
        report.put(91, country)
        report.down(14.6)
        for mission, some in groupby(own, key=lambda row: row[0]):
            lines = list(some)
            report.put(184, mission)
            for row in lines:
                report.put(259, spelt(2015, row[2]))
                how.figures(report, row[3], row[4], row=rows.index(row))
                report.down(14.6)
            report.put(481, mission, RIGHT)
            report.put(519, sum(total(lines)), RIGHT, dy=1.5)
            report.down(14.6)
        report.put(482, country, RIGHT)
        report.put(519, sum(total(own)), RIGHT)
        report.down(16)
    return report.pdf()


def country_mission_2017(
    rows: tuple[Row, ...] = ROWS, day: str = "31/05/2017", swap: int = -1, stray: int = -1
) -> bytes:
    """June 2017: by country and mission, the sexes of a country's sum and of all."""

    def head(report: Report, page: int) -> float:
        if page == 1:
            report.title(28, "Summary of Contributions to UN Peacekeeping by Country, Mission and Post.")
            report.title(50, f"Police,UN Military Experts on Mission , Staff Officers and Troops {day}", 9)
        y = 90 if page == 1 else 30
        columns = ((49, LEFT, "Country"), (184, LEFT, "Mission"), (286, LEFT, "POST"))
        report.header(y, *columns, (456, RIGHT, "MALE"), (514, RIGHT, "FEMALE"), (570, RIGHT, "TOTAL"))
        return y + 16

    report = Report(612, 792, head, 600)
    report.down(0)
    how = Printing((455, 511, 567), comma=True, swap=swap, stray=stray)
    for number, (country, own) in enumerate(grouped(rows, by=1), 1):
        report.put(38, number, RIGHT)
        report.put(49, country)
        report.down(14)
        for mission, some in groupby(own, key=lambda row: row[0]):
            lines = list(some)
            report.put(184, mission)
            report.down(18)
            for row in lines:
                report.put(288, spelt(2017, row[2]))
                how.figures(report, row[3], row[4], row=rows.index(row))
                report.down(15)
            report.put(486, mission)
            report.put(567, f"{sum(total(lines)):,}", RIGHT, dy=1.5)
            report.down(18)
        report.put(388, country[:17], RIGHT)  # the cell cuts a long name off
        how.figures(report, *total(own))
        report.down(18)
    report.put(288, "Grand Total")
    how.figures(report, *total(rows))
    return report.pdf()


def country_2018(rows: tuple[Row, ...] = ROWS, day: str = "31/05/2018", swap: int = -1, stray: int = -1) -> bytes:
    """April 2018: by country alone; the figures stand a little higher than the words of their line."""
    by_type: dict[tuple[str, str], Row] = {}
    for _, country, kind, men, women in rows:
        known = by_type.get((country, kind), ("", country, kind, 0, 0))
        by_type[country, kind] = ("", country, kind, known[3] + men, known[4] + women)

    def head(report: Report, page: int) -> float:
        if page == 1:
            report.title(28, "Summary of Contributions to UN Peacekeeping by Country and Post.")
            report.title(50, f"Police,UN Military Experts on Mission , Staff Officers and Troops {day}", 9)
        y = 88 if page == 1 else 30
        columns = ((43, LEFT, "Country Name"), (207, LEFT, "POST"))
        report.header(y, *columns, (401, RIGHT, "MALE"), (459, RIGHT, "FEMALE"), (525, RIGHT, "TOTAL"))
        return y + 17

    report = Report(612, 792, head, 400)
    report.down(0)
    how = Printing((399, 457, 523), comma=True, swap=swap, stray=stray)
    merged = tuple(by_type.values())
    for number, (country, own) in enumerate(grouped(merged, by=1), 1):
        report.put(33, number, RIGHT, dy=0.7)
        report.put(43, country)
        report.down(19.6)
        for row in own:
            report.put(207, spelt(2017, row[2]))
            how.figures(report, row[3], row[4], row=merged.index(row), dy=-3)
            report.down(21)
        report.put(43, "Total for Country")
        how.figures(report, *total(own), dy=-2.2)
        report.down(21)
    report.put(43, "Total")
    how.figures(report, *total(rows), dy=-2)
    return report.pdf()


WIDE = (EXPERTS, TROOPS, POLICE, FORMED, STAFF)
WIDE_NAMES = ("UNMEM", "Troops", "UNPOL", "FPU", "MSO")
WIDE_AT = (265, 325, 379, 429, 485, 537, 579, 616, 662, 703)


def wide_2019(rows: tuple[Row, ...] = ROWS, day: str = "", swap: int = -1) -> bytes:
    """October 2019: by country and mission, types and sexes beside one another; the report itself prints no day."""

    def head(report: Report, page: int) -> float:
        if page == 1:
            report.title(26, "Summary of Contribution to UN Peacekeeping by Country and Post Police,")
            report.title(41, f"Military Experts on Mission, Staff Officers and Troops {day}".strip())
        y = 74 if page == 1 else 30
        names = [f"{name} {letter}" for name in WIDE_NAMES for letter in "MF"]
        figures = [(x - 1, RIGHT, name) for x, name in zip(WIDE_AT, names, strict=True)]
        report.header(y, (33, LEFT, "Country"), (125, LEFT, "Mission"), *figures)
        return y + 22

    def figures(some: list[Row] | tuple[Row, ...]) -> None:
        for at, kind in enumerate(WIDE):
            both = total([row for row in some if row[2] == kind])
            both = both[::-1] if swap >= 0 and list(some) == [rows[swap]] else both
            for x, number in zip(WIDE_AT[2 * at : 2 * at + 2], both, strict=True):
                report.put(x, number, RIGHT)

    report = Report(792, 612, head, 540)
    report.down(0)
    for country, own in grouped(rows, by=1):
        for part in broken(country, 22):
            report.put(33, part)
            report.down(13)
        report.down(9)
        for mission, some in groupby(own, key=lambda row: (row[0], row[2] in {POLICE, FORMED})):
            report.put(126, mission[0])
            figures(list(some))
            report.down(24)
        report.put(125, "Total by Country")
        figures(own)
        report.down(23)
    report.put(125, "Grand Total")
    figures(rows)
    return report.pdf()


def mission_2019(rows: tuple[Row, ...] = ROWS, day: str = "30/11/2019", swap: int = -1, stray: int = -1) -> bytes:
    """December 2019: by mission; sums without a name, and the number of rows beside the last."""

    def head(report: Report, page: int) -> float:
        if page == 1:
            report.title(20, "Summary of Contribution to UN Peacekeeping by Mission, Country and Post.")
            report.title(40, "Police,")
            report.title(60, f"UN Military Experts on MIssion, Staff Officers and Troops {day}")
        y = 90 if page == 1 else 25
        columns = ((24, LEFT, "Mission"), (114, LEFT, "Country"), (255, LEFT, "Description"))
        report.header(y, *columns, (388, RIGHT, "Male"), (445, RIGHT, "Female"), (493, RIGHT, "Total"))
        report.sheets[-1].append((420, 762, LEFT, 9, f"Page {page} of 2"))
        return y + 22

    report = Report(612, 792, head, 480)
    report.down(0)
    how = Printing((388, 445, 493), swap=swap, stray=stray)
    for mission, own in grouped(rows, by=0):
        report.put(24, mission)
        report.down(22)
        for row in reversed(own):
            for at, part in enumerate(broken(row[1], 27)):
                report.put(114, part, dy=14.0 * at)
            report.put(255, spelt(2019, row[2]))
            how.figures(report, row[3], row[4], row=rows.index(row))
            report.down(30)
        how.figures(report, *total(own))
        report.down(28)
    report.put(84, len(rows), RIGHT)
    how.figures(report, *total(rows))
    return report.pdf()


def mission_2020(rows: tuple[Row, ...] = ROWS, day: str = "30/09/2020", swap: int = -1, stray: int = -1) -> bytes:
    """August 2020: by mission, countries in lines of their own, sums without a name."""

    def head(report: Report, page: int) -> float:
        if page == 1:
            report.title(25, "Summary of Contribution to UN Peacekeeping by Mission, Country")
            report.title(41, "and Post: Police, UN Military Experts on MIssion, Staff Officers and")
            report.title(57, f"Troops {day}")
        y = 98 if page == 1 else 25
        columns = ((24, LEFT, "Mission"), (113, LEFT, "Contributor"), (248, LEFT, "Description"))
        report.header(y, *columns, (407, RIGHT, "Male"), (475, RIGHT, "Female"), (542, RIGHT, "Total"))
        report.sheets[-1].append((430, 762, LEFT, 9, f"Page {page} of 2"))
        return y + 22

    report = Report(612, 792, head, 560)
    report.down(0)
    how = Printing((407, 475, 542), swap=swap, stray=stray)
    for mission, own in grouped(rows, by=0):
        report.put(24, mission)
        report.down(23)
        for country, some in groupby(own, key=lambda row: row[1]):
            for part in broken(country, 27):
                report.put(123, part)
                report.down(14)
            report.down(7)
            for row in some:
                report.put(248, spelt(2019, row[2]))
                how.figures(report, row[3], row[4], row=rows.index(row))
                report.down(22)
        how.figures(report, *total(own))
        report.down(24)
    how.figures(report, *total(rows))
    return report.pdf()


def merged(
    rows: tuple[Row, ...] = ROWS, day: str = "30/04/2021", swap: int = -1, stray: int = -1, *, whole: bool = True
) -> bytes:
    """March 2021 to July 2025: by mission, a country's name in the middle of its lines.

    With `whole`, a country's lines are parted at the end of a page and each part has the name; without (September 2022), the
    name stands in the middle of both parts, on both pages if it falls on the edge, and only the first page has the header.
    """
    pitch, foot = (21.5, 280.0) if whole else (13.8, 230.0)

    def head(report: Report, page: int) -> float:
        report.title(32, "Contribution of Uniformed Personnel to UN", 14)
        report.title(50, "by Mission, Country, and Personnel Type", 14)
        report.title(71, "Experts on Mission, Formed Police Units, Individual Police, Staff Officer, and Troops", 9)
        report.title(84, f"As of: {day}", 9)
        if whole or page == 1:
            columns = ((30, LEFT, "Mission"), (122, LEFT, "Country"), (239, LEFT, "Personnel Type"))
            report.header(105, *columns, (357, CENTRE, "Male"), (435, CENTRE, "Female"), (521, CENTRE, "Total"))
        report.sheets[-1].append((30, 805, LEFT, 8, f"Report Generated On: 5/4/2021 6:53:34 PM Page {page} of 2"))
        return 127 if whole or page == 1 else 100

    report = Report(595, 850, head, foot)
    report.down(0)
    how = Printing((357, 435, 521), CENTRE, swap=swap, stray=stray)
    for mission, own in grouped(rows, by=0):
        report.put(30, mission)
        report.down(18)
        for country, some in groupby(own, key=lambda row: row[1]):
            lines = list(some)
            places = []
            for row in lines:
                places.append((len(report.sheets), report.y))
                report.put(239, spelt(2021, row[2]))
                how.figures(report, row[3], row[4], row=rows.index(row))
                report.down(pitch)
            _name(report, country, places, pitch, whole=whole)
        report.put(30, f"Total {mission}")
        how.figures(report, *total(own), dy=1.5)
        report.down(18)
    report.put(30, "Grand Total")
    how.figures(report, *total(rows))
    return report.pdf()


def _name(report: Report, country: str, places: list[tuple[int, float]], pitch: float, *, whole: bool) -> None:
    """Print a country's name in the middle of its lines, in each part of them or over all of them."""
    parts = {page: [y for one, y in places if one == page] for page, _ in places}
    if whole or len(parts) == 1:
        for page, part in parts.items():
            _words(report, page, (part[0] + part[-1]) / 2, country)
        return
    (first, above), (second, under) = parts.items()
    middle = (above[0] + above[-1] + pitch * len(under)) / 2
    _words(report, first, middle, country)
    _words(report, second, middle - above[-1] - pitch + under[0], country)


def _words(report: Report, page: int, y: float, country: str) -> None:
    parts = broken(country, 27)
    for at, part in enumerate(parts):
        report.sheets[page - 1].append((122, y + 4.5 * (2 * at + 1 - len(parts)), LEFT, 8.0, part))


def country_2023(rows: tuple[Row, ...] = ROWS, day: str = "31/08/2023", swap: int = -1) -> bytes:
    """September 2023: by country, types beside one another, neither missions nor sexes."""
    at = dict(zip((EXPERTS, FORMED, POLICE, STAFF, TROOPS), (140, 203, 265, 325, 390), strict=True))

    def head(report: Report, page: int) -> float:
        report.title(32, "Contribution of Uniformed Personnel to UN", 14)
        report.title(50, "by Country and Personnel Type", 14)
        report.title(71, "Experts on Mission, Formed Police Units, Individual Police, Staff Officer, and Troops", 9)
        report.title(84, f"As of : {day}", 9)
        names = ("Experts on", "Formed Police", "Individual", "Staff Officer", "Troops")
        figures = [(x, CENTRE, name) for x, name in zip(at.values(), names, strict=True)]
        report.header(104, (30, LEFT, "Country"), *figures, (455, CENTRE, "Total"), (529, CENTRE, "End Date"))
        report.header(113, (140, CENTRE, "Mission"), (203, CENTRE, "Units"), (265, CENTRE, "Police"))
        report.sheets[-1].append((30, 806, LEFT, 8, "Report Generated on: 1/16/2024 4:27:36"))
        report.sheets[-1].append((30, 815, LEFT, 8, "PM"))
        report.sheets[-1].append((291, 806, LEFT, 8, f"Page {page} of 2"))
        return 125

    def figures(some: list[Row] | tuple[Row, ...], *, spoil: bool = False) -> None:
        sums = [sum(total([row for row in some if row[2] == kind])) for kind in at]
        both = sum(sums)
        for x, number in zip(at.values(), [sums[1], sums[0], *sums[2:]] if spoil else sums, strict=True):
            report.put(x, number, CENTRE)
        report.put(455, both, CENTRE)

    report = Report(595, 850, head, 200)
    report.down(0)
    for number, (country, own) in enumerate(grouped(rows, by=1)):
        for at_line, part in enumerate(broken(country, 19)):
            report.put(30, part, dy=8.6 * at_line)
        figures(own, spoil=number == swap)
        report.put(529, day, CENTRE)
        report.down(21.5)
    report.put(30, "Grand Total")
    figures(rows)
    return report.pdf()


def flat_2024(rows: tuple[Row, ...] = ROWS, day: str = "30/09/2024", swap: int = -1, stray: int = -1) -> bytes:
    """October 2024: one line a row, every column centred, no title and no sums."""
    at = (64, 147, 235, 312, 382, 447, 513)

    def head(report: Report, _: int) -> float:
        names = ("Mission", "Country", "Personnel Type", "Male", "Female", "Total", "Report Date")
        report.header(32, *[(x, CENTRE, name) for x, name in zip(at, names, strict=True)])
        return 50

    report = Report(595, 850, head, 200)
    report.down(0)
    how = Printing((at[3], at[4], at[5]), CENTRE, swap=swap, stray=stray)
    for row in rows:
        parts = broken(row[1], 24)
        down = 4.5 * (len(parts) - 1)
        report.put(at[0], row[0], CENTRE, down)
        for line, part in enumerate(parts):
            report.put(at[1], part, CENTRE, 9.0 * line)
        report.put(at[2], spelt(2021, row[2]), CENTRE, down)
        how.figures(report, row[3], row[4], row=rows.index(row), dy=down)
        report.put(at[6], day, CENTRE, down)
        report.down(17 + down)
    return report.pdf()


HUB = (
    "contribution_id,isocode3,contributing_country,mission_acronym,personnel_type,female_personnel,male_personnel,last_reporting_date",
    "1001,COL,Colombia,MINUSCA,Experts on Mission,1,2,2023-11-30",
    "1002,COL,Colombia,UNIFIL,Staff Officer,0,1,2023-11-30",
    "1003,TUR,Türkiye,UNIFIL,Troops,4,85,2023-11-30",
    "1004,COL,Colombia,MINUSCA,Experts on Mission,1,1,2023-12-31",
)

SAMPLES: dict[str, Callable[..., bytes]] = {
    "sample_2015": country_mission_2015,
    "sample_2017": country_mission_2017,
    "sample_2018": country_2018,
    "sample_2019": mission_2019,
    "sample_2020": mission_2020,
    "sample_2021": merged,
    "sample_2022": partial(merged, day="31/10/2022", whole=False),
    "sample_2023": country_2023,
    "sample_2024": flat_2024,
}


if __name__ == "__main__":
    for name, make in SAMPLES.items():
        (SOURCES / "peacekeeping" / f"{name}.pdf").write_bytes(make())
    (SOURCES / "peacekeeping" / "sample_hub.csv").write_text("\n".join((*HUB, "")), encoding="utf-8")
