"""The years of a report on the trade in arms, which its shares and changes go on to be of: "rose 29 percent in the last five years compared with
2015-2019. Russia's exports fell 64 percent"."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.trade import is_of_trade
from cuaderno.documents.times.period_filling import copy_period
from cuaderno.documents.times.times import Time

_OPENING, _BEHIND = 8, 5
"""Figures among which the first that tells the window is looked for; words behind a share in which "previous" stands."""
_WINDOW = "the years reported on"
_YEAR = 4
_start = attrgetter("start")


def date_shares(context: Context, draft: Draft) -> None:
    """Date a share or a change of trade by the years that the text reports on, where its own sentence tells no others."""
    if draft.unit != "percent":
        return
    scene, sentence = context.scene, context.scene.sentence_at(draft.anchor[0])
    before = context.last
    goes_on = before is not None and before.anchor[0] >= sentence.start and is_of_trade(before)
    if not (is_of_trade(draft) or goes_on):
        return
    times = [time for time in _within(scene, sentence.start, sentence.end) if not _is_aside(scene, time)]
    own = [time for time in times if not time.compared and time.shape != "anaphor"]
    if own:
        _follow_the_base(draft, times)
        return
    lent = before is not None and f"period_start: {_WINDOW}" in before.rules
    if (draft.period_start or draft.period_end) and not (lent or _within(scene, sentence.start, sentence.end)):
        return
    window = next((one for one in context.all[:_OPENING] if one.unit == "percent" and _span(one)), None)
    if window is None:
        return
    copy_period(draft, window, _WINDOW)
    words = (word for word, _, _ in scene.words_after(draft.anchor[1], _BEHIND))
    if any(word in scene.words.local("window_before") for word in words):
        first, last = _span(window)
        draft.period_start, draft.period_end = f"{2 * first - last - 1}", f"{first - 1}"


def _is_aside(scene: Scene, time: Time) -> bool:
    """Whether a time is of another deed, in a relative clause: "a trend that had begun in 2020"."""
    words, cut = scene.words_before(time.start, _BEHIND), scene.words.local("slot-clause")
    return any(cut.get(word) == "rel" for word, _, _ in words)


def _follow_the_base(draft: Draft, times: list[Time]) -> None:
    """Let years counted back from the day of the text follow those that they are held against: the last five, against 2015-2019."""
    span, base = _span(draft), next((_years(time.first, time.last) for time in times if time.compared), ())
    relative = any(time.shape == "relative" and time.first == draft.period_start for time in times)
    if (
        not (span and base and relative)
        or span[0] not in (base[1], base[1] + 1)
        or span[1] - base[1] > base[1] - base[0] + 2
    ):
        return
    draft.filled("period_start", f"{base[1] + 1}", "the years behind those it is held against")
    draft.period_end = f"{2 * base[1] - base[0] + 1}"


def _span(draft: Draft) -> tuple[int, ...]:
    return _years(draft.period_start, draft.period_end)


def _years(start: str | None, end: str | None) -> tuple[int, ...]:
    """The first and the last of several whole years, or nothing."""
    first, last = start or "", end or ""
    whole = len(first) == len(last) == _YEAR and first.isdigit() and last.isdigit() and first < last
    return (int(first), int(last)) if whole else ()


def _within(scene: Scene, start: int, end: int) -> list[Time]:
    found = cast("list[Time]", scene.notes.get("times", []))
    return found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]
