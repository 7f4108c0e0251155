"""The time of an insertion for the figure in it: "The planes, approved in 2017 at $593 million, arrived in July"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time
from cuaderno.documents.times.tenses import PAST, tense

_LONGEST, _CLOSING, _NOUN = 120, 60, 60
"""Characters of an insertion up to its figure, and from its figure to its end; from a figure to the insertion behind its noun."""
_HELPERS = 2
"""Words between a time and the main verb behind it."""
_ARRIVED = ("delivered", "provided", "shipped", "deployed")
_FORMS = (" ed", " pp", " part")
_ASIDE = (*_FORMS, " fin")


def time_of_insertion(scene: Scene, draft: Draft, mine: list[Time], until: int) -> Time | None:
    """The time before a figure within the insertion in which both stand, where it closes before the next time."""
    start, end = draft.anchor
    closing = scene.plain.find(", ", end, min(until, end + _CLOSING))
    if closing < 0:
        return None
    opening = scene.plain.rfind(", ", max(draft.clause[0], start - _LONGEST), start)
    if opening < 0 or not _is_participle(scene, opening + 1):
        return None
    return next((time for time in reversed(mine) if opening < time.start and time.end <= start), None)


def time_past_insertion(scene: Scene, draft: Draft, found: list[Time]) -> Time | None:
    """The time of the main verb for a figure before an insertion that has its own: "Six planes, approved in 2017, arrived in July"."""
    end = draft.anchor[1]
    first = next((time for time in found if time.start >= end), None)
    if first is None or first is found[-1]:
        return None
    if (main := _past_a_participle(scene, draft, first, found)) is not None:
        return main
    opening = scene.plain.find(", ", end, min(first.start, end + _NOUN))
    closing = scene.plain.find(", ", first.end, first.end + _CLOSING) if opening >= 0 else -1
    if closing < 0 or not _was_begun(scene, opening + 1, first.start):
        return None
    behind = next((time for time in found if time.start > closing), None)
    if behind is None or behind.start >= draft.clause[1] or behind.compared or behind.said:
        return None
    plain = scene.plain.find(", ", closing + 1, behind.start) < 0
    return behind if plain and tense(scene, closing, behind.start) == PAST else None


def _past_a_participle(scene: Scene, draft: Draft, first: Time, found: list[Time]) -> Time | None:
    """The time of the main verb behind a participle or a clause that only tells which things are meant: "Three planes ordered in 2019
    arrived", "Los 12 helicópteros que Kenia compró en 2019 llegaron el mes pasado"."""
    behind = found[found.index(first) + 1]
    if (
        behind.start >= draft.clause[1]
        or behind.compared
        or behind.said
        or "," in scene.plain[first.end : behind.start]
    ):
        return None
    passive = scene.starting("stage", first.end, behind.start)
    before = scene.starting("stage", draft.anchor[1], first.start)
    bought = passive and before and before[-1].code.split()[1] == "buy" and passive[0].code.startswith(_ARRIVED)
    if bought and len(scene.words_between(first.end, passive[0].start)) <= _HELPERS:
        return behind
    told = [mark for mark in before if mark.code.endswith(_ASIDE)]
    if len(told) != 1 or scene.word_before(told[0].start)[0] in scene.words.local("be"):
        return None
    helped = any(scene.word_before(mark.start)[0] in scene.words.local("be") for mark in passive)
    return behind if helped and passive[0].code.endswith(_FORMS) else None


def _was_begun(scene: Scene, place: int, end: int) -> bool:
    """Whether an insertion opens with a participle of what comes before a delivery, approved, ordered, bought, or is a clause that tells
    of a purchase: "which Kenya bought in 2019"."""
    if _is_participle(scene, place):
        return True
    kind = scene.words.local("inserted").get(scene.word_after(place)[0])
    bought = (mark.code.split()[1] == "buy" for mark in scene.starting("stage", place, end))
    return kind == "clause" and any(bought)


def _is_participle(scene: Scene, place: int) -> bool:
    word, start, _ = scene.word_after(place)
    if scene.words.local("inserted").get(word) in ("done", "deed"):
        return True
    return any(mark.kind == "stage" and mark.code.endswith(_FORMS) for mark in scene.at(start))
