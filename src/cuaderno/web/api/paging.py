"""Pages of statements. A cursor names the last statement of a page and the question it belongs to."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cuaderno.errors import say
from cuaderno.ledger.question import ask
from cuaderno.ledger.rows import rows
from cuaderno.reading.table import literal
from cuaderno.statements.statement import CONSTANT_BIT, Statement
from cuaderno.web.problems import Problem
from cuaderno.web.shared import StoreAfter

if TYPE_CHECKING:
    from cuaderno.ledger.store import Store

ORDER = ("source", "stage", "period", "snapshot", "row", "col")
"""In what order statements are listed."""

_CURSOR = re.compile(r"([0-9a-f]{8}) ([0-9a-f]{12}) ([0-9a-f]{16}(?:,[0-9a-f]{16})*)")


class Page(NamedTuple):
    """Some statements, and the cursor of the page after them, "" after the last."""

    statements: list[Statement]
    next: str


def page(store: Store, filters: dict[str, Any], limit: int, cursor: str) -> Page:
    """A page of the statements a question selects. Raises Problem for a cursor of another question or of another ledger."""
    question = ask(**filters)
    name = hashlib.sha256(repr(question).encode("utf-8", "backslashreplace")).hexdigest()[:8]
    begun, before = store, list[int]()
    if cursor:
        beyond, place, before = _beyond(store, name, cursor)
        begun = cast("Store", StoreAfter(store, beyond, place, before))
    found = list(rows(begun, question, limit=limit + 1))
    if len(found) <= limit:
        return Page(found, "")
    shown = found[:limit]
    return Page(shown, _cursor(store, name, shown, before))


def _cursor(store: Store, name: str, shown: list[Statement], before: list[int]) -> str:
    """The place after the last statement shown; where several stand at one place, those of them that were shown are named.

    `before` are those that the cursor of this page named: they may stand at the same place.
    """
    last = shown[-1]
    _, beside = _place(store, last.snapshot, last.key & ~CONSTANT_BIT)
    keys = {one.key & ~CONSTANT_BIT for one in shown if one.snapshot == last.snapshot}
    named = sorted({last.key & ~CONSTANT_BIT, *(beside & (keys | set(before)))})
    said = f"{name} {last.snapshot} {','.join(f'{key:016x}' for key in named)}"
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _beyond(store: Store, name: str, cursor: str) -> tuple[str, tuple[Any, ...], list[int]]:
    """What stands beyond a cursor, as SQL; its place and the keys it names."""
    asked, snapshot, keys = _read(cursor)
    if asked != name:
        raise _refused()
    place, _ = _place(store, snapshot, keys[0])
    clauses, same = [], "true"
    for column, value in zip(ORDER, place, strict=True):
        said = literal(value) if isinstance(value, str) else str(value)
        clauses.append(f"({same} AND {column} > {said})")
        same += f" AND {column} = {said}"
    shown = ", ".join(str(key) for key in keys)
    return " OR ".join([*clauses, f"({same} AND key NOT IN ({shown}))"]), place, keys


def _place(store: Store, snapshot: str, key: int) -> tuple[tuple[Any, ...], set[int]]:
    """Where a statement stands in the order, and the keys of all that stand there."""
    if (entries := store.held_entries) is not None:
        stands = entries.place(snapshot, key)
        if stands is None:
            raise _refused()
        return stands
    held = [one for one in store.figures if one.snapshot == snapshot]
    found = held and store.ask(f"SELECT {', '.join(ORDER)} FROM {store.entries_of(held)} WHERE key = ?", [key])
    if not found:
        raise _refused()
    same = " AND ".join(f"{column} = ?" for column in ORDER)
    beside = store.ask(f"SELECT key FROM {store.entries_of(held)} WHERE {same}", list(found[0]))
    return found[0], {one for (one,) in beside}


def _read(cursor: str) -> tuple[str, str, list[int]]:
    try:
        said = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        raise _refused() from None
    match = _CURSOR.fullmatch(said)
    if match is None:
        raise _refused()
    return match[1], match[2], [int(key, 16) for key in match[3].split(",")]


def _refused() -> Problem:
    return Problem("question", say("bad_cursor"))
