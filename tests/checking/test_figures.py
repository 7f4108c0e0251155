"""Figures that the bundled edition can decide: right, rounded, hedged, and wrong in every way a figure goes wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cuaderno.checking.checked import Verdict
from cuaderno.checking.figures import Desk, verdicts
from cuaderno.checking.wording import quotable
from cuaderno.ledger.ledger import Ledger
from cuaderno.statements.claim import Claim

from .claims import money, persons

DAY = date(2024, 9, 30)
SUPPORTING = ("supported", "supported_within_rounding")


def verdict_of(claim: Claim, ledger: Ledger, day: date | None = DAY) -> Verdict:
    return verdicts([claim], Desk(ledger.store, day, day.isoformat() if day else ""))[0]


def fmf(text: str, period: str = "FY2017-FY2020", **slots: object) -> Claim:
    return money(text, "FMF", period, **{"stage": "obligated", **slots})


RIGHT = [
    ("to the dollar", fmf("216,151,787"), "supported", ()),
    ("provided", fmf("216,151,787", stage="provided"), "supported", ()),
    ("no stage", fmf("216,151,787", stage=None), "supported", ()),
    ("rounded", fmf("216 million"), "supported", ()),
    ("rounded more", fmf("0.2 billion"), "supported", ()),
    ("about", fmf("220 million", hedge="approximately"), "approximately", ()),
    ("over", fmf("200 million", hedge="at_least"), "supported", ()),
    ("over, loosely", fmf("100 million", hedge="at_least"), "supported", ("loose",)),
    ("close to", fmf("220 million", hedge="nearly"), "supported", ()),
    ("up to", fmf("300 million", hedge="at_most"), "supported", ()),
    ("less than", fmf("220 million", hedge="at_most", strict=True), "supported", ()),
    ("between", fmf("200 million", value_high=Decimal(250_000_000)), "supported", ()),
    ("one year", fmf("38,525,000", "FY2017"), "supported", ()),
    ("one bare year", fmf("38,525,000", "2017"), "supported", ("window-inferred",)),
    ("two stages agree", fmf("200.266 million", "FY2010-FY2014", stage="provided"), "supported", ()),
    ("not yet settled", fmf("227.266 million", "FY2010-FY2015", stage="provided"), "supported", ("provisional",)),
    ("two stages, nearly", fmf("200,266,000", "FY2010-FY2014", stage="provided"), "approximately", ()),
    ("requested", fmf("63,525,000", "FY2016-FY2017", stage="requested"), "supported", ()),
    ("a universe", money("263,727,306", None, "FY2017-FY2020", stage="obligated", universe="security_assistance"), "depends_on_definition", ("unnamed-universe",)),
    ("most of one", money("50", "FMF", "FY2017-FY2020", unit="percent", hedge="at_least", marks=("share",)), "depends_on_definition", ("unnamed-universe",)),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "verdict", "flags"), [one[1:] for one in RIGHT], ids=[one[0] for one in RIGHT])
def test_a_right_figure(claim: Claim, verdict: str, flags: tuple[str, ...], edition_ledger: Ledger) -> None:
    found = verdict_of(claim, edition_ledger)
    assert (found.verdict, found.flags) == (verdict, flags)


WRONG = [
    ("3 % more", fmf("222.6 million"), "approximately"),
    ("3 % more, settled", fmf("206.3 million", "FY2010-FY2014"), "contradicted"),
    ("10 % more", fmf("237.8 million"), "contradicted"),
    ("10 % less", fmf("194.5 million"), "contradicted"),
    ("twice", fmf("432.3 million"), "contradicted"),
    ("twice, about", fmf("432.3 million", hedge="approximately"), "contradicted"),
    ("twice, over", fmf("432.3 million", hedge="at_least"), "contradicted"),
    ("half, less than", fmf("108 million", hedge="at_most", strict=True), "contradicted"),
    ("a year too few", fmf("216,151,787", "FY2017-FY2019"), "contradicted"),
    ("a year too many", fmf("216,151,787", "FY2016-FY2020"), "contradicted"),
    ("other years", fmf("216,151,787", "FY2013-FY2016"), "contradicted"),
    ("another stage", fmf("216,151,787", stage="disbursed"), "not_comparable"),
    ("a request", fmf("216,151,787", stage="requested"), "no_data"),
    ("an appropriation", fmf("216,151,787", stage="appropriated"), "not_comparable"),
    ("an announcement", fmf("216,151,787", stage="announced"), "not_comparable"),
    ("a promise", fmf("216,151,787", marks=("intent",)), "not_comparable"),
    ("another programme", money("216,151,787", "IMET", "FY2017-FY2020", stage="obligated"), "contradicted"),
    ("a sale", money("216,151,787", "FMS", "FY2017-FY2020"), "no_data"),
    ("the parent for its part", money("41,127,588", "NADR-CWD", "FY2017-FY2020", stage="obligated"), "no_data"),
    ("the part for its parent", money("216,151,787", None, "FY2017-FY2020", stage="obligated", universe="military_assistance"), "contradicted"),
    ("another country", fmf("216,151,787", recipient=("PER",)), "contradicted"),
    ("another giver", fmf("216,151,787", provider=("GBR",)), "no_data"),
    ("another currency", fmf("216,151,787", unit="COP"), "not_comparable"),
    ("calendar years", fmf("216,151,787", "CY2017-CY2020"), "not_comparable"),
    ("a day", fmf("38,525,000", "2017-04-23"), "not_comparable"),
    ("a level", fmf("216,151,787", measure_kind="stock"), "not_comparable"),
    ("denied", fmf("216,151,787", marks=("negated",)), "no_data"),
    ("no recipient", fmf("216,151,787", recipient=()), "no_data"),
    ("several", fmf("216,151,787", recipient=("COL", "PER")), "no_data"),
    ("a level of a year", fmf("216,151,787", ""), "no_data"),
    ("an unknown programme", money("216,151,787", "XYZ", "FY2017-FY2020"), "no_data"),
    ("an unknown stage", fmf("216,151,787", stage="gathered"), "no_data"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "verdict"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_a_wrong_figure_is_never_supported(claim: Claim, verdict: str, edition_ledger: Ledger) -> None:
    found = verdict_of(claim, edition_ledger)
    assert found.verdict == verdict
    assert found.verdict not in SUPPORTING


def test_a_stage_that_was_not_tested_keeps_a_loose_word_from_being_contradicted(edition_ledger: Ledger) -> None:
    found = verdict_of(fmf("237.8 million", stage="provided"), edition_ledger)
    assert (found.verdict, found.reason, found.facts["untested"]) == ("no_data", "untested", ("allocated",))
    assert [one.outcome for one in found.definitions if one.source == "greenbook"] == ["fails"]
    held = verdict_of(fmf("220 million", "FY2010-FY2014", stage="provided"), edition_ledger)
    assert held.verdict == "contradicted"
    assert {one.stage for one in held.definitions} == {"allocated", "obligated"}


def test_years_that_are_missing_leave_a_figure_undecided_however_near(edition_ledger: Ledger) -> None:
    for period in ("FY2017-FY2021", "FY2017-"):
        found = verdict_of(fmf("216,151,787", period), edition_ledger)
        assert (found.verdict, found.reason) == ("no_data", "missing")


def test_since_takes_the_end_that_fits_and_says_so(edition_ledger: Ledger) -> None:
    found = verdict_of(fmf("216,151,787", "FY2017-"), edition_ledger, date(2021, 2, 1))
    assert (found.verdict, found.flags) == ("supported", ("window-inferred",))
    assert found.definitions[found.best].window == "FY2017-FY2020"


def test_a_year_still_revised_supports_and_does_not_contradict(edition_ledger: Ledger) -> None:
    def said(text: str) -> Verdict:
        claim = money(text, None, "FY2017-FY2022", stage="obligated", universe="all_assistance")
        return verdict_of(claim, edition_ledger)

    right, wrong = said("4,026,955,765"), said("8 billion")
    assert (right.verdict, right.flags) == ("supported", ("provisional",))
    assert (wrong.verdict, wrong.reason) == ("no_data", "unsettled")


def test_the_sums_are_those_of_the_ledger_with_its_citations(edition_ledger: Ledger) -> None:
    one = verdict_of(fmf("216 million"), edition_ledger).definitions[0]
    total = edition_ledger.total(recipient="COL", programme="FMF", stage="obligated", years="FY2017-FY2020")
    assert one.computed == total.value
    assert one.cites == tuple(cite for figure in total.figures for cite in figure.cites)
    assert [(each.period, each.value, each.maturity) for each in one.inputs] == [
        (figure.group, figure.value, figure.maturity) for figure in total.figures
    ]
    assert (one.snapshot, one.as_of, one.price_basis) == ("3dba11a5eda8", "2022-08-09", "current")
    assert (one.difference, one.covered, one.asked) == (Decimal("151787.00"), 4, 4)


def test_places_in_courses_are_shown_beside_persons_and_decide_nothing(edition_ledger: Ledger) -> None:
    claim = persons(2514, "trained", provider=("USA",), recipient=("COL",), period_start="FY2019", period_end="FY2019")
    found = verdict_of(claim, edition_ledger)
    assert (found.verdict, found.reason) == ("not_comparable", "persons_sessions")
    assert found.definitions[0].computed == Decimal(2514)


def test_all_claims_of_a_document_are_asked_together(edition_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = edition_ledger.store.ask
    monkeypatch.setattr(edition_ledger.store, "ask", lambda sql, given=None: asked.append(sql) or ask(sql, given))
    claims = [one[1] for one in (*RIGHT, *WRONG) if one[1].recipient == ("COL",)]
    together = verdicts(claims, Desk(edition_ledger.store, DAY))
    assert len(asked) <= 4
    monkeypatch.undo()
    alone = [verdicts([claim], Desk(edition_ledger.store, DAY))[0] for claim in claims]
    assert [one.verdict for one in together] == [one.verdict for one in alone]
    assert [one.definitions for one in together] == [one.definitions for one in alone]


def test_a_sum_that_can_only_grow_contradicts_what_it_already_exceeds(edition_ledger: Ledger) -> None:
    def requested(text: str, **slots: object) -> Verdict:
        return verdict_of(fmf(text, "FY2016-FY2018", stage="requested", **slots), edition_ledger)

    low = requested("50 million")
    assert (low.verdict, low.reason, low.definitions[0].covered) == ("contradicted", "lower_bound", 2)
    assert requested("64 million").verdict == "no_data"
    assert requested("100 million").verdict == "no_data"
    assert requested("50 million", hedge="at_least").verdict == "no_data"
    obligations = verdict_of(fmf("50 million", "FY2017-FY2021"), edition_ledger)
    assert obligations.verdict == "no_data"


def test_a_number_of_countries_says_where_they_are_listed(edition_ledger: Ledger) -> None:
    said = Claim("c1", "18 Major Non-NATO Allies", 0, 1, "quantity", value=Decimal(18), unit="countries")
    (found,) = verdicts([said], Desk(edition_ledger.store))
    assert (found.verdict, found.reason) == ("no_data", "countries_not_counted")
    assert "cuaderno commitments" in quotable(said, found, "en")
