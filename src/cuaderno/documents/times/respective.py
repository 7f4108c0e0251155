"""Figures and times told in the same order: "$4 million and $6 million in 2021 and 2022, respectively"."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.period_filling import give
from cuaderno.documents.times.times import Time


def date_in_order(scene: Scene, sentence: Sentence, chain: list[Draft], near: list[Time]) -> list[Draft]:
    """Date the figures before several times of which the text says that each has its own; those dated."""
    if len(near) < 2 or len(chain) < 2 or not glimpsed(scene, sentence.start, sentence.end, "respectively"):
        return []
    last = next((at for at, time in enumerate(near) if _said_behind(scene, time.end)), 0)
    if not last:
        return _in_front(scene, chain, near)
    first = last
    while first and _in_one_list(scene, near[first - 1], near[first]):
        first -= 1
    times = near[first : last + 1]
    figures = [draft for draft in chain if draft.anchor[1] <= times[0].start][-len(times) :]
    if len(times) < 2 or len(figures) != len(times):
        return []
    for draft, time in zip(figures, times, strict=True):
        give(draft, time, "times in the same order")
    return figures


def _in_front(scene: Scene, chain: list[Draft], near: list[Time]) -> list[Draft]:
    """Date the figures behind a list of times in front: "In FY 2022 and FY 2023, $12 million and $14 million, respectively"."""
    figures = [draft for draft in chain if draft.anchor[0] >= near[0].end]
    times = [time for time in near if figures and time.end <= figures[0].anchor[0]]
    if len(times) < 2 or len(figures) != len(times) or not _said_behind(scene, figures[-1].anchor[1]):
        return []
    if not all(_in_one_list(scene, one, two) for one, two in pairwise(times)):
        return []
    for draft, time in zip(figures, times, strict=True):
        give(draft, time, "times in the same order")
    return figures


def _said_behind(scene: Scene, place: int) -> bool:
    """Whether "respectively" follows a place, a comma between or none."""
    return any(word in scene.words.local("respectively") for word, _, _ in scene.words_after(place, 2))


def _in_one_list(scene: Scene, one: Time, two: Time) -> bool:
    words = scene.words_between(one.end, two.start)
    return bool(words) and all(word in scene.words.local("lists") for word, _, _ in words)
