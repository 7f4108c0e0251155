"""What a bare number counts: the head of the noun phrase behind it, its own, shared with the next number, or said before."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from cuaderno.documents.amounts.numbers import Number, Words
from cuaderno.documents.amounts.signs import set_apart_in_type
from cuaderno.documents.amounts.times_behind import begins_ago
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene

_TOKEN = re.compile(r"[a-z0-9.&]+(?:['/-][a-z0-9.&]+)*'?|[^a-z0-9 ]")
CARDINAL = frozenset({"number"})
COUNTED, SINGLE = frozenset({"counted"}), frozenset({"counted", "counted1"})
MODEL = re.compile(
    r"(?:[A-Z][\w.]* ){0,2}[A-Z]{1,4}(?:[a-z][A-Z]?)?-?[0-9]{1,4}(?:[A-Z]{1,3}[0-9]?)?(?:/[A-Z]{1,2})?['’]?s?"
    r"(?: [A-Z0-9][\w]*(?:/[A-Z]s?)?){0,2}"
)
"""A model as it is written: F-16, MiG-29, F-16 C/Ds, Hércules C-130H, MQ-9B SkyGuardian."""
NUMBERED = re.compile(
    r"(?:[A-Z][a-z]+ ){1,2}(?:[0-9]{2,4}[A-Z]?s?|[0-9][A-Z][0-9]?s?|[0-9]s)(?: (?:[A-Z0-9]{1,3}|[A-Z][a-z]+s)\b)?"
)
"""A model that is a name and a number, behind a count: 8 Bell 412, 19 Leopard 2A4, two King Air 350, 12 Cessna 208 Caravans."""
_PLURAL_MODEL = re.compile(r"[^\W\d_]{4,}s [A-Z]{1,4}[a-z]?-?[0-9]{1,4}[A-Z]{0,3}(?: [A-Z]{1,3}\b)?")
"""A plural that no table has, and the model that says what it is: 16 monoplazas F-16 AM."""
_STOP = re.compile(r"\n|\. ")
"""Where a sentence or a line ends."""
_MODELS = (MODEL, NUMBERED, _PLURAL_MODEL)
_PARTICIPLES = (" ed", " pp", " part")
LONG = 40
FARTHEST = 130
MOST = 14
FEW, CLOSE, _SHORTEST = 2, 4, 4


class Head(NamedTuple):
    """What is counted: its unit, the characters of the noun phrase, and why it is thought so."""

    unit: str
    start: int
    end: int
    rule: str


class Phrase(NamedTuple):
    """The words behind a number: its head if it has one, where they end, and whether the next number ended them."""

    head: Head | None
    end: int
    meets: bool
    empty: bool


class Counter:
    """Finds heads in one scene."""

    __slots__ = (
        "articles",
        "described",
        "firms",
        "lists",
        "numbered",
        "plain",
        "plural",
        "scene",
        "spanish",
        "specification",
        "stop",
        "strong",
        "wanting",
        "words",
    )

    def __init__(self, scene: Scene, words: Words) -> None:
        self.scene, self.words, self.plain = scene, words, scene.plain
        local = scene.words.local
        self.stop, self.lists, self.specification = local("phrase_end"), local("lists"), local("specification")
        self.articles, self.firms, self.described = local("article"), local("firms"), local("before_model")
        self.strong, self.wanting = local("membered_apart"), local("wanting")
        self.plural = scene.words.endings("plural")
        self.numbered = "(1)" in self.plain
        self.spanish = "first" in local("head").values()

    def phrase(self, number: Number, following: Number | None) -> Phrase:
        """Read the words behind a number up to the end of its noun phrase."""
        if number.scaled and self.words.at(number.end + 1, CARDINAL):
            return Phrase(None, number.end + 1, meets=False, empty=True)  # "75 millones dos años después"
        return self._read(number, following)

    def _read(self, number: Number, following: Number | None) -> Phrase:
        limit = min(len(self.plain), number.end + FARTHEST, following.lead if following else len(self.plain))
        reached, count, start, listed = number.end + self._bracketed(number), 0, 0, 0
        for token in _TOKEN.finditer(self.plain, reached, limit):
            word, place = token[0], token.start()
            if place < reached:
                continue
            count += 1
            mark = self.words.at(place, SINGLE if number.value == 1 else COUNTED) or self._second_half(token)
            if mark is not None and not self._modifies(mark.end):
                return Phrase(Head(mark.code, start or place, mark.end, "noun"), mark.end, meets=False, empty=False)
            if word in self.firms:
                return Phrase(None, place, meets=False, empty=True)  # "Two firms signed contracts"
            if number.value == 1 and count > 1 and (word in self.lists or word in self.articles):
                tied = self._tied_to(following, start, place + len(word))
                return Phrase(None if tied else self._model(start, place), place, meets=tied, empty=False)
            if word == "(":
                reached = self._behind_bracket(place)
            if reached < 0 or (
                word != "(" and (self._ends(word, count, start, place) or (count == 1 and self._begins_anew(place)))
            ):
                if count == 1 and word in self.lists and following is not None and following.lead - place <= CLOSE:
                    return Phrase(None, following.lead, meets=True, empty=True)
                head = self._membered(number, place) if count == 1 else self._model(start, listed or place)
                return Phrase(head, head.end if head else place, meets=False, empty=count == 1 and head is None)
            if start or not (self.spanish and word in self.scene.words.local("of_noun")):
                start = start or place  # una docena de UH-60
            listed = listed or (place if word in self.lists or word == "(" else 0)
        met = following is not None and limit == following.lead and count < MOST
        closed = listed or (0 if met else limit)
        head = self._model(start, closed) if closed else None
        return Phrase(head, limit, meets=met and head is None, empty=count == 0)

    def _tied_to(self, following: Number | None, start: int, end: int) -> bool:
        """Whether "one" has but a name before "and" and the next number, whose noun it shares: "one U.S. Government and two contractor
        representatives"."""
        return following is not None and following.lead == end + 1 and self.scene.text[start : start + 1].isupper()

    def _bracketed(self, number: Number) -> int:
        """1 where a count of a list stands in brackets by itself and numbers nothing: "a sale of (20) boats and (3) trucks", not "(1) …; (2) …"."""
        if not self.plain.startswith(")", number.end) or self.plain[number.start - 1 : number.start] != "(":
            return 0
        word, _, _ = self.scene.word_before(number.start - 1)
        tied = word in self.scene.words.local("of_noun") or word in self.scene.words.local("and")
        return int(tied and not self.numbered)

    def _second_half(self, token: re.Match[str]) -> Mark | None:
        """A noun behind the stroke of a pair: "bomb bodies/warheads"."""
        stroke = token[0].rfind("/")
        return self.words.at(token.start() + stroke + 1, COUNTED) if stroke > 0 else None

    def _membered(self, number: Number, place: int) -> Head | None:
        """Persons said by a compound: an 18,000-soldier force, an 8,000 person force."""
        if number.value < FEW:
            return None
        tied = self.plain[place] == "-"
        word, start, end = self.scene.word_after(place + tied)
        if tied:
            said = start == place + 1 and word in self.scene.words.local("membered")
        else:
            said = word in self.strong and self.scene.word_after(end)[0][:1].isalpha()
        return Head("persons", start, end, "compound") if said else None

    def _model(self, start: int, end: int) -> Head | None:
        """A model that stands for the thing, in a phrase without a noun: 34 JF-17."""
        said = _STOP.split(self.scene.text[start:end], maxsplit=1)[0].rstrip(" ,;.") if start else ""
        while said and ((word := said.partition(" ")[0]) in self.described or (word.islower() and "-" in word)):
            start, said = start + len(word) + 1, said[len(word) + 1 :]
        named = self._named(said) if said and len(said) < LONG else 0
        return Head("items", start, start + named, "model") if named else None

    def _models(self, start: int, end: int) -> bool:
        """Whether models are told in the plural, whom no English noun behind "and" shares: 12 F-16s and spare parts."""
        return self.scene.text[start:end].rstrip(" ,").endswith("s") and self._model(start, end) is not None

    def _named(self, said: str) -> int:
        """How many characters of a phrase are a model: all of it, or all up to what tells of it: "F-16C monoplaza", "F-16s spread over"."""
        for form in _MODELS:
            found = form.match(said)
            if found is None:
                continue
            behind = said[found.end() :]
            told = behind[:1] == " " and behind.islower() and (self.spanish or found[0][-1] == "s")
            if not behind or told:
                return found.end()
        return 0

    def head_behind(self, place: int) -> Head | None:
        """The head of the noun phrase that begins at a place."""
        return self.phrase(Number(place, place, Decimal(0), Decimal(0), word=True, power=0), None).head

    def item(self, head: Head) -> str:
        """The words for what is counted, with the names that follow it in Spanish (helicópteros UH-60L)."""
        start, end = head.start, head.end
        local = self.scene.words.local
        definite, of, more, another = local("definite"), local("of"), local("more"), local("another")
        for word, first, last in self.scene.words_between(start, end):
            if not (word in definite or word in of or word in more or word in another) or self._is_noun(first):
                break  # "first aid kits" are no first ones
            start = last + 1
        if head.rule == "noun":
            end = self.names_behind(end) if self.spanish else self._contents(end)
        return self.scene.text[start:end].strip(" ,;")

    def _is_noun(self, place: int) -> bool:
        """Whether what is counted is named from a place on by a table."""
        return self.words.at(place, COUNTED) is not None

    def names_behind(self, end: int) -> int:
        """Where the adjectives, names and models end that follow a Spanish noun: "aviones F-16C/D Block 52"."""
        adjectives, most = self.scene.words.local("adjective"), 3
        for count, (word, first, last) in enumerate(self.scene.words_after(end, 5)):
            paired = word == "/" and first == end and self.scene.text[last : last + 1].isupper()
            named = self.scene.text[first].isupper() or any(char.isdigit() for char in word) or word in adjectives
            if not (named or paired) or first - end > 1 or count == most:
                break
            end, most = last, most + 2 * paired
        return end

    def _contents(self, end: int) -> int:
        """Where "of body armor" ends behind sets, rounds and pieces."""
        for index, (word, first, last) in enumerate(self.scene.words_after(end, 5)):
            if first - end > 1 or (index == 0) != (word in self.scene.words.local("of_noun")) or not word[0].isalnum():
                break
            if index and (word in self.stop or word in self.lists or self._is_deed(first)):
                break  # "sets of body armor supplied by"
            end = last
        return end

    def _ends(self, word: str, count: int, start: int, place: int) -> bool:
        """Whether a word at a place that is no head ends the phrase, of which it is the first, second …; the dash of a type does not."""
        if word == "-" and set_apart_in_type(self.scene, place + len("- ")):
            return False
        if count > MOST or (count == 1 and (word == "-" or word in self.specification or word in self.strong)):
            return True
        if word in self.lists:
            return self.spanish or (count == 1 and word == ";") or self._models(start, place)
        if self.spanish:
            return (
                word in self.stop
                or (word in self.scene.words.local("of") and count > 1)
                or count > 3
                or not word[0].isalnum()
            )
        return word in self.stop or not (word.lstrip(".")[:1].isalnum() or word in "'\"+/")  # ".50-caliber"

    def _modifies(self, end: int) -> bool:
        """Whether a plural is followed by the noun that it modifies: arms sales, personnel carriers, aircraft engines."""
        if self.spanish:
            return False
        after = end + (self.plain[end : end + 1] in (" ", "-"))
        return after > end and self.words.at(after, COUNTED) is not None

    def _begins_anew(self, place: int) -> bool:
        """Whether a time stands at a place, or a finite verb of which the number is the subject: "cuatro aportaron instructores", "13 need engines"."""
        return begins_ago(self.scene, place) or self._is_verb(place)

    def _is_deed(self, place: int) -> bool:
        return any(mark.kind == "stage" and mark.code.endswith(_PARTICIPLES) for mark in self.scene.at(place))

    def _is_verb(self, place: int) -> bool:
        if not self.spanish:
            return self.scene.word_after(place - 1)[0] in self.wanting
        if any(mark.kind == "stage" and mark.code.endswith((" fin", " fut")) for mark in self.scene.at(place)):
            return True
        word = self.scene.word_after(place - 1)[0]
        return (
            len(word) > _SHORTEST
            and word.endswith(self.plural)
            and self.scene.text[place : place + len(word)].islower()
        )

    def _behind_bracket(self, place: int) -> int:
        closing = self.plain.find(")", place, place + 40)
        return closing + 1 if closing > 0 else -1


def shared(scene: Scene, first: Number, second: Number, phrase: Phrase) -> bool:
    """Whether a number without a noun is tied by a comma or "and" to the next, whose noun it then shares."""
    if not phrase.meets:
        return False
    lists, determiners = scene.words.local("lists"), scene.words.local("determiner")
    around = [word for word, _, _ in scene.words_before(second.lead, 3) if word not in determiners]
    return bool(around) and around[0] in lists and second.lead - first.end < 60


def definite(scene: Scene, number: Number) -> bool:
    """Whether what is counted is known already: the two countries, los tres oficiales, and not "otras cuatro bases"."""
    word, start, _ = scene.word_before(number.start)
    if word in scene.words.local("another"):
        word = scene.word_before(start)[0]
    return word in scene.words.local("definite")
