"""Two sources side by side, over the bundled edition and over what a reader adds: relations, differences, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cuaderno.errors import QuestionError, UnknownName
from cuaderno.ledger.asking import ABSENT, HELD, NOTHING, OWN
from cuaderno.ledger.build import take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.overlap import Lines, OverlapAnswer, Pair, Row, overlap
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.statements.overlaps import all_itemised, all_overlaps, kinship

from ..sources.samples import SOURCES, take

ORDERS = """Colombia,United States,2019,?,7,?,M-1117 Testbird,APC,7,?,2021,Second hand,aid,0.1,0.7,0.7
Colombia,Germany,2019,,2,,M-1117 Testbird,APC,2,,2021,New,,0.1,0.2,0.2
Colombia,United States,2010,,4,,Testbird-2,helicopter,4,,2012,New,,0.5,2,2
Colombia,United States,2003,,1,,C-130H Testbird,transport aircraft,1,,2004,New,,5,5,5
"""
"""Made-up rows in the form of the arms register: three deals with the United States, one with somebody else."""


@pytest.fixture(scope="module")
def colombia(edition_ledger: Ledger) -> OverlapAnswer:
    return overlap(edition_ledger.store, "Colombia")


def pair(answer: OverlapAnswer, code: str) -> Pair:
    return next(one for one in answer.pairs if one.overlap.code == code)


def lines(answer: OverlapAnswer, code: str) -> Lines:
    return next(one for one in answer.lines if one.overlap.code == code)


def values(row: Row) -> tuple[Decimal | None, Decimal | None]:
    assert row.left is not None
    assert row.right is not None
    return row.left.figure.value, row.right.figure.value


def of_years(found: Pair) -> dict[str, Row]:
    return {row.period: row for row in found.rows}


def test_the_budget_tables_agree_with_the_greenbook_on_fmf(colombia: OverlapAnswer) -> None:
    rows = of_years(pair(colombia, "greenbook-budget-tables/FMF"))
    assert list(rows) == [f"FY{year}" for year in range(2008, 2016)]
    assert [period for period, row in rows.items() if not row.equal] == ["FY2009"]
    assert values(rows["FY2013"]) == (Decimal(28_862_000), Decimal(28_861_730))
    assert all(row.difference is None for row in rows.values())


def test_one_flow_in_one_unit_has_a_difference(colombia: OverlapAnswer) -> None:
    row = of_years(pair(colombia, "greenbook-country-totals"))["FY2017"]
    left, right = values(row)
    assert (left, right) == (Decimal(531_004_699), Decimal(529_212_852))
    assert row.difference == Decimal(-1_791_847)
    assert row.equal is False


def test_the_transition_quarter_stands_by_itself(colombia: OverlapAnswer) -> None:
    row = of_years(pair(colombia, "greenbook-country-totals"))["FY1976TQ"]
    assert values(row) == (Decimal(13_701_000), Decimal(13_701_000))


def test_every_figure_is_what_anybody_would_be_told(colombia: OverlapAnswer, edition_ledger: Ledger) -> None:
    for code in ("imet-courses", "fmf-courses", "excess-articles-authorised"):
        found = pair(colombia, code)
        for side, told in ((found.overlap.left, found.both[-1].left), (found.overlap.right, found.both[-1].right)):
            assert told is not None
            asked = edition_ledger.total(
                recipient="COL", programme=side.programme, stage=side.stage, unit=side.unit, source=side.source, years=told.figure.period
            )  # fmt: skip
            assert asked.value == told.figure.value
            assert tuple(asked.figures[0].cites) == tuple(told.figure.cites)


def test_training_cost_is_another_stage_than_obligations(colombia: OverlapAnswer) -> None:
    found = pair(colombia, "imet-courses")
    rows = of_years(found)
    assert found.overlap.relation == kinship("different_stage")
    assert values(rows["FY2015"]) == (Decimal(1_446_000), Decimal(1_416_340))
    assert values(rows["FY2020"]) == (Decimal(1_949_636), Decimal(858_327))
    assert {row.difference for row in rows.values()} == {None}


def test_the_aircraft_of_2017_is_one_amount_in_two_publications(colombia: OverlapAnswer) -> None:
    row = of_years(pair(colombia, "excess-articles-authorised"))["FY2017"]
    assert values(row) == (Decimal(12_000_000), Decimal(12_000_000))
    assert row.equal
    (match,) = lines(colombia, "excess-lines-account").matches
    assert match.left.label == "C-130H Aircraft"
    assert (
        (match.left.value, match.left.period)
        == (match.right.value, match.right.period)
        == (Decimal(12_000_000), "FY2017")
    )
    assert match.left.source != match.right.source


def test_what_no_file_holds_is_said_by_its_reason(colombia: OverlapAnswer) -> None:
    assert pair(colombia, "excess-articles-register").right.state == OWN
    assert pair(colombia, "country-totals-iati").right.state == ABSENT
    assert pair(colombia, "licences-register").left.state == NOTHING
    assert pair(colombia, "notices-register").left.state == HELD
    assert pair(colombia, "notices-register").rows == ()
    assert lines(colombia, "excess-lines-orders").right.state == OWN
    assert "notices-register" in {one.overlap.code for one in colombia.one_sided}


def test_an_own_source_has_its_title_in_both_languages(colombia: OverlapAnswer) -> None:
    title = pair(colombia, "excess-articles-register").right.title
    assert title["en"]
    assert title["en"] != title["es"]


def test_years_narrow_every_pair(edition_ledger: Ledger) -> None:
    answer = overlap(edition_ledger.store, "COL", years="2016-2017")
    assert answer.window == "2016-2017"
    assert {row.period for one in answer.pairs for row in one.rows if "text" not in one.overlap.code} == {
        "FY2016",
        "FY2017",
    }
    assert pair(answer, "greenbook-budget-tables/FMF").rows == ()
    assert [row.period for row in pair(answer, "greenbook-budget-requests/FMF").rows] == ["FY2016", "FY2017"]


def test_a_question_that_cannot_be_meant_is_refused(edition_ledger: Ledger) -> None:
    with pytest.raises(UnknownName):
        overlap(edition_ledger.store, "Colombbia")
    with pytest.raises(QuestionError, match="2012-2020"):
        overlap(edition_ledger.store, "COL", years="2016-")


def test_a_place_that_receives_nothing_has_nothing_beside_it(edition_ledger: Ledger) -> None:
    answer = overlap(edition_ledger.store, "MFO")
    assert not answer.speaks
    assert all(one.rows == () for one in answer.pairs)


def test_only_the_pairs_asked_for_are_answered(edition_ledger: Ledger) -> None:
    chosen = [one for one in (*all_overlaps(), *all_itemised()) if one.code == "imet-courses"]
    answer = overlap(edition_ledger.store, "COL", overlaps=chosen)
    assert [one.overlap.code for one in answer.pairs] == ["imet-courses"]
    assert answer.lines == ()


# What a pair's evidence says was counted, counted again: country-years with a figure on both sides, and those that agree.
COUNTED = [
    ("greenbook-budget-tables/FMF", "", 554, 478),
    ("greenbook-budget-tables/IMET", "", 1007, 702),
    ("greenbook-budget-tables/INCLE", "", 322, 2),
    ("excess-articles-delivered", "", 153, 113),
    ("excess-articles-authorised", "", 64, 1),
    ("greenbook-country-totals", "AND period < 'FY2010'", 7905, 7226),
    ("greenbook-country-totals", "AND period >= 'FY2010'", 2163, 936),
]


@pytest.mark.parametrize(("code", "when", "both", "agree"), COUNTED)
def test_what_the_evidence_says_was_counted(
    edition_ledger: Ledger, code: str, when: str, both: int, agree: int
) -> None:
    (one,) = (one for one in all_overlaps() if one.code == code)
    store = edition_ledger.store
    newest = ", ".join(f"'{held.snapshot}'" for series in store.series() for held in series.snapshots)
    sides = [
        f"(SELECT recipient, period, sum(current) AS value FROM {store.lines} WHERE snapshot IN ({newest}) AND source = '{side.source}' "
        f"AND stage = '{side.stage}' AND unit = '{side.unit}' AND '{side.programme}' IN ('', programme) {when} GROUP BY ALL)"
        for side in one.sides
    ]
    # A publisher that prints whole dollars agrees with cents within one.
    within = max(one.rounding, Decimal(1))
    ((found, same),) = store.ask(
        f"SELECT count(*), count(*) FILTER (abs(l.value - r.value) <= {within}) FROM {sides[0]} AS l JOIN {sides[1]} AS r "
        "USING (recipient, period) WHERE l.value IS NOT NULL AND r.value IS NOT NULL"
    )
    assert (found, same) == (both, agree)


# ---- with what a reader adds


@pytest.fixture(scope="module")
def with_register(tmp_path_factory: pytest.TempPathFactory) -> OverlapAnswer:
    """The edition beside a made-up register in the publisher's form."""
    directory = tmp_path_factory.mktemp("register")
    sample = (SOURCES / "arms_register" / "sample.csv").read_text(encoding="latin-1")
    head, found, _ = sample.partition("Colombia,Israel")
    assert found
    file = directory / "register.csv"
    file.write_text(head + ORDERS, encoding="latin-1")
    take("arms_register", file, directory / "ledger")
    return overlap(Store([edition_directory(), directory / "ledger"]), "COL")


def test_volumes_stand_beside_money_and_are_not_compared(with_register: OverlapAnswer) -> None:
    found = pair(with_register, "notices-register")
    assert found.left.state == found.right.state == HELD
    assert {(row.difference, row.equal) for row in found.rows} == {(None, None)}
    tiv = {row.period: row.right.figure for row in found.rows if row.right}
    assert {period: figure.value for period, figure in tiv.items()} == {
        "CY2010": Decimal(2_000_000),
        "CY2019": Decimal(700_000),
    }
    assert tiv["CY2019"].unit == "TIV"


def test_a_year_without_a_notice_has_a_blank_with_its_reason(with_register: OverlapAnswer) -> None:
    row = of_years(pair(with_register, "notices-register"))["CY2019"]
    assert row.left is not None
    assert (row.left.figure.value, row.left.figure.blank) == (None, "not_reported")


def test_an_order_and_an_excess_line_may_be_the_same(with_register: OverlapAnswer) -> None:
    (match,) = lines(with_register, "excess-lines-orders").matches
    assert match.left.label == "Armored Security Vehicle M1117"
    assert match.right.value == Decimal(7)
    assert match.right.provider == "USA"
    assert (match.on, match.apart) == (("M-1117",), -1)


def test_an_order_far_off_in_time_is_no_match(with_register: OverlapAnswer) -> None:
    found = lines(with_register, "excess-lines-orders")
    assert found.right_count == 3
    assert "C-130H" not in {word for match in found.matches for word in match.on}


@pytest.fixture(scope="module")
def with_texts(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> OverlapAnswer:
    directory = tmp_path_factory.mktemp("texts")
    for name in ("seed_state_fact_sheet.txt", "seed_nacla_2012.txt"):
        take_in("published_figures", shared / "documents" / name, directory)
    take_in("military_spending", shared / "data" / "sipri" / "milex_sample.xlsx", directory)
    take_in("peacekeeping", shared / "data" / "un_peacekeeping" / "UN_country_contributions_2024_03.pdf", directory)
    return overlap(Store([edition_directory(), directory]), "COL")


@pytest.mark.shared
def test_a_text_is_set_beside_the_years_it_names(with_texts: OverlapAnswer) -> None:
    (row,) = pair(with_texts, "text-financing").rows
    assert values(row) == (Decimal(278_000_000), Decimal(216_151_787))
    assert row.right is not None
    assert (row.right.covered, row.right.asked, row.right.whole) == (4, 7, False)
    assert (row.period, row.difference, row.equal) == ("FY2017-FY2023", None, None)
    assert len(row.right.figure.cites) == 4


@pytest.mark.shared
def test_military_spending_of_a_decade_beside_a_text(with_texts: OverlapAnswer) -> None:
    (row,) = pair(with_texts, "text-military-spending").rows
    left, right = values(row)
    assert left == Decimal(70_000_000_000)
    assert right is not None
    assert round(right / 10**9, 1) == Decimal("66.5")
    assert row.difference == right - left


@pytest.mark.shared
def test_people_in_missions_are_set_beside_the_day_of_the_report(with_texts: OverlapAnswer) -> None:
    for code, people in (("text-un-experts", 4), ("text-un-staff-officers", 1)):
        row = of_years(pair(with_texts, code))["2024-03-31"]
        assert values(row) == (Decimal(people), Decimal(people))
        assert (row.difference, row.equal) == (Decimal(0), True)


@pytest.mark.shared
def test_part_of_a_figure_is_no_figure_beside_the_whole(with_texts: OverlapAnswer) -> None:
    found = pair(with_texts, "text-un-experts")
    assert Decimal(3) not in {row.left.figure.value for row in found.rows if row.left}


def test_a_difference_is_refused_where_the_relation_allows_none(edition_ledger: Ledger) -> None:
    (one,) = (one for one in all_overlaps() if one.code == "greenbook-country-totals")
    told = overlap(edition_ledger.store, "COL", overlaps=[replace(one, relation=kinship("part_of"))])
    assert {row.difference for row in told.pairs[0].rows} == {None}


@pytest.mark.parametrize("years", ["2012-2014", "2017-2020"])
def test_some_years_are_taken_from_what_was_asked_about_all(years: str) -> None:
    fresh, asked = (Store([edition_directory()], warm=warm) for warm in (False, True))
    overlap(asked, "UKR")
    assert overlap(asked, "UKR", years=years) == overlap(fresh, "UKR", years=years)
