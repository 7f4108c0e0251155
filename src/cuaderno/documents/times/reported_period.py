"""The years on which a survey reports, for the figures that it goes on to tell without a time.

"From 2009 to 2013 the army taught 22,000 people, says a study. … Mexico sent 10,310. Far behind come Panama (3,026) and Peru (2,609)";
"the latest report, which covers 2015": the first years told in the paragraph that names the study, where they are over. What is told
of the present or to come, at a rate, or in the same paragraph behind another year, is not of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.durations import DURATIONS
from cuaderno.documents.times.framing import adds
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.tenses import FUTURE, PERFECT, tense
from cuaderno.documents.times.times import Time, Within
from cuaderno.statements.claim import PERSONNEL

REPORTED = "period reported on"
_LEAD = 8
"""Sentences at the head of a text among which its survey is named."""
_NOTE = "reported period"
_YEAR = len("2024")
_OTHERWISE = ("so_far", "rate", "intending", "announcing_now", "stocking", "conditional")


def reported_period(
    scene: Scene, within: Within, draft: Draft, sentence: Sentence, earlier: Sequence[Draft]
) -> Time | None:
    """The years reported on, for a figure of a later sentence without a time."""
    if _NOTE not in scene.notes:
        scene.notes[_NOTE] = _told(scene, within)
    time = cast("Time | None", scene.notes[_NOTE])
    if time is None or sentence.start < time.end or draft.unit in DURATIONS or "conditional" in draft.marks:
        return None
    if any(sentence.of(kind) for kind in _OTHERWISE) or any(
        not one.compared for one in within(sentence.start, sentence.end)
    ):
        return None
    if tense(scene, *draft.clause) in (FUTURE, PERFECT) or glimpsed(
        scene, sentence.start, sentence.end, "nowadays", "today_word"
    ):
        return None
    if adds(scene, sentence, draft) or _moved_on(scene, within, sentence, time):
        return None
    return time if draft.kind != PERSONNEL or _counts_people(scene, time, earlier) else None


def _told(scene: Scene, within: Within) -> Time | None:
    """The first years, over by the document's day, of the paragraph that names a survey at the head of the text."""
    for index in range(min(_LEAD, len(scene.bounds))):
        sentence = scene.sentence(index)
        if sentence.is_heading or not glimpsed(scene, sentence.start, sentence.end, "survey_noun"):
            continue
        block = scene.blocks[sentence.block]
        found = (time for time in within(block.start, block.end) if _is_of_years(scene, time))
        return next(found, None)
    return None


def _is_of_years(scene: Scene, time: Time) -> bool:
    """Whether a time is a year or several that are over, and none of comparison or saying."""
    if time.compared or time.said or time.bracketed or time.since or time.first is None or time.last is None:
        return False
    first, last = (code.removeprefix("FY") for code in (time.first, time.last))
    return len(first) == len(last) == _YEAR and (scene.today is None or last < scene.today[:_YEAR])


def _moved_on(scene: Scene, within: Within, sentence: Sentence, time: Time) -> bool:
    """Whether the paragraph has told another year before the sentence."""
    start = max(scene.blocks[sentence.block].start, time.end)
    others = (one for one in within(start, sentence.start) if not (one.compared or one.said))
    return any((one.first, one.last) != (time.first, time.last) for one in others)


def _counts_people(scene: Scene, time: Time, earlier: Sequence[Draft]) -> bool:
    """Whether the years are those of people told by their sentence, or of no figure at all."""
    there = scene.sentence_at(time.start)
    told = [one for one in earlier if there.start <= one.anchor[0] < there.end]
    return not told or any(one.kind == PERSONNEL for one in told)
