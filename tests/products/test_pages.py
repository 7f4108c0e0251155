"""The page in a real browser: at a phone's and a desk's width, by pointer and by keyboard, with and without its script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cuaderno.products.render import render

from .browsing import CONTRAST, browser, visits
from .sample import HOSTILE, bare_brief, sample_brief

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from cuaderno.ledger.ledger import Ledger

pytestmark = pytest.mark.browser
__all__ = ["browser"]

SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, edition_ledger: Ledger) -> dict[str, Path]:
    """Pages on disk, as a reader opens them."""
    from cuaderno.products.brief import make_brief

    folder = tmp_path_factory.mktemp("pages")
    briefs = {"colombia": make_brief(edition_ledger, "COL"), "sample": sample_brief(), "bare": bare_brief()}
    found = {}
    for name, brief in briefs.items():
        for lang in ("en", "es"):
            found[f"{name}-{lang}"] = folder / f"{name}-{lang}.html"
            found[f"{name}-{lang}"].write_bytes(render(brief, lang, "html"))
    return found


@pytest.fixture
def visit(browser: Browser, files: dict[str, Path]) -> Iterator[Any]:
    """Opens a page and listens to it."""
    with visits(browser, files, SIZES) as opened:
        yield opened


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["colombia-en", "colombia-es", "sample-en", "bare-es"])
def test_it_fits_its_window_and_asks_nobody_for_anything(visit: Any, name: str, size: str) -> None:
    opened = visit(name, size)
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    widths = opened.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1]
    assert opened.errors == []
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert len(opened.requests) == 1


@pytest.mark.parametrize("size", SIZES)
def test_a_click_opens_the_statements_and_escape_closes_them(visit: Any, size: str) -> None:
    page = visit("colombia-en", size).page
    panel = page.locator("#panel")
    assert panel.is_hidden()
    figure = page.locator("#programmes td a.fig").first
    figure.click()
    assert panel.is_visible()
    said = panel.inner_text()
    assert re.search(r"\b[A-Z]{1,2}\d+\b|row \d+, column \d+", said), "no cell"
    assert re.search(r"cuaderno cite [0-9a-f]{16}@[0-9a-f]{12}", said), "no citation"
    panel.locator("summary").first.click()
    assert re.search(r"\b[0-9a-f]{64}\b", panel.inner_text()), "no hash"
    assert figure.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert figure.evaluate("one => one === document.activeElement")


def test_the_keyboard_alone_opens_and_closes_a_figure(visit: Any) -> None:
    page = visit("colombia-es").page
    for _ in range(2):  # the way past the head, then the first figure
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "fig"
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "panel-close"
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_hidden()


def test_the_panel_lists_every_statement_of_the_figure(visit: Any) -> None:
    brief_page = visit("colombia-en").page
    figure = brief_page.locator("#universes a.fig").first
    figure.click()
    note = figure.get_attribute("href")
    runs = brief_page.locator(f"{note}").get_attribute("data-s").split()
    ends = [run.split("-") for run in runs]
    expected = sum(int(end[-1]) - int(end[0]) + 1 for end in ends)
    assert brief_page.locator("#panel ol li").count() == expected > 1


@pytest.mark.parametrize("name", ["colombia-en", "sample-es"])
def test_without_its_script_every_figure_leads_to_its_note(visit: Any, name: str) -> None:
    # Whether a target exists is asked through a page that may run scripts; that a click reaches it, through one that may not.
    whole = visit(name).page
    missing = whole.evaluate(
        "[...document.querySelectorAll('a.fig, a.blank')].filter(one => !document.querySelector(one.hash)).length"
    )
    assert missing == 0
    quiet = visit(name, java_script_enabled=False).page
    figure = quiet.locator("a.fig").first
    target = figure.get_attribute("href")
    figure.click()
    assert quiet.url.endswith(target)
    assert quiet.locator(target).is_visible()


def test_texts_that_look_like_markup_stay_texts(visit: Any) -> None:
    opened = visit("sample-en")
    assert opened.errors == []
    assert HOSTILE in opened.page.locator("h1").inner_text()
    assert opened.page.locator("main script").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(visit: Any, scheme: str) -> None:
    page = visit("colombia-en", color_scheme=scheme).page
    page.locator("a.fig").first.click()
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, f"{where}: {ratio:.2f} (WCAG 2.2, 1.4.3 asks for 4.5)"


def test_on_paper_nothing_that_cites_is_folded_away(visit: Any) -> None:
    page = visit("colombia-en", color_scheme="dark").page
    page.emulate_media(media="print")
    assert page.locator("#notes li").first.is_visible()
    assert page.locator("#commitments .fold code", has_text="cuaderno cite").first.is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--obligated')") == "#a3321f"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".fold:not([open]):has(code)").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".fold[open]").count() == 0
