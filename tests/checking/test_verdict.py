"""The rules of a verdict: hedges at their edges, the order of what is decided, and what must hold of any numbers."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.checking.checked import (
    APPROXIMATELY,
    CONTRADICTED,
    DEPENDS,
    NO_DATA,
    NOT_COMPARABLE,
    SUPPORTED,
    WITHIN_ROUNDING,
)
from cuaderno.checking.verdict import (
    FAILS,
    INCOMPLETE,
    NEAR,
    PASSES,
    ROUNDED,
    STRENGTH,
    UNLIKE,
    Way,
    Written,
    compare,
    decide,
    leading_unit,
    refuted_from_below,
    tolerance,
)
from cuaderno.statements.claim import HEDGES
from cuaderno.statements.periods import Maturity

M = 1_000_000
SUPPORTING = (SUPPORTED, WITHIN_ROUNDING, APPROXIMATELY)


def number(value: float, half_unit: float = 0, **more: object) -> Written:
    return Written(Decimal(str(value)), Decimal(str(half_unit)), **more)  # type: ignore[arg-type]


EDGES = [
    # a number without a hedge: r, then R, then what revisions explain
    (278.5, number(278, 0.5), 0.5, PASSES, ()),
    (277.5, number(278, 0.5), 0.5, PASSES, ()),
    (278.6, number(278, 0.5), 0.6, ROUNDED, ()),
    (278.7, number(278, 0.5), 0.6, NEAR, ()),
    (280.78, number(278, 0.5), 0.6, NEAR, ()),
    (280.79, number(278, 0.5), 0.6, FAILS, ()),
    (0, number(0), 0, PASSES, ()),
    (1, number(0), 0, FAILS, ()),
    # approximately: r, then 5 %
    (278.5, number(278, 0.5, hedge="approximately"), 0.5, PASSES, ()),
    (291.9, number(278, 0.5, hedge="approximately"), 0.5, NEAR, ()),
    (264.1, number(278, 0.5, hedge="approximately"), 0.5, NEAR, ()),
    (291.91, number(278, 0.5, hedge="approximately"), 0.5, FAILS, ()),
    (264.09, number(278, 0.5, hedge="approximately"), 0.5, FAILS, ()),
    # over: from X to the next of its first digit, beyond it loosely, below it by the rounding
    (90, number(90, 0.5, hedge="at_least"), 0.5, PASSES, ()),
    (99.99, number(90, 0.5, hedge="at_least"), 0.5, PASSES, ()),
    (100, number(90, 0.5, hedge="at_least"), 0.5, PASSES, ("loose",)),
    (89.5, number(90, 0.5, hedge="at_least"), 0.5, NEAR, ()),
    (89.49, number(90, 0.5, hedge="at_least"), 0.5, FAILS, ()),
    # close to: 0.90, 0.95 and 1.01 of X
    (66.5, number(70, 0.5, hedge="nearly"), 0.5, PASSES, ()),
    (66.49, number(70, 0.5, hedge="nearly"), 0.5, NEAR, ()),
    (63, number(70, 0.5, hedge="nearly"), 0.5, NEAR, ()),
    (62.99, number(70, 0.5, hedge="nearly"), 0.5, FAILS, ()),
    (70.7, number(70, 0.5, hedge="nearly"), 0.5, PASSES, ()),
    (70.71, number(70, 0.5, hedge="nearly"), 0.5, FAILS, ()),
    # less than and up to
    (200, number(200, 0.5, hedge="at_most", strict=True), 0.5, FAILS, ()),
    (200, number(200, 0.5, hedge="at_most"), 0.5, PASSES, ()),
    (199.99, number(200, 0.5, hedge="at_most", strict=True), 0.5, PASSES, ()),
    (100, number(200, 0.5, hedge="at_most"), 0.5, PASSES, ()),
    (99.99, number(200, 0.5, hedge="at_most"), 0.5, PASSES, ("loose",)),
    (200.1, number(200, 0.5, hedge="at_most"), 0.6, ROUNDED, ()),
    (200.11, number(200, 0.5, hedge="at_most"), 0.6, FAILS, ()),
    # between
    (9.5, number(10, 0.5, high=Decimal(20)), 0.5, PASSES, ()),
    (20.5, number(10, 0.5, high=Decimal(20)), 0.5, PASSES, ()),
    (20.6, number(10, 0.5, high=Decimal(20)), 0.6, ROUNDED, ()),
    (9.39, number(10, 0.5, high=Decimal(20)), 0.6, FAILS, ()),
    # most of it
    (50, number(50, 0.5, hedge="at_least", majority=True), 0.5, FAILS, ()),
    (50.01, number(50, 0.5, hedge="at_least", majority=True), 0.5, PASSES, ()),
    (99, number(50, 0.5, hedge="at_least", majority=True), 0.5, PASSES, ()),
    # counts are exact, unless they are hedged
    (101, number(100, 0.5, exact=True), 0.5, FAILS, ()),
    (100, number(100, 0.5, exact=True), 0.5, PASSES, ()),
    (105, number(100, 0.5, exact=True, hedge="approximately"), 0.5, NEAR, ()),
    (106, number(100, 0.5, exact=True, hedge="approximately"), 0.5, FAILS, ()),
]


@pytest.mark.parametrize(("computed", "written", "allowed", "outcome", "flags"), EDGES)
def test_a_number_at_the_edges_of_its_hedge(
    computed: float, written: Written, allowed: float, outcome: str, flags: tuple[str, ...]
) -> None:
    assert compare(Decimal(str(computed)), written, Decimal(str(allowed))) == (outcome, flags)


def test_a_leading_unit_is_one_of_the_first_digit() -> None:
    assert [leading_unit(Decimal(value)) for value in (90, 278 * M, 1, 0)] == [10, 100 * M, 1, 0]


def test_revisions_explain_what_their_class_is_expected_to_move() -> None:
    def of(*inputs: tuple[int, str]) -> Decimal:
        return tolerance((Decimal(value), Maturity[name]) for value, name in inputs)

    assert of((100, "M3")) == Decimal("0.01")
    assert of((100, "M2")) == Decimal("0.05")
    assert of((90, "M3"), (10, "M2")) == Decimal("0.019")
    assert of((90, "M3"), (10, "M1")) == Decimal("0.05")
    assert of() == Decimal("0.01")


money = st.decimals(min_value=1, max_value=10**12, places=2)
small = st.decimals(min_value=0, max_value=10**6, places=2)
hedges = st.sampled_from([None, *HEDGES])


@given(money, small, small, hedges, st.booleans(), money, money)
def test_farther_off_is_never_better(
    value: Decimal, half: Decimal, more: Decimal, hedge: str | None, strict: bool, one: Decimal, two: Decimal
) -> None:
    written = Written(value, half, hedge=hedge, strict=strict)
    near, far = sorted((one, two))
    for sign in (1, -1):
        outcomes = [compare(value + sign * distance, written, half + more).outcome for distance in (near, far)]
        assert STRENGTH.index(outcomes[0]) <= STRENGTH.index(outcomes[1])


@given(money, small, small, hedges, st.booleans(), money, st.integers(-6, 6))
def test_scaling_everything_alike_changes_nothing(
    value: Decimal, half: Decimal, more: Decimal, hedge: str | None, strict: bool, computed: Decimal, power: int
) -> None:
    plain = compare(computed, Written(value, half, hedge=hedge, strict=strict), half + more)
    scaled = Written(value.scaleb(power), half.scaleb(power), hedge=hedge, strict=strict)
    assert compare(computed.scaleb(power), scaled, (half + more).scaleb(power)) == plain


@given(money, small, hedges, st.booleans(), money, money)
def test_a_sum_that_refutes_from_below_goes_on_refuting_as_it_grows(
    value: Decimal, half: Decimal, hedge: str | None, strict: bool, least: Decimal, more: Decimal
) -> None:
    written = Written(value, half, hedge=hedge, strict=strict)
    if refuted_from_below(least, written, half):
        assert least > value + half
        assert refuted_from_below(least + more, written, half)
        assert compare(least + more, written, half).outcome == FAILS


def test_over_is_never_refuted_from_below() -> None:
    assert not refuted_from_below(Decimal(10**9), number(90, 0.5, hedge="at_least"), Decimal("0.5"))


DECISIONS = [
    ([], NO_DATA),
    ([Way(PASSES)], SUPPORTED),
    ([Way(PASSES), Way(ROUNDED)], WITHIN_ROUNDING),
    ([Way(PASSES), Way(ROUNDED), Way(NEAR)], APPROXIMATELY),
    ([Way(FAILS)], CONTRADICTED),
    ([Way(FAILS), Way(FAILS, Maturity.M2)], CONTRADICTED),
    ([Way(FAILS), Way(FAILS, Maturity.M1)], NO_DATA),
    ([Way(PASSES, Maturity.M1)], SUPPORTED),
    ([Way(PASSES, Maturity.M0)], NO_DATA),
    ([Way(PASSES), Way(FAILS)], DEPENDS),
    ([Way(PASSES), Way(FAILS), Way(INCOMPLETE)], DEPENDS),
    ([Way(PASSES), Way(INCOMPLETE)], NO_DATA),
    ([Way(FAILS), Way(INCOMPLETE)], NO_DATA),
    ([Way(UNLIKE)], NOT_COMPARABLE),
    ([Way(UNLIKE), Way(PASSES)], SUPPORTED),
    # the open end of a window: the end that fits is meant, an unknown end is not refuted by a known one
    ([Way(FAILS, reading="a", closing=2022), Way(PASSES, reading="a", closing=2023)], SUPPORTED),
    ([Way(FAILS, reading="a", closing=2022), Way(INCOMPLETE, reading="a", closing=2023)], NO_DATA),
    ([Way(FAILS, reading="a", closing=2022), Way(FAILS, reading="a", closing=2023)], CONTRADICTED),
    ([Way(FAILS, reading="a", closing=1), Way(PASSES, reading="a", closing=2), Way(FAILS, reading="b")], DEPENDS),
]


@pytest.mark.parametrize(("ways", "verdict"), DECISIONS)
def test_several_ways_amount_to_one_verdict(ways: list[Way], verdict: str) -> None:
    assert decide(ways).verdict == verdict


def test_what_could_not_be_tested_at_all_keeps_from_contradicting_alone() -> None:
    assert decide([Way(FAILS)], untested=True).verdict == NO_DATA
    assert decide([Way(PASSES)], untested=True).verdict == SUPPORTED
    assert decide([Way(PASSES), Way(FAILS)], untested=True).verdict == DEPENDS


some_way = st.builds(
    Way,
    st.sampled_from([*STRENGTH, INCOMPLETE, UNLIKE]),
    st.sampled_from(list(Maturity)),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from([0, 2021, 2022]),
)


@given(st.lists(some_way, max_size=8), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_definitions_never_matters(ways: list[Way], untested: bool, chance: random.Random) -> None:
    shuffled = list(ways)
    chance.shuffle(shuffled)
    one, two = decide(ways, untested=untested), decide(shuffled, untested=untested)
    assert one.verdict == two.verdict
    assert sorted(ways[at].outcome for at in one.counted) == sorted(shuffled[at].outcome for at in two.counted)


@given(st.lists(some_way, min_size=1, max_size=8), st.booleans(), st.integers(0, 7))
def test_a_missing_year_never_gives_support(ways: list[Way], untested: bool, which: int) -> None:
    comparable = [at for at, way in enumerate(ways) if way.outcome != UNLIKE]
    if not comparable:
        return
    at = comparable[which % len(comparable)]
    fewer = [*ways[:at], ways[at]._replace(outcome=INCOMPLETE), *ways[at + 1 :]]
    before, after = decide(ways, untested=untested).verdict, decide(fewer, untested=untested).verdict
    assert after not in SUPPORTING or before in SUPPORTING


@given(st.lists(some_way, max_size=8), st.booleans())
def test_nothing_is_contradicted_by_years_that_are_still_revised(ways: list[Way], untested: bool) -> None:
    decided = decide(ways, untested=untested)
    if decided.verdict == CONTRADICTED:
        assert all(ways[at].outcome == FAILS and ways[at].settled >= Maturity.M2 for at in decided.counted)


@given(st.lists(some_way, min_size=1, max_size=8))
def test_a_verdict_rests_on_what_it_speaks_of(ways: list[Way]) -> None:
    decided = decide(ways)
    assert 0 <= decided.best < len(ways)
    assert decided.best in decided.counted or decided.verdict == NOT_COMPARABLE
