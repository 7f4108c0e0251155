"""Moments joined to one span: "from 2015 to 2019", "enero a junio de 2012", "between late 2024 and mid 2025", "in 2017, 2018 and 2022"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.event_spans import joined_events, parted_by_clause
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.moments import UNDATED, Time
from cuaderno.documents.times.referring import REFERRING
from cuaderno.documents.times.year_rows import in_a_row


def _of_years(time: Time) -> bool:
    """Whether a time is a span of several years."""
    return time.shape == "year" and time.first is not None and time.last is not None and time.first != time.last


class Joiner:
    """Joins the moments of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.plain, self.local = scene, scene.plain, scene.words.local
        self.of_parts = tuple(f" {words}" for words in self.local("part_of_time"))

    def join(self, first: Time, second: Time) -> bool:
        """Make two moments one span: from FY 2017 to FY 2023, enero a junio de 2012, 2010-2016; what rose between two spans is of the later:
        "between 2014-18 and 2019-23"."""
        seasons = self.scene.starting("season", first.end, second.start)  # "from late 2024 through spring 2025"
        behind = seasons[-1].start if seasons and seasons[-1].end == second.start - 1 else second.start
        between = self._without_part(self.plain[first.end : behind].strip())
        if first.shape == "day" and between[2:] not in self.local("join_and"):
            between = between.removeprefix(", ")  # "from March 2, 2022, to"
        last = second.last or second.first
        if in_a_row(self.scene, first, second, between):
            first.last, first.end = f"FY{last}" if first.fiscal and not second.fiscal else last, second.end
            return True
        if self._to_today(first, second, between):
            first.last, first.end, first.since = None, second.end, True
            return True
        if first.first is None or last is None or not self._is_span(first, second, between):
            return False
        if _of_years(first) and between in self.local("join_and") and self._opens_span(second):
            first.first, first.last, first.end = second.first, last, second.end
            return True
        self._make_span(first, second, last)
        return True

    def _to_today(self, first: Time, second: Time, between: str) -> bool:
        """Whether a span goes on to the document's own day: "from 2019 to today", "entre 2019 y hoy"."""
        if second.shape != "relative" or not second.first == second.last == self.scene.today:
            return False
        joins = between in self.local("time_join") and (between not in self.local("join_and") or self._paired(first))
        return joins and first.shape != "relative" and first.first is not None

    def _make_span(self, first: Time, second: Time, last: str) -> None:
        """Give the first of two moments the end of the second, and each the year or the "fiscal" that only the other has."""
        begun = first.first or ""
        if first.shape == "month?" and second.shape in ("month", "day"):
            first.first = last[:4] + begun[4:]
        elif first.shape == "day" and self._only_second_has_year(first, second, last):
            first.first = self._with_year_of(begun, last)
        elif begun.startswith(UNDATED):
            first.first = last[:4] + begun[1:]
        elif second.fiscal and not first.fiscal and first.shape == "year":
            first.first = f"FY{begun}"  # "the 2018 and 2019 fiscal years"
        if first.shape == second.shape == "month?" and last < begun:
            last = f"{int(begun[:4]) + (last[5:7] < begun[5:7])}{last[4:]}"
        if first.fiscal and not second.fiscal and second.shape == "year":
            last = f"FY{last}"
        first.last, first.end = last, second.end
        first.shape = first.shape if second.shape == "relative" else second.shape
        first.fiscal = first.fiscal or second.fiscal

    def _without_part(self, between: str) -> str:
        """What stands between two times without the part of the second that it is: "between late 2024 and mid 2025"."""
        part = next((part for part in self.of_parts if between.endswith(part)), None)
        return between[: -len(part)] if part is not None else between

    def _only_second_has_year(self, first: Time, second: Time, last: str) -> bool:
        """Whether two days have one year, said with the second: "from 2 March to 30 November 2023"."""
        if (
            not first.first
            or second.shape not in ("day", "month")
            or last[:4] not in self.plain[second.start : second.end]
        ):
            return False
        return first.first[:4] not in self.plain[first.start : first.end]

    def _with_year_of(self, day: str, last: str) -> str:
        """A day in the year of a later one, or in that before: "from 2 November to 3 February 2023"."""
        return f"{int(last[:4]) - (day[5:] > last[5:])}{day[4:]}"

    def _opens_span(self, time: Time) -> bool:
        """Whether a time is a span of several years, or the year with which one begins: "2019-23", "2019 to 2023"."""
        if time.shape != "year" or _of_years(time):
            return time.shape == "year"
        word, _, end = self.scene.word_after(time.end)
        joins = word in self.local("time_join") and word not in self.local("join_and")
        return joins and self.plain[end : end + 2].lstrip()[:1].isdigit()

    def _is_span(self, first: Time, second: Time, between: str) -> bool:
        """Whether what stands between two times makes them the ends of one span."""
        if between not in self.local("time_join") and not (
            joined_events(self.scene, first, second) or parted_by_clause(self.scene, first, second)
        ):
            return False
        if first.shape in REFERRING or second.shape in REFERRING:
            return False
        if between in self.local("join_and") and not self._joins(first, second):
            return False
        if second.shape == "relative":
            return first.shape in ("year", "relative") and (first.last or "9") < (
                second.first or ""
            )  # "from 2019 to last year"
        return first.shape != "year" or second.shape in ("year", "month", "day")

    def _joins(self, first: Time, second: Time) -> bool:
        """Whether an "and" makes two times one span, and does not only list them."""
        behind = self.scene.words_after(second.end, 2)
        if any(word in self.local("respectively") for word, _, _ in behind):
            return False
        sentence = self.scene.sentence_at(first.start)
        if not self._paired(first) and glimpsed(self.scene, second.end, sentence.end, "respectively"):
            return False
        return second.shape == first.shape.rstrip("?") or second.shape == first.shape or self._paired(first)

    def _paired(self, first: Time) -> bool:
        return any(word in self.local("between_only") for word, _, _ in self.scene.words_before(first.start, 3))
