"""A sentence looked at for relations: its triggers, its small words, its parties, and where its clauses begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from cuaderno.documents.lexicon import Lexicon, automaton, lexicon
from cuaderno.documents.marks import Mark, within_words
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.places import all_places

PARTIES = ("place", "demonym", "government", "capital")
"""The kinds of mark that name a party; of two at one place the earlier kind is kept."""
RANK = {kind: rank for rank, kind in enumerate(PARTIES)}
NOBODY, CITY = "-", "capital"
_COMMA = ord(",")
_NEXT_PLACE, _MOST_PLACES = 40, 8
"""Characters behind a semicolon in which the next of several places is named, and how many semicolons may part them."""
_TOKEN = re.compile(rb"[a-z0-9]+(?:[.-][a-z0-9]+)*")


class Token(NamedTuple):
    """A word of a sentence, folded, and where it stands."""

    word: bytes
    start: int
    end: int


class Party(NamedTuple):
    """A party named in a sentence: a territory's or an organisation's code."""

    start: int
    end: int
    kind: str
    code: str


@cache
def organisations() -> frozenset[str]:
    """The codes of places that are organisations."""
    return frozenset(each.code for each in all_places() if each.kind == "organisation")


@cache
def small_words(language: str) -> Finder:
    """What finds the local words of relations in a stretch of folded text."""
    return Finder(lexicon(language))


class Finder:
    """Finds local words: those of every kind that begins with `rel_`, the longest of each kind."""

    __slots__ = ("_entries", "_hits")

    def __init__(self, words: Lexicon) -> None:
        found: dict[bytes, list[tuple[str, str]]] = {}
        for kind in words.local_kinds("rel_"):
            for form, code in words.local(kind).items():
                found.setdefault(form.encode("ascii"), []).append((kind, code))
        self._entries = tuple(tuple(entries) for entries in found.values())
        self._hits = automaton(list(found))

    def find(self, folded: bytes, start: int, end: int) -> dict[str, list[Mark]]:
        """The marks of a stretch by kind, in order."""
        stretch = b" " + folded[start:end] + b" "
        shift, entries, inside = start - 1, self._entries, within_words(stretch)
        hits = [(a, -b, form) for form, a, b in self._hits(stretch) if not (inside[a] or inside[b])]
        hits.sort()
        kinds: dict[str, list[Mark]] = {}
        make = tuple.__new__
        for a, minus_b, form in hits:
            first = a + shift
            for kind, code in entries[form]:
                if kind not in kinds:
                    kinds[kind] = [make(Mark, (first, shift - minus_b, kind, code))]
                elif first >= kinds[kind][-1][1]:
                    kinds[kind].append(make(Mark, (first, shift - minus_b, kind, code)))
        return kinds


class Look:
    """A sentence with all marks that relations ask for. Offsets are those of the flow."""

    __slots__ = ("_kinds", "_parties", "end", "scene", "sentence", "start", "text")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence, self.scene = sentence, sentence.scene
        self.start, self.end, self.text = sentence.start, sentence.end, sentence.scene.text
        self._kinds: dict[str, list[Mark]] | None = None
        self._parties: list[Party] | None = None

    def of(self, kind: str) -> list[Mark]:
        """The marks of a local kind, in order."""
        kinds = self._kinds
        if kinds is None:
            kinds = self._kinds = small_words(self.scene.words.language).find(self.scene.folded, self.start, self.end)
        if kind in kinds:
            return kinds[kind]
        return []

    def within(self, kind: str, start: int, end: int) -> list[Mark]:
        """The marks of a local kind that lie in a stretch."""
        marks = self.of(kind)
        return [mark for mark in marks if mark[0] >= start and mark[1] <= end] if marks else marks

    def first(self, kind: str, start: int, end: int) -> Mark | None:
        """The first of them."""
        for mark in self.of(kind):
            if mark[0] >= start:
                return mark if mark[1] <= end else None
        return None

    def last(self, kind: str, start: int, end: int) -> Mark | None:
        """The last of them."""
        for mark in reversed(self.of(kind)):
            if mark[1] <= end:
                return mark if mark[0] >= start else None
        return None

    @property
    def parties(self) -> list[Party]:
        """The parties named, in order; a longer name hides the shorter ones in it."""
        if self._parties is None:
            statuses = self.sentence.of("rel_status")
            titles = (*self.sentence.of("rel_body"), *self.sentence.of("rel_instrument"))
            named = [
                m
                for m in self.sentence.marks
                if m[2] in RANK
                and (not statuses or not any(s.start <= m.start < s.end for s in statuses))
                and (m[2] != CITY or not any(t.start <= m.start < m.end < t.end for t in titles))
            ]
            named.sort(key=lambda m: (m[0], -m[1], RANK[m[2]]))
            self._parties, until = [], 0
            for mark in named:
                if mark.start >= until:
                    until = mark.end
                    if mark.code != NOBODY:
                        self._parties.append(Party(mark.start, mark.end, mark.kind, mark.code))
        return self._parties

    def named(self, start: int, end: int) -> list[Party]:
        """The parties named in a stretch."""
        parties = self.parties
        return [party for party in parties if party[0] >= start and party[1] <= end] if parties else []

    def words(self, start: int, end: int) -> list[Token]:
        """The words of a stretch."""
        scan = _TOKEN.finditer(self.scene.folded, max(start, self.start), end)
        make = tuple.__new__
        return [make(Token, (found[0], *found.span())) for found in scan]

    def spoken(self, start: int, end: int) -> list[bytes]:
        """The words of a stretch alone, folded, without their places."""
        return _TOKEN.findall(self.scene.folded, max(start, self.start), end)

    def folded(self, start: int, end: int) -> bytes:
        """A stretch, folded."""
        return self.scene.folded[max(start, 0) : end]

    def code(self, kind: str, token: Token) -> str | None:
        """What a word stands for in a table of single words, `is_…`."""
        return self.scene.words.local(kind).get(token.word.decode("ascii"))

    def joined(self, kind: str, start: int, end: int) -> bool:
        """Whether a stretch holds nothing but commas, hyphens, brackets and words of a local kind."""
        known = self.scene.words.local(kind)
        if b";" in self.folded(start, end):
            return False
        return all(word.decode("ascii") in known for word in self.spoken(start, end))

    def clause_start(self, at: int) -> int:
        """Where the clause of a verb begins: after the last conjunction, relative or semicolon before it, or with the sentence."""
        folded = self.scene.folded
        found = self.start
        for mark in reversed(self.of("rel_restrict")):
            border = mark[1]
            if border <= at and not folded[border + 1 : border + 2].isdigit():  # "since 2015" begins no clause
                found = border
                break
        return max(found, folded.rfind(b"; ", found, at) + 1)

    def stretches(self, at: int) -> Iterator[int]:
        """Beginnings of the stretch before a place, the nearest clause first, then wider ones to the whole sentence."""
        borders = [mark.end for mark in self.of("rel_restrict") if mark.end <= at]
        yield from reversed(borders)
        yield self.start

    def clause_end(self, at: int) -> int:
        """Where the clause that begins or goes on at a place ends: before a semicolon, a relative after a comma, or the full stop."""
        folded, end = self.scene.folded, self.end
        semicolon = folded.find(b";", at, end)
        for _ in range(_MOST_PLACES):
            if semicolon < 0 or not self.parts_places(semicolon):
                break
            semicolon = folded.find(b";", semicolon + 1, end)
        if semicolon >= 0:
            end = semicolon
        if folded.find(b", ", at - 1, end) < 0:
            return end
        for mark in self.of("rel_restrict"):
            if at < mark[0] < end and folded[mark[0] - 2] == _COMMA:
                return mark[0] - 2
        return end

    def parts_places(self, semicolon: int) -> bool:
        """Whether a semicolon only parts places told with their countries: "Accra, Ghana; Abuja, Nigeria; and Lagos"."""
        before = any(party.end == semicolon for party in self.parties)
        behind = self.named(semicolon, semicolon + _NEXT_PLACE)[:1] if before else []
        words = self.words(semicolon, behind[0].start) if behind else []
        return bool(behind) and all(self.text[word.start].isupper() or self.code("is_joint", word) for word in words)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without blanks and stops at its ends."""
        text = self.text
        while start < end and text[start] in " \t\n\r-–—,;:•*":
            start += 1
        while end > start and text[end - 1] in " \t\n\r,;:":
            end -= 1
        return start, end


def look(scene: Scene, place: int) -> Look:
    """The sentence at a place, looked at once."""
    kept = cast("dict[int, Look] | None", scene.notes.get("relation looks"))
    if kept is None:
        scene.notes["relation looks"] = kept = {}
    number = scene.sentence_number(place)
    if number not in kept:
        kept[number] = Look(scene.sentence(number))
    return kept[number]
