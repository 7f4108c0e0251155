"""When the war, the state or the body began that a text speaks of: "since the start of the conflict", "since its independence",
"desde su creación" run on from the time at which the text told it."""

from __future__ import annotations

from collections.abc import Sequence

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.moments import Time

_BEFORE, _BEHIND, _MOST = 60, 30, 60
"""Characters before and behind a time in which the war is named; times looked through."""
_FOUNDED = "founded"
"""The code of words for the beginning of a body, and not of a war."""
_EVENTS = frozenset({"independence", "revolution"})
"""The codes of other events by the sets of words that name them."""
_DATED = frozenset({"year", "month", "month?", "day"})


def date_outbreak(scene: Scene, time: Time, before: Sequence[Time]) -> None:
    """Open a time at the day, month or year that the text told last of a war, or at the event known by its name."""
    if time.unit == _FOUNDED:
        return _date_founding(scene, time, before)
    event = time.unit if time.unit in _EVENTS else "war"
    told = next((one for one in reversed(before[-_MOST:]) if one.shape in _DATED and _of(scene, one, event)), None)
    named = [mark for mark in scene.of("epoch") if mark.start < time.start and _names_war(scene, mark.start, mark.end)]
    if told is not None and not (named and named[-1].start > told.end):
        time.first, time.since = told.first, True
    elif named and event == "war":
        time.first, time.since = named[-1].code, True
    return None


def _date_founding(scene: Scene, time: Time, before: Sequence[Time]) -> None:
    """Open "since its creation" at the time told last with a word for founding: "creada en 2013 … Desde su creación"."""
    founded = scene.words.local("founded")
    for one in reversed(before[-_MOST:]):
        if one.shape in _DATED and one.first and scene.word_before(one.start)[0] in founded:
            time.first, time.since = one.first, True
            return


def _of(scene: Scene, time: Time, event: str) -> bool:
    """Whether a time, that is not itself what something is counted from, stands in the phrase or clause that names a war or another event."""
    if not time.first or time.compared:
        return False
    sentence = scene.sentence_at(time.start)
    return glimpsed(scene, max(sentence.start, time.start - _BEFORE), min(sentence.end, time.end + _BEHIND), event)


def _names_war(scene: Scene, start: int, end: int) -> bool:
    return glimpsed(scene, start, end, "war")
