"""The year of a plan of money or sales that a text opens with, for what it goes on to tell as planned.

"The government plans to sell $15 billion worth of arms this year, says a list. … Oman would buy 75 jets. Bahrain is to get four";
"For fiscal 2026 the budget asks for $90 million. … The request for Peru stands at $12 million".
"""

from __future__ import annotations

from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.durations import DURATIONS
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.tenses import FUTURE, PAST, PERFECT, tense
from cuaderno.documents.times.times import Time, Within
from cuaderno.documents.times.to_come_too import asks_for, would_be
from cuaderno.statements.claim import PERSONNEL

PLANNED = "year of the plan"
_LEAD, _YEAR = 5, len("2024")
"""Sentences at the head of a text among which its plan is told."""
_NOTE = "planned year"
_OTHERWISE = ("so_far", "rate", "stocking", "announcing_now")


def planned_year(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """The year of the plan, for money and things that a later sentence without a time tells as planned."""
    if _NOTE not in scene.notes:
        scene.notes[_NOTE] = _told(scene, within)
    time = cast("Time | None", scene.notes[_NOTE])
    if time is None or sentence.start < time.end or draft.kind == PERSONNEL or draft.unit in DURATIONS:
        return None
    if any(sentence.of(kind) for kind in _OTHERWISE) or glimpsed(scene, sentence.start, sentence.end, "nowadays"):
        return None
    if any(not one.compared for one in within(sentence.start, sentence.end)):
        return None
    return time if _is_planned(scene, draft, sentence) else None


def _told(scene: Scene, within: Within) -> Time | None:
    """The only year, this one or one to come, of the first sentence that plans or asks for a sum."""
    for index in range(min(_LEAD, len(scene.bounds))):
        sentence = scene.sentence(index)
        if sentence.is_heading or not sentence.of("currency"):
            continue
        if not (glimpsed(scene, sentence.start, sentence.end, "plan_noun") or asks_for(scene, sentence)):
            continue
        years = {
            (time.first, time.last): time for time in within(sentence.start, sentence.end) if _is_year(scene, time)
        }
        return next(iter(years.values())) if len(years) == 1 else None
    return None


def _is_year(scene: Scene, time: Time) -> bool:
    """Whether a time is one year that is not over at the document's day."""
    if time.compared or time.said or time.since or time.first is None or time.first != time.last:
        return False
    year = time.first.removeprefix("FY")
    return len(year) == _YEAR and scene.today is not None and year >= scene.today[:_YEAR]


def _is_planned(scene: Scene, draft: Draft, sentence: Sentence) -> bool:
    """Whether a figure is told as planned: by what would be or is to come, by the plan, or right behind it with no verb of what was done."""
    told = tense(scene, *draft.clause)
    if would_be(scene, sentence):
        return told != PAST
    if told in (PAST, PERFECT):
        return False
    if told == FUTURE or glimpsed(scene, sentence.start, draft.anchor[0], "plan_noun"):
        return True
    before = sentence.previous
    near = before is not None and before.block == sentence.block
    return before is not None and near and glimpsed(scene, before.start, before.end, "plan_noun")
