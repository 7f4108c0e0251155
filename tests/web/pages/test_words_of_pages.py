"""What stands on pages in words: nothing cut, nothing in the wrong number, and what has a page leads to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import cuaderno
from cuaderno.products.explore.words import table


def said(ask: Any, path: str) -> str:
    return str(ask(path).body.decode())


@pytest.mark.parametrize("path", ["/en/place/COL", "/es/place/COL"])
def test_a_source_keeps_the_whole_of_what_people_call_it(ask: Any, path: str) -> None:
    assert "36(b (" not in re.sub(r"<[^>]+>", "", said(ask, path))


@pytest.mark.parametrize("path", ["/en/place/UKR", "/en/place/ISR/with/COL"])
def test_one_commitment_is_not_told_as_many(ask: Any, path: str) -> None:
    text = re.sub(r"<[^>]+>", "", said(ask, path))
    assert "in force on" in text
    assert not re.search(r"\b1 (were|commitments)\b", text)


def test_a_paragraph_begins_with_a_capital(ask: Any) -> None:
    for opened in re.findall(r"<p[^>]*>([^<]{3,40})", said(ask, "/en/place/USA/with/COL") + said(ask, "/en/place/USA")):
        assert not opened.startswith("the "), opened


def test_a_mark_of_a_total_stands_in_the_key_of_its_table(ask: Any) -> None:
    tables = (part.partition("</table>") for part in said(ask, "/en/place/ECU").split("<table")[1:])
    marked = [behind[:600] for table, _, behind in tables if '<sup class="mark">' in table]
    assert marked
    for behind in marked:
        assert "<b>p</b>" in behind, behind[:200]


def test_an_abbreviation_is_not_split_over_two_lines(ask: Any) -> None:
    text = said(ask, "/es/place/ECU")
    assert "n.\u00a0d." in text or "s.\u00a0p." in text
    assert not re.search(r"\b[ns]\. [dpr]\.<", text)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_what_a_country_page_cites_by_hand_leads_to_its_statement(ask: Any, lang: str) -> None:
    text = said(ask, f"/{lang}/place/COL")
    cited = re.findall(r"<code>cuaderno cite ([0-9a-f]{16}@[0-9a-f]+)</code>", text)
    assert cited
    for one in cited:
        assert f'<a href="/{lang}/statement/{one}"><code>cuaderno cite {one}</code></a>' in text
    listed = re.search(rf'<a href="(/{lang}/commitments/COL\?type=VISIT[^"]*)"><code>cuaderno commitments COL', text)
    assert listed
    assert ask(listed[1].replace("&amp;", "&")).status == 200


def test_the_addresses_of_a_source_are_links(ask: Any) -> None:
    text = said(ask, "/en/source/greenbook")
    assert re.search(r'<a href="https://[^"]+"[^>]*><code>https://', text)


@pytest.mark.parametrize(
    ("path", "spanish", "english"),
    [
        ("/es", "Préstamos y donaciones de EE. UU. al exterior (Greenbook)", "U.S. Overseas Loans"),
        ("/es", "ForeignAssistance.gov, datos completos", "bulk data"),
        ("/es/map", "Préstamos y donaciones de EE. UU. al exterior (Greenbook)", "U.S. Overseas Loans"),
        ("/es/place/COL", "Leyes anuales de apropiaciones", "Yearly appropriations"),
        ("/es/programme/ACI", "Leyes anuales de apropiaciones", "Yearly appropriations"),
        ("/es/statement/e3c472087c261258", "año de la transacción", "transaction year"),
    ],
)
def test_a_spanish_page_says_in_spanish_what_is_no_publisher_s_wording(
    ask: Any, path: str, spanish: str, english: str
) -> None:
    text = said(ask, path)
    assert spanish in text
    assert english not in text


def test_every_role_of_a_date_on_a_card_has_its_words() -> None:
    cards = (one.read_text(encoding="utf-8") for one in Path(cuaderno.__file__).parent.glob("sources/*/card.toml"))
    roles = {role for card in cards for role in re.findall(r'^date_role = "([^"]+)"', card, re.MULTILINE)}
    assert roles
    assert roles <= set(table("date_roles"))
