"""Links of a written page: those that lead to what is not written are taken out, their words stay."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from html import unescape
from urllib.parse import unquote

_TAG = re.compile(
    r'<link rel="alternate"[^>]*href="(?P<other>[^"]*)"[^>]*>\n?|<a\b(?P<before>[^>]*?)\shref="(?P<where>[^"]*)"(?P<after>[^>]*)>'
    r"|</a>|<svg\b|</svg>"
)
_CLASS = re.compile(r'\s(?:class|lang)="[^"]*"')
_HOST = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def target(page: str, link: str) -> str | None:
    """The file that a link of a page leads to, both from the root of the export; None of a link to another host.

    >>> target("en/place/COL.html", "../map.html#x"), target("en/map.html", "#x"), target("en/map.html", "https://example.org/")
    ('en/map.html', 'en/map.html', None)
    """
    said = unescape(link)
    if _HOST.match(said) or said.startswith("//"):
        return None
    path = unquote(re.split("[?#]", said, maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def only_to(page: str, text: str, held: Collection[str]) -> str:
    """The text of a page whose links lead to files that are held, or to other hosts; of any other link the words alone are left."""
    closing: list[str] = []
    drawn = False

    def lives(link: str) -> bool:
        where = target(page, link)
        return where is None or where in held

    def replaced(found: re.Match[str]) -> str:
        nonlocal drawn
        tag = found[0]
        if tag in ("<svg", "</svg>"):
            drawn = tag == "<svg"
            return tag
        if tag == "</a>":
            return closing.pop() if closing else tag
        if found["other"] is not None:
            return tag if lives(found["other"]) else ""
        if lives(found["where"]):
            closing.append("</a>")
            return tag
        name = "g" if drawn else "span"
        closing.append(f"</{name}>")
        return f"<{name}{''.join(_CLASS.findall(found['before'] + found['after']))}>"

    return _TAG.sub(replaced, text)
