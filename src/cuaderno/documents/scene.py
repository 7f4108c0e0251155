"""A text with its words marked and its sentences bounded: what every rule of finding looks at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from cuaderno.documents.lexicon import Lexicon, fold, lexicon
from cuaderno.documents.marks import Mark, scan_folded
from cuaderno.reading.document import HEADING, Block

_STOP = re.compile(r"[.!?…]['\"”’»)\]]*\s+(?=[\"'“‘«¿¡(\[]*[A-ZÁÉÍÓÚÑÜ0-9])")
_FULL_STOP = re.compile(_STOP.pattern.replace("[.!?…]", r"\.", 1))
"""The same for a text without other signs that end a sentence: the engine looks for one character faster than for several."""
_OTHER_STOPS = "!?…"
_WORD = re.compile(r"[a-z0-9]+(?:['.-][a-z0-9]+)*(?:\.(?= ?[0-9]))?|[^a-z0-9 ]")
_LAST = re.compile(r"[a-z0-9]+(?:['.-][a-z0-9]+)*\Z")
SHORT, NEAR = 4, 8
LONGEST = 6000
"""Characters of a sentence: lists of what a sale includes reach some thousands."""
LONGEST_WORD = 100
"""Characters without a blank that are looked at for the word before a place."""
DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_ZEROS = re.compile(rb"00*(?:[.,]00*)*")
_AS_ZERO = bytes(48 if 48 <= byte <= 57 else byte for byte in range(256))
"""DIGITS in a text whose digits are all zeros: the engine looks for one character faster than for ten."""

_CUTS = ("; ", " – ", " — ")


class Sentence:
    """A sentence of the text: characters `start` to `end`, the block it stands in, the marks within."""

    __slots__ = ("_kinds", "block", "end", "index", "marks", "scene", "start")

    def __init__(self, scene: Scene, index: int, start: int, end: int, block: int) -> None:
        self.scene, self.index, self.start, self.end, self.block = scene, index, start, end, block
        self.marks = scene.between(start, end)
        self._kinds: dict[str, list[Mark]] | None = None

    @property
    def text(self) -> str:
        """Its characters."""
        return self.scene.text[self.start : self.end]

    def of(self, kind: str) -> list[Mark]:
        """Its marks of a kind, in order."""
        return (self._kinds or self._sorted()).get(kind) or []

    def has(self, kinds: frozenset[str]) -> bool:
        """Whether it has a mark of one of the kinds."""
        return not kinds.isdisjoint(self._kinds or self._sorted())

    def _sorted(self) -> dict[str, list[Mark]]:
        kinds: dict[str, list[Mark]] = {}
        for mark in self.marks:
            if mark[2] in kinds:
                kinds[mark[2]].append(mark)
            else:
                kinds[mark[2]] = [mark]
        self._kinds = kinds
        return kinds

    def before(self, kind: str, at: int) -> Mark | None:
        """The last mark of a kind that ends at or before a place."""
        return next((mark for mark in reversed(self.of(kind)) if mark.end <= at), None)

    def after(self, kind: str, at: int) -> Mark | None:
        """The first mark of a kind that starts at or after a place."""
        return next((mark for mark in self.of(kind) if mark.start >= at), None)

    def clause(self, place: int) -> tuple[int, int]:
        """The stretch that speaks about a place of the sentence: between semicolons, colons and dashes, trimmed."""
        text, start, end = self.scene.text, self.start, self.end
        for sign in (*_CUTS, ": "):
            found = text.rfind(sign, start, place)
            start = found + len(sign) if found >= 0 else start
        for sign in _CUTS:
            found = text.find(sign, place, end)
            end = found if found >= 0 else end
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        return start, end

    @property
    def previous(self) -> Sentence | None:
        """The sentence before it in the text."""
        return self.scene.sentence(self.index - 1) if self.index else None

    @property
    def is_heading(self) -> bool:
        """Whether it stands in a heading."""
        return self.scene.blocks[self.block].kind == HEADING


class Scene:
    """A text, the words of the lexicon in it, its blocks and its sentences.

    `text` is the flow's, and so are all offsets; `folded` is the same in one plain byte for each character and `plain` these
    bytes as characters, by which words are looked up; `digits` are the spans of its digits. `day` is the
    document's own date. Sentences never reach over the end of a block. Sentences are made when they are asked for:
    `sentence_at` for the one at a place, `sentences` for all.
    """

    __slots__ = (
        "_after", "_before", "_kinds", "_made", "_openings", "_starts", "blocks", "bounds", "day", "digits", "folded", "language", "marks", "notes", "plain", "text", "title", "words",
    )  # fmt: skip

    def __init__(
        self, text: str, language: str, blocks: tuple[Block, ...], *, day: date | None = None, title: str = ""
    ) -> None:
        self.text, self.language, self.blocks, self.day, self.title = text, language, blocks, day, title
        self.words: Lexicon = lexicon(language)
        self.folded = fold(text)
        self.plain = self.folded.decode("latin-1")
        self.marks, self._kinds = scan_folded(text, self.folded, language)
        self._starts = [mark[0] for mark in self.marks]
        self.bounds = self._bounds()
        self._openings = [bound[0] for bound in self.bounds]
        self.digits = [match.span() for match in _ZEROS.finditer(self.folded.translate(_AS_ZERO))]
        self._made: dict[int, Sentence] = {}
        self._before: dict[int, tuple[str, int, int]] = {}
        self._after: dict[int, tuple[str, int, int]] = {}
        self.notes: dict[str, object] = {}
        """What one rule wants to remember for the next, by name."""

    def forget(self) -> None:
        """Let go of what was made of the scene and holds it, so that all is freed at once when nobody needs it any more."""
        self._made.clear()
        self.notes.clear()

    def of(self, kind: str) -> list[Mark]:
        """All marks of a kind, in order."""
        return self._kinds.get(kind, [])

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
        return self._made.get(index) or self.sentence(index)

    def sentence(self, index: int) -> Sentence:
        """The sentence of an index."""
        made = self._made.get(index)
        if made is None:
            made = self._made[index] = Sentence(self, index, *self.bounds[index])
        return made

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences, in order."""
        return [self.sentence(index) for index in range(len(self.bounds))]

    def words_before(self, place: int, most: int = 4) -> list[tuple[str, int, int]]:
        """Up to `most` words or signs before a place, nearest first: (folded word, start, end)."""
        found: list[tuple[str, int, int]] = []
        known = self._before
        while len(found) < most:
            word = known.get(place)
            if word is None:
                word = known[place] = self._word_before(place)
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
        while place > 0 and plain[place - 1] == " ":
            place -= 1
        if place <= 0:
            return "", 0, 0
        far = max(0, place - LONGEST_WORD)
        start = max(plain.rfind(" ", far, place) + 1, far)
        word = plain[start:place]
        if word.isalnum() and word.isascii():
            return word, start, place
        dotted = word[-1] == "."
        match = _LAST.search(plain, start, place - dotted)
        if match is None or (dotted and len(match[0]) > SHORT and "." not in match[0]):
            return plain[place - 1], place - 1, place
        start = match.start()
        return plain[start:place], start, place

    def words_between(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """The words and signs between two places: (folded word, start, end)."""
        return [(match[0], match.start(), match.end()) for match in _WORD.finditer(self.plain, start, max(start, end))]

    def words_after(self, place: int, most: int = 4) -> list[tuple[str, int, int]]:
        """Up to `most` words or signs from a place on: (folded word, start, end)."""
        found: list[tuple[str, int, int]] = []
        known = self._after
        while len(found) < most:
            word = known.get(place)
            if word is None:
                word = known[place] = self._word_after(place)
            if not word[0]:
                break
            found.append(word)
            place = word[2]
        return found

    def _word_after(self, place: int) -> tuple[str, int, int]:
        """The word or sign from a place on, if one is near."""
        plain = self.plain
        if plain.startswith(" ", place) and (end := plain.find(" ", place + 1)) > 0:
            word = plain[place + 1 : end]
            if word.isalnum() and word.isascii():
                return word, place + 1, end
        match = _WORD.search(plain, place)
        if match is None or match.start() - place >= NEAR:
            return "", place, place
        return match[0], match.start(), match.end()

    def _bounds(self) -> list[tuple[int, int, int]]:
        closing = self.words.local("abbreviation")
        bounds: list[tuple[int, int, int]] = []
        stops = (_STOP if any(sign in self.text for sign in _OTHER_STOPS) else _FULL_STOP).finditer
        plain = self.plain
        for number, (_, start, last, _) in enumerate(self.blocks):
            for stop in stops(self.text, start, last):
                dot, end = stop.span()
                if plain[dot] == "." and self._abbreviates(dot, closing):
                    continue
                if end - start > LONGEST:
                    self._bound(bounds, start, end, number)
                else:
                    bounds.append((start, end, number))
                start = end
            if start < last:
                self._bound(bounds, start, last, number)
        return bounds or [(0, len(self.text), 0)]

    def _bound(self, bounds: list[tuple[int, int, int]], start: int, end: int, block: int) -> None:
        """Note a sentence; what no author would call one is cut at a blank, so that no rule looks without end."""
        while end - start > LONGEST:
            cut = self.plain.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
            bounds.append((start, cut, block))
            start = cut
        bounds.append((start, end, block))

    def _abbreviates(self, place: int, closing: dict[str, str]) -> bool:
        """Whether the word that ends with a stop at a place is a short form, or a letter."""
        plain = self.plain
        begin = place - 24 if place > 24 else 0
        head = plain[(plain.rfind(" ", begin, place) + 1 or begin) : place + 1]
        if head[0] in "(\"'[":
            head = head.lstrip("(\"'[")
        return head in closing or (len(head) == 2 and head[0].isalpha())
