"""Relations that a document claims, held against the bundled edition's dated stages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cuaderno import open_ledger
from cuaderno.checking.check import check
from cuaderno.checking.relations import verdicts
from cuaderno.checking.wording import quotable
from cuaderno.documents.finding import find
from cuaderno.ledger.store import Store
from cuaderno.reading.opening import read_document
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


def said_so(text: str, as_of: date | None = None) -> tuple[str, str, tuple[str, ...]]:
    """What is decided of the one claim of a text."""
    document = read_document(text.encode(), "text")
    (found,) = check(document, find(document), open_ledger().store, as_of=as_of).claims
    return found.verdict.verdict, found.verdict.reason, found.verdict.flags


ANNOUNCED = ("contradicted", "relation_announced_only", ("announced-only",))
DIFFERS = ("contradicted", "relation_date_differs", ())
AGREES = ("supported", "relation_date_agrees", ())
BY_VIEW = ("depends_on_definition", "relation_uncertain", ("disputed",))


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("Colombia was designated a Major Non-NATO Ally on 10 March 2022.", ANNOUNCED),
        ("Colombia fue designada aliado principal no miembro de la OTAN el 10 de marzo de 2022.", ANNOUNCED),
        ("Colombia was designated a Major Non-NATO Ally in December 2022.", DIFFERS),
        ("Colombia was designated a Major Non-NATO Ally on 23 May 2022.", AGREES),
        ("Colombia was designated a Major Non-NATO Ally in May 2022.", AGREES),
        ("Brazil was designated a Major Non-NATO Ally on 8 May 2019.", ANNOUNCED),
        ("Qatar was designated a Major Non-NATO Ally in January 2022.", ANNOUNCED),
        ("Qatar was designated a Major Non-NATO Ally on 20 March 2022.", ("no_data", "relation_date_coarse", ())),
        ("Tunisia was designated a Major Non-NATO Ally in May 2015.", ANNOUNCED),
        ("Pakistan was designated a Major Non-NATO Ally in 2004.", AGREES),
    ],
)
def test_a_date_is_held_against_the_finest_one_that_is_held(
    text: str, decided: tuple[str, str, tuple[str, ...]]
) -> None:
    assert said_so(text) == decided


@pytest.mark.parametrize(
    "text",
    [
        "The 2009 defense cooperation agreement between the United States and Colombia remains in force.",
        "The defense cooperation agreement of 2009 between the United States and Colombia remains in force.",
        "El acuerdo de cooperación en defensa de 2009 entre Estados Unidos y Colombia sigue vigente.",
    ],
)
@pytest.mark.parametrize("day", [None, date(2010, 12, 31), date(2024, 6, 5)])
def test_the_year_in_a_name_is_not_the_day_on_which_it_is_in_force(text: str, day: date | None) -> None:
    assert said_so(text, day) == BY_VIEW


def test_a_beginning_that_one_party_alone_holds_depends_on_whose_view_is_taken() -> None:
    text = "The defense cooperation agreement between the United States and Colombia entered into force in 2009."
    assert said_so(text) == ("depends_on_definition", "relation_viewed", ("disputed",))


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("Colombia joined the OECD in 2018.", ANNOUNCED),
        ("Colombia joined the OECD in 2020.", AGREES),
        ("Colombia joined the OECD in 2022.", DIFFERS),
        ("Colombia has been a member of the OECD since 2022.", DIFFERS),
        ("In 2022 Colombia was a member of the OECD.", ("no_data", "relation_began_or_held", ())),
        ("In 2019 Colombia was a member of the OECD.", DIFFERS),
        ("In 2023 Colombia was a Major Non-NATO Ally.", ("no_data", "relation_began_or_held", ())),
        ("Mexico withdrew from the Rio Treaty in 2004.", AGREES),
        ("Mexico withdrew from the Rio Treaty in 2002.", AGREES),
        ("Mexico withdrew from the Rio Treaty in 1947.", DIFFERS),
    ],
)
def test_who_joins_is_held_against_what_is_in_force_and_who_leaves_against_leaving(
    text: str, decided: tuple[str, str, tuple[str, ...]]
) -> None:
    assert said_so(text) == decided


def test_a_failing_determination_is_shown_with_its_waiver(store: Store) -> None:
    decertified = "In September 2025 the United States decertified Colombia as a partner in the fight against drugs."
    document = read_document(decertified.encode(), "text")
    (found,) = check(document, find(document), store).claims
    assert (found.verdict.verdict, [one.stage for one in found.verdict.evidence]) == (
        "supported",
        ["determination", "waived"],
    )
    certified = "In September 2025 the United States found Colombia to be fully cooperating in the fight against drugs."
    assert said_so(certified) == ("no_data", "relation_finding_unknown", ())


def test_the_commitments_that_a_claim_was_held_against_are_named(store: Store) -> None:
    said = claim("designation", "USA", "COL", "2022", relation="MNNA", stage="designated")
    assert check(read_document(b"Text.", "text"), [said], store).sources == ("commitments",)
