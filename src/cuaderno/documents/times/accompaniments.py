"""Times of what goes along with a deed and has a verb of its own: "gave $2 billion, with deliveries beginning in 2027"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.times import Time

_SPAN, _LETTERS, _EVENT = 240, 5, 6
"""Characters from a figure to such a time; letters of the shortest gerund; words before a time in which its event is told."""


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


def of_event_before(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind a figure is of what happened before its deed: "$25 million after the attacks of 2022", "tras los ataques de 2022"."""
    if time.start <= draft.anchor[1] or not glimpsed(scene, draft.anchor[1], time.start, "after_event"):
        return False
    articles, after = scene.words.local("definite_article"), scene.words.local("after_event")
    last = ""
    for word, place, _ in scene.backward(time.start, _EVENT):
        if place < draft.anchor[1] or not word[0].isalpha():
            return False
        if word in after:
            return last in articles
        last = word
    return False
