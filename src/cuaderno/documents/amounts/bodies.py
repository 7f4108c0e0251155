"""The persons of a body of which only the number is told: "a battalion of 600", "a 300-strong force"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

SMALL, FEW = 12, 2


def embodied(drafter: Drafter, number: Number) -> Head | None:
    """The persons of "a battalion of 600"."""
    scene, local = drafter.scene, drafter.local
    small = number.value < SMALL
    if number.scaled or number.value < FEW:
        return None
    after, _, end = scene.word_after(number.end)
    if after in local("strength") and not small:
        return Head("persons", number.start, end, "so many strong")
    if after in local("troops_noun") and (people := _people(drafter, number, end)) is not None:
        return people
    if scene.word_before(number.lead)[0] not in local("of_noun"):
        return None
    around = scene.words_before(number.lead, 2)
    if len(around) < 2 or around[1][0] not in local("small_body" if small else "body"):
        return None
    if small and scene.text[around[1][1]].isupper() and not scene.text[around[1][1] : number.end].isupper():
        return None  # the Group of Seven
    ends = (drafter.counter.stop, local("lists"), local("of_noun"))
    if after[:1].isalnum() and not any(after in words for words in ends):
        return None
    return Head("persons", around[1][1], number.end, "persons of a body")


def _people(drafter: Drafter, number: Number, end: int) -> Head | None:
    """The persons of "some 400 infantry to Estonia", and "una compañía de 120 plazas"; no "infantry carriers"."""
    scene, local = drafter.scene, drafter.local
    word, _, _ = scene.word_after(end)
    if word[:1].isalnum() and word not in drafter.counter.stop and word not in local("lists"):
        return None
    of, start, _ = scene.word_before(number.lead)
    if drafter.counter.spanish and not (of in local("of_noun") and scene.word_before(start)[0] in _bodies(drafter)):
        return None
    return Head("persons", number.end + 1, end, "persons of a body")


def _bodies(drafter: Drafter) -> frozenset[str]:
    """The words for a body of troops, and for a unit of engineers and the like."""
    return frozenset((*drafter.local("body"), *drafter.local("arm_of_a_unit")))
