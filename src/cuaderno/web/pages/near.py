"""Where a page that cannot be shown leads on: to the same page with a name put right, to the page of a name, to a search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlencode

from cuaderno.web import finding
from cuaderno.web.pages.addresses import Addresses
from cuaderno.web.pages.linking import page_of
from cuaderno.web.problems import Problem
from cuaderno.web.search import places_index, programmes_index, search

LONGEST = 200
NEAR = 4


def corrected_links(problem: Problem, path: str, query: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Names that may have been meant, with the address that was asked for and each of them in its place; none where it has no name."""
    if not problem.text:
        return []
    parts = [_put(part, problem.text) for part in path.split("/")]
    values = [(name, _put(value, problem.text)) for name, value in query]
    if not any("\0" in one for one in (*parts, *(value for _, value in values))):
        return []
    found = []
    for near in problem.near:
        said = next((code for kind, code in _exactly(near) if kind == "place"), near)
        asked = urlencode([(name, value.replace("\0", said)) for name, value in values], safe=",", quote_via=quote)
        address = "/".join(quote(part.replace("\0", said), safe="@") for part in parts)
        found.append((near, f"{address}?{asked}" if asked else address))
    return found


def _exactly(name: str) -> Iterator[tuple[str, str]]:
    """The place and the programme of a name: kind and code."""
    for kind, index in (("place", places_index()), ("programme", programmes_index())):
        found = search(name, index, 1)
        if found and found[0].score == 100:
            yield kind, found[0].code


def _put(value: str, text: str) -> str:
    """A value or a list of them, with a hole where the text stands."""
    return re.sub(rf"(?<![^,]){re.escape(text)}(?![^,])", "\0", value, flags=re.IGNORECASE)


def near_links(near: Sequence[str], to: Addresses) -> list[tuple[str, str]]:
    """Names that may have been meant, with the page of each, or a search for it."""
    return [(name, _near_address(name, to)) for name in near]


def _near_address(name: str, to: Addresses) -> str:
    pages = (page_of(to, kind, code) for kind, code in _exactly(name))
    return next(filter(None, pages), "") or to.page("/search", {"q": name})


def near_path(path: str, lang: str) -> tuple[str, ...]:
    """The names that an address without a page may have meant, by its last words."""
    said = path.rstrip("/").rpartition("/")[2].replace("-", " ").replace("_", " ")[:LONGEST]
    found = (hit for group in finding.named(said, lang, NEAR) for hit in group.hits)
    return tuple(hit.name for hit in sorted(found, key=lambda one: -one.score))[:NEAR]
