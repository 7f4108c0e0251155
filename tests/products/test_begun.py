"""A brief in other years begins where every brief of the place does, and says what one that is made by itself says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.products.accounts import accounts
from cuaderno.products.begun import begun, beside
from cuaderno.products.brief import make_brief
from cuaderno.products.held import set_beside
from cuaderno.statements.periods import parse_window


@pytest.mark.parametrize("years", ["2003-2009", "2019-2020"])
def test_what_the_years_do_not_change_is_one_object(edition_ledger: Ledger, years: str) -> None:
    some, whole = make_brief(edition_ledger, "PER", years=years), make_brief(edition_ledger, "PER")
    assert some.long_view is whole.long_view
    assert some.universes is whole.universes
    assert some.programmes != whole.programmes


def test_a_brief_that_is_not_kept_is_the_same(edition_ledger: Ledger) -> None:
    made = [make_brief(edition_ledger, "PER", years="2004-2011", keep=False) for _ in range(2)]
    assert made[0] is not made[1]
    assert replace(made[0], statements=()) == replace(made[1], statements=())
    assert tuple(made[0].statements) == tuple(made[1].statements)
    assert make_brief(edition_ledger, "PER", years="2004-2011") is make_brief(edition_ledger, "PER", years="2004-2011")


def test_a_desk_goes_on_from_what_is_begun(edition_ledger: Ledger) -> None:
    start = begun(edition_ledger.store, "COL", "USA")
    first, second = start.desk(), start.desk()
    series = next(one for one in first.series if one.grain == "programme" and first.of(one, "obligated"))
    made = first.figure(first.of(series, "obligated")[:1], series, "obligated", "FY2019")
    assert made.statements
    assert second.made == first.made - 1
    assert len(second.numbers) <= len(first.numbers)


@pytest.mark.parametrize("place", ["COL", "USA", "DEU"])
@pytest.mark.parametrize("years", ["2003-2009", "2020"])
def test_what_lies_beside_is_chosen_out_of_what_is_held(edition_ledger: Ledger, place: str, years: str) -> None:
    store, window = edition_ledger.store, parse_window(years)
    first, last = years[:4], years[-4:]
    desk = begun(store, place, "USA").desk()
    chosen, whole = beside(store, desk, place, "", window), set_beside(store, desk, place, "")
    assert chosen.provided == whole.provided
    assert chosen.programmes == whole.programmes
    for some, every in ((chosen.received, whole.received), (chosen.records, whole.records)):
        assert {one.period for one in some} == {
            one.period
            for one in every
            if first <= min(re.findall("[12][0-9]{3}", one.period)) and _last(one.period) <= last
        }
    assert (whole.window, chosen.window) == (None, window)


def _last(period: str) -> str:
    return max(re.findall("[12][0-9]{3}", period))


@pytest.mark.parametrize(("place", "first", "last"), [("COL", "FY2003", "FY2009"), ("EGY", "FY2019", "FY2019")])
def test_accounts_of_other_years_are_those_that_the_engine_adds(
    edition_ledger: Ledger, place: str, first: str, last: str
) -> None:
    desk = begun(edition_ledger.store, place, "USA").desk()
    series = next(one for one in desk.series if one.grain == "programme" and first in one.periods("obligated"))
    found = accounts(desk, series, "obligated", first, last, usual=False)
    asked = accounts(desk, series, "obligated", first, last, usual=True)
    assert found
    assert sorted(one[:6] for one in found) == sorted(one[:6] for one in asked)
    assert {one[:3]: sorted(one.keys) for one in found} == {one[:3]: sorted(one.keys) for one in asked}
