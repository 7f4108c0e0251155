"""What a kind of page is: an address, a state, and a view made of the ledger. Nothing here knows of HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, StringConstraints

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.page import Page
    from cuaderno.web.pages.addresses import Addresses
    from cuaderno.web.pages.frame import Frame
    from cuaderno.web.settings import Settings

Name = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
Names = Mapping[str, str]
Pieces = tuple[str | bytes, ...]
NOTHING = Markup("")


class State(BaseModel):
    """What of a page's state stands in its address beside its path. What no page knows is ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    def said(self) -> dict[str, str]:
        """The state as it stands in an address, without what goes without saying."""
        told = self.model_dump(exclude_defaults=True, by_alias=True, mode="json")
        return {name: str(value) for name, value in told.items() if value not in ("", None)}


@dataclass(frozen=True, slots=True)
class Asking:
    """A page that is asked for. `names` are those of its path, settled; without `cells` no statement need be looked up.

    `settings` are those of the server, None where there is none; `origin` is where it is reached, as https://example.org.
    """

    ledger: Ledger
    lang: str
    names: Names
    state: Any
    to: Addresses
    edition: str = ""
    cells: bool = False
    settings: Settings | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A page before its frame. A page with figures is a `Page`; `top` (controls) stands above it, `body` below it or instead of it.

    `scripts` are further scripts of `static/`, `state` the whole of what its address says. What is `written` of the frame comes
    before `body`, piece after piece: parts that are kept as they were written (in UTF-8), for they do not depend on all of the state.
    """

    title: str
    page: Page | None = None
    top: Markup = NOTHING
    body: Markup = NOTHING
    description: str = ""
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    wide: bool = False
    written: Callable[[Frame], Pieces] | None = None


def _as_given(names: Names) -> Names:
    return names


def _once(_: Ledger) -> Iterable[Names]:
    return ({},)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page.

    `path` is its address with its names in braces (/place/{place}); `settle` gives the names their one form and raises UnknownName;
    `every` lists the names of all pages of the kind that a static export writes; `nav` is the key of its word in the navigation, where the
    kind whose address needs no name is listed. A page that is not `steady` may change while the ledger does not; one that `reopens` published files may
    change with them, where any is at hand. A `long` one is of many tables, and is best written beside the server's short answers; a
    `short` one tells of a few rows.
    """

    name: str
    path: str
    view: Callable[[Asking], View]
    state: type[State] = State
    settle: Callable[[Names], Names] = _as_given
    every: Callable[[Ledger], Iterable[Names]] = field(default=_once)
    nav: str = ""
    steady: bool = True
    reopens: bool = False
    long: bool = False
    short: bool = False
    served_only: bool = False

    def address(self, names: Names) -> str:
        """The path of one of its pages."""
        return self.path.format(**names)
