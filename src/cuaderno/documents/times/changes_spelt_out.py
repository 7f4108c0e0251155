"""A change told with its time before, whose parts a list spells out: "an increase of 240 in 2018 … . Announced the increase: 30 to Iraq"."""

from __future__ import annotations

from collections.abc import Iterable

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.period_filling import has_period

_FAR = 400
"""Characters at the head of a sentence in which a list tells what a change consists of."""
_BACK, _BESIDE, _SMALL = 8, 24, 3
"""Figures back to which the change is looked for, characters between its noun and its figure, and letters of a small word."""


def change_spelt_out(scene: Scene, draft: Draft, sentence: Sentence, earlier: list[Draft]) -> Draft | None:
    """The dated figure of the change of which a definite noun before a colon tells again: "el incremento de tropas: 30 militares a Irak"."""
    if draft.anchor[0] - sentence.start > _FAR:
        return None
    colon = scene.plain.rfind(": ", sentence.start, draft.anchor[0])
    nouns = _told_again(scene, sentence.start, colon) if colon >= 0 else set()
    told = (one for one in earlier[: -_BACK - 1 : -1] if one.kind == draft.kind and has_period(one))
    return next((one for one in told if nouns & _nouns_at(scene, one)), None) if nouns else None


def _told_again(scene: Scene, start: int, end: int) -> set[str]:
    """The nouns of change that stand within a stretch behind a definite article."""
    articles = scene.words.local("definite_article")
    return _nouns(scene, (m for m in scene.starting("up", start, end) if scene.word_before(m.start)[0] in articles))


def _nouns_at(scene: Scene, draft: Draft) -> set[str]:
    """The nouns of change right before a figure: "an increase of 240 soldiers"."""
    start = draft.anchor[0]
    return _nouns(scene, scene.starting("up", start - _BESIDE, start))


def _nouns(scene: Scene, marks: Iterable[Mark]) -> set[str]:
    """The nouns within some marks, without the small words beside them."""
    return {word for mark in marks for word in scene.plain[mark.start : mark.end].split() if len(word) > _SMALL}
