"""The page of a programme: what the catalogue and the ledger say, every figure the answer of its question."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.programme import Choice, programme_page, stages_told
from cuaderno.products.explore.programmes import listed
from cuaderno.products.explore.programmes_held import memberships, said_of
from cuaderno.products.notes import found_in
from cuaderno.products.page import Chart, Item, Page, Span
from cuaderno.products.words import plain
from cuaderno.statements.programmes import all_programmes


def page(ledger: Ledger, code: str, lang: str = "en", **choice: str) -> Page:
    return programme_page(ledger, code, Choice(**choice), lang, cells=False)


def charts(made: Page) -> dict[str, Chart]:
    return {one.id: one for one in found_in(made.sections, Chart)}


@pytest.mark.parametrize("lang", ["en", "es"])
def test_each_column_of_a_year_by_year_table_is_the_answer_of_its_question(edition_ledger: Ledger, lang: str) -> None:
    made = charts(page(edition_ledger, "FMF", lang, years="FY2010-FY2015"))["years"]
    assert made.table is not None
    for at, query in enumerate(made.asked, 1):
        asked = dict(part.split("=") for part in query.split("&"))
        answer = edition_ledger.total(**asked)  # type: ignore[arg-type]
        column = [row[at][0] for row in made.table.rows]
        assert [one.value for one in column if one.kind == "figure"] == [
            f"{Decimal(figure.value):f}".removesuffix(".00") for figure in answer.figures if figure.value is not None
        ]
        assert Decimal(made.table.foot[0][at][0].value) == answer.value
    assert len(made.asked) >= 2


def test_the_recipients_are_ranked_in_the_chosen_window(edition_ledger: Ledger) -> None:
    made = charts(page(edition_ledger, "FMF", years="FY2017-FY2020"))["recipients"]
    answer = edition_ledger.total(
        programme="FMF", stage="obligated", source="greenbook", years="FY2017-FY2020", by="recipient"
    )
    assert made.table is not None
    assert [row[0][0].names for row in made.table.rows] == [
        f"place/{one.group}" for one in answer.figures if one.value is not None
    ]
    values = [Decimal(row[1][0].value) for row in made.table.rows]
    assert values == sorted(values, reverse=True)
    assert Decimal(made.table.foot[0][1][0].value) == answer.value


def test_another_stage_and_constant_prices(edition_ledger: Ledger) -> None:
    assert stages_told(edition_ledger, "FMF")[0] == "obligated"
    made = page(edition_ledger, "FMF", stage="allocated", prices="constant", years="FY2010-FY2015")
    shown = charts(made)
    assert all("prices=constant" in query for query in shown["years"].asked)
    assert {span.unit for span in found_in(shown["years"], Span) if span.kind == "figure"} == {"USD@2020"}
    assert "recipients" not in shown  # no source publishes allocations in constant dollars, and the page says so
    assert "allocated" in plain([span for span in found_in(made.sections, Span) if "constant" in span.text])


def test_both_ends_of_a_funding_edge_are_named(edition_ledger: Ledger) -> None:
    for code, other in (
        ("FMF", "FMS"),
        ("FMS", "FMF"),
        ("NADR", "NADR-CWD"),
        ("NADR-CWD", "NADR"),
        ("SECTION-333", "BPC"),
    ):
        overlaps = next(one for one in page(edition_ledger, code).sections if one.id == "overlaps")
        assert f"programme/{other}" in {span.names for span in found_in(overlaps, Span)}


def test_what_no_document_has_confirmed_is_marked(edition_ledger: Ledger) -> None:
    about = page(edition_ledger, "IMET").sections[0]
    marked = {plain(one.term) for one in found_in(about, Item) if any(span.kind == "strong" for span in one.text)}
    assert marked == {"Statute"}
    assert not [span for span in found_in(page(edition_ledger, "FMF").sections[0], Span) if span.kind == "strong"]


def test_who_speaks_of_it_and_since_when(edition_ledger: Ledger) -> None:
    said = {(one.source, one.stage): one for one in said_of(edition_ledger, "FMF") if one.unit == "USD"}
    greenbook = said["greenbook", "obligated"]
    rows = list(edition_ledger.rows(programme="FMF", source="greenbook", stage="obligated"))
    assert (greenbook.first, greenbook.last) == (min(one.period for one in rows), max(one.period for one in rows))
    assert [one.universe.code for one in memberships(edition_ledger, "FMF")] == ["D1", "D2", "D4", "D6"]
    assert "D5" in [one.universe.code for one in memberships(edition_ledger, "FMS")]
    assert memberships(edition_ledger, "NADR-CWD")[0].universe.code == "D1"  # a part of what is counted


def test_a_label_has_readings_and_no_figures(edition_ledger: Ledger) -> None:
    made = page(edition_ledger, "PLAN-COLOMBIA", "es")
    assert [one.id for one in made.sections] == ["about", "readings"]
    assert not made.files


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_catalogue_lists_every_programme_once(edition_ledger: Ledger, lang: str) -> None:
    groups = listed(edition_ledger, lang, lambda path: path)
    entries = [one for group in groups for one in group.entries]
    codes = [code for one in entries for code in (one.code, *(part.code for part in one.parts))]
    assert sorted(codes) == sorted(one.code for one in all_programmes())
    fmf = next(one for one in entries if one.code == "FMF")
    assert plain(fmf.years).startswith("1974")
    imet = next(one for one in entries if one.code == "IMET")
    assert imet.doubtful == {"authority"}
