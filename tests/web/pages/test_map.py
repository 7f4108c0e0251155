from __future__ import annotations

import re
from typing import Any

import pytest


def test_the_map_is_the_answer_of_the_api(ask: Any) -> None:
    told = ask("/en/map/map.json?universe=D2&years=2019").json
    (query,) = told["asked"]
    assert query == "universe=D2&stage=obligated&years=2019&by=recipient"
    total = ask(f"/api/v1/total?{query}").json
    sums = [one for one in told["figures"] if one["row"] == "All recipients"]
    assert [float(one["value"]) for one in sums] == [float(total["value"])]
    shown = sorted(float(one["value"]) for one in told["figures"] if one["row"] != "All recipients")
    assert shown == sorted(float(one["value"]) for one in total["figures"])


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("of=FMF", "FMF"),
        ("of=d1", "D1"),
        ("universe=D6", "D6"),
        ("programme=IMET", "IMET"),
        ("universe=D1&of=FMF", "FMF"),
    ],
)
def test_the_form_names_a_universe_or_a_programme_alike(ask: Any, query: str, chosen: str) -> None:
    text = ask(f"/en/map?{query}").body.decode()
    options = re.search(r'id="map-of">(.*?)</select>', text, re.DOTALL)
    assert options
    assert re.findall(r'value="([^"]+)" selected', options[1]) == [chosen]


def test_the_years_beside_are_a_link_away(ask: Any) -> None:
    text = ask("/en/map?universe=D1&years=2015&prices=constant").body.decode()
    assert 'rel="prev" href="/en/map?universe=D1&amp;stage=obligated&amp;years=2014&amp;prices=constant"' in text
    assert 'rel="next" href="/en/map?universe=D1&amp;stage=obligated&amp;years=2016&amp;prices=constant"' in text


def test_the_other_language_keeps_the_state(ask: Any) -> None:
    assert 'href="/es/map?universe=D1&amp;years=2015"' in ask("/en/map?of=D1&years=2015").body.decode()


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("of", ["D3", "D5", "NADR-CWD"])
def test_a_universe_that_is_no_total_says_why_and_the_form_stays(ask: Any, lang: str, of: str) -> None:
    answer = ask(f"/{lang}/map?of={of}")
    assert answer.status == 200
    text = answer.body.decode()
    assert 'id="refused"' in text
    assert 'id="map-of"' in text
    assert 'class="drawing"' not in text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("universe=D9", 404, "universe"), ("programme=FMFF", 404, "FMF"), ("stage=obligatd", 404, "obligated"),
        ("years=banana", 400, "banana"), ("universe=D1&programme=FMF", 400, "exclude"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_page_that_says_so(ask: Any, query: str, status: int, said: str) -> None:
    answer = ask(f"/en/map?{query}")
    assert answer.status == status
    assert said in answer.body.decode()


def test_a_downloaded_drawing_has_no_links(ask: Any) -> None:
    drawn = ask("/en/map/map.svg").body.decode()
    assert "<a " not in drawn
    assert "var(--" not in drawn
    assert 'data-place="COL"' in ask("/en/map").body.decode()


def test_pages_hold_no_inline_style_or_script(ask: Any) -> None:
    for path in ("/en", "/es/map", "/en/search?q=colombia"):
        text = ask(path).body.decode()
        assert not re.search(r"<[^>]*\sstyle=", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_a_stage_that_the_next_choice_has_not_is_left_behind(ask: Any) -> None:
    told = ask("/en/map/map.json?of=DCS&was=D4&stage=obligated&years=2015").json
    assert told["asked"] == ["programme=DCS&stage=authorised&years=2015&by=recipient"]
    told = ask("/en/map/map.json?of=IMET&was=D4&stage=obligated&years=2015-2017").json
    assert told["asked"] == ["programme=IMET&stage=obligated&years=2015-2017&by=recipient"]
    told = ask("/en/map/map.json?of=IMET&was=IMET&stage=trained&years=1999").json
    assert told["asked"] == ["programme=IMET&stage=trained&years=1999&by=recipient"]
    assert "no line for any recipient" in ask("/en/map?of=DCS&stage=obligated&years=2015").body.decode()
