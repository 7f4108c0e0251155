"""Days, months and years by their codes: relative ones counted from the document's own day."""

from __future__ import annotations

from datetime import date, timedelta

from cuaderno.statements.periods import fiscal_year_of

MONTHS = 12
_SATURDAY, _HOURS = 5, 24


def last_of_month(year: int, month: int) -> int:
    """The last day of a month."""
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def code(year: int, month: int = 0, day: int = 0) -> str | None:
    """2012, 2012-04 or 2012-04-23; None where the calendar has no such day."""
    if not month:
        return f"{year:04d}"
    if not 1 <= month <= 12 or (day and not 1 <= day <= last_of_month(year, month)):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


def last_day_of(period: str) -> str:
    """The last day of a month; anything else as it is: a year's end stays the year.

    >>> last_day_of("2024-02"), last_day_of("FY2024")
    ('2024-02-29', 'FY2024')
    """
    if len(period) == 7 and period[4] == "-":
        return f"{period}-{last_of_month(int(period[:4]), int(period[5:])):02d}"
    return period


def end_of(period: str) -> date | None:
    """The last day of a month or a year; None for what is neither.

    >>> end_of("2019-02"), end_of("")
    (datetime.date(2019, 2, 28), None)
    """
    if not period:
        return None
    year, month = int(period[:4]), int(period[5:7] or MONTHS)
    return date(year, month, last_of_month(year, month))


def as_fine_as(said: str | None, told: str | None) -> str | None:
    """A relative day or month no finer than the date it was counted from.

    >>> as_fine_as("2019-12-31", "2019-12"), as_fine_as("FY2020", "2019-12")
    ('2019-12', 'FY2020')
    """
    return said if not said or not told or said.startswith("FY") else said[: len(told)]


def counted(unit: str, count: int, day: date) -> tuple[str, str] | None:
    """The calendar unit so many after (negative: before) the one a day lies in, as first and last code; a weekend belongs to the
    week behind it.

    The present week and what is not over yet end on the day itself.

    >>> counted("month", -1, date(2012, 7, 12)), counted("week", 0, date(2024, 2, 9)), counted("weekend", 0, date(2024, 5, 14))
    (('2012-06', '2012-06'), ('2024-02-05', '2024-02-09'), ('2024-05-11', '2024-05-12'))
    """
    if unit == "day":
        then = (day + timedelta(days=count)).isoformat()
        return then, then
    if unit == "week":
        monday = day + timedelta(days=7 * count - day.weekday())
        sunday = monday + timedelta(days=6)
        return monday.isoformat(), (min(sunday, day) if not count else sunday).isoformat()
    if unit == "weekend":  # the last to have begun, or so many before or after it
        over = count < 0 and day.weekday() < _SATURDAY
        saturday = day + timedelta(days=7 * (count + over) - (day.weekday() - _SATURDAY) % 7)
        return saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()
    if unit == "month":
        index = day.year * 12 + day.month - 1 + count
        month = f"{index // 12:04d}-{index % 12 + 1:02d}"
        return month, month
    if unit in ("year", "fiscal"):
        year = (day.year if unit == "year" else fiscal_year_of(day).year) + count
        said = f"{'FY' if unit == 'fiscal' else ''}{year}"
        return said, said
    return None


def rolling(unit: str, count: int, day: date) -> tuple[str, str] | None:
    """The last so many units before a day ("over the last decade"): days for weeks, years for years and decades; fiscal years that are over.

    >>> rolling("decade", 1, date(2012, 4, 24)), rolling("week", 1, date(2022, 3, 16)), rolling("fiscal", 3, date(2019, 11, 5))
    (('2002', '2012'), ('2022-03-09', '2022-03-16'), ('FY2017', 'FY2019'))
    """
    years = {"year": 1, "lustrum": 5, "decade": 10, "quarter_century": 25, "half_century": 50, "century": 100}
    if unit in years:
        return f"{max(day.year - years[unit] * count, 1):04d}", f"{day.year:04d}"
    if unit == "fiscal":
        present = fiscal_year_of(day).year
        return f"FY{present - count}", f"FY{present - 1}"
    if unit in ("day", "week"):
        return (day - timedelta(days=count * (7 if unit == "week" else 1))).isoformat(), day.isoformat()
    if unit == "hour":
        return (day - timedelta(days=-(-count // _HOURS))).isoformat(), day.isoformat()
    if unit == "month" and (found := counted("month", -count, day)):
        return found[0], f"{day.year:04d}-{day.month:02d}"
    return None


def ago(unit: str, count: int, day: date, *, vague: bool) -> tuple[str, str] | None:
    """So long before a day: its month where the count is vague ("a few weeks ago"), else as fine as the unit."""
    if unit in ("day", "week"):
        then = day - timedelta(days=count * (7 if unit == "week" else 1))
        said = then.isoformat()[:7] if vague else then.isoformat()
        return said, said
    if unit in ("month", "year"):
        return counted(unit, -count, day)
    years = {"lustrum": 5, "decade": 10}.get(unit, 0)
    return counted("year", -years * count, day) if years else None


def weekday_before(weekday: int, day: date) -> str:
    """The last such day of the week, the document's own day included."""
    return (day - timedelta(days=(day.weekday() - weekday) % 7)).isoformat()


def moved(period: str, unit: str, count: int) -> str | None:
    """A day or month so many days, weeks or months on; None where the period is not told so finely.

    >>> moved("2024-11", "month", 2), moved("2024-05-14", "week", -1), moved("2024", "month", 1)
    ('2025-01', '2024-05-07', None)
    """
    if unit == "month" and "-" in period:
        months = int(period[:4]) * MONTHS + int(period[5:7]) - 1 + count
        return code(months // MONTHS, months % MONTHS + 1)
    days = {"day": 1, "week": 7}.get(unit, 0) * count
    if not days or len(period) != len("2024-05-14"):
        return None
    return (date.fromisoformat(period) + timedelta(days=days)).isoformat()
