"""The pages about Cuaderno, its measures and its corrections."""

from __future__ import annotations

import re
from typing import Any

import pytest


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", ["about", "measures", "corrections"])
def test_they_are_there_and_lead_to_pages_that_are(ask: Any, kind: str, lang: str) -> None:
    answered = ask(f"/{lang}/{kind}")
    said = answered.body.decode()
    assert answered.status == 200
    assert f'<html lang="{lang}"' in said
    assert "script-src 'self'" in answered.headers["content-security-policy"]
    assert not re.search(r"<script>|<style|\sstyle=\"", said)
    main = said.split("<main")[1].split("</main>")[0]
    anchors = set(re.findall(r'id="([^"]+)"', said))
    for link in set(re.findall(r'<a href="([^"]+)"', main)):
        if link.startswith("#"):
            assert link[1:] in anchors, link
        elif "/source" not in link:
            assert ask(link).status == 200, link


@pytest.mark.parametrize("lang", ["en", "es"])
def test_what_does_not_change_is_not_sent_again(ask: Any, lang: str) -> None:
    first = ask(f"/{lang}/measures")
    assert ask(f"/{lang}/measures", headers={"if-none-match": first.headers["etag"]}).status == 304


def test_it_is_cited_with_its_edition_and_its_address(ask: Any) -> None:
    said = ask("/es/about", headers={"host": "cuaderno.example"}).body.decode()
    quoted = re.findall(r"<pre>(.*?)</pre>", said, re.S)
    assert len(quoted) == 3
    edition = ask._app.state.room.edition
    for one in quoted:
        assert "http://cuaderno.example/es/about" in one
        assert edition in one
