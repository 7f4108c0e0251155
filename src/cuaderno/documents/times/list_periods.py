"""The period that the items of a list have from the sentence before the list."""

from __future__ import annotations

from cuaderno.documents.amounts.governing import lead_above
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.announced_today import announced_in_list, spells_out
from cuaderno.documents.times.deadlines import deadline
from cuaderno.documents.times.handed_over import handed_over
from cuaderno.documents.times.period_filling import AS_THE_FIGURE, copy_period, give, has_period
from cuaderno.documents.times.tenses import OTHER, PERFECT, tense
from cuaderno.documents.times.times import Time, Within
from cuaderno.reading.document import ITEM
from cuaderno.statements.claim import MONEY, QUANTITY

TODAY = "announced on the document's day"
_NEAR, _HEAD, _BARE = 8, 8, 6
"""Figures back to which one told again is looked for; characters at the head of a lead that points back, and words of one without a verb."""


class Leads:
    """Lends items the period of their lead within one scene; `within` gives the times of a stretch."""

    def __init__(self, scene: Scene, within: Within) -> None:
        self.scene, self.within = scene, within
        self.lead: Draft | None = None

    def lend(self, draft: Draft, sentence: Sentence, governed: tuple[int, int], earlier: list[Draft]) -> None:
        """The period of a list's item: that of the figure in the sentence before the list (`governed`), or its time."""
        self._lend(draft, sentence, governed, earlier)
        above = lead_above(self.scene, self.scene.sentence_at(governed[0]))
        if above is not None and not has_period(draft):
            self._lend(draft, sentence, above, earlier)

    def _lend(self, draft: Draft, sentence: Sentence, governed: tuple[int, int], earlier: list[Draft]) -> None:
        start, end = governed
        lead = self.scene.sentence_at(start)
        found = [time for time in self.within(start, end) if not time.compared]
        day = self.scene.today
        if (goods := self._told_again(draft, governed, earlier)) is not None:
            copy_period(draft, goods, f"{AS_THE_FIGURE} told again")
        elif (figure := self._unlisted(start, earlier)) is not None and figure.anchor[0] >= start:
            copy_period(draft, figure, f"{AS_THE_FIGURE} before the list")
        elif lead.of("previously") and day is not None:
            draft.filled("period_end", day, "before the document's day")
        elif found:
            give(draft, found[-1], "time of the sentence before the list")
        elif (told := self._spelt_out(lead, figure)) is not None:
            give(draft, told, "time of what the list spells out")
        elif figure is not None and self._definite(lead) and "cumulative" not in figure.marks:
            copy_period(draft, figure, f"{AS_THE_FIGURE} that the list spells out")
        elif figure is not None and self._shares_out(lead, draft, figure):
            copy_period(draft, figure, f"{AS_THE_FIGURE} that the list shares out")
        elif day is not None and self._announced(lead, sentence, draft):
            draft.filled("period_start", day, TODAY)
        elif (late := deadline(self.scene, self.within, draft)) is not None:
            give(draft, late, "when it is to come")

    def _announced(self, lead: Sentence, item: Sentence, draft: Draft) -> bool:
        """Whether a list, or an item of it, tells what is announced on the document's day."""
        if (
            lead.of("announcing")
            or lead.of("announcing_now")
            or spells_out(self.scene, lead, definite=self._definite(lead))
        ):
            return True
        return announced_in_list(self.scene, self.within, lead, item, draft.anchor[0])

    def _shares_out(self, lead: Sentence, draft: Draft, figure: Draft) -> bool:
        """Whether a list tells the parts of the sum right before it: "Of that amount:", "This total breaks down as follows:", "By account:"."""
        if draft.kind != MONEY or figure.kind != MONEY or lead.previous is None:
            return False
        if figure.anchor[0] < lead.previous.start or lead.block - lead.previous.block > 1:
            return False
        parts = lead.of("partly") + lead.of("anaphor") + lead.of("totalling")
        if any(mark.start - lead.start < _HEAD for mark in parts):
            return True
        words = self.scene.words_between(lead.start, lead.end)
        return len(words) <= _BARE and not lead.of("stage") and tense(self.scene, lead.start, lead.end) == OTHER

    def _told_again(self, draft: Draft, governed: tuple[int, int], earlier: list[Draft]) -> Draft | None:
        """The dated goods of the sentence that speaks for a figure outside a list: "two boats … . The vessels, valued at $1.4m"."""
        if self.scene.blocks[self.scene.sentence_at(draft.anchor[0]).block].kind == ITEM:
            return None
        goods = (one for one in earlier[-_NEAR:] if one.kind == QUANTITY and has_period(one))
        return next((one for one in goods if governed[0] <= one.anchor[0] < governed[1]), None)

    def _spelt_out(self, lead: Sentence, figure: Draft | None) -> Time | None:
        """When that was which a list spells out: the day told right before, or that of the last handover."""
        told = self._told_before(lead, figure) if self._definite(lead) else None
        return told or handed_over(self.scene, self.within, lead)

    def _told_before(self, lead: Sentence, figure: Draft | None) -> Time | None:
        """The day told in the sentence before the lead, where no figure with a period stands nearer."""
        before = lead.previous
        if before is None or (figure is not None and figure.anchor[0] >= before.start):
            return None
        found = [time for time in self.within(before.start, before.end) if time.shape in ("relative", "day")]
        return found[-1] if found and not found[-1].since else None

    def _unlisted(self, start: int, earlier: list[Draft]) -> Draft | None:
        """The last figure with a period that stands in no list, at or before the sentence that begins at a place."""
        for one in reversed(earlier):
            if one.governed is None and has_period(one):
                self.lead = one
                break
            if one.anchor[0] < start and self.lead is not None:
                break
        return self.lead

    def _definite(self, lead: Sentence) -> bool:
        if any(mark.code == "funds" for mark in lead.of("anaphor")):
            return True
        if self.scene.word_after(lead.start)[0] not in self.scene.words.local("definite_article"):
            return False
        return tense(self.scene, lead.start, lead.end) != PERFECT  # "The country has received:" spells out nothing
