"""The sums of an answer, asked of the engine in one question; of a warm ledger their keys in another, when they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from cuaderno.ledger.answer import CITES, Keyring, LaterKeys
from cuaderno.ledger.filters import filters
from cuaderno.ledger.gaps import Series, base_of
from cuaderno.ledger.question import Question
from cuaderno.ledger.store import Store
from cuaderno.sources.snapshot import Snapshot

if TYPE_CHECKING:
    from cuaderno.ledger.held import Held as HeldRows
    from cuaderno.ledger.held import Summed

UNLINED = ("executor", "sector")
"""Groups of which there are too many to keep lines of each."""

RANKED_CITES = 5
"""A figure among thousands, as one of a ranking, carries so many."""

KEYS_OF_A_GROUP = 3
"""So many keys of each line are those of a group's sum."""

KEYS_OF_A_YEAR = f"flatten(list(keys ORDER BY keys[1]))[:{CITES}]"
RANKED_KEYS = f"arg_min(keys, keys[1])[:{RANKED_CITES}]"

_COLUMNS = {
    "year": "period",
    "programme": "programme",
    "source": "source",
    "recipient": "recipient",
    "provider": "provider",
    "account": "account",
    "agency": "agency",
    "category": "category",
    "sector": "sector",
    "executor": "executor",
}

_COARSE = frozenset({"period", "programme", "source", "recipient", "provider"})
"""What the sums of a warm ledger are told apart by."""


class HeldKeys:
    """The keys behind one sum of held rows, found when they are first read: those of so many rows, so many of each."""

    __slots__ = ("_begins", "_cited", "_ends")

    def __init__(self, cited: tuple[HeldRows, Any, int, int], begins: int, ends: int) -> None:
        self._cited, self._begins, self._ends = cited, begins, ends

    def __iter__(self) -> Iterator[int]:
        held, rows, lines, each = self._cited
        return iter(held.keys(rows[self._begins : self._ends], lines, each))


class Sum(NamedTuple):
    """One row of the one query: a sum over lines alike in source, snapshot, period and group."""

    series: tuple[str, str]
    snapshot: str
    period: str
    group: str
    blank: str
    value: Decimal | None
    entries: int
    keys: Iterable[int]


Held = Sequence[tuple[Any, ...]]
"""What the engine would answer to a question without a window, by year, if it is held ready: rows as `summed` gets them."""


def summed(
    store: Store,
    candidates: list[Series],
    question: Question,
    stage: str,
    periods: tuple[str, ...],
    ranges: tuple[str, ...],
) -> list[Sum]:
    """One question to the engine, for whoever answers and whoever stands beside, within the periods that are asked for."""
    known = _known(store, candidates, question, stage, periods, ranges)
    if known is not None:
        return sums_of(candidates, known)
    snapshots = [one for series in candidates for one in series.snapshots]
    where, parameters = filters(question, {one.source for one in candidates}, stages=(stage,))
    group = _COLUMNS[question.groups[0]]
    when = "period BETWEEN ? AND ?"
    if ranges:
        when = f"({when} OR period IN ({', '.join('?' * len(ranges))}))"
    value = "current" if question.bases is None else "constant"
    # A group that is not told apart by year needs the newest of its periods only, for how settled it is.
    period = "period" if "year" in question.groups else "max(period)"
    alike = "snapshot, period, blank" if group == "period" else f"snapshot, {group}, blank"
    alike += ", period" if group != "period" == period else ""
    told = f"snapshot, {period}, {group}, blank"
    asked = f"WHERE {where} AND {when} GROUP BY {alike}"
    lines = _relation(store, snapshots, group)
    parameters += [periods[0], periods[-1], *ranges]
    sums = f"sum({value}), sum(count)::BIGINT"
    if not store.warm:
        found = store.ask(f"SELECT {told}, {sums}, {_cited(question)} FROM {lines} {asked}", parameters)
        return sums_of(candidates, found)
    ring = Keyring(lambda: store.ask(f"SELECT {told}, {_cited(question)} FROM {lines} {asked}", parameters))
    coarse = group in _COARSE and not (question.universe or question.account or question.agency or question.category)
    relation = store.sums_in(snapshots) if coarse else lines
    rows = store.ask(f"SELECT {told}, {sums} FROM {relation} {asked}", parameters)
    return sums_of(candidates, [(*row, LaterKeys(ring, row[:4])) for row in rows])


def _known(
    store: Store,
    candidates: list[Series],
    question: Question,
    stage: str,
    periods: tuple[str, ...],
    ranges: tuple[str, ...],
) -> Held | None:
    """The same out of what a warm ledger holds in memory; None of what it does not."""
    group = _COLUMNS[question.groups[0]]
    if not (question.account + question.agency + question.category).isascii():
        return None  # the engine has capitals of its own for other letters
    held: HeldRows | None = store.held_entries_of(question.recipients) if group in UNLINED else store.held_lines
    if held is None:
        return None
    snapshots = {one.snapshot for series in candidates for one in series.snapshots}
    rows = held.selected(
        question, snapshots, (stage,), held.within(periods[0], periods[-1], ranges), {one.source for one in candidates}
    )
    value = "current" if question.bases is None else "constant"
    found = held.sums(rows, group, value, yearly="year" in question.groups)
    return _with_keys(held, found, question, group)


def _with_keys(held: HeldRows, found: Summed, question: Question, group: str) -> Held:
    if group in UNLINED:
        lines, each = RANKED_CITES, 1
    elif not question.recipients:
        lines, each = 1, RANKED_CITES
    else:
        lines, each = CITES, CITES if question.by == "year" else KEYS_OF_A_GROUP
    if not found.rows:
        return []
    cited = (held, found.parts, lines, each)
    ends = [*found.begins[1:], len(found.parts)]
    return [
        (*row, HeldKeys(cited, begins, end)) for row, begins, end in zip(found.rows, found.begins, ends, strict=True)
    ]


def sums_of(candidates: list[Series], rows: Held) -> list[Sum]:
    """The sums of those who may answer."""
    series_of = {one.snapshot: (one.source, base_of(one.series)) for series in candidates for one in series.snapshots}
    sums = [
        Sum(series_of[snapshot], snapshot, period, group or "", blank or "", value, count, keys)
        for snapshot, period, group, blank, value, count, keys in rows
        if snapshot in series_of
    ]
    return sorted(sums, key=lambda one: (one.period, one.group, one.snapshot))


def _relation(store: Store, snapshots: list[Snapshot], group: str) -> str:
    """What is summed: lines, or the entries themselves."""
    if group not in UNLINED:
        return store.lines_in(snapshots)
    return f"(SELECT *, 1 AS count FROM {store.entries_of(snapshots)})"


def _cited(question: Question) -> str:
    """The keys that a row brings with it: of a year all up to a limit, of a group the first of each line, of a ranking the first line's."""
    if question.groups[0] in UNLINED:
        return f"min(key, {RANKED_CITES})"
    if not question.recipients:
        return RANKED_KEYS
    return (
        KEYS_OF_A_YEAR
        if question.by == "year"
        else f"flatten(list(keys[:{KEYS_OF_A_GROUP}] ORDER BY keys[1]))[:{CITES}]"
    )
