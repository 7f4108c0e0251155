"""The numbers of a text, in digits and in words, with their scale and currency; what is only a name stays out."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from cuaderno.documents.amounts import signs
from cuaderno.documents.amounts.digits import comma_custom, read_digits
from cuaderno.documents.amounts.named_digits import NamedDigits
from cuaderno.documents.amounts.numerals import KINDS, Number, Words
from cuaderno.documents.amounts.sums import HALF, Sum
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import DIGITS, Scene

__all__ = ["NUMBER", "Number", "Reader", "Words"]

_BROKEN = re.compile(r"[- ]?([1-7])/([248])(?![0-9/])| ?([½¼¾])")
_SIGNS = {"½": "5", "¼": "25", "¾": "75"}
"""The decimals that a sign for a fraction stands for."""
_MILLIONS = re.compile(r"[0-9]{1,3}'[0-9]{3}[.,'][0-9]{3}(?![0-9])")
_LETTERS = re.compile(r"[a-z]+")
_MEASURED = re.compile(r"-[0-9]+[- ]?([a-z]+) [a-z]")
NUMBER = frozenset({"number"})
LEADING = KINDS[:4]
PIECES = frozenset({"number", "scale", "collective", "lone", "plus_half", "point"})
SCALE = frozenset({"scale"})
SCALED = frozenset({"scale", "scaled"})
CURRENCY = frozenset({"currency"})
BEHIND = frozenset({"scaled", "percent", "currency"})
COUPLED = frozenset({"number", "scale"})
_NO, _NONE, _MILLION = -1, 0, 6
_BEFORE_A_FRACTION = 3
"""Digits of a whole number behind which a fraction stands."""
_HALVES = tuple(HALF.scaleb(-decimals) for decimals in range(4))
"""Half of the last place by the decimals written."""


class Reader:
    """Reads the numbers of one scene, except those that start at a place `taken` already (years, dates)."""

    def __init__(self, scene: Scene, words: Words, taken: set[int]) -> None:
        self.scene, self.words, self.taken, self.plain = scene, words, taken, scene.plain
        self.spots = scene.digits
        tokens = (scene.plain[start:end] for start, end in self.spots if end - start > 2)
        self.custom = comma_custom(tokens, by_point=bool(scene.words.local("point_parts_thousands")))
        self.comma_decimal = self.custom > 0 or (self.custom == 0 and self._decimal_comma())
        local = scene.words.local
        self.named = NamedDigits(scene, words)
        self.glued, self.articles = local("glued"), local("article")
        self.specification, self.measures = local("specification"), local("measure")
        self.conjunctions, self.lone_scales = local("and"), local("lone_scale")
        self.grouped = bool(local("grouped_by_blanks"))

    def _decimal_comma(self) -> bool:
        """Whether the comma parts decimals where no number shows it: by the language, and the country named most."""
        local = self.scene.words.local
        if not local("point_parts_thousands"):
            return False
        if not any("," in self.plain[start:end] for start, end in self.spots):
            return True
        named = Counter([mark.code for mark in self.scene.named if mark.code != "USA"]).most_common(1)
        return not (named and named[0][0].casefold() in local("comma_parts_thousands"))

    def read(self) -> list[Number]:
        """All numbers, in order of the text."""
        spots = self.spots + [(mark.start, _NO) for kind in LEADING for mark in self.scene.of(kind)]
        spots.sort()
        found: list[Number] = []
        reached = 0
        for start, end in spots:
            if start < reached or start in self.taken:
                continue
            begin = start - self._pointed(start, end)
            if end > 0 and self.named.holds(begin, end):
                continue
            number = self._composed(begin)
            if number is not None:
                self._dress(number)
                reached = number.end
                if not number.unit and (measured := self._measured(number)):
                    reached = measured
                elif number.unit or not self._specifies(number):
                    found.append(number)
        return found

    def _pointed(self, start: int, end: int) -> bool:
        """Whether a point right before digits opens a fraction of a scale: "$ .92 billion"."""
        if self.plain[start - 1 : start] != "." or self.plain[start - 2 : start - 1] not in (" ", "$"):
            return False
        return end > 0 and self.words.at(end + 1, SCALE) is not None

    def _composed(self, start: int) -> Number | None:
        if (
            self.plain[start - 1 : start] == "-" != self.plain[start - 2 : start].strip()
            and not self.plain[start].isdigit()
            and not self.words.until(start - 1, NUMBER)
        ):
            return None
        made = Sum()
        end, place = start, start
        while place >= 0 and not made.closed:
            taken = self._piece(made, place, start)
            if taken == _NO:
                return None
            if taken == _NONE:
                break
            end = taken
            place = self._next(end)
        if not made.seen:
            return None
        word = not self.plain[start].isdigit() and self.plain[start] != "."
        return Number(start, end, made.value, made.half, word=word, power=made.power)

    def _piece(self, made: Sum, place: int, start: int) -> int:
        """Take the piece that stands at a place: where it ends; _NONE where there is none, _NO where nothing is a number."""
        if self.plain[place : place + 1].isdigit() or (place == start and self.plain.startswith(".", place)):
            return self._digit_piece(made, place, start)
        mark = self.words.at(place, PIECES)
        if mark is None:
            return _NONE
        if mark.kind == "number":
            behind_digits = (
                bool(made.small) or made.power >= _MILLION
            )  # "50 five-ton trucks", "75 millones dos años después"
            written = behind_digits and self.plain[start].isdigit()
            return mark.end if not written and made.word(int(mark.code)) else _NONE
        if mark.kind == "lone":
            if made.seen:
                return _NONE
            made.lone(mark.code)
        elif mark.kind in ("plus_half", "point"):
            return self._broken(made, mark)
        elif not made.seen and not self._may_lead(mark, start):
            return _NO
        elif mark.kind == "collective":
            made.times(int(mark.code))
        else:
            made.scale(int(mark.code))
        return mark.end

    def _broken(self, made: Sum, mark: Mark) -> int:
        """The words for a broken number: two and a half million, seis millones y medio, one-point-three billion."""
        if not made.seen:
            return _NO
        if mark.kind == "plus_half":
            return mark.end if made.plus_half() else _NONE
        end, digits = mark.end, ""
        while (digit := self.words.at(end + 1, NUMBER)) is not None and int(digit.code) < 10:
            digits, end = digits + digit.code, digit.end
        if not digits or self.words.at(end + 1, SCALE) is None:
            return _NONE
        made.fraction(digits)
        return end

    def _digit_piece(self, made: Sum, place: int, start: int) -> int:
        point = place == start and self.plain[place] == "."
        match = DIGITS.match(self.plain, place + point)
        if match is None or made.small or place in self.taken:
            return _NONE
        token, end = f"0.{match[0]}" if point else match[0], match.end()
        if groups := signs.grouped(self.scene, place):
            token, end = groups.replace(" ", ""), place + len(groups)
        if self.grouped and self.plain[end : end + 1] == "'" and (parts := _MILLIONS.match(self.plain, place)):
            token, end = parts[0].replace("'", "").replace(".", "").replace(",", ""), parts.end()
        after = end + 1 if self.plain[end : end + 1] in (" ", "-") else end
        behind = self.words.at(after, SCALED)
        # "mdd" and "mdp" are words of a country that writes 1,450 for a thousand and more.
        comma = self.comma_decimal and not (behind is not None and behind.kind == "scaled" and self.custom == 0)
        read = read_digits(token, comma, behind is not None)
        if read is None:
            return _NONE
        made.digits(read[0], _HALVES[read[1]] if read[1] < len(_HALVES) else HALF.scaleb(-read[1]))
        if end - place <= _BEFORE_A_FRACTION and (parts := _BROKEN.match(self.plain, end)):
            made.fraction(_SIGNS.get(parts[3]) or str(Decimal(parts[1]) / int(parts[2])).partition(".")[2])
            end = parts.end()
        letters = _LETTERS.match(self.plain, end)
        if letters is None:
            return self._scale_apart(made, end, start)
        return self._glued(made, letters, start)

    def _scale_apart(self, made: Sum, end: int, start: int) -> int:
        """Where digits end behind which a blank and the letters of a scale stand, beside a currency: "US$ 5 m", "5 M€", "5 M de euros"."""
        letters = _LETTERS.match(self.plain, end + 1) if self.plain[end : end + 1] == " " else None
        if letters is None or letters[0] not in self.glued or self.words.at(end + 1, SCALED) is not None:
            return end
        priced = self._is_priced(start) or self._currency_behind(letters.end())
        return self._glued(made, letters, start) if priced else end

    def _is_priced(self, start: int) -> bool:
        """Whether a currency stands before a number."""
        return bool(self.words.until(start, CURRENCY) or self.words.until(start - 1, CURRENCY))

    def _currency_behind(self, end: int) -> bool:
        """Whether a currency stands behind a number, with a blank or without."""
        return bool(self.words.at(end, CURRENCY) or self.words.at(end + 1, CURRENCY))

    def _glued(self, made: Sum, letters: re.Match[str], start: int) -> int:
        """Digits with letters directly behind: a scale ($40m, 1.2bn), scale and currency (65mdd), else a name (82nd, 155mm)."""
        code = self.glued.get(letters[0])
        if code and (len(letters[0]) > 1 or self._is_priced(start) or self._currency_behind(letters.end())):
            made.glued(int(code))
            return letters.end()
        return letters.start() if signs.stuck_currency(self.scene, letters.start()) else _NO

    def _may_lead(self, mark: Mark, start: int) -> bool:
        """A scale word without a number says one: "a million", "una docena", "mil"; "millions" says none."""
        word, before, _ = self.scene.word_before(start)
        if word in self.articles or (mark.kind == "collective" and word in self.scene.words.local("one_more")):
            return True  # "otra docena"
        reaching = self.scene.words.local("reaching_a_million")  # "bordeó el millón de dólares"
        if word in self.scene.words.local("definite_article") and self.scene.word_before(before)[0] in reaching:
            return True
        return self.plain[mark.start : mark.end].split()[0] in self.lone_scales

    def _next(self, place: int) -> int:
        """Where the next piece of the same number may start: behind a blank, a hyphen, or "and" between words; else -1."""
        sign = self.plain[place : place + 1]
        if sign not in (" ", "-"):
            return self._hundreds(place) if sign == "," else -1
        behind = self.words.until(place, COUPLED) if place in self.words.ends else None
        place += 1
        if place in self.words.starts and self.words.at(place, PIECES):
            return place
        if self.plain[place : place + 1].isdigit():
            return place if sign == " " and behind is not None and self._continues(place, behind) else -1
        if behind is not None and sign == " ":
            word, _, ends = self.scene.word_after(place)
            if word in self.conjunctions and (further := self.scene.word_after(ends))[0]:
                ahead = self.words.at(further[1], NUMBER)
                if ahead is not None and self._couples(ahead, behind):
                    return ahead.start
        return -1

    def _hundreds(self, comma: int) -> int:
        """Where hundreds stand behind thousands in words and a comma: "four thousand, eight hundred and ninety-one"; else -1."""
        behind, ahead = self.words.until(comma, SCALE), self.words.at(comma + len(", "), NUMBER)
        if behind is None or behind.code != "3" or ahead is None:
            return -1
        scale = self.words.at(ahead.end + 1, SCALE)
        return ahead.start if scale is not None and scale.code == "2" else -1

    def _continues(self, place: int, behind: Mark) -> bool:
        """Whether digits behind a scale word are of the same number: mil 600; 631 millones 619 mil; 5 millones 200.000."""
        if behind.kind != "scale" or behind.code == "3":
            return behind.kind == "scale"
        match = DIGITS.match(self.plain, place)
        if not self.grouped or match is None or place in self.taken:
            return False
        further = self.words.at(match.end() + 1, SCALE)
        if further is not None:
            return int(further.code) < int(behind.code)
        head, _, tail = match[0].replace(",", ".").partition(".")
        return len(tail) == 3 and len(head) <= 3 and int(behind.code) == 6

    def _couples(self, ahead: Mark, behind: Mark) -> bool:
        """Whether "and" stands inside one number: treinta y dos, one hundred and five."""
        if behind.kind == "scale":
            return behind.code == "2"
        return self.grouped and int(behind.code) in range(30, 100, 10) and int(ahead.code) < 10

    def _dress(self, number: Number) -> None:
        """Take in the currency before or behind, the percent sign, the scale and currency in one word."""
        if not number.word:
            mark = self.words.until(number.start, CURRENCY)
            if mark is None and self.plain[number.start - 1 : number.start] == " ":
                mark = self.words.until(number.start - 1, CURRENCY)
            if mark is not None:
                number.unit, number.start = mark.code, mark.start
            elif self.plain[number.start - 1 : number.start].isalpha():
                number.unit = self.named.glued_currency(number.start)
        place = number.end + (self.plain[number.end : number.end + 1] in (" ", "-"))
        mark = self.words.behind(place, BEHIND, self.plain)
        if mark is None and place == number.end:
            mark = signs.stuck_currency(self.scene, number.end)
        if mark is None and number.scaled and not number.unit:
            mark = signs.scaled_currency(self.scene, self.words, place) or self._currency_of(place)
        if mark is None or (number.unit and self.plain[mark.start : mark.end] == "$"):
            return
        number.end = mark.end
        if mark.kind == "scaled":
            power, number.unit = mark.code.split()
            number.raised(int(power))
        else:
            number.unit = mark.code

    def _currency_of(self, place: int) -> Mark | None:
        """The currency that a scale word is tied to by "of": "5 millones de USD"."""
        word, _, end = self.scene.word_after(place)
        return self.words.at(end + 1, CURRENCY) if word in self.scene.words.local("of_noun") else None

    def _measured(self, number: Number) -> int:
        """Where a range ends whose unit measures a thing of a kind, or 0: "20 30-35-meter boats", "3 55-60 meter vessels"."""
        spans = _MEASURED.match(self.plain, number.end)
        return spans.end(1) if spans is not None and spans[1] in self.specification else 0

    def _specifies(self, number: Number) -> bool:
        """Whether the number measures a thing of a kind and counts none: 120 mm mortars, a 10-year deal."""
        word, _, ends = self.scene.word_after(number.end)
        tied = word == "-" and (further := self.scene.word_after(ends)[0]) != ""
        word = (further if tied else word).partition("-")[0]
        return word in self.specification and (tied or word not in self.measures)
