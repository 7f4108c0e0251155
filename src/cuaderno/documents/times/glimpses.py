"""Whether a word may stand within a stretch, asked by its letters alone: cheap, before the words are told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from cuaderno.documents.lexicon import Lexicon
from cuaderno.documents.scene import Scene


def glimpsed(scene: Scene, start: int, end: int, *kinds: str) -> bool:
    """Whether a word of one of some local kinds stands within a stretch."""
    return _search(scene.words, kinds)(scene.plain, start - 1 if start else 0, end) is not None


def stands_within(scene: Scene, start: int, end: int, kind: str) -> bool:
    """Whether a word of a local kind is one of those between two places."""
    if not glimpsed(scene, start, end, kind):
        return False
    return any(word in scene.words.local(kind) for word, _, _ in scene.words_between(start, end))


def stands_before(scene: Scene, place: int, *kinds: str) -> bool:
    """Whether a word of one of some local kinds and a blank end at a place."""
    return scene.plain.endswith(_trailed(scene.words, kinds), 0, place)


@lru_cache(maxsize=64)
def _search(words: Lexicon, kinds: tuple[str, ...]) -> Callable[..., re.Match[str] | None]:
    forms = sorted({form for kind in kinds for form in words.local(kind)})
    return re.compile(rf"[ (\"](?:{'|'.join(map(re.escape, forms))})(?![a-z0-9])").search


@lru_cache(maxsize=64)
def _trailed(words: Lexicon, kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{form} " for kind in kinds for form in words.local(kind))
