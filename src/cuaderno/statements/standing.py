"""What a relation is worth on a day, told from its dated stages.

A relation has at most one event of each stage (a second accession is another relation), so two rows of one stage are two
accounts of one event: both are kept, and where their dates exclude each other they conflict. A date is as known: a year, a
month, a day, or nothing; where it is too coarse for the day that is asked, the answer says so. What a stage does, and which
comes first where dates cannot tell, stands in `tables/relations.toml`. Everything here is a pure function of the rows.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from cuaderno.errors import QuestionError, say
from cuaderno.statements.relation import UNVERIFIED, DatedStage, RelationType, stage_effects, word

NOT_YET, PENDING, IN_FORCE, UNCERTAIN = "not_yet", "pending", "in_force", "uncertain"
_KNOWN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which something known so far may have happened, both included."""

    earliest: date
    latest: date

    def holds(self, other: Span) -> bool:
        """Whether every day of the other is one of these."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def since(self, begin: date) -> Span:
        """Those of the days that are not before `begin`; all, if none is left."""
        return Span(max(self.earliest, begin), self.latest) if begin <= self.latest else self

    def meets(self, other: Span) -> bool:
        """Whether both may be the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest


@dataclass(frozen=True, slots=True)
class State:
    """What a relation is worth on a day.

    `status` is an effect of `relations.toml`, or `uncertain` where dates conflict (`why` is conflict) or are too coarse
    (partial): `possible` then has what it may be. `since` are the accounts of the event from which it has been so, `last` those of
    the last event, `view` whose view the last one is. `views` has the status in each view, and under "" in nobody's in particular, where they differ. `conflicts` are
    the stages whose accounts exclude each other. `unverified`: without unverified dates the status would be another;
    `day_unverified`: the day of `since` is given by unverified accounts alone.
    """

    status: str
    possible: tuple[str, ...] = ()
    why: str = ""
    view: str = ""
    views: tuple[tuple[str, str], ...] = ()
    since: tuple[DatedStage, ...] = ()
    last: tuple[DatedStage, ...] = ()
    conflicts: tuple[str, ...] = ()
    unverified: bool = False
    day_unverified: bool = False

    @property
    def binds(self) -> bool:
        """Whether it counts as in force on the day: in every view, and whichever of the possible statuses it has."""
        statuses = [*(self.possible or (self.status,)), *(one for _, one in self.views if one != UNCERTAIN)]
        return all(word("effects", one).binds for one in statuses)


@lru_cache(maxsize=1 << 14)
def span_of(text: str) -> Span:
    """The days a date as known stands for; an empty one may be any day. Raises QuestionError for what is no date.

    >>> span_of("2012-02").latest
    datetime.date(2012, 2, 29)
    """
    if not text:
        return Span(date.min, date.max)
    match = _KNOWN.fullmatch(text)
    try:
        if match:
            year, month, day = (int(part) if part else 0 for part in match.groups())
            last = calendar.monthrange(year, month or 12)[1]
            return Span(date(year, month or 1, day or 1), date(year, month or 12, day or last))
    except (ValueError, calendar.IllegalMonthError):
        pass
    raise QuestionError(say("not_a_known_date", text=text[:40]))


def as_of_day(text: str) -> date:
    """The day a question names. Raises QuestionError."""
    try:
        if _KNOWN.fullmatch(text) and len(text) == len("2015-01-01"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise QuestionError(say("not_a_day", text=text[:40], example="2015-01-01"))


@dataclass(frozen=True, slots=True)
class _Event:
    """The accounts of one event, and its effect; it is not before `begin`, for nothing ends that has not begun."""

    rows: tuple[DatedStage, ...]
    effect: str
    rank: int
    begin: date = date.min

    def passed(self, day: date) -> tuple[list[Span], bool]:
        """When it may have happened up to a day, and whether it may not have happened yet.

        Verified accounts decide, and of two that agree the finer; an unverified one narrows a verified date that leaves the
        day open, and speaks alone where nothing else does.
        """
        sure = _finest(span_of(row.date) for row in self.rows if row.evidence != UNVERIFIED)
        said = _finest(span_of(row.date) for row in self.rows if row.evidence == UNVERIFIED)
        spans: list[Span] = []
        for span in sure or said:
            within = [one for one in said if one.meets(span)] if span.earliest <= day < span.latest else []
            spans += [one.since(self.begin) for one in within or [span]]
        return [one for one in spans if one.earliest <= day], any(one.latest > day for one in spans)

    def after(self, mine: Span, other: _Event, theirs: Span) -> bool:
        """Whether this event comes after another, each on one of its dates: what is pending never follows what is in effect."""
        if (self.effect == PENDING) != (other.effect == PENDING):
            return other.effect == PENDING
        if not mine.meets(theirs):
            return mine.earliest > theirs.latest
        return self.rank > other.rank


def _finest(spans: Iterable[Span]) -> list[Span]:
    """Those that hold no other: a year and a day of it are one account, the day."""
    each = list(dict.fromkeys(spans))
    return [one for one in each if not any(one != other and one.holds(other) for other in each)]


def _sorted(rows: Iterable[DatedStage]) -> list[DatedStage]:
    """In an order that does not depend on how they were given."""
    effects = stage_effects()
    return sorted(rows, key=lambda one: (span_of(one.date).earliest, effects[one.stage][1], _fields(one)))


def _fields(row: DatedStage) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in DatedStage.__slots__)


def _events(rows: Iterable[DatedStage], kind: RelationType) -> list[_Event]:
    grouped: dict[tuple[str, ...], list[DatedStage]] = {}
    for row in rows:
        repeats = stage_effects()[row.stage][2]
        grouped.setdefault((row.stage, row.view, row.date if repeats else ""), []).append(row)
    found = [
        _Event(tuple(alike), kind.effects.get(stage, stage_effects()[stage][0]), stage_effects()[stage][1])
        for (stage, *_), alike in grouped.items()
    ]
    begun = [span_of(row.date).earliest for event in found if event.effect == IN_FORCE for row in event.rows]
    begin = min(begun, default=date.min)
    return [event if event.effect in (PENDING, IN_FORCE) else replace(event, begin=begin) for event in found]


def conflicts(rows: Iterable[DatedStage], kind: RelationType) -> tuple[str, ...]:
    """The stages whose accounts give dates that exclude each other."""
    found = []
    for event in _events(_sorted(rows), kind):
        spans = [span_of(row.date) for row in event.rows]
        if any(not one.meets(other) for one in spans for other in spans):
            found.append(event.rows[0].stage)
    return tuple(dict.fromkeys(found))


def _last_events(events: Sequence[_Event], day: date) -> list[_Event | None]:
    """The events that may be the last that happened up to a day; None among them where possibly none did."""
    options = [(event, *event.passed(day)) for event in events]
    found: list[_Event | None] = []
    for event, spans, _ in options:
        others = [other for other in options if other[0] is not event]
        if any(
            all(open_ or any(not one.after(theirs, event, span) for theirs in when) for one, when, open_ in others)
            for span in spans
        ):
            found.append(event)
    if all(open_ or not spans for _, spans, open_ in options):
        found.append(None)
    if not found:  # Coarse dates that contradict each other in a ring: the latest day decides.
        happened = [(max(one.latest for one in spans), event.rank, event) for event, spans, _ in options if spans]
        found.append(max(happened, key=lambda one: one[:2])[2])
    return found


def _statuses(events: Sequence[_Event], day: date) -> tuple[str, ...]:
    last = _last_events(events, day)
    return tuple(dict.fromkeys(NOT_YET if event is None else event.effect for event in last))


def state_on(rows: Iterable[DatedStage], kind: RelationType, day: date) -> State:
    """What a relation of these dated stages is worth on a day. The order of the rows does not matter."""
    ordered = _sorted(rows)
    state = _seen_by_all(ordered, kind, day)
    viewers = sorted({row.view for row in ordered if row.view})
    if not viewers:
        return state
    views = [
        (one, _seen_by_all([row for row in ordered if row.view in ("", one)], kind, day).status)
        for one in (*viewers, "")
    ]
    if len({status for _, status in views} | {state.status}) == 1:
        return state
    return replace(state, views=tuple(views), view=state.last[0].view if state.last else "")


def _seen_by_all(rows: list[DatedStage], kind: RelationType, day: date) -> State:
    """The state by these rows, all taken as one view."""
    events = _events(rows, kind)
    last = _last_events(events, day)
    statuses = _statuses(events, day)
    verified = _statuses(_events([row for row in rows if row.evidence != UNVERIFIED], kind), day)
    conflicting = conflicts(rows, kind)
    if len(statuses) > 1:
        stages = {row.stage for event in last if event for row in event.rows}
        open_events = [event.rows[0].stage for event in events if len(event.passed(day)[0]) and event.passed(day)[1]]
        why = "conflict" if set(conflicting) & (stages | set(open_events)) else "partial"
        said = tuple(row for event in last if event for row in event.rows)
        return State(
            UNCERTAIN, statuses, why, last=said, conflicts=conflicting, unverified=set(statuses) != set(verified)
        )
    event = last[0]
    since = _since(events, event, day)
    return State(
        statuses[0],
        since=since,
        last=event.rows if event else (),
        conflicts=conflicting,
        unverified=set(statuses) != set(verified),
        day_unverified=_day_unverified(since),
    )


def _since(events: Sequence[_Event], last: _Event | None, day: date) -> tuple[DatedStage, ...]:
    """The accounts of the event from which the status has held: of what is in force, the first since it was last not so."""
    if last is None:
        return ()
    if not word("effects", last.effect).binds:
        return last.rows
    passed = [(event, spans) for event in events if (spans := event.passed(day)[0])]
    breaks = [
        (event, spans) for event, spans in passed if not word("effects", event.effect).binds and event.effect != PENDING
    ]
    run = [
        (min(one.earliest for one in spans), event.rank, event)
        for event, spans in passed
        if word("effects", event.effect).binds
        and all(event.after(span, broken, other) for span in spans for broken, others in breaks for other in others)
    ]
    return min(run, key=lambda one: one[:2])[2].rows if run else last.rows


def _day_unverified(rows: Sequence[DatedStage]) -> bool:
    """Whether a day is named, and by unverified accounts alone."""
    days = [row for row in rows if len(row.date) == 10]
    return bool(days) and all(row.evidence == UNVERIFIED for row in days)
