"""One page of the explorer as files: the page, its cells, its charts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.web.export_links import only_to
from cuaderno.web.pages.addresses import Addresses
from cuaderno.web.pages.downloads import download
from cuaderno.web.pages.frame import Frame, cells_page, cells_script, charts_of, framed
from cuaderno.web.pages.kinds import Asking, Kind, View
from cuaderno.web.pages.routes import about, nav_of
from cuaderno.web.pages.site import KINDS

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

WRITTEN = tuple(kind for kind in KINDS if not kind.served_only)
"""The kinds of which pages are written."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to be written: the name of its kind, its names, and its language."""

    kind: str
    names: tuple[tuple[str, str], ...]
    lang: str

    @property
    def path(self) -> str:
        """Its path, without the language."""
        return _kind(self.kind).address(dict(self.names))

    @property
    def file(self) -> str:
        """Its file from the root of the export."""
        return f"{self.lang}{self.path or '/index'}.html"


def _kind(name: str) -> Kind:
    return next(one for one in WRITTEN if one.name == name)


def files_of(leaf: Leaf, ledger: Ledger, edition: str, pages: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The files of a page, each by its name from the root of the export. `pages` are all that the export writes."""
    kind = _kind(leaf.kind)
    to = Addresses(leaf.lang, leaf.path, files=True)
    frame = Frame(to, {}, nav_of(WRITTEN, to, kind.nav), edition)
    seen, whole = (
        kind.view(Asking(ledger, leaf.lang, dict(leaf.names), kind.state(), to, edition, cells=cells))
        for cells in (False, True)
    )
    beside = dict(_beside(whole, frame, leaf.file.removesuffix(".html")))
    held = {*pages, *beside, leaf.file}

    def lives(body: bytes, name: str) -> bytes:
        return only_to(name, body.decode(), held).encode()

    yield leaf.file, lives(framed(seen, frame), leaf.file)
    for name, body in beside.items():
        yield name, lives(body, name) if name.endswith(".html") else body


def _beside(view: View, frame: Frame, folder: str) -> Iterator[tuple[str, bytes]]:
    """What lies in the folder of a page: its cells, and each chart as CSV, JSON and SVG."""
    page = view.page
    if page is None or not page.files:
        return
    yield f"{folder}/cells.html", cells_page(view, frame)
    yield f"{folder}/cells.js", cells_script(view)
    for chart in charts_of(view):
        forms = ("csv", "json", "svg") if chart.figures is not None else ("svg",)
        for form in forms:
            yield f"{folder}/{chart.id}.{form}", download(chart, page, form, about(view, frame))
