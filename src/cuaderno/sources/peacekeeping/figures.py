"""The lines of a report as figures: whose each is, and which of them are sums that the report prints over others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cuaderno.reading.pdf import Word
from cuaderno.sources.peacekeeping.forms import BY_TYPE, TYPES, WIDE
from cuaderno.sources.peacekeeping.grid import NUMBER, Line, Report, joined
from cuaderno.sources.peacekeeping.merged import with_countries

FIGURE = "figure"
"""The kind of a figure of people; every other kind is the rule by which the figure is set aside."""

ROW_TOTAL, MISSION_TOTAL, COUNTRY_TOTAL = "row_total", "mission_total", "country_total"
GRAND_TOTAL, RECORD_COUNT, NONE_OF_THIS_TYPE = "grand_total", "record_count", "none_of_this_type"

_SEXES: dict[str, str | None] = {"male": "male", "female": "female", "both": None}
_TEXTS = {"country", "mission", "type", "date"}
CUT = 8
"""How many letters of a country's name are left at least where its column cuts it off."""

_INDEX = re.compile(r"\d+ (?=\D)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure; None where it is a sum over missions, countries, types or sexes, or the report tells none apart."""

    kind: str
    mission: str | None
    country: str | None
    type: str | None
    sex: str | None
    page: int
    word: Word


@dataclass(slots=True)
class Under:
    """The mission and the country that a line stands under."""

    mission: str | None = None
    country: str | None = None

    def enter(self, report: Report, line: Line) -> None:
        """Read a line without figures: the name of a mission or of a country. The outer one of the two ends the inner."""
        outer = report.form.columns[0].name
        text = _INDEX.sub("", line.text(), count=1)
        if line.first() == "mission":
            self.mission, self.country = text, self.country if outer == "country" else None
        elif line.first() == "country":
            self.country, self.mission = text, self.mission if outer == "mission" else None
        else:
            raise report.refuse(line, "it has no figures and is no name of a mission or country")


def figures(report: Report) -> Iterator[Figure]:
    """Every figure the report prints. Raises ReadingError for a line that its form does not have."""
    under = Under()
    lines = with_countries(report) if report.form.merged else report.lines
    for line in _unwrapped(report, lines):
        numbers = _numbers(line)
        if not numbers:
            under.enter(report, line)
        elif report.form.has("both", "type"):
            yield from _by_sex(report, line, under, numbers)
        elif set(numbers) != {column.name for column in report.form.columns} - _TEXTS:
            raise report.refuse(line, "some of its columns have no figure")
        elif report.form.has("mission"):
            yield from _by_type_and_sex(report, line, under, numbers)
        else:
            yield from _by_type(line, numbers)


def _unwrapped(report: Report, lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines, the names of countries that are broken over two put together."""
    last: Line | None = None
    for line in lines:
        if last and set(line.cells) == {"country"} and last.page == line.page and _goes_on(report, last):
            last.cells["country"] = [*last.cells["country"], *line.cells["country"]]
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def _goes_on(report: Report, line: Line) -> bool:
    """Whether a name alone on the next line is the rest of this line's."""
    named = "country" in line.cells and (line.text("type") in TYPES or not report.form.has("type"))
    return named or set(line.cells) == {"country"}


def _numbers(line: Line) -> dict[str, Word]:
    """The figures of a line: the last word of each column, for the name of a sum may stand close to its left."""
    return {
        name: words[-1] for name, words in line.cells.items() if name not in _TEXTS and NUMBER.fullmatch(words[-1].text)
    }


def _label(line: Line, numbers: dict[str, Word]) -> str:
    figures = list(numbers.values())
    return joined([word for words in line.cells.values() for word in words if word not in figures])


def _by_sex(report: Report, line: Line, under: Under, numbers: dict[str, Word]) -> Iterator[Figure]:
    kind = line.text("type")
    if kind in TYPES:
        if any(len(line.cells.get(name, [])) != 1 or name not in numbers for name in _SEXES):
            raise report.refuse(line, "it does not have one figure each for men, women and both")
        mission = line.text("mission") or under.mission
        country = line.text("country") or under.country
        if not country or (report.form.has("mission") and not mission):
            raise report.refuse(line, "it stands under no country or no mission")
        under.mission, under.country = mission, country
        for name, sex in _SEXES.items():
            yield Figure(FIGURE if sex else ROW_TOTAL, mission, country, kind, sex, line.page, numbers[name])
        return
    label = _label(line, numbers)
    rule, mission, country = _sum(report, line, under, label)
    if NUMBER.fullmatch(label):
        count = next(word for words in line.cells.values() for word in words if word.text == label)
        yield Figure(RECORD_COUNT, None, None, None, None, line.page, count)
    for name, word in numbers.items():
        yield Figure(rule, mission, country, None, _SEXES[name], line.page, word)


def _sum(report: Report, line: Line, under: Under, label: str) -> tuple[str, str | None, str | None]:
    """What a sum is over, by its printed name: its rule, and the mission and the country it keeps to."""
    mission, country = under.mission, under.country
    outer = report.form.columns[0].name
    if (
        label in {"Total", "Grand Total"}
        or NUMBER.fullmatch(label)
        or (not label and outer == "mission" and not mission)
    ):
        return GRAND_TOTAL, None, None
    if outer == "mission" and mission and label in {"", f"Total {mission}"}:
        under.mission = under.country = None
        return MISSION_TOTAL, mission, None
    if outer == "country" and mission and label == mission:
        under.mission = None
        return MISSION_TOTAL, mission, country
    if outer == "country" and country and (_cut(label, country) or label in {"Total for Country", "Total by Country"}):
        under.mission = under.country = None
        return COUNTRY_TOTAL, None, country
    raise report.refuse(
        line, f"'{label}' is no type of personnel that these reports print, and no sum of {mission or country}"
    )


def _cut(label: str, country: str) -> bool:
    """Whether a label is the country's name, whole or cut off at the edge of its column."""
    return len(label) >= min(len(country), CUT) and country.startswith(label)


def _by_type_and_sex(report: Report, line: Line, under: Under, numbers: dict[str, Word]) -> Iterator[Figure]:
    label = line.text("mission") or line.text("country")
    rule, mission, country = FIGURE, label or None, under.country
    if label.startswith(("Total", "Grand Total")):
        rule, mission, country = _sum(report, line, under, label)
    elif not (mission and country):
        raise report.refuse(line, "it stands under no country or no mission")
    pairs = {kind: [word.text for name, word in numbers.items() if WIDE[name][0] == kind] for kind, _ in WIDE.values()}
    for name, word in numbers.items():
        kind, sex = WIDE[name]
        nobody = rule == FIGURE and pairs[kind] == ["0", "0"]
        yield Figure(NONE_OF_THIS_TYPE if nobody else rule, mission, country, kind, sex, line.page, word)


def _by_type(line: Line, numbers: dict[str, Word]) -> Iterator[Figure]:
    label = line.text("country")
    rule, country = (GRAND_TOTAL, None) if label == "Grand Total" else (FIGURE, label)
    for name, word in numbers.items():
        kind = name if name in BY_TYPE else None
        if rule == FIGURE and not kind:
            yield Figure(COUNTRY_TOTAL, None, country, None, None, line.page, word)
        else:
            nobody = rule == FIGURE and word.text == "0"
            yield Figure(NONE_OF_THIS_TYPE if nobody else rule, None, country, kind, None, line.page, word)
