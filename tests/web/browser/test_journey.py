"""A reader's way through the explorer in a real browser, in the order of what she would do."""

from __future__ import annotations

import csv
import io
import json
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cuaderno.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Visit

pytestmark = pytest.mark.browser


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answered:
        return bytes(answered.read())


def test_she_searches_in_spanish_and_opens_colombia(visit: Callable[..., Visit]) -> None:
    reader = visit("/es", locale="es-CO")
    page = reader.page
    page.fill("#q", "colonbia")
    page.press("#q", "Enter")
    page.wait_for_url("**/es/search?q=colonbia")
    page.locator("main").get_by_role("link", name="Colombia", exact=True).first.click()
    page.wait_for_url("**/es/place/COL")
    assert page.locator("h1").inner_text() == "Colombia"
    assert (reader.errors, reader.elsewhere()) == ([], [])


@pytest.mark.parametrize("path", ["/en", "/es/place/COL", "/en/programme/FMF"])
def test_a_page_opened_a_second_time_is_the_same(visit: Callable[..., Visit], path: str) -> None:
    reader = visit(path)
    page = reader.page
    looks = "[getComputedStyle(document.body).fontFamily, document.styleSheets.length, document.title].join()"
    first = page.evaluate(looks)
    for again in (page.reload, lambda: page.goto(f"{reader.site}/en/about"), lambda: page.goto(reader.site + path)):
        again()
    assert page.evaluate(looks) == first
    assert (reader.errors, reader.elsewhere()) == ([], [])


def test_suggestions_are_walked_by_the_keyboard(visit: Callable[..., Visit]) -> None:
    page = visit("/en").page
    # At once: on a busy machine letters typed apart are asked for apart, each with a list of its own.
    page.fill("#q", "colom")
    page.wait_for_selector("[role=listbox] [role=option]")
    page.press("#q", "ArrowDown")
    assert page.locator("#q").get_attribute("aria-activedescendant")
    page.press("#q", "Enter")
    page.wait_for_url("**/en/place/COL")


def test_a_suggestion_stays_chosen_when_more_is_typed(visit: Callable[..., Visit]) -> None:
    page = visit("/en").page
    page.fill("#q", "colo")
    colombia = page.locator("[role=option]", has_text="Colombia").first
    colombia.wait_for()
    while colombia.get_attribute("aria-selected") != "true":
        page.press("#q", "ArrowDown")
    with page.expect_response("**q=colomb"):
        page.press("#q", "End")
        page.locator("#q").press_sequentially("mb")
    page.press("#q", "Enter")
    page.wait_for_url("**/en/place/COL")


def test_a_figure_opens_its_cell_and_the_cell_its_surroundings(visit: Callable[..., Visit]) -> None:
    page = visit("/en/place/COL").page
    figure = page.locator(".deck a.fig").first
    shown = figure.inner_text()
    figure.click()
    page.wait_for_selector("#panel:not([hidden])")
    assert page.locator("#panel .value").inner_text().startswith(shown)
    assert figure.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    figure.click()
    page.locator("#panel-body a[href*='/statement/']").first.click()
    page.wait_for_url("**/en/statement/**")
    assert "cuaderno cite" in page.locator("main").inner_text()
    page.go_back()
    assert page.locator("h1").inner_text() == "Colombia"


def test_years_and_stage_are_changed_and_the_address_says_so(visit: Callable[..., Visit]) -> None:
    page = visit("/en/place/COL").page
    form = page.locator("form.controls").first
    form.locator("[name=stage]").select_option("disbursed")
    page.wait_for_url("**stage=disbursed**")
    assert page.locator("form.controls [name=stage]").first.input_value() == "disbursed"
    page.go_back()
    page.wait_for_url(lambda address: "stage=disbursed" not in address)
    page.goto(page.url.partition("?")[0] + "?years=FY2017-FY2020&programme=FMF&stage=obligated")
    assert page.locator("#ask data.fig[value='216151787']").count()


def test_what_is_downloaded_is_what_is_shown_and_what_the_api_says(visit: Callable[..., Visit]) -> None:
    reader = visit("/en/place/COL?years=FY2017-FY2020&programme=FMF&stage=obligated")
    page = reader.page
    chart = page.locator("figure.chart", has=page.locator("a[download]")).first
    with page.expect_download() as waiting:
        chart.locator("a[download]", has_text="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8"))))
    said = {row["row"]: row["value"] for row in rows if row["value"]}
    asked = chart.locator("a[href*='/api/v1/total']").first.get_attribute("href")
    assert asked
    answer = json.loads(fetched(reader.site + asked))
    assert {one["group"].removeprefix("FY"): one["value"] for one in answer["figures"]}.items() <= said.items()
    shown = {data.get_attribute("value") for data in chart.locator("table data.fig").all()}
    assert shown == set(said.values())
    assert all(row["citations"] for row in rows if row["value"])
    line = [
        "total",
        "--recipient",
        "COL",
        "--programme",
        "FMF",
        "--stage",
        "obligated",
        "--years",
        "FY2017-FY2020",
        "--format",
        "json",
    ]
    told = json.loads(CliRunner().invoke(main, line).stdout)
    assert told["value"] == answer["value"] == "216151787"


def test_countries_are_compared(visit: Callable[..., Visit]) -> None:
    reader = visit("/en/compare?place=COL,PER,MEX&programme=FMF&stage=obligated&years=FY2015-FY2020")
    text = reader.page.locator("main").inner_text()
    assert all(name in text for name in ("Colombia", "Peru", "Mexico"))
    assert reader.page.locator("table").count() >= 1
    reader.go("/en/compare?place=COL,PER,MEX,ECU,BOL,CHL,ARG")
    assert "at most 6" in reader.page.locator("main").inner_text()


def test_a_pdf_is_checked(visit: Callable[..., Visit], tmp_path: Path) -> None:
    pytest.importorskip("typst")
    import typst

    source = tmp_path / "sheet.typ"
    source.write_text(
        "= U.S. Security Cooperation With Colombia\n\nIn fiscal year 2019 the United States obligated \\$75.2 million in Foreign Military "
        "Financing for Colombia. In fiscal year 2018 it obligated \\$99 million in Foreign Military Financing for Colombia.\n",
        encoding="utf-8",
    )
    paper = tmp_path / "sheet.pdf"
    paper.write_bytes(typst.compile(str(source)))
    reader = visit("/en/check")
    reader.page.set_input_files("input[type=file]", str(paper))
    reader.page.locator("form button[type=submit]").last.click()
    reader.page.wait_for_selector("text=/supported/i", timeout=60_000)
    text = reader.page.locator("body").inner_text()
    assert "75.2 million" in text
    assert "38,525,000" in text or "38.5 million" in text
    assert (reader.errors, reader.elsewhere()) == ([], [])


def test_language_and_theme_are_switched(visit: Callable[..., Visit]) -> None:
    page = visit("/en/place/COL?years=FY2017-FY2020", color_scheme="light").page
    page.locator(".switches a[hreflang=es]").click()
    page.wait_for_url("**/es/place/COL?years=FY2017-FY2020")
    assert page.locator("html").get_attribute("lang") == "es"
    page.click("#theme")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.go_back()
    page.wait_for_url("**/en/place/COL**")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_everything_works_without_scripts(visit: Callable[..., Visit]) -> None:
    reader = visit("/es/search?q=colombia", java_script_enabled=False)
    page = reader.page
    page.locator("main").get_by_role("link", name="Colombia", exact=True).first.click()
    page.wait_for_url("**/es/place/COL")
    form = page.locator("form.controls").first
    form.locator("[name=stage]").select_option("disbursed")
    form.locator("button[type=submit]").click()
    page.wait_for_url("**stage=disbursed**")
    page.locator(".deck a.fig").first.click()
    page.wait_for_url("**/place/COL/cells**")
    page.locator("a[href*='/statement/']").first.click()
    page.wait_for_url("**/es/statement/**")
    reader.go("/en/check")
    page.fill(
        "textarea",
        "In fiscal year 2019 the United States obligated $75.2 million in Foreign Military Financing for Colombia.",
    )
    page.locator("form", has=page.locator("textarea")).locator("button[type=submit]").click()
    page.wait_for_load_state()
    assert "75.2 million" in page.locator("body").inner_text()


def test_a_phone_shows_all_of_it(visit: Callable[..., Visit]) -> None:
    page = visit("/en/place/COL", "phone", has_touch=True, is_mobile=True).page
    page.locator(".deck a.fig").first.tap()
    page.wait_for_selector("#panel:not([hidden])")
    assert page.locator("#panel").bounding_box()["width"] <= 390  # type: ignore[index]
    page.locator("#panel-close").tap()
    assert page.locator("#panel").is_hidden()


def test_the_first_visit_is_light(visit: Callable[..., Visit]) -> None:
    sizes: list[int] = []
    reader = visit("/en/about")
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    session.on("Network.loadingFinished", lambda done: sizes.append(int(done["encodedDataLength"])))
    reader.go("/en/place/COL")
    reader.page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < 300_000
