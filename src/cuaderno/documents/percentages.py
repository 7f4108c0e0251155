"""Percentages, "one in five", "five times as much": shares and changes written with numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.documents.draft import Draft
from cuaderno.documents.numbers import Number
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.shares import change_of
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

if TYPE_CHECKING:
    from cuaderno.documents.drafting import Drafter

APPOSED = 40
HUNDRED = Decimal(100)
PAID = frozenset(("disbursed", "spent", "committed", "obligated", "pay"))
FIGURES, SENTENCES = 6, 2
"""Figures and sentences back to the sum of which a share is paid."""
GIVEN = ("fund", "universe", "programme", "partly", "anaphor")
"""The kinds of word that make a percentage one of assistance."""


class Percentages:
    """Reads shares and changes for a drafter."""

    def __init__(self, drafter: Drafter) -> None:
        self.drafter, self.scene, self.local = drafter, drafter.scene, drafter.scene.words.local

    def percent(self, number: Number) -> Draft | None:
        """A percentage: of something a share, before "less" or behind "rose by" a change."""
        sentence = self.drafter.sentence(number)
        of = self.scene.word_after(number.end)[0] in self.local("share_of")
        sign = "" if of else change_of(sentence, number.lead, number.end)
        if not of and not self._concerns(sentence, number) and not (sign and self._scaled_beside(sentence)):
            return None
        draft = self.drafter.new(self._kind(number, of=of), number, "percentage")
        draft.unit = "percent"
        draft.mark("change", "increase or decrease") if sign else draft.mark("share", "percentage")
        if sign == "-" and draft.value is not None:
            draft.value = -draft.value
        return draft

    def _concerns(self, sentence: Sentence, number: Number) -> bool:
        """Whether the sentence speaks of assistance, or has a figure of which this is the change."""
        if any(sentence.of(kind) for kind in GIVEN):
            return True
        if self._paid(sentence):
            return True
        before = self.drafter.drafts[-1:]
        return any(draft.anchor[0] >= sentence.start for draft in before) or self._money_behind(sentence, number)

    def _paid(self, sentence: Sentence) -> bool:
        """Whether it is paid or released of a sum that was named just before: "Only 61 per cent was released to us"."""
        if PAID.isdisjoint(word for mark in sentence.of("stage") for word in mark.code.split()[:2]):
            return False
        sums = [
            draft
            for draft in self.drafter.drafts[-FIGURES:]
            if draft.kind == MONEY and draft.unit not in ("percent", "ratio")
        ]
        return bool(sums) and sentence.index - self.scene.sentence_number(sums[-1].anchor[0]) <= SENTENCES

    def _scaled_beside(self, sentence: Sentence) -> bool:
        """Whether the sentence has a sum, its currency said or not: "sube en un 25 por ciento (de 30 a 40 millones)"."""
        return any(number.scaled and sentence.start <= number.start < sentence.end for number in self.drafter.numbers)

    def _money_behind(self, sentence: Sentence, number: Number) -> bool:
        return any(number.start < mark.start for mark in sentence.of("currency"))

    def _kind(self, number: Number, *, of: bool) -> str:
        """Persons or things for a share of them, else money."""
        after = self.scene.words_after(number.end, 2)
        if of and after:
            skip = len(after) > 1 and after[1][0] in self.local("definite")
            head = self.drafter.counter.head_behind(after[1 if skip else 0][2])
            if head is not None and head.unit in ("persons", "items") and not self._spoken_of_funds(after[0][2]):
                return PERSONNEL if head.unit == "persons" else QUANTITY
            before = self.drafter.drafts[-1] if self.drafter.drafts else None
            if head is None and before is not None and not self._spoken_of_funds(after[0][2]):
                tied = any(word == "," for word, _, _ in self.scene.words_before(number.lead, 2))
                if tied and number.lead - before.anchor[1] < APPOSED and before.unit != "percent":
                    return before.kind
        return MONEY

    def _spoken_of_funds(self, place: int) -> bool:
        return any(mark.kind == "fund" for mark in self.scene.between(place, place + 24))

    def is_ratio(self, index: int) -> bool:
        """Whether a number is one of the two in "one in five"."""
        return self._pairs(index) or (index > 0 and self._pairs(index - 1))

    def _pairs(self, index: int) -> bool:
        first, second = self.drafter.numbers[index], self.drafter.following(index)
        if second is None or first.unit or second.unit in ("percent", "points") or second.scaled:
            return False
        between = self.scene.plain[first.end : second.start].strip()
        return between in self.local("ratio") and 0 < first.value < second.value <= HUNDRED

    def ratio(self, index: int) -> Draft | None:
        """One in five pilots as 20 percent of persons, at its first number; else nothing."""
        if not self._pairs(index):
            return None
        first, second = self.drafter.numbers[index], self.drafter.numbers[index + 1]
        head = self.drafter.phrase(index + 1).head
        if second.unit:
            draft = self.drafter.new(MONEY, first, "so many in so many")
        elif head is None or head.unit not in ("persons", "items"):
            return None
        else:
            draft = self.drafter.new(PERSONNEL if head.unit == "persons" else QUANTITY, first, "so many in so many")
        draft.value, draft.half_unit, draft.unit = first.value * HUNDRED / second.value, Decimal("0.5"), "percent"
        draft.mark("share", "so many in so many")
        return draft

    def multiple(self, number: Number) -> Draft | None:
        """Five times as much, cinco veces más."""
        fold, _, end = self.scene.word_after(number.end)
        if fold not in self.local("fold") or self.scene.word_after(end)[0] not in self.local("fold_after"):
            return None
        draft = self.drafter.new(MONEY, number, "multiple")
        draft.unit = "ratio"
        draft.mark("change", "multiple")
        return draft
