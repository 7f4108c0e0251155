"""The year of a story for times that tell none: "In March 2019 it sent 12. In April it sent 40. By the end of the year it had sent 70"."""

from __future__ import annotations

from collections.abc import Sequence

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.moments import KNOWN, UNDATED, Time
from cuaderno.documents.times.tenses import PAST, tense

_YEAR, _FINE = len("2024"), frozenset({"day", "month", "month?"})
_BACK = 4
"""Times back to which that of the story is looked for."""


def in_the_story(scene: Scene, time: Time, before: Sequence[Time]) -> None:
    """Give a month without a year, or "the year", the past year in which the story told right before it goes on."""
    if not _told_of_no_year(scene, time) or not _goes_on(scene, time):
        return
    told = next((one for one in reversed(before[-_BACK:]) if not one.compared), None)
    year = _year(told) if told is not None and _right_before(scene, told, time) else ""
    if told is None or not year or (scene.day is not None and year >= f"{scene.day.year}"):
        return
    if time.unit == KNOWN:
        time.first = time.last = year
    elif (scene.day is None or told.shape in _FINE) and _follows(told, time):
        time.first, time.last = f"{year}{_rest(time.first)}", f"{year}{_rest(time.last or time.first)}"
        time.shape = "day" if time.shape == "day" else "month"


def _told_of_no_year(scene: Scene, time: Time) -> bool:
    """Whether a time is "the year", or a month or day whose year is only inferred."""
    if time.unit == KNOWN:
        return True
    if time.shape not in _FINE or not time.first:
        return False
    within = scene.starting("month", time.core, time.end)
    return bool(within) and not (
        scene.starting("relative", time.core, time.end) or time.first[:_YEAR] in scene.plain[time.core : time.end]
    )


def _goes_on(scene: Scene, time: Time) -> bool:
    """Whether the sentence of a time tells of what is over, and nothing in it leads to the present."""
    sentence = scene.sentence_at(time.start)
    if any(sentence.of(kind) for kind in ("intending", "so_far", "announcing_now")):
        return False
    if glimpsed(scene, sentence.start, sentence.end, "has_been", "this_named", "last_named", "next_named", "nowadays"):
        return False
    return tense(scene, sentence.start, sentence.end) == PAST or glimpsed(
        scene, sentence.start, sentence.end, "pluperfect"
    )


def _right_before(scene: Scene, told: Time, time: Time) -> bool:
    """Whether a time stands in the same sentence or in the one before, of the same paragraph, and is no day of saying or heading."""
    here, there = scene.sentence_at(time.start), scene.sentence_at(told.start)
    near = here.index - there.index <= 1 and here.block == there.block
    return near and not (told.said or told.dateline or told.since or told.bracketed)


def _year(told: Time) -> str:
    """The single calendar year in which a time lies; empty where it is none."""
    first, last = told.first or "", told.last or ""
    one = first[:_YEAR] == last[:_YEAR] and first[:_YEAR].isdigit() and told.shape in (*_FINE, "year")
    return first[:_YEAR] if one else ""


def _rest(code: str | None) -> str:
    """What a code tells beside its year: "-04", "-04-12"."""
    return (code or "").removeprefix(UNDATED[0])[-3:] if (code or "").startswith(UNDATED) else (code or "")[_YEAR:]


def _follows(told: Time, time: Time) -> bool:
    """Whether a month or day comes behind that of the story, or the story has none."""
    before, here = (told.last or "")[_YEAR:], _rest(time.first)
    fine = min(len(before), len(here))
    return here[:fine] >= before[:fine] and here != before
