"""The year for which a sum is asked or granted: "asked Congress this month for $240 million for fiscal 1989" is money of 1989."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import MONEY

_ASKED = ("requested", "approved", "authorized", "authorised", "appropriated")
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
    return next((time for time in reversed(meant) if asked.end <= time.start < start), None)


def _is_meant(scene: Scene, time: Time) -> bool:
    """Whether a time is a single year for which money can be meant."""
    if time.shape != "year" or time.first != time.last:
        return False
    return time.fiscal or scene.word_before(time.core)[0] in scene.words.local("meant_for")
