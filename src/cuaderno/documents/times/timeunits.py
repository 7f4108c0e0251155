"""Times told by a unit: the last decade, three weeks ago, those eight years, the year before, el mes pasado."""

from __future__ import annotations

import re
from functools import lru_cache

from cuaderno.documents import calendar
from cuaderno.documents.amounts.numbers import NUMBER
from cuaderno.documents.lexicon import Lexicon
from cuaderno.documents.marks import Mark
from cuaderno.documents.times.coming import and_next
from cuaderno.documents.times.moments import KNOWN, KNOWN_SPAN, Moments
from cuaderno.documents.times.tenses import OTHER, PERFECT, tense
from cuaderno.documents.times.told_units import Unit
from cuaderno.documents.times.undated import only_leads, to_come, year_behind

PERIOD, FISCAL = "period", "fiscal"
_SHORT, _HEAD = frozenset({"day", "week"}), 12
"""The units so short that what happened some of them ago is of the same year; characters before them of the sentence's own verb."""
_WEEKS = frozenset({"week", "weekend"})
YEARS = {"year": 1, "lustrum": 5, "decade": 10}
"""The units in which a span to come is counted, in years."""
BACK, BEHIND = 64, 32
"""Characters before a unit in which its number and two words before that stand, and behind it those with the next word."""
_YEAR = re.compile(r"(?: fiscal)? (?:19|20)[0-9]{2}(?![0-9])")
_PIECES = bytes(byte if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256))
"""Folded text with a blank for every sign: what is left is the pieces of its words."""
_TELLING = (
    "rolling_after",
    "ago_before",
    "rolling",
    "rolling_ahead",
    "throughout",
    "demonstrative",
    "preceding",
    "succeeding",
    "first_of",
    "last_of",
    "later_phrase",
)


@lru_cache(maxsize=4)
def _telling(words: Lexicon) -> frozenset[bytes]:
    """The words without which no unit tells a time; the first pieces of those that have several."""
    said = [
        form.encode("ascii", "replace").translate(_PIECES).split() for kind in _TELLING for form in words.local(kind)
    ]
    return frozenset(pieces[0] for pieces in said if pieces)


class Units:
    """Reads the units of time of one scene into its moments."""

    def __init__(self, moments: Moments) -> None:
        self.moments, self.scene, self.local, self.day = moments, moments.scene, moments.local, moments.day

    def find(self) -> None:
        """Add every time told by a unit."""
        for mark in self.scene.of("relative"):
            if not only_leads(self.scene, mark.end):
                self._relative(mark)
        told, pieces = _telling(self.scene.words), self.scene.folded.translate(_PIECES)
        for mark in self.scene.of("timeunit"):
            first, last, _, _ = mark
            near = pieces[first - BACK if first > BACK else 0 : last + BEHIND].split()
            if told.isdisjoint(near) or _YEAR.match(self.scene.plain, last) or only_leads(self.scene, last):
                continue
            if not any(other.kind == "relative" for other in self.scene.at(first)):  # "year's end" is one
                self._unit(Unit(self.moments, mark))

    def _relative(self, mark: Mark) -> None:
        """Last month, this week, later in the year."""
        said, count = mark.code.split()
        unit = "year" if said == KNOWN else said
        if unit in ("year", "fiscal") and _YEAR.match(self.scene.plain, mark.end):
            return  # "this fiscal year 2011" names it
        if count == "-1" and unit != "fiscal" and (self._rolls(mark) or self._is_ones_own(mark.start)):
            return
        moved, end = self._moved(mark) if count == "0" else (0, mark.end)
        if unit in _WEEKS and count == "0" and to_come(self.scene, mark):
            self._coming(mark, unit)
            return
        first, last = None, None
        if self.day is not None and (span := calendar.counted(unit, int(count) + moved, self.day)):
            first, last = span
            if count == "0" and not moved and (behind := and_next(self.scene, mark.end)):
                last, end = (calendar.counted(unit, 1, self.day) or span)[1], behind
        known = said == KNOWN and not moved
        if first or known:
            self.moments.add(mark.start, end, first, last, "relative").unit = KNOWN if known else ""

    def _coming(self, mark: Mark, unit: str) -> None:
        """The rest of this week, or its weekend, for what is to come: "will arrive later this week"."""
        if self.day is not None and (span := calendar.counted(unit, 1, self.day)):
            week = self.day.isoformat(), calendar.moved(span[0], "day", -1)
            self.moments.add(mark.start, mark.end, *(week if unit == "week" else span), "relative")

    def _is_ones_own(self, place: int) -> bool:
        """Whether a possessive stands before a place: "in his last year in office" is counted from no day."""
        return self.scene.word_before(place)[0] in self.local("possessive")

    def _is_last_of_it(self, unit: Unit) -> bool:
        """Whether a single unit is the last of something that is named behind it: "en el último año de gobierno"."""
        return unit.after in self.local("year_link") and self.scene.word_after(unit.behind)[0].isalpha()

    def _rolls(self, mark: Mark) -> bool:
        """Whether an article makes it a span up to now: "in the last year", which is not "last year"."""
        led = self.scene.words_between(mark.start, mark.end)[0][0] in self.local("rolling_led")
        before = self.scene.word_before(mark.start)[0]
        return led and before in self.local("definite_article") and before not in self.local("that")

    def _moved(self, mark: Mark) -> tuple[int, int]:
        """How far a word behind moves a present unit, and where that ends: "a finales del año pasado" is of the year before."""
        word, _, end = self.scene.word_after(mark.end)
        if word in self.local("last_named"):
            return -1, end
        return (1, end) if word in self.local("next_named") else (0, mark.end)

    def _unit(self, unit: Unit) -> None:
        if (
            self._opening(unit)
            or self._just_after(unit)
            or self._ago(unit)
            or self._span_before(unit)
            or self._rolling(unit)
            or self._referring(unit)
        ):
            self.moments.taken.add(unit.start)

    def _ago(self, unit: Unit) -> bool:
        """Three weeks ago, hace tres semanas."""
        behind = unit.after in self.local("rolling_after")
        if not behind and unit.before not in self.local("ago_before"):
            return False
        if unit.bounded or (unit.plural and not (unit.counted or unit.vague)):
            return True  # "hace más de dos años", "years ago" are of no known year
        if self.day is not None and (span := calendar.ago(unit.code, unit.count, self.day, vague=unit.vague)):
            start, end = (unit.start, unit.behind) if behind else (unit.ahead, unit.end)
            self.moments.add(start, end, *span, "relative")
        return True

    def _opening(self, unit: Unit) -> bool:
        """The first eight months of the year, los últimos tres meses de 2021; its first three years, los tres primeros años."""
        if count := self._first_years(unit):
            self.moments.add(unit.ahead, unit.end, None, None, "first years").count = count
            return True
        count = self._number_ahead(unit)
        if unit.code != "month" or not 0 < count <= calendar.MONTHS:
            return False
        opens = unit.before in self.local("first_of")
        year, end = self._year_of(unit) if opens or unit.before in self.local("last_of") else ("", 0)
        if year:
            first, last = (1, count) if opens else (calendar.MONTHS + 1 - count, calendar.MONTHS)
            self.moments.add(unit.ahead, end, f"{year}-{first:02d}", f"{year}-{last:02d}", "year")
        return bool(year)

    def _number_ahead(self, unit: Unit) -> int:
        """The number of a unit, also in front of its "last": "the last five years", "los cinco últimos años"; 0 for several without one."""
        if unit.counted or not unit.plural:
            return unit.count
        number = self.moments.words.until(unit.ahead - 1, NUMBER)
        return int(number.code) if number is not None else 0

    def _first_years(self, unit: Unit) -> int:
        """How many years "its first three years", "los tres primeros años" are, of what nothing behind tells; 0 where it says something else."""
        if unit.code != "year" or not unit.plural or unit.before not in self.local("first_of"):
            return 0
        if unit.after in self.local("year_link"):
            return 0
        return self._number_ahead(unit)

    def _year_of(self, unit: Unit) -> tuple[str, int]:
        """The year that is named behind a unit, and where it ends: "of 2021", "of the year", "of last year"; empty where none is."""
        if unit.after not in self.local("year_link"):
            return "", 0
        if (told := year_behind(self.scene, unit.end)) is not None:
            return str(told[0]), told[1]
        words = self.scene.words_after(unit.behind, 2)
        if words and words[0][0].isdigit() and len(words[0][0]) == len("2021"):
            return words[0][0], words[0][2]
        if words and words[0][0] in self.local("definite_article"):
            words = words[1:]
        marks = self.scene.at(words[0][1]) if words and self.day is not None else []
        year = next((mark.end for mark in marks if mark.kind == "timeunit" and mark.code == "year"), 0)
        return (f"{self.day.year}", year) if year and self.day is not None else ("", 0)

    def _rolling(self, unit: Unit) -> bool:
        """The last decade, los últimos tres meses."""
        rolling, count = self.local("rolling"), unit.count if unit.vague else self._number_ahead(unit)
        if unit.before in self.local("rolling_ahead") and self._ahead(unit, count):
            return True
        if unit.before not in rolling and unit.after not in rolling:
            return False
        if unit.code == "year" and not unit.counted and not unit.plural and unit.before in self.local("preceding"):
            return False  # "the previous year" is told by a year before it
        if not (unit.counted or unit.plural) and (self._is_ones_own(unit.ahead) or self._is_last_of_it(unit)):
            return True
        code = FISCAL if unit.fiscal else unit.code
        if self.day is not None and count and (span := calendar.rolling(code, count, self.day)):
            start = unit.ahead if unit.before in rolling else unit.start
            self.moments.add(start, unit.end, *span, "relative")
        return True  # "the last years" does not say how many

    def _ahead(self, unit: Unit, count: int) -> bool:
        """The next five years, la próxima década, the next two fiscal years; False where a single year or month is meant."""
        years = unit.code in YEARS and (unit.plural or unit.led or unit.code != "year")
        if not (years or (unit.code == "month" and unit.plural and not unit.vague)):
            return False
        if self.day is None or not count:
            return True
        start, months = unit.led or unit.ahead, count * (YEARS[unit.code] * calendar.MONTHS if years else 1)
        first = self.day.isoformat()[:7]
        last = calendar.moved(first, "month", months)
        if unit.fiscal and (span := calendar.counted(FISCAL, 1, self.day)):
            first, last = span[0], f"FY{int(span[0][2:]) + count - 1}"
        self.moments.add(start, unit.end, first, last, "relative").spans = True
        return True

    def _referring(self, unit: Unit) -> bool:
        """Those eight years, the year before, the following year: told by a time before them."""
        demonstrative = self.local("demonstrative")
        if unit.before in demonstrative or (unit.code == PERIOD and unit.further in demonstrative) or self._known(unit):
            time = self.moments.add(unit.ahead, unit.end, None, None, "anaphor")
            time.count = unit.count if unit.counted else 0
            time.unit = KNOWN_SPAN if unit.code == "year" and unit.before not in demonstrative else unit.code
            time.spans = unit.counted or unit.code in (PERIOD, "decade") or unit.plural
            return True
        for kind, shape in (("preceding", "before"), ("succeeding", "following")):
            behind = unit.after in self.local(kind) and not self._told_of_what(unit)
            if unit.plural and not unit.counted and (behind or unit.before in self.local(kind)):
                return True  # "in earlier years" does not say how many
            next_day = shape == "following" and self._is_next_day(unit)
            if behind or next_day or (unit.before in self.local(kind) and not unit.counted):
                start, end = (unit.start, unit.behind) if behind else (unit.ahead, unit.end)
                time = self.moments.add(start, end, None, None, shape)
                time.count, time.unit = unit.count, unit.code
                return True
        return False

    def _is_next_day(self, unit: Unit) -> bool:
        """Whether a day or week is the one behind that told before: "the next day"."""
        led = unit.code in _SHORT and unit.before in self.local("rolling_ahead") and not (unit.counted or unit.plural)
        return led and unit.further in self.local("definite_article")

    def _told_of_what(self, unit: Unit) -> bool:
        """Whether it is told behind a unit what it is counted from: "un año antes de la elección", "weeks after Kenya signed"."""
        word, start, _ = self.scene.word_after(unit.behind)
        if word in self.local("year_link"):
            return True
        if unit.after not in self.local("reckoned_from"):
            return False
        named = self.scene.text[start : start + 2].istitle()
        return named or any(word in self.local(kind) for kind in ("definite_article", "article", "possessive"))

    def _known(self, unit: Unit) -> bool:
        """Whether a span is told of as a known one: "during the decade", "a lo largo del periodo", "over the five years", with no years of its
        own."""
        years = unit.code == "year" and unit.counted and unit.count > 1
        if not (years or (unit.code in (PERIOD, "decade") and not unit.counted)) or not unit.led:
            return False
        if unit.before not in self.local("definite_article") or unit.after in self.local("until"):
            return False
        return not any(
            unit.after in self.local(kind) for kind in ("year_link", "from", "since", "preceding", "succeeding")
        )

    def _just_after(self, unit: Unit) -> bool:
        """Days after another deed, of which a sentence of the present tells: it was of this year."""
        if unit.counted or not unit.plural or unit.code not in _SHORT or unit.after not in self.local("succeeding"):
            return False
        sentence = self.scene.sentence_at(unit.start)
        if (
            self.day is None
            or unit.start - sentence.start < _HEAD
            or not self.scene.word_after(unit.behind)[0].isalpha()
        ):
            return False
        if tense(self.scene, sentence.start, unit.start) not in (OTHER, PERFECT):
            return False
        self.moments.add(unit.start, unit.behind, f"{self.day.year}", f"{self.day.year}", "relative")
        return True

    def _span_before(self, unit: Unit) -> bool:
        """The two previous years: a span that ends where the time before it begins."""
        count = self._years_before(unit)
        if count > 1:
            time = self.moments.add(unit.ahead, unit.behind if unit.counted else unit.end, None, None, "before")
            time.count, time.spans = count, True
        return count > 1

    def _years_before(self, unit: Unit) -> int:
        """How many years "the two previous years", "los dos años anteriores" reaches back; 0 where it says something else."""
        if unit.code != "year" or not unit.plural:
            return 0
        if unit.counted:
            spanning = unit.after in self.local("preceding") and unit.before in self.local("definite_article")
            return unit.count if spanning else 0
        if unit.before not in self.local("preceding"):
            return 0
        number = self.moments.words.until(unit.ahead - 1, NUMBER)
        return int(number.code) if number is not None else 0
