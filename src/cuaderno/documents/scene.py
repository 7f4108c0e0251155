"""A text with its words marked and its sentences bounded: what every rule of finding looks at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter

from cuaderno.documents.calendar import end_of
from cuaderno.documents.lexicon import Lexicon, fold, lexicon
from cuaderno.documents.marks import Mark, scan_folded
from cuaderno.documents.posts import governments
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.sentence_bounds import sentence_bounds
from cuaderno.documents.short_names import KIND as GOVERNMENT
from cuaderno.documents.short_names import short_names
from cuaderno.documents.states_then import of_their_time
from cuaderno.reading.document import Block

_WORD = re.compile(r"[a-z0-9]+(?:['.-][a-z0-9]+)*(?:\.(?= ?[0-9]))?|[^a-z0-9 ]")
_LAST = re.compile(r"[a-z0-9]+(?:['.-][a-z0-9]+)*\Z")
NAMES = frozenset(("place", "demonym", "capital", "government"))
"""The kinds of mark that name a party."""
_WORDY, _PARTING = "abcdefghijklmnopqrstuvwxyz0123456789 ", ",;:)"
"""Characters of folded words, with the blank between them, and signs that are never part of one."""
_OF_PLACES = ("capital", "government", "place")
"""The kinds of mark that may be a person's name."""
_SET_IN = 40
"""Characters from a name set in up to the second comma: "El presidente de Paraguay, Santiago Peña,"."""
SHORT, NEAR = 4, 8
LONGEST_WORD = 100
"""Characters without a blank that are looked at for the word before a place."""
DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_ZEROS = re.compile(rb"00*(?:[.,]00*)*")
_AS_ZERO = bytes(48 if 48 <= byte <= 57 else byte for byte in range(256))
"""DIGITS in a text whose digits are all zeros: the engine looks for one character faster than for ten."""
_START = itemgetter(0)


def _in_order(mark: Mark) -> tuple[int, int, str, str]:
    start, end, kind, code = mark
    return start, -end, kind, code


class Scene:
    """A text, the words of the lexicon in it, its blocks and its sentences.

    `text` is the flow's, and so are all offsets; `folded` is the same in one plain byte for each character and `plain` these
    bytes as characters, by which words are looked up; `digits` are the spans of its digits. `day` is the
    document's own date, the last of its month or year where it tells no more, `today` its code as fine as it is told. Sentences never reach over the end of a block. Sentences are made when they are asked for:
    `sentence_at` for the one at a place, `sentences` for all.
    """

    __slots__ = (
        "_after", "_before", "_kinds", "_made", "_named", "_openings", "_starts", "blocks", "bounds", "day", "digits", "folded", "language", "marks", "notes", "plain", "text", "title", "today", "words",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        language: str,
        blocks: tuple[Block, ...],
        *,
        day: date | None = None,
        title: str = "",
        about: str = "",
    ) -> None:
        self.text, self.language, self.blocks, self.title = text, language, blocks, title
        self.day = day or end_of(about)
        self.today = day.isoformat() if day else about or None
        self.words: Lexicon = lexicon(language)
        self.folded = fold(text)
        self.plain = self.folded.decode("latin-1")
        marks, self._kinds = scan_folded(text, self.folded, language)
        self.marks = of_their_time(marks, self._kinds, self.day)
        self._starts = list(map(_START, self.marks))
        self.bounds = sentence_bounds(text, self.plain, blocks, self.words)
        self._openings = [bound[0] for bound in self.bounds]
        self.digits = [match.span() for match in _ZEROS.finditer(self.folded.translate(_AS_ZERO))]
        self._made: dict[int, Sentence] = {}
        self._before: dict[int, tuple[str, int, int]] = {}
        self._after: dict[int, tuple[str, int, int]] = {}
        self._named: list[Mark] | None = None
        self.notes: dict[str, object] = {}
        """What one rule wants to remember for the next, by name."""
        self._let_people_go()
        if short := [*short_names(self), *governments(self)]:
            self._kinds[GOVERNMENT] = sorted([*self.of(GOVERNMENT), *short], key=_START)
            self.marks = sorted([*self.marks, *short], key=_START)
            self._starts = list(map(_START, self.marks))

    def _let_people_go(self) -> None:
        """Take the names of towns and countries that are people's out of the marks: "Defence Minister Wellington Koo"."""
        found = {mark for kind in _OF_PLACES for mark in self.of(kind) if self._is_person(mark)}
        if not found:
            return
        self.marks = [mark for mark in self.marks if mark not in found]
        self._starts = list(map(_START, self.marks))
        for kind in _OF_PLACES:
            if kind in self._kinds:
                self._kinds[kind] = [mark for mark in self._kinds[kind] if mark not in found]

    def _is_person(self, mark: Mark) -> bool:
        """Whether the name of a place stands before a family name, behind an office, or set in behind its holder's country.

        In quotation marks it is that of a thing: the "Dakar" series, the "Georgia Train and Equip" program.
        """
        end = mark[1]
        if self.plain[mark[0] - 1 : mark[0]] == '"':
            closing = self.plain.find('"', end, end + _SET_IN)
            if closing == end or (closing > 0 and self.word_after(closing + 1)[0] in self.words.local("slot-scheme")):
                return True
        if self.text[end : end + 1] != " " or not self.text[end + 1 : end + 2].isupper():
            return False
        offices = self.words.local("rel_office")
        word, start, _ = self.word_before(mark[0])
        if word == "," and self.plain.find(",", end, end + _SET_IN) > 0:
            return any(offices.get(led) == "any" for led, _, _ in self.words_before(start)[2:])
        return offices.get(word) == "any"

    def forget(self) -> None:
        """Let go of what was made of the scene and holds it, so that all is freed at once when nobody needs it any more."""
        self._made.clear()
        self.notes.clear()

    def of(self, kind: str) -> list[Mark]:
        """All marks of a kind, in order."""
        if kind in self._kinds:
            return self._kinds[kind]
        return []

    def starting(self, kind: str, start: int, end: int) -> list[Mark]:
        """The marks of a kind that start within a stretch."""
        if kind not in self._kinds:
            return []
        marks = self._kinds[kind]
        return marks[bisect_left(marks, start, key=_START) : bisect_left(marks, end, key=_START)]

    @property
    def named(self) -> list[Mark]:
        """The marks that name a party, in order."""
        if self._named is None:
            self._named = self.among(NAMES)
        return self._named

    def among(self, kinds: Iterable[str]) -> list[Mark]:
        """All marks of some kinds, in order."""
        found = [mark for kind in kinds if kind in self._kinds for mark in self._kinds[kind]]
        found.sort(key=_in_order)
        return found

    def names(self, start: int, end: int) -> bool:
        """Whether a party is named within a stretch."""
        named = self.named
        at = bisect_left(named, start, key=_START)
        while at < len(named) and named[at][0] < end:
            if named[at][1] <= end:
                return True
            at += 1
        return False

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that lie within a stretch of the text."""
        marks = self.marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mark for mark in marks if mark.end <= end] if marks and marks[-1].end > end else marks

    def at(self, place: int) -> list[Mark]:
        """The marks that start at a place, longest first."""
        return self.marks[bisect_left(self._starts, place) : bisect_right(self._starts, place)]

    def sentence_number(self, place: int) -> int:
        """The index of the sentence at a place."""
        return (bisect_right(self._openings, place) or 1) - 1

    def sentence_at(self, place: int) -> Sentence:
        """The sentence at a place."""
        index = (bisect_right(self._openings, place) or 1) - 1
        made = self._made
        return made[index] if index in made else self.sentence(index)

    def sentence(self, index: int) -> Sentence:
        """The sentence of an index."""
        if index in self._made:
            return self._made[index]
        made = self._made[index] = Sentence(self, index, *self.bounds[index])
        return made

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences, in order."""
        return [self.sentence(index) for index in range(len(self.bounds))]

    def word_before(self, place: int) -> tuple[str, int, int]:
        """The word or sign before a place: (folded word, start, end), the word empty where the text begins."""
        known = self._before
        if place in known:
            return known[place]
        word = known[place] = self._word_before(place)
        return word

    def word_after(self, place: int) -> tuple[str, int, int]:
        """The word or sign from a place on, the word empty where none is near."""
        known = self._after
        if place in known:
            return known[place]
        word = known[place] = self._word_after(place)
        return word

    def words_before(self, place: int, most: int = 4) -> list[tuple[str, int, int]]:
        """Up to `most` words or signs before a place, nearest first: (folded word, start, end)."""
        found: list[tuple[str, int, int]] = []
        known = self._before
        for _ in range(most):
            if place not in known:
                known[place] = self._word_before(place)
            word = known[place]
            if not word[0]:
                break
            found.append(word)
            place = word[1]
        return found

    def backward(self, place: int, most: int) -> Iterator[tuple[str, int, int]]:
        """The same one by one, for who may stop at the first."""
        known = self._before
        for _ in range(most):
            word = known.get(place)
            if word is None:
                word = known[place] = self._word_before(place)
            if not word[0]:
                return
            yield word
            place = word[1]

    def _word_before(self, place: int) -> tuple[str, int, int]:
        """The word or sign that ends before a place; a dot belongs to a short word (No., U.S.)."""
        plain = self.plain
        if plain[place - 1 : place] == " ":
            place -= 1
        far = place - LONGEST_WORD if place > LONGEST_WORD else 0
        start = plain.rfind(" ", far, place) + 1 or far
        word = plain[start:place]
        return (word, start, place) if word.isalnum() and word.isascii() else self._sign_before(place)

    def _sign_before(self, place: int) -> tuple[str, int, int]:
        """The same where it is no plain word."""
        plain = self.plain
        while (sign := plain[place - 1 : place]) == " ":
            place -= 1
        if not sign:
            return "", 0, 0
        far = place - LONGEST_WORD if place > LONGEST_WORD else 0
        start = plain.rfind(" ", far, place) + 1 or far
        word = plain[start:place]
        if word.isalnum() and word.isascii():
            return word, start, place
        dotted = sign == "."
        if not dotted and sign not in _WORDY:
            return sign, place - 1, place
        match = _LAST.search(plain, start, place - dotted)
        if match is None or (dotted and len(match[0]) > SHORT and "." not in match[0]):
            return plain[place - 1], place - 1, place
        start = match.start()
        return plain[start:place], start, place

    def words_between(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """The words and signs between two places: (folded word, start, end)."""
        return [(match[0], *match.span()) for match in _WORD.finditer(self.plain, start, max(start, end))]

    def words_after(self, place: int, most: int = 4) -> list[tuple[str, int, int]]:
        """Up to `most` words or signs from a place on: (folded word, start, end)."""
        found: list[tuple[str, int, int]] = []
        known = self._after
        for _ in range(most):
            if place not in known:
                known[place] = self._word_after(place)
            word = known[place]
            if not word[0]:
                break
            found.append(word)
            place = word[2]
        return found

    def _word_after(self, place: int) -> tuple[str, int, int]:
        """The word or sign from a place on, if one is near."""
        plain = self.plain
        sign = plain[place : place + 1]
        if sign == " " and (end := plain.find(" ", place + 1)) > 0:
            word = plain[place + 1 : end]
            if word[-1:] in _PARTING:
                word, end = word[:-1], end - 1
            if word.isalnum() and word.isascii():
                return word, place + 1, end
        elif sign not in _WORDY:
            return sign, place, place + 1
        match = _WORD.search(plain, place)
        if match is None or match.start() - place >= NEAR:
            return "", place, place
        return match[0], match.start(), match.end()
