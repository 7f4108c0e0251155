"""Every kind of page there is, in the order of the navigation."""

from __future__ import annotations

from cuaderno.web.pages.about import ABOUT
from cuaderno.web.pages.check import CHECK
from cuaderno.web.pages.commitments import COMMITMENTS, COMMITMENTS_OF
from cuaderno.web.pages.compare import COMPARE
from cuaderno.web.pages.corrections import CORRECTIONS
from cuaderno.web.pages.flows import FLOWS
from cuaderno.web.pages.home import HOME
from cuaderno.web.pages.map import MAP
from cuaderno.web.pages.measures import MEASURES
from cuaderno.web.pages.place import PLACE
from cuaderno.web.pages.programmes import PROGRAMME, PROGRAMMES
from cuaderno.web.pages.relationship import RELATIONSHIP
from cuaderno.web.pages.search import SEARCH
from cuaderno.web.pages.sources import SOURCE, SOURCES
from cuaderno.web.pages.statement import STATEMENT

KINDS = (
    HOME,
    MAP,
    PLACE,
    RELATIONSHIP,
    PROGRAMMES,
    PROGRAMME,
    SOURCES,
    SOURCE,
    STATEMENT,
    COMMITMENTS,
    COMMITMENTS_OF,
    COMPARE,
    FLOWS,
    CHECK,
    ABOUT,
    MEASURES,
    CORRECTIONS,
    SEARCH,
)
