"""Single moments of a text: years, fiscal years, months, days, weekdays, events that date a "since"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cuaderno.documents import calendar
from cuaderno.documents.amounts.numbers import Words
from cuaderno.documents.lexicon import Lexicon
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.administrations import IN_OFFICE, took_office
from cuaderno.documents.times.coming import year_that_begins
from cuaderno.documents.times.day_spans import Days, days_before, days_behind
from cuaderno.documents.times.undated import (
    day_of_week,
    is_led_by_noun,
    is_verb,
    start_of_this,
    year_behind,
    year_of_month,
    year_of_season,
)
from cuaderno.documents.times.year_digits import TO_YEAR, YEAR_DIGITS, YearDigits, century_of

_TO_FISCAL = re.compile(r"[/-](?:19|20)?([0-9]{2})(?![0-9])")
_NUMERIC = re.compile(
    r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/((?:19|20)[0-9]{2})(?![0-9/])|((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?![0-9-])"
)
_TWO = re.compile(r"'?([0-9]{2})(?![0-9.,][0-9]|[0-9%])")
_HEAD = re.compile(r"(?<![a-z0-9])[a-z]+\Z")
_TYPE = re.compile(r"-[0-9]+[a-z(]")
_DECADE = 3
"""Words before a year up to "la década", "la década de los 2010"."""
YEAR = 4
MONTH = frozenset({"month"})
_BESIDE_DAY = frozenset({",", "de", "the", "el"})
HAS_SINCE = "has"
"""What "has since" is called among the words for "since then": it dates nothing where a time follows."""
UNDATED = "--"
"""Begins the code of a month whose year nobody can tell."""
KNOWN, KNOWN_SPAN, MOMENT = "known", "known span", "moment"
"""The unit of words for a year told before, or this one: "later in the year", "a finales de año"."""


@dataclass(slots=True)
class Time:
    """A time in the text: characters `start` to `end`, preposition included; `first` and `last` its codes, None where open.

    `shape` is year, month, month? (its year inferred), day, relative, epoch, or one that refers to a time before it:
    anaphor, before, following, then, outbreak, first years. `compared` tells that it belongs to what a figure is held against, `said` that it dates what somebody said, `as_of` that the
    figure is what there was at that time, `bracketed` that it stands alone in brackets, `since` that it runs on, `dateline` that it is only the day of a report's first line. `core` is
    where the time itself begins; `count` and `spans` say how long a "those eight years" is and that it is no single one, `unit` the unit of a "that month".
    """

    start: int
    end: int
    first: str | None
    last: str | None
    shape: str
    fiscal: bool = False
    compared: bool = False
    said: bool = False
    as_of: bool = False
    bracketed: bool = False
    since: bool = False
    dateline: bool = False
    core: int = 0
    count: int = 0
    spans: bool = False
    unit: str = ""


Within = Callable[[int, int], list[Time]]
"""The times of a text that lie between two of its places, in order."""


@lru_cache(maxsize=4)
def _patterns(words: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows a month, and what stands before it, in the words of a language."""
    ends = "|".join(re.escape(end) for end in words.local("ordinal"))
    link = "|".join(re.escape(word) for word in words.local("year_link"))
    scale = "|".join(re.escape(word) for word in words.local("never_day"))
    year = rf",? (?:(?:{link}) )?((?:19|20)[0-9]{{2}})(?![0-9]|[.,][0-9])"
    after = rf"\.?(?: ([0-9]{{1,2}})(?:{ends})?(?![0-9:]|[.,][0-9]| (?:{scale})))?(?:{year})?"
    first = "|".join(re.escape(word) for word in words.local("first_day_word")) or "(?!)"
    before = rf"(?<![0-9.,$-])(?:([0-9]{{1,2}})(?:{ends})?|(?<![a-z])(?:{first})) (?:(?:{link}) )?\Z"
    return re.compile(after), re.compile(before)


class Moments:
    """Finds the moments of one scene; `taken` is where the digits begin that they use up."""

    def __init__(self, scene: Scene, words: Words) -> None:
        self.scene, self.words, self.plain, self.day = scene, words, scene.plain, scene.day
        self.local = scene.words.local
        self.digits = YearDigits(scene, words)
        self.taken: set[int] = set()
        self.found: list[Time] = []

    def find(self) -> list[Time]:
        """Every moment, in no order."""
        for mark in self.scene.of("month"):
            if not (_TYPE.match(self.plain, mark.end) or is_verb(self.scene, mark)):  # "APR-39B" is a device
                self._month(mark)
        for mark in self.scene.of("weekday"):
            self._weekday(mark)
        for mark in self.scene.of("season"):
            if told := year_of_season(self.scene, mark):
                self.add(mark.start, mark.end, f"{told}", f"{told}", "relative")
        for mark in self.scene.of("fiscal"):
            self._fiscal(mark)
        self._events()
        self._numeric()
        for start, end in self.scene.digits:
            if end - start == 2 and start and (self.plain[start - 1].isalpha() or self.plain[start - 1] == "'"):
                self._glued_year(start - (self.plain[start - 1] == "'"))
        self._years()
        return self.found

    def _events(self) -> None:
        """What is told by a name, or by a word for what was told before."""
        for mark in self.scene.of("epoch"):
            begun = took_office(self.day) if mark.code == IN_OFFICE else mark.code
            if begun is not None:
                self.add(mark.start, mark.end, begun, None, "epoch")
        for mark in self.scene.of("outbreak"):
            self.add(mark.start, mark.end, None, None, "outbreak").unit = mark.code
        for mark in self.scene.of("at_that_time"):
            self.add(mark.start, mark.end, None, None, "anaphor").unit = MOMENT
        for mark in self.scene.of("since_then"):
            if mark.code != HAS_SINCE or self._is_done(mark.end):
                self.add(mark.start, mark.end, None, None, "then")
        for mark in self.scene.of("decade"):
            self.add(mark.start, mark.end, mark.code, str(int(mark.code) + 9), "year")
            self.taken.update(range(mark.start, mark.end))

    def _is_done(self, place: int) -> bool:
        """Whether a deed follows at a place: "has since received", not "has since 2014"."""
        return any(mark.kind == "stage" for mark in self.scene.at(place + 1))

    def add(self, start: int, end: int, first: str | None, last: str | None, shape: str) -> Time:
        """Note a moment."""
        if shape == "relative":
            first, last = calendar.as_fine_as(first, self.scene.today), calendar.as_fine_as(last, self.scene.today)
        fiscal = first is not None and first.startswith("FY")
        self.found.append(Time(start, end, first, last, shape, fiscal, core=start))
        return self.found[-1]

    def _month(self, mark: Mark) -> None:
        """A month with the day, or the days, and the year that stand beside it."""
        after, before = _patterns(self.scene.words)
        leads = before.search(self.plain, max(0, mark.start - 12), mark.start)
        follows = after.match(self.plain, mark.end)
        start, end, day, year = mark.start, mark.end, 0, 0
        if leads is not None:
            day, start = int(leads[1] or 1), leads.start()
            self.taken.add(start)
        counted = follows is not None and follows[1] and not follows[2]
        if counted and (
            self.scene.word_before(mark.start)[0] in self.local("month_in") or is_led_by_noun(self.scene, mark.start)
        ):
            follows = None
        if follows is not None and follows[1] and leads is None:
            day, end = int(follows[1]), follows.end(1)
            self.taken.add(follows.start(1))
        if follows is not None and follows[2] and (leads is None or not follows[1]):
            year, end = int(follows[2]), follows.end(2)
            self.taken.add(follows.start(2))
        if day and not year and leads is None:
            days = days_behind(self.scene, end, day)
            year = days.year if days else 0
        else:
            days = days_before(self.scene, start, day) if leads is not None or not day else None
        if days is not None:
            self.taken.update(days.taken)
            start, end = min(start, days.start), max(end, days.end)
        self._add_month(int(mark.code), days or Days(day, day), year, (start, mark.end, end))

    def _add_month(self, month: int, days: Days, year: int, places: tuple[int, int, int]) -> None:
        """Note a month, whose word ends at the second of three places, with the year told behind it or meant."""
        start, behind, end = places
        told = None if year else year_behind(self.scene, end)
        if told is not None:
            year, end = told
        known = year or year_of_month(self.scene, month, days.last, start, behind)
        start = start_of_this(self.scene, start)
        if not known:
            self.add(start, end, f"{UNDATED}{month:02d}", None, "month")
            return
        first, last = calendar.code(known, month, days.first), calendar.code(known, month, days.last)
        if first and last:
            self.add(start, end, first, last, "day" if days.last else "month" if year else "month?")

    def _weekday(self, mark: Mark) -> None:
        """A day of the week by itself, not "Wednesday, April 15"."""
        near = [word for word in self.scene.words_after(mark.end, 4) if word[0] not in _BESIDE_DAY]
        near = near[1:2] if near and near[0][0].isdigit() else near[:1]
        if self.day is None or (near and self.words.at(near[0][1], MONTH)):
            return
        said = calendar.as_fine_as(day_of_week(self.scene, mark, self.day), self.scene.today)
        self.add(mark.start, mark.end, said, said, "day")

    def _fiscal(self, mark: Mark) -> None:
        """A fiscal year by its number, or by the month in which it begins."""
        self._fiscal_year(mark.start, self._behind_fiscal(mark))
        if self.day is not None and (told := year_that_begins(self.scene, mark.end, self.day)):
            self.add(mark.start, told[1], told[0], told[0], "year")

    def _behind_fiscal(self, mark: Mark) -> int:
        """Where the digits of a fiscal year can stand: behind a blank or a dash, or "of", "año fiscal de 2019"."""
        place = mark.end + (self.plain[mark.end : mark.end + 1] in (" ", "-"))
        word, start, end = self.scene.word_after(place)
        return end + 1 if start == place and word in self.local("year_link") else place

    def _fiscal_year(self, start: int, place: int) -> None:
        """FY 2017, FY17, FY2014/2015, fiscal years 2011-13; the year at a place."""
        match = YEAR_DIGITS.match(self.plain, place)
        short = None if match else _TWO.match(self.plain, place)
        if match is not None:
            first, end = match[0], match.end()
        elif short is not None:
            first, end = f"{century_of(int(short[1]), self.day)}{short[1]}", short.end()
        else:
            return
        last = first
        if more := _TO_FISCAL.match(self.plain, end):
            last, end = first[:2] + more[1], more.end()
            self.taken.update(range(more.start(), end))
        self.taken.add(place)
        self.add(start, end, f"FY{first}", f"FY{last}", "year")

    def _numeric(self) -> None:
        """4/24/2012 and 2012-04-24; which of two is the month is the language's custom where it can be either."""
        for start, end in self.scene.digits:
            match = _NUMERIC.match(self.plain, start) if self.plain[end : end + 1] in ("/", "-") else None
            if match is None or start in self.taken:
                continue
            if match[4]:
                said = calendar.code(int(match[4]), int(match[5]), int(match[6]))
            else:
                one, two = int(match[1]), int(match[2])
                day_first = (bool(self.local("day_first")) or one > calendar.MONTHS) and two <= calendar.MONTHS
                day, month = (one, two) if day_first else (two, one)
                said = calendar.code(int(match[3]), month, day)
            if said:
                self.add(match.start(), match.end(), said, said, "day")
                self.taken.update(range(match.start(), match.end()))

    def _years(self) -> None:
        for place, last in self.scene.digits:
            if last - place < YEAR or place in self.taken:
                continue
            match = YEAR_DIGITS.match(self.plain, place)
            if match is None:
                continue
            if self.plain[place - 1 : place].isalpha() and place:
                self._glued_year(place)
            elif not self.digits.is_count(place, match.end()):
                self._year(match[0], place, match.end(), self.digits.start_of_year(place))

    def _glued_year(self, place: int) -> None:
        """FY2017, CY2017 in one piece."""
        letters = _HEAD.search(self.plain, max(0, place - 5), place)
        if letters is not None and letters[0] in self.local("glued_fiscal"):
            self._fiscal_year(letters.start(), place)
        elif letters is not None and letters[0] in self.local("glued_calendar"):
            self._year(self.plain[place : place + YEAR], place, place + YEAR, letters.start())

    def _year(self, first: str, place: int, end: int, start: int) -> None:
        """A year, 2010-16, or a decade; what belongs to it begins at `start`."""
        last = first
        if more := TO_YEAR.match(self.plain, end):
            last, end = first[:2] + more[1], more.end()
            self.taken.add(more.start(1))
            if int(last) <= int(first):
                return
        elif self.digits.is_decade(first, end):
            last, end = str(int(first) + 9), end + 1
        elif first.endswith("0") and self._told_decade(place):
            last = str(int(first) + 9)
        self.taken.add(place)
        if named := self._named_fiscal(end):
            self.add(start, named, f"FY{first}", f"FY{last}", "year")
        else:
            self.add(start, end, first, last, "year")

    def _named_fiscal(self, end: int) -> int:
        """Where "fiscal year" ends behind the year that it names: "the 2019 fiscal year"; 0 where it does not follow, or names its own."""
        for mark in self.scene.at(end + 1):
            word, start, _ = self.scene.word_before(mark.end)
            year = start > mark.start and any(unit.kind == "timeunit" for unit in self.scene.at(start))
            if mark.kind == "fiscal" and year and word and not self.scene.word_after(mark.end)[0].isdigit():
                return mark.end
        return 0

    def _told_decade(self, place: int) -> bool:
        """Whether "la década de" stands before its first year."""
        return any(word in self.local("decade_before") for word, _, _ in self.scene.words_before(place, _DECADE))
