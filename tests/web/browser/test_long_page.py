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


WIDE = """() => [...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth + 1)
  .map(one => one.getAttribute('aria-label'))"""

SLID = """() => {
  const wide = [...document.querySelectorAll('#all .scroll')].find(one => one.scrollWidth > one.clientWidth + 1);
  const named = wide.querySelector('tbody th');
  wide.scrollLeft = wide.scrollWidth;
  const left = wide.getBoundingClientRect().left, over = named.getBoundingClientRect();
  const top = document.elementFromPoint(over.left + 4, over.top + over.height / 2);
  return [over.left - left, named.contains(top), getComputedStyle(wide).backgroundImage];
}"""
"""A table slid to its end: how far its first column went, whether it lies over the others, and what is drawn at the edges."""


def opened(page: Any) -> Any:
    """A page with everything of it laid out."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.evaluate(
        "document.querySelectorAll('main > section').forEach(one => { one.style.contentVisibility = 'visible'; })"
    )
    return page


def test_a_wide_table_shows_on_a_phone_that_it_slides_and_keeps_what_names_its_rows(
    visit: Callable[..., Visit],
) -> None:
    page = opened(visit("/en/place/COL", "phone").page)
    page.locator("#all .scroll").first.scroll_into_view_if_needed()
    gone, over, drawn = page.evaluate(SLID)
    assert (gone, over) == (0, True)
    assert drawn.count("linear-gradient") == 2


def test_on_a_desk_every_table_of_a_place_fits(visit: Callable[..., Visit]) -> None:
    assert opened(visit("/en/place/COL").page).evaluate(WIDE) == []


FIRST_LINES = """() => [...document.querySelectorAll('.chart .view tbody tr')].map(row => [...row.cells].map(cell => {
  const range = document.createRange(); range.selectNodeContents(cell);
  const lines = [...range.getClientRects()].filter(one => one.width); return lines.length ? Math.min(...lines.map(one => one.bottom)) : 0;
}))"""


def test_a_link_of_several_lines_begins_where_its_row_does(visit: Callable[..., Visit]) -> None:
    page = opened(visit("/en/commitments/COL", "phone").page)
    for lines in page.evaluate(FIRST_LINES):
        said = [one for one in lines if one]
        assert max(said) - min(said) < 12
