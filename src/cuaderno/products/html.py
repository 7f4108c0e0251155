"""A page as one HTML file: no other host, a strict policy, its style and its one small script inside."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from cuaderno import __version__
from cuaderno.products.blocks import Blocks, Tools
from cuaderno.products.page import Note, Page
from cuaderno.products.words import plain
from cuaderno.products.writer import Leads, escape


@cache
def environment() -> Environment:
    """The templates, read and compiled once."""
    return Environment(
        loader=PackageLoader("cuaderno.products", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def _template() -> Template:
    return environment().get_template("brief.html")


@cache
def asset(*names: str) -> tuple[str, str]:
    """Style sheets or scripts as one, made smaller by their indentation, and the hash by which the page's policy lets them in."""
    folder = resources.files("cuaderno.products").joinpath("templates")
    text = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    text = re.sub(r"\n\s*", "\n", text).strip()
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return text, f"sha256-{digest}"


def _notes(page: Page, at: str = "") -> Markup:
    """The notes of the figures, an item each; by far the most of a page, so they are written here and not by the template."""
    words = {name: escape(page.words[name]) for name in ("provisional", "statements")}
    return Markup("".join(_note(one, words, escape(at)) for one in page.notes))  # noqa: S704  (every text in it is escaped)


def _note(one: Note, words: dict[str, str], at: str) -> str:
    mark = f" <i>{words['provisional']}</i>" if one.provisional else ""
    computed = f"; {escape(one.computed)}, {one.count} {words['statements']}" if one.computed else ""
    cells = "".join(f'<a href="#file-{letter}">{letter}</a> {escape(text)} ' for letter, text in one.cells)
    ask = f' <code class="ask">{escape(one.ask)}</code>' if one.ask else ""
    return (
        f'<li id="n-{one.id}" data-s="{one.runs}"><a href="{at}#{one.id}">{escape(one.text)}</a>{mark} '
        f'<span class="about">{escape(one.about)}{computed}</span>: <span class="cells">{cells}</span>{ask}\n'
    )


def told(page: Page) -> dict[str, Any]:
    """Every statement as data for the script that fills the panel; a text that stands in many is written once."""
    labels: dict[str, int] = {}
    abouts: dict[str, int] = {}
    statements = sorted(
        (
            line.number,
            (
                number,
                line.place,
                labels.setdefault(line.label, len(labels)),
                abouts.setdefault(line.about, len(abouts)),
                line.says,
                line.citation,
            ),
        )
        for number, file in enumerate(page.files)
        for line in file.said
    )
    return {
        "files": [file.letter for file in page.files],
        "labels": list(labels),
        "abouts": list(abouts),
        "statements": [one for _, one in statements],
    }


def told_apart(page: Page) -> dict[str, Any]:
    """As `told`, with the notes, for a page that does not hold them: figure, what it is, its statements' numbers, the command."""
    provisional = page.words["provisional"]
    notes = {}
    for one in page.notes:
        computed = f"; {one.computed}, {one.count} {page.words['statements']}" if one.computed else ""
        mark = f" ({provisional})" if one.provisional else ""
        notes[f"n-{one.id}"] = (one.text + mark, one.about + computed, one.runs, one.ask)
    return {**told(page), "notes": notes}


def laid(
    page: Page, cells: str = "", leads: Leads | None = None, at: str = "", tools: Tools | None = None, view: str = ""
) -> dict[str, Any]:
    """What the blocks of a template need of a page. `cells` is the address of the page that lists its figures, "" of itself; `leads`
    gives the address of what a span names, `at` is that of the page on which the figures stand, "" of itself; `tools` are written
    under a chart, and its table as another `view`."""
    writer = Blocks(cells, leads, tools, view)
    faults = {one.title: one.known_errors for one in page.files if one.known_errors}
    return {
        "page": page,
        "w": page.words,
        "spans": writer.spans,
        "sections": lambda top="": writer.sections(page.sections, top),
        "notes": _notes(page, at),
        "plain": plain,
        "faults": tuple(faults.items()),
        "files": _files(page),
    }


def _files(page: Page) -> Markup:
    """The list of files, an item each."""
    words = tuple(page.words[name] for name in ("sheet", "speaks_for", "address", "licence"))
    written = (
        _file(
            words, one.letter, one.title, one.publisher, one.file, one.sha256, one.as_of, one.evidence, one.sheet,
            one.address, one.licence,
        )
        for one in page.files
    )  # fmt: skip
    return Markup("".join(written))  # noqa: S704  (every text in it is escaped)


@lru_cache(maxsize=4096)
def _file(words: tuple[str, ...], letter: str, *told: str) -> str:
    """A file of the list; one stands on page after page."""
    title, publisher, file, sha, day, evidence, sheet, address, licence = map(escape, told)
    a_sheet, speaks_for, an_address, a_licence = map(escape, words)
    within = f", {a_sheet.lower()} <cite>{sheet}</cite>" if sheet else ""
    rests = f" (<cite>{evidence}</cite>)" if evidence else ""
    more = f'<p class="sha"><span>{an_address}</span> <code>{address}</code></p>' if address else ""
    more += f'<p class="sha"><span>{a_licence}</span> {licence}</p>' if licence else ""
    return (
        f'<li id="file-{letter}" data-publisher="{publisher}" data-title="{title}" data-file="{file}" data-sha="{sha}" '
        f'data-day="{day}" data-evidence="{evidence}" data-sheet="{sheet}">\n'
        f'<p><b class="letter">{letter}</b> <cite>{title}</cite>. {publisher}. <code>{file}</code>{within}. '
        f'{speaks_for}: {day}{rests}.</p>\n<p class="sha"><span>SHA-256</span> <code>{sha}</code></p>\n{more}</li>\n'
    )


def html(page: Page) -> bytes:
    """Lay a page out as HTML, UTF-8."""
    style, style_hash = asset("base.css", "brief.css")
    script, script_hash = asset("brief.js")
    said = json.dumps(told(page), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        _template()
        .render(
            **laid(page),
            said=said,
            style=style,
            style_hash=style_hash,
            script=script,
            script_hash=script_hash,
            version=__version__,
        )
        .encode()
    )
