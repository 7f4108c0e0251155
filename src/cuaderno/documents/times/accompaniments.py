"""Times of what goes along with a deed and has a verb of its own: "gave $2 billion, with deliveries beginning in 2027"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.times import Time

_SPAN, _LETTERS = 240, 5
"""Characters from a figure to such a time; letters of the shortest gerund."""


def of_accompaniment(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind a figure stands in what a comma and "with" set beside it, behind its gerund: ", con entregas comenzando en 2027"."""
    start = draft.anchor[1]
    if not start < time.start < start + _SPAN or not glimpsed(scene, start, time.start, "accompanying"):
        return False
    words = scene.words_between(start, time.start)
    beside = scene.words.local("accompanying")
    opens = next((at for at, word in enumerate(words) if at and word[0] in beside and words[at - 1][0] == ","), None)
    if opens is None:
        return False
    endings = tuple(scene.words.local("gerund_ending"))
    return any(len(word) >= _LETTERS and word.endswith(endings) for word, _, _ in words[opens + 1 :])
