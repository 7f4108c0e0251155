"""Things counted as the fleet or stock that somebody has: "its fleet of 52 F-35s", "su flota de 24 aviones"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import QUANTITY

_WORDS = 6
"""Words before a number in which its fleet and whose it is stand."""


def is_fleet(scene: Scene, draft: Draft) -> bool:
    """Whether things are those of a fleet that somebody has: a possessive, a word for a fleet and "of" lead to their number."""
    if draft.kind != QUANTITY or scene.word_before(draft.anchor[0])[0] not in scene.words.local("of_noun"):
        return False
    words = [word for word, _, _ in scene.words_before(draft.anchor[0], _WORDS)]
    fleets, owners = scene.words.local("fleet"), scene.words.local("possessive")
    at = next((at for at, word in enumerate(words) if word in fleets), _WORDS)
    return any(word in owners for word in words[at + 1 :]) and "," not in words
