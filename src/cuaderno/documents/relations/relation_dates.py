"""When a relation was told to begin: the time nearest to its words, a time reckoned from another's, or the year of "recently"."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from typing import cast

from cuaderno.documents.amounts.numbers import Words
from cuaderno.documents.draft import Draft
from cuaderno.documents.relations.deeds_apart import AFTERWARDS, Apart, joint_before, opens_next
from cuaderno.documents.relations.going import STOP
from cuaderno.documents.relations.held_status import HELD
from cuaderno.documents.relations.looking import Look, look
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.times import Time, times
from cuaderno.statements.claim import AGREEMENT, DESIGNATION, IN_NAME, MEMBERSHIP, VISIT
from cuaderno.statements.claim import SINCE as SINCE_WHEN

NAMED = frozenset({"active", None})
CONCLUDED = frozenset({"signed", "agreed"})
BESIDE, BEHIND, NEAR, SINCE = 16, 20, 60, 8
DAY, MONTH = 10, 7
WEEK = timedelta(days=7)
_YEAR = re.compile(r"\d{4}")
MOST = 1_000
"""Relations of a document among which one is dated by another."""


def date_relations(scene: Scene, drafts: list[Draft]) -> None:
    """Fill the periods of relations."""
    if not drafts:
        return
    found = scene.notes.get("times")
    if found is None:
        found = scene.notes["times"] = times(scene, Words(scene))[0]
    known = cast("list[Time]", found)
    starts = [time.start for time in known]
    apart = Apart(drafts)
    for draft in drafts:
        seen = look(scene, draft.anchor[0])
        here = known[bisect_left(starts, seen.start) : bisect_left(starts, seen.end)]
        _by_words(draft, seen, apart.times(draft, here, seen))
    if len(drafts) > MOST:
        return
    for draft in [*drafts, *drafts]:
        if draft.period_start is None:
            _by_others(scene, draft, drafts)


def _by_words(draft: Draft, seen: Look, found: list[Time]) -> None:
    if draft.period_start is not None or _reckoned(draft, seen):
        return
    within = [t for t in found if _tells(draft, seen, t)]
    if draft.kind == DESIGNATION:
        edge = next((m.start for m in seen.sentence.of("rel_same_status") if m.start >= draft.anchor[1]), seen.end)
        since = draft.anchor[0] if HELD in draft.rules else seen.start
        within = [t for t in within if since <= t.start < edge]
    if not AFTERWARDS.isdisjoint(draft.rules) and seen.sentence.of("rel_instrument"):
        within = [t for t in within if t.start >= draft.start]
    own = [t for t in within if t.start < draft.anchor[1] or seen.clause_start(t.start) <= draft.anchor[1]]
    time = _nearest(draft, seen, own or within)
    if time is not None:
        time = _apposed(seen, time, found)
        _give(draft, seen, time)
        _put_ahead(draft, seen, seen.text[time.start : time.end])
        _look_ahead(draft, seen)
    elif draft.kind == VISIT and seen.scene.day and seen.first("rel_recent", draft.start, seen.end):
        draft.filled("period_start", str(seen.scene.day.year), "recently, in the document's year")


def _apposed(seen: Look, time: Time, found: list[Time]) -> Time:
    """The day that stands behind a comma to tell a time more finely: "hace un año, el 8 de octubre de 2021"; else the time itself."""
    for other in found:
        behind = seen.text[time.end : other.core] if time.end <= other.start <= time.end + SINCE else ""
        if (
            behind.startswith(", ")
            and len(other.first or "") == DAY > len(time.first or "")
            and other.first is not None
        ):
            return other if other.first.startswith((time.first or "-")[:4]) else time
    return time


def _tells(draft: Draft, seen: Look, time: Time) -> bool:
    """Whether a time may be the relation's: no open one for a visit, none that another thing is held against, save its own year in brackets."""
    if time.compared:
        beside = 0 < time.start - draft.anchor[1] <= BESIDE and seen.text[time.start - 1] == "("
        return beside and draft.kind == AGREEMENT and bool(time.first)
    if draft.kind == AGREEMENT and time.first != time.last and _covered(seen, time):
        return False
    return bool(time.first) and not (time.last is None and draft.kind == VISIT)


def _covered(seen: Look, time: Time) -> bool:
    """Whether a span is what an agreement covers, and not when it was signed: "a new MOU covering FY2019 to FY2028"."""
    scene = seen.scene
    return scene.word_before(time.start)[0] in scene.words.local("spanning")


def _reckoned(draft: Draft, seen: Look) -> object:
    """The mark of "one week after", where this relation is the one that came before."""
    after = seen.last("rel_after", seen.start, draft.anchor[0])
    return after if after is not None and seen.clause_start(draft.anchor[0]) == after.end else None


def _had_since(seen: Look, time: Time, start: int) -> bool:
    """Whether a time since when stands by the verb of having, before what is had: "mantienen desde 2013 un acuerdo"."""
    verb = seen.last("rel_sign", seen.start, start)
    if time.last is not None or verb is None or verb.code != "has":
        return False
    fronted = time.start - seen.start <= SINCE and time.end < verb.start
    return fronted or (0 < time.start - verb.end <= SINCE and start - time.end <= BESIDE)


def _opened_before(seen: Look, time: Time, start: int) -> bool:
    """Whether a time since when stands before the word, of another deed: "has sent troops since 2012 and is a signatory of"."""
    return time.last is None and time.end <= start and time.start - seen.start > BESIDE


def _joined_then(seen: Look, time: Time, end: int) -> bool:
    """Whether a member is told to be one since it joined, at a time: "an Ally since it joined the pact in 2004"."""
    joined = next((m for m in seen.sentence.of("rel_member") if end <= m.start and m.end <= time.start), None)
    since = seen.scene.word_after(end)[0] in seen.scene.words.local("since")
    return since and joined is not None and joined.code == "join" and time.start - joined.end <= NEAR


def _of_the_next(seen: Look, time: Time, end: int) -> bool:
    """Whether "and" right before a time, behind the word, gives it to the next deed: "… and since 2024 has refused", "… and in May joined"."""
    if joint_before(seen, time, end) is None:
        return False
    return time.last is None or any(mark.kind == "rel_member" for mark in seen.scene.at(time.end + 1))


def _nearest(draft: Draft, seen: Look, found: list[Time]) -> Time | None:
    start, end = draft.anchor
    if draft.kind == DESIGNATION:
        found = [t for t in found if t.start - end <= NEAR and start - t.end <= NEAR]
    if draft.kind == AGREEMENT and draft.stage in NAMED:
        beside = [t for t in found if -1 <= t.start - end <= BESIDE or -1 <= start - t.end <= 2]
        return next(iter(beside), None) or next((t for t in found if _had_since(seen, t, start)), None)
    if draft.kind == AGREEMENT:
        found = [t for t in found if not opens_next(seen, t, end)] or found
    if draft.kind == MEMBERSHIP:
        found = [t for t in found if t.start - end <= BEHIND or _joined_then(seen, t, end)]
        found = [t for t in found if not _opened_before(seen, t, start)]
        found = [t for t in found if not _of_the_next(seen, t, end)]
        found = [t for t in found if t.last is None and 0 <= t.start - end <= SINCE] or found
    return min(found, key=lambda t: _distance(t, start, end), default=None)


def _distance(time: Time, start: int, end: int) -> int:
    if time.start >= end:
        return time.start - end
    return 2 * (start - time.end) if time.end <= start else 0


def _give(draft: Draft, seen: Look, time: Time) -> None:
    first = time.first or ""
    if any(STOP in rule for rule in draft.rules):
        draft.filled("period_start", first[:MONTH], "month of the tour")
        return
    draft.filled("period_start", first, _how(draft, seen, time))
    if draft.kind == VISIT or time.last != time.first or len(first) == DAY:
        draft.period_end = time.last


def _how(draft: Draft, seen: Look, time: Time) -> str:
    """How a time tells when: as the year in an instrument's name, as that since which it has been so, or as the time of the deed."""
    if draft.kind == AGREEMENT and time.shape == "year" and _in_name(draft, seen, time):
        return IN_NAME.partition(": ")[2]
    return SINCE_WHEN.partition(": ")[2] if time.last is None else "time of the sentence"


def _in_name(draft: Draft, seen: Look, time: Time) -> bool:
    """Whether a bare year stands right before an instrument's words, or right behind them by "of": "the 1952 agreement", "el acuerdo de 1952"."""
    if time.end <= draft.anchor[0]:
        return time.start == time.core and not seen.words(time.end, draft.anchor[0])
    at = seen.text.find(draft.item or "", draft.anchor[0], draft.anchor[1])
    linked = seen.words(at + len(draft.item), time.core) if draft.item and at >= 0 else []
    return len(linked) == 1 and seen.scene.words.local("slot-role").get(linked[0].word.decode("ascii")) == "of"


def _put_ahead(draft: Draft, seen: Look, said: str) -> None:
    """What is planned and written without a year lies ahead of the document's day."""
    day, first = seen.scene.day, draft.period_start or ""
    if day is None or "intent" not in draft.marks or _YEAR.search(said) or first >= day.isoformat()[: len(first)]:
        return
    if first < (draft.period_end or "") >= day.isoformat():
        return  # "this week" has begun
    if len(first) == DAY and not any(char.isdigit() for char in said):
        later = (date.fromisoformat(first) + WEEK).isoformat()
    else:
        later = str(int(first[:4]) + 1) + first[4:]
    draft.filled("period_start", later, "the next one, for a plan")
    if draft.period_end is not None:
        draft.period_end = later


def _look_ahead(draft: Draft, seen: Look) -> None:
    """A visit dated after the document is to come, whatever its verb: "your visit of June 3", "visits Ankara tomorrow"."""
    day = seen.scene.day
    if day is not None and draft.kind == VISIT and (draft.period_start or "") > day.isoformat():
        draft.filled("stage", "announced", "after the document's day")
        draft.mark("intent", "after the document's day")


def _by_others(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """From "one week after" another visit, from the same visit told elsewhere, or from the visit of the same clause."""
    seen = look(scene, draft.anchor[0])
    after = seen.last("rel_after", seen.start, draft.anchor[0])
    if after is not None and _reckoned(draft, seen):
        before = seen.text[seen.start : after.start]
        day = next(
            (d.period_start for d in drafts if d.kind == VISIT and d.item and d.item in before and _is_day(d)), None
        )
        if day:
            first = (date.fromisoformat(day) - timedelta(days=int(after.code))).isoformat()
            draft.filled("period_start", first, "reckoned from another visit")
            draft.period_end = first
    elif draft.kind == VISIT:
        _copy(draft, [d for d in drafts if _same_visit(d, draft)], "the same visit told elsewhere")
    if draft.period_start is None and draft.stage not in NAMED:
        start, end = seen.clause_start(draft.anchor[0]), draft.anchor[0]
        clause = [d for d in drafts if d.kind == VISIT and start <= d.anchor[0] < end]
        _copy(draft, clause, "the visit of the same clause")
    if draft.period_start is None and draft.kind == AGREEMENT and draft.stage in CONCLUDED and seen.of("rel_both"):
        _copy(draft, [d for d in drafts if _just_before(d, seen)], "the visit told just before")


def _just_before(visit: Draft, seen: Look) -> bool:
    """Whether a visit that was held is told in the sentence before, of the same paragraph: "… viajó ayer. Las dos delegaciones acordaron"."""
    before = seen.sentence.previous
    if visit.kind != VISIT or visit.stage != "held" or before is None or before.block != seen.sentence.block:
        return False
    return before.start <= visit.anchor[0] < before.end and _is_day(visit)


def _is_day(draft: Draft) -> bool:
    return len(draft.period_start or "") == DAY


def _same_visit(one: Draft, other: Draft) -> bool:
    return (
        one.kind == VISIT
        and bool(one.item)
        and (one.item, one.recipient, one.stage) == (other.item, other.recipient, other.stage)
    )


def _copy(draft: Draft, others: list[Draft], rule: str) -> None:
    dated = next((other for other in others if other.period_start), None)
    if dated is not None:
        draft.filled("period_start", dated.period_start, rule)
        draft.period_end = dated.period_end
