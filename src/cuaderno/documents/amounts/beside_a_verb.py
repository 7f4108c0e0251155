"""Bare numbers that are a noun phrase by the verb beside them: "About 200 are there today", "It plans to train 150 this year"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.amounts.times_behind import begins_time

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_MANY, _THERE = 12, 2
_TEACHING, _GIVING = frozenset(("train", "host")), frozenset(("give", "send", "sell", "buy", "get", "ask", "deploy"))


def stands_beside_its_verb(drafter: Drafter, number: Number) -> bool:
    """Whether the verb beside a number has what was counted last for its subject or its object."""
    return number.value > _MANY and (_there_now(drafter, number) or _object(drafter, number))


def ends_or_is_dated(drafter: Drafter, number: Number) -> bool:
    """Whether a number ends its phrase, or only tells when is said behind it: "60 two years ago", "150 next year"."""
    word = drafter.scene.word_after(number.end)[0]
    return not word[:1].isalnum() or word in drafter.counter.stop or begins_time(drafter.scene, number.end)


def _there_now(drafter: Drafter, number: Number) -> bool:
    """Whether those counted are or stay somewhere: "Around 200 are there today", "Unos 90 siguen allí"."""
    scene = drafter.scene
    verb, _, end = scene.word_after(number.end)
    if verb not in drafter.local("being_there"):
        return False
    there = [word for word, _, _ in scene.words_after(end, _THERE)]
    return any(word in drafter.local("there") for word in there)


def _object(drafter: Drafter, number: Number) -> bool:
    """Whether a verb of giving or teaching stands right before a number that ends its phrase."""
    last = drafter.last
    if last is None or not ends_or_is_dated(drafter, number):
        return False
    frames, end = _TEACHING if last[0].unit == "persons" else _GIVING, number.lead
    led, start, _ = drafter.scene.word_before(end)
    if led in drafter.local("before_persons"):
        end = start
    for mark in drafter.sentence(number).of("stage"):
        if 0 <= end - mark.end <= 1:
            _, frame, form = mark.code.split()
            return frame in frames and form != "noun"
    return False
