"""The page of a place: its brief, and the question that its address asks, answered, refused, or left out."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import Any

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.places_held import places_held

from .opening import text


def question(said: str) -> str:
    """The section that answers."""
    return said.partition('<section id="ask">')[2].partition("</section>")[0]


def of_chart(ask: Any, address: str, chart: str) -> list[dict[str, str]]:
    path, _, query = address.partition("?")
    return list(csv.DictReader(io.StringIO(text(ask, f"{path}/{chart}.csv{'?' if query else ''}{query}"))))


@pytest.mark.parametrize("lang", ["en", "es"])
def test_it_is_the_brief_under_a_question(ask: Any, lang: str) -> None:
    said = text(ask, f"/{lang}/place/COL")
    assert re.findall(r"<h1>(.*?)</h1>", said) == ["Colombia"]
    assert said.index('id="figures"') < said.index('id="question-form"') < said.index('id="question"')
    assert said.index('id="question"') < said.index('id="long-view"') < said.index('id="sources"')
    assert not re.search(r"<script>|<style| style=\"", said)


def test_the_answer_is_that_of_the_api_and_of_its_download(ask: Any) -> None:
    address = "/en/place/COL?years=2017-2020&stage=obligated&programme=FMF"
    said = question(text(ask, address))
    assert '<data class="fig" id="q5" value="216151787">' in said
    rows = of_chart(ask, address, "question")
    api = next(iter(re.findall(r'href="(/api/v1/total[^"]+)"', said)))
    told = ask(unescape(api)).json
    assert [row["value"] for row in rows[:-1]] == [str(one["value"]).removesuffix(".00") for one in told["figures"]]
    assert rows[-1]["value"] == "216151787"
    assert all(row["citations"] for row in rows)


def test_a_form_says_the_same_in_its_own_words(ask: Any) -> None:
    form = text(ask, "/en/place/COL?from=2017&to=2020&stage=obligated&of=FMF&prices=current")
    state = text(ask, "/en/place/COL?years=2017-2020&stage=obligated&programme=FMF")
    assert question(form) == question(state)


@pytest.mark.parametrize(("query", "first", "last"), [("from=2018", "2018", "2020"), ("to=1950", "1946", "1950")])
def test_an_open_window_ends_where_the_ledger_does(ask: Any, query: str, first: str, last: str) -> None:
    rows = of_chart(ask, f"/en/place/COL?{query}&universe=D4", "question")
    years = [row["row"] for row in rows if row["row"].isdigit()]
    assert (years[0], years[-1] >= last) == (first, True)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("query", ["stage=disbursed&universe=D4", "universe=D3", "stage=planned&programme=FMF"])
def test_what_has_no_answer_is_said_with_what_to_ask_instead(ask: Any, lang: str, query: str) -> None:
    said = question(text(ask, f"/{lang}/place/COL?{query}"))
    assert 'id="question-form"' in said
    assert "<figure" not in said
    near = [unescape(one) for one in re.findall(r'<li><a href="([^"]+)#ask">', said)]
    assert near
    assert '<figure class="chart" id="question">' in text(ask, near[0])


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("stage=promised", 404, "promised"),
        ("universe=D9", 404, "D9"),
        ("programme=FMFF", 404, "FMFF"),
        ("years=20x7", 400, "20x7"),
        ("prices=golden", 400, "golden"),
    ],
)
def test_a_wrong_question_is_told_what_to_do(ask: Any, query: str, status: int, words: str) -> None:
    assert words in text(ask, f"/en/place/COL?{query}", status)


def test_the_years_narrow_the_tables_of_the_brief(ask: Any) -> None:
    narrow = text(ask, "/en/place/COL?years=2012-2014")
    stages = {row["row"] for row in of_chart(ask, "/en/place/COL?years=2012-2014", "chart-stages")}
    assert {row for row in stages if row.isdigit()} == {"2012", "2013", "2014"}
    assert 'href="/en/place/COL/chart-stages.csv?years=2012-2014"' in narrow


def test_what_of_the_page_is_not_the_question_is_the_same_under_every_question(ask: Any) -> None:
    one, other = (text(ask, f"/en/place/COL?universe={code}") for code in ("D1", "D2"))
    parts = [said.partition('id="long-view"')[2].partition('<section id="sources"')[0] for said in (one, other)]
    assert parts[0] == parts[1] != ""
    assert question(one) != question(other)


def test_a_place_without_budget_money_has_no_question(ask: Any) -> None:
    said = text(ask, "/en/place/USA")
    assert 'id="question-form"' not in said
    assert 'class="chart"' in said


def test_every_chart_is_taken_along_and_asked_again(ask: Any) -> None:
    said = text(ask, "/en/place/COL")
    charts = re.findall(r'<figure class="chart" id="([^"]+)"', said)
    assert {"question", "chart-long", "chart-universes", "chart-programmes", "chart-stages", "chart-timeline"} <= set(
        charts
    )
    for chart in charts:
        assert of_chart(ask, "/en/place/COL", chart), chart
        assert ask(f"/en/place/COL/{chart}.svg").body.startswith(b"<svg"), chart
    for api in re.findall(r'href="(/api/v1/total[^"]+)"', said):
        assert ask(unescape(api)).status == 200, api


@pytest.mark.parametrize("chart", ["chart-long", "chart-universes", "chart-programmes", "chart-stages"])
def test_the_figures_of_a_chart_are_those_of_its_questions(ask: Any, chart: str) -> None:
    told = ask(f"/en/place/UKR/{chart}.json").json
    shown = {(one["unit"], one["value"]) for one in told["figures"] if one["value"]}
    assert told["asked"]
    found = set()
    for query in told["asked"]:
        answer = ask(f"/api/v1/total?{query}").json
        sums = [answer] if chart == "chart-universes" else answer["figures"]
        found |= {(one["unit"], re.sub(r"\.00$", "", str(one["value"]))) for one in sums if one["value"] is not None}
    assert {one for one in shown if one not in found} <= _totals(told)


def _totals(told: Any) -> set[tuple[str, str]]:
    """Figures of a foot, which are sums over the years, each of which is asked."""
    return {(one["unit"], one["value"]) for one in told["figures"] if not re.search(r"\d{4}|D\d", one["row"])}


def test_the_table_beside_a_chart_is_printed_once(ask: Any) -> None:
    said = text(ask, "/en/place/COL")
    section = said.partition('<section id="all">')[2].partition("</section>")[0]
    assert section.count("<table") == 1


def test_every_figure_of_the_page_opens_its_statements(ask: Any) -> None:
    said = text(ask, "/es/place/ECU?stage=allocated&universe=D2&years=2010-2012")
    cells = ask("/es/place/ECU/cells.json?stage=allocated&universe=D2&years=2010-2012").json
    shown = set(re.findall(r'<data class="fig" id="([^"]+)"', said))
    assert {one for one in shown if one[0] == "q"}
    assert {f"n-{one}" for one in shown} <= set(cells["notes"])
    last = max(int(run.split("-")[-1]) for note in cells["notes"].values() for run in note[2].split())
    assert last <= len(cells["statements"])


def test_names_lead_to_their_pages(ask: Any) -> None:
    said = text(ask, "/en/place/COL")
    assert 'href="/en/programme/FMF"' in said
    assert 'href="/en/place/ECU"' in said


def test_a_place_is_asked_by_any_name(ask: Any) -> None:
    moved = ask("/en/place/colombia?stage=disbursed")
    assert (moved.status, moved.headers["location"]) == (308, "/en/place/COL?stage=disbursed")


def test_a_place_of_which_nothing_is_held_is_not_found(ask: Any, edition_ledger: Ledger) -> None:
    assert {"COL", "USA", "NATO"} <= set(places_held(edition_ledger))
    assert "PRK" in places_held(edition_ledger) or text(ask, "/en/place/PRK", 404)


def test_the_cells_are_kept_apart_from_the_page(ask: Any) -> None:
    notes = json.loads(ask("/en/place/COL/cells.json?universe=D1").body)["notes"]
    assert {name[:3] for name in notes} == {"n-q", "n-f"}


@pytest.mark.parametrize("address", ["/en/place/PER?years=2003-2009", "/es/place/COL?years=2019-2020"])
def test_every_figure_of_other_years_has_its_note_among_their_cells(ask: Any, address: str) -> None:
    path, _, query = address.partition("?")
    said = text(ask, address)
    notes = json.loads(text(ask, f"{path}/cells.json?{query}"))["notes"]
    led_to = re.findall(rf'href="{re.escape(path)}/cells\?{re.escape(query)}#(n-\w+)"', said)
    assert len(led_to) > 200
    assert set(led_to) <= set(notes)
    assert "as-it-is-asked" not in said


def test_a_downloaded_picture_says_place_key_source_and_edition(ask: Any) -> None:
    drawn = ask("/en/place/COL/chart-programmes.svg").body.decode()
    texts = re.findall(r">([^<>]+)</text>", drawn)
    assert texts[:2] == ["Colombia", "Programme by programme"]
    key = re.findall(r'height="(\d)" fill="(#\w+)"/><text[^>]*>([^<]+)<', drawn)
    assert key == [("8", "#a3321f", "obligated"), ("2", "#8a857b", "requested"), ("2", "#1c1b19", "allocated")]
    foot = " ".join(texts[-4:])
    assert "Congressional Budget Justification" in foot
    assert "Greenbook" in foot
    assert "ledger edition" in foot


@pytest.mark.parametrize(
    ("place", "begins"), [("COL", "Bars are what was obligated"), ("REG-AFR", "The lines are what")]
)
def test_the_sentence_over_the_programmes_says_what_is_drawn(ask: Any, place: str, begins: str) -> None:
    chart = ask(f"/en/place/{place}").body.decode().partition('id="chart-programmes"')[2].partition("</figure>")[0]
    assert begins in chart
    assert ('fill="var(--obligated)"' in chart) == (place == "COL")
