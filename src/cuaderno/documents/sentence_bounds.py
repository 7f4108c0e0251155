"""Where the sentences of a text begin and end: at stops that close no short form, and with their blocks."""

from __future__ import annotations

import re
from functools import lru_cache

from cuaderno.documents.lexicon import Lexicon
from cuaderno.reading.document import Block

_STOP = re.compile(r"[.!?…]['\"”’»)\]]*\s+(?=[\"'“‘«¿¡(\[]*[A-ZÁÉÍÓÚÑÜ0-9])")
_FULL_STOP = re.compile(_STOP.pattern.replace("[.!?…]", r"\.", 1))
"""The same for a text without other signs that end a sentence: the engine looks for one character faster than for several."""
_OPENER = re.compile(r"[a-z]+(?= )")
_OTHER_STOPS = "!?…"
LONGEST = 6000
"""Characters of a sentence: lists of what a sale includes reach some thousands."""
Bounds = list[tuple[int, int, int]]
"""Where each sentence starts and ends, and the number of its block."""


@lru_cache(maxsize=4)
def _tails(words: Lexicon) -> frozenset[str]:
    """The last three characters of every short form that ends with a stop."""
    return frozenset(form[-3:] for form in words.local("abbreviation"))


def sentence_bounds(text: str, plain: str, blocks: tuple[Block, ...], words: Lexicon) -> Bounds:
    """The sentences of a text, `plain` being the same folded; one for a text without blocks."""
    closing, tails = words.local("abbreviation"), _tails(words)
    bounds: Bounds = []
    stops = (_STOP if any(sign in text for sign in _OTHER_STOPS) else _FULL_STOP).finditer
    for number, (_, start, last, _) in enumerate(blocks):
        for stop in stops(text, start, last):
            dot, end = stop.span()
            if plain[dot] == ".":
                tail = plain[dot - 2 : dot + 1]
                if (tail in tails or not tail[:1].isalpha()) and _abbreviates(plain, dot, closing):
                    initials = plain[dot - 2] == "." or text[dot - 2 : dot].isupper()
                    if not (initials and _opens(plain, end, words)):
                        continue
            if end - start > LONGEST:
                _cut_up(bounds, plain, start, end, number)
            else:
                bounds.append((start, end, number))
            start = end
        if start < last:
            _cut_up(bounds, plain, start, last, number)
    return bounds or [(0, len(text), 0)]


def _opens(plain: str, place: int, words: Lexicon) -> bool:
    """Whether the word at a place, behind initials, is one with which a sentence begins: "including the U.S. This program"."""
    found = _OPENER.match(plain, place)
    return found is not None and found[0] in words.local("sentence_opener")


def _cut_up(bounds: Bounds, plain: str, start: int, end: int, block: int) -> None:
    """Note a sentence; what no author would call one is cut at a blank, so that no rule looks without end."""
    while end - start > LONGEST:
        cut = plain.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
        bounds.append((start, cut, block))
        start = cut
    bounds.append((start, end, block))


def _abbreviates(plain: str, place: int, closing: dict[str, str]) -> bool:
    """Whether the word that ends with a stop at a place is a short form, or a letter."""
    begin = place - 24 if place > 24 else 0
    head = plain[(plain.rfind(" ", begin, place) + 1 or begin) : place + 1]
    if head[0] in "(\"'[":
        head = head.lstrip("(\"'[")
    return head in closing or (len(head) == 2 and head[0].isalpha())
