"""Things counted as the fleet or stock that somebody has: "its fleet of 52 F-35s", "Norway's fleet of 52 F-35s", "opera una flota de 24 aviones"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import QUANTITY

_PAIR, _WORDS = 2, 6
"""Words before a number in which its fleet and whose it is stand."""
_S = "'s"


def is_fleet(scene: Scene, draft: Draft) -> bool:
    """Whether things are those of a fleet that somebody has: a possessive, or an article behind no verb of giving, a word for a fleet and "of"
    lead to their number."""
    if draft.kind != QUANTITY:
        return False
    words = [word for word, _, _ in scene.words_before(draft.anchor[0], _WORDS)]
    fleets, owners = scene.words.local("fleet"), scene.words.local("possessive")
    if words and words[0] in scene.words.local("holds_things"):
        return _holds(scene, words[1:])
    if not words or words[0] not in scene.words.local("of_noun"):
        return False
    at = next((at for at, word in enumerate(words) if word in fleets), _WORDS)
    if any(word in owners for word in words[at + 1 :]) or any(word.endswith(_S) for word in words[at + 1 : at + 2]):
        return "," not in words
    articles = scene.words.local("article")
    return any(word in articles for word in words[at + 1 : at + 2]) and not _is_given(scene, draft)


def _holds(scene: Scene, words: list[str]) -> bool:
    """Whether what somebody has is said to hold things: "Libya, whose armory already included 2,400 tanks"."""
    at = next((at for at, word in enumerate(words) if word in scene.words.local("fleet")), len(words))
    owners = words[at + 1 : at + 2]
    owned = any(word in scene.words.local(kind) for word in owners for kind in ("possessive", "whose"))
    return at < _PAIR and (owned or any(word.endswith(_S) for word in owners))


def _is_given(scene: Scene, draft: Draft) -> bool:
    """Whether a verb before a fleet tells more of it than that somebody has it: "donated a fleet of 30 trucks"."""
    stages = scene.starting("stage", scene.sentence_at(draft.anchor[0]).start, draft.anchor[0])
    return any(not mark.code.startswith("held ") for mark in stages)
