"""Times from which a series is counted: "the 18th tranche of the drawdown since August 2021", "su tercera visita desde 2019"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

_WORDS = 9
"""Words before a "since" in which the ordinal of what is counted stands, with its article."""


def of_series(scene: Scene, time: Time) -> bool:
    """Whether a "since" only tells from when the one in question is counted among its like."""
    if not time.since:
        return False
    local = scene.words.local
    led = scene.words_before(time.start, _WORDS)
    for at, (word, _, _) in enumerate(led[:-1]):
        if word in ",;:(":
            return False
        if _is_ordinal(scene, word):
            before = led[at + 1][0]
            return any(before in local(kind) for kind in ("definite_article", "definite", "possessive"))
    return False


def _is_ordinal(scene: Scene, word: str) -> bool:
    """Whether a word puts a thing in its place of a row: 18th, third, tercera."""
    if not word[:1].isdigit():
        return word in scene.words.local("ordinal_word")
    return is_numbered(scene, word)


def is_numbered(scene: Scene, word: str) -> bool:
    """Whether a word is an ordinal in digits: 18th, 41.º."""
    return word[:1].isdigit() and word.lstrip("0123456789") in scene.words.local("ordinal")
