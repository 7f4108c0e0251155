"""Digits that are part of a name, a date in figures, a time, an ordinal or a reference, and so no number of the text."""

from __future__ import annotations

import re

from cuaderno.documents.amounts import signs
from cuaderno.documents.amounts.numerals import Words
from cuaderno.documents.scene import Scene

_PRICE = re.compile(r"(?<![a-z0-9$])[a-z][a-z$]+\Z")
_LETTERS = re.compile(r"[a-z]+")
_PADDED = 4  # more digits, with zeros in front, name a file: 0000700034521
SCALE, CURRENCY = frozenset({"scale"}), frozenset({"currency"})
_SIGNS = frozenset("-/:._@#=+&")
_NAMED = frozenset("/:_@")


class NamedDigits:
    """Tells for the digits of one scene, asked in order of the text, whether they name something."""

    def __init__(self, scene: Scene, words: Words) -> None:
        local = scene.words.local
        self.scene, self.words, self.plain = scene, words, scene.plain
        self.identifiers, self.membered, self.priced = local("identifier"), local("membered"), local("glued_currency")
        self.models_behind = bool(local("grouped_by_blanks"))
        self.ranges = local("range").keys() - local("and").keys()
        self.last = self.identified = -2  # where the last name ends, and the last one behind a word for it: "aged 18"

    def holds(self, start: int, end: int) -> bool:
        """Whether digits are part of a name, a date in figures, a time, an ordinal or a reference."""
        if self._are_name(start, end):
            self.last = end
            return True
        return False

    def _are_name(self, start: int, end: int) -> bool:
        plain = self.plain
        before = plain[start - 1] if start else " "
        if before.isalpha() and self.glued_currency(start):
            return False
        if before.isalnum() or (before in _SIGNS and (self.last == start - 1 or not self._opens(start))):
            return before.isalnum() or self.words.until(start, CURRENCY) is None
        after = plain[end : end + 1]
        if after in _NAMED or (after == "-" and not self._closes(end)):
            return bool(after)
        padded = end - start > _PADDED and plain.startswith("00", start)
        if padded or (after == "(" and plain[end + 2 : end + 3] == ")") or signs.is_dialled(plain, start, end):
            return True
        if (before == ")" and signs.is_version(plain, start)) or signs.set_apart_in_type(self.scene, start):
            return True
        if before == " " and (signs.ends_designation(plain, start) or signs.is_age(self.scene, start, end)):
            return True
        word, begins, ends = self.scene.word_before(start)
        named = word in self.identifiers or f"{self.scene.word_before(begins)[0]} {word}" in self.identifiers
        if named or (word in self.ranges and self.identified == begins - 1):
            self.identified = end
            return self.words.until(ends, CURRENCY) is None
        return self.models_behind and signs.in_model_name(self.scene, self.words, start)

    def glued_currency(self, start: int) -> str:
        """The currency whose letters stand directly before digits (USD600), or nothing."""
        letters = _PRICE.search(self.plain, max(0, start - 6), start)
        if letters is None:
            return signs.lettered_currency(self.scene, self.words, start)
        written = self.scene.text[letters.start() : start]
        return self.priced.get(letters[0]) or signs.coded_currency(written, self.scene.language)

    def _opens(self, start: int) -> bool:
        """Whether the sign before digits is a dash or a range's, not part of a name."""
        before = self.plain[start - 2 : start - 1]
        return self.plain[start - 1] == "-" and (
            before in ("", " ", "(", "$") or (before.isdigit() and self._ranges(start))
        )

    def _ranges(self, start: int) -> bool:
        """Whether the number before the dash is no name itself (26-23, 202-647-1234)."""
        place = start - 2
        while place >= 0 and (self.plain[place].isdigit() or self.plain[place] in ".,"):
            place -= 1
        return place < 0 or self.plain[place] in " ($"

    def _closes(self, end: int) -> bool:
        """Whether the dash behind digits leads to the end of a range or to a scale word."""
        after = self.plain[end + 1 : end + 2]
        if after in (" ", "$", "", "-") or after.isdigit() or self.words.at(end + 1, SCALE) is not None:
            return True
        letters = _LETTERS.match(self.plain, end + 1)
        return letters is not None and letters[0] in self.membered
