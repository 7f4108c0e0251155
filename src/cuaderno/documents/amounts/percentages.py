"""Percentages, "one in five", "five times as much": shares and changes written with numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.documents.amounts.changing import change_of, cut_of
from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.elision import out_of
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.draft import Draft
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

SPENDING_GOAL = "goal of an alliance"
"""The rule of a share that allies have set themselves to spend."""
OF_THE_PEOPLE = "of the people told before"
"""The rule of a share of those whom the sentence before counted."""
APPOSED, OPENING, GAPPED, SUBJECT = 40, 5, 9, 120
HUNDRED, ROUND = Decimal(100), frozenset((10, 100, 1000))
HEADING = 45
"""Characters of a question or a heading over which a share goes on."""
PAID = frozenset(("disbursed", "spent", "committed", "obligated", "pay"))
FIGURES, SENTENCES, GOAL, POLLED, AGAIN = 6, 2, 3, 5, 3
"""Figures and sentences back to the sum of which a share is paid; words of "or about the" before one said again."""
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
        if (of and self._polled(number)) or self._interest(number):
            return None
        sign = "" if of else change_of(sentence, number.lead, number.end) or self._of_the_change(sentence, number)
        sign = cut_of(sentence, number.lead) if of else sign
        theirs = self._of_their_number(sentence, number) if sign or not of else self._of_them(sentence, number)
        people = not of and self._opens_on_people(sentence, number)
        theirs = PERSONNEL if people else theirs
        given = of and self._of_the_field(sentence, number)
        if not (given or theirs or self._concerns(sentence, number) or (sign and self._scaled_beside(sentence))):
            return None
        draft = self.drafter.new(theirs or self._kind(number, of=of), number, "percentage")
        draft.unit = "percent"
        if self._goal(sentence, number):
            draft.rules.append(SPENDING_GOAL)
        sign = "-" if self._lost(number) else sign
        share = OF_THE_PEOPLE if people else "percentage"
        draft.mark("change", "increase or decrease") if sign else draft.mark("share", share)
        if sign == "-" and draft.value is not None:
            draft.value = -draft.value
        return draft

    def _of_the_change(self, sentence: Sentence, number: Number) -> str:
        """The sign of the change that it only says again behind "or": "a cut of $64 million, or nearly 14 percent"."""
        last = self.drafter.drafts[-1] if self.drafter.drafts else None
        if last is None or "change" not in last.marks or last.anchor[0] < sentence.start or last.value is None:
            return ""
        words = [word for word, _, _ in self.scene.words_between(last.anchor[1], number.lead) if word != ","]
        again = bool(words) and len(words) <= AGAIN and words[0] in self.local("restates_by")
        gapped = self._gapped(last.anchor[1], number)
        return ("-" if last.value < 0 else "+") if again or gapped else ""

    def _gapped(self, start: int, number: Number) -> bool:
        """Whether only another name stands since a change: "exports of France grew by 11 percent, and those of Italy by 138"."""
        words = [word for word, _, _ in self.scene.words_between(start, number.lead)]
        if not 1 < len(words) <= GAPPED or not self.scene.names(start, number.lead):
            return False
        told = any(mark.kind == "stage" for mark in self.scene.between(start, number.lead))
        measured = words[-1] in self.local("change_by") or words[-1] in self.local("article")
        joined = not self.local("joining_traders").keys().isdisjoint(words)
        return joined and measured and not told and words[-2] not in self.local("moved")

    def _interest(self, number: Number) -> bool:
        """Whether it is what a loan costs a year: "at 4 percent interest", "con un interés del 4 %"."""
        beside = (*self.scene.words_before(number.lead, 2), *self.scene.words_after(number.end, 2))
        return any(word in self.local("interest") for word, _, _ in beside)

    def _of_the_field(self, sentence: Sentence, number: Number) -> bool:
        """Whether something is done with the share, or it is of people or things counted: no "90 percent of the harvest"."""
        if sentence.of("stage") or sentence.of("currency"):
            return True
        of = self.scene.word_after(number.end)
        skip = self.scene.word_after(of[2])
        head = self.drafter.counter.head_behind(skip[2] if skip[0] in self.local("definite") else of[2])
        return head is not None

    def _polled(self, number: Number) -> bool:
        """Whether it is a share of a people that is asked what it thinks: "70 percent of Albanians trust NATO"."""
        named = (*self.local("definite_article"), *self.local("definite"))
        words = self.scene.words_after(number.end, POLLED)[1:]
        words = words[1:] if words and words[0][0] in named else words
        if not words or words[0][0] in self.local("polled"):
            return bool(words)
        people = any(mark.kind == "demonym" for mark in self.scene.at(words[0][1]))
        return people and any(word in self.local("opining") for word, _, _ in words[1:3])

    def _lost(self, number: Number) -> bool:
        """Whether something lost so much of its worth: "whose pay has lost some 90 percent of its value"."""
        if self.scene.word_before(number.lead)[0] not in self.local("losing"):
            return False
        return any(word in self.local("worth") for word, _, _ in self.scene.words_after(number.end, 4))

    def _of_them(self, sentence: Sentence, number: Number) -> str:
        """The kind of what was counted in the sentence before, where "of them" stands behind: "fewer than 4 percent of them"."""
        counted = self.drafter.last
        if counted is None or not 0 <= sentence.index - self.scene.sentence_number(counted[0].anchor[0]) <= 1:
            return ""
        behind = self.scene.plain[number.end : number.end + APPOSED].lstrip()
        return counted[0].kind if behind.startswith(tuple(self.local("possessor"))) else ""

    def _of_their_number(self, sentence: Sentence, number: Number) -> str:
        """The kind of what was counted before, where its number changes, or its share goes on: "Their number rose by 15 percent"."""
        counted, drafts = self.drafter.last, self.drafter.drafts
        named = sentence.before("numbering", number.start)
        near = named is not None and number.lead - named.end < SUBJECT
        if named is not None and near and not any(sign in self.scene.plain[named.end : number.lead] for sign in ",;:"):
            head = self.drafter.counter.head_behind(named.end)  # "the number of students has gone down by 14 percent"
            if head is not None and head.unit == "persons":
                return PERSONNEL
        if not drafts or sentence.index - self.scene.sentence_number(drafts[-1].anchor[0]) > 1:
            return ""
        words = self.scene.words_between(max(sentence.start, number.lead - APPOSED), number.lead)
        nouns = {self.local("their_number").get(word) for word, _, _ in words}
        if "share" in nouns and drafts[-1].unit == "percent" and drafts[-1].anchor[0] >= sentence.start:
            return drafts[-1].kind
        near = counted is not None and counted[0] is drafts[-1]
        return counted[0].kind if "number" in nouns and near and counted is not None else ""

    def _opens_on_people(self, sentence: Sentence, number: Number) -> bool:
        """Whether a share opens a sentence right behind one that counts people, and tells what they are: "El 9 % son mujeres"."""
        last = self.drafter.drafts[-1] if self.drafter.drafts else None
        if last is None or last.kind != PERSONNEL or sentence.index - self.scene.sentence_number(last.anchor[0]) != 1:
            return False
        told = self.scene.word_after(number.end)[0] in self.local("auxiliary")
        return told and number.lead - sentence.start < OPENING

    def _concerns(self, sentence: Sentence, number: Number) -> bool:
        """Whether the sentence speaks of assistance, or has a figure of which this is the change."""
        if any(sentence.of(kind) for kind in GIVEN):
            return True
        if self._paid(sentence) or self._goal(sentence, number) or self._of_a_trader(sentence, number):
            return True
        before = self.drafter.drafts[-1:]
        if any(draft.anchor[0] >= sentence.start for draft in before) or self._money_behind(sentence, number):
            return True
        return self._goes_on(sentence, number)

    def _goes_on(self, sentence: Sentence, number: Number) -> bool:
        """Whether a share is of the money that the sentence before tells of: "The plan comes to €10 billion. Some 31 percent goes to"."""
        before = self.drafter.drafts[-1:]
        if not before or before[0].kind != MONEY or before[0].unit == "ratio":
            return False
        since = self.scene.sentence_number(before[0].anchor[0]) + 1
        between = self.scene.bounds[since : sentence.index]
        if len(between) > 1 or any(end - start > HEADING for start, end, _ in between):
            return False
        if self.scene.word_after(number.end)[0] in self.local("share_of"):
            return False
        civil = self.local("civil_share")
        return not any(word in civil for word, _, _ in self.scene.words_between(sentence.start, sentence.end))

    def _goal(self, sentence: Sentence, number: Number) -> bool:
        """Whether it is what allies have set themselves to spend: "NATO's 2 percent guideline", "la meta del 2 % de la OTAN"."""
        if not any(abs(mark.start - number.start) <= APPOSED for mark in sentence.of("alliance")):
            return False
        goals, start, end = self.local("spending_goal"), number.lead, number.end
        around = (*self.scene.words_before(start, GOAL), *self.scene.words_after(end, GOAL))
        return any(word in goals for word, _, _ in around)

    def _of_a_trader(self, sentence: Sentence, number: Number) -> bool:
        """Whether it is the share, in brackets, of a country that supplies or buys: "its chief suppliers were France (41 %)"."""
        sign, start, _ = self.scene.word_before(number.lead)
        led = sign == "(" or sign in self.local("with_a_share")
        if not led or not any(mark.end == start - 1 for mark in sentence.of("place")):
            return False
        traders = self.local("traders")
        return any(word in traders for word, _, _ in self.scene.words_between(sentence.start, start))

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

    def of_every(self, index: int, number: Number) -> Draft | None:
        """So many of every hundred, told behind them: "De cada cien euros, 86 corresponden a aeronaves", as a share."""
        whole = self.drafter.numbers[index - 1] if index else None
        if whole is None or whole.value not in ROUND or not 0 < number.value <= whole.value or number.unit:
            return None
        if self.scene.word_before(whole.lead)[0] not in self.local("of_every") or number.start - whole.end > APPOSED:
            return None
        head, last = self.drafter.phrase(index - 1).head, self.drafter.drafts[-1:]
        people = head is not None and head.unit == "persons"
        if not (people or whole.unit or last):
            return None
        kind = PERSONNEL if people else MONEY if whole.unit else last[0].kind
        draft = self.drafter.new(kind, number, "so many of every hundred")
        draft.value, draft.half_unit, draft.unit = number.value * HUNDRED / whole.value, Decimal("0.5"), "percent"
        draft.mark("share", "so many of every hundred")
        return draft

    def _pairs(self, index: int) -> bool:
        first, second = self.drafter.numbers[index], self.drafter.following(index)
        if second is None or first.unit or second.unit in ("percent", "points") or second.scaled:
            return False
        between = self.scene.plain[first.end : second.start].strip()
        if first.value == 1 and first.word and second.start - first.end < APPOSED:
            single = [mark for mark in self.scene.at(first.end + 1) if mark.kind == "counted1"]
            between = self.scene.plain[single[0].end : second.start].strip() if single else between
        return between in self.local("ratio") and 0 < first.value < second.value <= HUNDRED

    def ratio(self, index: int) -> Draft | None:
        """One in five pilots as 20 percent of persons, at its first number; else nothing."""
        if not self._pairs(index):
            return None
        first, second = self.drafter.numbers[index], self.drafter.numbers[index + 1]
        head = self.drafter.phrase(index + 1).head or self._of_whole(index + 1) or self._single(first)
        if head is None and (part := self._part_of_counted(first, second)):
            draft = self.drafter.new(part, first, "so many in so many")
        elif second.unit:
            draft = self.drafter.new(MONEY, first, "so many in so many")
        elif head is None or head.unit not in ("persons", "items"):
            return None
        else:
            draft = self.drafter.new(PERSONNEL if head.unit == "persons" else QUANTITY, first, "so many in so many")
        draft.value, draft.half_unit, draft.unit = first.value * HUNDRED / second.value, Decimal("0.5"), "percent"
        draft.mark("share", "so many in so many")
        return draft

    def _single(self, number: Number) -> Head | None:
        """The singular between the two: "one soldier in three"."""
        single = [mark for mark in self.scene.at(number.end + 1) if mark.kind == "counted1"]
        return Head(single[0].code, single[0].start, single[0].end, "singular of a ratio") if single else None

    def _of_whole(self, index: int) -> Head | None:
        """What the whole behind "of" counts: one in four of the 2,000 officers."""
        whole = self.drafter.following(index)
        if whole is None or whole.unit or not out_of(self.scene, self.drafter.numbers[index], whole):
            return None
        return self.drafter.phrase(index + 1).head

    def _part_of_counted(self, first: Number, number: Number) -> str:
        """The kind of what was counted before in the sentence, where "of them" stands behind a number: "one in ten of them", or the
        two stand in apposition: "3,400 officers took courses, one in ten in Panama"."""
        last = self.drafter.last
        if last is None or last[0].anchor[0] < self.drafter.sentence(number).start:
            return ""
        apposed = self.scene.word_before(first.lead)[0] == ","
        if apposed and self.scene.word_after(number.end)[0] in self.drafter.counter.stop:
            return last[0].kind
        behind = self.scene.plain[number.end : number.end + APPOSED].lstrip()
        word, start, _ = self.scene.word_after(number.end)
        doing = word in self.local("helping") or any(mark.kind in ("stage", "rel_go") for mark in self.scene.at(start))
        return last[0].kind if doing or behind.startswith(tuple(self.local("possessor"))) else ""

    def multiple(self, number: Number) -> Draft | None:
        """Five times as much, cinco veces más."""
        fold, _, end = self.scene.word_after(number.end)
        if fold not in self.local("fold") or self.scene.word_after(end)[0] not in self.local("fold_after"):
            return None
        draft = self.drafter.new(MONEY, number, "multiple")
        draft.unit = "ratio"
        draft.mark("change", "multiple")
        return draft
