"""A cell as it stands in the publisher's own file: its row with the header and its neighbours, or the text around it.

A file is opened once and kept while it stays the same, so that the next cell of it costs nothing; what is kept is bounded, and a
file that is too large to be opened while somebody waits is left to `cuaderno cite`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cuaderno.errors import CuadernoError
from cuaderno.ledger.opened_files import MOST_BYTES, Surroundings, kept
from cuaderno.ledger.published_rows import in_json, in_table
from cuaderno.ledger.published_text import in_text, in_xml, on_page
from cuaderno.sources.card import load_card
from cuaderno.sources.snapshot import sha256_of
from cuaderno.statements.locator import (
    CharSpan,
    JsonPointer,
    Locator,
    PageBox,
    SheetCell,
    TableCell,
    XPath,
    parse_locator,
)

if TYPE_CHECKING:
    from cuaderno.ledger.cite import Reopened
    from cuaderno.ledger.store import Store
    from cuaderno.sources.card import Layout
    from cuaderno.sources.snapshot import Snapshot
    from cuaderno.statements.statement import Statement


def surroundings(store: Store, statement: Statement, snapshot: Snapshot) -> tuple[Reopened, Surroundings | None]:
    """Whether the cell of a statement still reads the same in the file that was taken in, and what stands around it there.

    The status is `too_large` of a file that is not opened while somebody waits, `unreadable` of one that cannot be read any more,
    and else as of `cite.Reopened`.
    """
    from cuaderno.ledger.cite import Reopened, judged

    path = Path(snapshot.held_at) if snapshot.held_at else None
    if path is None or not path.is_file():
        return Reopened("not_at_hand"), None
    if path.stat().st_size > MOST_BYTES:
        return Reopened("too_large", str(path)), None
    try:
        layout = load_card(snapshot.source).layout(snapshot.layout)
        found = _around(path, layout, parse_locator(statement.locator))
        if found is None:
            return Reopened("too_large", str(path)), None
        same_file = kept(path, "hash", lambda: sha256_of(path)) == snapshot.sha256
        return judged(store, statement, snapshot, str(path), found.text, same_file=same_file), found
    except CuadernoError:
        return Reopened("unreadable", str(path)), None


def _around(path: Path, layout: Layout, place: Locator) -> Surroundings | None:
    """What stands around a place; None where the file is too large for it, or the form of the place is not reopened."""
    if isinstance(place, TableCell | SheetCell):
        return in_table(path, layout, place)
    if isinstance(place, JsonPointer):
        return in_json(path, place.pointer)
    if isinstance(place, XPath):
        return in_xml(path, place.expression)
    if isinstance(place, PageBox):
        return on_page(path, place)
    return in_text(path, place) if isinstance(place, CharSpan) else None
