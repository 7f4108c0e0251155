"""The UN's monthly reports of contributed personnel, in every form they were printed in from 2015 to 2025, as one table.

A row of the table is one printed figure. A figure of people has its country, type and sex, and its mission where the report
tells missions apart; a printed sum has no text in the columns it sums over. Sums are not people once more: they are there to
check the others against.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from cuaderno.errors import ReadingError
from cuaderno.reading import csv
from cuaderno.reading.table import Table
from cuaderno.sources.peacekeeping.figures import Figure, figures
from cuaderno.sources.peacekeeping.forms import FORMS
from cuaderno.sources.peacekeeping.grid import Report, read_report
from cuaderno.statements.locator import PageBox

COLUMNS = ("kind", "mission", "country", "type", "sex", "persons", "day", "month", "named", "at")
BY_MISSION = "report"
UNDATED = "undated"

_DAY = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{1,2}-[A-Z][a-z]{2}-\d{2}\b")
_MONTH_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])(?!\d)")


def read(path: Path, layout: str) -> Table:
    """The printed figures of a report; `layout` is `report` (by mission) or `country_report` (missions not told apart).

    `day` is the day the report prints, as YYYY-MM-DD, `month` the same without the day (or `undated`), `named` the month that
    the file's name says, `at` the figure's box on its page. Raises ReadingError if the file is no report of this kind, or a
    line does not read as its form has it.
    """
    if path.suffix.lower() == ".csv":
        csv.read_header(path)  # the data hub's table is no report; what is wrong with it is for its own reader to say
    report = read_report(path, tuple(form for form in FORMS if form.has("mission") == (layout == BY_MISSION)))
    day = _printed_day(report)
    said = _MONTH_IN_NAME.search(path.name)
    shared = (
        day.isoformat() if day else None,
        f"{day:%Y-%m}" if day else UNDATED,
        f"{said[1]}-{said[2]}" if said else None,
    )
    return Table(COLUMNS, [_row(figure, shared) for figure in figures(report)], as_of=day)


def _row(figure: Figure, shared: tuple[str | None, str, str | None]) -> tuple[str | None, ...]:
    word = figure.word
    at = PageBox(figure.page, word.left, word.top, word.right - word.left, word.bottom - word.top)
    return figure.kind, figure.mission, figure.country, figure.type, figure.sex, word.text, *shared, str(at)


def _printed_day(report: Report) -> date | None:
    """The one day the report prints, in its title or beside its rows; None if it prints none."""
    texts = {*_DAY.findall(report.title), *(line.text("date") for line in report.lines if "date" in line.cells)}
    if len(texts) > 1:
        raise ReadingError(
            f"{report.path.name} prints more than one day ({', '.join(sorted(texts))}), where a report speaks for one. Nothing has "
            "been taken in."
        )
    return _day_of(texts.pop(), report) if texts else None


def _day_of(text: str, report: Report) -> date:
    for form in ("%d/%m/%Y", "%d-%b-%y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise ReadingError(f"{report.path.name} prints '{text}' where its day stands. Nothing has been taken in.")
