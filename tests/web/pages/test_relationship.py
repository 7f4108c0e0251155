"""The page of two places: what passed one way, the way to the other, the years and the day it is asked for."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.places_held import pairs_held

from .opening import text


@pytest.mark.parametrize("lang", ["en", "es"])
def test_it_leads_to_the_other_direction_in_the_same_state(ask: Any, lang: str) -> None:
    said = text(ask, f"/{lang}/place/COL/with/USA?years=2010-2012&as-of=2015-06-30")
    assert f'href="/{lang}/place/USA/with/COL?years=2010-2012&amp;as-of=2015-06-30"' in said
    assert f'href="/{lang}/place/COL"' in said
    assert 'name="as-of" type="date" value="2015-06-30"' in said
    assert not re.search(r"<script>|<style| style=\"", said)


def test_the_day_is_that_of_the_commitments(ask: Any) -> None:
    early, late = (text(ask, f"/en/place/COL/with/USA?as-of={day}") for day in ("1990-01-01", "2024-01-01"))
    parts = [said.partition('<section id="commitments">')[2].partition("</section>")[0] for said in (early, late)]
    assert len(parts[0]) < len(parts[1])


def test_the_years_are_those_of_the_tables(ask: Any) -> None:
    said = text(ask, "/en/place/COL/with/USA?from=2010&to=2012")
    assert 'name="from" type="number" min="1900" max="2100" step="1" inputmode="numeric" value="2010"' in said
    table = said.partition('<section id="all">')[2].partition("</section>")[0]
    assert set(re.findall(r'<th scope="row" class="period"><time>(\d+)</time>', table)) == {"2010", "2011", "2012"}


def test_every_figure_opens_its_statements(ask: Any) -> None:
    said = text(ask, "/es/place/UKR/with/FRA")
    notes = ask("/es/place/UKR/with/FRA/cells.json").json["notes"]
    assert {f"n-{one}" for one in re.findall(r'<data class="fig" id="([^"]+)"', said)} <= set(notes)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/en/place/COL/with/USA?as-of=soon", 400, "soon"),
        ("/en/place/COL/with/USA?years=20x7", 400, "20x7"),
        ("/en/place/COL/with/Nowhere", 404, "Nowhere"),
    ],
)
def test_a_wrong_question_is_told_what_to_do(ask: Any, address: str, status: int, words: str) -> None:
    assert words in text(ask, address, status)


def test_the_pairs_are_those_between_which_figures_passed(edition_ledger: Ledger) -> None:
    found = pairs_held(edition_ledger)
    assert ("COL", "USA") in found
    assert all(place != partner for place, partner in found)
    assert len(found) == len(set(found))
