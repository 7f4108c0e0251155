"""Web pages: what is read, what is left out, and that a block leads to its element."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, ROW, Document
from cuaderno.reading.opening import read_document

from .made import LONG, page

BODY = f"""
<nav><ul><li><a href="/">Home of $1 million</a></li></ul></nav>
<div class="cookie-banner">We use cookies: $2 million</div>
<header><p>Ministry of $3 million</p></header>
<main>
  <h1>Fact sheet on&nbsp;aid</h1>
  <p>The State Department gave <b>$278</b> million<sup>1</sup> in<br>military aid<sup><a href="#n">[2]</a></sup> over 20 m<sup>2</sup> on
     the 1<sup>st</sup>.<script>document.write("$4 million")</script></p>
  <p style="display: none">hidden $5 million</p><p hidden>$6 million</p>
  <form><p>Search $7 million</p><input value="$8 million"></form>
  <ul><li>800 Stinger<ul><li>inner item</li></ul></li><li><p>2,000 Javelin</p></li></ul>
  <table><tr><th>Year</th><th>Amount</th></tr><tr><td>2019</td><td>$38 <b>million</b></td></tr></table>
  <table><tr><td><h2>Layout</h2><p>One.</p><p>Two.</p></td><td></td></tr></table>
  <p>{LONG}</p>
  <div id="commentList"><p>Great! $9 million</p></div>
  <ul><li><a href="1">Read this $10</a></li><li><a href="2">Read that $11</a></li><li><a href="3">And this $12</a></li></ul>
</main>
<aside>Box $13 million</aside><footer>c 2022 $14 million</footer>
"""


def read(data: bytes) -> Document:
    return read_document(data, "a.html")


def blocks(document: Document) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, document.text[one.start : one.end]) for one in document.blocks]


def test_what_a_reader_came_for() -> None:
    found = read(page(BODY))
    assert found.form == "html"
    assert blocks(found) == [
        (HEADING, 1, "Fact sheet on\u00a0aid"),
        (PARAGRAPH, 0, "The State Department gave $278 million¹ in military aid² over 20 m² on the 1st."),
        (ITEM, 0, "800 Stinger"),
        (ITEM, 1, "inner item"),
        (ITEM, 0, "2,000 Javelin"),
        (ROW, 0, "Year\tAmount"),
        (ROW, 0, "2019\t$38 million"),
        (HEADING, 2, "Layout"),
        (PARAGRAPH, 0, "One."),
        (PARAGRAPH, 0, "Two."),
        (PARAGRAPH, 0, LONG),
    ]
    assert "gave $278 million in military aid over 20 m² on the 1st." in found.flow.text
    assert (found.title, found.language) == ("Fact sheet on aid", "en")


def test_every_block_leads_to_its_element() -> None:
    found = read(page(BODY))
    tree = etree.fromstring(page(BODY), etree.HTMLParser(encoding="utf-8", remove_comments=True))
    for one in found.blocks:
        (node,) = tree.xpath(found.origins.locate(one.start, one.end).expression)
        words = " ".join(node.itertext()).split()
        assert found.text[one.start : one.end].split()[0].rstrip("¹²") in words


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2022-03-16T10:00:00Z">', "", date(2022, 3, 16)),
        (
            '<script type="application/ld+json">{"@graph":[{"datePublished": "2021-06-23"}]}</script>',
            "",
            date(2021, 6, 23),
        ),
        ("", '<time datetime="2020-01-02">two days ago</time>', date(2020, 1, 2)),
        ('<meta name="dcterms.created" content="April 15, 2026">', "", date(2026, 4, 15)),
        ("", "<p>Bogotá, 12 de julio de 2012</p>", date(2012, 7, 12)),
        ("", "", None),
    ],
)
def test_the_day_of_a_page(head: str, body: str, day: date | None) -> None:
    found = read(page(f"<h1>Title</h1>{body}<p>{LONG}</p>", head))
    assert found.day == day
    assert ("undated" in found.notes) == (day is None)


def test_titles_languages_and_addresses() -> None:
    head = '<title>A | Site</title><meta property="og:title" content="A"><link rel="canonical" href="https://example.org/a">'
    found = read(page("<h1>One</h1><h1>Two</h1><p>8</p>", head))
    assert (found.title, found.language, found.address) == ("A", "en", "https://example.org/a")
    assert read(page("<p>8</p>", "<title>T</title>").replace(b' lang="en"', b"")).title == "T"


def test_a_page_that_is_all_form_or_all_of_a_doubtful_class_is_read() -> None:
    for tag in (
        "<form>{}</form>",
        '<div class="comment">{}</div>',
        '<div style="display:none">{}</div>',
        '<div class="nav"><h1>a</h1>{}</div>',
    ):
        assert LONG in read(page(tag.format(f"<p>{LONG}</p>"))).text


def test_the_only_article_is_read_where_no_main_is() -> None:
    found = read(page(f"<p>Around it</p><article><header><h1>T</h1><p>By X</p></header><p>{LONG}</p></article>"))
    assert [said for _, _, said in blocks(found)] == ["T", "By X", LONG]


def test_text_set_by_hand_in_a_page() -> None:
    body = "<pre>\nDEPARTMENT OF DEFENSE\n\nThe Government has requested to buy Ku band multi-\nfunction radars, tools and other related \nelements.\n</pre>"
    found = read(page(body))
    assert [kind for kind, _, _ in blocks(found)] == [HEADING, PARAGRAPH]
    assert found.flow.text.endswith("Ku band multi-function radars, tools and other related elements.")


def test_line_ends_part_what_begins_with_a_capital() -> None:
    found = read(page("<p>- 800 rifles<br>- 200 radios<br>of all kinds</p><h2>A<br>B</h2><p>x</p>"))
    assert [said for _, _, said in blocks(found)] == ["- 800 rifles", "- 200 radios of all kinds", "A B", "x"]


@pytest.mark.parametrize("tag", ["div", "b", "span", "ul><li", "table><tr><td", "p", "sup", "form"])
def test_deep_nesting_is_bounded(tag: str) -> None:
    begun = time.monotonic()
    found = read(page(f"<p>{LONG}</p>" + f"<{tag}>" * 100_000 + "deep"))
    assert LONG in found.text
    assert tag in ("p", "form") or "too_deep" in found.notes
    assert len(str(found.origins.locate(len(found.text) - 1, len(found.text)))) < 9000
    assert time.monotonic() - begun < 60


def test_a_declared_encoding_is_used() -> None:
    data = '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Помощь Колумбии</p></html>'.encode(
        "cp1251"
    )
    assert read(data).text == "Помощь Колумбии"


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "h1",
        "br",
        "sup",
        "pre",
        "main",
        "article",
        "nav",
        "form",
        "script",
        "a",
        "b",
        "span",
        "header",
        "img",
    ]
)
MARKUP = st.lists(
    st.one_of(
        TAGS.map("<{}>".format),
        TAGS.map("</{}>".format),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
        st.sampled_from(["<!--", "-->", '<p class="comment">', "&#0;", "&nbsp;", "<![CDATA["]),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(MARKUP)
def test_any_markup_is_read(pieces: list[str]) -> None:
    found = read(("<html>" + "".join(pieces)).encode("utf-8", "replace"))
    assert [
        found.text[one.start : one.end] for one in found.blocks if not found.text[one.start : one.end].strip()
    ] == []
    for one in found.blocks:
        assert str(found.origins.locate(one.start, one.end)).startswith("#xpath=")
