from __future__ import annotations

import re
from decimal import Decimal

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.cited import Citing
from cuaderno.products.explore.map import RANKED, map_page, mapped
from cuaderno.products.explore.words import table
from cuaderno.products.notes import found_in
from cuaderno.products.page import Chart, Page, Span, Table
from cuaderno.products.words import plain
from cuaderno.statements.places import place


def page_of(ledger: Ledger, asked: Asked, lang: str = "en", *, cells: bool = True) -> Page:
    citing = Citing(ledger)
    return map_page(
        citing, mapped(citing, asked, lang, cells=cells), lang, lambda code: f"/{lang}/place/{code}", cells=cells
    )


@pytest.fixture(scope="module")
def page(edition_ledger: Ledger) -> Page:
    return page_of(edition_ledger, Asked(universe="D1", years="2020"))


def figures(shown: Table) -> dict[str, Decimal]:
    return {plain(row[0]): Decimal(row[1][0].value) for row in shown.rows if row[1][0].kind == "figure"}


def test_the_table_of_the_map_is_the_answer_of_its_question(edition_ledger: Ledger, page: Page) -> None:
    (chart,) = found_in(page.sections, Chart)
    assert chart.asked == ("universe=D1&stage=obligated&years=2020&by=recipient",)
    answer = edition_ledger.total(universe="D1", stage="obligated", years="2020", by="recipient")
    assert chart.table is not None
    assert figures(chart.table) == {
        place(one.group).name_en: one.value for one in answer.figures if one.value is not None
    }
    assert Decimal(chart.table.foot[0][1][0].value) == answer.value


def test_the_ranking_is_the_head_of_the_table_from_large_to_small(page: Page) -> None:
    (chart,) = found_in(page.sections, Chart)
    ranking = next(one for one in page.sections[0].blocks if isinstance(one, Table))
    assert chart.table is not None
    assert ranking.rows == chart.table.rows[:RANKED]
    amounts = list(figures(chart.table).values())
    assert amounts == sorted(amounts, reverse=True)
    assert all(row[0][0].names.startswith("place/") for row in ranking.rows)


def test_every_figure_has_its_statements(edition_ledger: Ledger, page: Page) -> None:
    notes = {one.id: one for one in page.notes}
    shown = [span for span in found_in(page.sections, Span) if span.kind == "figure"]
    assert len(shown) > 100
    for span in shown:
        assert notes[span.ref].runs
    said = {line.number: line for file in page.files for line in file.said}
    israel = next(span for span in shown if span.value == "3300000000")
    (only,) = notes[israel.ref].runs.split()
    assert edition_ledger.cite(said[int(only)].citation).statement.value == Decimal("3300000000")


def test_the_cells_of_a_figure_of_several_years_add_up_to_it(edition_ledger: Ledger) -> None:
    shown = page_of(edition_ledger, Asked(universe="D1", years="2018-2020"))
    (chart,) = found_in(shown.sections, Chart)
    assert chart.table is not None
    said = {line.number: line.citation for file in shown.files for line in file.said}
    notes = {one.id: one for one in shown.notes}
    for row in chart.table.rows[:12]:
        note = notes[row[1][0].ref]
        numbers = [n for run in note.runs.split() for n in range(int(run.split("-")[0]), int(run.split("-")[-1]) + 1)]
        values = [edition_ledger.cite(said[number]).statement.value or 0 for number in numbers]
        assert sum(values) == Decimal(row[1][0].value), plain(row[0])
        assert note.ask == ""


def test_the_page_and_its_cells_name_their_figures_alike(edition_ledger: Ledger) -> None:
    def named(*, cells: bool) -> list[tuple[str, str]]:
        shown = page_of(edition_ledger, Asked(universe="D6", years="2018-2019"), cells=cells)
        return [(span.ref, span.value) for span in found_in(shown.sections, Span) if span.kind == "figure"]

    assert named(cells=True) == named(cells=False)


def test_the_map_shades_the_places_of_its_table(page: Page) -> None:
    (chart,) = found_in(page.sections, Chart)
    assert chart.linked
    shaded = set(re.findall(r'data-place="(\w+)"[^>]*><title>[^<]*</title><path [^>]*fill="var\(--shade', chart.svg))
    assert chart.table is not None
    positive = {row[0][0].names.removeprefix("place/") for row in chart.table.rows if Decimal(row[1][0].value) > 0}
    assert shaded <= positive
    assert {"ISR", "EGY", "COL"} <= shaded
    assert not {"CUB", "PRK"} & shaded


def test_the_chart_says_in_words_what_it_shows(page: Page) -> None:
    (chart,) = found_in(page.sections, Chart)
    said = plain(chart.sentence)
    assert "Israel" in said
    assert "fiscal year 2020" in said
    note = plain(chart.note)
    assert "not the same as zero" in note
    assert "Natural Earth" in note
    assert str(sum(int(one) for one in re.findall(r"\((\d+)\)", note))) <= str(
        len(chart.table.rows if chart.table else ())
    )


def test_years_that_are_not_covered_are_told(edition_ledger: Ledger) -> None:
    shown = page_of(edition_ledger, Asked(universe="D1", years="2018-2024"), cells=False)
    said = " ".join(plain(block.spans) for block in shown.sections[0].blocks if hasattr(block, "spans"))
    assert "2018–2020" in said


def test_both_languages_show_the_same_figures(edition_ledger: Ledger) -> None:
    def values(lang: str) -> list[str]:
        shown = page_of(edition_ledger, Asked(programme="FMF", years="2019"), lang, cells=False)
        return [span.value for span in found_in(shown.sections, Span) if span.kind == "figure"]

    assert values("en") == values("es")


@pytest.mark.parametrize("name", ["map", "home", "search"])
def test_the_words_are_there_in_both_languages_with_the_same_places(name: str) -> None:
    for key, said in table(name).items():
        assert set(said) == {"en", "es"}, key
        assert set(re.findall(r"\{\w+\}", said["en"])) == set(re.findall(r"\{\w+\}", said["es"])), key
