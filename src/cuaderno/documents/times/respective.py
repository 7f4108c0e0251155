"""Figures and times told in the same order: "$4 million and $6 million in 2021 and 2022, respectively"."""

from __future__ import annotations

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


def _said_behind(scene: Scene, place: int) -> bool:
    """Whether "respectively" follows a place, a comma between or none."""
    return any(word in scene.words.local("respectively") for word, _, _ in scene.words_after(place, 2))


def _in_one_list(scene: Scene, one: Time, two: Time) -> bool:
    words = scene.words_between(one.end, two.start)
    return bool(words) and all(word in scene.words.local("lists") for word, _, _ in words)
