"""The times that a text names, in order: moments joined to spans, opened by "since", closed by "until", told by others."""

from __future__ import annotations

from cuaderno.documents import calendar
from cuaderno.documents.amounts.numbers import Words
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.event_spans import joined_events, parted_by_clause
from cuaderno.documents.times.first_years import date_first_years
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.held_against import HeldAgainst
from cuaderno.documents.times.levels import is_level
from cuaderno.documents.times.moments import UNDATED, Moments, Time, Within
from cuaderno.documents.times.named_laws import names_law
from cuaderno.documents.times.outbreaks import date_outbreak
from cuaderno.documents.times.price_bases import is_price_base
from cuaderno.documents.times.referring import REFERRING, resolve
from cuaderno.documents.times.series import is_numbered
from cuaderno.documents.times.timeunits import Units
from cuaderno.documents.times.year_parts import narrow
from cuaderno.documents.times.years_up_to import close_year, first_of_years

__all__ = ["Time", "Within", "times"]

_REACH = 6
_SAID, _CLAUSE, _CLAUSE_SIGNS = 5, 12, 90
_NAMED, _PLACE = 4, 40
"""Words before a bracketed year in which a law is looked for, and characters up to the time of a war told behind it; before the day of a dateline."""
_STOPS, _DASHES, _HYPHEN = " .;:,", ("–", "—"), "-"
_BACK = 200
"""So many times before it are looked through for what "that period" means."""


def times(scene: Scene, words: Words) -> tuple[list[Time], set[int]]:
    """The times of a scene in order, and where the digits that they took begin."""
    moments = Moments(scene, words)
    moments.find()
    Units(moments).find()
    moments.found.sort(key=lambda each: (each.start, -each.end))
    binder = _Binder(scene)
    found: list[Time] = []
    for each in moments.found:
        if found and (each.start < found[-1].end or binder.join(found[-1], each)):
            continue
        found.append(each)
    for index, each in enumerate(found):
        binder.lead(each, found, index)
    return [each for each in found if (each.first or each.last) and not is_price_base(scene, each)], moments.taken


def _of_years(time: Time) -> bool:
    """Whether a time is a span of several years."""
    return time.shape == "year" and time.first is not None and time.last is not None and time.first != time.last


class _Binder:
    """Joins the moments of one scene and reads the words before them."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.plain, self.local = scene, scene.plain, scene.words.local
        self.since, self.until, self.into = self.local("since"), self.local("until"), self.local("from")
        self.fillers, self.ends = self.local("time_filler"), self.local("end_of")
        self.ending, self.following = self.local("ending"), self.local("followed")
        self.saying, self.that = self.local("saying"), self.local("that")
        self.held_against, self.parts = HeldAgainst(scene), scene.of("year_part")
        self.as_of = tuple(f" {words}" for words in self.local("as_of"))
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
        if self._listed(first, second, between):
            first.last, first.end = last, second.end
            return True
        if first.first is None or last is None or not self._is_span(first, second, between):
            return False
        if _of_years(first) and between in self.local("join_and") and self._opens_span(second):
            first.first, first.last, first.end = second.first, last, second.end
            return True
        if first.shape == "month?" and second.shape in ("month", "day"):
            first.first = last[:4] + first.first[4:]
        elif first.shape == "day" and self._only_second_has_year(first, second, last):
            first.first = self._with_year_of(first.first, last)
        elif first.first.startswith(UNDATED):
            first.first = last[:4] + first.first[1:]
        if first.shape == second.shape == "month?" and last < first.first:
            last = f"{int(first.first[:4]) + (last[5:7] < first.first[5:7])}{last[4:]}"
        if first.fiscal and not second.fiscal and second.shape == "year":
            last = f"FY{last}"
        first.last, first.end, first.shape = last, second.end, second.shape
        first.fiscal = first.fiscal or second.fiscal
        return True

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
        return first.shape != "year" or second.shape in ("year", "month", "day")

    def _listed(self, first: Time, second: Time, between: str) -> bool:
        """Whether two years stand in one list in brackets: "(2017, 2018 and 2022)"."""
        if between != "," and between not in self.local("join_and"):
            return False
        opened = self.plain[first.start - 1 : first.start] == "(" and first.shape == second.shape == "year"
        return opened and self.plain[second.end : second.end + 1] in ("", ",", ")", " ")

    def _joins(self, first: Time, second: Time) -> bool:
        """Whether an "and" makes two times one span, and does not only list them."""
        behind = self.scene.words_after(second.end, 2)
        if any(word in self.local("respectively") for word, _, _ in behind):
            return False
        sentence = self.scene.sentence_at(first.start)
        if not self._paired(first) and glimpsed(self.scene, second.end, sentence.end, "respectively"):
            return False
        return second.shape == first.shape or self._paired(first)

    def _paired(self, first: Time) -> bool:
        return any(word in self.local("between_only") for word, _, _ in self.scene.words_before(first.start, 3))

    def lead(self, each: Time, found: list[Time], index: int) -> None:
        """What the words before and behind a time make of it; it is the one of this index among those found."""
        if each.first and each.first.startswith(UNDATED):
            each.first = each.last = None
            return
        led, at_end = self._preposition(each)
        before = self.scene.word_before(each.start)[0]
        if close_year(self.scene, each) or self._ends(each, before, led):
            return
        each.compared = self.held_against.compares(each, before, led) or names_law(self.scene, each)
        each.said = before[:1].isalpha() and self._is_saying(each.start)
        each.bracketed = self._is_bracketed(each)
        each.dateline = each.shape == "day" and self._is_dateline(each)
        if each.shape == "first years":
            date_first_years(self.scene, each, found[max(0, index - _BACK) : index])
            return
        if each.shape == "outbreak":
            told_behind = index + 1 < len(found) and found[index + 1].start - each.end < _NAMED
            if led in self.since and not told_behind:
                date_outbreak(self.scene, each, found[max(0, index - _BACK) : index])
            return
        if each.shape in REFERRING:
            resolve(self.scene, each, found[max(0, index - _BACK) : index], at_end=at_end)
            return
        opened = led in self.into or before in self.local("share_of") or before in self.local("day_on")
        if opened and each.first == each.last and self._since_clause(each.start):
            each.last, each.since = None, True
        self._open(each, led, at_end=at_end)
        if self.parts:
            narrow(self.scene, each)
        if is_numbered(self.scene, before):
            each.compared = True  # "the 41st since August 2021" dates the series, not the figure

    def _ends(self, each: Time, before: str, led: str) -> bool:
        """Make a time the end of what ends with it: "expires in 2030"; False where nothing does."""
        if before not in self.ending or not each.last or led in self.since or led in self.until:
            return False
        each.first, each.last = None, calendar.last_day_of(each.last)
        return True

    def _is_bracketed(self, each: Time) -> bool:
        """Whether a time stands alone in brackets within a sentence; at its end it speaks for the whole of it, if it is no law's."""
        if self.plain[each.start - 1 : each.start] != "(" or self.plain[each.end : each.end + 1] != ")":
            return False
        if self._names_law(each):
            each.compared = True
            return True
        return bool(self.plain[each.end + 1 : self.scene.sentence_at(each.start).end].strip(_STOPS))

    def _names_law(self, each: Time) -> bool:
        """Whether a year in brackets belongs to the name of a law or a resolution: "resolution 2085 (2012)"."""
        if each.fiscal or each.first != each.last:
            return False
        named, laws = self.scene.words_before(each.start - 1, _NAMED), self.local("law")
        numbered = bool(named) and named[0][0].isdigit() and self.scene.word_before(named[0][1])[0].isalpha()
        return numbered or any(word in laws for word, _, _ in named)

    def _is_dateline(self, each: Time) -> bool:
        """Whether a day stands between a place and a dash at the head of a paragraph: "WASHINGTON, July 11 -"."""
        sentence = self.scene.sentence_at(each.start)
        if each.start - sentence.start > _PLACE or sentence.start != self.scene.blocks[sentence.block].start:
            return False
        behind = self.plain[each.end : each.end + _NAMED].lstrip(" .,)")
        return behind.startswith("-") or self.scene.text[each.end : each.end + _NAMED].lstrip(" .,)")[:1] in _DASHES

    def _preposition(self, each: Time) -> tuple[str, bool]:
        """The preposition that a time depends on, and whether "the end of" stands between; the time then begins there."""
        led, at_end, word_before = "", False, self.scene.word_before
        start = each.start
        for _ in range(_REACH):
            word, start, _ = word_before(start)
            if word == _HYPHEN and word_before(start)[0] in self.fillers:
                word, start, _ = word_before(start)  # "by mid-August"
            governs = word in self.since or word in self.until or word in self.into
            if word in self.until and word_before(start)[0] in self.following:
                break  # "followed by September with nine"
            if governs and (word not in self.fillers or (not led and word in self.into)):
                led, each.start = word, min(each.start, start)
                if word not in self.fillers:
                    break
            elif word in self.fillers:
                at_end = at_end or word in self.ends
            else:
                break
        return led, at_end

    def _since_clause(self, place: int) -> bool:
        """Whether a time ends a clause that "since" opens: "since the office was reorganized in 1997"."""
        near = self.plain[place - _CLAUSE_SIGNS if place > _CLAUSE_SIGNS else 0 : place]
        for word in self.since:
            if word in near:
                break
        else:
            return False
        first = self.scene.bounds[self.scene.sentence_number(place)][0]
        for word, start, _ in self.scene.backward(place, _CLAUSE):
            if start < first:
                return False
            if word in self.that and self.scene.word_before(start)[0] in self.since:
                return True
            if word in self.since:
                return True
            if not word[0].isalnum() or word in self.that or word in self.until:
                return False
        return False

    def _runs_on(self, place: int) -> bool:
        """Whether "on" or "to date" stands behind a time: it runs to the document's day."""
        if self.scene.word_after(place)[0] in self.local("onward"):
            return True
        return any(mark.start - place <= 1 for mark in self.scene.starting("so_far", place, place + 2))

    def _over(self, day: str | None) -> bool:
        """Whether an event lies before the document's day."""
        return self.scene.day is None or day is None or day <= self.scene.day.isoformat()

    def _is_saying(self, place: int) -> bool:
        """Whether a verb of saying stands before a time: "officials said on Wednesday" dates the saying, not the figure."""
        between: list[int] = []
        word_before = self.scene.word_before
        for _ in range(_SAID):
            word, place, _ = word_before(place)
            if word in self.saying:
                return not any(mark.kind == "stage" for at in between for mark in self.scene.at(at))
            if word in self.that or not word[:1].isalpha():
                return False
            between.append(place)
        return False

    def _open(self, each: Time, led: str, *, at_end: bool) -> None:
        single = each.first == each.last or each.last is None
        decade = each.shape == "year" and (each.first or "").endswith("0") and (each.last or "").endswith("9")
        if led in self.since and (single or decade):
            each.last, each.since = None, True
        if single and each.shape == "year" and (first := first_of_years(self.scene, each)) is not None:
            each.first = first
        elif each.shape == "epoch" and not (each.since and self._over(each.first)):
            each.first = each.last = None
        elif led in self.until and single and is_level(self.scene, each):
            each.first = each.last = each.last or each.first
        elif led in self.until and single:
            ends = at_end or each.shape.startswith("month")
            each.last = calendar.last_day_of(each.last or each.first or "") if ends else each.last
            each.first = None
        elif led in self.into and single and self._runs_on(each.end):
            each.last, each.since = None, True
        if each.shape in ("month", "month?", "day", "relative"):
            before = self.plain[max(0, each.core - 8) : each.core].rstrip()
            each.as_of = f" {before}".endswith(self.as_of)
