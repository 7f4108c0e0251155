"""A whole document checked: every claim in order, the day, the counts, who speaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cuaderno.checking.check import check
from cuaderno.checking.checked import VERDICTS
from cuaderno.checking.origin import origin_of
from cuaderno.ledger.ledger import Ledger
from cuaderno.reading.document import HEADING, PARAGRAPH, Block
from cuaderno.statements.claim import Claim

from .claims import document, money

RIGHT = money("216 million", "FMF", "FY2017-FY2020", stage="obligated")
OPEN = replace(RIGHT, id="c2", period_end=None)
VISIT = Claim("c3", "a visit", 0, 1, "visit", provider=("USA",), recipient=("COL",))


def test_every_claim_has_a_verdict_in_the_order_of_the_text(edition_ledger: Ledger) -> None:
    claims = (RIGHT, VISIT, OPEN)
    found = check(document(day=date(2021, 3, 1)), claims, edition_ledger.store)
    assert [one.claim for one in found.claims] == list(claims)
    assert all(one.verdict.verdict in VERDICTS for one in found.claims)
    assert list(found.counts) == list(VERDICTS)
    assert sum(found.counts.values()) == len(claims)
    assert "greenbook" in found.sources
    assert (found.as_of, found.as_of_reason) == (date(2021, 3, 1), "document")


def test_the_day_given_goes_before_the_documents_own(edition_ledger: Ledger) -> None:
    late = check(document(day=date(2024, 3, 1)), [OPEN], edition_ledger.store)
    early = check(document(day=date(2024, 3, 1)), [OPEN], edition_ledger.store, as_of=date(2021, 3, 1))
    assert [late.claims[0].verdict.verdict, early.claims[0].verdict.verdict] == ["no_data", "supported"]
    assert early.as_of_reason == "given"


def test_a_document_without_claims_is_checked(edition_ledger: Ledger) -> None:
    found = check(document(day=None), [], edition_ledger.store)
    assert (found.claims, found.as_of, found.as_of_reason, found.sources) == ((), None, "unknown", ())


@pytest.mark.parametrize(
    ("fields", "families"),
    [
        ({"title": "U.S. Department of State: a fact sheet"}, {"us_government"}),
        ({"title": "Oficina de Asuntos Político-Militares, Departamento de Estado"}, {"us_government"}),
        ({"address": "https://www.state.gov/x"}, {"us_government"}),
        ({"address": "https://2009-2017.state.gov/x", "title": "NACLA"}, {"us_government"}),
        ({"address": "https://notstate.example/gov"}, set()),
        ({"address": "https://www.sipri.org/x"}, {"sipri"}),
        ({"address": "https://mysipri.org/x"}, set()),
        ({"title": "A newspaper"}, set()),
    ],
)
def test_who_publishes_a_document(fields: dict[str, str], families: set[str]) -> None:
    assert {one.code for one in origin_of(document(**fields)).families} == families


def test_a_document_is_signed_above_and_not_by_whom_it_mentions() -> None:
    head = "Bureau of Political-Military Affairs"
    body = f"{'The paper spoke to a number of officials. ' * 4}The Department of State declined to comment."
    signed = document(f"{head}\n\n{body}", blocks=(Block(HEADING, 0, len(head)), Block(PARAGRAPH, len(head) + 2, 400)))
    assert [one.code for one in origin_of(signed).families] == ["us_government"]
    assert origin_of(document(body)).families == ()


def test_a_copy_names_its_source_at_the_end() -> None:
    body = f"{'Something was provided. ' * 20}"
    copied = document(f"{body}Fuente Departamento de Estado de los Estados Unidos.")
    assert [one.code for one in origin_of(copied).families] == ["us_government"]
    assert origin_of(document(f"{body}The Department of State was asked.")).families == ()


def test_agreement_of_one_publisher_with_itself_is_flagged(edition_ledger: Ledger) -> None:
    signed = document(title="U.S. Department of State", day=date(2021, 3, 1))
    (found,) = check(signed, [RIGHT], edition_ledger.store).claims
    assert (found.verdict.verdict, found.verdict.flags) == ("supported", ("same-origin",))
    wrong = replace(RIGHT, value=2 * (RIGHT.value or 0))
    assert check(signed, [wrong], edition_ledger.store).claims[0].verdict.flags == ()
