"""Several agreements told by one word and the years of each: "three memoranda of understanding (2010-2014, 2015-2017 and 2018-2022)"."""

from __future__ import annotations

from bisect import bisect_left
from copy import copy
from operator import attrgetter
from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.looking import Look
from cuaderno.documents.times.times import Time

_FISCAL, _START = "FY", attrgetter("start")
_REACH, _FEWEST = 60, 2


def of_each_span(seen: Look, trigger: Mark, draft: Draft) -> list[Draft]:
    """The claim of an agreement, once for each span in the brackets behind its plural."""
    near = seen.folded(trigger.end, min(seen.end, trigger.end + _REACH))
    if b"(" not in near or not any(seen.code("is_many", word) for word in seen.words(trigger.start, trigger.end)):
        return [draft]
    spans = _bracketed(seen, trigger.end)
    if len(spans) < _FEWEST:
        return [draft]
    fiscal = (spans[0].first or "").startswith(_FISCAL)
    return [_of_span(draft, span, _FISCAL if fiscal else "") for span in spans]


def _bracketed(seen: Look, at: int) -> list[Time]:
    """The spans within the brackets right behind a word, past those of its short form."""
    folded = seen.scene.folded
    opened = folded.rfind(b"(", at, min(seen.end, at + _REACH))
    closed = folded.find(b")", opened, seen.end) if opened >= 0 else -1
    if closed < 0:
        return []
    known = cast("list[Time]", seen.scene.notes.get("times", []))
    inside = known[bisect_left(known, at, key=_START) : bisect_left(known, closed, key=_START)]
    return [time for time in inside if time.end > opened and None not in (time.first, time.last)]


def _of_span(draft: Draft, span: Time, fiscal: str) -> Draft:
    """The same agreement in the years of a span, fiscal ones as the first of the series says."""
    twin = copy(draft)
    twin.rules, twin.marks = list(draft.rules), list(draft.marks)
    twin.anchor, twin.end = (draft.anchor[0], span.end), max(draft.end, span.end)
    first, last = ((said or "").removeprefix(_FISCAL) for said in (span.first, span.last))
    twin.filled("period_start", fiscal + first, "years in brackets")
    twin.period_end = fiscal + last
    return twin
