"""The same cited figures in every rendering: HTML by its elements, Markdown by its links, PDF by its annotations, JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from cuaderno.products.render import render
from cuaderno.products.shapes import Brief
from cuaderno.products.words import word

from .reading import MarkdownReader, PageReader, read_json, read_markdown, read_page, read_pdf
from .sample import bare_brief, pair_brief, sample_brief

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

PLACES = ("COL", "UKR", "EGY", "MEX", "ISR", "JOR", "KEN", "HND", "TUV", "DEU", "TWN")
"""Recipients of every size and of every kind of gap."""
PAIRS = ("COL-USA", "COL-UN", "USA-")
"""Relationships, and a place that only provides."""
SAMPLES = {"sample": sample_brief, "bare": bare_brief, "pair": pair_brief}
NAMES = (*PLACES, *PAIRS, *SAMPLES)
ON_PAPER = [
    (name, lang)
    for at, name in enumerate(NAMES)
    for lang in ("en", "es")
    if name not in PLACES[1:] or lang == ("en", "es")[at % 2]
]
"""Those printed: the longest, pairs and samples in both languages, the other places in one, in turn."""

# Briefs made by hand run through the lines that render; those of real places would only run through them for minutes.
pytestmark = pytest.mark.usefixtures("untraced")


@dataclass(frozen=True)
class Read:
    """A brief, and what a reader finds in its renderings."""

    brief: Brief
    page: PageReader
    text: MarkdownReader
    data: dict[str, Any]

    @property
    def blank(self) -> set[str]:
        """The figures of which nothing is known."""
        return {ref for ref, one in self.data.items() if one["value"] is None}

    @property
    def shown(self) -> set[tuple[str, str]]:
        """The figures of the page as a reader sees them."""
        return {(ref, printed(said)) for ref, said, _ in self.page.figures}


@pytest.fixture(scope="module")
def read(edition_ledger: Ledger) -> Callable[[str, str], Read]:
    """The brief of a real place or of two, or one made by hand, by its name and its language; each is rendered once."""
    from cuaderno.products.brief import make_brief

    @cache
    def made(name: str) -> tuple[Brief, dict[str, Any]]:
        place, _, partner = name.partition("-")
        brief = SAMPLES[name]() if name in SAMPLES else make_brief(edition_ledger, place, partner=partner)
        return brief, read_json(render(brief, "en", "json"))

    @cache
    def found(name: str, lang: str) -> Read:
        brief, data = made(name)
        page = read_page(render(brief, lang, "html"))
        return Read(brief, page, read_markdown(render(brief, lang, "md"), word(lang, "sources_title")), data)

    return found


def printed(text: str) -> str:
    """A figure's text as a reader sees it: which kind of space stands in it makes no difference."""
    return "".join(text.split())


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_every_rendering_shows_the_same_cited_figures(read: Callable[[str, str], Read], name: str, lang: str) -> None:
    found = read(name, lang)
    stated = {ref: one for ref, one in found.data.items() if one["value"] is not None}
    assert {ref for ref, _, _ in found.page.figures} == set(stated)
    assert {(ref, value) for ref, _, value in found.page.figures} == {
        (ref, one["value"]) for ref, one in stated.items()
    }
    assert {(ref, printed(said)) for ref, said in found.text.figures if ref not in found.blank} == found.shown


@pytest.mark.parametrize(("name", "lang"), ON_PAPER)
def test_on_paper_the_same_cited_figures_stand(read: Callable[[str, str], Read], name: str, lang: str) -> None:
    found = read(name, lang)
    links, _ = read_pdf(render(found.brief, lang, "pdf"))
    # A note stands in the PDF where the link of its figure leads; read column by column, notes come in the page's order.
    places = sorted({place for place, _ in links})
    assert len(places) == len(found.page.notes)
    names = dict(zip(places, found.page.notes, strict=True))
    assert {(names[place], printed(said)) for place, said in links if names[place] not in found.blank} == found.shown


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_no_figure_lacks_its_citations_and_no_digit_stands_outside_one(
    read: Callable[[str, str], Read], name: str, lang: str
) -> None:
    found = read(name, lang)
    page, text, data = found.page, found.text, found.data
    said = {one.number for one in found.brief.statements}

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
