"""Rates: so much each time, of no period of their own, but of the span told beside them: "$40 million a year since 2012"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import stands_within
from cuaderno.documents.times.period_filling import give
from cuaderno.documents.times.times import Time

RATE_WORDS = 4
RATE_REACH = 100
IN_BRACKETS = "part_of: in brackets"
_HEAD, _MEAN = 3, 60
"""Characters of a list's sign at the head of a sentence, and between a sum and its mean."""
_BEHIND, _BEFORE = 64, 30
"""Characters from a rate to the span behind it, and from the one before it."""


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
        not in local("succeeding")  # "al año siguiente", "a year earlier", "al año fiscal 2024" are no rates
        and scene.word_after(mark.end)[0] not in local("preceding")
        and not scene.starting("fiscal", mark.start, mark.end)
        for mark in near
    )


def fronted_rate(sentence: Sentence) -> bool:
    """Whether a sentence begins with "every year": what it tells is so each time."""
    rates = sentence.of("rate")
    return bool(rates) and rates[0].start - sentence.start <= _HEAD


def told_yearly(scene: Scene, draft: Draft) -> None:
    """A figure of several years that is so much in each of them is no sum over them: "an average of $54 million a year since 2017", "$38
    million in both FY2017 and FY2018"."""
    if "cumulative" not in draft.marks:
        return
    sentence = scene.sentence_at(draft.anchor[0])
    if is_rate(scene, draft) or fronted_rate(sentence) or sentence.of("yearly"):
        draft.marks.remove("cumulative")
        draft.mark("yearly", "so much each time")


def goes_with(scene: Scene, sentence: Sentence, draft: Draft, last: Draft) -> bool:
    """Whether a rate is the mean of the sum before it, or part of the rate before it: "including $380 million annually"; or
    stands in brackets behind it: "$38 billion ($3.8 billion per year)"."""
    here = "part_of" in draft.marks and last.anchor[0] >= sentence.start
    part = here and (is_rate(scene, last) or IN_BRACKETS in draft.rules)
    return part or _is_mean(scene, sentence, draft, last)


def _is_mean(scene: Scene, sentence: Sentence, draft: Draft, last: Draft) -> bool:
    """Whether a rate is the mean of the sum before it: "$7 billion from 2000 to 2016, or $415 million a year"."""
    if last.anchor[0] < sentence.start or draft.anchor[0] - last.anchor[1] > _MEAN or not last.period_end:
        return False
    restates = scene.words.local("restates_by")
    return "restated" in draft.marks or any(word in restates for word, _, _ in scene.words_before(draft.anchor[0], 2))


def date_rate(scene: Scene, draft: Draft, mine: list[Time], ahead: int, *, alone: bool) -> None:
    """Give a rate the span behind it, "$40 million a year over the past decade", before its "at", or a "since" in front of it alone.

    `mine` are the times of its sentence that can be its own, `ahead` is where the next figure stands.
    """
    end = draft.anchor[1]
    for time in mine:
        near = end <= time.start < min(ahead, draft.clause[1], end + _BEHIND)
        if near and time.first != time.last and not (time.since and stands_within(scene, end, time.start, "and")):
            return give(draft, time, "span behind the rate")
    span = _span_before(scene, draft, mine) or _span_in_front(scene, draft, mine, alone=alone)
    span = span or _span_of_instrument(scene, draft, mine)
    if span is not None:
        give(draft, span, "span before the rate")
    return None


def _span_before(scene: Scene, draft: Draft, mine: list[Time]) -> Time | None:
    """The span that ends right before a rate's "at": "between 2009 and 2019, at $1.8 million a year"."""
    start = draft.anchor[0]
    for time in mine:
        if time.first != time.last and 0 < start - time.end < _BEFORE:
            return time if stands_within(scene, time.end, start, "at_a_rate") else None
    return None


def _span_of_instrument(scene: Scene, draft: Draft, mine: list[Time]) -> Time | None:
    """The span in brackets of the agreement that sets a rate: "The MOU (FYs 2023-2029) outlines the intent to give $1.45 billion a year"."""
    for time in mine:
        if time.bracketed and time.first != time.last and time.end <= draft.anchor[0]:
            opening = scene.plain.rfind("(", scene.sentence_at(time.start).start, time.start)
            if any(mark.end == opening - 1 for mark in scene.sentence_at(opening).of("rel_instrument")):
                return time
    return None


def _span_in_front(scene: Scene, draft: Draft, mine: list[Time], *, alone: bool) -> Time | None:
    """A "since" or a span at the head of the sentence, or behind its semicolon: "Since 1987 it has given $1.3 billion a year"."""
    head = _head(scene, draft)
    if not alone and scene.plain[head : head + 1] != " ":
        return None  # a figure before it in the same clause
    return next((time for time in mine if time.first != time.last and 0 <= time.start - head <= _HEAD), None)


def _head(scene: Scene, draft: Draft) -> int:
    """Where the sentence of a figure begins, or what stands behind its last semicolon before the figure."""
    head, start = scene.sentence_at(draft.anchor[0]).start, draft.anchor[0]
    return max(head, scene.plain.rfind("; ", head, start) + 1)
