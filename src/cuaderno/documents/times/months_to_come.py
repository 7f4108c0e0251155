"""Whether a month named without a year is one to come, that of the next year too: "by the end of March the army is to get 72 trucks"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.coming import comes, is_due
from cuaderno.documents.times.glimpses import glimpsed, stands_before
from cuaderno.documents.times.tenses import FUTURE, OTHER, tense

_SPAN, _FRONT, _AHEAD, _OWN, _LINK = 120, 24, 70, 24, 14
"""Characters: before a month up to the verb, at the head of the sentence, behind a month there, from a helper to its participle, from a participle to its month."""
_SAID = ("announcing", "attributing")


def is_deadline_to_come(scene: Scene, start: int) -> bool:
    """Whether a month is that by which something is still to be done: "due by the end of September", "antes de junio"."""
    if not _led_by_deadline(scene, start):
        return False
    first, last, _ = scene.bounds[scene.sentence_number(start)]
    return tense(scene, first, last) in (FUTURE, OTHER) or bool(scene.starting("falling_due", first, last))


def comes_next_year(scene: Scene, start: int, end: int) -> bool:
    """Whether a month that is over this year is told of as still to come: by its deadline, or a verb of the future in its own clause."""
    if is_deadline_to_come(scene, start):
        return True
    first, last, _ = scene.bounds[scene.sentence_number(start)]
    if start - first < _FRONT and _foretold(scene, end, min(last, end + _AHEAD)):
        return True
    begin = max(first, start - _SPAN)
    if is_due(scene, max(first, start - _OWN), start):
        return True
    if not comes(scene, begin, start):
        return False
    coming = _coming(scene, begin, start)
    return bool(coming) and not _other_deed(scene, coming[-1][1], start)


def _led_by_deadline(scene: Scene, start: int) -> bool:
    if stands_before(scene, start, "latest"):
        return True
    fillers, led = scene.words.local("time_filler"), scene.words.local("by_then")
    for word, _, _ in scene.words_before(start, 5):
        if word in led:
            return True
        if word not in fillers:
            return False
    return False


def _foretold(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb of the future stands in a stretch, and none of the past or of saying before it."""
    if not comes(scene, start, end):
        return False
    verb = next(iter(_coming(scene, start, end)), (start, start))[0]
    if glimpsed(scene, start, verb, "past_verb", "saying", "has_been", "that"):
        return False
    return not any(scene.starting(kind, start, verb) for kind in (*_SAID, "stage"))


def _other_deed(scene: Scene, verb: int, start: int) -> bool:
    """Whether another deed than the one to come stands right before a month: "will send the boats promised in March"."""
    if glimpsed(scene, verb, start, "past_verb", "saying", "that", "has_been"):
        return True
    if scene.plain.find("; ", verb, start) >= 0 or _ends_past(scene, verb, start):
        return True
    deeds = [
        mark for mark in scene.starting("stage", verb + _OWN, start) if mark.code.endswith((" ed", " pp", " part"))
    ]
    return any(start - mark.end < _LINK for mark in deeds)


def _ends_past(scene: Scene, start: int, end: int) -> bool:
    """Whether a word of a stretch has an ending of the past, where the language tells it by one."""
    past = tuple(scene.words.local("past_ending").values())
    return bool(past) and any(word.strip(" ,.;:").endswith(past) for word in scene.text[start:end].lower().split())


def _coming(scene: Scene, start: int, end: int) -> list[tuple[int, int]]:
    """Where the verbs of the future in a stretch begin and end."""
    past = tuple(scene.words.local("past_ending").values())
    found = [
        (mark.start, mark.end)
        for mark in scene.starting("intending", start, end)
        if mark.end <= end and not (past and scene.text[mark.start : mark.end].lower().endswith(past))
    ]  # "the boats that it promised" are of another deed
    endings = tuple(scene.words.local("future_ending").values())
    if endings:
        words = scene.words_between(start, end)
        found += [(begin, last) for _, begin, last in words if scene.text[begin:last].lower().endswith(endings)]
    return sorted(found)
