"""The page of the flows: its picture, its table, its files, and what it refuses."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import combinations
from typing import Any

import pytest

from .opening import text


@pytest.mark.parametrize("lang", ["en", "es"])
def test_it_opens_on_flows_with_their_total_in_the_picture(ask: Any, lang: str) -> None:
    said = text(ask, f"/{lang}/flows").replace("\N{NO-BREAK SPACE}", " ")
    picture = re.search(r'<svg [^>]*id="ribbons-drawing".*?</svg>', said, re.S)
    assert picture
    assert {"en": "$35.9 billion", "es": "US$ 35.904 millones"}[lang] in picture[0]
    assert "2017–2020" in picture[0]
    assert "Greenbook" in picture[0]
    assert 'role="img" aria-labelledby="ribbons-says"' in said
    assert not re.search(r"<script>|<style|style=\"", said)


def test_every_figure_of_the_picture_is_cited_in_the_table(ask: Any) -> None:
    told = json.loads(text(ask, "/en/flows/ribbons.json?what=D2&years=FY2017-FY2020&shown=4"))
    assert len(told["asked"]) == 6  # the whole, four recipients, all others together
    assert {one["column"] for one in told["figures"]} == {"FMF", "INCLE", "NADR", "PKO", "IMET", "ACI", "Total"}
    assert all(one["citations"] for one in told["figures"] if one["value"])
    cells = text(ask, "/en/flows/cells?what=D2&years=FY2017-FY2020&shown=4")
    assert '<li id="n-f' in cells


def test_the_files_carry_what_a_picture_alone_must_say(ask: Any) -> None:
    drawn = text(ask, "/en/flows/ribbons.svg")
    assert "var(--" not in drawn
    assert "Libertinus" not in drawn
    for said in ("Flows: D2", "Source: U.S. Overseas", "ledger edition"):
        assert said in drawn
    assert ask("/en/flows/ribbons.png").body.startswith(b"\x89PNG")


def test_a_recipient_narrows_and_how_many_are_shown_is_bounded(ask: Any) -> None:
    said = text(ask, "/en/flows?what=D2&recipient=Colombia,Mexico&years=FY2017-FY2020")
    assert ">Colombia</b></a>" in said
    assert "Other (" not in said
    text(ask, "/en/flows?shown=500", 400)
    text(ask, "/en/flows?recipient=Colombai", 404)


def test_money_and_what_it_pays_for_is_refused_with_the_form(ask: Any) -> None:
    said = text(ask, "/es/flows?programme=FMF,FMS&stage=obligado")
    assert 'id="flows-controls"' in said
    assert "<svg" not in said.split("<main")[1]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_labels_of_a_downloaded_picture_lie_apart(ask: Any, lang: str) -> None:
    drawn = ask(f"/{lang}/flows/ribbons.svg").body.decode()
    labels = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)" font-size="([\d.]+)"[^>]*>(.*?)</text>', drawn
    )
    assert len(labels) > 10
    placed = []
    for x, y, anchor, size, said in labels:
        # Half its size is a letter wide, on the average, or less.
        wide = 0.5 * float(size) * len(unescape(re.sub(r"<[^>]*>", " ", said)))
        left = float(x) - (wide if anchor == "end" else 0)
        placed.append((left, left + wide, float(y), float(size)))
    for one, other in combinations(placed, 2):
        assert abs(one[2] - other[2]) > one[3] or one[1] < other[0] or other[1] < one[0]
