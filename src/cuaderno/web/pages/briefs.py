"""Briefs on pages: kept as they were written, for what is asked above them changes far more often than they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup, escape

from cuaderno.ledger.collector import uncollected
from cuaderno.products.brief import make_brief
from cuaderno.products.compose import compose
from cuaderno.products.lately import Lately
from cuaderno.products.story import Part as StoryPart
from cuaderno.products.story import parts
from cuaderno.web.pages.frame import Frame, blocks_of, fill

if TYPE_CHECKING:
    from cuaderno.products.page import Page
    from cuaderno.products.shapes import Brief
    from cuaderno.web.pages.kinds import Asking, Pieces

WRITTEN = 160
"""So many briefs are kept as they were written, about half a megabyte each."""

SECTIONS = 800
"""So many sections that are the same in all years are kept as they were written, about fifty kilobytes each."""

ORIGIN = "https://origin.invalid"
"""Stands in what is kept for the address that the reader came to."""

ASKED = {"state": "as-it-is-asked"}
"""Stands in such sections for what the address says beside its path."""


@dataclass(frozen=True, slots=True)
class Which:
    """A brief by what tells it apart: codes, a window, a day."""

    place: str
    partner: str = ""
    years: str = ""
    as_of: str = ""

    def state(self) -> dict[str, str]:
        """What of it stands in an address as state."""
        return {name: value for name, value in (("years", self.years), ("as-of", self.as_of)) if value}


@dataclass(frozen=True, slots=True)
class Part:
    """What of a page is a brief: the page without its sections, these as they were written, and the snapshots it cites."""

    page: Page
    sections: bytes
    contents: tuple[tuple[str, str], ...]
    cited: frozenset[str]


def brief_of(asking: Asking, which: Which) -> Brief:
    """The brief as data. Raises UnknownName, QuestionError, NoAnswer."""
    # A page in some years is kept as it is written; of the brief itself few ask again, and thousands of figures are a load on the collector.
    keep = asking.cells or not which.years
    return make_brief(
        asking.ledger, which.place, partner=which.partner, years=which.years, as_of=which.as_of, keep=keep
    )


def part_of(asking: Asking, which: Which) -> Part:
    """The brief as it is written. Raises as `brief_of`."""
    kept: Lately[Part] = asking.ledger.store.once("briefs written", lambda: Lately(WRITTEN))
    return kept.of((which, asking.lang, asking.to.files), lambda: _written(asking, which))


@uncollected()
def _written(asking: Asking, which: Which) -> Part:
    brief = brief_of(asking, which)
    head = compose(brief, asking.lang, cells=False, told=())
    blocks = blocks_of(head.title, _frame(asking, which.state()))
    written: list[str] = []
    contents: list[tuple[str, str]] = []
    for part in parts(brief, asking.lang):
        if part.of:
            made = _kept(asking, which, part, head.title)
            written.append(made.said.replace(_query(ASKED), _query(which.state())))
            contents += made.contents
        else:
            some = [one for one in part.make() if one.blocks]
            written.append(blocks.sections(some))
            contents += [(one.id, one.title) for one in some]
    snapshots = frozenset(one.snapshot for one in brief.snapshots)
    return Part(head, "".join(written).encode(), tuple(contents), snapshots)


@dataclass(frozen=True, slots=True)
class _Same:
    """Sections that are the same in all years, as they were written, and what they were made of."""

    said: str
    contents: tuple[tuple[str, str], ...]
    of: tuple[object, ...]


def _kept(asking: Asking, which: Which, part: StoryPart, title: str) -> _Same:
    """Sections that only the addresses in them tell apart from those of other years."""

    def write() -> _Same:
        some = [one for one in part.make() if one.blocks]
        said = blocks_of(title, _frame(asking, ASKED)).sections(some)
        return _Same(said, tuple((one.id, one.title) for one in some), part.of)

    kept: Lately[_Same] = asking.ledger.store.once("sections written", lambda: Lately(SECTIONS))
    name = (which.place, which.partner, asking.lang, asking.to.files, part.name, *map(id, part.of))
    return kept.of(name, write)


def _query(state: dict[str, str]) -> str:
    """A state as it stands in the addresses of a page, which its text cites too."""
    return escape(f"?{urlencode(state)}") if state else Markup("")


def _frame(asking: Asking, state: dict[str, str]) -> Frame:
    return Frame(asking.to, state, (), asking.edition, ORIGIN)


def rest_of(part: Part, frame: Frame) -> Pieces:
    """The contents and the sections of a brief."""
    contents = fill("contents.html", contents=part.contents, w=part.page.words)
    return contents, b"\n", part.sections.replace(ORIGIN.encode(), escape(frame.origin).encode())
