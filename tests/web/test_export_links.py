"""Links to what is not written are taken out; their words stay."""

from __future__ import annotations

from cuaderno.web.export_links import only_to, target

HELD = {"en/place/COL.html", "en/map.html", "static/site.css"}


def test_links_are_told_from_the_root() -> None:
    assert target("en/place/COL/cells.html", "../../map.html?x=1#y") == "en/map.html"
    assert target("en/place/COL.html", "COL%20A.html") == "en/place/COL A.html"
    assert target("en/map.html", "mailto:someone@example.org") is None
    assert target("en/map.html", "//example.org/") is None
    assert target("en/map.html", "/en/map.html") == "/en/map.html"


def test_words_stay_where_a_link_goes() -> None:
    page = '<p><a href="place/COL.html" lang="es">Colombia</a> <a class="x" href="place/PER.html"><b>Peru</b></a> <a class="tag">=</a></p>'
    said = only_to("en/map.html", page, HELD)
    assert (
        said
        == '<p><a href="place/COL.html" lang="es">Colombia</a> <span class="x"><b>Peru</b></span> <a class="tag">=</a></p>'
    )


def test_in_a_drawing_a_group_takes_its_place() -> None:
    page = (
        '<svg viewBox="0 0 1 1"><a href="/en/place/PER"><path d=""/></a><a href="#x"><g/></a></svg><a href="/x">y</a>'
    )
    said = only_to("en/map.html", page, HELD)
    assert said == '<svg viewBox="0 0 1 1"><g><path d=""/></g><a href="#x"><g/></a></svg><span>y</span>'


def test_another_language_that_is_not_written_is_not_named() -> None:
    page = '<link rel="alternate" hreflang="es" href="../es/map.html">\n<link rel="stylesheet" href="../static/site.css">\n'
    assert only_to("en/map.html", page, HELD) == '<link rel="stylesheet" href="../static/site.css">\n'
