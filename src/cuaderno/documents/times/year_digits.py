"""Four digits that are a year, and those that count or name something: "in 2019 soldiers", "2,019", "2000-lb bombs"."""

from __future__ import annotations

import re
from datetime import date

from cuaderno.documents.amounts.counting import MODEL
from cuaderno.documents.amounts.numbers import Words
from cuaderno.documents.amounts.signs import ends_type
from cuaderno.documents.scene import NAMES, Scene

_OLDEST_TWO, _CENTURY, _AHEAD = 60, 2000, 10
"""Two digits from which on they are a year of the last century, the year that ended it, and years ahead that a text of it may tell of."""
YEAR_DIGITS = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
TO_YEAR = re.compile(r"[-/]([0-9]{2})(?![0-9/])")
_PRICED = frozenset({"currency", "hedge"})
_NOUNS = frozenset({"counted", "counted1"})
_COUNTED = _NOUNS | {"currency", "percent", "scale"}
_BEFORE_NAME = frozenset("$.,/#:_@")
_BEHIND_NAME = frozenset("/%:_@")


def century_of(digits: int, day: date | None) -> int:
    """The first two digits of a year told by its last two: those of a text of the last century are of its own, "FY 57" in 1956."""
    old = day is not None and day.year < _CENTURY and digits < day.year % 100 + _AHEAD
    return 19 if digits >= _OLDEST_TWO or old else 20


class YearDigits:
    """Tells of the four digits at a place of one scene what they are."""

    def __init__(self, scene: Scene, words: Words) -> None:
        self.scene, self.words, self.plain, self.local = scene, words, scene.plain, scene.words.local

    def is_decade(self, year: str, end: int) -> bool:
        """Whether the ending of a decade stands behind a year: 1990s."""
        return (
            year.endswith("0")
            and self.plain[end : end + 1] in self.local("decade_end")
            and not self.plain[end + 1 : end + 2].isalnum()
        )

    def _measured(self, place: int) -> bool:
        """Whether a unit stands at a place: 2000-lb bombs."""
        return self.scene.word_after(place)[0] in self.local("specification")

    def is_count(self, place: int, end: int) -> bool:
        """Whether four digits count or name something and are no year."""
        before, after, further = self.plain[place - 1 : place], self.plain[end : end + 1], self.plain[end + 1 : end + 2]
        if before in _BEFORE_NAME and place:
            return True
        if before == "-" and not (self._ends_span(place) or self.start_of_year(place) < place):
            return True
        if after == "-" and further.isalpha() and self._measured(end + 1):
            return True
        if after == "/" and TO_YEAR.match(self.plain, end):
            return False
        if after == ":" and not further.isdigit():
            after = ""
        if (after.isalpha() and not self.is_decade(self.plain[place:end], end)) or (after and after in _BEHIND_NAME):
            return True
        if after in (".", ",") and further.isdigit():
            return True
        led = self.scene.word_before(place)[0]
        if self._belongs_before(led, place) or self._counts_a_type(led, end):
            return True
        return self._counts_behind(led, place, end)

    def _counts_behind(self, led: str, place: int, end: int) -> bool:
        """Whether four digits count what is named behind them; `led` is the word before them."""
        behind = self.words.behind(end + 1, _COUNTED, self.plain)
        of_year = led in self.local("year_before")
        # "In 2019 soldiers …", "en 2019 Estados Unidos …": the preposition makes it a year, whatever noun comes next.
        if behind is None or (behind.kind in _NOUNS and (of_year or self._names(end + 1))):
            return False
        if of_year and behind.kind == "currency" and self.plain[behind.start : behind.end].isalpha():
            return False  # "in 2012 dollars": a price base
        return not (behind.kind in _NOUNS and (self._is_second(place) or self._is_attribute(led, place, end)))

    def _ends_span(self, place: int) -> bool:
        """Whether the dash before a year stands behind digits, set off from them or not: "2019-2023", "FY 2019 -2023"."""
        behind = place - 2 if self.plain[place - 2 : place - 1] != " " else place - 3
        return behind > 0 and self.plain[behind].isdigit()

    def _belongs_before(self, led: str, place: int) -> bool:
        """Whether what stands before makes it a number: of a document, of a type, of money or hedged."""
        if led in self.local("identifier") or ends_type(self.scene, self.words, place):
            return True
        priced = self.words.until(place - 1, _PRICED)
        if priced is None or led in self.local("until"):
            return False
        since = self.local("since")  # "since at least 2019"
        return not any(
            word in since for word in (self.scene.word_before(priced.start)[0], self.scene.word_after(priced.start)[0])
        )

    def _counts_a_type(self, led: str, end: int) -> bool:
        """Whether a member of a list names a type right behind: "12 howitzers, 1968 M107 155mm projectiles"."""
        return led in self.local("lists") and MODEL.match(self.scene.text, end + 1) is not None

    def _names(self, place: int) -> bool:
        """Whether a party's name begins at a place: "la década de 1980 Estados Unidos" counts no states."""
        return any(mark.kind in NAMES for mark in self.scene.at(place))

    def start_of_year(self, place: int) -> int:
        """Where a year begins, its "mid-" and its "CY" with it."""
        if not place or self.plain[place - 1] != "-":
            word, start, _ = self.scene.word_before(place)
            return start if word in self.local("glued_calendar") else place
        word, start, _ = self.scene.word_before(place - 1)
        return start if word in self.local("time_filler") else place

    def _is_second(self, place: int) -> bool:
        """Whether a year and a word that joins it to this one stand before: "between 2016 and 2020 states"."""
        words = self.scene.words_before(place, 2)
        return (
            len(words) > 1 and words[0][0] in self.local("time_join") and YEAR_DIGITS.fullmatch(words[1][0]) is not None
        )

    def _is_attribute(self, led: str, place: int, end: int) -> bool:
        """Whether a year stands between an article and a noun: "the 2019 exercises"; a round number counts."""
        return led in self.local("before_year") and not self.plain[place:end].endswith("0")
