"""Relations that a document claims, held against the bundled edition's dated stages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cuaderno import open_ledger
from cuaderno.checking.relations import verdicts
from cuaderno.checking.wording import quotable
from cuaderno.ledger.store import Store
from cuaderno.statements.claim import Claim

DAY = date(2024, 6, 1)


@pytest.fixture(scope="module")
def store() -> Store:
    return open_ledger().store


def claim(kind: str, provider: str, recipient: str, when: str | None = None, **slots: Any) -> Claim:
    return Claim(
        "c1", "…", 0, 1, kind, provider=(provider,), recipient=(recipient,), period_start=when, period_end=when, **slots
    )


CASES = [
    (claim("designation", "USA", "COL", "2022", relation="MNNA", stage="designated"), "supported", "relation_date_agrees", ()),
    (claim("designation", "USA", "COL", "2021", relation="MNNA", stage="designated"), "contradicted", "relation_date_differs", ()),
    (claim("designation", "USA", "COL", relation="MNNA", stage="active"), "supported", "relation_in_force", ()),
    (claim("designation", "USA", "CRI", relation="MNNA", stage="active"), "contradicted", "relation_not_listed", ()),
    (claim("designation", "USA", "AFG", relation="MNNA", stage="active"), "contradicted", "relation_ended", ()),
    # NATO's own page of 2017 and the press of 2018 give two dates: both stay, and the claim has a source for its own.
    (claim("membership", "COL", "NATO", "2017", relation="PARTNERSHIP"), "supported", "relation_date_agrees", ("disputed",)),
    (claim("membership", "COL", "NATO", "2019", relation="PTEC"), "supported", "relation_date_agrees", ()),
    (claim("agreement", "COL", "NATO", "2021", stage="agreed"), "supported", "relation_date_agrees", ()),
    # Only the fact sheet itself asserts it.
    (claim("agreement", "USA", "COL", "2012", relation="ACSA"), "no_data", "relation_weak", ("single-source",)),
    (claim("membership", "COL", "OAS", stage="active"), "supported", "relation_in_force", ()),
    (claim("membership", "COL", "OECD", stage="active"), "supported", "relation_in_force", ()),
    (claim("visit", "USA", "COL", "2012-04-23", stage="held"), "supported", "relation_date_agrees", ()),
    (claim("visit", "ISR", "COL", "2012-04-16", stage="held"), "supported", "relation_date_agrees", ()),
    (claim("visit", "COL", "USA", "2012-04-23", stage="held"), "no_data", "relation_date_not_held", ()),
    (claim("visit", "ISR", "COL", "2013-04-16", stage="held"), "no_data", "relation_date_not_held", ()),
    (claim("agreement", "USA", "SAU", marks=("negated",)), "not_comparable", "relation_negated", ()),
    (claim("agreement", "USA", "COL", marks=("intent",)), "not_comparable", "relation_intent", ()),
    (Claim("c1", "…", 0, 1, "membership", recipient=("COL",)), "no_data", "relation_parties_unknown", ()),
]  # fmt: skip


@pytest.mark.parametrize(("said", "verdict", "reason", "flags"), CASES)
def test_a_relation_against_its_dated_stages(
    said: Claim, verdict: str, reason: str, flags: tuple[str, ...], store: Store
) -> None:
    (given,) = verdicts([said], store, DAY)
    assert (given.verdict, given.reason, given.flags) == (verdict, reason, flags)


def test_every_support_and_contradiction_of_something_listed_shows_its_evidence(store: Store) -> None:
    for said, given in zip([case[0] for case in CASES], verdicts([case[0] for case in CASES], store, DAY), strict=True):
        if given.verdict in ("supported", "contradicted") and given.reason != "relation_not_listed":
            assert given.evidence, said
            assert all(one.reference and one.cite for one in given.evidence)


def test_before_anything_was_known_of_it_nothing_is_decided_and_that_is_said(store: Store) -> None:
    said = claim("designation", "USA", "COL", relation="MNNA", stage="active")
    (given,) = verdicts([said], store, date(2015, 1, 1))
    assert (given.verdict, given.reason) == ("no_data", "relation_not_held")
    for lang in ("en", "es"):
        assert "{" not in quotable(said, given, lang)


def test_before_the_designation_the_status_was_only_announced(store: Store) -> None:
    said = claim("designation", "USA", "COL", relation="MNNA", stage="active")
    (given,) = verdicts([said], store, date(2022, 4, 15))
    assert (given.verdict, given.reason, given.flags) == (
        "contradicted",
        "relation_announced_only",
        ("announced-only",),
    )
