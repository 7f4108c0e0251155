"""The claims of the two founding documents, with the verdicts that the bundled edition honestly gives; docs/checking.md lists
where they differ from what fuller data would give."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cuaderno.checking.check import check
from cuaderno.checking.checked import Verdict
from cuaderno.ledger.ledger import Ledger
from cuaderno.statements.claim import Claim

from .claims import document, money, persons

SHEET, BLOG = None, date(2012, 4, 24)
LATEST = money("8.69 million", "IMET", "FY2020-FY2024")


def verdict_of(claim: Claim, ledger: Ledger, day: date | None) -> Verdict:
    """Checked in a document of that day; the sheet bears none and cites fiscal 2024."""
    return check(document(day=day), [claim, LATEST], ledger.store).claims[0].verdict


WORKED = [
    ("FMF", money("278 million", "FMF", "FY2017-FY2023", hedge="approximately"), SHEET, "no_data", "missing"),
    ("NADR-CWD", money("147 million", "NADR-CWD", "FY2017-"), SHEET, "no_data", "no_series"),
    ("unnamed", money("90 million", None, "FY2023", hedge="at_least", universe="security_assistance"), SHEET, "no_data", "not_held"),
    ("IMET", LATEST, SHEET, "no_data", "missing"),
    ("FMS", money("71.6 million", "FMS", stage="active", hedge="approximately", measure_kind="stock"), SHEET, "not_comparable", "stock_not_flow"),
    ("DCS", money("172.37 million", "DCS", "FY2021-FY2023", stage="authorised", hedge="approximately"), SHEET, "no_data", "not_held"),
    ("GPOI", money("200,000", "GPOI", "2010-2016", hedge="at_most", strict=True), SHEET, "no_data", "no_series"),
    ("majority", money("50", "FMF", unit="percent", hedge="at_least", marks=("share",)), SHEET, "no_data", "no_period"),
    ("Sinai", persons(275, provider=("COL",), recipient=("MFO",)), SHEET, "no_data", "not_united_nations"),
    ("Plan Colombia", money("7 billion", "PLAN-COLOMBIA", stage=None), BLOG, "no_data", "untold"),
    ("national", money("70 billion", None, "2002-2012", stage="spent", provider=("COL",), hedge="nearly"), BLOG, "no_data", "no_series"),
    ("largest", persons(1, stage="active", unit="rank", marks=("rank",), provider=("COL",)), BLOG, "no_data", "comparison_set"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "day", "verdict", "reason"), [one[1:] for one in WORKED], ids=[one[0] for one in WORKED]
)
def test_a_worked_verdict(claim: Claim, day: date | None, verdict: str, reason: str, edition_ledger: Ledger) -> None:
    found = verdict_of(claim, edition_ledger, day)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_the_years_that_are_held_of_the_fmf_claim_are_printed(edition_ledger: Ledger) -> None:
    found = verdict_of(WORKED[0][1], edition_ledger, SHEET)
    best = found.definitions[found.best]
    assert (best.universe, best.stage, best.source) == ("FMF", "obligated", "greenbook")
    assert (best.computed, best.covered, best.asked) == (Decimal("216151787.00"), 4, 7)
    assert [one.blank for one in best.inputs] == ["", "", "", "", *["not_yet_published"] * 3]
    assert all(one.cites for one in best.inputs if one.value is not None)
    assert found.facts["resolvers"] == ("budget_justification", "foreign_assistance")


def test_the_readings_of_plan_colombia_that_a_text_of_2012_can_mean(edition_ledger: Ledger) -> None:
    found = verdict_of(WORKED[9][1], edition_ledger, BLOG)
    tried = {one.universe: one for one in found.definitions if one.stage == "obligated"}
    assert "PLAN-COLOMBIA/CRS-2017" not in tried
    assert tried["PLAN-COLOMBIA/STATE"].outcome == "fails"
    assert tried["PLAN-COLOMBIA/STATE"].computed == Decimal("6316489858.00")
    assert tried["PLAN-COLOMBIA/CIP"].outcome == "incomplete"
    assert "PLAN-COLOMBIA/ORIGINAL" in str(found.facts["not_held"])
    assert "unnamed-universe" in found.flags


def test_a_reading_of_some_of_the_years_decides_nothing_of_all_of_them(edition_ledger: Ledger) -> None:
    merida = money("3 billion", "MERIDA", "FY2008-FY2020", recipient=("MEX",))
    found = verdict_of(merida, edition_ledger, date(2021, 6, 1))
    assert (found.verdict, found.reason) == ("no_data", "missing")
    assert {(one.covered, one.asked) for one in found.definitions} == {(3, 13)}


def test_an_unnamed_universe_is_tried_in_every_one_that_is_held(edition_ledger: Ledger) -> None:
    found = verdict_of(WORKED[2][1], edition_ledger, SHEET)
    assert {one.universe for one in found.definitions} == {"D1", "D2", "D4"}
    assert found.facts["not_held"] == ("D3",)
    assert found.flags == ("unnamed-universe",)


def test_what_only_the_sheet_itself_prints_supports_nothing(edition_ledger: Ledger) -> None:
    signed = document(title="U.S. Department of State: U.S. Security Cooperation With Colombia", day=None)
    for one in (WORKED[0][1], WORKED[5][1]):
        found = check(signed, [one, LATEST], edition_ledger.store).claims[0].verdict
        shown = [each for each in found.definitions if each.source == "published_figures"]
        assert [each.outcome for each in shown] == ["not_comparable"]
        assert {"single-source", "same-origin"} <= set(found.flags)
        assert found.verdict == "no_data"
