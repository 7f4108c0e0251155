"""The times that a text names, in order: moments joined to spans, opened by "since", closed by "until", told by others."""

from __future__ import annotations

from cuaderno.documents import calendar
from cuaderno.documents.amounts.numbers import Words
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.before_events import up_to_event
from cuaderno.documents.times.counted_on import count_on, whole_week
from cuaderno.documents.times.first_years import date_first_years
from cuaderno.documents.times.glimpses import stands_before
from cuaderno.documents.times.held_against import HeldAgainst
from cuaderno.documents.times.joining import Joiner
from cuaderno.documents.times.levels import is_level
from cuaderno.documents.times.moments import UNDATED, Moments, Time, Within
from cuaderno.documents.times.named_laws import names_law
from cuaderno.documents.times.outbreaks import date_outbreak
from cuaderno.documents.times.price_bases import PRICE_BASES, is_price_base
from cuaderno.documents.times.referring import REFERRING, resolve
from cuaderno.documents.times.series import is_numbered
from cuaderno.documents.times.story_years import in_the_story
from cuaderno.documents.times.timeunits import Units
from cuaderno.documents.times.year_parts import narrow
from cuaderno.documents.times.years_up_to import begin_ended_years, close_year, first_of_years

__all__ = ["Time", "Within", "times"]

_REACH, _PART, _EVENT = 6, 40, 6
"""Words before a time up to its preposition, and up to the "since" of its event; characters of a part of a year or a hedge between them."""
_SAID, _CLAUSE, _CLAUSE_SIGNS = 5, 12, 90
_NAMED, _PLACE = 4, 40
"""Words before a bracketed year in which a law is looked for, and characters up to the time of a war told behind it; before the day of a dateline."""
_SET_OFF = frozenset(",.;)")
_STOPS, _DASHES, _HYPHEN = " .;:,", ("–", "—"), "-"
_BACK = 200
"""So many times before it are looked through for what "that period" means."""


def times(scene: Scene, words: Words) -> tuple[list[Time], set[int]]:
    """The times of a scene in order, and where the digits that they took begin."""
    moments = Moments(scene, words)
    moments.find()
    Units(moments).find()
    moments.found.sort(key=lambda each: (each.start, -each.end))
    binder, joiner = _Binder(scene), Joiner(scene)
    found: list[Time] = []
    for each in moments.found:
        if found and (each.start < found[-1].end or joiner.join(found[-1], each)):
            continue
        found.append(each)
    for index, each in enumerate(found):
        binder.lead(each, found, index)
    bases = [each for each in found if is_price_base(scene, each)]
    scene.notes[PRICE_BASES] = bases
    return [each for each in found if (each.first or each.last) and each not in bases], moments.taken


class _Binder:
    """Reads the words before the times of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.plain, self.local = scene, scene.plain, scene.words.local
        self.since, self.until, self.into = self.local("since"), self.local("until"), self.local("from")
        self.fillers, self.ends = self.local("time_filler"), self.local("end_of")
        self.ending, self.following = self.local("ending"), self.local("followed")
        self.by_end = self.local("by_the_end")
        self.saying, self.that = self.local("saying"), self.local("that")
        self.held_against, self.parts = HeldAgainst(scene), scene.of("year_part")
        self.as_of = tuple(f" {words}" for words in self.local("as_of"))

    def lead(self, each: Time, found: list[Time], index: int) -> None:
        """What the words before and behind a time make of it; it is the one of this index among those found."""
        in_the_story(self.scene, each, found[max(0, index - _BACK) : index])
        if each.first and each.first.startswith(UNDATED):
            each.first = each.last = None
            return
        led, at_end = self._preposition(each)
        before = self.scene.word_before(each.start)[0]
        if close_year(self.scene, each) or begin_ended_years(self.scene, each) or self._ends(each, before, led):
            return
        whole_week(self.scene, each)
        counted = count_on(self.scene, each)
        led = "" if counted else led
        each.compared = not (counted or self._is_latest(each, led)) and (
            self.held_against.compares(each, before, led) or names_law(self.scene, each)
        )
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
        if each.first == each.last and self._opens_since(each, before, led):
            each.last, each.since = None, True
        self._open(each, led)
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
        head = self.scene.word_after(each.core)[0]
        if each.shape == "relative" and head in self.until and head not in self.fillers:
            return head, False  # "before the year is out"
        led, at_end, word_before = "", head in self.ends, self.scene.word_before
        start = self._behind_since(each)
        for _ in range(_REACH):
            place, (word, start, end) = start, word_before(start)
            if word == _HYPHEN and word_before(start)[0] in self.fillers:
                word, start, end = word_before(start)  # "by mid-August"
            opens = word in self.since and (word not in self.fillers or not (led or self._has_article(start)))
            governs = opens or word in self.until or word in self.into
            if not governs and (passed := self._passed(end)) is not None:
                start = passed
                continue
            if word in self.until and word_before(start)[0] in self.following:
                break  # "followed by September with nine"
            if governs and (opens or word not in self.fillers or (not led and word in self.into)):
                led, each.start = word, min(each.start, start)
                if opens or word not in self.fillers:
                    break
            elif word in self.fillers:
                at_end = at_end or word in self.ends
            else:
                start = place
                break
        if not (led in self.since or led in self.until) and stands_before(self.scene, start, "latest"):
            led, each.start = next(iter(self.until)), min(each.start, start)  # "a más tardar en junio"
        return self.by_end.get(led, led) if at_end else led, at_end

    def _behind_since(self, each: Time) -> int:
        """Where a time begins behind its preposition, an event past its "that": "desde que Biden llegó a la Casa Blanca"."""
        word, start, _ = self.scene.word_before(each.start)
        return start if each.shape == "epoch" and word in self.that else each.start

    def _passed(self, end: int) -> int | None:
        """Where the part of a year or the hedge begins that ends at a place: "since at least 2019", "by the first half of 2025"."""
        for kind in ("year_part", "hedge"):
            for mark in self.scene.starting(kind, max(0, end - _PART), end):
                if mark.end == end:
                    opens = self.scene.word_after(mark.start)
                    return opens[2] + 1 if opens[0] in self.since else mark.start
        return None

    def _has_article(self, start: int) -> bool:
        return self.scene.word_before(start)[0] in self.local("definite_article")

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
            if word in self.since and not (word in self.fillers and self._has_article(start)):
                return True
            if not word[0].isalnum() or word in self.that or word in self.until:
                return False
        return False

    def _is_latest(self, each: Time, led: str) -> bool:
        """Whether a time is not to be passed, and none of a comparison: "no later than June 30"."""
        return led in self.until and stands_before(self.scene, each.start, "latest")

    def _opens_since(self, each: Time, before: str, led: str) -> bool:
        """Whether a single time is that of the event from which a "since" counts."""
        opened = led in self.into or before in self.local("share_of") or before in self.local("day_on")
        if not (opened or (each.shape in ("relative", "month?") and self._ends_event(each))):
            return False
        set_off = (
            before == "," and self.plain[each.end : each.end + 1] in _SET_OFF
        )  # "desde su independencia, en 1963,"
        return self._since_clause(self.scene.word_before(each.start)[1] if set_off else each.start)

    def _ends_event(self, each: Time) -> bool:
        """Whether a time counted from today only tells when that was from which a "since" counts: "since the coup last year"."""
        for word, start, _ in self.scene.backward(each.start, _EVENT):
            if word in self.since:
                return True
            if not word.isalpha() or self.scene.starting("stage", start, start + 1) or word in self.local("has_been"):
                return False
        return False

    def _runs_on(self, place: int) -> bool:
        """Whether "on" or "to date" stands behind a time: it runs to the document's day."""
        word, _, end = self.scene.word_after(place)
        if word in self.local("month_in"):
            word = self.scene.word_after(end)[0]
        if word in self.local("onward"):
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

    def _open(self, each: Time, led: str) -> None:
        bound = each.since or led in self.since or led in self.until
        if not bound and up_to_event(self.scene, each):
            return
        single = each.first == each.last or each.last is None
        decade = each.shape == "year" and (each.first or "").endswith("0") and (each.last or "").endswith("9")
        if led in self.since and (single or decade or each.shape == "relative"):
            each.last, each.since = None, True
        if single and each.shape == "year" and (first := first_of_years(self.scene, each)) is not None:
            each.first = first
        elif each.shape == "epoch" and not (each.since and self._over(each.first)):
            each.first = each.last = None
        elif led in self.until and single and is_level(self.scene, each):
            each.first = each.last = each.last or each.first
        elif led in self.until and single:
            each.last = calendar.last_day_of(each.last or each.first or "")
            each.first = None
        elif led in self.into and single and self._runs_on(each.end):
            each.last, each.since = None, True
        if each.shape in ("month", "month?", "day", "relative"):
            before = self.plain[max(0, each.core - 8) : each.core].rstrip()
            each.as_of = f" {before}".endswith(self.as_of)
