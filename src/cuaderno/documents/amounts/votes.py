"""Numbers of votes, which count nothing of the field: "by a vote of 52 to 48", "por 52 votos a favor y 48 en contra"."""

from __future__ import annotations

from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.scene import Scene

_BACK = 6
"""Words before a number among which the word for votes stands, other numbers and small words between."""


def are_votes(scene: Scene, number: Number) -> bool:
    """Whether a bare number is one of votes, told before it or right behind."""
    votes, ties = scene.words.local("vote"), scene.words.local("vote_tie")
    if not votes or number.unit or number.scaled:
        return False
    if scene.word_after(number.end)[0] in votes:
        return True
    for word, _, _ in scene.backward(number.lead, _BACK):
        if word in votes:
            return True
        if word not in ties and not word.isdigit():
            return False
    return False
