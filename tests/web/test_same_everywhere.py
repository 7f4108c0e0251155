"""Page = chart = download = API = command line: one question gives one figure wherever it is asked."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl

import pytest
from click.testing import CliRunner

from cuaderno.cli import main
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.counting import programmes_told
from cuaderno.products.words import period
from cuaderno.statements.places import place
from cuaderno.statements.programmes import all_programmes

PLACES = ("COL", "MEX", "PER", "EGY", "JOR", "UKR", "PHL", "KEN", "PAK", "GTM")
YEARS = "FY2012-FY2020"
Ask = Callable[[str], Any]


@dataclass
class Shown(HTMLParser):
    """The figures and blanks of a chart's table in a page, cell by cell: an exact value, or "" for a blank."""

    chart: str
    values: list[str] = field(default_factory=list)
    inside: bool = False
    table: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enters the chart and its table, and keeps what stands there."""
        told = dict(attrs)
        if tag == "figure":
            self.inside = told.get("id") == self.chart
        self.table = self.inside and (self.table or tag == "table")
        if self.table and tag == "data":
            self.values.append(told.get("value") or "")
        elif self.table and (told.get("class") or "") == "blank":
            self.values.append("")

    def handle_endtag(self, tag: str) -> None:
        """Leaves them."""
        if tag == "figure":
            self.inside = self.table = False


@dataclass(frozen=True)
class Files:
    """A chart as its files give it: its questions, and its figures by row and column."""

    asked: tuple[str, ...]
    columns: tuple[str, ...]
    figures: dict[tuple[str, str], str]

    def column(self, at: int) -> dict[str, str]:
        """A column by its rows."""
        return {row: value for (row, column), value in self.figures.items() if column == self.columns[at]}


def files_of(ask: Ask, page: str, chart: str, query: str) -> Files:
    """The chart of a page whose table, CSV and JSON say the same; fails where they do not."""
    told = json.loads(ask(f"{page}/{chart}.json?{query}").body)
    listed = [one["value"] for one in told["figures"]]
    rows = list(csv.DictReader(io.StringIO(ask(f"{page}/{chart}.csv?{query}").body.decode())))
    assert [row["value"] for row in rows] == listed
    assert [row["citations"].split() for row in rows] == [one["citations"] for one in told["figures"]]
    shown = Shown(chart)
    shown.feed(ask(f"{page}?{query}").body.decode())
    assert shown.values == listed
    columns = tuple(dict.fromkeys(one["column"] for one in told["figures"]))
    return Files(tuple(told["asked"]), columns, {(one["row"], one["column"]): one["value"] for one in told["figures"]})


def answered(ask: Ask, query: str) -> Any:
    """What the API says."""
    found = ask(f"/api/v1/total?{query}")
    assert found.status == 200, found.body
    return found.json


def printed(query: str) -> Any:
    """What the command line says to the same question."""
    options = [part for name, value in parse_qsl(query) for part in (f"--{name}", value)]
    done = CliRunner().invoke(main, ["total", *options, "--format", "json"])
    told = json.loads(done.stdout)
    assert done.exit_code == (1 if told["partial"] or told["value"] is None else 0), done.output
    return told


def by_year(answer: Any) -> dict[str, str]:
    """The figures of an answer by year as a table names it, and their sum last."""
    told = {period("en", one["period"] or one["group"]).text: one["value"] or "" for one in answer["figures"]}
    return {**told, "sum": answer["value"] or ""}


@pytest.mark.parametrize("places", [PLACES[:5], PLACES[5:]], ids=",".join)
@pytest.mark.parametrize("what", ["D2", "D6"])
def test_ten_countries(ask: Ask, places: tuple[str, ...], what: str) -> None:
    query = "&".join([*(f"place={code}" for code in places), f"what={what}&stage=obligated&years={YEARS}"])
    found = files_of(ask, "/en/compare", "by-year", query)
    assert [name.removesuffix(" current dollars") for name in found.columns] == [place(code).name() for code in places]
    assert len(found.asked) == len(places)
    for at, question in enumerate(found.asked):
        answer = answered(ask, question)
        assert answer["recipients"] == [places[at]]
        assert found.column(at) == by_year(answer)
        if what == "D2":
            assert printed(question) == answer


def test_every_programme(ask: Ask, edition_ledger: Ledger) -> None:
    told = programmes_told(edition_ledger)
    some = 0
    for number, code in enumerate(told):
        places = (*PLACES, *PLACES)[number % 10 :][:3]
        query = f"place={','.join(places)}&programme={code.replace('&', '%26')}"
        found = files_of(ask, "/en/compare", "by-year", query)
        for at, question in enumerate(found.asked):
            answer = answered(ask, question)
            assert answer["programmes"] == [code]
            assert found.column(at) == by_year(answer), (code, question)
            some += answer["value"] is not None
        assert printed(found.asked[0]) == answered(ask, found.asked[0])
    assert some > len(told)


def test_a_programme_that_no_figure_is_of_has_no_answer_anywhere(ask: Ask, edition_ledger: Ledger) -> None:
    silent = [
        one.code for one in all_programmes() if one.code not in programmes_told(edition_ledger) and not one.is_umbrella
    ]
    assert silent
    for code in silent:
        said = ask(f"/en/compare?place=COL,PER&programme={code}&stage=obligated").body.decode()
        assert not re.search(r'<data class="fig"', said), code
        api = ask(f"/api/v1/total?recipient=COL&programme={code}&stage=obligated")
        assert api.status != 200 or api.json["value"] is None


def test_flows(ask: Ask) -> None:
    query = "what=D2&years=FY2017-FY2020&shown=6"
    found = files_of(ask, "/en/flows", "ribbons", query)
    whole, *each = [answered(ask, question) for question in found.asked]
    rows = list(dict.fromkeys(row for row, _ in found.figures))
    assert {one["group"]: one["value"] for one in whole["figures"]} | {"Total": whole["value"]} == {
        column: found.figures["Total", column] for column in found.columns
    }
    assert len(rows) == len(each) + 1
    for row, answer in zip(rows, each, strict=False):
        shown = {column: value for (name, column), value in found.figures.items() if name == row}
        assert {one["group"]: one["value"] for one in answer["figures"]} | {"Total": answer["value"]} == shown
        if len(answer["recipients"]) == 1:
            assert place(answer["recipients"][0]).name() == row
    for question in (found.asked[0], found.asked[1], found.asked[-1]):
        assert printed(question) == answered(ask, question)


@pytest.mark.parametrize("code", PLACES)
def test_the_question_of_a_place(ask: Ask, code: str) -> None:
    found = files_of(ask, f"/en/place/{code}", "question", f"universe=D2&stage=obligated&years={YEARS}")
    (question,) = found.asked
    answer = answered(ask, question)
    assert answer["recipients"] == [code]
    assert found.column(0) == by_year(answer)


@pytest.mark.parametrize("code", ["FMF", "IMET", "INCLE", "EDA", "SECTION-1004"])
def test_the_years_of_a_programme(ask: Ask, code: str) -> None:
    found = files_of(ask, f"/en/programme/{code}", "years", "")
    assert len(found.asked) == len(found.columns)
    for at, question in enumerate(found.asked):
        answer = answered(ask, question)
        told = by_year(answer)
        shown = found.column(at)
        years = {row: value for row, value in shown.items() if re.match(r"\d{4}|Transition", row) and value}
        assert years == {row: value for row, value in told.items() if row in years}
        assert {value for row, value in told.items() if row != "sum" and value} <= set(years.values())
