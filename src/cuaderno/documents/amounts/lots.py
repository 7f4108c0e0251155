"""The noun of a lot to which what the sentence speaks of belongs: "The carriers are part of a batch of 60 that Kenya ordered"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.scene import Scene

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_THINGS, _REACH = frozenset(("persons", "items")), 24


def is_batch(scene: Scene, number: Number) -> bool:
    """Whether a number ends "a second tranche of", "un lote de", and nothing is counted behind it."""
    of, start, _ = scene.word_before(number.lead)
    if of not in scene.words.local("of_noun") or scene.word_before(start)[0] not in scene.words.local("batch"):
        return False
    after = scene.word_after(number.end)[0]
    return not after[:1].isalnum() or after in scene.words.local("phrase_end")


def of_lot(scene: Scene, number: Number) -> bool:
    """Whether "a total of" or "un lote de" stands before a number."""
    before = scene.plain[max(0, number.lead - _REACH) : number.lead].rstrip()
    return any(before.endswith(words) for words in scene.words.local("lot"))


def noun_of_lot(drafter: Drafter, number: Number) -> Head | None:
    """The plural, uncounted before, that opens the sentence of a lot, or None."""
    if not is_batch(drafter.scene, number):
        return None
    sentence = drafter.sentence(number)
    if drafter.drafts and drafter.drafts[-1].anchor[0] >= sentence.start:
        return None
    noun = next((mark for mark in sentence.of("counted") if mark.end <= number.lead and mark.code in _THINGS), None)
    if noun is None:
        return None
    belonging = drafter.local("belonging")
    belongs = any(word in belonging for word, _, _ in drafter.scene.words_between(noun.end, number.lead))
    return Head(noun.code, noun.start, noun.end, "noun of what belongs to the lot") if belongs else None
