"""The text as one reads it aloud: what the making of a page did to it is undone, and every character leads back.

Within a block a line end becomes a blank, and runs of blanks one; a word parted at a line's end is put together;
no-break and thin spaces become blanks, ligatures letters, accents that stand apart go onto their letters; soft hyphens,
zero-width and bidi controls, and the marks of footnotes are left out. In a row what parts two cells becomes a tab. What
stands in no block is not part of the flow, nor is what is `skipped`.

A hyphen at a line's end stays where what follows is no small letter ("104-164", "U.S.-Colombia"). Between small letters
it stays if the text has the two parts with a hyphen elsewhere, and goes if it has them as one word elsewhere; else it stays
after one of the first parts that `words.toml` lists; else it goes.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from cuaderno.reading.document import ROW, Block, Flow
from cuaderno.reading.words import words

_ASCII = bytes(range(128))
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\u0085\u2028\u2029"
_HYPHENS = "\u2010\u2011"
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ACCENTS = "".join(map(chr, range(0x300, 0x34F))) + "".join(map(chr, range(0x350, 0x370)))
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""The controls of the direction of writing (Unicode Standard Annex 9)."""

_LEVEL = {
    **dict.fromkeys(_BLANKS, " "),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_HYPHENS, "-"),
}
_REPAIRED = frozenset(_UNSEEN + "".join(_LIGATURES) + _RAISED + _ACCENTS)
_VOCABULARY = 2_000_000
"""How many characters of a text are searched for words that tell whether a hyphen stays."""

_QUOTES = '"”’»)'
_NOTE = r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]"
_GLUED = re.compile(rf"\.[{_QUOTES}]?\d{{1,3}}(?=\s|$)")
_NOTED = re.compile(_NOTE)
_HYPHEN = rf"(?P<hyphen>(?<=-)[{_UNSEEN}]*[ \t]*\n\s*)"
_BLANK = r"(?P<blank>(?<=\n)\s*|(?<=[ \t])(?:[ \t]*\n\s*|[ \t]+)|(?<=\t))"
# One set of characters goes first, so that the engine skips all others; which of them it was is asked afterwards.
_SPACING = re.compile(rf"[-\n\t ](?:{_BLANK}|{_HYPHEN})")
_EDIT = re.compile(
    rf"[-\n\t \[.,;{_UNSEEN}{''.join(_LIGATURES)}{_ACCENTS}{_RAISED}](?:"
    rf"(?P<spaced>(?<=[ ])\[\d{{1,2}}\](?=[.,;:]|\s*$))|{_BLANK}|{_HYPHEN}"
    rf"|(?P<soft>(?<=\u00ad)[ \t]*\n\s*|(?<=[{_UNSEEN}])[{_UNSEEN}]*)"
    rf"|(?P<ligature>(?<=[{''.join(_LIGATURES)}]))"
    rf"|(?P<accent>(?<=[{_ACCENTS}])[{_ACCENTS}]*)"
    rf"|(?P<raised>(?<=[{_RAISED}])[{_RAISED}]*(?:[,–-][{_RAISED}]+)*)"
    r"|(?P<note>(?<=\[)\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\])"
    rf"|(?P<glued>(?<=[.,;])[{_QUOTES}]?\d{{1,3}}(?=\s+[\"“«‘¿¡(]?[A-ZÁÉÍÓÚÑÜ]|\s*$))"
    ")"
)
_BEFORE_NOTE = frozenset('.,;:!?"”’»)')
_GAP = re.compile(r"\s*\.{4,}\s*|[ ]{2,}|[ ]*\t[ \t]*")
_LAST_WORD = re.compile(r"[\w.-]+$")
_POWER = re.compile(r"(?<![\d.,])10$")
_FIRST_WORD = re.compile(r"\w+")


def flow(text: str, blocks: Sequence[Block], skipped: Sequence[tuple[int, int]] = ()) -> Flow:
    """The flow of a text over its blocks, which lie in order and do not overlap.

    `skipped` are stretches of the text (page headers, say), in order, that are no part of it though a paragraph may go on
    after them.
    """
    if not blocks:
        return Flow("", ((0, len(text)),) if text else ())
    odd = beyond_ascii(text)
    level = _levelled(text, odd, skipped)
    return _Edits(level, not _REPAIRED.isdisjoint(odd)).flow(blocks)


def beyond_ascii(text: str) -> frozenset[str]:
    """The characters of a text that are not ASCII: found by the bytes, at a fraction of the cost of looking at each."""
    if text.isascii():
        return frozenset()
    return frozenset(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def _levelled(text: str, odd: frozenset[str], skipped: Sequence[tuple[int, int]]) -> str:
    """The text with what can be replaced character by character; what is skipped becomes line ends."""
    for character in odd & _LEVEL.keys():
        text = text.replace(character, _LEVEL[character])
    for character in "\f\v":
        if character in text:
            text = text.replace(character, "\n")
    marks: Iterable[tuple[int, int]] = (
        (mark.span() for mark in words().page_mark.finditer(text)) if "[[" in text else ()
    )
    for spans in (skipped, tuple(marks)):
        if spans:
            text = _blanked(text, spans)
    return text


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, last = [], 0
    for start, end in spans:
        pieces += [text[last:start], "\n" * (end - start)]
        last = end
    return "".join([*pieces, text[last:]])


def _marked(text: str) -> list[int]:
    """Where marks of notes may stand: after a word's full stop, or in brackets."""
    found = [one.start() for one in _GLUED.finditer(text) if text[one.start() - 1].isalpha()]
    return sorted(found + [one.start() for one in _NOTED.finditer(text)]) if "[" in text else found


def _places(text: str, sought: str) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


class _Edits:
    """The changes to a text, made in order; `every` tells that every block must be looked at closely."""

    def __init__(self, text: str, every: bool) -> None:
        self.text, self.every = text, every
        self.marked = [] if every else _marked(text)
        self.pieces: list[str] = []
        self.steps: list[tuple[int, int]] = []
        self.taken = 0
        self.made = 0
        self._words: frozenset[str] | None = None

    def flow(self, blocks: Sequence[Block]) -> Flow:
        """The flow over the blocks."""
        text = self.text
        before = 0
        for block, close in zip(blocks, self._close(blocks), strict=True):
            start, end = block.start, block.end
            if start > before and not text[before:start].isspace():
                self.change(before, start, "\n\n" if before else "")
            if block.kind == ROW:
                self._row(start, end)
            elif close:
                self._block(start, end)
            before = end
        if before < len(text) and not text[before:].isspace():
            self.change(before, len(text), "")
        if not self.pieces:
            return Flow(text)
        self.pieces.append(text[self.taken :])
        return Flow("".join(self.pieces), tuple(self.steps))

    def _close(self, blocks: Sequence[Block]) -> list[bool]:
        """Which blocks must be looked at closely."""
        if self.every:
            return [True] * len(blocks)
        find, marked = self.text.find, sorted([*self.marked, *_places(self.text, "  "), *_places(self.text, "\t")])
        if not marked:
            return [find("\n", one.start, one.end) >= 0 for one in blocks]
        return [
            find("\n", one.start, one.end) >= 0 or bisect_left(marked, one.start) < bisect_left(marked, one.end)
            for one in blocks
        ]

    def change(self, start: int, end: int, said: str) -> None:
        """Write `said` where the text has the characters `start` to `end`."""
        kept = self.text[self.taken : start]
        self.pieces.append(kept)
        self.pieces.append(said)
        self.made += len(kept)
        self.taken = end
        same, long = end - start, len(said)
        if long == same:
            self.made += long
            return
        # Every character written leads into the stretch it stands for: those beyond its length to its last one.
        if long > same:
            self.steps.extend((self.made + at, end - 1) for at in range(same, long))
        self.made += long
        if self.steps and self.steps[-1][0] == self.made:
            self.steps.pop()
        self.steps.append((self.made, end))

    def _row(self, start: int, end: int) -> None:
        for found in _GAP.finditer(self.text, start, end):
            if found[0] != "\t":
                self.change(found.start(), found.end(), "\t")

    def _block(self, start: int, end: int) -> None:
        pattern = _EDIT if self.every or self.marked else _SPACING
        for found in pattern.finditer(self.text, start, end):
            kind = found.lastgroup or ""
            if kind == "accent":
                self._accent(found)
                continue
            repair = _REPAIRS.get(kind)
            said = repair(self, found) if repair else ""
            if said != found[0]:
                self.change(found.start(), found.end(), said)

    def _blank(self, found: re.Match[str]) -> str:
        at = found.start()
        return "" if "\n" in found[0] and self.text.endswith("--", self.taken, at) else " "

    def _accent(self, found: re.Match[str]) -> None:
        at = found.start()
        if at > self.taken and self.text[at - 1].isalpha():
            whole = self.text[at - 1 : found.end()]
            if (one := unicodedata.normalize("NFC", whole)) != whole:
                self.change(at - 1, found.end(), one)

    def _note(self, found: re.Match[str]) -> str:
        before = self.text[found.start() - 1 : found.start()]
        return "" if before.isalnum() or before in _BEFORE_NOTE else found[0]

    def _glued(self, found: re.Match[str]) -> str:
        at = found.start()
        before = self.text[max(0, at - 30) : at]
        word = _LAST_WORD.search(before)
        if word is None:
            return found[0].rstrip("0123456789") if before[-1:] in _BEFORE_NOTE and before else found[0]
        last = word[0].rpartition("-")[2].rstrip(".")
        if not last[-1:].islower() or len(last) == 1 or last.casefold() in words().before_number:
            return found[0]
        return found[0].rstrip("0123456789")

    def _raised(self, found: re.Match[str]) -> str:
        """A mark of a note goes; m², km² and powers of ten stay."""
        at = found.start()
        before = self.text[max(0, at - 3) : at]
        short_unit = before[-1:].isalpha() and (len(before) < 3 or not before.isalpha())
        power = _POWER.search(self.text, max(0, at - 3), at) is not None
        return found[0] if short_unit or power or not before.strip() else ""

    def _hyphen(self, found: re.Match[str]) -> str:
        before = self.text[max(0, found.start() - 40) : found.start()]
        first, then = _LAST_WORD.search(before), _FIRST_WORD.match(self.text, found.end())
        if not before or before[-1].isspace():
            return "- "
        if first is None or then is None or not (then[0][0].islower() and before[-1].isalpha()):
            return "-"
        one, two = first[0].casefold().rpartition("-")[2], then[0].casefold()
        if self._stands(f"{one}-{two}"):
            return "-"
        if self._stands(one + two):
            return ""
        return "-" if one in words().keep_hyphen or "-" in first[0] else ""

    def _stands(self, word: str) -> bool:
        """Whether the text has a word elsewhere."""
        if self._words is None:
            self._words = frozenset(self.text[:_VOCABULARY].casefold().split())
        return any(word + end in self._words for end in ("", ".", ",", ";", ":", ")"))

    def _ligature(self, found: re.Match[str]) -> str:
        return _LIGATURES[found[0]]


_REPAIRS: dict[str, Callable[[_Edits, re.Match[str]], str]] = {
    "hyphen": _Edits._hyphen,
    "raised": _Edits._raised,
    "glued": _Edits._glued,
    "note": _Edits._note,
    "spaced": _Edits._note,
    "ligature": _Edits._ligature,
    "blank": _Edits._blank,
}
