"""The times of a sentence that can be a figure's own: neither of what is held against it nor of another deed or predicate."""

from __future__ import annotations

from bisect import bisect_left

from cuaderno.documents.draft import Draft
from cuaderno.documents.insets import clause_around, is_all_set_in, parted, set_in_as_price
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.accompaniments import of_accompaniment, of_event_before
from cuaderno.documents.times.agreements_dated import of_instrument, of_means, of_named
from cuaderno.documents.times.at_present import nowadays, there_already, today_only, turned_present
from cuaderno.documents.times.behind_the_deed import of_what_trails
from cuaderno.documents.times.deadlines import is_deadline
from cuaderno.documents.times.held_against import counted_from, measured_from
from cuaderno.documents.times.of_participles import of_how_it_was_got
from cuaderno.documents.times.others_times import (
    inserted,
    negotiated,
    of_another,
    of_next_predicate,
    of_second_verb,
    outlived,
    permitted,
)
from cuaderno.documents.times.predicates_apart import of_deadline_before, of_past_behind, of_since_before
from cuaderno.documents.times.raised_totals import of_raised
from cuaderno.documents.times.said_before import of_saying_before
from cuaderno.documents.times.series import of_series
from cuaderno.documents.times.times import Time
from cuaderno.documents.times.unlike import superlative
from cuaderno.statements.claim import MONEY

_NEAR, _DIRECTLY, _BRACKETED = 30, 3, 160
"""Characters between a figure and a time in brackets behind or before it, and of brackets that tell of another figure."""


def own_times(scene: Scene, draft: Draft, found: list[Time], ahead: int) -> list[Time]:
    """Those of a sentence's times that fit a figure, in order; `ahead` is where the next figure stands."""
    fitting = [time for time in found if _fits(scene, draft, time, found) and not _told_in_brackets(scene, draft, time)]
    mine = [time for time in fitting if not _of_others(scene, draft, time, ahead)]
    closing = _bracket_of(scene, draft, mine)
    mine = [time for time in mine if time.start < closing] if closing else mine
    around = clause_around(scene, draft.anchor[0])
    if around is not None and (inner := [time for time in mine if around[0] < time.start < around[1]]):
        return inner
    dated = scene.of("falling_due") and any(time.end <= draft.anchor[0] for time in mine)
    if draft.governed is None and not dated:
        return mine
    return [time for time in mine if not is_deadline(scene, draft, time)]


def _bracket_of(scene: Scene, draft: Draft, mine: list[Time]) -> int:
    """Where the brackets close in which a figure tells the sum of what is named with its time in front: "FY 1977 credits ($5 million
    programmed) have been public since May"; 0 where they do not."""
    start, plain = draft.anchor[0], scene.plain
    opening = plain.rfind("(", draft.clause[0], start + 1)
    closing = plain.find(")", start, draft.clause[1]) if opening >= 0 and plain.find(")", opening, start) < 0 else -1
    return closing if closing >= 0 and any(time.fiscal and time.end <= opening for time in mine) else 0


def _fits(scene: Scene, draft: Draft, time: Time, found: list[Time]) -> bool:
    """Whether nothing in the time itself keeps it from the figure."""
    start, end = draft.anchor
    if time.said and time.start > start:
        return False
    if time.bracketed and not (
        draft.clause[0] <= time.start < start or 0 <= time.start - end < _NEAR or 0 <= start - time.end <= _DIRECTLY
    ):
        return False
    if time.compared and scene.plain[time.end : start].strip() != "(" and not _then(scene, draft, time):
        return False  # "more than twice as many as in 2012 (2,095)" dates the figure in brackets
    if _changed(scene, draft) and (time.shape == "before" or counted_from(scene, draft, time)):
        return False
    if (draft.unit == "percent" or ("change" in draft.marks and draft.unit != "ratio")) and measured_from(
        scene, draft, time
    ):
        return False
    return not ((time.dateline and _told_better(found)) or today_only(scene, draft, time))


def _then(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a "when" right behind a time opens the clause of a figure: "… than in 2022, when it let in 970"."""
    words = scene.words_after(time.end, 2)
    return time.end <= draft.anchor[0] and len(words) > 1 and words[1][0] in scene.words.local("when")


def _of_others(scene: Scene, draft: Draft, time: Time, ahead: int) -> bool:
    """Whether a time is of an insertion, of another deed or predicate, or only of the agreement behind the figure's."""
    sentence = scene.sentence_at(draft.anchor[0])
    if parted(sentence, draft.anchor[0], time.start) and not (
        set_in_as_price(sentence, draft.anchor[0], time.start) or is_all_set_in(sentence, time.start, time.end)
    ):
        return True
    if inserted(scene, draft, time) or of_instrument(scene, draft, time) or of_series(scene, time):
        return True
    if time.end <= draft.anchor[0]:
        if draft.kind != MONEY and (nowadays(scene, draft, time) or turned_present(scene, draft, time)):
            return True
        if (
            of_since_before(scene, draft, time)
            or negotiated(scene, draft, time)
            or of_saying_before(scene, draft, time)
        ):
            return True
        return (
            there_already(scene, draft, time.first, time.end)
            or outlived(scene, draft, time)
            or permitted(scene, draft, time)
            or of_means(scene, draft, time)
            or of_deadline_before(scene, draft, time)
        )
    if of_raised(scene, draft, time) or of_named(scene, draft, time) or of_second_verb(scene, draft, time):
        return True
    if of_how_it_was_got(scene, draft, time) or of_what_trails(scene, draft, time):
        return True
    if superlative(scene, draft, time) or nowadays(scene, draft, time) or of_past_behind(scene, draft, time):
        return True
    if of_accompaniment(scene, draft, time) or of_event_before(scene, draft, time):
        return True
    return (time.start <= ahead and of_another(scene, draft, time)) or of_next_predicate(scene, draft, time)


def _told_in_brackets(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether brackets behind a figure tell of another one with its own time: "some 38,000 soldiers (in 2008 they had come to 165,000)"."""
    end, plain = draft.anchor[1], scene.plain
    opening = plain.rfind("(", max(end, time.start - _DIRECTLY), time.start + 1) if time.start >= end else -1
    if opening < 0 or plain.find(")", opening, time.start) >= 0:
        return False
    closing = plain.find(")", time.end, time.end + _BRACKETED)
    return any(time.end < mark[0] < closing for mark in _next_digits(scene, time.end))


def _next_digits(scene: Scene, place: int) -> list[tuple[int, int]]:
    """The span of the first digits from a place on."""
    at = bisect_left(scene.digits, (place, 0))
    return scene.digits[at : at + 1]


def _changed(scene: Scene, draft: Draft) -> bool:
    """Whether a figure is a change against another time: an increase, "up 8 percent on the year before"."""
    if "change" in draft.marks:
        return True
    beside = scene.word_before(draft.anchor[0])[0], scene.word_after(draft.anchor[1])[0]
    return draft.unit == "percent" and any(word in scene.words.local("up_or_down") for word in beside)


def _told_better(found: list[Time]) -> bool:
    """Whether another time of the sentence than its dateline can date the figure, or the sentence sums up years."""
    return any(not (time.dateline or time.said or time.compared) for time in found)
