"""The rules of a verdict, as pure functions of numbers: how near is near, and what several ways of computing amount to.

A claim says X, written to half a unit r of its last place; a way of computing says c, a sum of published cells that are rounded
themselves, so that R is r and their half-units together, and q is the distance of c from X over X. No rule here knows a source,
a programme or a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from cuaderno.checking.checked import (
    APPROXIMATELY,
    CONTRADICTED,
    DEPENDS,
    NO_DATA,
    NOT_COMPARABLE,
    SUPPORTED,
    WITHIN_ROUNDING,
)
from cuaderno.statements import claim as words
from cuaderno.statements.periods import Maturity

PASSES, ROUNDED, NEAR, FAILS, INCOMPLETE, UNLIKE = (
    "passes", "within_rounding", "approximately", "fails", "incomplete", "not_comparable",
)  # fmt: skip
"""What may come of one way of computing, best first; a definition's `outcome`."""
STRENGTH = (PASSES, ROUNDED, NEAR, FAILS)
NAMED = {PASSES: SUPPORTED, ROUNDED: WITHIN_ROUNDING, NEAR: APPROXIMATELY}

LOOSE = "loose"

APPROXIMATE = Decimal("0.05")  # about, around, some: |c − X| ≤ 5 % of X
LEAST_TOLERANCE, MOST_TOLERANCE = Decimal("0.01"), Decimal("0.05")  # no hedge: what revisions may explain
NEARLY = (Decimal("0.90"), Decimal("0.95"), Decimal("1.01"))  # close to, nearly: approximately from, supported from, to
FAR_BELOW = Decimal("0.5")  # less than X, and not even half of it


@dataclass(frozen=True, slots=True)
class Written:
    """A number as a text writes it: X and perhaps the end of "between", r, the hedge, "less than" against "up to".

    `exact` tells counts, which are not revised, from amounts; `majority` is "most of it", more than half of a whole.
    """

    value: Decimal
    half_unit: Decimal = Decimal(0)
    high: Decimal | None = None
    hedge: str | None = None
    strict: bool = False
    exact: bool = False
    majority: bool = False


class Tested(NamedTuple):
    """What comes of one number: an outcome from passes to fails, and the flags it brings."""

    outcome: str
    flags: tuple[str, ...] = ()


def compare(computed: Decimal, written: Written, allowed: Decimal, tolerance: Decimal = LEAST_TOLERANCE) -> Tested:
    """Hold a computed number against a written one.

    `allowed` is R, at least the written number's own half unit; `tolerance` the part that revisions may still explain.
    """
    allowed = max(allowed, written.half_unit)
    if written.high is not None:
        return Tested(_between(computed, written, allowed))
    if written.majority:
        return Tested(PASSES if computed > written.value else FAILS)
    if written.hedge in _HEDGED:
        return _HEDGED[written.hedge](computed, written, allowed)
    return Tested(_unhedged(computed, written, allowed, tolerance))


def tolerance(inputs: Iterable[tuple[Decimal, Maturity]]) -> Decimal:
    """How far a sum may be off a number without a hedge and still be near it: 1 % to 5 %.

    What revisions may still explain: of every input the part that its class is expected to move by; with an input of a class that
    has no such bound, the most.
    """
    moved, whole = Decimal(0), Decimal(0)
    for value, settled in inputs:
        if settled.tolerance is None:
            return MOST_TOLERANCE
        moved += abs(value) * settled.tolerance
        whole += abs(value)
    return min(max(LEAST_TOLERANCE, moved / whole if whole else LEAST_TOLERANCE), MOST_TOLERANCE)


def leading_unit(value: Decimal) -> Decimal:
    """One unit of the first digit: 10 for 90, a hundred million for 278 million. Over 90 is said of 90 to 100."""
    return Decimal(1).scaleb(value.adjusted()) if value else Decimal(0)


def _distance(computed: Decimal, written: Written) -> Decimal:
    return abs(computed - written.value)


def _within(part: Decimal, computed: Decimal, written: Written) -> bool:
    return _distance(computed, written) <= part * abs(written.value)


def _unhedged(computed: Decimal, written: Written, allowed: Decimal, part: Decimal) -> str:
    distance = _distance(computed, written)
    if distance <= written.half_unit:
        return PASSES
    if distance <= allowed:
        return ROUNDED
    return NEAR if not written.exact and _within(part, computed, written) else FAILS


def _approximately(computed: Decimal, written: Written, allowed: Decimal) -> Tested:
    distance = _distance(computed, written)
    if distance <= written.half_unit:
        return Tested(PASSES)
    if distance <= allowed:
        return Tested(ROUNDED)
    return Tested(NEAR if _within(APPROXIMATE, computed, written) else FAILS)


def _at_least(computed: Decimal, written: Written, allowed: Decimal) -> Tested:
    if computed >= written.value + leading_unit(written.value):
        return Tested(PASSES, (LOOSE,))
    if computed >= written.value:
        return Tested(PASSES)
    return Tested(NEAR if computed >= written.value - allowed else FAILS)


def _at_most(computed: Decimal, written: Written, allowed: Decimal) -> Tested:
    if computed < written.value or (computed == written.value and not written.strict):
        return Tested(PASSES, (LOOSE,) if computed < FAR_BELOW * written.value else ())
    over, rounding = computed - written.value, allowed - written.half_unit
    return Tested(ROUNDED if over < rounding or (over == rounding and not written.strict) else FAILS)


def _nearly(computed: Decimal, written: Written, _allowed: Decimal) -> Tested:
    lowest, low, high = (part * written.value for part in NEARLY)
    if low <= computed <= high:
        return Tested(PASSES)
    return Tested(NEAR if lowest <= computed < low else FAILS)


_HEDGED: dict[str | None, Callable[[Decimal, Written, Decimal], Tested]] = {
    words.APPROXIMATELY: _approximately,
    words.AT_LEAST: _at_least,
    words.AT_MOST: _at_most,
    words.NEARLY: _nearly,
}


def _between(computed: Decimal, written: Written, allowed: Decimal) -> str:
    low, high = sorted((written.value, written.high or written.value))
    if low - written.half_unit <= computed <= high + written.half_unit:
        return PASSES
    return ROUNDED if low - allowed <= computed <= high + allowed else FAILS


def refuted_from_below(
    least: Decimal, written: Written, allowed: Decimal, tolerance: Decimal = LEAST_TOLERANCE
) -> bool:
    """Whether a sum that can only grow, as some of its years are missing, already lies beyond what is written."""
    beyond = max(written.value, written.high or written.value)
    return least > beyond + allowed and compare(least, written, allowed, tolerance).outcome == FAILS


class Way(NamedTuple):
    """What came of one admissible way of computing.

    `settled` is the least settled class among its inputs. Ways of one `reading` with several values of `closing` try where an
    open window ends: one end is meant, and the best of them is taken for it.
    """

    outcome: str
    settled: Maturity = Maturity.M3
    reading: object = None
    closing: int = 0


class Decided(NamedTuple):
    """The verdict and the way its sentence speaks of, -1 for none; `counted` are the ways it rests on."""

    verdict: str
    best: int = -1
    counted: tuple[int, ...] = ()


def outcome_of(way: Way) -> str:
    """What a way counts for: a year that is still being revised may support a claim and may not contradict one."""
    unsettled = way.settled == Maturity.M0 or (way.settled == Maturity.M1 and way.outcome == FAILS)
    return INCOMPLETE if unsettled and way.outcome in STRENGTH else way.outcome


def decide(ways: Sequence[Way], *, untested: bool = False) -> Decided:
    """The verdict over every admissible way; their order never matters to it.

    Some pass and some fail: it depends on the definition. Otherwise, with a way that is incomplete, nothing is decided. Every way
    passes: the weakest of them is the verdict. Every one fails: contradicted, unless the words allow something else that could
    not be tested at all (`untested`). Ways that cannot be compared never count beside others.
    """
    counted = sorted(at for reading in _readings(ways).values() for at in _closed(ways, reading))
    passing = [at for at in counted if outcome_of(ways[at]) in NAMED]
    failing = [at for at in counted if outcome_of(ways[at]) == FAILS]
    if not counted:
        return Decided(NOT_COMPARABLE if ways else NO_DATA, 0 if ways else -1)
    if passing and failing:
        return Decided(DEPENDS, _best(ways, passing), tuple(counted))
    if len(passing) + len(failing) < len(counted) or (failing and untested):
        return Decided(NO_DATA, _best(ways, failing or passing or counted), tuple(counted))
    if failing:
        return Decided(CONTRADICTED, failing[0], tuple(counted))
    weakest = max(passing, key=lambda at: (_rank(outcome_of(ways[at])), -at))
    return Decided(NAMED[outcome_of(ways[weakest])], weakest, tuple(counted))


def _readings(ways: Sequence[Way]) -> dict[object, list[int]]:
    """The ways that can be compared, reading by reading."""
    readings: dict[object, list[int]] = {}
    for at, way in enumerate(ways):
        if way.outcome != UNLIKE:
            readings.setdefault(way.reading, []).append(at)
    return readings


def _closed(ways: Sequence[Way], reading: Iterable[int]) -> list[int]:
    """Of one reading, the ways of the end that fits best; of two that fit alike, the later."""
    closings: dict[int, list[int]] = {}
    for at in reading:
        closings.setdefault(ways[at].closing, []).append(at)

    def fit(closing: int) -> tuple[int, int, int]:
        ranks = [_rank(outcome_of(ways[at])) for at in closings[closing]]
        return max(ranks), min(ranks), -closing

    return closings[min(closings, key=fit)]


def _rank(outcome: str) -> int:
    """Passing before open before failing: an end of a window that is not known yet is not refuted by one that is."""
    return (PASSES, ROUNDED, NEAR, INCOMPLETE, FAILS).index(outcome)


def _best(ways: Sequence[Way], some: Iterable[int]) -> int:
    """The best of some ways, the first among equals."""
    return min(some, key=lambda at: (_rank(outcome_of(ways[at])), at))
