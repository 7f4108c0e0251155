"""From numbers to claims: which numbers are sums, counts or shares, and which are none."""

from __future__ import annotations

from cuaderno.documents.amounts.adding_up import part_adding_up
from cuaderno.documents.amounts.bodies import embodied
from cuaderno.documents.amounts.changing import change_of
from cuaderno.documents.amounts.claimed import DURATIONS, SMALL, as_states, claimed
from cuaderno.documents.amounts.counting import NUMBERED, Counter, Head, Phrase, shared
from cuaderno.documents.amounts.currencies import currency, is_rate_of_exchange
from cuaderno.documents.amounts.differing import difference
from cuaderno.documents.amounts.doubtful import fighters, trainers
from cuaderno.documents.amounts.elision import Elision, out_of
from cuaderno.documents.amounts.enumerated import named
from cuaderno.documents.amounts.fronted_wholes import fronted_count, fronted_part
from cuaderno.documents.amounts.governing import governing
from cuaderno.documents.amounts.hedging import fill_hedge, lead, spread
from cuaderno.documents.amounts.labelled import labelled
from cuaderno.documents.amounts.model_numbers import is_of_a_model
from cuaderno.documents.amounts.numbers import Number, Words
from cuaderno.documents.amounts.objects import handed
from cuaderno.documents.amounts.peoples import nationals
from cuaderno.documents.amounts.percentages import ROUND, Percentages
from cuaderno.documents.amounts.reaching import reached
from cuaderno.documents.amounts.sums import HALF
from cuaderno.documents.amounts.sums_in_a_row import sum_in_a_row
from cuaderno.documents.amounts.terms import service_time
from cuaderno.documents.amounts.unsaid_sums import left_over, round_sum
from cuaderno.documents.amounts.votes import are_votes
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY, SEX

COUNTED_AS = {"centuries": ("years", 100), "decades": ("years", 10), "doubtful": ("items", 1)}
PLAIN = frozenset({"persons", "years", "months", "weeks", "hectares", "countries"})
"""Units that say what is counted by themselves."""
DOUBTFUL = frozenset({"fighters", "trainers"})
"""Units that mean people or machines."""
DECADES = frozenset(range(20, 100, 10))
LONGEST_ITEM, MOST_SHARING = 90, 12
SHARED = "noun of the next number"
WHOLE = "of the"
"""The rule that ties a number to the whole that the next one is."""


class Drafter:
    """Makes drafts of the numbers of one scene, in their order.

    `last` is the last thing counted, with its head; `money_unit` the currency last spoken of; `parts` are the numbers, by their
    place, that add up to what was counted before them.
    """

    def __init__(self, scene: Scene, words: Words, counter: Counter, found: list[Number]) -> None:
        self.scene, self.words, self.counter, self.numbers = scene, words, counter, found
        self.local = scene.words.local
        self.phrases: list[Phrase | None] = [None] * len(found)
        self.drafts: list[Draft] = []
        self.money_unit = ""
        self.last: tuple[Draft, Head] | None = None
        self.parts: dict[int, Head] = {}
        self.elision, self.percentages = Elision(self), Percentages(self)

    def read(self) -> list[Draft]:
        """The drafts, in the order of the numbers."""
        for number in self.numbers:
            lead(self.scene, self.words, number)
        for index, number in enumerate(self.numbers):
            draft = self._draft(index, number)
            if draft is not None:
                if self.drafts and draft.kind == PERSONNEL == self.drafts[-1].kind:
                    one_noun = self.drafts[-1].rules[0].endswith(SHARED)
                    spread(self.scene, self.numbers[index - 1], number, one_noun=one_noun)
                self._finish(draft, number)
                self.drafts.append(draft)
        del self.elision, self.percentages  # they hold the drafter, which so is freed at once
        return self.drafts

    def sentence(self, number: Number) -> Sentence:
        """The sentence in which a number stands."""
        if number.sentence is None:
            number.sentence = self.scene.sentence_at(number.start)
        return number.sentence

    def phrase(self, index: int) -> Phrase:
        """The words behind a number."""
        known = self.phrases[index]
        if known is None:
            known = self.phrases[index] = self.counter.phrase(self.numbers[index], self.following(index))
        return known

    def following(self, index: int) -> Number | None:
        """The number after a number."""
        following = self.numbers[index + 1 : index + 2]
        return following[0] if following else None

    def new(self, kind: str, number: Number, rule: str) -> Draft:
        """A draft with a number's value."""
        draft = Draft(kind, (number.start, number.end), self.sentence(number).clause(number.start), rule)
        draft.value, draft.value_high, draft.half_unit = number.value, number.high, number.half
        return draft

    def counted(self, number: Number, head: Head) -> Draft:
        """A draft of what a number counts."""
        unit, factor = COUNTED_AS.get(head.unit, (head.unit, 1))
        if unit in DOUBTFUL:
            unit = fighters(self, number, head) if unit == "fighters" else trainers(self, head)
        draft = self.new(PERSONNEL if unit == "persons" else QUANTITY, number, f"count, {head.rule}")
        draft.unit = unit
        if factor != 1 and draft.value is not None and draft.half_unit is not None:
            draft.value, draft.half_unit = draft.value * factor, draft.half_unit * factor
        if unit == "persons" and (sex := self._sex(head)):
            draft.rules.append(SEX + sex)
        if unit not in PLAIN:
            draft.item = self.counter.item(head)
        if head.unit not in DURATIONS:
            self.last = draft, head
        return draft

    def _sex(self, head: Head) -> str:
        """Whether the words for those counted name women or men alone."""
        codes = self.local("sex")
        told = {codes[word] for word, _, _ in self.scene.words_between(head.start, head.end) if word in codes}
        return told.pop() if len(told) == 1 else ""

    def _draft(self, index: int, number: Number) -> Draft | None:
        if number.end - number.start == 1 and is_of_a_model(self.scene, number):
            return None
        if self._rejected(number) or are_votes(self.scene, number) or self.percentages.is_ratio(index):
            return self.percentages.ratio(index)
        if number.unit in ("percent", "points"):
            return self.percentages.percent(number)
        if number.unit:
            return self._money(number) if not (number.word and number.value == 1) else None
        return (
            self.percentages.multiple(number)
            or self.percentages.of_every(index, number)
            or self.elision.partitive(index, number)
            or self._count(index, number)
            or difference(self, number)
            or service_time(self, index, number)
            or fronted_part(self, index, number)
            or fronted_count(self, index, number)
            or self.elision.money(index, number)
            or left_over(self, index, number)
            or sum_in_a_row(self, index, number)
            or round_sum(self, number)
            or (self.elision.noun(index, number) if number.half >= HALF else None)  # "5.56 x 45 mm"
            or part_adding_up(self, index, number)
        )

    def _rejected(self, number: Number) -> bool:
        """A figure named only to be set right, "and not 1.2 trillion", or the first word of a fraction: "tres cuartas partes"."""
        if number.word and any(m.kind == "fraction" and m.end > number.end for m in self.scene.at(number.start)):
            return True
        around = self.scene.words_before(number.lead, 2)
        if around and self._counts_on(number, around[0]):
            return True
        if not around or around[0][0] not in self.local("rejecting"):
            return False
        return len(around) > 1 and around[1][0] in self.local("lists")

    def _counts_on(self, number: Number, before: tuple[str, int, int]) -> bool:
        """Whether it is the hundred of "87 of every hundred", or the decade of "a principios de los 90"."""
        if before[0] in self.local("of_every"):
            return number.value in ROUND
        if before[0] not in self.local("definite_article") or number.word or number.value not in DECADES:
            return False
        return any(word in self.local("decade_lead") for word, _, _ in self.scene.words_before(before[1], 2))

    def _money(self, number: Number) -> Draft | None:
        unit = currency(self.scene, number.unit, number.start)
        if not unit or self._asked_of_readers(number) or is_rate_of_exchange(self.scene, number):
            return None
        draft = self.new(MONEY, number, "amount")
        draft.unit = self.money_unit = unit
        return self.changed(draft, number)

    def _asked_of_readers(self, number: Number) -> bool:
        """Whether a page asks its readers for money: "Donate $10 a month", "Suscríbase por 5 euros"."""
        start = self.sentence(number).start
        return number.start - start < LONGEST_ITEM and self.scene.word_after(start)[0] in self.local("appealing")

    def changed(self, draft: Draft, number: Number) -> Draft:
        """The draft of a sum, with its sign if the words around it say that it is by how much something rose or fell."""
        if sign := change_of(self.sentence(number), number.lead, number.end):
            draft.mark("change", "increase or decrease")
            draft.value = -number.value if sign == "-" else number.value
        return draft

    def _is_apiece(self, number: Number) -> bool:
        """Whether it is the "one" of "cada uno", behind a price."""
        before, local = self.scene.word_before(number.lead)[0], self.scene.words.local
        return before in local("apiece") and self.scene.plain[number.start : number.end] in local("each_one")

    def _count(self, index: int, number: Number) -> Draft | None:
        phrase, following = self.phrase(index), self.following(index)
        head = phrase.head
        if head is None and following is not None and not following.unit:
            if out_of(self.scene, number, following):
                head = self._head_of(index + 1) or handed(self, following)
                number.whole = following if head else None
            elif not self._is_apiece(number) and (
                shared(self.scene, number, following, phrase) or self.moves(number, following)
            ):
                head = self._head_of(index + 1)
                head = head and head._replace(rule=SHARED)
        head = (
            head
            or self._among(number)
            or self._formal(number, phrase)
            or named(self, number)
            or embodied(self, number)
            or nationals(self.scene, number)
            or labelled(self.scene, self.sentence(number), number)
            or reached(self, number)
            or handed(self, number)
        )
        head = as_states(self.sentence(number), number, head) if head is not None else None
        if (
            head is None
            or (head.unit == "countries" and self._from_countries(number))
            or not claimed(self.scene, self.sentence(number), number, head)
        ):
            return None
        draft = self.counted(number, head)
        if head.rule == SHARED and draft.item and (own := self._own(number, phrase)):
            noun = draft.item.split()[-1]
            alone = own.endswith(noun) or self._plural(own) or NUMBERED.fullmatch(draft.item)
            draft.item = own if alone else f"{own} {noun}"
        return draft

    def _from_countries(self, number: Number) -> bool:
        """Whether countries are only those from which so many come: "incluidos 420 de otros países"."""
        return self.counter.spanish and self.scene.word_after(number.end)[0] in self.local("of_noun")

    def _plural(self, own: str) -> bool:
        """Whether words of its own are a plural noun, which English adjectives never are: 10,000 sleeping bags, 1,200 beds."""
        return not self.counter.spanish and own[-1:] in self.local("plural_ending") and own[-2:] != "ss"

    def _own(self, number: Number, phrase: Phrase) -> str:
        """The modifiers of a number that shares the next one's noun: 9.5-ton of "12 9.5-ton and eight 12-ton trucks"."""
        end = number.end
        for word, _, last in self.scene.words_between(number.end, phrase.end):
            if word in self.local("lists"):
                break
            end = last
        return self.scene.text[number.end : end].strip()

    def moves(self, number: Number, following: Number) -> bool:
        """Whether a number is where a count began that moved to the next: "rose from 55 to 120 advisers"."""
        between = self.scene.plain[number.end : following.start].strip()
        led = self.scene.word_before(number.lead)[0] in self.local("between")
        return led and between in self.local("range") and not number.scaled

    def _among(self, number: Number) -> Head | None:
        """The whole of which a number is some: 3,000 of its soldiers."""
        after = self.scene.words_after(number.end, 2)
        if len(after) < 2 or after[0][0] not in self.local("of_noun") or number.value == 1:
            return None
        owned = after[1][0] in self.local("possessive")
        if not owned and after[1][0] not in self.local("definite_article"):
            return None
        head = self.counter.head_behind(after[1][2])
        things = head is not None and head.rule == "noun" and head.unit in ("items", "bases")
        if head is None or (number.value < SMALL and not things):
            return None
        return head._replace(rule="some of a whole") if head is not None else None

    def _formal(self, number: Number, phrase: Phrase) -> Head | None:
        """What a number in words and in digits counts is a thing, whatever its noun: one (1) guidance section."""
        if not number.doubled or phrase.empty:
            return None
        end, specified = number.end, self.local("specification")
        for index, (word, _, last) in enumerate(self.scene.words_between(number.end, phrase.end)):
            if not word[0].isalnum() or word in self.local("lists") or (index == 0 and word in specified):
                break
            end = last
        if not number.end < end < number.end + LONGEST_ITEM:
            return None
        return Head("items", number.end + 1, end, "number in words and digits")

    def _head_of(self, index: int) -> Head | None:
        """The head that a later number has, itself or from those after it."""
        for place in range(index, index + MOST_SHARING):
            phrase, following = self.phrase(place), self.following(place)
            if phrase.head or following is None or following.unit:
                return phrase.head
            if not shared(self.scene, self.numbers[place], following, phrase):
                return None
        return None

    def _finish(self, draft: Draft, number: Number) -> None:
        """The hedge, what ties the draft to another number, and the sentence that governs its list."""
        fill_hedge(self.scene, draft, number.hedges)
        draft.anchor = (number.lead, number.end)
        if number.restates is not None:
            draft.mark("restated", "same value in brackets")
        elif number.bracketed and self.drafts and draft.kind == MONEY:
            beside = self.drafts[-1]
            other = beside.unit != draft.unit and beside.kind == MONEY and draft.unit != "percent"
            draft.mark("restated", "other currency in brackets") if other else draft.mark("part_of", "in brackets")
        if number.whole is not None:
            draft.mark("part_of", WHOLE)
        draft.governed = governing(self.scene, self.sentence(number))
