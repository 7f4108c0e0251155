"""What is to come: verbs of the future within a stretch, and the fiscal year that begins in a month."""

from __future__ import annotations

from datetime import date

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed

_BETWEEN, _PURPOSE = 5, 4
"""Words at most between "fiscal year" and the month in which it begins, and between a purpose and its month."""
_DATED = frozenset({"timeunit", "month", "weekday", "season"})
_SET_IN = frozenset((",", "(", "-"))
_LAST_SPRING = 6
"""A fiscal year that begins later than this month has the next year's number."""


def comes(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb of what is to come stands within a stretch: will, visitará."""
    if any(mark.end <= end for mark in scene.starting("intending", start, end)):
        return True
    return in_future_tense(scene, start, end)


def in_future_tense(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb within a stretch has an ending of the future: visitará."""
    endings = tuple(scene.words.local("future_ending").values())
    return bool(endings) and any(word.endswith(endings) for word in scene.text[start:end].split())


def is_due(scene: Scene, start: int, end: int) -> bool:
    """Whether something is said within a stretch to be due: "is due in Riga on", "están previstos para"; set in, "twelve jets, due in"."""
    helpers = scene.words.local("slot-now")
    led = (scene.word_before(mark.start)[0] for mark in scene.starting("falling_due", start, end) if mark.end <= end)
    return any(word in helpers or word in _SET_IN for word in led)


def would_come(scene: Scene, start: int, end: int) -> bool:
    """Whether what was to come is told within a stretch, and not what would have been: "said that they would arrive"."""
    if not glimpsed(scene, start, end, "would", "would_be"):
        return False
    local = scene.words.local
    words = scene.words_between(start, end)
    behind = (words[at + 1][0] for at, (word, _, _) in enumerate(words[:-1]) if word in local("would"))
    return not any(word in local("would_have") for word in behind)


def month_comes(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb of what is to come stands right behind a month, or it is that of a purpose: "for the May exercises"."""
    first, last, _ = scene.bounds[scene.sentence_number(start)]
    behind = [until for _, _, until in scene.words_after(end, 2) if until <= last]
    if behind and comes(scene, end, behind[-1]):
        return True
    meant, before = scene.words.local("meant_for"), scene.words_before(start, _PURPOSE)
    return any(word in meant and place >= first for word, place, _ in before)


def year_that_begins(scene: Scene, place: int, day: date) -> tuple[str, int] | None:
    """The code and the end of "the fiscal year that begins in October", the words "fiscal year" ending at a place."""
    links, begins = scene.words.local("begins_in"), False
    if scene.word_after(place)[0] not in links:
        return None
    for word, start, end in scene.words_after(place, _BETWEEN + 1):
        month = next((int(mark.code) for mark in scene.at(start) if mark.kind == "month"), 0)
        if month and begins:
            begun = day.year + (month < day.month)
            return f"FY{begun + (month > _LAST_SPRING)}", end
        if month or not (word in links or word.isdigit()):
            return None
        begins = begins or links.get(word) == "begins"
    return None


def and_next(scene: Scene, place: int) -> int:
    """Where the coming year ends that a present one is joined to and that is not named again: "this year and next"; 0 where none is."""
    joined = next(
        (words for words in scene.words.local("and_next") if scene.plain.startswith(f" {words}", place)), None
    )
    end = place + len(joined) + 1 if joined is not None else 0
    if not end or scene.plain[end : end + 1].isalnum():
        return 0
    return 0 if any(mark.kind in _DATED for mark in scene.at(scene.word_after(end)[1])) else end
