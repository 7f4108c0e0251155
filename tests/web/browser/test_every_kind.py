"""Every kind of page in a real browser: nothing axe finds, nothing from elsewhere, no complaint, no sideways scroll, and a picture of each."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from cuaderno.web.pages.site import KINDS

from .conftest import SCREENSHOTS, once

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

EXAMPLES = {
    "home": ("",),
    "map": ("/map", "/map?universe=D4&years=FY2010"),
    "search": ("/search?q=colmbia", "/search"),
    "place": ("/place/COL", "/place/UKR?years=FY2015-FY2020", "/place/NATO"),
    "relationship": ("/place/COL/with/USA",),
    "programmes": ("/programmes",),
    "programme": ("/programme/FMF", "/programme/IMET"),
    "sources": ("/sources",),
    "source": ("/source/greenbook", "/source/foreign_assistance"),
    "statement": ("/statement/e3c472087c261258@3dba11a5eda8", "/statement/e3c472087c261258"),
    "commitments": ("/commitments", ),
    "timeline": ("/commitments/COL?as-of=2015-01-01",),
    "compare": ("/compare?place=COL,PER,MEX&programme=FMF&stage=obligated&years=FY2010-FY2020",),
    "flows": ("/flows",),
    "check": ("/check",),
    "about": ("/about",),
    "measures": ("/measures",),
    "corrections": ("/corrections",),
}  # fmt: skip
"""Addresses of each kind, by its name."""

PATHS = [(name, path) for name, paths in EXAMPLES.items() for path in paths]


def test_every_kind_of_page_is_looked_at() -> None:
    assert {kind.name for kind in KINDS} <= EXAMPLES.keys()


@cache
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


LAID_OUT = "document.querySelectorAll('main > section').forEach(one => { one.style.contentVisibility = 'visible'; })"
"""Parts that a browser leaves out until they are scrolled to have no size before."""


ONE_OF_EACH = """() => {
  const seen = new Map();
  const drawn = one => [one.tagName, one.getAttribute('class'), ...one.getAttributeNames(), one.textContent.trim() ? 1 : 0].join();
  for (const one of document.querySelectorAll('main tr, main li')) {
    const alike = [one.closest('section')?.id, ...[one.parentElement, one, ...one.querySelectorAll('*')].map(drawn)].join(';');
    seen.set(alike, (seen.get(alike) ?? 0) + 1);
    if (seen.get(alike) > 2) one.remove();
  }
}"""
"""Of the rows and items of a section that have the same elements of the same classes and attributes two stay."""


def violations(page: Any, *, every: bool = True) -> list[str]:
    """What axe-core finds against WCAG 2.2, levels A and AA, and its best practices; in `every` row, or in one of each kind alone."""
    page.evaluate(axe() + "; undefined")
    page.evaluate(LAID_OUT)
    if not every:
        page.evaluate(ONE_OF_EACH)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate(
        f"axe.run({{runOnly: {{type: 'tag', values: {json.dumps(tags)}}}, resultTypes: ['violations']}})"
    )
    return [
        f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes'][:3]]}" for one in found["violations"]
    ]


@pytest.mark.parametrize(("name", "path"), PATHS)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_page_is_whole(browser: Browser, site: str, lang: str, name: str, path: str) -> None:
    address = f"/{lang}{path}"
    number = EXAMPLES[name].index(path)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    size, theme = ("desk", "light") if lang == "en" else ("phone", "dark")
    with once(browser, site, address, size, color_scheme=theme, reduced_motion="reduce") as visit:
        page = visit.page
        width = page.viewport_size["width"]  # type: ignore[index]
        page.screenshot(path=SCREENSHOTS / f"{name}-{number}-{lang}-{width}.png")
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("h1").count() == 1
        assert (visit.errors, visit.elsewhere()) == ([], [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page, every=lang == "en") == []


@pytest.mark.parametrize("path", ["", "/place/COL", "/check"])
def test_a_page_is_whole_in_the_other_theme(browser: Browser, site: str, path: str) -> None:
    """Each language above was seen in one theme at each size; here the theme is chosen against what the system prefers."""
    with once(browser, site, f"/en{path}", "desk", color_scheme="light") as visit:
        ground = "getComputedStyle(document.body).backgroundColor"
        light = visit.page.evaluate(ground)
        visit.page.click("#theme")
        assert visit.page.evaluate(ground) != light
        assert violations(visit.page, every=False) == []
        visit.page.reload()
        assert visit.page.evaluate(ground) != light
