"""How long something lasts: a duration is of no time, but the term of an agreement runs from its signature."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.period_filling import has_period
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import PERSONNEL

DURATIONS = frozenset({"years", "months", "weeks"})
_ELIDED = "count, noun said before"
_MOMENTS = frozenset({"day", "month", "month?", "relative"})
_FEW = 5
"""Words before a duration in which the verb for what holds so long stands."""


def date_term(scene: Scene, sentence: Sentence, draft: Draft, near: list[Time]) -> None:
    """Give an agreement's term the day of its signature: "signed on September 25, 2023; it runs for five years"."""
    runs = any(word in scene.words.local("running") for word, _, _ in scene.words_before(draft.anchor[0], _FEW))
    days = [time for time in near if time.end <= draft.anchor[0] and time.shape in _MOMENTS]
    signed = sentence.of("rel_instrument") or any(mark.code.startswith("signed") for mark in sentence.of("stage"))
    if runs and len(days) == 1 and signed and not has_period(draft):
        draft.filled("period_start", days[0].first, "day of the agreement")


def timeless(scene: Scene, draft: Draft) -> bool:
    """Whether a figure has no one time: a duration, the whole of which a part came, its own soldiers."""
    if draft.unit in DURATIONS or ("total" in draft.marks and _ELIDED in draft.rules):
        return True
    if draft.kind != PERSONNEL:
        return False
    return scene.word_before(draft.anchor[0])[0] in scene.words.local("possessive")
