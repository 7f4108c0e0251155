"""A page as Markdown: readable as it stands, and a figure is a link to its note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from cuaderno.products.page import Page, Span

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_LINE_STARTS = re.compile(r"^(\s*)([-+>])(?=\s)", re.MULTILINE)


def escaped(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    return _LINE_STARTS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text)).replace("\n", " ")


def code(text: str) -> str:
    """A file's name, a hash, a command: verbatim between backticks."""
    return f"`{text.replace('`', '')}`"


def address(text: str) -> str:
    """An address as a link where it is a plain one, else verbatim."""
    return f"<{text}>" if re.fullmatch(r"https?://[^\s<>\\`]+", text) else code(text)


def spans(parts: Iterable[Span], *, table: bool = False) -> str:
    """Spans as Markdown. In the first column and the head of a table a period stands plain."""
    return "".join(_span(one, table) for one in parts)


def _span(one: Span, table: bool) -> str:
    said = escaped(one.text)
    if one.kind == "figure":
        return f"[{said}](#n-{one.ref}){f' {one.mark}' if one.mark else ''}"
    if one.kind == "blank":
        return f"[{said}](#n-{one.ref})" if one.ref else said
    if one.kind in {"code", "count"}:
        return code(one.text)
    if one.kind == "strong":
        return f"**{said}**"
    return f"*{said}*" if one.kind in {"time", "cite"} and not table and one.text.strip() else said


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("cuaderno.products", "templates"),
        autoescape=False,  # noqa: S701  (Markdown; every text goes through `escaped`)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"spans": spans, "escaped": escaped, "code": code, "address": address}
    return environment.get_template("brief.md")


def markdown(page: Page) -> bytes:
    """Lay a page out as Markdown (CommonMark with tables), UTF-8."""
    text = _template().render(page=page, w=page.words)
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()
