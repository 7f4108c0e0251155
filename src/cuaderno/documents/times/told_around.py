"""The time that the text around a sentence tells for its figures: of an exercise, of the story, of a heading, of the title."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.act_days import day_of_act
from cuaderno.documents.times.exercise_days import days_of_exercise
from cuaderno.documents.times.headed import headed
from cuaderno.documents.times.meeting_days import days_of_meeting
from cuaderno.documents.times.report_frames import framed
from cuaderno.documents.times.stay_days import days_of_stay
from cuaderno.documents.times.story import current_time
from cuaderno.documents.times.times import Time, Within
from cuaderno.documents.times.title_years import of_title

HEADED, TITLED, EXERCISED = "time of the heading", "the year of the title", "days of the exercise"
_TELLERS = (
    (days_of_exercise, EXERCISED),
    (current_time, "the story's time"),
    (days_of_meeting, "days of the meeting"),
    (day_of_act, "day of the act reported"),
    (days_of_stay, "days of the stay"),
    (headed, HEADED),
    (framed, "span that opens the report"),
    (of_title, TITLED),
)
"""Who may tell it, the nearest first, and the rule by which."""


def told_around(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> tuple[Time, str] | None:
    """The first time told, and the rule that found it."""
    for teller, rule in _TELLERS:
        if (time := teller(scene, within, draft, sentence)) is not None:
            return time, rule
    return None
