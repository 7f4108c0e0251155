"""The days of the exercise that a release reports: who took part in it, and what they flew, is of all of them.

"More than 1,300 soldiers concluded Eastern Accord on Friday. The exercise began May 4. Some 480 Americans took part. … On
closing day the embassy gave them 14 trucks": what was done on its first or last day is of that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.tenses import FUTURE, OTHER, PAST, tense
from cuaderno.documents.times.times import Time, Within
from cuaderno.reading.document import HEADING
from cuaderno.statements.claim import MONEY, PERSONNEL

_LEAD, _VERB, _FRONT, _NUMBERED = 12, 60, 60, 4
"""Sentences at the head of a text that tell of its exercise; characters from a verb of beginning or ending to its time, and of a phrase in
front; words of a subject with the number of its paragraph."""
_FINE = len("2024-05")
_LONG = 80
"""Characters of a sentence too long for a heading or a line of a letterhead."""
_NATIONS = "countries"


class _Exercise(NamedTuple):
    """The days of an exercise, the paragraph that told the last of them, that which first names it, and where the report of it ends."""

    days: Time
    block: int
    named: int
    until: int


def days_of_exercise(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """When those who took part did so, for people and things of a sentence in the past about the exercise or right behind one."""
    told = _known(scene, within)
    if told is None:
        return None
    if (day := _first_or_last_day(scene, told, sentence)) is not None:
        return day
    if draft.kind == MONEY or not _told_in_time(scene, told, sentence):
        return None
    people = draft.kind == PERSONNEL or draft.unit == _NATIONS
    brought = people or glimpsed(scene, sentence.start, draft.anchor[0], "contributing", "taking_part")
    reported = brought and told.named <= sentence.block < told.until
    return told.days if reported or _of_exercise(scene, sentence, told.block) else None


def close_exercises(scene: Scene, within: Within, group: list[Draft]) -> None:
    """Let those who took part do so up to the last day, where the sentence tells only the first: "Since May 13, 1,300 soldiers had trained"."""
    begun = [one for one in group if one.kind == PERSONNEL or one.unit == _NATIONS]
    told = _known(scene, within) if begun else None
    if told is None:
        return
    for one in begun:
        if one.period_start == told.days.first and one.period_end in (None, told.days.first):
            one.period_end = told.days.last


def _told_in_time(scene: Scene, told: _Exercise, sentence: Sentence) -> bool:
    """Whether a sentence is told in the tense of an exercise that is over, goes on or is to come."""
    today, here = scene.today or "9", tense(scene, sentence.start, sentence.end)
    if (told.days.first or "") > today or (here == FUTURE and told.days.first == today):
        return here == FUTURE
    if here == PAST or (here != FUTURE and (told.days.last or "") >= today):
        return True
    return here == OTHER and glimpsed(scene, sentence.start, sentence.end, "contributing")


def _first_or_last_day(scene: Scene, told: _Exercise, sentence: Sentence) -> Time | None:
    """The exercise's last or first day, where a sentence begins with it: "On closing day", "At the opening ceremony"."""
    end = min(sentence.start + _FRONT, sentence.end)
    if not glimpsed(scene, sentence.start, end, "last_day", "first_day"):
        return None
    last = glimpsed(scene, sentence.start, end, "last_day")
    day = told.days.last if last else told.days.first
    return Time(0, 0, day, day, "day")


def _of_exercise(scene: Scene, sentence: Sentence, block: int) -> bool:
    """Whether a sentence names the exercise or those who took part, or stands in the paragraph that tells its days."""
    return sentence.block == block or _named(sentence) or glimpsed(scene, sentence.start, sentence.end, "taking_part")


def _named(sentence: Sentence) -> bool:
    return any(mark.code == "exercise" for mark in sentence.of("link"))


def _known(scene: Scene, within: Within) -> _Exercise | None:
    if "exercise" not in scene.notes:
        scene.notes["exercise"] = _told(scene, within)
    return cast("_Exercise | None", scene.notes["exercise"])


def _told(scene: Scene, within: Within) -> _Exercise | None:
    """The span from the day on which the exercise began to that on which it ended, told by the sentences that name it and those right behind."""
    if not any(mark.code == "exercise" for mark in scene.of("link")):
        return None
    first, last, block, named = "", "", 0, -1
    for sentence in _about_it(scene):
        named = sentence.block if named < 0 else named
        for time in within(sentence.start, sentence.end):
            if time.compared or time.dateline or len(time.first or time.last or "") < _FINE:
                continue
            if time.first != time.last and time.first and time.last:
                return _Exercise(time, sentence.block, named, _end_of_report(scene, sentence.block))
            begin = max(sentence.start, time.start - _VERB)
            if not first and (time.since or glimpsed(scene, begin, time.start, "opening")):
                first, block = time.first or "", sentence.block
            elif not last and (time.first is None or _closes(scene, sentence, begin, time)):
                last, block = time.last or "", sentence.block
    if not (first and last and first <= last):
        return None
    return _Exercise(Time(0, 0, first, last, "day"), block, named, _end_of_report(scene, block))


def _closes(scene: Scene, sentence: Sentence, begin: int, time: Time) -> bool:
    """Whether a verb of ending stands before a time, or behind it with none of beginning: "yesterday, 6 May, the exercise ended"."""
    if glimpsed(scene, begin, time.start, "closing", "ending"):
        return True
    end = min(sentence.end, time.end + _VERB)
    return glimpsed(scene, time.end, end, "closing") and not glimpsed(scene, sentence.start, sentence.end, "opening")


def _about_it(scene: Scene) -> Iterator[Sentence]:
    """The sentences at the head of a text that name the exercise, and those behind one in its paragraph."""
    named = -1
    for index in range(min(_LEAD, len(scene.bounds))):
        sentence = scene.sentence(index)
        if _named(sentence):
            named = sentence.block
        if named == sentence.block or (named >= 0 and _goes_on(scene, sentence)):
            yield sentence


def _goes_on(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence begins with what was done in the exercise: "The activities began on 24 April"."""
    words = [word for word, _, _ in scene.words_after(sentence.start, _NUMBERED) if word.isalpha()]
    definite = len(words) > 1 and words[0] in scene.words.local("definite_article")
    return definite and words[1] in scene.words.local("activities")


def _end_of_report(scene: Scene, block: int) -> int:
    """The paragraph before which a text whose first paragraph names the exercise goes on telling of it; 0 where it only mentions one."""
    told = (scene.sentence(index) for index in range(min(_LEAD, len(scene.bounds))))
    first = next((one for one in told if one.end - one.start > _LONG), None)
    if first is None or not _named(first):
        return 0
    behind = (at for at in range(block + 1, len(scene.blocks)) if scene.blocks[at].kind == HEADING)
    return next(behind, len(scene.blocks))
