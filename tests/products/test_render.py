"""What a rendering is made of: its language, its one file, its metadata; and that the same brief gives the same bytes."""

from __future__ import annotations

import builtins
import json
import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from cuaderno.errors import CuadernoError, QuestionError
from cuaderno.ledger.gaps import BLANKS
from cuaderno.products.render import FORMS, render
from cuaderno.products.words import word

from .reading import read_page, read_pdf
from .sample import HOSTILE, bare_brief, sample_brief

BRIEF = sample_brief()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_same_brief_gives_the_same_bytes(lang: str, form: str) -> None:
    assert render(BRIEF, lang, form) == render(sample_brief(), lang, form)


@pytest.mark.parametrize("form", FORMS)
def test_a_place_with_next_to_nothing_still_has_its_brief(form: str) -> None:
    assert render(bare_brief(), "es", form)


def test_an_unknown_form_and_an_unknown_language_are_refused_with_what_there_is() -> None:
    with pytest.raises(QuestionError, match="html, md, pdf, json"):
        render(BRIEF, "en", "docx")
    with pytest.raises(QuestionError, match="en or es"):
        render(BRIEF, "fr", "html")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_page_is_one_file_in_one_language(lang: str) -> None:
    page = render(BRIEF, lang, "html")
    read = read_page(page)
    assert read.lang == lang
    assert read.hosts == []
    assert len(read.ids) == len(set(read.ids))
    text = page.decode()
    assert re.search(r"@import|@font-face|url\((?!#)", text) is None
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]


def test_every_figure_has_its_note_and_every_note_its_place_on_the_page() -> None:
    read = read_page(render(BRIEF, "en", "html"))
    assert {f"n-{ref}" for ref, _, _ in read.figures} <= set(read.ids)
    assert set(read.notes) <= set(read.ids)


def test_every_statement_reaches_the_page_with_its_cell_and_citation() -> None:
    read = read_page(render(BRIEF, "en", "html"))
    data = json.loads(read.scripts[0])
    assert [one[5] for one in data["statements"]] == [one.citation for one in BRIEF.statements]
    assert [one[1] for one in data["statements"]] == [one.cell for one in BRIEF.statements]
    assert data["labels"] == [HOSTILE]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_blank_shows_its_mark_and_says_why(lang: str) -> None:
    text = render(BRIEF, lang, "html").decode()
    for reason, says in BLANKS.items():
        mark = word(lang, f"blank_{reason}")
        assert f'<span class="blank">{mark}</span>' in text
        assert f"<b>{mark}</b> {says[lang]}" in text
    assert re.search(r"<td[^>]*>\s*</td>", text) is None, "an empty cell"


def test_a_provisional_figure_is_marked_in_every_form_that_is_read() -> None:
    page, markdown = render(BRIEF, "en", "html").decode(), render(BRIEF, "en", "md").decode()
    assert re.search(
        r'<td class="money prov"><a class="fig"[^>]*><data[^>]*>7,000,000</data></a><sup class="mark">p</sup>', page
    )
    assert re.search(r"\[7,000,000\]\(#n-f\d+\) p \|", markdown)
    assert "hatched" in page.lower()


def test_the_page_prints_whole_dollars_as_each_language_writes_them() -> None:
    english = {text for _, text, _ in read_page(render(BRIEF, "en", "html")).figures}
    spanish = {text for _, text, _ in read_page(render(BRIEF, "es", "html")).figures}
    assert {"1,234,567.89", "$812.6\u00a0million", "−250,000.50", "+2", "−20.5%"} <= english
    assert {"1.234.567,89", "US$\u00a0812,6\u00a0millones", "−250.000,50", "+2", "−20,5\u00a0%"} <= spanish


def test_markdown_escapes_what_would_be_markup() -> None:
    parsed = MarkdownIt("commonmark", {"html": True}).enable("table").parse(render(BRIEF, "en", "md").decode())
    inline = [child for token in parsed for child in token.children or []]
    assert [token.content for token in parsed if token.type == "html_block"] == []
    assert {re.sub(r'"n-f\d+"', '"n"', one.content) for one in inline if one.type == "html_inline"} == {
        '<a id="n">',
        "</a>",
    }
    links = {str(one.attrs["href"])[:4] for one in inline if one.type == "link_open"}
    assert links <= {"#n-f", "http"}


def test_the_pdf_knows_its_title_and_language_and_no_clock() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(render(BRIEF, "es", "pdf"))
    assert document.get_metadata_value("Title").endswith("Informe de país")
    assert document.get_metadata_value("CreationDate") in {"", "D:19700101000000Z"}
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    _, text = read_pdf(render(BRIEF, "es", "pdf"))
    assert BRIEF.snapshots[0].sha256[:40] in text.replace("\r\n", "").replace("\n", "")


def test_without_typst_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def no_typst(name: str, *rest: Any, **more: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", no_typst)
    with pytest.raises(CuadernoError, match=r'pip install "cuaderno\[pdf\]"'):
        render(BRIEF, "en", "pdf")


def test_json_holds_exact_amounts_as_text_and_both_languages() -> None:
    data = json.loads(render(BRIEF, "es", "json"))
    assert data["format"] == 1
    assert data["accounts"][0]["figure"]["value"] == "1234567.89"
    assert set(data["provider"]["name"]) == {"en", "es"}
    assert render(BRIEF, "en", "json") == render(BRIEF, "es", "json")
