from __future__ import annotations

import re
from typing import Any

import pytest


def test_a_place_that_is_named_stands_first_and_every_link_leads_somewhere(ask: Any) -> None:
    text = ask("/es/search?q=estados+unidos").body.decode()
    best = re.search(r'class="best"><a href="([^"]+)">([^<]+)</a>', text)
    assert best
    assert best.groups() == ("/es/place/USA", "Estados Unidos")
    text = ask("/en/search?q=mnna+colombia").body.decode()
    hits = re.findall(r'<li><a href="([^"]+)">', text.partition('id="content"')[2])
    assert hits
    for address in hits[:4]:
        assert ask(address.replace("&amp;", "&")).status in (200, 308), address


@pytest.mark.parametrize(
    ("q", "group"), [("colmbia", "place"), ("helicopter", "wording"), ("greenbook", "source"), ("D2", "universe")]
)
def test_results_stand_in_groups(ask: Any, q: str, group: str) -> None:
    assert f'id="found-{group}"' in ask(f"/en/search?q={q}").body.decode()


def test_all_of_one_kind_is_a_link_away(ask: Any) -> None:
    assert 'href="/en/search?q=helicopter&amp;kind=wording"' in ask("/en/search?q=helicopter").body.decode()
    text = ask("/en/search?q=helicopter&kind=wording").body.decode()
    assert len(re.findall(r"<li><a href=", text.partition('id="found-wording"')[2])) > 50
    assert 'id="found-place"' not in text


@pytest.mark.parametrize("lang", ["en", "es"])
def test_nothing_found_and_nothing_asked_are_pages_that_say_what_to_do(ask: Any, lang: str) -> None:
    assert "qxqxqx" in ask(f"/{lang}/search?q=qxqxqx").body.decode()
    assert f"/{lang}/search?q=Colombia" in ask(f"/{lang}/search").body.decode()


def test_what_was_sought_is_shown_as_text(ask: Any) -> None:
    text = ask("/en/search?q=%3Cscript%3Ealert(1)%3C/script%3E").body.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_suggestions_are_small_and_lead_to_pages(ask: Any) -> None:
    answer = ask("/es/suggest?q=colom")
    assert answer.headers["content-type"].startswith("application/json")
    told = answer.json
    assert told["q"] == "colom"
    assert told["found"][0] == {
        "kind": "place", "word": "lugar", "name": "Colombia", "by": "", "address": "/es/place/COL",
    }  # fmt: skip
    assert len(answer.body) < 4000
    assert ask("/en/suggest").json["found"] == []
    assert ask("/en/suggest?q=" + "x" * 500).json["found"] == []


def test_suggestions_may_be_kept_with_their_etag(ask: Any) -> None:
    first = ask("/en/suggest?q=peru")
    again = ask("/en/suggest?q=peru", headers={"if-none-match": first.headers["etag"]})
    assert again.status == 304


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/en/colmbia", "/en/place/COL"), ("/es/pais/filipnas", "/es/place/PHL"), ("/en/place/colmbia", "/en/place/COL"),
        ("/en/map?stage=obligatd", "/en/map?stage=obligated"), ("/es/place/COL?stage=obligatd&years=2019", "/es/place/COL?stage=obligated&amp;years=2019"),
    ],
)  # fmt: skip
def test_a_page_that_is_not_there_offers_near_names(ask: Any, path: str, address: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert f'<li><a href="{address}">' in answer.body.decode()


def test_a_citation_leads_to_its_statement_and_to_no_search_of_wordings(ask: Any) -> None:
    text = ask("/en/search?q=e3c472087c261258").body.decode()
    assert '<li><a href="/en/statement/e3c472087c261258@3dba11a5eda8">' in text
    assert "rows?text=" not in text
