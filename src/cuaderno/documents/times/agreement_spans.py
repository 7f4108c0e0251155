"""The span of an agreement, for the sum by which it is called, for what an item of a list says it includes, and for what flows while it lasts."""

from __future__ import annotations

from dataclasses import replace

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.going_on import covers
from cuaderno.documents.times.times import Time
from cuaderno.reading.document import ITEM

LASTS = "as long as the agreement lasts"
_BESIDE, _SPAN, _BACK, _PHRASE = 2, 120, 6, 40
"""Characters between a sum and its agreement, and from that to its end; figures looked back over; characters of "the duration of the pact"."""


def from_signing_to_end(scene: Scene, draft: Draft, found: list[Time]) -> Time | None:
    """From the signing of an agreement to its end, for the sum by which it is called: "the $9 billion pact concluded in 2011, which runs out in"."""
    end = draft.anchor[1]
    called = scene.starting("rel_instrument", end, end + _BESIDE) or _named_before(scene, draft.anchor[0])
    behind = [time for time in found if end < time.start < end + _SPAN] if called else []
    if len(behind) != 2 or behind[0].first is None or behind[1].last is None:
        return None
    if not scene.starting("rel_signing", end, behind[0].start):
        return None
    if not glimpsed(scene, behind[0].end, behind[1].core, "ending"):
        return None
    return replace(behind[0], last=behind[1].last, end=behind[1].end)


def _named_before(scene: Scene, place: int) -> list[Mark]:
    """The agreement that a sum only says how large it is: "el memorando de 30.000 millones"."""
    of, start, _ = scene.word_before(place)
    if of not in scene.words.local("share_of"):
        return []
    return [
        mark
        for mark in scene.between(start - _PHRASE, start)
        if mark.kind == "rel_instrument" and mark.end == start - 1
    ]


def of_the_agreement(scene: Scene, sentence: Sentence, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The figure before, of several years, of the agreement of which an item of a list tells on: "It includes $33 billion", "will flow each
    year for the duration of the pact"."""
    if scene.blocks[sentence.block].kind != ITEM:
        return None
    listed = covers(scene, sentence) and sentence.start < draft.anchor[0]
    if not (listed or _while_it_lasts(scene, sentence)):
        return None
    for one in reversed(earlier[-_BACK:]):
        if one.governed != draft.governed:
            return None
        of_another = any(rule.endswith(LASTS) for rule in one.rules)
        if not of_another and one.period_start and one.period_end and one.period_start != one.period_end:
            return one
    return None


def _while_it_lasts(scene: Scene, sentence: Sentence) -> bool:
    """Whether what a sentence tells is so as long as an agreement lasts: "for the duration of the understanding"."""
    return any(
        scene.starting("rel_instrument", mark.end, mark.end + _PHRASE)
        or glimpsed(scene, mark.end, sentence.end, "pact")
        for mark in sentence.of("while_lasting")
    )
