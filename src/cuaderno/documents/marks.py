"""Where the words of the lexicon stand in a text: one pass, whole words only, the longest of each kind."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import NamedTuple

from cuaderno.documents.lexicon import WORD, fold, lexicon

_START = itemgetter(1)
_SLASH = ord("/")
_NUMBERED = re.compile(rb"-\d")
"""What ends a type's letters behind a stroke: the PRC of AN/PRC-158 is no country."""


class Mark(NamedTuple):
    """A word of the lexicon in a text: its characters `start` to `end`, what kind of word, and what it stands for."""

    start: int
    end: int
    kind: str
    code: str


def scan(text: str, language: str) -> list[Mark]:
    """Every word of the lexicon in the text, in the order of their starts, a longer one first.

    Of two that overlap, of one kind, the earlier and longer is kept; kinds do not disturb one another. A form that stands for
    two codes of one kind gives both.
    """
    return scan_folded(text, fold(text), language)[0]


def within_words(folded: bytes) -> bytes:
    """Whether a place stands between two characters of one word, for every place of a text and its end."""
    wordy = int.from_bytes(folded.translate(WORD), "little")
    return (wordy & wordy << 8).to_bytes(len(folded) + 1, "little")


def scan_folded(text: str, folded: bytes, language: str) -> tuple[list[Mark], dict[str, list[Mark]]]:
    """The same for a text already folded, and the same marks by kind."""
    words = lexicon(language)
    entries = words.entries
    inside = within_words(folded)
    hits = words.hits(folded)
    hits.reverse()  # of those that start at one place, the longest first
    hits.sort(key=_START)
    marks: list[Mark] = []
    kinds: dict[str, list[Mark]] = {}
    add, make = marks.append, tuple.__new__
    for form, start, end in hits:
        if inside[end] or inside[start]:
            continue
        if start and folded[start - 1] == _SLASH and _NUMBERED.match(folded, end):
            continue
        for kind, code, capitals in entries[form]:
            for at in capitals:
                if not text[start + at].isupper():
                    break
            else:
                if kind not in kinds:
                    mark = make(Mark, (start, end, kind, code))
                    kinds[kind] = [mark]
                    add(mark)
                    continue
                mine = kinds[kind]
                last = mine[-1]
                if start >= last[1] or (last[0] == start and last[1] == end and last[3] != code):
                    mark = make(Mark, (start, end, kind, code))
                    mine.append(mark)
                    add(mark)
    return marks, kinds
