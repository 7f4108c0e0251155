"""A figure without a time in its sentence takes that of what it is part of, restates, goes on from, or is listed under."""

from __future__ import annotations

from cuaderno.documents.amounts.governing import lead_before
from cuaderno.documents.amounts.percentages import OF_THE_PEOPLE
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.agreement_spans import of_the_agreement
from cuaderno.documents.times.announced_today import announced_today, performed_today, promised_today
from cuaderno.documents.times.begun_behind import begun_then
from cuaderno.documents.times.framing import adds, dated_next, definite_sum, goods_dated_next
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.going_on import covered
from cuaderno.documents.times.headed import labelled
from cuaderno.documents.times.headlines import headline_of_today, package_of_title, runs_on
from cuaderno.documents.times.held_against import is_held_against
from cuaderno.documents.times.last_of_them import told_as_last
from cuaderno.documents.times.lending import lender
from cuaderno.documents.times.list_periods import Leads
from cuaderno.documents.times.notice_days import day_of_notice, end_of_form, in_form, recalled
from cuaderno.documents.times.period_filling import AS_THE_FIGURE, copy_period, give, has_period
from cuaderno.documents.times.planned_year import PLANNED, planned_year
from cuaderno.documents.times.raised_totals import is_raised
from cuaderno.documents.times.rates import IN_BRACKETS, fronted_rate, goes_with, is_rate
from cuaderno.documents.times.reported_period import REPORTED, reported_period
from cuaderno.documents.times.sales_noticed import is_notice_of_sale, offered, spells_out_request, told_of_earlier
from cuaderno.documents.times.spoken_of import SUMS, Spoken, anaphoric, of_total
from cuaderno.documents.times.story import opens_when
from cuaderno.documents.times.tied_figures import NEAR, renewed_behind, tied
from cuaderno.documents.times.times import Time, Within
from cuaderno.documents.times.told_around import EXERCISED, HEADED, TITLED, told_around
from cuaderno.documents.times.under_a_sum import under_its_sum
from cuaderno.documents.times.wholes import become_since
from cuaderno.statements.claim import MONEY, PERSONNEL

_FORM = 3
_BESIDE = 2
_MOST_BESIDE = 8
_DAY = 60
_DIRECTLY = 6
FUNDED = "funding source"
BRACKETED = "restated: same value in brackets"
_PARTITIVE, _OF_SUM_BEFORE = "part_of: partitive", " of the sum before"
_ADDING = ("adding_to", "raising_to")
_SPANS = frozenset({"years", "months", "weeks"})
_LENT = tuple(f"period_start: {rule}" for rule in (AS_THE_FIGURE, HEADED, TITLED, EXERCISED, REPORTED, PLANNED))
"""How the rules begin by which a figure has a time that is not its sentence's own."""


class Borrower:
    """Lends periods within one scene; `earlier` are the figures of the sentences before, `within` the times of a stretch."""

    def __init__(self, scene: Scene, within: Within) -> None:
        self.scene, self.within = scene, within
        self.earlier: list[Draft] = []
        self.spoken = Spoken(scene, self.earlier, within)
        self.dated: dict[tuple[object, str | None], Draft] = {}
        self.seen = 0
        self.leads = Leads(scene, within)
        self.notice = day_of_notice(scene, within)
        self.forms = [(mark.end, end_of_form(scene, mark.end)) for mark in scene.of("form")]

    def borrow(self, sentence: Sentence, group: list[Draft], position: int) -> None:
        """Fill the period of the figure at a position of its sentence, which has none, where something lends it one."""
        draft = group[position]
        if self._without(sentence, draft):
            return
        last = group[position - 1] if position else self._last(sentence)
        if self._told_beside(sentence, draft, last):
            return
        yearly = is_rate(self.scene, draft) or fronted_rate(sentence)
        if yearly and not (last and goes_with(self.scene, sentence, draft, last)):
            return
        if self.notice is not None and any(start < draft.anchor[0] < end for start, end in self.forms):
            draft.filled("period_start", self.notice, "day of the notice")
        elif (lead := lead_before(sentence, draft)) is not None and not sentence.of("so_far"):
            self.leads.lend(draft, sentence, lead, self.earlier)
        elif BRACKETED in draft.rules and last is not None:
            copy_period(draft, last, f"{AS_THE_FIGURE} it restates")
        elif "restated" in draft.marks and (same := self._same(draft, group[:position])):
            copy_period(draft, same, f"{AS_THE_FIGURE} it restates")
        elif (whole := self._whole(sentence, draft, last)) is not None:
            self._take_part(sentence, draft, whole)
        elif self._is_noticed(sentence, draft):
            self._noticed(sentence, draft)
        else:
            self._from_before(sentence, group, position)

    def _told_beside(self, sentence: Sentence, draft: Draft, last: Draft | None) -> bool:
        """Whether the time is that of its agreement, or of the sum before its bracket, the last of those told of each, labels the
        paragraph, or is when it began; then it is given."""
        whole = of_the_agreement(self.scene, sentence, draft, self.earlier)
        bracketed = last is not None and IN_BRACKETS in draft.rules and last.anchor[0] >= sentence.start
        if whole is None and bracketed and last is not None and has_period(last):
            whole = last
        if whole is not None:
            copy_period(draft, whole, f"{AS_THE_FIGURE} it is part of")
            return True
        if (time := told_as_last(self.scene, self.within, draft, sentence)) is not None:
            give(draft, time, "the last of the times told")
        elif (time := labelled(self.scene, self.within, sentence)) is not None:
            give(draft, time, "label of the paragraph")
        elif (time := begun_then(self.scene, self.within, sentence, draft)) is not None:
            give(draft, time, "when it began, told before")
        return time is not None

    def _without(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether a figure is lent nothing: what pays for another, what one is held against, people that a notice of a sale tells of or
        who are counted as they are now."""
        if any(rule.startswith(FUNDED) for rule in draft.rules) or is_held_against(sentence, draft):
            return True
        return draft.kind == PERSONNEL and (is_notice_of_sale(self.scene) or self._counts_now(sentence, draft))

    def _counts_now(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether it is said how many people there are at present, whenever those told before came: "The number of troops there is now 340"."""
        if not sentence.of("numbering"):
            return False
        return glimpsed(self.scene, sentence.start, draft.anchor[0], "nowadays")

    def _is_noticed(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether a figure is of what a notice of a sale reports."""
        if self.notice is None:
            return False
        if sentence.of("notifying") or in_form(self.scene, sentence) or spells_out_request(self.scene, sentence):
            return True
        return offered(self.scene, self.within, sentence, draft)

    def _noticed(self, sentence: Sentence, draft: Draft) -> None:
        """The day of the notice, or of the earlier one that its paragraph recalls."""
        earlier = recalled(self.scene, self.within, sentence) or told_of_earlier(self.scene, self.within, sentence)
        if earlier is not None:
            return give(draft, earlier, "day of the notice recalled")
        return draft.filled("period_start", self.notice, "day of the notice")

    def _last(self, sentence: Sentence) -> Draft | None:
        """The last figure of the sentences before that is no duration, nor the total raised by another."""
        near = [one for one in reversed(self.earlier[-_FORM:]) if one.unit not in _SPANS]
        if len(near) > 1 and is_raised(self.scene, near[0]) and not sentence.of("totalling"):
            del near[0]
        if len(near) > 1 and is_held_against(self.scene.sentence_at(near[0].anchor[0]), near[0]):
            del near[0]  # "$27 million, down from the $28 million of 2012. Half of these funds"
        return next(iter(near), None)

    def _whole(self, sentence: Sentence, draft: Draft, last: Draft | None) -> Draft | None:
        """The dated figure of which one is a part: the last one, or the package of the title."""
        if last is not None and has_period(last) and self._part(sentence, draft, last):
            return last
        return package_of_title(sentence, draft, self.earlier) or under_its_sum(
            self.scene, sentence, draft, self.earlier
        )

    def _part(self, sentence: Sentence, draft: Draft, last: Draft) -> bool:
        """Whether a draft is part of the last figure: of the same sentence, or of the one before that it points back to."""
        of_it = self._tied_behind(sentence, draft)
        if not of_it and "part_of" not in draft.marks and "share" not in draft.marks:
            return False
        if last.anchor[0] < sentence.start and not of_it and adds(self.scene, sentence, draft):
            return False
        points = self.scene.word_after(sentence.opening)[0] in self.scene.words.local("demonstrative")
        if last.anchor[0] < sentence.start and draft.kind != MONEY and runs_on(last) and not points:
            return False  # "$700 million since 2014. The package includes 14 radars"
        if last.anchor[0] >= sentence.start and renewed_behind(self.scene, last, draft):
            return False
        if self.scene.plain.find('",', last.anchor[1], draft.anchor[0]) >= 0:
            return False  # a quotation closes between them
        if last.anchor[0] >= sentence.start:
            return not any(mark.start - sentence.start < _DIRECTLY for mark in sentence.of("contrasted"))
        near = sentence.previous is not None and last.anchor[0] >= sentence.previous.start
        pointing = [
            mark for mark in sentence.marks if mark.kind == "partly" or (mark.kind == "anaphor" and mark.code in SUMS)
        ]
        partitive = any(rule == _PARTITIVE or rule.endswith((_OF_SUM_BEFORE, OF_THE_PEOPLE)) for rule in draft.rules)
        return near and (partitive or of_it or any(abs(mark.start - draft.anchor[1]) < _DAY for mark in pointing))

    def _tied_behind(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether "of it" or "of them" stands right behind a figure."""
        end = draft.anchor[1]
        if any(0 <= mark.start - end <= 1 for mark in sentence.of("partly")):
            return True
        words, local = self.scene.words_after(end, 2), self.scene.words.local
        return len(words) > 1 and words[0][0] in local("share_of") and words[1][0] in local("them")

    def _take_part(self, sentence: Sentence, draft: Draft, last: Draft) -> None:
        """The period of the figure before; what "has already been spent" of a sum of one day runs on to the document's.

        What has become since of things or people counted then is of no time: "Two of them have been lost".
        """
        begin = draft.clause[0] if last.anchor[0] < sentence.start else last.anchor[1]
        until = draft.clause[1] if last.anchor[0] < sentence.start else draft.anchor[0]
        if become_since(self.scene, draft, last, begin, until):
            return
        if draft.kind == MONEY and self.spoken.blocks_since(sentence, last):
            last = self.spoken.total_of(sentence) or last
        copy_period(draft, last, f"{AS_THE_FIGURE} it is part of")
        day = last.period_start == last.period_end and "-" in (last.period_end or "")
        perfect = glimpsed(self.scene, draft.clause[0], draft.clause[1], "has_been")
        if day and perfect and last.anchor[0] < sentence.start and self.spoken.is_over(last):
            draft.period_end = self.scene.today

    def _from_before(self, sentence: Sentence, group: list[Draft], position: int) -> None:
        draft = group[position]
        if (time := goods_dated_next(self.scene, self.within, draft, sentence)) is not None:
            return give(draft, time, "when the goods of the next sentence came")
        if (whole := self.spoken.sum_in_front(sentence, draft)) is not None:
            return copy_period(draft, whole, f"{AS_THE_FIGURE} it is part of")
        if (source := covered(self.scene, self.within, sentence, self.earlier)) is not None:
            return self._copy_or_give(draft, source)
        dated = self._dated(sentence, group, draft)
        if not dated and (open_one := self.spoken.gone_on(sentence, draft)) is not None:
            return copy_period(draft, open_one, f"{AS_THE_FIGURE} whose funds go on")
        spoken = anaphoric(sentence) or of_total(sentence)
        if not dated and spoken and self.spoken.taken_up(sentence, draft):
            return None
        beside = self._beside(group, position)
        if beside is not None and tied(self.scene, beside, draft):
            copy_period(draft, beside, f"{AS_THE_FIGURE} before it")
        elif beside is None and (time := self._narrative(sentence, draft)):
            give(draft, time, "time of the sentence before")
        elif self.scene.day and self._announced(sentence, draft, dated=dated):
            draft.filled("period_start", self.scene.today, "announced on the document's day")
        elif not dated:
            self._lent(sentence, draft)
        return None

    def _dated(self, sentence: Sentence, group: list[Draft], draft: Draft) -> bool:
        """Whether a figure of the sentence has a period of its own, and is not only what another is held against or added to."""
        timed = [one for one in group if has_period(one) and _dated_itself(one)]
        if not timed:
            return False
        end = draft.anchor[1]
        others = (time for time in self.within(end, sentence.end) if time.compared or opens_when(self.scene, time))
        added = next((mark for kind in _ADDING if (mark := sentence.after(kind, end)) is not None), None)
        until = next((time.start for time in others), sentence.end) if added is None else added.start
        return any(one.anchor[0] < until and not is_held_against(sentence, one) for one in timed)

    def _lent(self, sentence: Sentence, draft: Draft) -> None:
        """What the text before lends by a noun taken up again, a law of its year, or a time in front."""
        source = lender(self.scene, self.within, sentence, draft, self.earlier)
        if source is not None:
            self._copy_or_give(draft, source)
        elif draft.kind == MONEY and (same := self._same(draft, [])) and not adds(self.scene, sentence, draft):
            copy_period(draft, same, f"{AS_THE_FIGURE} said before")
        elif (
            definite_sum(sentence, draft)
            and (told := self.spoken.last_told())
            and self.spoken.blocks_since(sentence, told) < _BESIDE
        ):
            copy_period(draft, told, f"{AS_THE_FIGURE} it is the sum of")
        elif (time := dated_next(self.scene, self.within, sentence)) and not adds(self.scene, sentence, draft):
            give(draft, time, "day told in the next sentence")
        elif (around := told_around(self.scene, self.within, draft, sentence)) is not None:
            give(draft, *around)
        elif (years := reported_period(self.scene, self.within, draft, sentence, self.earlier)) is not None:
            give(draft, years, REPORTED)
        elif (year := planned_year(self.scene, self.within, draft, sentence)) is not None:
            give(draft, year, PLANNED)

    def _copy_or_give(self, draft: Draft, source: Draft | Time) -> None:
        """The period of a figure taken up again, or the time of what is."""
        if isinstance(source, Draft):
            copy_period(draft, source, f"{AS_THE_FIGURE} taken up again")
        else:
            give(draft, source, "time of what is taken up again")

    def _announced(self, sentence: Sentence, draft: Draft, *, dated: bool) -> bool:
        """Whether a figure is announced now, or on the day of which the document has just told."""
        if draft.kind != PERSONNEL and self._announced_now(sentence, draft):
            return True
        if dated:
            return False
        if headline_of_today(self.scene, sentence, draft.anchor[0]):
            return True
        if promised_today(self.scene, self.within, sentence, draft):
            return True
        if performed_today(self.scene, self.within, sentence, draft):
            return True
        return announced_today(self.scene, self.within, sentence, draft.anchor[0])

    def _announced_now(self, sentence: Sentence, draft: Draft) -> bool:
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

    def _narrative(self, sentence: Sentence, draft: Draft) -> Time | None:
        """The time of the sentence before in the same paragraph, where this one goes on announcing."""
        before = sentence.previous
        if before is None or before.block != sentence.block or draft.kind == PERSONNEL or not sentence.of("announcing"):
            return None
        found = [time for time in self.within(before.start, before.end) if time.shape == "relative"]
        return found[-1] if found else None


def _dated_itself(draft: Draft) -> bool:
    """Whether the period that a figure has is its own."""
    return not any(rule.startswith(_LENT) for rule in draft.rules)
