"""Parts of a sum that its sentence sets in front, scale and currency unsaid: "De los 3.300 millones, 1.600 fueron a … y 421 a …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.draft import Draft
from cuaderno.statements.claim import MONEY

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_MILLION, _OPENS, _FEW = 6, 24, 2
_THINGS, _NOUNS = frozenset(("persons", "items")), frozenset(("counted", "counted1", "demonym", "fund", "programme"))
_SHARES = frozenset(("percent", "points"))


def fronted_part(drafter: Drafter, index: int, number: Number) -> Draft | None:
    """The draft of a bare number, or of a scaled one without currency, that is a part of the sum its sentence opens with."""
    if number.unit or not index:
        return None
    start = drafter.sentence(number).start
    first = index - 1
    while first and drafter.numbers[first - 1].start >= start:
        first -= 1
    whole = drafter.numbers[first]
    unit = whole.unit or (drafter.money_unit if whole.scaled else "")
    if whole.start < start or not unit or unit in _SHARES or not _fronted(drafter, whole):
        return None
    if not whole.unit and drafter.phrase(first).head is not None:
        return None
    if drafter.phrase(index).head is not None or not _goes_on(drafter, number):
        return None
    if not number.scaled:
        if whole.power < _MILLION or number.word:
            return None
        number.raised(whole.power)
    if number.value >= whole.value:
        return None
    draft = drafter.new(MONEY, number, "part of the sum in front")
    draft.unit = unit
    draft.mark("part_of", "of the sum in front")
    return draft


def fronted_count(drafter: Drafter, index: int, number: Number) -> Draft | None:
    """The draft of a bare number before a verb, of what its sentence counts in front: "De los 120 pilotos, 86 volaron"."""
    if number.unit or number.scaled or not index or number.value < _FEW:
        return None
    whole, scene = drafter.numbers[index - 1], drafter.scene
    if whole.start < drafter.sentence(number).start or whole.unit or not _fronted(drafter, whole):
        return None
    head, comma = drafter.phrase(index - 1).head, scene.word_before(number.lead)[0] == ","
    word, start, _ = scene.word_after(number.end)
    noun = drafter.phrase(index).head is not None or any(mark.kind in _NOUNS for mark in scene.at(start))
    if head is None or head.unit not in _THINGS or not comma or noun or not word[:1].isalpha():
        return None
    if number.value > whole.value or not _verbal(drafter, word):
        return None
    draft = drafter.counted(number, head._replace(rule="of those counted in front"))
    draft.mark("part_of", "of those counted in front")
    return draft


def _verbal(drafter: Drafter, word: str) -> bool:
    """Whether a word ends as verbs of the past do, or helps one."""
    return word in drafter.local("helping") or word.endswith(tuple(drafter.local("past_tense")))


def _fronted(drafter: Drafter, whole: Number) -> bool:
    """Whether a sum opens its sentence behind "of the"."""
    start = drafter.sentence(whole).start
    if whole.lead - start > _OPENS:
        return False
    words = [word for word, _, _ in drafter.scene.words_between(start, whole.lead) if word[:1].isalpha()]
    if not words or words[0] not in drafter.local("of_noun"):
        return False
    return all(word in drafter.local("definite_article") or word in drafter.local("definite") for word in words[1:])


def _goes_on(drafter: Drafter, number: Number) -> bool:
    """Whether a verb, or "to" and "for", stands right behind a number."""
    scene = drafter.scene
    word, start, _ = scene.word_after(number.end)
    if not word[:1].isalnum() or word in drafter.local("going_to") or word in drafter.local("helping"):
        return True
    return word in drafter.local("parting") or any(mark.kind == "stage" for mark in scene.at(start))
