"""Times of what a figure is only held against: "more than in 2012", "down from the year before", "supera en 21 % a la de 2022"."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.counted_on import base_of_count
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.moments import Time
from cuaderno.documents.times.published import of_publication

_FISCAL = "FY"
_DIRECTLY, _FRONT, _PARTY, _NEAR = 6, 3, 24, 40
"""Characters behind a contrast, at the head of a sentence, from a share to the party whose it is, and to the time it is counted from."""
_BASE, _FEW = 70, 4
"""Characters from a change to the time of what it is measured from, and words up to "than"."""
_COMPARED, _EXCEEDED, _SIGNS = 7, 9, 80
"""Words before a time in which "than" or a verb of exceeding stands, and characters in which the verb is looked for."""
_WHAT = 60
"""Characters from "twice what" to the time of its clause."""
_LEVEL, _ATTRIBUTE = 2, 12
"""Words behind a time that says which level is meant, and characters up to the word of exceeding before it."""


def contrasted(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time before a figure is of what the figure is only held against: "in 2020, up from $3 million".

    Shares of two parties are of one time: "41 percent between 2012 and 2021, against 9 percent for the United States".
    """
    start, end = draft.anchor
    sentence = scene.sentence_at(start)
    comma = "," in scene.plain[time.end : start]
    for mark in sentence.of("contrasted"):
        if 0 <= start - mark.end <= _DIRECTLY:
            return draft.unit != "percent" or not scene.names(end, end + _PARTY)
        if comma and mark.start - sentence.start < _FRONT and mark.end <= time.start:
            return True
    return False


def is_held_against(sentence: Sentence, draft: Draft) -> bool:
    """Whether a figure is what another is held against: "up from $109 million"."""
    contrasting = sentence.of("contrasted")
    return bool(contrasting) and any(0 <= draft.anchor[0] - mark.end <= _DIRECTLY for mark in contrasting)


def counted_from(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a single time behind a change, or a span with a dash, is that from which it is counted: "an increase of 20 percent over FY 2024",
    "down 64 percent from 2015-19"."""
    end = draft.anchor[1]
    single = time.first == time.last or ("change" in draft.marks and "-" in scene.plain[time.core : time.end])
    if not end <= time.start < end + _NEAR or time.since or not single:
        return False
    led = scene.word_after(time.start) if time.start < time.core else scene.word_before(time.start)
    return led[1] >= end and led[0] in scene.words.local("held_from")


def measured_from(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind a percentage is of what it is measured from: "30 percent less than what was approved for FY 2023"."""
    end = draft.anchor[1]
    if not end <= time.start < end + _BASE or time.since or time.first != time.last:
        return False
    if not glimpsed(scene, end - 1, time.start, "base_of_change"):
        return False
    words, base = scene.words_between(end, time.core), scene.words.local("base_of_change")
    told = next((at for at, (word, _, _) in enumerate(words) if word in base), _FEW)
    if told >= _FEW:
        return False
    if base[words[told][0]] == "than":
        more = scene.words.local("more_or_less")
        return "change" in draft.marks or any(word in more for word, _, _ in words[:told])
    return words[-1][0] not in scene.words.local("from")  # "8 percent below target in 2023" dates the figure


class HeldAgainst:
    """Tells of the times of one scene whether they belong to a comparison."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.local = scene, scene.words.local
        self.comparing, self.skip = self.local("comparing"), self.local("comparing_skip")
        self.fillers, self.into = self.local("time_filler"), self.local("from")
        self.exceeding = bool(scene.of("exceeding"))
        self.compared_with = [form for form in self.local("than_what") if form in scene.plain]

    def compares(self, each: Time, before: str, led: str) -> bool:
        """Whether a time is that of a comparison, of a report, or what another is counted from."""
        if each.shape == "before" and not each.spans and led in self.local("held_from"):
            return True
        return (
            self._is_compared(each.start)
            or (bool(self.compared_with) and self._is_compared_clause(each.start))
            or self._is_study(each, before)
            or of_publication(self.scene, each)
            or base_of_count(self.scene, each.core) is not None
            or self._is_multiplied(each)
            or (self.exceeding and (self._is_exceeded(each.start) or self._is_level(each)))
        )

    def _is_compared(self, place: int) -> bool:
        """Whether "than", "compared with" or "menos que" stands before a time."""
        word_before = self.scene.word_before
        for number in range(_COMPARED):
            word, place, _ = word_before(place)
            if word in self.comparing:
                kind = self.comparing[word]
                return kind != "degree" or (number < _COMPARED - 1 and word_before(place)[0] in self.local("degree"))
            if word not in self.fillers and word not in self.into and word not in self.skip:
                return False
        return False

    def _is_compared_clause(self, place: int) -> bool:
        """Whether a time stands in a clause of what a figure is compared with: "more than twice what will be given in 2025"."""
        plain, start = self.scene.plain, max(0, place - _WHAT)
        at = max(plain.rfind(form, start, place) for form in self.compared_with)
        return at >= 0 and not any(sign in plain[at:place] for sign in ",;:(")

    def _is_exceeded(self, place: int) -> bool:
        """Whether a time is of the sum that another exceeds: "supera en 21 % a la aprobada en 2022", "12 percent above that of 2020"."""
        near = self.scene.starting("exceeding", place - _SIGNS, place)
        if not near or near[-1].start < self.scene.sentence_at(place).start:
            return False
        passed, last = False, ""
        for word, start, _ in self.scene.backward(place, _EXCEEDED):
            if start == near[-1].start:
                return passed
            passed = passed or self._is_other(word, last)
            if word in ",;:(":
                return False
            last = word
        return False

    def _is_level(self, each: Time) -> bool:
        """Whether a time says which level is meant, and that is what another exceeds: "above the fiscal year 2012 enacted level"."""
        others, behind = self.local("level_noun"), self.scene.words_after(each.end, _LEVEL)
        if not any(word in others for word, _, _ in behind):
            return False
        near = self.scene.starting("exceeding", each.start - _ATTRIBUTE, each.start)
        return bool(near) and len(self.scene.words_between(near[-1].end, each.start)) <= 1

    def _is_multiplied(self, each: Time) -> bool:
        """Whether a time is of the level of which a figure is a multiple: "nearly triple the 2014 level"."""
        if self.scene.word_after(each.end)[0] not in self.local("level_noun"):
            return False
        words = self.scene.words_before(each.core, _LEVEL)
        if not words or words[0][0] not in self.local("definite_article"):
            return False
        return any(word in self.local("times_as_much") for word, _, _ in words[1:])

    def _is_other(self, word: str, behind: str) -> bool:
        """Whether a word stands for the sum exceeded: "that of", "la aprobada", but no article before a number or noun."""
        if word not in self.local("the_other"):
            return word in self.local("level_noun")
        return not behind or behind in self.into or behind in self.skip or behind in self.local("that")

    def _is_study(self, each: Time, before: str) -> bool:
        """Whether a year is that of a report from which a figure comes: "a 2020 report says"."""
        if each.shape != "year":
            return False
        study = self.local("study")
        if before in study:
            _, start, _ = self.scene.word_before(each.start)
            names = self.scene.starting("programme", start - _NEAR, start)
            return not any(start < name.end for name in names)  # "as an Excess Defense Article in 2019"
        return self.scene.word_after(each.end)[0] in study


def year_before(scene: Scene, sentence: Sentence, group: list[Draft]) -> None:
    """Make "last year" the fiscal year before, where it is set against the sum of one: "$30 million for FY 2016, against 28 last year"."""
    for told, other in pairwise(group):
        year = (told.period_start or "").removeprefix(_FISCAL)
        if told.period_start != told.period_end or not year.isdigit() or told.period_start == year:
            continue
        if not is_held_against(sentence, other) or other.period_start != other.period_end or not scene.day:
            continue
        if other.period_start == f"{scene.day.year - 1}" and _told_as_last(sentence, other):
            other.filled("period_start", f"{_FISCAL}{int(year) - 1}", "the fiscal year before")
            other.period_end = other.period_start


def _told_as_last(sentence: Sentence, draft: Draft) -> bool:
    """Whether "last year" stands right behind a figure."""
    return any(m.code == "year -1" and 0 <= m.start - draft.anchor[1] <= _DIRECTLY for m in sentence.of("relative"))


def is_last_year(scene: Scene, time: Time) -> bool:
    """Whether a change is measured against the year before the document's own: that of the document changed."""
    before = f"{scene.day.year - 1}" if scene.day else None
    return time.compared and time.shape == "relative" and time.first == time.last == before
