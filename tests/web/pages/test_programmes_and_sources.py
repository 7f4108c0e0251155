"""The catalogues of programmes and sources, and the pages of each, over HTTP."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.statements.programmes import all_programmes
from cuaderno.web.pages.programmes import PROGRAMME
from cuaderno.web.pages.sources import SOURCE

from .opening import Ask, text


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_catalogues_lead_to_every_page(ask: Ask, edition_ledger: Ledger, lang: str) -> None:
    programmes = text(ask, f"/{lang}/programmes")
    assert 'aria-current="page"' in programmes
    for names in PROGRAMME.every(edition_ledger):
        address = f"/{lang}/programme/{names['programme']}".replace("&", "&amp;").replace("IO&amp;P", "IO%26P")
        assert f'href="{address}"' in programmes
    sources = text(ask, f"/{lang}/sources")
    for names in SOURCE.every(edition_ledger):
        assert f'href="/{lang}/source/{names["source"]}"' in sources
    assert not re.search(r"<script>|<style|style=\"", programmes + sources)


ONE_OF_EACH = {one.kind: one.code for one in all_programmes()}


@pytest.mark.parametrize("code", [*ONE_OF_EACH.values(), "IO&P", "NADR"])
def test_a_programme_of_every_kind_has_its_page(ask: Ask, code: str) -> None:
    said = text(ask, f"/en/programme/{code.replace('&', '%26')}")
    assert f"<code>{code.replace('&', '&amp;')}</code>" in said


def test_a_programme_by_any_of_its_names(ask: Ask) -> None:
    found = ask("/es/programme/Financiamiento%20Militar%20Extranjero?years=2012-2015")
    assert found.status == 308
    assert found.headers["location"] == "/es/programme/FMF?years=2012-2015"
    assert "IMET" in text(ask, "/en/programme/IMTE", 404)


def test_a_chart_as_a_file_says_what_the_page_says(ask: Ask, edition_ledger: Ledger) -> None:
    said = text(ask, "/en/programme/FMF?years=FY2017-FY2020")
    assert 'id="programme-controls"' in said
    rows = list(csv.DictReader(io.StringIO(text(ask, "/en/programme/FMF/recipients.csv?years=FY2017-FY2020"))))
    answer = edition_ledger.total(
        programme="FMF", stage="obligated", source="greenbook", unit="USD", years="FY2017-FY2020", by="recipient"
    )
    told = [figure for figure in answer.figures if figure.value is not None]
    assert [Decimal(row["value"]) for row in rows[:-1]] == [figure.value for figure in told]
    assert Decimal(rows[-1]["value"]) == answer.value
    assert rows[0]["citations"].split() == list(told[0].cites)
    drawn = ask("/en/programme/FMF/years.svg?years=FY2017-FY2020")
    assert drawn.status == 200
    assert drawn.headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [("years=20x7", 400, "20x7"), ("stage=promised", 404, "promised"), ("prices=golden", 400, "constant")],
)
def test_a_wrong_state_is_told_what_to_do(ask: Ask, query: str, status: int, words: str) -> None:
    assert words in text(ask, f"/en/programme/FMF?{query}", status)


def test_what_a_publisher_changed_is_turned_page_by_page(ask: Ask) -> None:
    first = text(ask, "/en/source/foreign_assistance")
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    following = re.search(r'href="([^"]+)" rel="next"', first)
    assert following is not None
    second = text(ask, following[1].replace("&amp;", "&").partition("#")[0])
    assert 'rel="prev"' in second
    assert '<option value="added" selected>' in text(ask, "/en/source/foreign_assistance?kind=added")
    assert "/api/v1/history?source=foreign_assistance&amp;format=csv" in first
    assert ask("/api/v1/history?source=foreign_assistance&format=csv").status == 200
    assert ask("/api/v1/sources/foreign_assistance").status == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/source/greenbok", 404),
        ("/en/source/foreign_assistance?page=0", 400),
        ("/en/source/foreign_assistance?kind=lost", 400),
        ("/en/source/foreign_assistance?old=1e7e3e682a36", 400),
        ("/en/source/foreign_assistance?old=1e7e3e682a36&new=3dba11a5eda8", 400),
    ],
)
def test_a_source_or_comparison_that_there_is_none_of(ask: Ask, address: str, status: int) -> None:
    assert "<h1>" in text(ask, address, status)


def test_a_source_by_its_name_in_one_form(ask: Ask) -> None:
    found = ask("/en/source/Foreign-Assistance")
    assert (found.status, found.headers["location"]) == (308, "/en/source/foreign_assistance")
    text(ask, "/es/source/iati")
