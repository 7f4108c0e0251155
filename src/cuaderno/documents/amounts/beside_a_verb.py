"""Bare numbers that are a noun phrase by the verb beside them: "About 200 are there today", "It plans to train 150 this year", "Four are
flying again", "A Chipre irán 120"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.amounts.times_behind import begins_time

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_MANY, _THERE, _LONE, _BACK = 12, 2, 2, 5
_TEACHING, _GIVING = frozenset(("train", "host")), frozenset(("give", "send", "sell", "buy", "get", "ask", "deploy"))


def stands_beside_its_verb(drafter: Drafter, number: Number) -> bool:
    """Whether the verb beside a number has what was counted last for its subject or its object."""
    aside = drafter.scene.plain[number.end : number.end + 1] == ")"
    if (number.value > _MANY or (number.word and not aside)) and _object(drafter, number):
        return True
    if number.value > _MANY and _there_now(drafter, number):
        return True
    return _may_be_so_many(drafter, number) and (_is_subject(drafter, number) or _comes_behind(drafter, number))


def _may_be_so_many(drafter: Drafter, number: Number) -> bool:
    """Whether it can be so many of something, and is no year."""
    if number.scaled or number.bracketed or number.value < _LONE:
        return False
    return number.word or number.end - number.start != len("2019") or drafter.scene.text[number.start] not in "12"


def _is_subject(drafter: Drafter, number: Number) -> bool:
    """Whether a number opens its clause and the verb of those counted stands behind: "Four are flying again", "11 aguardan motores"."""
    scene = drafter.scene
    before, start, _ = scene.word_before(number.lead)
    opens = number.lead <= drafter.sentence(number).start + 1 or before in drafter.local("clause_signs")
    if not (opens or before in drafter.local("clause_opening") or before in drafter.local("nowadays")):
        return False
    if not opens and before == "." and scene.text[start - 1 : start].isdigit():
        return False
    verb, _, end = scene.word_after(number.end)
    while verb in drafter.local("still_so"):
        verb, _, end = scene.word_after(end)
    if verb in drafter.local("verb_of_those"):
        return True
    return verb not in drafter.counter.stop and verb.endswith(scene.words.endings("plural"))


def _comes_behind(drafter: Drafter, number: Number) -> bool:
    """Whether a verb right before says how many go, are or are left, and the number ends its phrase: "Hoy quedan allá unos 90"."""
    if not ends_or_is_dated(drafter, number) and drafter.scene.word_after(number.end)[0] not in drafter.local("those"):
        return False
    words = [word for word, _, _ in drafter.scene.words_before(number.lead, _BACK)]
    while words and words[0] in drafter.local("before_so_many"):
        words.pop(0)
    return bool(words) and words[0] in drafter.local("verb_before_those")


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
