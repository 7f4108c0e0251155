"""The year for which a sum is asked or granted: "asked Congress this month for $240 million for fiscal 1989" is money of 1989."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import MONEY

_ASKED = ("requested", "approved", "authorized", "authorised", "appropriated")
_HELPED = 24
"""Characters between an insertion and the verb behind it, or the year before it."""
_MOMENTS = frozenset({"day", "month", "month?", "relative"})


def year_asked_for(scene: Scene, draft: Draft, mine: list[Time]) -> Time | None:
    """The fiscal year, or that behind "for", of a sum whose request or approval is dated to a day or month before it."""
    start, end = draft.anchor
    if draft.kind != MONEY or not any(time.end <= start and time.shape in _MOMENTS for time in mine):
        return None
    meant = [time for time in mine if _is_meant(scene, time)]
    if not meant:
        return None
    asked = scene.sentence_at(start).before("stage", start)
    if asked is None or not asked.code.startswith(_ASKED):
        return None
    behind = [time for time in meant if end <= time.start < draft.clause[1]]
    if behind or any(end <= time.start for time in mine):
        return next(iter(behind), None)
    behind = [time for time in meant if asked.end <= time.start < start]
    return behind[-1] if behind else _of_the_request(scene, mine, meant, asked.start)


def _of_the_request(scene: Scene, mine: list[Time], meant: list[Time], asked: int) -> Time | None:
    """The fiscal year of a request that is the subject, past an insertion of when it was made: "The FY2020 request, sent on Monday, seeks"."""
    year = next((time for time in reversed(meant) if time.fiscal and time.end <= asked), None)
    if year is None:
        return None
    opening, closing = scene.plain.find(",", year.end, asked), scene.plain.rfind(",", year.end, asked)
    if not opening < closing or asked - closing > _HELPED or opening - year.end > _HELPED:
        return None
    return year if all(opening < time.start < closing for time in mine if year.end <= time.start < asked) else None


def _is_meant(scene: Scene, time: Time) -> bool:
    """Whether a time is a single year for which money can be meant."""
    if time.shape != "year" or time.first != time.last:
        return False
    return time.fiscal or scene.word_before(time.core)[0] in scene.words.local("meant_for")
