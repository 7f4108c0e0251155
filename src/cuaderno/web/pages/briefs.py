"""Briefs on pages: kept as they were written, for what is asked above them changes far more often than they do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from cuaderno.ledger.collector import uncollected
from cuaderno.products.brief import make_brief
from cuaderno.products.compose import compose
from cuaderno.products.lately import Lately
from cuaderno.web.pages.frame import Frame, fill, sections_written

if TYPE_CHECKING:
    from cuaderno.products.page import Page
    from cuaderno.products.shapes import Brief
    from cuaderno.web.pages.kinds import Asking

WRITTEN = 160
"""So many briefs are kept as they were written, about half a megabyte each."""

ORIGIN = "https://origin.invalid"
"""Stands in what is kept for the address that the reader came to."""


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
    return make_brief(asking.ledger, which.place, partner=which.partner, years=which.years, as_of=which.as_of)


def part_of(asking: Asking, which: Which) -> Part:
    """The brief as it is written. Raises as `brief_of`."""
    kept: Lately[Part] = asking.ledger.store.once("briefs written", lambda: Lately(WRITTEN))
    return kept.of((which, asking.lang, asking.to.files), lambda: _written(asking, which))


@uncollected()
def _written(asking: Asking, which: Which) -> Part:
    brief = brief_of(asking, which)
    page = compose(brief, asking.lang, cells=False)
    frame = Frame(asking.to, which.state(), (), asking.edition, ORIGIN)
    sections = sections_written(page, page.title, frame).encode()
    contents = tuple((one.id, one.title) for one in page.sections)
    return Part(replace(page, sections=()), sections, contents, frozenset(one.snapshot for one in brief.snapshots))


def rest_of(part: Part, frame: Frame) -> Markup:
    """The contents and the sections of a brief."""
    sections = Markup(part.sections.decode().replace(ORIGIN, escape(frame.origin)))  # noqa: S704  (templates escape)
    return fill("place_rest.html", contents=part.contents, w=part.page.words, sections=sections)
