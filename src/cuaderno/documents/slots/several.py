"""Countries that a text takes up by their number alone: "Kenya, Uganda and Ghana signed up. The three nations received $20 million"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.slots.roles import TERRITORIES

if TYPE_CHECKING:
    from cuaderno.documents.slots.context import Context
    from cuaderno.documents.slots.parsed import Parsed

_SEVERAL = 3


def several_before(context: Context, parsed: Parsed) -> tuple[str, ...]:
    """The countries listed in the sentence before, or that gave or received together before, or that the text is about; else nobody."""
    before = parsed.sentence.previous
    listed: list[str] = []
    if before is not None and before.block == parsed.sentence.block:
        for party in context.parsed(before).parties:
            if not party.joined and len(listed) >= _SEVERAL:
                break
            listed = [*listed, party.code] if party.joined else [party.code]
    last = context.last
    told = (last.recipient, last.provider) if last is not None else ()
    known = (tuple(listed), *told, context.own)
    return next((c for c in known if len(set(c)) >= _SEVERAL and set(c) <= TERRITORIES), ())
