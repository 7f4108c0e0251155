"""What a web page says of itself: its title, its day, its language, its own address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from cuaderno.reading.boilerplate import page_lists
from cuaderno.reading.days import first_day
from cuaderno.reading.words import words

_PUBLISHED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{4,60})\"")


def _metas(root: Any, names: list[str]) -> Iterator[str]:
    said: dict[str, str] = {}
    for node in root.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            if (key := node.get(attribute)) and (value := node.get("content")):
                said.setdefault(key.casefold(), value.strip())
    return (said[name] for name in names if said.get(name))


def title_of(root: Any) -> str:
    """Its only first heading, else the title it states."""
    headings = [" ".join("".join(node.itertext()).split()) for node in root.iter("h1")]
    titles = [" ".join((node.text or "").split()) for node in root.iter("title")]
    stated = list(_metas(root, page_lists()["titles"]))
    only = headings[:1] if len(headings) == 1 else []
    return next((" ".join(one.split()) for one in (*only, *stated, *headings, *titles) if one.strip()), "")[:500]


def day_of(root: Any) -> date | None:
    """The day it was published, by its metadata, its linked data or its first time; at last the day it was changed."""
    lists = page_lists()["days"]
    return (
        first_day(_metas(root, [name for name in lists if "modif" not in name and "update" not in name]))
        or first_day(
            found for node in root.iter("script") if node.text for found in _PUBLISHED.findall(node.text[:200_000])
        )
        or first_day(node.get("datetime") or "".join(node.itertext())[:60] for node in root.iter("time"))
        or first_day(_metas(root, lists))
    )


def declared_language(root: Any) -> str:
    """en or es, if it declares one of them."""
    code = (root.get("lang") or "")[:2].casefold()
    return code if code in words().common else ""


def canonical(root: Any) -> str:
    """The address it gives as its own."""
    links = (node.get("href") or "" for node in root.iter("link") if (node.get("rel") or "").casefold() == "canonical")
    return next((one for one in links if one.startswith(("https://", "http://"))), "")
