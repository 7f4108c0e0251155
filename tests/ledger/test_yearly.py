"""Many sums at once against the same sums asked one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cuaderno.errors import CannotAdd, NoAnswer
from cuaderno.ledger.answer import Figure, Total
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.ledger.yearly import AT_ONCE, Asked, Yearly, yearly

from ..sources.samples import take
from .made_up import publication

YEARS = tuple(f"FY{year}" for year in range(2008, 2023))
STAGES = ("allocated", "obligated", "disbursed", "requested")
SUBJECTS = [{"programme": code} for code in ("FMF", "IMET", "NADR", "INCLE", "NADR-CWD")] + [
    {"universe": code} for code in ("D1", "D2", "D4", "D6", "PLAN-COLOMBIA/CIP")
]
SUMS = [
    Asked(stage, (place,), "USA", **subject) for stage in STAGES for place in ("COL", "PER") for subject in SUBJECTS
]


def total(ledger: Ledger, one: Asked, line: Yearly) -> Total | None:
    """The same of one source, asked by itself."""
    try:
        return ledger.total(
            recipient=one.recipients, provider=one.provider, programme=one.programme, universe=one.universe, stage=one.stage,
            years="FY2008-FY2022", source=line.series.source, known_on=one.known_on,
            prices="constant" if one.constant else "current",
        )  # fmt: skip
    except NoAnswer:
        return None


def blank(figure: Figure) -> str:
    """The reason of a total's blank as a line has it, which says for all its years at once what is `untold`."""
    return "not_reported" if figure.blank == "not_told_apart" else figure.blank


@pytest.mark.parametrize("warm", [True, False])
def test_each_year_of_each_source_is_what_a_total_says(warm: bool) -> None:
    ledger = Ledger(Store([edition_directory()], warm=warm))
    sums = SUMS if warm else SUMS[:3]
    found = yearly(ledger.store, sums, YEARS)
    assert list(found) == sums
    assert len(sums) > AT_ONCE or not warm
    compared = 0
    for one, lines in found.items():
        for line in lines:
            told = total(ledger, one, line)
            assert told is not None
            assert not one.programme or told.untold == line.untold
            figures = [line.figure(period) for period in YEARS]
            assert [(each.value, each.blank, each.maturity, each.count) for each in figures] == [
                (each.value, blank(each), each.maturity, each.count) for each in told.figures
            ]
            assert [tuple(each.cites) for each in figures] == [tuple(each.cites) for each in told.figures]
            compared += sum(each.value is not None for each in figures)
    assert compared > 20


def test_constant_prices_are_the_sources_own(edition_ledger: Ledger) -> None:
    one = Asked("obligated", ("COL",), "USA", programme="FMF", constant=True)
    (line,) = yearly(edition_ledger.store, [one], YEARS)[one]
    told = total(edition_ledger, one, line)
    assert told is not None
    assert line.unit == "USD@2020"
    assert line.figure("FY2018").value == told.figures[10].value
    assert line.figure("FY2018").cites == told.figures[10].cites


def test_a_source_says_what_it_never_tells_apart(edition_ledger: Ledger) -> None:
    part, label = (
        Asked("obligated", ("COL",), programme="NADR-CWD"),
        Asked("obligated", ("COL",), universe="PLAN-COLOMBIA/CIP"),
    )
    found = yearly(edition_ledger.store, [part, label], YEARS)
    assert [line.untold for line in found[part]] == [("NADR-CWD",)]
    assert [line.untold for line in found[label]] == [("PDA", "CTFP", "RC")]


def test_nobody_speaks_of_some_and_some_have_no_total(edition_ledger: Ledger) -> None:
    nothing = Asked("disbursed", ("COL",), programme="FMF")
    assert yearly(edition_ledger.store, [nothing], YEARS) == {nothing: ()}
    assert yearly(edition_ledger.store, [], YEARS) == {}
    with pytest.raises(CannotAdd):
        yearly(edition_ledger.store, [Asked("obligated", ("COL",), universe="D3")], YEARS)


def test_what_must_not_be_added_is_refused_by_its_rule(edition_ledger: Ledger) -> None:
    sales = Asked("obligated", ("COL",), "USA", universe="D6")
    lines = yearly(edition_ledger.store, [sales], YEARS)[sales]
    assert [line.refusal(YEARS) for line in lines] == ["", ""]
    greenbook = next(line for line in lines if line.series.source == "greenbook")
    parent = replace(
        greenbook, of={period: frozenset({("NADR", "flow"), ("NADR-CWD", "flow")}) for period in greenbook.of}
    )
    assert parent.refusal(YEARS) == "parent_and_part"
    ceilings = replace(greenbook, of={period: frozenset({("FMS", "ceiling")}) for period in greenbook.of})
    assert ceilings.refusal(["FY2018", "FY2019"]) == "ceiling_not_summed"
    assert ceilings.refusal(["FY2030"]) == ""
    stocks = replace(greenbook, of={period: frozenset({("FMS", "stock")}) for period in greenbook.of})
    assert (stocks.refusal(["FY2018", "FY2019"]), stocks.refusal(["FY2018"])) == ("stock_over_time", "")


def test_an_older_vintage_answers_for_its_day(tmp_path: Path) -> None:
    from cuaderno.ledger.build import Facts

    for day, amount in (("2022-01-31", 1), ("2023-01-31", 2)):
        name = f"{day}.csv"
        changed = {("Colombia", 2019): amount}
        file = publication(tmp_path / name, years=range(2018, 2021), changed=changed)
        take("foreign_assistance", file, tmp_path / "ledger", Facts(as_of=day))
    store = Store([tmp_path / "ledger"], warm=True)
    old, new = (Asked("obligated", ("COL",), universe="D6", known_on=day) for day in ("2022-06-30", "2023-06-30"))
    newest = Asked("obligated", ("COL",), universe="D6")
    found = yearly(store, [newest, old, new], ["FY2019"])
    assert [found[one][0].figure("FY2019").value for one in (newest, old, new)] == [2, 1, 2]
    assert found[new] is found[newest]
