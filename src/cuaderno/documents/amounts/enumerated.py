"""Nouns and names that no table has, behind a number: of a thing in an enumeration, or of the class that a number is some of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_LONG, _SHORTEST, _OF_THESE, _TIE = 60, 4, 3, len("; and ")


def named(drafter: Drafter, number: Number) -> Head | None:
    """A name or unknown noun for things counted in the same enumeration: "30 helicópteros Huey, 18 Black Hawk"."""
    last, scene = drafter.last, drafter.scene
    if last is None or last[1].unit != "items" or last[0].anchor[0] < drafter.sentence(number).start:
        return None
    if number.scaled or scene.word_before(number.lead)[0] not in drafter.local("lists"):
        return None
    text, after = scene.text, scene.words_after(number.end, 2)
    if not after:
        return None
    if not text[after[0][1]].isupper():
        return _unknown(scene, number, after[0], last[0])
    if any(mark.kind in ("place", "demonym", "month") for mark in scene.at(after[0][1])):
        return None
    if number.word and text[number.start].isupper():
        return None  # the town of "Larandia y Tres Esquinas"
    end = after[1][2] if len(after) > 1 and text[after[1][1]].isupper() else after[0][2]
    return Head("items", after[0][1], end, "name in an enumeration")


def _unknown(scene: Scene, number: Number, word: tuple[str, int, int], last: Draft) -> Head | None:
    """A plural noun that no table has, just behind a counted thing in the same list: 40 camionetas y 12 cuadriciclos."""
    far = number.lead - last.anchor[1] > _LONG and scene.plain.find(";", number.lead - _TIE, number.lead) < 0
    if far or not _is_unknown_plural(scene, word):
        return None
    return Head("items", word[1], word[2], "unknown noun in an enumeration")


def of_another_noun(scene: Scene, number: Number) -> bool:
    """Whether a number is some of a class that has a noun of its own, and so of nothing counted before: "three of these headings"."""
    words = scene.words_after(number.end, _OF_THESE)
    pointing = len(words) == _OF_THESE and words[1][0] in scene.words.local("demonstrative")
    return pointing and _is_unknown_plural(scene, words[2])


def _is_unknown_plural(scene: Scene, word: tuple[str, int, int]) -> bool:
    """Whether a word has the ending of a plural noun, and no table knows it."""
    said, start, _ = word
    local = scene.words.local
    if len(said) <= _SHORTEST or said[-1] not in local("plural_ending") or not said.isalpha():
        return False
    known = ("specification", "phrase_end", "definite", "elided_after", "before_model")
    return not any(said in local(kind) for kind in known) and not scene.at(start)
