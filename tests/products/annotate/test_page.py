"""The checked document in a real browser: by pointer and by keyboard, on a phone and a desk, with and without its script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cuaderno.products.annotate.render import render

from ..browsing import CONTRAST, browser, visits
from .made import HOSTILE, empty_check, proof, sample_check

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
__all__ = ["browser"]

SIZES = {
    "phone": {"width": 390, "height": 844},
    "laptop": {"width": 1100, "height": 760},
    "desk": {"width": 1440, "height": 900},
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages on disk, as a reader opens them."""
    folder = tmp_path_factory.mktemp("checked")
    long = f"{HOSTILE} {'w' * 300}"
    checks = {"sample": sample_check(), "hostile": sample_check(long), "empty": empty_check()}
    found = {}
    for name, check in checks.items():
        for lang in ("en", "es"):
            found[f"{name}-{lang}"] = folder / f"{name}-{lang}.html"
            found[f"{name}-{lang}"].write_bytes(render(check, proof(), lang, "html"))
    return found


@pytest.fixture
def visit(browser: Browser, files: dict[str, Path]) -> Iterator[Any]:
    """Opens a page and listens to it."""
    with visits(browser, files, SIZES) as opened:
        yield opened


def shown(page: Page) -> str | None:
    """The id of the claim whose panel is open."""
    found: str | None = page.evaluate("document.querySelector('.claim.open')?.id ?? null")
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["sample-en", "sample-es", "hostile-en", "hostile-es", "empty-en"])
def test_it_fits_its_window_and_asks_nobody_for_anything(visit: Any, name: str, size: str) -> None:
    opened = visit(name, size)
    page = opened.page
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    width = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    for tag in [None, *page.locator(".text .tag").all()[:2]]:
        if tag:
            tag.click()
        whole, seen = page.evaluate(width)
        assert whole <= seen
        panel = page.locator(".claim.open")
        if tag:
            assert panel.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert opened.errors == []
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert len(opened.requests) == 1


def test_nothing_of_the_documents_own_runs(visit: Any) -> None:
    opened = visit("hostile-en")
    page = opened.page
    assert page.title().startswith("Security assistance to Colombia </script>")
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    assert HOSTILE.partition("\u202e")[0] in page.locator("h1").inner_text().replace("\n", " ")
    assert "‹U+202E›" in page.locator(".text").inner_text()
    page.locator(".text .tag").last.click()
    assert opened.errors == []
    assert "<img src=x" in page.locator(".claim.open blockquote, .claim.open").first.inner_text() or shown(page) == "c9"


@pytest.mark.parametrize("size", SIZES)
def test_a_click_opens_a_claim_and_escape_closes_it(visit: Any, size: str) -> None:
    page = visit("sample-en", size).page
    tag = page.locator("#t-c2")
    tag.click()
    assert shown(page) == "c2"
    assert tag.get_attribute("aria-expanded") == "true"
    assert page.locator("mark.on").all_inner_texts() == [
        "From FY 2017 to FY 2020, the United States provided approximately $216 million in FMF"
    ]
    panel = page.locator("#c2")
    said = panel.inner_text()
    assert "$216,151,787.50" in said
    assert re.search(r"0{15}1\s?@3dba11a5eda8", said)
    assert "Claim 2 of 9" in said
    assert page.evaluate("getComputedStyle(document.querySelector('#c2')).position") == "fixed"
    box, free = tag.bounding_box(), panel.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= (free["y"] if size == "phone" else SIZES[size]["height"])
    page.keyboard.press("Escape")
    assert shown(page) is None
    assert tag.evaluate("one => one === document.activeElement")
    assert page.locator("mark.on").count() == 0


def test_of_claims_that_overlap_each_opens_and_shows_its_own_words(visit: Any) -> None:
    page = visit("sample-en").page
    page.locator("#t-c4").click()
    assert (
        "".join(page.locator("mark.on").all_inner_texts())
        == "It gave $38.5 million in FY 2017, of which nothing was IMET."
    )
    page.locator("#t-c5").click()
    assert page.locator("mark.on").all_inner_texts() == ["of which nothing was IMET"]
    page.locator("mark", has_text="It gave").click()
    assert shown(page) == "c4"
    page.locator("#t-c4").click()
    assert shown(page) is None


def test_the_keyboard_alone(visit: Any) -> None:
    page = visit("sample-es").page
    focus = "document.activeElement.id"
    page.keyboard.press("j")
    assert page.evaluate(focus) == "t-c1"
    page.keyboard.press("Tab")
    assert page.evaluate(focus) == "t-c2"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focus) == "t-c3"
    page.keyboard.press("k")
    assert page.evaluate(focus) == "t-c2"
    page.keyboard.press("Enter")
    assert (shown(page), page.evaluate(focus)) == ("c2", "c2")
    page.keyboard.press("j")
    assert (shown(page), page.evaluate(focus)) == ("c3", "c3")
    page.keyboard.press("ArrowLeft")
    assert shown(page) == "c2"
    page.keyboard.press("Tab")
    assert page.evaluate(focus) == "previous"
    page.keyboard.press("Enter")
    assert shown(page) == "c1"
    page.keyboard.press("k")
    assert shown(page) == "c9"
    page.keyboard.press("Escape")
    assert (shown(page), page.evaluate(focus)) == (None, "t-c9")
    page.keyboard.press(" ")
    assert shown(page) == "c9"
    page.locator("#close").click()
    assert shown(page) is None


def test_the_summary_leads_to_its_claims(visit: Any) -> None:
    page = visit("sample-en", "phone").page
    page.locator(".tally a.ref", has_text="5").first.click()
    assert shown(page) == "c5"
    page.locator("#next").click()
    assert shown(page) == "c4"  # the one whose mark comes next in the text


def test_without_its_script_every_mark_leads_to_its_panel_and_back(visit: Any) -> None:
    quiet = visit("sample-en", java_script_enabled=False).page
    for name in ("c1", "c6"):
        quiet.locator(f"#t-{name}").click()
        assert quiet.url.endswith(f"#{name}")
        assert quiet.locator(f"#{name} .sentence").is_visible()
        assert quiet.locator(f"#{name}").bounding_box()["y"] < SIZES["desk"]["height"]
        quiet.locator(f"#{name} .back a").click()
        assert quiet.url.endswith(f"#t-{name}")
    assert not quiet.locator("#handle").is_visible()
    assert not quiet.locator(".scripted").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(visit: Any, scheme: str) -> None:
    page = visit("sample-en", color_scheme=scheme).page
    for name in ("c1", "c5", "c7"):
        page.locator(f"#t-{name}").click()
        ratio, where = page.evaluate(CONTRAST)
        assert ratio >= 4.5, f"{where}: {ratio:.2f} (WCAG 2.2, 1.4.3 asks for 4.5)"


def test_on_paper_every_panel_is_printed_open(visit: Any) -> None:
    page = visit("sample-en").page
    page.locator("#t-c1").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert shown(page) is None
    assert page.locator("details:not([open])").count() == 0
    assert page.locator(".claim").count() == 9
    assert not page.locator("#handle").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0
