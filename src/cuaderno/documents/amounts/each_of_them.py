"""Figures of each of several: "the United Kingdom and the Netherlands sent about 60 apiece" are two of 60."""

from __future__ import annotations

import copy
from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene

_NEAR = 3
WITH_ONE = "one"
"""The code of a word for "each" that takes "one" behind it."""


def each_of_them(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The figures, those of several providers behind which "apiece" stands once for each provider."""
    words = scene.words.local("apiece")
    if not any(len(draft.provider) > 1 for draft in drafts):
        return drafts
    found: list[Draft] = []
    for draft in drafts:
        if len(draft.provider) > 1 and _apiece(scene, draft, words):
            found += [_of(draft, provider) for provider in draft.provider]
        else:
            found.append(draft)
    return found


def _apiece(scene: Scene, draft: Draft, words: dict[str, str]) -> bool:
    """Whether the word for "each" stands behind the number and what it counts, in the same clause."""
    place = draft.anchor[1]
    if draft.item:
        at = scene.text.find(draft.item, place, place + len(draft.item) + _NEAR)
        place = at + len(draft.item) if at >= 0 else place
    behind = [word for word, _, _ in scene.words_after(place, _NEAR)]
    for word, following in pairwise((*behind, "")):
        if word in words:
            ones = scene.words.local("each_one")  # "cada uno", and no "cada mes"
            ends = not following[:1].isalnum() or following in scene.words.local("phrase_end")
            return following in ones if words[word] == WITH_ONE else ends
        if not word[:1].isalnum():
            return False
    return False


def _of(draft: Draft, provider: str) -> Draft:
    made = copy.copy(draft)
    made.marks, made.rules = list(draft.marks), list(draft.rules)
    made.filled("provider", (provider,), "each of them")
    return made
