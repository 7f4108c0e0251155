"""Congressional notification thresholds: dated, in both languages, and honest about what no document confirms."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.statements.places import place
from cuaderno.statements.programmes import programme
from cuaderno.statements.thresholds import (
    EVERY,
    NATO_PLUS,
    OTHER,
    PLUS,
    Threshold,
    all_thresholds,
    group_of,
    thresholds_on,
)

COLUMNS = [
    *("code", "channel", "group", "law", "what_en", "what_es", "amount", "unit", "days"),
    *("from", "to", "seen_on", "evidence", "unverified", "note"),
]
ARTICLE_OF_2012 = date(2012, 4, 24)
REPORT = date(2025, 3, 28)


def test_the_table_has_its_columns_and_no_code_twice() -> None:
    text = resources.files("cuaderno.statements").joinpath("tables", "thresholds.csv").read_text("utf-8")
    assert next(csv.reader(text.splitlines())) == COLUMNS
    assert len({one.code for one in all_thresholds()}) == len(all_thresholds()) == len(text.splitlines()) - 1


@pytest.mark.parametrize("one", all_thresholds(), ids=lambda one: one.code)
def test_every_threshold_is_whole(one: Threshold) -> None:
    assert programme(one.channel).code == one.channel
    assert one.group in {EVERY, OTHER, NATO_PLUS}
    assert one.what("en")
    assert one.what("es")
    assert one.what("en") != one.what("es")
    assert (one.unit, one.days in {15, 30}, one.amount >= 0) == ("USD", True, True)
    assert one.law
    assert one.evidence
    assert set(one.unverified) <= {"amount", "days", "from", "to"}
    assert one.last_day is None or one.first_day < one.last_day


def test_colombia_is_in_the_group_of_thirty_days() -> None:
    assert group_of("COL", nato=("USA", "ESP")) == OTHER
    on_day = thresholds_on(ARTICLE_OF_2012, channel="FMS", group=OTHER)
    assert {(one.amount, one.days) for one in on_day} == {
        (Decimal(14_000_000), 30), (Decimal(50_000_000), 30), (Decimal(200_000_000), 30),
    }  # fmt: skip


@pytest.mark.parametrize("code", ["NATO", "ESP", *PLUS])
def test_allies_by_treaty_and_five_more_are_in_the_group_of_fifteen(code: str) -> None:
    assert place(code).code == code
    assert group_of(code, nato=("ESP",)) == NATO_PLUS
    assert {one.days for one in thresholds_on(REPORT, channel="FMS", group=NATO_PLUS)} == {15}


def test_the_closer_group_has_the_higher_amounts() -> None:
    for channel in ("FMS", "DCS"):
        of_group = {
            group: {one.what(): one.amount for one in thresholds_on(REPORT, channel=channel) if one.group == group}
            for group in (OTHER, NATO_PLUS)
        }
        assert of_group[OTHER].keys() == of_group[NATO_PLUS].keys()
        assert all(of_group[NATO_PLUS][what] > amount for what, amount in of_group[OTHER].items())


def test_a_threshold_ends_where_the_next_begins() -> None:
    assert {one.amount for one in thresholds_on(date(1981, 12, 28), channel="FMS")} == {7_000_000, 25_000_000}
    assert {one.amount for one in thresholds_on(date(1981, 12, 29), channel="FMS")} == {14_000_000, 50_000_000}
    assert thresholds_on(date(1970, 1, 1)) == ()


def test_what_no_document_confirms_is_never_called_confirmed() -> None:
    assert not any(one.is_confirmed_on(REPORT) for one in all_thresholds() if one.unverified)
    sure = Threshold(
        "x", "FMS", OTHER, "law", "a", "b", Decimal(1), "USD", 30, date(2000, 1, 1), None, REPORT, "seen", (), ""
    )  # fmt: skip
    assert sure.is_confirmed_on(REPORT)
    assert not sure.is_confirmed_on(date(2025, 3, 29))
    assert not sure.is_confirmed_on(date(1999, 12, 31))
    assert sure.holds_on(date(2030, 1, 1))


@given(st.dates(date(1960, 1, 1), date(2030, 1, 1)))
def test_on_any_day_a_kind_has_one_threshold_for_a_group(day: date) -> None:
    for group in (OTHER, NATO_PLUS):
        held = [(one.channel, one.what()) for one in thresholds_on(day, group=group)]
        assert len(set(held)) == len(held)
