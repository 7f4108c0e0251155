"""Times of what goes along with a deed: "gave $2 billion, with deliveries beginning in 2027", "con entregas previstas para 2027"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.times import Time

_SPAN, _LETTERS, _EVENT, _NOUN = 240, 5, 6, 3
"""Characters from a figure to such a time; letters of the shortest gerund; words before a time in which its event is told, and behind a
"with" up to its noun."""


def of_accompaniment(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind a figure stands in what a comma and "with" set beside it, behind its gerund or the name of a delivery:
    ", con entregas comenzando en 2027", ", with the first deliveries expected in 2027", ", cuya entrega está prevista para 2027"."""
    start = draft.anchor[1]
    if not start < time.start < start + _SPAN or not glimpsed(
        scene, start, time.start, "accompanying", "delivery_noun"
    ):
        return False
    words, local = scene.words_between(start, time.start), scene.words.local
    beside, clauses, nouns = local("accompanying"), local("inserted"), local("delivery_noun")
    for at, (word, _, _) in enumerate(words):
        if not (at and words[at - 1][0] == "," and (word in beside or clauses.get(word) == "clause")):
            continue
        if any(behind in nouns for behind, _, _ in words[at + 1 : at + 1 + _NOUN]):
            return True
        if word in beside:
            endings = tuple(local("gerund_ending"))
            return any(len(behind) >= _LETTERS and behind.endswith(endings) for behind, _, _ in words[at + 1 :])
    return False


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
