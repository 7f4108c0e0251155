"""Two hundred documents with known truth, checked: what is wrong is never supported, what is right hardly ever contradicted."""

from __future__ import annotations

from collections import Counter

import pytest

from cuaderno.checking.checked import APPROXIMATELY, CONTRADICTED, DEPENDS, SUPPORTED, WITHIN_ROUNDING
from cuaderno.ledger.answer import Total

from ..tracing import untraced
from .generated import RIGHT, WAYS, WRONG, documents
from .matrix import MISSED, Outcome, outcomes, table
from .readings import ALL, DAY, Key, edition, readings

AGREEING = (SUPPORTED, WITHIN_ROUNDING, APPROXIMATELY, DEPENDS)
"""What no wrong claim may be called: each says that some definition agrees, and by none of them is it right."""
MOST_CONTRADICTED, LEAST_FOUND = 0.02, 0.97


@pytest.fixture(scope="module")
def checked() -> list[Outcome]:
    with untraced():
        return outcomes()


def _some(checked: list[Outcome], *, right: bool, verdicts: tuple[str, ...]) -> list[Outcome]:
    return [one for one in checked if one.truth.right == right and one.verdict in verdicts]


def _told(some: list[Outcome]) -> str:
    return "\n\n".join(map(str, some))


def test_no_wrong_figure_is_called_supported(checked: list[Outcome]) -> None:
    print(f"\n{table(checked)}")  # pytest -s
    wrong = _some(checked, right=False, verdicts=AGREEING)
    assert not wrong, _told(wrong)


def test_a_right_figure_is_hardly_ever_contradicted(checked: list[Outcome]) -> None:
    contradicted = _some(checked, right=True, verdicts=(CONTRADICTED,))
    assert len(contradicted) <= MOST_CONTRADICTED * sum(one.truth.right for one in checked), _told(contradicted)


def test_the_claims_are_found_with_their_numbers(checked: list[Outcome]) -> None:
    missed = [one for one in checked if one.verdict == MISSED]
    assert len(missed) <= (1 - LEAST_FOUND) * len(checked), _told(missed)


def test_most_claims_are_decided(checked: list[Outcome]) -> None:
    """That nothing wrong is supported would be easily had by deciding nothing."""
    contradicted = _some(checked, right=False, verdicts=(CONTRADICTED,))
    assert len(contradicted) > 0.7 * sum(not one.truth.right for one in checked)
    assert len(_some(checked, right=True, verdicts=AGREEING)) > 0.8 * sum(one.truth.right for one in checked)


def test_what_was_found_is_what_was_meant(checked: list[Outcome]) -> None:
    """The verdicts say something of the rules only where the claim is understood: programme, stage, recipient and years."""
    amiss = [one for one in checked if one.found and _key(one) != one.truth.key]
    assert len(amiss) <= 0.03 * len(checked), _told(amiss)


def _key(one: Outcome) -> Key | None:
    assert one.found is not None
    claim = one.found.claim
    first, last = (text or "FY0" for text in (claim.period_start, claim.period_end))
    programme = claim.programme or ALL  # a heading names no universe: what stands under it is tested in every one
    years = (int(first.removeprefix("FY")), int(last.removeprefix("FY")))
    return Key(" ".join(claim.recipient), programme, claim.stage or "", *years)


class TestGenerator:
    """The generator itself: what it calls right and wrong must be so, or the matrix says nothing."""

    def test_the_same_seed_gives_the_same_documents(self) -> None:
        assert [one.text for one in documents(20, 3)] == [one.text for one in documents(20, 3)]
        assert [one.text for one in documents(20, 3)] != [one.text for one in documents(20, 4)]

    def test_every_way_is_there_often_and_in_both_languages(self) -> None:
        for language in ("en", "es"):
            ways = Counter(truth.way for made in documents() if made.language == language for truth in made.truths)
            assert set(ways) == set(WAYS)
            assert min(ways[way] for way in WRONG) >= 8
            assert min(ways[way] for way in RIGHT) >= 16

    def test_a_claim_is_right_by_some_reading_or_wrong_by_every_one(self) -> None:
        for truth in (truth for made in documents() for truth in made.truths if not truth.hedge):
            furthest = min(abs(one.value - truth.value) / truth.value for one in truth.readings)
            assert furthest < 0.006 if truth.right else furthest > 0.01

    def test_the_readings_are_the_ledgers_own_totals(self) -> None:
        asked = [
            truth.key
            for made in documents(60)
            for truth in made.truths
            if truth.key.stage in ("obligated", "allocated")
        ]
        totals = [(key, _total(key)) for key in asked if key.programme != ALL]
        whole = [
            (key, total)
            for key, total in totals
            if all(one.value or one.blank == "zero_reported" for one in total.figures)
        ]
        assert len(whole) > 30
        assert [key for key, total in whole if total.value not in [one.value for one in readings(key)]] == []

    def test_a_reading_of_the_day_is_one_of_the_readings(self) -> None:
        key = Key("COL", "FMF", "allocated", 2010, 2012)
        assert _total(key, known_on=DAY.isoformat()).value in [one.value for one in readings(key)]


def _total(key: Key, known_on: str = "") -> Total:
    years = f"FY{key.first}-FY{key.last}"
    return edition().total(
        recipient=key.recipient, programme=key.programme, stage=key.stage, years=years, known_on=known_on
    )
