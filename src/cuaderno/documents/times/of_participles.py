"""Times of a participle that only tells how what was delivered had been come by, or made: "has delivered 50 fighters bought in the 1970s"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.moments import Time
from cuaderno.statements.claim import MONEY

_SPAN, _NEAR, _BACK = 90, 30, 60
"""Characters between a figure and the time; from the participle to the time; from the verb of giving to the figure."""
_GIVEN = frozenset(("provided", "delivered", "shipped"))
_PARTICIPLES, _NOUNS = frozenset(("ed", "part")), frozenset(("noun", "weak"))
_HELPERS = ("auxiliary", "past_verb", "inserted", "that", "and")


def of_how_it_was_got(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind a figure of things is that of the order, and a verb before the figure tells of the delivery."""
    start, end = draft.anchor
    if draft.kind == MONEY or not end < time.start < end + _SPAN:
        return False
    if scene.word_before(time.start)[0] in scene.words.local("made"):
        return True
    if _is_whole(scene, start):
        return False
    behind = scene.starting("stage", end, time.start)
    if len(behind) != 1 or time.start - behind[0].end > _NEAR or not _tells_order(scene, end, behind[0].start):
        return False
    _, frame, form = behind[0].code.split()
    if frame != "buy" or form not in _PARTICIPLES or "," in scene.plain[behind[0].end : time.start]:
        return False
    before = scene.starting("stage", max(draft.clause[0], start - _BACK), start)
    return any(_gives(mark.code) for mark in before[-1:])


def _is_whole(scene: Scene, start: int) -> bool:
    """Whether "of the" stands before a figure, of which only a part was delivered: "12 of the 24 helicopters ordered in 2019"."""
    words, local = scene.words_before(start, 2), scene.words.local
    return len(words) > 1 and words[0][0] in local("definite_article") and words[1][0] in local("share_of")


def _tells_order(scene: Scene, end: int, place: int) -> bool:
    """Whether a participle stands in the phrase of the figure: no helper, comma or relative before it."""
    words = [word for word, _, _ in scene.words_between(end, place)]
    local = scene.words.local
    return (
        bool(words)
        and words[-1].isalnum()
        and not any(w in local(kind) or w == "," for w in words for kind in _HELPERS)
    )


def _gives(code: str) -> bool:
    stage, _, form = code.split()
    return stage in _GIVEN and form not in _NOUNS
