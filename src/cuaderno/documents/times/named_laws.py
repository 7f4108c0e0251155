"""Years that belong to the name of a law, and are no time of a figure: "the Foreign Assistance Act of 1961"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time

_NAME = 8
"""Words of a law's name at most."""


def names_law(scene: Scene, time: Time) -> bool:
    """Whether a year ends the name of a law that is no budget: "Act of 1961", "Ley de Asistencia Exterior de 1961"."""
    local, words = scene.words.local, scene.words_before(time.core, _NAME)
    if time.fiscal or time.first != time.last or not words or words[0][0] not in local("share_of"):
        return False
    for word, begin, _ in words[1:]:
        capital = scene.text[begin : begin + 1].isupper()
        if capital and word in local("act"):
            return not any(said in local("of_budgets") for said, _, _ in (*words, *scene.words_before(begin, 2)))
        if not capital and word not in local("within_name"):
            return False
    return False
