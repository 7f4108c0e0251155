"""Filling the period of a draft: with a time of the text, or with the period of another; rates have none of their own."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import EVENT

RATE_WORDS = 4
RATE_REACH = 100
_HEAD = 3
"""Characters of a list's sign at the head of a sentence."""
AS_THE_FIGURE = "as the figure"
"""Begins the rule of a period that is another figure's."""


def has_period(draft: Draft) -> bool:
    """Whether a draft has a beginning or an end."""
    return draft.period_start is not None or draft.period_end is not None


def give(draft: Draft, time: Time, rule: str) -> None:
    """Fill a draft's period with a time."""
    draft.filled("period_start", time.first, rule)
    draft.period_end = time.last
    if time.since and "change" not in draft.marks and draft.unit != "percent" and draft.kind != EVENT:
        draft.mark("cumulative", "open period")
    if time.as_of:
        draft.measure_kind = "stock"


def copy_period(draft: Draft, source: Draft, rule: str) -> None:
    """Fill a draft's period with that of another."""
    draft.filled("period_start", source.period_start, rule)
    draft.period_end = source.period_end


def is_rate(scene: Scene, draft: Draft) -> bool:
    """Whether a figure is so much each time: $40 million a year."""
    end = draft.anchor[1]
    near = scene.starting("rate", end, end + RATE_REACH + 1)
    if not near:
        return False
    behind = scene.words_after(end, RATE_WORDS)
    starts, ends = {start for _, start, _ in behind}, {end for _, _, end in behind}
    local = scene.words.local
    return any(
        mark.start in starts
        and mark.end in ends
        and scene.word_after(mark.end)[0]
        not in local("succeeding")  # "al año siguiente", "a year earlier" are no rates
        and scene.word_after(mark.end)[0] not in local("preceding")
        for mark in near
    )


def fronted_rate(sentence: Sentence) -> bool:
    """Whether a sentence begins with "every year": what it tells is so each time."""
    rates = sentence.of("rate")
    return bool(rates) and rates[0].start - sentence.start <= _HEAD
