"""A figure without a time in its sentence takes that of what it is part of, restates, goes on from, or is listed under."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.framing import adds, dated_next, definite_sum, enacted, framed, goods_dated_next, of_title, resumed, taken_up
from cuaderno.documents.notice_days import day_of_notice, end_of_form, in_form, recalled
from cuaderno.documents.others_times import in_front_of_parts, lasts, renewed, reported_anew
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.story import current_time
from cuaderno.documents.times import Time
from cuaderno.statements.claim import EVENT, MONEY, PERSONNEL

NEAR = 120
_FORM = 3
_BESIDE = 2
_MOST_BESIDE = 8
_DAY = 60
_DIRECTLY = 6
_TOTAL = 8
"""Characters before the word for the total with which a sentence begins."""
RATE_WORDS = 4
RATE_REACH = 100
FUNDED = "funding source"
BRACKETED = "restated: same value in brackets"
_SPANS = frozenset({"years", "months", "weeks"})
SUMS = frozenset({"amount", "funds"})
"""The codes of words that point back to a sum."""
_AS_THE_FIGURE = "as the figure"


def has_period(draft: Draft) -> bool:
    """Whether a draft has a beginning or an end."""
    return draft.period_start is not None or draft.period_end is not None


def give(draft: Draft, time: Time, rule: str) -> None:
    """Fill a draft's period with a time."""
    draft.filled("period_start", time.first, rule)
    draft.period_end = time.last
    if time.since and "change" not in draft.marks and draft.unit != "percent" and draft.kind != EVENT:
        draft.mark("cumulative", "open period")
    if time.as_of:
        draft.measure_kind = "stock"


def copy_period(draft: Draft, source: Draft, rule: str) -> None:
    """Fill a draft's period with that of another."""
    draft.filled("period_start", source.period_start, rule)
    draft.period_end = source.period_end


def is_rate(scene: Scene, draft: Draft) -> bool:
    """Whether a figure is so much each time: $40 million a year."""
    end = draft.anchor[1]
    near = scene.starting("rate", end, end + RATE_REACH + 1)
    if not near:
        return False
    behind = scene.words_after(end, RATE_WORDS)
    starts, ends = {start for _, start, _ in behind}, {end for _, _, end in behind}
    local = scene.words.local
    return any(
        mark.start in starts
        and mark.end in ends
        and scene.word_after(mark.end)[0] not in local("succeeding")  # "al año siguiente" is no rate
        for mark in near
    )


class Borrower:
    """Lends periods within one scene; `earlier` are the figures of the sentences before, `within` the times of a stretch."""

    def __init__(self, scene: Scene, within: Callable[[int, int], list[Time]]) -> None:
        self.scene, self.within = scene, within
        self.earlier: list[Draft] = []
        self.dated: dict[tuple[object, str | None], Draft] = {}
        self.seen = 0
        self.lead: Draft | None = None
        self.notice = day_of_notice(scene, within)
        self.forms = [(mark.end, end_of_form(scene, mark.end)) for mark in scene.of("form")]

    def borrow(self, sentence: Sentence, group: list[Draft], position: int) -> None:
        """Fill the period of the figure at a position of its sentence, which has none, where something lends it one."""
        draft = group[position]
        if any(rule.startswith(FUNDED) for rule in draft.rules):
            return
        if self._contrasted(sentence, draft):
            return
        last = group[position - 1] if position else self._last()
        if is_rate(self.scene, draft) and not (last and self._mean(sentence, draft, last)):
            return
        if self.notice is not None and any(start < draft.anchor[0] < end for start, end in self.forms):
            draft.filled("period_start", self.notice, "day of the notice")
        elif draft.governed is not None and not sentence.of("so_far"):
            self._from_lead(draft, draft.governed)
        elif BRACKETED in draft.rules and last is not None:
            copy_period(draft, last, f"{_AS_THE_FIGURE} it restates")
        elif "restated" in draft.marks and (same := self._same(draft, group[:position])):
            copy_period(draft, same, f"{_AS_THE_FIGURE} it restates")
        elif last is not None and has_period(last) and self._part(sentence, draft, last):
            copy_period(draft, last, f"{_AS_THE_FIGURE} it is part of")
        elif self.notice is not None and (sentence.of("notifying") or in_form(self.scene, sentence)):
            self._noticed(sentence, draft)
        else:
            self._from_before(sentence, group, position)

    def _noticed(self, sentence: Sentence, draft: Draft) -> None:
        """The day of the notice, or of the earlier one that its paragraph recalls."""
        if (earlier := recalled(self.scene, self.within, sentence)) is not None:
            return give(draft, earlier, "day of the notice recalled")
        return draft.filled("period_start", self.notice, "day of the notice")

    def _last(self) -> Draft | None:
        """The last figure of the sentences before that is no duration."""
        return next((one for one in reversed(self.earlier[-_FORM:]) if one.unit not in _SPANS), None)

    def _part(self, sentence: Sentence, draft: Draft, last: Draft) -> bool:
        """Whether a draft is part of the last figure: of the same sentence, or of the one before that it points back to."""
        if "part_of" not in draft.marks and "share" not in draft.marks:
            return False
        if last.anchor[0] < sentence.start and adds(self.scene, sentence, draft):
            return False
        if last.anchor[0] >= sentence.start and self._renewed(last, draft):
            return False
        if last.anchor[0] >= sentence.start:
            return not any(mark.start - sentence.start < _DIRECTLY for mark in sentence.of("contrasted"))
        near = sentence.previous is not None and last.anchor[0] >= sentence.previous.start
        pointing = [
            mark for mark in sentence.marks if mark.kind == "partly" or (mark.kind == "anaphor" and mark.code in SUMS)
        ]
        partitive = any(rule == "part_of: partitive" for rule in draft.rules)
        return near and (partitive or any(abs(mark.start - draft.anchor[1]) < _DAY for mark in pointing))

    def _from_before(self, sentence: Sentence, group: list[Draft], position: int) -> None:
        draft = group[position]
        if (time := goods_dated_next(self.scene, self.within, draft, sentence)) is not None:
            return give(draft, time, "when the goods of the next sentence came")
        dated = self._dated(sentence, group)
        if not dated and _anaphoric(sentence):
            if (whole := self._total_of(sentence)) is not None and draft.kind == MONEY:
                return copy_period(draft, whole, f"{_AS_THE_FIGURE} spoken of")
            before = self._spoken_of()
            if before is not None and has_period(before) and self._blocks_since(sentence, before) == 0:
                if sentence.of("so_far") and not self._past(before):
                    return None
                return copy_period(draft, before, f"{_AS_THE_FIGURE} spoken of")
            if (whole := self._sum_before(sentence)) is not None:
                return copy_period(draft, whole, f"{_AS_THE_FIGURE} spoken of")
        beside = self._beside(group, position)
        if beside is not None and self._tied(beside, draft):
            copy_period(draft, beside, f"{_AS_THE_FIGURE} before it")
        elif beside is None and (time := self._narrative(sentence, draft)):
            give(draft, time, "time of the sentence before")
        elif self.scene.day and draft.kind != PERSONNEL and self._announced(sentence, draft):
            draft.filled("period_start", self.scene.today, "announced on the document's day")
        elif not dated:
            self._lent(sentence, draft)
        return None

    def _dated(self, sentence: Sentence, group: list[Draft]) -> bool:
        """Whether a figure of the sentence has a period of its own, and is not only what another is held against."""
        return any(has_period(one) and _dated_itself(one) and not self._contrasted(sentence, one) for one in group)

    def _spoken_of(self) -> Draft | None:
        """The last figure before that another is not only held against."""
        near = self.earlier[: -_FORM - 1 : -1]
        return next((one for one in near if not self._contrasted(self.scene.sentence_at(one.anchor[0]), one)), None)

    def _total_of(self, sentence: Sentence) -> Draft | None:
        """The greatest sum of the paragraph before, for a sentence that begins with its total: "Of the total disbursed, 5 went to"."""
        if not any(mark.start - sentence.start < _TOTAL for mark in sentence.of("totalling")):
            return None
        sums = [one for one in self.earlier[-_MOST_BESIDE:] if one.kind == MONEY and one.value is not None]
        sums = [one for one in sums if 0 < self._blocks_since(sentence, one) < _BESIDE and "part_of" not in one.marks] or sums
        return max(sums, key=lambda one: one.value or 0, default=None)

    def _blocks_since(self, sentence: Sentence, told: Draft) -> int:
        """How many paragraphs lie between a figure before and a sentence; 0 in the same."""
        return sentence.block - self.scene.sentence_at(told.anchor[0]).block

    def _sum_before(self, sentence: Sentence) -> Draft | None:
        """The last sum with a period that "of these funds" and "this" take up, over a paragraph's end and over its changes."""
        if sentence.of("so_far"):
            return None
        for one in self.earlier[: -_FORM - 2 : -1]:
            there = self.scene.sentence_at(one.anchor[0])
            if sentence.block - there.block > _FORM:
                break
            if one.kind == MONEY and "change" not in one.marks and not self._contrasted(there, one):
                return one if has_period(one) else None
        return None

    def _lent(self, sentence: Sentence, draft: Draft) -> None:
        """What the text before lends by a noun taken up again, a law of its year, or a time in front."""
        source = resumed(self.scene, self.within, draft, sentence, self.earlier)
        if source is None:
            source = taken_up(self.scene, self.within, draft, sentence, self.earlier)
        if source is None:
            source = enacted(self.scene, self.within, sentence)
        if isinstance(source, Draft):
            copy_period(draft, source, f"{_AS_THE_FIGURE} taken up again")
        elif source is not None:
            give(draft, source, "time of what is taken up again")
        elif (time := framed(self.scene, self.within, draft, sentence)) is not None:
            give(draft, time, "time in front of the sentence before")
        elif draft.kind == MONEY and (same := self._same(draft, [])) and not adds(self.scene, sentence, draft):
            copy_period(draft, same, f"{_AS_THE_FIGURE} said before")
        elif (
            definite_sum(sentence, draft)
            and (told := self._spoken_of())
            and self._blocks_since(sentence, told) < _BESIDE
        ):
            copy_period(draft, told, f"{_AS_THE_FIGURE} it is the sum of")
        elif (time := dated_next(self.scene, self.within, sentence)) and not adds(self.scene, sentence, draft):
            give(draft, time, "day told in the next sentence")
        elif (time := current_time(self.scene, self.within, draft, sentence)) is not None:
            give(draft, time, "the story's time")
        elif (time := of_title(self.scene, self.within, draft, sentence)) is not None:
            give(draft, time, "the year of the title")

    def _contrasted(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether a figure is what another is held against: "up from $109 million"."""
        return any(0 <= draft.anchor[0] - mark.end <= _DIRECTLY for mark in sentence.of("contrasted"))

    def _past(self, draft: Draft) -> bool:
        """Whether a figure's period is over on the document's day."""
        end = (draft.period_end or "").removeprefix("FY")
        return self.scene.today is None or end <= self.scene.today

    def _announced(self, sentence: Sentence, draft: Draft) -> bool:
        now = sentence.before("announcing_now", draft.anchor[0])
        return now is not None and now.start >= draft.clause[0] and not self._far(sentence, draft)

    def _far(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether another figure stands between the announcing and the figure, so that this may be told of another time."""
        first = next(iter(sentence.of("currency")), None)
        return first is not None and draft.anchor[0] > first.end + NEAR // 2

    def _same(self, draft: Draft, group: list[Draft]) -> Draft | None:
        """The first figure before of the same value that has a period."""
        for one in self.earlier[self.seen :]:
            if has_period(one):
                self.dated.setdefault((one.value, one.unit), one)
        self.seen = len(self.earlier)
        beside = (one for one in group if has_period(one) and (one.value, one.unit) == (draft.value, draft.unit))
        return next(beside, None) or self.dated.get((draft.value, draft.unit))

    def _beside(self, group: list[Draft], position: int) -> Draft | None:
        """The last figure before in the sentence, not far, that has a period."""
        for one in reversed(group[max(0, position - _MOST_BESIDE) : position]):
            if has_period(one):
                return one
        return None

    def _tied(self, first: Draft, second: Draft) -> bool:
        """Whether a figure stands so near to one before it, with no new plan between, that it shares its time."""
        if second.anchor[0] - first.anchor[1] >= NEAR or self._renewed(first, second):
            return False
        parting = ("intending", "raising_to", "exchanging")
        inserted = self.scene.words.local("inserted")
        between = self.scene.words_between(first.anchor[1], second.anchor[0])
        if any(one[0] == "," and two[0] in inserted for one, two in pairwise(between)):
            return False
        if reported_anew(self.scene, first.anchor[1], second.anchor[0]):
            return False
        if first.period_end is None and in_front_of_parts(self.scene, first):
            return False
        return not any(mark.kind in parting for mark in self.scene.between(first.anchor[1], second.anchor[0]))

    def _renewed(self, first: Draft, second: Draft) -> bool:
        """Whether the first figure's time is over, and the second has a verb of the present behind a semicolon."""
        if first.period_end is None or lasts(self.scene, first.period_end):
            return False
        return renewed(self.scene, first.anchor[1], second)

    def _from_lead(self, draft: Draft, governed: tuple[int, int]) -> None:
        """The period of a list's item: that of the figure in the sentence before the list, or its time."""
        start, end = governed
        lead = self.scene.sentence_at(start)
        found = [time for time in self.within(start, end) if not time.compared]
        day = self.scene.today
        if (figure := self._unlisted(start)) is not None and figure.anchor[0] >= start:
            copy_period(draft, figure, f"{_AS_THE_FIGURE} before the list")
        elif lead.of("previously") and day is not None:
            draft.filled("period_end", day, "before the document's day")
        elif found:
            give(draft, found[-1], "time of the sentence before the list")
        elif self._definite(lead) and (told := self._told_before(lead, figure)) is not None:
            give(draft, told, "time of what the list spells out")
        elif figure is not None and self._definite(lead):
            copy_period(draft, figure, f"{_AS_THE_FIGURE} that the list spells out")
        elif lead.of("announcing") and day is not None:
            draft.filled("period_start", day, "announced on the document's day")

    def _told_before(self, lead: Sentence, figure: Draft | None) -> Time | None:
        """The day told in the sentence before the lead, where no figure with a period stands nearer."""
        before = lead.previous
        if before is None or (figure is not None and figure.anchor[0] >= before.start):
            return None
        found = [time for time in self.within(before.start, before.end) if time.shape in ("relative", "day")]
        return found[-1] if found and not found[-1].since else None

    def _unlisted(self, start: int) -> Draft | None:
        """The last figure with a period that stands in no list, at or before the sentence that begins at a place."""
        for one in reversed(self.earlier):
            if one.governed is None and has_period(one):
                self.lead = one
                break
            if one.anchor[0] < start and self.lead is not None:
                break
        return self.lead

    def _definite(self, lead: Sentence) -> bool:
        if any(mark.code == "funds" for mark in lead.of("anaphor")):
            return True
        return self.scene.word_after(lead.start)[0] in self.scene.words.local("definite_article")

    def _mean(self, sentence: Sentence, draft: Draft, last: Draft) -> bool:
        """Whether a rate is the mean of the sum before it: "$7 billion from 2000 to 2016, or $415 million a year"."""
        if last.anchor[0] < sentence.start or draft.anchor[0] - last.anchor[1] > _DAY or not last.period_end:
            return False
        return "restated" in draft.marks or any(
            word in self.scene.words.local("restates_by") for word, _, _ in self.scene.words_before(draft.anchor[0], 2)
        )

    def _narrative(self, sentence: Sentence, draft: Draft) -> Time | None:
        """The time of the sentence before in the same paragraph, where this one goes on announcing."""
        before = sentence.previous
        if before is None or before.block != sentence.block or draft.kind == PERSONNEL or not sentence.of("announcing"):
            return None
        found = [time for time in self.within(before.start, before.end) if time.shape == "relative"]
        return found[-1] if found else None


def _dated_itself(draft: Draft) -> bool:
    """Whether the period that a figure has is its own."""
    return not any(rule.startswith(f"period_start: {_AS_THE_FIGURE}") for rule in draft.rules)


def _anaphoric(sentence: Sentence) -> bool:
    """Whether a sentence begins with what the last one spoke of: these funds, it, de ese monto."""
    if sentence.scene.word_after(sentence.start)[0] in sentence.scene.words.local("pronoun"):
        return True
    pointing = [mark for mark in sentence.of("anaphor") if mark.code in SUMS] + sentence.of("partly")
    return any(mark.start - sentence.start < 4 for mark in pointing)
