"""What a part and its whole share of a period: the parts of a dated whole take its time, a whole only planned takes none."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.amounts.drafting import WHOLE
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import stands_before
from cuaderno.documents.times.period_filling import copy_period, has_period

_NEAR = 5
"""Words at most between a part and the whole behind its "of the"."""


def share_periods(scene: Scene, sentence: Sentence, chain: list[Draft]) -> None:
    """Parts of a whole take its beginning; a sum "so far", and a total announced today, end on the document's day."""
    day = scene.today
    for part, whole in pairwise(chain):
        if f"part_of: {WHOLE}" in part.rules and (has_period(whole) or not has_period(part)):
            copy_period(part, whole, "as the whole")
            if sentence.of("so_far") and day:
                part.period_end = day
        elif not has_period(part) and has_period(whole) and part.kind == whole.kind and of_the(scene, part, whole):
            copy_period(part, whole, "as the whole")
    if day and any(mark.code == "day 0" for mark in sentence.of("relative")):
        for draft in chain:
            if "total" in draft.marks and draft.period_start and draft.period_end is None:
                draft.period_end = day


def of_the(scene: Scene, part: Draft, whole: Draft) -> bool:
    """Whether only "of the" stands between two figures: "1,450 million of the 2,360 that Congress granted"."""
    start, end = part.anchor[1], whole.anchor[0]
    if scene.plain.count(" ", start, end) > _NEAR + 1:
        return False
    words, local = scene.words_between(start, end), scene.words.local
    if len(words) > _NEAR or not any(word in local("share_of") for word, _, _ in words):
        return False
    small = {*local("share_of"), *local("definite_article"), *local("article")}
    return all(word in small or scene.starting("intending", place, place + 1) for word, place, _ in words)


def undated_wholes(scene: Scene, chain: list[Draft]) -> set[Draft]:
    """The figures of a sentence that are wholes of no time that their part has.

    "400 of a planned 1,000", "8 % of the 30,000 that the mission has set", "the third of the four planes arrived in May".
    """
    found = {whole for whole in chain if _of_ordinal(scene, whole)}
    for part, whole in pairwise(chain):
        planned = part.unit == "percent" or scene.starting("intending", part.anchor[1], whole.anchor[0])
        if planned and of_the(scene, part, whole):
            found.add(whole)
    return found


def _of_ordinal(scene: Scene, whole: Draft) -> bool:
    """Whether "the third of the" stands before a figure."""
    place, local = whole.anchor[0], scene.words.local
    if not stands_before(scene, "definite_article", place):
        return False
    words = scene.words_before(place, 3)
    kinds = ("definite_article", "share_of", "nth")
    return len(words) == 3 and all(word in local(kind) for (word, _, _), kind in zip(words, kinds, strict=True))
