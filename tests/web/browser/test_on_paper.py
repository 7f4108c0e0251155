"""A page printed: light whatever the theme, saying where it is from, its rows in line and its folds as they were left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Visit

pytestmark = pytest.mark.browser

MOST_SHEETS = 45
GROUND = "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
INK = "getComputedStyle(document.documentElement).getPropertyValue('--obligated')"


@pytest.mark.parametrize(("system", "chosen"), [("light", "dark"), ("dark", "dark"), ("dark", "")])
def test_paper_is_light_whatever_the_theme(visit: Callable[..., Visit], system: str, chosen: str) -> None:
    page = visit("/en/place/COL", color_scheme=system).page
    page.evaluate(f"document.documentElement.dataset.theme = '{chosen}'")
    dark = page.evaluate(GROUND), page.evaluate(INK)
    page.emulate_media(media="print")
    assert (page.evaluate(GROUND), page.evaluate(INK)) == ("#fff", "#a3321f") != dark
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


@pytest.fixture(scope="module")
def sheets(browser: Any, site: str) -> Any:
    """Colombia's page on A4."""
    page = browser.new_page()
    page.goto(f"{site}/en/place/COL")
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    return pypdfium2.PdfDocument(printed)


def text_of(sheet: Any) -> str:
    return str(sheet.get_textpage().get_text_bounded())


def test_every_sheet_says_where_it_is_from(sheets: Any, site: str) -> None:
    assert 1 < len(sheets) < MOST_SHEETS
    for sheet in sheets:
        said = text_of(sheet)
        assert f"Colombia · {site}/en/place/COL · Cuaderno " in said
        assert "ledger edition" in said


def test_what_leads_nowhere_on_paper_is_left_out(sheets: Any, site: str) -> None:
    whole = " ".join(map(text_of, sheets))
    assert f"Figure by figure: {site}/en/place/COL/cells" in whole
    for words in ("As a table", "With another country", "Choose what is counted", "Take along"):
        assert words not in whole
    assert "Dates and references" in whole, "what cites is printed open"


def test_a_figure_stands_in_line_with_its_year(sheets: Any) -> None:
    """Sheets are laid out in fragments, in which a browser lines up the tops of cells and not their baselines."""
    for sheet in sheets:
        text = sheet.get_textpage()
        found = text.search("5,985,876").get_next()
        if found:
            before = text.get_text_range(0, found[0]).rstrip()
            year = len(before) - 1
            assert before.endswith("2012")
            assert abs(text.get_charbox(year)[1] - text.get_charbox(found[0])[1]) < 1
            return
    pytest.fail("the table of the Andean Counterdrug Initiative is not printed")
