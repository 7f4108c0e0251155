"""The same cited figures in every rendering: HTML by its elements, Markdown by its links, PDF by its annotations, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cuaderno.products.render import render
from cuaderno.products.shapes import Brief
from cuaderno.products.words import word

from .reading import read_json, read_markdown, read_page, read_pdf
from .sample import bare_brief, pair_brief, sample_brief

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

PLACES = ("COL", "UKR", "EGY", "MEX", "ISR", "JOR", "KEN", "HND", "TUV", "DEU", "TWN")
"""Recipients of every size and of every kind of gap."""
PAIRS = ("COL-USA", "COL-UN", "USA-")
"""Relationships, and a place that only provides."""
SAMPLES = {"sample": sample_brief, "bare": bare_brief, "pair": pair_brief}


@pytest.fixture(params=(*PLACES, *PAIRS, *SAMPLES))
def brief(request: pytest.FixtureRequest) -> Brief:
    """The brief of a real place or of two, and those made by hand."""
    if request.param in SAMPLES:
        return SAMPLES[request.param]()
    from cuaderno.products.brief import make_brief

    ledger: Ledger = request.getfixturevalue("edition_ledger")
    place, _, partner = request.param.partition("-")
    return make_brief(ledger, place, partner=partner)


def printed(text: str) -> str:
    """A figure's text as a reader sees it: which kind of space stands in it makes no difference."""
    return "".join(text.split())


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_rendering_shows_the_same_cited_figures(brief: Brief, lang: str) -> None:
    page = read_page(render(brief, lang, "html"))
    text = read_markdown(render(brief, lang, "md"), word(lang, "sources_title"))
    links, _ = read_pdf(render(brief, lang, "pdf"))
    data = read_json(render(brief, lang, "json"))

    stated = {ref: one for ref, one in data.items() if one["value"] is not None}
    assert {ref for ref, _, _ in page.figures} == set(stated)
    assert {(ref, value) for ref, _, value in page.figures} == {(ref, one["value"]) for ref, one in stated.items()}

    shown = {(ref, printed(said)) for ref, said, _ in page.figures}
    blank = {ref for ref, one in data.items() if one["value"] is None}
    assert {(ref, printed(said)) for ref, said in text.figures if ref not in blank} == shown

    # A note stands in the PDF where the link of its figure leads; read column by column, notes come in the page's order.
    places = sorted({place for place, _ in links})
    assert len(places) == len(page.notes)
    names = dict(zip(places, page.notes, strict=True))
    assert {(names[place], printed(said)) for place, said in links if names[place] not in blank} == shown


@pytest.mark.parametrize("lang", ["en", "es"])
def test_no_figure_lacks_its_citations_and_no_digit_stands_outside_one(brief: Brief, lang: str) -> None:
    page = read_page(render(brief, lang, "html"))
    text = read_markdown(render(brief, lang, "md"), word(lang, "sources_title"))
    data = read_json(render(brief, lang, "json"))
    said = {one.number for one in brief.statements}

    assert page.stray == []
    assert text.stray == []
    assert len(page.notes) == len(set(page.notes))
    assert text.notes == page.notes
    for ref, _, _ in page.figures:
        statements = data[ref]["statements"]
        assert statements, f"{ref} stands on the page and cites nothing"
        assert set(statements) <= said
        assert numbers(page.notes_runs[ref]) == statements


def numbers(runs: str) -> list[int]:
    """The numbers that runs such as "3-5 9" stand for."""
    ends = [run.partition("-") for run in runs.split()]
    return [number for first, _, last in ends for number in range(int(first), int(last or first) + 1)]
