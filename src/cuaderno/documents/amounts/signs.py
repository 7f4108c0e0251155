"""What is written right beside digits: a currency in one letter or stuck to a scale, one that only a scale word makes, a model's name."""

from __future__ import annotations

import re
from functools import lru_cache

from cuaderno.documents.amounts.numerals import Words
from cuaderno.documents.marks import Mark, scan
from cuaderno.documents.scene import DIGITS, Scene

SCALE, THINGS, SCALED_CURRENCY = (
    frozenset({"scale"}),
    frozenset({"counted", "counted1"}),
    frozenset({"scaled_currency"}),
)
_ELECTRONICS = re.compile(r"(?<![a-z0-9])an/[a-z]{2,4} $")
_YEARLIKE = re.compile(r"(?:19|20)[0-9]{2}(?![0-9.,]*[0-9])")
_LETTERS, _SHORTEST = re.compile(r"[a-z]+"), 3
_DIALLED = re.compile(r"\) ?[0-9]{3,4}[-. ][0-9]{2}")
_GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9.,]*[0-9]|-?[a-z])")
_GROUP = 4
"""Characters of a group of digits with the blank before it."""
_PARTS = 24
"""Characters of the words of a country's name before its last."""
_OF_TYPE = 2
"""Letters of a type before its dash: F, UH."""
_TYPED = re.compile(r"[a-z0-9]\([a-z]{1,2}\)\Z")


def lettered_currency(scene: Scene, words: Words, start: int) -> str:
    """The currency of one capital directly before digits that a scale follows: N52.8 billion, Q25 millones; or nothing."""
    code = scene.words.local("lettered_currency").get(scene.plain[start - 1 : start], "")
    if not code or not scene.text[start - 1].isupper() or scene.plain[start - 2 : start - 1] not in ("", " ", "(", '"'):
        return ""
    digits = DIGITS.match(scene.plain, start)
    if digits is None:
        return ""
    behind = scene.word_after(digits.end())[0] if scene.plain[digits.end() : digits.end() + 1] == " " else ""
    glued = scene.plain[digits.end() : digits.end() + 3].rstrip(" ,.;)") in scene.words.local("glued")
    return code if glued or (behind and words.at(digits.end() + 1, SCALE) is not None) else ""


def scaled_currency(scene: Scene, words: Words, place: int) -> Mark | None:
    """A currency that without a scale word is a weight: 22 million pounds, and not 2 million pounds of rice."""
    mark = words.at(place, SCALED_CURRENCY)
    weight = mark is not None and scene.word_after(mark.end)[0] in scene.words.local("of_noun")
    return None if weight else mark


def in_model_name(scene: Scene, words: Words, start: int) -> bool:
    """Whether digits end the name of a model that follows its noun: repuestos para los helicópteros Bell 412."""
    if ends_type(scene, words, start):
        return True
    word, begin, _ = scene.word_before(start)
    if not word[:1].isalpha() or not scene.text[begin].isupper() or scene.text[begin:start].isupper():
        return False
    noun = words.until(begin - 1, THINGS)
    return noun is not None and scene.text[noun.start].islower()


def set_apart_in_type(scene: Scene, start: int) -> bool:
    """Whether digits end the name of a type whose dash stands between blanks, as old papers print it: "eight F - 15 aircraft"."""
    if scene.plain[start - 3 : start] != " - ":
        return False
    word, begin, end = scene.word_before(start - len(" - "))
    if end != start - len(" - ") or len(word) > _OF_TYPE or not word.isalpha() or not scene.text[begin:end].isupper():
        return False
    return not scene.names(begin, end + 1)


def ends_designation(plain: str, start: int) -> bool:
    """Whether digits end the designation of a set in the Joint Electronics Type Designation System (MIL-STD-196): "AN/ARN 123 receivers"."""
    return _ELECTRONICS.search(plain, max(0, start - 9), start) is not None


def grouped(scene: Scene, place: int) -> str:
    """The digits from a place on whose thousands are parted by blanks, "1 250", up to the calibre of what they count: "18 155 mm howitzers"."""
    groups = _GROUPS.match(scene.plain, place)
    if groups is None or scene.plain[place - 1 : place].isdigit():
        return ""
    word = scene.word_after(groups.end())[0]
    if word in scene.words.local("specification") and word not in scene.words.local("measure"):
        return groups[0][:-_GROUP]
    return groups[0]


def is_version(plain: str, start: int) -> bool:
    """Whether digits stand right behind the letter in brackets of a type: "ALE-47(V)4"."""
    return plain[start - 1 : start] == ")" and _TYPED.search(plain, max(0, start - 6), start) is not None


def is_age(scene: Scene, start: int, end: int) -> bool:
    """Whether two digits set in between commas behind a person's name are the age: "Gen. Ann Mills, 61, visited"."""
    if end - start != len("61") or scene.plain[start - 2 : start] != ", " or scene.plain[end : end + 1] != ",":
        return False
    _, begin, name = scene.word_before(start - len(", "))
    return scene.text[begin : begin + 1].isupper() and not scene.names(begin - _PARTS, name)


def is_dialled(plain: str, start: int, end: int) -> bool:
    """Whether digits in brackets are the beginning of a telephone number: "(202) 555-0147"."""
    return plain[start - 1 : start] == "(" and _DIALLED.match(plain, end) is not None


@lru_cache(maxsize=1 << 10)
def coded_currency(letters: str, language: str) -> str:
    """The currency whose three letters they are, as they stand directly before digits: PLN600; or nothing."""
    if len(letters) != _SHORTEST or not letters.isupper():
        return ""
    return next((mark.code for mark in scan(letters, language) if mark.kind == "currency" and mark.code == letters), "")


def ends_type(scene: Scene, words: Words, start: int) -> bool:
    """Whether digits written as a year belong to the type of a thing that is told by its own name within a sentence: "sus Mirage 2000"."""
    name = words.until(start - 1, THINGS)
    if name is None or not scene.text[name.start].isupper() or not _YEARLIKE.match(scene.plain, start):
        return False
    if scene.plain[name.end - 1] in scene.words.local("plural_ending") or words.at(start + len("2000 "), THINGS):
        return False
    word, begin, _ = scene.word_before(name.start)
    return word.isdigit() or (word.isalpha() and scene.text[begin : begin + len(word)].islower())


def stuck_currency(scene: Scene, place: int) -> Mark | None:
    """A word of scale and currency that stands directly behind the digits (65mdd)."""
    letters = _LETTERS.match(scene.plain, place)
    if letters is None or len(letters[0]) < _SHORTEST:
        return None
    for mark in scan(scene.text[place : letters.end()], scene.language):
        if mark.kind in ("scaled", "currency") and mark.end == len(letters[0]):
            return mark._replace(start=place, end=letters.end())
    return None
