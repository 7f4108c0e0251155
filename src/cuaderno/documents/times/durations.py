"""How long something lasts: a duration is of no time, but the term of an agreement runs from its signature."""

from __future__ import annotations

from cuaderno.documents.amounts.terms import TERM, is_term
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.period_filling import give, has_period
from cuaderno.documents.times.times import Time
from cuaderno.documents.times.years_up_to import number_said
from cuaderno.statements.claim import PERSONNEL

_YEARS = "years"
DURATIONS = frozenset({_YEARS, "months", "weeks"})
_SERVICE = "count, how long a service lasts"
_MOMENTS = frozenset({"day", "month", "month?", "relative"})
_FEW, _TERM, _BESIDE = 5, 60, 4
"""Words before a duration in which the verb for what holds so long stands, and characters from a sum to the years it is for."""
_PROMISED = ("pledged", "approved", "author", "committed", "announced", "agreed", "intent")


def date_term(scene: Scene, sentence: Sentence, draft: Draft, near: list[Time]) -> None:
    """Give a term the span that is as long, else an agreement's the day of its signature: "signed on September 25, 2023; it runs for five
    years"."""
    if (span := _as_long(draft, near)) is not None:
        give(draft, span, "span as long as the term")
        return
    term = is_term(sentence, draft)
    runs = term or any(word in scene.words.local("running") for word, _, _ in scene.words_before(draft.anchor[0], _FEW))
    days = [time for time in near if (term or time.end <= draft.anchor[0]) and time.shape in _MOMENTS]
    signed = (
        draft.rules[0] == TERM
        or sentence.of("rel_instrument")
        or any(mark.code.startswith("signed") for mark in sentence.of("stage"))
    )
    if runs and len(days) == 1 and signed and not has_period(draft):
        draft.filled("period_start", days[0].first, "day of the agreement")


def _as_long(draft: Draft, near: list[Time]) -> Time | None:
    """The span of as many years as a term has: "a three-year plan of action for 2018 to 2020"."""
    if draft.rules[0] != TERM or draft.unit != _YEARS:
        return None
    return next((time for time in near if _years(time) == draft.value), None)


def _years(time: Time) -> int:
    """How many calendar or fiscal years a span covers, 0 where it is no span of whole years."""
    first, last = ((said or "").removeprefix("FY") for said in (time.first, time.last))
    return int(last) - int(first) + 1 if first.isdigit() and last.isdigit() else 0


def extend_over_years(scene: Scene, sentence: Sentence, draft: Draft) -> None:
    """End a sum promised at a time so many years on: "promised last month 22 million over three years"."""
    end = draft.anchor[1]
    if draft.period_start is None or draft.period_start != draft.period_end or draft.period_start.startswith("FY"):
        return
    if not (sentence.of("announcing") or any(mark.code.startswith(_PROMISED) for mark in sentence.of("stage"))):
        return
    for mark in scene.starting("timeunit", end, end + _TERM):
        if mark.code != "year" or any(sign in scene.plain[end : mark.start] for sign in ",;("):
            return
        words = scene.words_before(mark.start, _FEW - 2)
        spread = any(word in scene.words.local("spread_over") for word, _, _ in words[1:])
        if spread and (count := number_said(scene, words[0])) > 1:
            draft.period_end = str(int(draft.period_start[: len("2024")]) + count)
        return


def timeless(scene: Scene, draft: Draft) -> bool:
    """Whether a figure has no one time: a duration, the whole of which a part came, its own soldiers that are not said to be withdrawn."""
    if _SERVICE in draft.rules:
        return False  # five years of maintenance are part of what a deal contains
    if draft.unit in DURATIONS or ("total" in draft.marks and draft.elided) or draft.fleet:
        return True
    if draft.kind != PERSONNEL:
        return False
    word, start, _ = scene.word_before(draft.anchor[0])
    verbs = (mark for mark in scene.sentence_at(start).of("stage") if mark.code.startswith("withdrawn"))
    moved = (mark.start < start and start - mark.end <= _BESIDE for mark in verbs)
    return word in scene.words.local("possessive") and not any(moved)
