"""The longest pages in a real browser: their menu leads where it says, and what is first seen is soon there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Visit

pytestmark = pytest.mark.browser

TOP = "id => document.getElementById(id).getBoundingClientRect().top"

LARGEST_PAINT = """() => new Promise(done => {
  let at = 0;
  new PerformanceObserver(all => { for (const one of all.getEntries()) at = one.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => done(at), 1500);
})"""


def soon_at_the_top(page: Any, section: str) -> bool:
    """Whether a section stands at the top of the window and stays there, once what is seen has been laid out."""
    page.wait_for_timeout(400)
    first = page.evaluate(TOP, section)
    page.wait_for_timeout(400)
    return abs(first) <= 2 and abs(page.evaluate(TOP, section)) <= 2


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("section", ["visits", "missing", "sources"])
def test_a_section_is_where_its_link_leads(visit: Callable[..., Visit], section: str, size: str) -> None:
    page = visit("/en/place/COL", size).page
    page.locator(f".contents a[href='#{section}']").click()
    assert soon_at_the_top(page, section)
    assert soon_at_the_top(visit(f"/en/place/COL#{section}", size).page, section)


def test_the_largest_paint_is_soon(visit: Callable[..., Visit]) -> None:
    page = visit("/en/about").page
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    times = []
    for _ in range(3):
        page.goto(page.url.partition("/en")[0] + "/en/place/COL")
        times.append(page.evaluate(LARGEST_PAINT))
    assert 0 < min(times) < 1000
