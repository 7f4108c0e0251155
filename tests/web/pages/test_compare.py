"""The page that compares places: its address is its state, and who asks wrongly is told what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .opening import text


@pytest.mark.parametrize("lang", ["en", "es"])
def test_it_opens_on_a_comparison_worth_looking_at(ask: Any, lang: str) -> None:
    said = text(ask, f"/{lang}/compare")
    assert 'id="by-year"' in said
    assert said.count('name="place"') == 6
    assert 'aria-current="page"' in said
    assert re.search(r'<data class="fig"[^>]*value="8380558218">', said)
    assert not re.search(r"<script>|<style|style=\"", said)


def test_places_are_named_again_and_again_or_with_commas(ask: Any) -> None:
    one = text(ask, "/en/compare?place=Colombia&place=Per%C3%BA&what=FMF&years=2017-2020")
    other = text(ask, "/en/compare?place=COL,PER&programme=FMF&years=2017-2020")
    assert "<h1>Colombia, Peru</h1>" in one
    assert "<h1>Colombia, Peru</h1>" in other
    assert re.findall(r'value="(\d+)"', one.split("<main")[1]) == re.findall(r'value="(\d+)"', other.split("<main")[1])


def test_each_place_leads_to_its_page(ask: Any) -> None:
    said = text(ask, "/es/compare?place=COL&place=PER&what=D1&years=2017-2020")
    assert said.count('href="/es/place/PER"') >= 2


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("place=COL,PER,MEX,BOL,ECU,GTM,HND", 400, "at most 6"),
        ("place=COL&place=Colombai", 404, "Colombai"),
        ("place=COL&what=FMFF", 404, "FMFF"),
        ("place=COL&what=FMF&universe=D1", 400, "Leave one of them out"),
        ("place=COL&what=D1&stage=promised", 404, "promised"),
        ("place=COL&what=D1&years=20x7", 400, "20x7"),
        ("place=COL&what=D1&prices=golden", 400, "golden"),
    ],
)
def test_a_wrong_question_is_told_what_to_do(ask: Any, query: str, status: int, words: str) -> None:
    said = text(ask, f"/en/compare?{query}", status)
    assert words in said


def test_no_answer_is_a_page_with_its_form(ask: Any) -> None:
    said = text(ask, "/en/compare?place=COL&place=PER&universe=D5")
    assert "never one total" in said
    assert 'id="compare-controls"' in said


def test_constant_prices_are_asked_of_each(ask: Any) -> None:
    said = text(ask, "/en/compare?place=COL&place=PER&what=FMF&years=2017-2020&prices=constant")
    assert "constant dollars of" in said
