"""The frame around every page: navigation, search, language and theme, what edition speaks, and the page's parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from cuaderno import __version__
from cuaderno.products.blocks import Blocks
from cuaderno.products.compose import template_words
from cuaderno.products.explore.words import Voice
from cuaderno.products.html import laid, told_apart
from cuaderno.products.notes import found_in
from cuaderno.products.page import Chart, Page
from cuaderno.products.words import plain
from cuaderno.web.pages.addresses import LANGUAGES, Addresses
from cuaderno.web.pages.chart_tools import tools
from cuaderno.web.pages.kinds import NOTHING

if TYPE_CHECKING:
    from cuaderno.web.pages.kinds import View

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the pages: nothing inline, nothing from another host."""

FILES_POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' data: file:; base-uri 'none'; form-action 'none'"
"""That of the pages of a static export, which name it themselves; a page opened from a folder has no host to be its own."""


WRITTEN = Markup("<written/>")
"""Where in a page stands what is written apart, which is far longer than the rest of it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame knows of a page: where it is, its state, the navigation (address, word, whether it is here), the edition."""

    to: Addresses
    state: dict[str, str]
    nav: tuple[tuple[str, str, bool], ...]
    edition: str
    origin: str = ""


@cache
def environment() -> Environment:
    """The templates of the pages and the blocks they share with the brief."""
    made = Environment(
        loader=ChoiceLoader(
            [PackageLoader("cuaderno.web.pages", "templates"), PackageLoader("cuaderno.products", "templates")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["plain"] = plain
    return made


@cache
def template(name: str) -> Template:
    """A template by its file's name."""
    return environment().get_template(name)


def fill(name: str, **given: Any) -> Markup:
    """A template filled, as a part of a page."""
    return Markup(template(name).render(**given))  # noqa: S704  (templates escape)


def framed(view: View, frame: Frame) -> bytes:
    """A whole page in UTF-8."""
    return _render("page.html", view, frame, frame.to.part("cells", frame.state))


def cells_page(view: View, frame: Frame) -> bytes:
    """The page that lists a page's figures with their cells, and every statement they rest on."""
    return _render("cells.html", view, replace(frame, to=replace(frame.to, deeper=True)), "")


def cells_data(view: View) -> bytes:
    """The same as data for the script that opens a figure in place."""
    data = told_apart(view.page) if view.page else {}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def cells_script(view: View) -> bytes:
    """The same as a script, which a page opened from a folder may load where it may fetch nothing."""
    return b"var cells = " + cells_data(view) + b";\n"


def _leads(to: Addresses) -> Callable[[str], str]:
    """The addresses of the pages that spans name; a place is not led to from its own page."""
    known = {to.path.strip("/"): ""}

    def address(name: str) -> str:
        if name not in known:
            page, _, state = name.partition("?")
            known[name] = to.page(f"/{page}", dict(parse_qsl(state)))
        return known[name]

    return address


def sections_written(page: Page, title: str, frame: Frame, top: Markup = NOTHING) -> Markup:
    """The sections of a page as they stand in it; figures and charts lead to the cells and files of the frame's state.

    `top` (controls) stands under the first of their headings.
    """
    return blocks_of(title, frame).sections(page.sections, top)


def _render(name: str, view: View, frame: Frame, cells: str) -> bytes:
    to, page = frame.to, view.page
    voice = Voice("frame", to.lang)
    words = template_words(to.lang)
    given: dict[str, Any] = {"page": page, "w": words, "plain": plain}
    if page:
        at = "" if cells else to.page(to.path, frame.state)
        given = laid(page, cells, _leads(to), at, _tools_of(view.title, frame), voice.word("table_view"))
    given |= {
        "written": WRITTEN,
        "view": view,
        "to": to,
        "t": voice.all(),
        "frame": frame,
        "version": __version__,
        "foot": _foot(view.title, frame, voice),
        "others": [(lang, to.page(to.path, frame.state, lang=lang)) for lang in LANGUAGES if lang != to.lang],
        "cells_data": to.part("cells.js" if to.files else "cells.json", frame.state),
        "policy": FILES_POLICY if to.files else "",
        "statement_address": _statement_address(to),
    }
    before, _, after = template(name).render(**given).partition(WRITTEN)
    pieces = (before, *(view.written(frame) if view.written else ()), after)
    return b"".join([one.encode() if isinstance(one, str) else one for one in pieces])


def _foot(title: str, frame: Frame, voice: Voice) -> str:
    """What stands under every sheet of a printed page; a script adds the day."""
    edition = f"Cuaderno {__version__}, {voice.word('edition')} {frame.edition}"
    return " · ".join((title, frame.to.quoted(frame.origin, frame.state), edition))


def _statement_address(to: Addresses) -> str:
    """Where a statement is told, KEY for its citation: its own page, and among files the list of this page's cells."""
    return f"{to.part('cells')}#s-KEY" if to.files else to.page("/statement/KEY")


def blocks_of(title: str, frame: Frame) -> Blocks:
    """What writes the sections of a page; figures and charts lead to the cells and files of the frame's state."""
    view = Voice("frame", frame.to.lang).word("table_view")
    return Blocks(frame.to.part("cells", frame.state), _leads(frame.to), _tools_of(title, frame), view)


def _tools_of(title: str, frame: Frame) -> Callable[[Chart], Markup]:
    voice = Voice("frame", frame.to.lang)
    return lambda chart: tools(chart, title, frame, voice)


def charts_of(view: View) -> list[Chart]:
    """The charts of a page."""
    return found_in(view.page.sections, Chart) if view.page else []
