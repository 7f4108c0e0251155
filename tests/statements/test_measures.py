from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import CannotAdd, UnknownName
from cuaderno.statements.measures import (
    Addend,
    Rule,
    Stage,
    Unit,
    add,
    all_rules,
    all_stages,
    all_units,
    check_addable,
    check_named,
    find_stage,
    refusal,
    rule,
    stage,
    unit,
)
from cuaderno.statements.programmes import all_programmes
from cuaderno.statements.universes import universe

FLOWS = {
    *("money", "fms", "dcs", "eda_pda", "sipri", "licence"),
    *("spending", "training", "personnel", "commitment", "certification", "land_release"),
}
DESIGN = {
    *("requested", "appropriated", "planned", "initial_allocation", "allocated", "obligated", "disbursed"),
    *(
        "deobligated",
        "notified",
        "offered",
        "agreed",
        "authorised",
        "shipped",
        "delivered",
        "active",
        "ordered",
    ),
    *("licensed", "planned_training", "trained", "pledged", "deployed", "announced", "signed", "in_force"),
    *("denounced", "terminated"),
}
ONE = Addend("obligated", "USD", "flow", "FMF", "greenbook", "2022-08-09", "US-FY", "FY2019")


@pytest.mark.parametrize("entry", all_stages(), ids=lambda entry: entry.code)
def test_every_stage_is_whole_in_both_languages(entry: Stage) -> None:
    for lang in ("en", "es"):
        assert entry.name(lang)
        assert entry.verb(lang)
        assert 1 <= entry.plain(lang).count(".") <= 2
    assert {entry.flow, *entry.other_flows} <= FLOWS
    assert entry.kind in {"flow", "stock", "ceiling", "count"}
    assert bool(entry.why_not_en) == bool(entry.why_not_es) == (entry.kind in {"stock", "ceiling"})
    assert entry.sums_over_years or entry.kind != "flow"


def test_every_stage_of_a_statement_has_an_entry() -> None:
    assert {entry.code for entry in all_stages()} >= DESIGN
    assert {entry.flow for entry in all_stages()} == FLOWS


def test_stage_codes_are_unique_and_found() -> None:
    codes = [entry.code for entry in all_stages()]
    assert len(set(codes)) == len(codes)
    assert all(stage(code).code == code for code in codes)


@pytest.mark.parametrize("entry", all_stages(), ids=lambda entry: entry.code)
def test_a_stage_is_found_by_its_name_in_either_language(entry: Stage) -> None:
    assert {find_stage(name.upper()).code for name in (entry.code, entry.name_en, entry.name_es)} == {entry.code}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Obligado", "obligated"),
        ("in force", "in_force"),
        ("desembolsado", "disbursed"),
        ("acordado", "agreed"),
    ],
)
def test_a_stage_is_found_by_its_word(text: str, code: str) -> None:
    assert find_stage(text).code == code


def test_an_unknown_stage_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(UnknownName) as caught:
        find_stage("obligted")
    assert caught.value.near[0] == "obligated"
    with pytest.raises(UnknownName, match="Lo más parecido: disbursed"):
        find_stage("desembolsdo", lang="es")
    with pytest.raises(UnknownName):
        stage("Obligated")


@pytest.mark.parametrize("entry", all_units(), ids=lambda entry: entry.code)
def test_every_unit_is_named_in_both_languages(entry: Unit) -> None:
    assert entry.name("en")
    assert entry.name("es")


def test_a_base_year_is_part_of_the_unit() -> None:
    constant = unit("USD@2020")
    assert (constant.family, constant.currency, constant.base) == ("money", "USD", "2020")
    assert constant.name("es") == "dólares constantes de Estados Unidos de 2020"
    assert unit("USD").base == ""
    assert unit("COP").currency == "COP"


@pytest.mark.parametrize("code", ["usd", "USD@", "USD@BASE", "TIV@2020", "people", ""])
def test_what_is_no_unit_is_refused(code: str) -> None:
    with pytest.raises(UnknownName):
        unit(code)


def test_persons_and_shares_are_the_units_that_add_over_nothing() -> None:
    assert [entry.code for entry in all_units() if not entry.sums_over_programmes] == ["persons", "percent-of-GDP"]


@pytest.mark.parametrize("entry", all_rules(), ids=lambda entry: entry.id)
def test_every_rule_says_why_and_what_to_ask_in_both_languages(entry: Rule) -> None:
    for lang in ("en", "es"):
        assert entry.reason(lang).endswith(".")
        assert entry.ask(lang).endswith(".")
    assert set(re.findall(r"{(\w+)}", entry.reason_en)) == set(re.findall(r"{(\w+)}", entry.reason_es))
    assert "{" not in entry.ask_en + entry.ask_es


@pytest.mark.parametrize("entry", all_rules(), ids=lambda entry: entry.id)
def test_every_rule_has_one_condition(entry: Rule) -> None:
    conditions = [entry.same, entry.together, entry.forbid, entry.named, entry.at_most is not None, entry.relation]
    assert sum(map(bool, conditions)) == (0 if entry.id == "universe_not_collected" else 1)
    if entry.universe:
        assert universe(entry.universe).rule == entry.id


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UnknownName):
        rule("mixed_stage")


def test_a_refusal_is_one_paragraph_with_its_rule() -> None:
    error = refusal("universe_not_collected", "es", universe="D3")
    assert error.rule == "universe_not_collected"
    assert str(error).startswith("No se puede sumar. D3 no se recoge aquí")
    assert "\n" not in str(error)


PERSONS: dict[str, Any] = {"unit": "persons", "stage": "trained", "programme": "IMET"}
STRENGTH: dict[str, Any] = {"unit": "persons", "stage": "deployed", "measure_kind": "stock", "programme": ""}
REFUSED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("mixed_stages", {}, {"stage": "requested"}),
    ("mixed_kinds", {"stage": "delivered"}, {"stage": "delivered", "measure_kind": "stock"}),
    ("mixed_units", {"stage": "delivered", "unit": "items"}, {"stage": "delivered"}),
    ("mixed_units", {}, {"unit": "COP"}),
    ("mixed_price_bases", {}, {"unit": "USD@2020"}),
    ("mixed_price_bases", {"unit": "USD@2019"}, {"unit": "USD@2020"}),
    ("mixed_calendars", {}, {"calendar": "CY", "period": "2020"}),
    ("mixed_sources", {}, {"source": "foreign_assistance"}),
    ("mixed_snapshots", {}, {"snapshot_series": "2021-12-01"}),
    ("stock_over_time", {"stage": "active"}, {"stage": "active", "period": "FY2020"}),
    ("ceiling_not_summed", {"stage": "notified"}, {"stage": "notified"}),
    ("ceiling_not_summed", {"measure_kind": "ceiling"}, {"measure_kind": "ceiling", "period": "FY2020"}),
    (
        "shares_not_summed",
        {"stage": "spent", "unit": "percent-of-GDP"},
        {"stage": "spent", "unit": "percent-of-GDP", "period": "FY2020"},
    ),
    ("persons_over_years", PERSONS, {**PERSONS, "period": "FY2020"}),
    ("persons_over_years", STRENGTH, {**STRENGTH, "period": "2019-05"}),
    ("persons_over_programmes", PERSONS, {**PERSONS, "programme": "CTFP"}),
    (
        "count_over_time",
        {"stage": "in_force", "unit": "commitments", "measure_kind": "count"},
        {"stage": "in_force", "unit": "commitments", "measure_kind": "count", "period": "FY2020"},
    ),
    ("tiv_with_money", {"stage": "delivered"}, {"stage": "delivered", "unit": "TIV"}),
    ("parent_and_part", {"programme": "NADR"}, {"programme": "NADR-CWD"}),
    ("two_ends_of_one_edge", {}, {"programme": "FMS", "stage": "agreed"}),
    ("execution_channel", {"programme": "SECTION-333"}, {"programme": "BPC"}),
    ("execution_channel", {"programme": "USAI"}, {"programme": "BPC"}),
    ("umbrella_not_a_programme", {"programme": "PLAN-COLOMBIA"}, {"programme": "PLAN-COLOMBIA"}),
    (
        "sales_never_one_total",
        {"programme": "FMS", "stage": "agreed"},
        {"programme": "DCS", "stage": "authorised"},
    ),
    ("not_assistance", {"programme": "SECTION-124"}, {"programme": "IMET"}),
]


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(("rule_id", "a", "b"), REFUSED)
def test_each_refusal_by_its_own_rule_in_either_order(
    rule_id: str, a: dict[str, Any], b: dict[str, Any], lang: str
) -> None:
    pair = [replace(ONE, **a), replace(ONE, **b)]
    messages = set()
    for order in (pair, pair[::-1]):
        with pytest.raises(CannotAdd) as caught:
            check_addable(order, lang)
        assert caught.value.rule == rule_id
        messages.add(str(caught.value))
    (message,) = messages
    assert message.endswith(rule_asks(rule_id, lang))
    assert "{" not in message


def rule_asks(rule_id: str, lang: str) -> tuple[str, ...]:
    return tuple(entry.ask(lang) for entry in all_rules() if entry.id == rule_id)


def test_every_rule_is_refused_somewhere_above() -> None:
    elsewhere = {"universe_not_collected", "principal_not_aid"}
    assert {rule_id for rule_id, _, _ in REFUSED} | elsewhere == {r.id for r in all_rules()}


ALLOWED: list[tuple[dict[str, Any], ...]] = [
    ({}, {"period": "FY2020"}, {"period": "1976TQ"}),
    ({}, {}),
    ({}, {"programme": "IMET"}, {"programme": "NADR"}, {"programme": ""}),
    ({"stage": "active", "programme": "FMS"}, {"stage": "active", "programme": "FMCS"}),
    (STRENGTH, {**STRENGTH, "programme": "PKO"}),
    (PERSONS, PERSONS),
    ({**PERSONS, "unit": "sessions"}, {**PERSONS, "unit": "sessions", "period": "FY2020"}),
    ({"stage": "delivered", "unit": "TIV"}, {"stage": "delivered", "unit": "TIV", "period": "FY2020"}),
    ({"stage": "notified"},),
    ({"programme": "NADR-CWD"}, {"programme": "NADR-ATA"}),
    (),
]


@pytest.mark.parametrize("changes", ALLOWED)
def test_what_has_a_sum_is_let_through(changes: tuple[dict[str, Any], ...]) -> None:
    addends = [replace(ONE, **change) for change in changes]
    check_addable(addends)
    assert add((addend, Decimal(2)) for addend in addends) == 2 * len(addends)


def test_an_unknown_word_is_an_error_and_not_a_sum() -> None:
    for change in ({"stage": "squandered"}, {"programme": "XYZ"}, {"unit": "dollars"}):
        with pytest.raises(UnknownName):
            check_addable([replace(ONE, **change)])


def test_a_sum_is_exact_beyond_any_default_precision() -> None:
    values = [Decimal("1E+40"), Decimal("0.01"), Decimal("-1E+40"), Decimal("-0.03")]
    assert add((ONE, value) for value in values) == Decimal("-0.02")


def test_a_value_that_is_no_number_is_not_added() -> None:
    with pytest.raises(ValueError, match="finite"):
        add([(ONE, Decimal("NaN"))])


VALUES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2)
ADDENDS = st.builds(
    replace,
    st.just(ONE),
    period=st.sampled_from(["FY2017", "FY2018", "1976TQ"]),
    programme=st.sampled_from(["", *(entry.code for entry in all_programmes())]),
    stage=st.sampled_from(["obligated", "delivered", "notified"]),
    unit=st.sampled_from(["USD", "USD", "USD@2020", "persons"]),
)


@given(pairs=st.lists(st.tuples(ADDENDS, VALUES), max_size=5), data=st.data())
def test_order_never_matters(pairs: list[tuple[Addend, Decimal]], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(pairs))
    assert outcome(pairs) == outcome(shuffled)


def outcome(pairs: list[tuple[Addend, Decimal]]) -> str:
    try:
        return str(add(pairs))
    except CannotAdd as error:
        return str(error)


@given(years=st.lists(st.tuples(st.integers(1946, 2030), VALUES), max_size=20), data=st.data())
def test_years_of_one_flow_have_one_total_in_any_order(years: list[tuple[int, Decimal]], data: st.DataObject) -> None:
    pairs = [(replace(ONE, period=f"FY{year}"), value) for year, value in years]
    cents = sum(int(value.scaleb(2)) for _, value in pairs)
    assert add(pairs) == add(data.draw(st.permutations(pairs))) == Decimal(cents).scaleb(-2)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_loans_are_not_named_with_grants(lang: str) -> None:
    for named in (("FMF", "FMF-L"), ("FMF-L", "IMET", "NADR")):
        with pytest.raises(CannotAdd) as caught:
            check_named(named, lang)
        assert (caught.value.rule, "(FMF-L)" in str(caught.value)) == ("principal_not_aid", True)
    for named in ((), ("FMF-L",), ("FMF", "IMET")):
        check_named(named, lang)
