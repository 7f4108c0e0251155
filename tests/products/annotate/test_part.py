"""A check as a part of a page: the same claims, each citation a link, and nothing of the document as markup."""

from __future__ import annotations

import re

import pytest

from cuaderno.products.annotate.compose import compose
from cuaderno.products.annotate.html import Taken, html, part
from cuaderno.products.annotate.proof import all_cites

from ..reading import Elements
from .made import HOSTILE, proof, sample_check


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_citation_leads_to_its_statement(lang: str) -> None:
    check = sample_check()
    said = part(compose(check, proof(), lang), f"/{lang}/statement/KEY").decode()
    links = set(re.findall(rf'<a class="cite" href="/{lang}/statement/([^"]+)"', said))
    assert links == set(all_cites(check))
    assert links


def test_a_file_of_its_own_leads_nowhere() -> None:
    view = compose(sample_check(), proof(), "en")
    assert b"/statement/" not in html(view)
    claims = [
        re.findall(r'<article class="claim [^"]+" id="([^"]+)"', text.decode()) for text in (html(view), part(view, ""))
    ]
    assert claims[0] == claims[1]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_nothing_of_the_document_is_markup(lang: str) -> None:
    view = compose(sample_check(f"{HOSTILE} \"'> onmouseover=x()"), proof(), lang)
    taken = [Taken('"><script>', "a <b>", "data:,", "1 kB")]
    said = part(view, "/en/statement/KEY", taken, ['"><script>']).decode()
    for tag, attributes in Elements(said).found:
        assert tag not in ("script", "img", "style", "iframe", "object", "form", "html", "body")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    assert said.lstrip().startswith('<div class="checked"')
