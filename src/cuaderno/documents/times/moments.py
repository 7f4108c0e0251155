"""Single moments of a text: years, fiscal years, months, days, weekdays, events that date a "since"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cuaderno.documents import calendar
from cuaderno.documents.amounts.numbers import Words
from cuaderno.documents.lexicon import Lexicon
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.coming import comes, month_comes, year_that_begins

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_TO_YEAR = re.compile(r"[-/]([0-9]{2})(?![0-9/])")
_TO_FISCAL = re.compile(r"[/-](?:19|20)?([0-9]{2})(?![0-9])")
_NUMERIC = re.compile(
    r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/((?:19|20)[0-9]{2})(?![0-9/])|((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?![0-9-])"
)
_TWO = re.compile(r"'?([0-9]{2})(?![0-9.,][0-9]|[0-9%])")
_HEAD = re.compile(r"(?<![a-z0-9])[a-z]+\Z")
_OLDEST_TWO = 60
SENTENCE, YEAR = 160, 4
FRONT, AHEAD = 24, 70
MONTH = frozenset({"month"})
PRICED = frozenset({"currency", "hedge"})
NOUNS = frozenset({"counted", "counted1"})
COUNTED = NOUNS | {"currency", "percent", "scale"}
_BEFORE_NAME = frozenset("$.,/#:_@")
_BEHIND_NAME = frozenset("/%:_@")
_BESIDE_DAY = frozenset({",", "de", "the", "el"})
UNDATED = "--"
"""Begins the code of a month whose year nobody can tell."""


@dataclass(slots=True)
class Time:
    """A time in the text: characters `start` to `end`, preposition included; `first` and `last` its codes, None where open.

    `shape` is year, month, month? (its year inferred), day, relative, epoch, or one that refers to a time before it:
    anaphor, before, following, then. `compared` tells that it belongs to what a figure is held against, `said` that it dates what somebody said, `as_of` that the
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


@lru_cache(maxsize=4)
def _patterns(words: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows a month, and what stands before it, in the words of a language."""
    ends = "|".join(re.escape(end) for end in words.local("ordinal"))
    link = "|".join(re.escape(word) for word in words.local("year_link"))
    scale = "|".join(re.escape(word) for word in words.local("never_day"))
    year = rf",? (?:(?:{link}) )?((?:19|20)[0-9]{{2}})(?![0-9]|[.,][0-9])"
    after = rf"\.?(?: ([0-9]{{1,2}})(?:{ends})?(?![0-9:]|[.,][0-9]| (?:{scale})))?(?:{year})?"
    before = rf"(?<![0-9.,$-])([0-9]{{1,2}})(?:{ends})? (?:(?:{link}) )?\Z"
    return re.compile(after), re.compile(before)


class Moments:
    """Finds the moments of one scene; `taken` is where the digits begin that they use up."""

    def __init__(self, scene: Scene, words: Words) -> None:
        self.scene, self.words, self.plain, self.day = scene, words, scene.plain, scene.day
        self.local = scene.words.local
        self.taken: set[int] = set()
        self.found: list[Time] = []

    def find(self) -> list[Time]:
        """Every moment, in no order."""
        for mark in self.scene.of("month"):
            self._month(mark)
        for mark in self.scene.of("weekday"):
            self._weekday(mark)
        for mark in self.scene.of("season"):
            self._season(mark)
        for mark in self.scene.of("fiscal"):
            self._fiscal(mark)
        for mark in self.scene.of("epoch"):
            self.add(mark.start, mark.end, mark.code, None, "epoch")
        for mark in self.scene.of("since_then"):
            self.add(mark.start, mark.end, None, None, "then")
        for mark in self.scene.of("decade"):
            self.add(mark.start, mark.end, mark.code, str(int(mark.code) + 9), "year")
        self._numeric()
        for start, end in self.scene.digits:
            if end - start == 2 and start and (self.plain[start - 1].isalpha() or self.plain[start - 1] == "'"):
                self._glued_year(start - (self.plain[start - 1] == "'"))
        self._years()
        return self.found

    def add(self, start: int, end: int, first: str | None, last: str | None, shape: str) -> Time:
        """Note a moment."""
        if shape == "relative":
            first, last = calendar.as_fine_as(first, self.scene.today), calendar.as_fine_as(last, self.scene.today)
        fiscal = first is not None and first.startswith("FY")
        self.found.append(Time(start, end, first, last, shape, fiscal, core=start))
        return self.found[-1]

    def _month(self, mark: Mark) -> None:
        """A month with the day and the year that stand beside it."""
        after, before = _patterns(self.scene.words)
        leads = before.search(self.plain, max(0, mark.start - 12), mark.start)
        follows = after.match(self.plain, mark.end)
        start, end, day, year = mark.start, mark.end, 0, 0
        if leads is not None:
            day, start = int(leads[1]), leads.start(1)
            self.taken.add(start)
        counted = follows is not None and follows[1] and not follows[2]
        if counted and self.scene.word_before(mark.start)[0] in self.local("month_in"):
            follows = None
        if follows is not None and follows[1] and leads is None:
            day, end = int(follows[1]), follows.end(1)
            self.taken.add(follows.start(1))
        if follows is not None and follows[2] and (leads is None or not follows[1]):
            year, end = int(follows[2]), follows.end(2)
            self.taken.add(follows.start(2))
        known = year or self._year_beside(int(mark.code), day, start, mark.end)
        if not known:
            self.add(start, end, f"{UNDATED}{int(mark.code):02d}", None, "month")
        elif said := calendar.code(known, int(mark.code), day):
            self.add(start, end, said, said, "day" if day else "month" if year else "month?")

    def _year_beside(self, month: int, day: int, start: int, end: int) -> int:
        """The year of a month without one: the nearest to the document's day, the last where the text says so."""
        if self.day is None:
            return 0
        after, before = self.scene.word_after(end)[0], self.scene.word_before(start)[0]
        if after in self.local("last_named") or before in self.local("last_named"):
            past = day and (month, day) < (self.day.month, self.day.day)
            return self.day.year - (not past and month >= self.day.month)
        if after in self.local("next_named") or before in self.local("next_named"):
            return self.day.year + (month <= self.day.month)
        ahead = month - self.day.month > 0 and not (self._looks_ahead(start) or month_comes(self.scene, start, end))
        return self.day.year - 1 if ahead else calendar.year_of(month, self.day)

    def _looks_ahead(self, place: int) -> bool:
        """Whether the sentence speaks of what is to come before a place, or behind one at its front: will, visitará."""
        first, last, _ = self.scene.bounds[self.scene.sentence_number(place)]
        begin = max(place - SENTENCE, first)
        if place - first < FRONT:
            place = min(last, place + AHEAD)
        return comes(self.scene, begin, place)

    def _weekday(self, mark: Mark) -> None:
        """A day of the week by itself, not "Wednesday, April 15"."""
        near = [word for word in self.scene.words_after(mark.end, 4) if word[0] not in _BESIDE_DAY]
        near = near[1:2] if near and near[0][0].isdigit() else near[:1]
        if self.day is None or (near and self.words.at(near[0][1], MONTH)):
            return
        said = calendar.as_fine_as(calendar.weekday_before(int(mark.code), self.day), self.scene.today)
        self.add(mark.start, mark.end, said, said, "day")

    def _season(self, mark: Mark) -> None:
        """The year of a season named without one: "in the spring", "last summer", "el próximo verano"."""
        led, start, _ = self.scene.word_before(mark.start)
        after = self.scene.word_after(mark.end)[0]
        if self.day is None or after[:1].isdigit() or after in self.local("of_season"):
            return
        month, beside = int(mark.code), (led, after)
        if any(word in self.local("last_named") for word in beside):
            year = self.day.year - (month + 2 >= self.day.month)
        elif any(word in self.local("next_named") for word in beside):
            year = self.day.year + (month <= self.day.month)
        elif led in self.local("definite_article") and self.scene.word_before(start)[0] in self.local("month_in"):
            ahead = self._looks_ahead(mark.start)
            year = self.day.year + (month < self.day.month) if ahead else self.day.year - (month > self.day.month)
        else:
            return
        self.add(mark.start, mark.end, f"{year}", f"{year}", "relative")

    def _fiscal(self, mark: Mark) -> None:
        """A fiscal year by its number, or by the month in which it begins."""
        self._fiscal_year(mark.start, mark.end + (self.plain[mark.end : mark.end + 1] == " "))
        if self.day is not None and (told := year_that_begins(self.scene, mark.end, self.day)):
            self.add(mark.start, told[1], told[0], told[0], "year")

    def _fiscal_year(self, start: int, place: int) -> None:
        """FY 2017, FY17, FY2014/2015, fiscal years 2011-13; the year at a place."""
        match = _YEAR.match(self.plain, place)
        short = None if match else _TWO.match(self.plain, place)
        if match is not None:
            first, end = match[0], match.end()
        elif short is not None:
            first, end = f"{19 if int(short[1]) >= _OLDEST_TWO else 20}{short[1]}", short.end()
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
            match = _YEAR.match(self.plain, place)
            if match is None:
                continue
            if self.plain[place - 1 : place].isalpha() and place:
                self._glued_year(place)
            elif not self._is_count(place, match.end()):
                self._year(match[0], place, match.end())

    def _glued_year(self, place: int) -> None:
        """FY2017 in one piece."""
        letters = _HEAD.search(self.plain, max(0, place - 5), place)
        if letters is not None and letters[0] in self.local("glued_fiscal"):
            self._fiscal_year(letters.start(), place)

    def _year(self, first: str, place: int, end: int) -> None:
        """A year, 2010-16, or a decade."""
        last = first
        if more := _TO_YEAR.match(self.plain, end):
            last, end = first[:2] + more[1], more.end()
            self.taken.add(more.start(1))
            if int(last) <= int(first):
                return
        elif self._is_decade(first, end):
            last, end = str(int(first) + 9), end + 1
        elif first.endswith("0") and self._told_decade(place):
            last = str(int(first) + 9)
        self.taken.add(place)
        self.add(place, end, first, last, "year")

    def _told_decade(self, place: int) -> bool:
        """Whether "la década de" stands before its first year."""
        return any(word in self.local("decade_before") for word, _, _ in self.scene.words_before(place, 2))

    def _is_decade(self, year: str, end: int) -> bool:
        return (
            year.endswith("0")
            and self.plain[end : end + 1] in self.local("decade_end")
            and not self.plain[end + 1 : end + 2].isalnum()
        )

    def _measured(self, place: int) -> bool:
        """Whether a unit stands at a place: 2000-lb bombs."""
        return self.scene.word_after(place)[0] in self.local("specification")

    def _is_count(self, place: int, end: int) -> bool:
        """Whether four digits count or name something and are no year."""
        before, after, further = self.plain[place - 1 : place], self.plain[end : end + 1], self.plain[end + 1 : end + 2]
        if before in _BEFORE_NAME and place:
            return True
        if before == "-" and not self.plain[place - 2 : place - 1].isdigit():
            return True
        if after == "-" and further.isalpha() and self._measured(end + 1):
            return True
        if after == "/" and _TO_YEAR.match(self.plain, end):
            return False
        if after == ":" and not further.isdigit():
            after = ""
        if (after.isalpha() and not self._is_decade(self.plain[place:end], end)) or (after and after in _BEHIND_NAME):
            return True
        if after in (".", ",") and further.isdigit():
            return True
        led = self.scene.word_before(place)[0]
        if led in self.local("identifier") or (self.words.until(place - 1, PRICED) and led not in self.local("until")):
            return True
        behind = self.words.behind(end + 1, COUNTED, self.plain)
        # "In 2019 soldiers …", "en 2019 Estados Unidos …": the preposition makes it a year, whatever noun comes next.
        return behind is not None and not (behind.kind in NOUNS and led in self.local("year_before"))
