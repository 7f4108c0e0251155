"""What a sentence goes on speaking of: the figures of those before, for "of these funds", "it", "of the total", "the program has"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.going_on import tells_of_work
from cuaderno.documents.times.held_against import is_held_against
from cuaderno.documents.times.period_filling import AS_THE_FIGURE, copy_period, give, has_period
from cuaderno.documents.times.tenses import OTHER, PERFECT, past_before, tense
from cuaderno.documents.times.times import Time, Within
from cuaderno.statements.claim import MONEY

SUMS = frozenset({"amount", "funds"})
"""The codes of words that point back to a sum."""
PART_IN_FRONT = "part_of: of the sum in front"
_NEAREST, _MOST, _BESIDE = 3, 8, 2
"""Figures and paragraphs back to which one spoken of is looked for."""
_HEAD, _TOTAL, _OPENING, _FRONT = 4, 8, 48, 12
"""Characters at the head of a sentence, before the word for the total with which it begins, of a phrase in front, and before a time in front."""


class Spoken:
    """The figures told so far within one scene, in order; `earlier` is filled by who dates them."""

    def __init__(self, scene: Scene, earlier: list[Draft], within: Within) -> None:
        self.scene, self.earlier, self.within = scene, earlier, within

    def taken_up(self, sentence: Sentence, draft: Draft) -> bool:
        """Settle a figure of a sentence that begins with what the last one spoke of; True where nothing else is to be asked."""
        now = tense(self.scene, *draft.clause) == OTHER and not tells_gone(sentence)
        if now and (draft.kind != MONEY or sentence.of("rate")):
            return not past_before(
                self.scene, draft.anchor[0]
            )  # "They employ 1,100", "It donates $21 million each year" tell of the present
        if (time := self._frame_before(sentence)) is not None:
            give(draft, time, "time in front of the sentence before")
            return True
        source = self.total_of(sentence) if draft.kind == MONEY else None
        if source is None:
            before = self.last_told()
            if before is not None and has_period(before) and self.blocks_since(sentence, before) == 0:
                if sentence.of("so_far") and not self.is_over(before):
                    return True
                source = before
        source = source or self._sum_before(sentence)
        if draft.kind != MONEY and source is not None and source.period_end is not None and self._has_been(draft):
            return True  # "It gave $3 million in 2022. It has sent 3,000 recruits abroad"
        if source is not None:
            copy_period(draft, source, f"{AS_THE_FIGURE} spoken of")
        return source is not None

    def _has_been(self, draft: Draft) -> bool:
        return glimpsed(self.scene, draft.clause[0], draft.anchor[0], "has_been")

    def gone_on(self, sentence: Sentence, draft: Draft) -> Draft | None:
        """The last open sum before, where what "these funds" or "the program" have done since is told: "Since 2012, … It has trained 7,000"."""
        if draft.kind == MONEY:
            return None
        if not (any(mark.code == "funds" for mark in sentence.of("anaphor")) or tells_of_work(self.scene, sentence)):
            return None
        if tense(self.scene, *draft.clause) != PERFECT:
            return None
        near = (one for one in reversed(self.earlier[-_MOST:]) if self.blocks_since(sentence, one) < _BESIDE)
        return next((one for one in near if one.kind == MONEY and "cumulative" in one.marks), None)

    def _frame_before(self, sentence: Sentence) -> Time | None:
        """The time in front of the sentence before, where it counts nothing but names what this one parts: "Of these three, drugs get 56"."""
        before = sentence.previous
        if before is None or sentence.block - before.block > 1:
            return None
        if self.earlier and self.earlier[-1].anchor[0] >= before.start:
            return None
        found = [time for time in self.within(before.start, before.end) if not (time.compared or time.said)]
        return found[0] if len(found) == 1 and found[0].start - before.start < _FRONT else None

    def last_told(self) -> Draft | None:
        """The last figure before that another is not only held against."""
        near = self.earlier[: -_NEAREST - 1 : -1]
        return next((one for one in near if not is_held_against(self.scene.sentence_at(one.anchor[0]), one)), None)

    def total_of(self, sentence: Sentence) -> Draft | None:
        """The greatest sum of the paragraph before, for a sentence that begins with its total: "Of the total disbursed, 5 went to"."""
        if not of_total(sentence):
            return None
        sums = [one for one in self.earlier[-_MOST:] if one.kind == MONEY and one.value is not None]
        sums = [
            one for one in sums if 0 < self.blocks_since(sentence, one) < _BESIDE and "part_of" not in one.marks
        ] or sums
        return max(sums, key=lambda one: one.value or 0, default=None)

    def sum_in_front(self, sentence: Sentence, draft: Draft) -> Draft | None:
        """The sum told before that a sentence names again in front of its parts: "Of the 3,300 of the plan, 1,600 went to"."""
        if PART_IN_FRONT not in draft.rules:
            return None
        front = self.scene.plain[sentence.start : draft.anchor[0]].split()
        sums = (one for one in reversed(self.earlier) if one.kind == MONEY and has_period(one))
        return next((one for one in sums if any(word in front for word in self._digits(one))), None)

    def _digits(self, one: Draft) -> list[str]:
        """The words of a figure that have digits."""
        words = self.scene.plain[one.anchor[0] : one.anchor[1]].lstrip("$").split()
        return [word for word in words if word[:1].isdigit()]

    def blocks_since(self, sentence: Sentence, told: Draft) -> int:
        """How many paragraphs lie between a figure before and a sentence; 0 in the same."""
        return sentence.block - self.scene.sentence_at(told.anchor[0]).block

    def _sum_before(self, sentence: Sentence) -> Draft | None:
        """The last sum with a period that "of these funds" and "this" take up, over a paragraph's end and over its changes."""
        if sentence.of("so_far"):
            return None
        for one in self.earlier[: -_NEAREST - 2 : -1]:
            there = self.scene.sentence_at(one.anchor[0])
            if sentence.block - there.block > _NEAREST:
                break
            if one.kind == MONEY and "change" not in one.marks and not is_held_against(there, one):
                return one if has_period(one) else None
        return None

    def is_over(self, draft: Draft) -> bool:
        """Whether a figure's period is over on the document's day."""
        end = (draft.period_end or "").removeprefix("FY")
        return self.scene.today is None or end <= self.scene.today


def of_total(sentence: Sentence) -> bool:
    """Whether a sentence begins with "of the total"."""
    opens = sentence.scene.word_after(sentence.start)[0] in sentence.scene.words.local("share_of")
    return opens and any(mark.start - sentence.start < _TOTAL for mark in sentence.of("totalling"))


def anaphoric(sentence: Sentence) -> bool:
    """Whether a sentence begins with what the last one spoke of: these funds, it, de ese monto; or tells what is gone of it."""
    if tells_gone(sentence):
        return True
    if sentence.scene.word_after(sentence.opening)[0] in sentence.scene.words.local("pronoun"):
        return True
    partly, anaphors = sentence.of("partly"), sentence.of("anaphor")
    if _under_it(sentence):
        return True
    if not (partly or anaphors):
        return False
    pointing = [mark for mark in anaphors if mark.code in SUMS] + partly
    return any(mark.start - sentence.opening < _HEAD for mark in pointing)


def tells_gone(sentence: Sentence) -> bool:
    """Whether a sentence tells what is gone of the aid before: "Gone, for now, are nine trucks", "Quedan fuera nueve camiones"."""
    return sentence.scene.plain.startswith(tuple(sentence.scene.words.local("gone")), sentence.start)


def _under_it(sentence: Sentence) -> bool:
    """Whether a sentence begins with what its deed was done under, told last before: "Under the latter, ", "Through it, "."""
    scene = sentence.scene
    comma = scene.plain.find(",", sentence.start, sentence.start + _OPENING)
    if comma < 0:
        return False
    if glimpsed(scene, sentence.start, comma, "the_latter"):
        return True
    words = scene.words_between(sentence.start, comma)
    led, pronouns = scene.words.local("by_way_of"), scene.words.local("pronoun")
    return len(words) == len(("under", "it")) and words[0][0] in led and words[1][0] in pronouns
