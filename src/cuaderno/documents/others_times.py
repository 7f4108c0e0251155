"""Times of a sentence that are not a figure's own: of the agreement behind it, of what it is held against, of a second plan."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times import Time

_NEAR, _SPAN, _DIRECTLY = 30, 240, 3


def of_another(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind is of what the figure is compared with, or of a second infinitive: "and to end it by 2020"."""
    start, end = draft.anchor[1], time.start
    if end <= start or end - start > _SPAN:
        return False
    for mark in scene.starting("contrasted", start, end):
        if not any(sign in scene.plain[mark.end : end] for sign in ",;("):
            return True
    return any(_second(scene, word, start, end) for word in scene.words.local("infinitive_mark"))


def _second(scene: Scene, infinitive: str, start: int, end: int) -> bool:
    """Whether the mark of an infinitive stands behind an "and" within a stretch."""
    place = scene.plain.find(f" {infinitive} ", start, end)
    while place >= 0:
        led = scene.word_before(place)[0] in scene.words.local("lists")
        if led and _opens_verb(scene, place + 1 + len(infinitive)):
            return True
        place = scene.plain.find(f" {infinitive} ", place + 1, end)
    return False


def _opens_verb(scene: Scene, place: int) -> bool:
    """Whether a verb can stand behind a "to": no name, no article, no number."""
    word, start, end = scene.word_after(place)
    return word.isalpha() and word not in scene.words.local("article") and not scene.names(start, end + 1)


def of_instrument(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time dates only the agreement under which something is done: "under an agreement renewed in 2017"."""
    if not scene.starting("rel_instrument", time.start - 2 * _NEAR, time.end + _NEAR):
        return False
    under = scene.words.local("under")
    behind = [mark for mark in scene.between(time.end, time.end + _NEAR) if mark.kind == "rel_instrument"]
    if behind and behind[0].start - time.end < _DIRECTLY and not time.fiscal:
        return any(word in under for word, _, _ in scene.words_before(time.start, 2))
    if time.first != time.last:
        return False  # "under the MOU (FY2019-FY2028)" says when the money flows
    for mark in scene.between(max(0, time.start - 2 * _NEAR), time.start):
        if mark.kind != "rel_instrument" or "," in scene.plain[mark.end : time.start]:
            continue
        if any(word in under for word, _, _ in scene.words_before(mark.start, 3)):
            return not mark.end <= draft.anchor[0] < time.start
    return False
