"""The days of the meeting that a report tells of: what was promised there is of them.

"Forty countries came to a two-day conference that closed in Geneva on Friday. … Ghana offered 200 soldiers."
"""

from __future__ import annotations

from typing import cast

from cuaderno.documents import calendar
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.times import Time, Within

_LEAD, _BESIDE, _DAY = 4, 28, len("2024-05-14")
"""Sentences at the head of a text that tell of its meeting, and characters beside the word for it in which its days are counted."""
_PLEDGED = frozenset(("pledged", "announced", "offered"))


def days_of_meeting(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """When something was promised at the meeting of which the first sentences tell."""
    if within(sentence.start, sentence.end) or not _promises(scene, sentence, draft):
        return None
    if "meeting" not in scene.notes:
        scene.notes["meeting"] = _told(scene, within)
    return cast("Time | None", scene.notes["meeting"])


def _promises(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence promises: "offered", "will make available"."""
    if any(mark.code.split()[0] in _PLEDGED and mark.start < draft.anchor[0] for mark in sentence.of("stage")):
        return True
    return bool(scene.starting("intending", sentence.start, draft.anchor[0]))


def _told(scene: Scene, within: Within) -> Time | None:
    """The day on which a meeting at which promises were made closed, with those before it where their number is told."""
    meetings, end = scene.words.local("slot-meeting"), scene.bounds[min(_LEAD, len(scene.bounds)) - 1][1]
    if not any(mark.code.split()[0] in _PLEDGED for mark in scene.starting("stage", 0, end)):
        return None
    for index in range(min(_LEAD, len(scene.bounds))):
        sentence = scene.sentence(index)
        words = scene.words_between(sentence.start, sentence.end)
        place = next((start for word, start, _ in words if word in meetings), -1)
        days = [time for time in within(place, sentence.end) if _is_day(time)] if place >= 0 else []
        if days:
            first = calendar.moved(days[0].last or "", "day", 1 - _length(scene, sentence, place))
            return Time(days[0].start, days[0].end, first or days[0].first, days[0].last, "day", core=days[0].core)
    return None


def _is_day(time: Time) -> bool:
    return time.shape == "day" and time.first == time.last and len(time.last or "") == _DAY and not time.said


def _length(scene: Scene, sentence: Sentence, place: int) -> int:
    """How many days a meeting lasts, where the words around it tell: "a two-day ministerial meeting", "una reunión de dos días"."""
    for mark in scene.starting("number", max(sentence.start, place - _BESIDE), place + _BESIDE):
        if any(unit.kind == "timeunit" and unit.code == "day" for unit in scene.at(mark.end + 1)):
            return int(mark.code)
    return 1
