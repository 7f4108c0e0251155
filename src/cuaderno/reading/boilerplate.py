"""What of a web page is the document it shows, and what is navigation, banners, forms and comments (`boilerplate.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = ("ul", "ol", "menu")

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TOKENS = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KEPT = frozenset({"html", "body", "main", "article"})
_LEAST = 100


@cache
def _table() -> dict[str, frozenset[str]]:
    return {name: frozenset(told) for name, told in page_lists().items()}


@cache
def page_lists() -> dict[str, list[str]]:
    """The table, each list in its order."""
    return tomllib.loads((files("cuaderno.reading") / "boilerplate.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Weight:
    """What an element holds: characters, those of links among them, items, whether the page's heading is in it."""

    text: int = 0
    links: int = 0
    items: int = 0
    heading: bool = False


@dataclass(slots=True)
class Measured:
    """The weights of the elements that may be left out or chosen, and of the page."""

    weights: dict[Any, Weight] = field(default_factory=dict)
    total: int = 0


def measure(root: Any) -> Measured:
    """Weigh what may be left out or chosen, in one pass and without recursion."""
    measured = Measured()
    stack: list[Weight] = []
    links = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            links -= node.tag == "a"
            weight = stack.pop()
            if stack:
                _into(stack[-1], weight, node, links)
            else:
                measured.total = weight.text
            continue
        stack.append(weight := Weight())
        links += node.tag == "a"
        if unread(node):
            walk.skip_subtree()
            continue
        weight.text = _size(node.text)
        weight.links = weight.text if links else 0
        weight.heading = node.tag == "h1"
        if node.tag in _KEPT or node.tag in LISTS or node.tag == "tr" or node.get("role") == "main" or _doubtful(node):
            measured.weights[node] = weight
    return measured


def _into(above: Weight, weight: Weight, node: Any, links: int) -> None:
    tail = _size(node.tail)
    above.text += weight.text + tail
    above.links += weight.links + (tail if links else 0)
    above.items += weight.items + (node.tag == "li")
    above.heading |= weight.heading


def _size(text: str | None) -> int:
    return len(text) - text.count(" ") - text.count("\n") if text else 0


def unread(node: Any) -> bool:
    """Whether an element is never read."""
    return not isinstance(node.tag, str) or node.tag in _table()["unread"]


def _doubtful(node: Any) -> bool:
    """Whether an element's name, role, class or style says that it is no part of the document."""
    if node.tag in _KEPT:
        return False
    table, attributes = _table(), node.attrib
    if node.tag in table["elements"]:
        return not (node.tag == "header" and next(node.iterancestors("article", "main"), None) is not None)
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or attributes.get("role") in table["roles"]:
        return True
    if _HIDDEN.search(attributes.get("style", "")):
        return True
    said = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if said == " ":
        return False
    return not (
        table["names"].isdisjoint(said.split())
        and table["classes"].isdisjoint(_TOKENS.split(_CAMEL.sub(" ", said).lower()))
    )


def left_out(node: Any, measured: Measured) -> bool:
    """Whether an element is no part of the document."""
    if unread(node):
        return True
    weight = measured.weights.get(node)
    if weight is None:
        return False
    if _doubtful(node):
        return not weight.heading and weight.text * 2 <= measured.total
    return (
        node.tag in LISTS
        and weight.items > 2
        and weight.links > 0.85 * weight.text
        and weight.text * 2 <= measured.total
    )


def main_of(root: Any, measured: Measured) -> Any:
    """The element that holds the document: `main`, else the only article of weight, else the whole page."""
    weights = measured.weights.items()
    mains = [(weight.text, node) for node, weight in weights if node.tag == "main" or node.get("role") == "main"]
    articles = [(weight.text, node) for node, weight in weights if node.tag == "article"]
    for found, least in ((mains, 0.25), (articles, 0.4)):
        if found:
            text, node = max(found, key=lambda one: one[0])
            if text >= _LEAST and text >= least * measured.total:
                return node
    return root
