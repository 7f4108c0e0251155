from __future__ import annotations

import re
from typing import Any

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.places_held import places_held
from cuaderno.statements.programmes import all_programmes
from cuaderno.web.pages.addresses import Addresses
from cuaderno.web.pages.home import HOME
from cuaderno.web.pages.kinds import Asking, State

WORDS = {
    "en": "Who gives, sells, trains and promises what to whom",
    "es": "Quién da, vende, entrena y promete qué a quién",
}


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_first_page_searches_and_maps_and_leads_on(ask: Any, edition_ledger: Ledger, lang: str) -> None:
    answer = ask(f"/{lang}")
    assert answer.status == 200
    text = answer.body.decode()
    assert f"<h1>{WORDS[lang]}</h1>" in text
    assert f'action="/{lang}/search"' in text
    assert f'action="/{lang}/map"' in text
    assert f'href="/{lang}/check"' in text
    assert 'id="map"' in text
    for code in places_held(edition_ledger):
        assert f'href="/{lang}/place/{code}"' in text, code
    for one in all_programmes():
        assert f"<small>{one.code.replace('&', '&amp;')}</small>" in text, one.code
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_map_of_the_first_page_is_a_file_and_its_figures_have_cells(ask: Any) -> None:
    told = ask("/en/map.json").json
    assert told["asked"] == ["universe=D4&stage=obligated&years=2020&by=recipient"]
    assert ask("/en/map.svg").status == 200
    shown = set(re.findall(r'data class="fig" id="(f\d+)"', ask("/en").body.decode()))
    told_of = {one.removeprefix("n-") for one in ask("/en/cells.json").json["notes"]}
    assert shown
    assert shown == told_of


def test_in_a_static_export_the_first_page_has_no_form_and_no_address_of_the_server(edition_ledger: Ledger) -> None:
    asking = Asking(edition_ledger, "es", {}, State(), Addresses("es", files=True))
    view = HOME.view(asking)
    written = str(view.top) + str(view.body)
    assert "<form" not in written
    assert 'href="/' not in written
    assert 'href="es/place/COL.html"' in written or 'href="../es/place/COL.html"' in written


def test_the_home_of_a_language_may_end_in_a_slash(ask: Any) -> None:
    answer = ask("/es/")
    assert (answer.status, answer.headers.get("location")) == (308, "/es")
