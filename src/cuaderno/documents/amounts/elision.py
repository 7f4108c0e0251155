"""Numbers whose noun or currency was said before: three of them, 30 more, 1,500 in 2021, "8,69 millones" after dollars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.claimed import DURATIONS, harmed
from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.currencies import SHARED
from cuaderno.documents.amounts.described import is_population
from cuaderno.documents.amounts.enumerated import of_another_noun
from cuaderno.documents.amounts.lots import noun_of_lot, of_lot
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.amounts.others_told import of_another, subject_or_told_where
from cuaderno.documents.amounts.retelling import listed
from cuaderno.documents.amounts.understood import are_rest, is_year, of_its_own, understood, whence, whence_listed
from cuaderno.documents.amounts.unsaid_sums import PART, of_a_time, said_elsewhere
from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import MONEY, QUANTITY

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

REACH = 24
LONG, LONGEST = 60, 160
SMALL = 12
NOUNS, THINGS = ("counted", "counted1"), frozenset(("persons", "items"))
ALL_COUNTRIES = 200
FAR = 2
"""Sentences over which "eight more" takes up what was counted."""
DATE = 25
"""Characters of a sentence that is no more than the date of the next: "18 de junio de 2013."."""
OWNED = 5
"""Words behind a sum in which the programme is named whose money it is."""


class Elision:
    """Looks back for what a number leaves out."""

    def __init__(self, drafter: Drafter) -> None:
        self.drafter, self.scene, self.local = drafter, drafter.scene, drafter.scene.words.local
        self.possessors, self.partitives = tuple(self.local("possessor")), tuple(self.local("partitive_before"))

    def partitive(self, index: int, number: Number) -> Draft | None:
        """A part of what was counted or of a sum: three of whom, cinco de ellos, de los que 14.000."""
        if not (self._possessed(number) or self._led(index, number)):
            return None
        last = self._last_money(number)
        if last is not None and (number.scaled or not self._possessed(number)):
            if not number.scaled:
                number.raised(9 if last.value is not None and last.value.adjusted() >= 9 and number.value < 1000 else 6)
            draft = self.drafter.new(MONEY, number, PART)
            draft.unit = last.unit
            draft.mark("part_of", "partitive")
            return draft
        return None if number.scaled else self._part(number)

    def _part(self, number: Number) -> Draft | None:
        before = self._parted(number)
        if before is not None and self._reaches(before[0], number, 1):
            head = before[1]
        elif (said := self._noun_before(number)) is not None and self._possessed(number):
            head = said
        else:
            return None
        draft = self.drafter.counted(number, head._replace(rule="part of what was counted"))
        draft.mark("part_of", "partitive")
        if before is not None:
            self.drafter.last = before
        return draft

    def _parted(self, number: Number) -> tuple[Draft, Head] | None:
        """What was counted last and may have so large a part; of what was counted since, countries and fewer things have none."""
        last = self.drafter.last
        if last is None or not (last[1].unit == "countries" or _is_less(last[0], number)):
            return last
        start = self.drafter.sentence(number).start
        wholes = [
            one
            for one in self.drafter.drafts
            if one.unit in THINGS and one.anchor[0] >= start and one is not last[0] and not _is_less(one, number)
        ]
        end = wholes[-1].anchor[1] if wholes else 0
        return (wholes[-1], Head(wholes[-1].unit or "", end, end, "counted before")) if wholes else last

    def _last_money(self, number: Number) -> Draft | None:
        """The sum just before in the same sentence, where nothing was counted since."""
        sentence = self.drafter.sentence(number)
        last = self.drafter.drafts[-1] if self.drafter.drafts else None
        if last is None or last.kind != MONEY or last.unit == "percent" or last.anchor[0] < sentence.start:
            return None
        return None if self._is_price(number, last, sentence.start) else last

    def _is_price(self, number: Number, last: Draft, start: int) -> bool:
        """Whether a sum is only what the things cost of which a number can be a part: "12 aircraft worth $418 million, of which six"."""
        goods = self.drafter.drafts[-2] if len(self.drafter.drafts) > 1 else None
        if goods is None or goods.kind != QUANTITY or goods.anchor[0] < start or number.scaled or goods.value is None:
            return False
        return last.anchor[0] - goods.anchor[1] < REACH and number.value <= goods.value

    def _noun_before(self, number: Number) -> Head | None:
        """A plural that no number counted, in this sentence or the one before."""
        sentence = self.drafter.sentence(number)
        start = sentence.previous.start if sentence.previous is not None else sentence.start
        marks = [
            mark for mark in self.scene.between(start, number.start) if mark.kind == "counted" and mark.code in THINGS
        ]
        return Head(marks[-1].code, marks[-1].start, marks[-1].end, "noun said before") if marks else None

    def _possessed(self, number: Number) -> bool:
        behind = self.scene.plain[number.end : number.end + REACH].lstrip()
        if not behind.startswith(self.possessors):
            return False
        return not of_another_noun(self.scene, number)

    def _led(self, index: int, number: Number) -> bool:
        """Whether "of which" stands before a number that has no noun of its own."""
        before = self.scene.plain[max(0, number.lead - REACH) : number.lead].rstrip()
        if not before.endswith(self.partitives):
            return False
        return self.drafter.phrase(index).head is None

    def money(self, index: int, number: Number) -> Draft | None:
        """ "8,69 millones" after dollars were spoken of: a sum, unless a noun follows."""
        unit = self.drafter.money_unit or self._said_after(index, number) or said_elsewhere(self.drafter, number)
        if not number.scaled or not unit or is_population(self.scene, number):
            return None
        phrase = self.drafter.phrase(index)
        word = self.scene.word_after(number.end)[0]
        # In Spanish a noun behind "millones" takes "de": without it the number is a sum.
        spanish, apart = self.drafter.counter.spanish, not word[:1].isalnum() or word in self.local("distributive")
        alone = spanish or phrase.empty or apart or self._of_sum(number) or self._held_against(number)
        of = word in self.local("of_noun")
        if not alone or (of and not of_a_time(self.drafter, number) and not self._of_a_programme(number)):
            return None
        draft = self.drafter.new(MONEY, number, "amount, currency said before")
        draft.unit = unit
        return self.drafter.changed(draft, number)

    def _said_after(self, index: int, number: Number) -> str:
        """The currency that the next number of the sentence names: 80 millones, y este año 95 millones de dólares."""
        following = self.drafter.following(index)
        if following is None or not following.scaled or following.start >= self.drafter.sentence(number).end:
            return ""
        return "" if following.unit in ("percent", "points") or following.unit in SHARED else following.unit

    def _of_a_programme(self, number: Number) -> bool:
        """Whether "of" behind a sum tells whose money it is: 40 millones de su programa de Financiamiento Militar Extranjero."""
        after = self.scene.words_after(number.end, OWNED)
        owner = after[1][0] if len(after) == OWNED else ""
        if owner not in self.local("possessive") and owner not in self.local("definite_article"):
            return False
        return any(mark.kind in ("programme", "fund", "plan") for _, at, _ in after for mark in self.scene.at(at))

    def _held_against(self, number: Number) -> bool:
        """Whether a sum before is held against it, and its time follows: "32 million dollars, against five million a year earlier"."""
        around = [word for word, _, _ in self.scene.words_before(number.lead, 2)]
        against = any(word in self.local("comparing") for word in around)
        return against and self.scene.word_after(number.end)[0] in self.local("article")

    def _of_sum(self, number: Number) -> bool:
        """Whether "of that amount" opens the clause."""
        sentence = self.drafter.sentence(number)
        return any(0 <= number.lead - mark.end <= 4 for kind in ("partly", "anaphor") for mark in sentence.of(kind))

    def noun(self, index: int, number: Number) -> Draft | None:
        """A bare number that stands alone: up to 30 more, 1,500 in 2021, the number of trainees rose from 120."""
        if number.scaled:
            return None
        own = self.drafter.phrase(index).head
        if own is not None and own.unit in DURATIONS:
            return None  # "six more months"
        if own is None and (numbered := self._numbered(number)):
            return self.drafter.counted(number, numbered)
        last = self.drafter.last
        if last is None or not self._reaches(last[0], number, FAR) or self._named_since(number, last):
            return self._mentioned(index, number)
        draft, head = last
        more = self._another(number) or listed(self.scene, number.lead) is not None
        far = FAR if more else self._is_object(number)
        back = FAR if are_rest(self.drafter, number) or more else 1
        if self._reaches(draft, number, back) and self._understood(index, number):
            far = back
        elif not self._reaches(draft, number, far) or not self._stands_alone(index, number):
            return None
        if head.unit == "countries" and number.value > ALL_COUNTRIES:
            return None
        if head.unit == "persons" and harmed(self.drafter.sentence(number), number, number.end):
            return None
        elided = self.drafter.counted(number, head._replace(rule="noun said before"))
        if of_lot(self.scene, number):
            elided.mark("total", "the whole of a lot")
        return elided

    def _is_object(self, number: Number) -> bool:
        """Whether a bare number is what a verb right before it gives, sends or sells, of what the sentence before counts: "Nigeria sent only 700"."""
        word, start, end = self.scene.word_before(number.lead)
        while word in self.local("just_so_many") or word in self.local("before_persons"):
            word, start, end = self.scene.word_before(start)
        return any(
            mark.end == end and mark.code.split()[-1] != "noun" for mark in self.drafter.sentence(number).of("stage")
        )

    def _mentioned(self, index: int, number: Number) -> Draft | None:
        """What the sentence named once without a number: "a helicopter …; the three before it arrived in May"."""
        if (
            self._is_object(number)
            and self._stands_alone(index, number)
            and (said := self._noun_before(number)) is not None
        ):
            return self.drafter.counted(number, said)
        another = self._another(number) and not of_its_own(self.drafter, number)
        if not (self._understood(index, number) or self._ends_with_another(index, number) or another):
            return None
        noun = self._named_here(number)
        if noun is None:
            return None
        return self.drafter.counted(number, Head(noun.code, noun.start, noun.end, "noun named before"))

    def _named_here(self, number: Number) -> Mark | None:
        """The last noun for people or things that the sentence names before a number."""
        sentence = self.drafter.sentence(number)
        marks = (mark for kind in NOUNS for mark in sentence.of(kind) if mark.end <= number.start)
        return max((mark for mark in marks if mark.code in THINGS), default=None)

    def _named_since(self, number: Number, last: tuple[Draft, Head]) -> bool:
        """Whether the sentence names another thing of which it counts more: "has trained 600 officers. These helicopters join seven more"."""
        if last[0].anchor[0] >= self.drafter.sentence(number).start or not self._another(number):
            return False
        noun = self._named_here(number)
        return noun is not None and noun.code != last[1].unit

    def _understood(self, index: int, number: Number) -> bool:
        """Whether it is a noun phrase of its own, or stands before such a one: ten of the 53 that, fell from 360 to 183."""
        if self.drafter.phrase(index).head is not None:
            return False
        if understood(self.drafter, number):
            return True
        following = self.drafter.following(index)
        if following is None or following.unit or following.scaled:
            return False
        if out_of(self.scene, number, following):
            return understood(self.drafter, following)
        return self.drafter.moves(number, following) and self.drafter.phrase(index + 1).empty

    def _another(self, number: Number) -> bool:
        after = self.scene.words_after(number.end, 2)
        if after and after[0][0] in self.local("more"):
            if len(after) < 2 or not after[1][0][0].isalnum() or after[1][0] in self.drafter.counter.stop:
                return True
            return any(mark.kind == "stage" for mark in self.scene.at(after[1][1]))  # "unos 500 más llegarán"
        return self.scene.word_before(number.lead)[0] in self.local("another")

    def _numbered(self, number: Number) -> Head | None:
        """The noun of "the number of trainees rose from 120", and of what belongs to a lot of so many."""
        if is_year(self.scene, number) and self.scene.word_before(number.start)[0] in self.local("of_noun"):
            return None
        mark = self.drafter.sentence(number).before("numbering", number.start)
        if mark is None or number.start - mark.end > (LONGEST if self._is_said(number) else LONG):
            return noun_of_lot(self.drafter, number)
        head = self.drafter.counter.head_behind(mark.end)
        return (
            head._replace(rule="noun after “number of”")
            if head is not None and head.unit in ("persons", "items")
            else None
        )

    def _is_said(self, number: Number) -> bool:
        """Whether a copula says a bare number of its subject, however long that is: "The number of soldiers deployed there … is now 340"."""
        sentence = self.drafter.sentence(number)
        ends = self.scene.plain[number.end : sentence.end].strip(" .") == ""
        words = [word for word, _, _ in self.scene.words_before(number.lead, 2)]
        return ends and any(word in self.local("copula") for word in words)

    def _reaches(self, draft: Draft, number: Number, sentences: int) -> bool:
        first, last = self.scene.sentence_number(draft.anchor[0]), self.scene.sentence_number(number.start)
        if not 0 <= last - first <= sentences + FAR:
            return False
        dates = sum(end - start < DATE for start, end, _ in self.scene.bounds[first + 1 : last])
        return last - first - dates <= sentences

    def _stands_alone(self, index: int, number: Number) -> bool:
        """Whether a bare number is a noun phrase of its own."""
        word = self.scene.word_after(number.end)[0] or "."
        if word in self.local("article") and self._held_against(number):
            return number.value >= SMALL
        in_list = listed(self.scene, number.lead) is not None and (
            word in self.local("lists") or not word[:1].isalnum()
        )
        if in_list or subject_or_told_where(self.drafter, index, number, word):
            return True
        if word in self.local("elided_after"):
            before = self.scene.word_before(number.lead)[0]
            tied = before in self.local("lists") or before in self.local("another")
            return number.word or tied or number.value >= SMALL or word in self.local("more")
        if word in self.local("elided_tied"):
            led = self.scene.word_before(number.lead)[0] in self.local("and")
            if self._is_object(number):
                return True
            return (led and number.word) or (number.value >= SMALL and (led or whence(self.scene, number)))
        if whence_listed(self.drafter, number, word):
            return number.value >= SMALL
        if word in self.local("lists") and of_another(self.drafter, number) and self.drafter.phrase(index).head is None:
            return number.value >= SMALL
        if word[:1].isalnum():  # "ocho blindados, de un total de 207 que la fuerza aspira a comprar"
            return word in self.local("relative") and of_lot(self.scene, number)
        if of_lot(self.scene, number) or of_another(self.drafter, number) or self._ends_with_another(index, number):
            return True
        return (
            self.drafter.phrase(index).empty
            and word in (".", ";", ",")
            and number.value >= SMALL
            and not number.bracketed
        )

    def _ends_with_another(self, index: int, number: Number) -> bool:
        """Whether "another" stands before a number that ends its phrase: y pidió otros tres."""
        return self.drafter.phrase(index).empty and self.scene.word_before(number.lead)[0] in self.local("another")


def out_of(scene: Scene, number: Number, following: Number) -> bool:
    """Whether a number is so many of the next: two of the nine, las tres primeras de ocho."""
    word, _, end = scene.word_after(number.end)
    start = end if word in scene.words.local("ordering_behind") else number.end
    between = scene.plain[start : following.lead].strip()
    tied = between in scene.words.local("out_of") or (start > number.end and between in scene.words.local("of_noun"))
    return tied and number.value <= following.value


def _is_less(draft: Draft, number: Number) -> bool:
    """Whether fewer were counted than a number says."""
    return draft.value is not None and draft.value < number.value
