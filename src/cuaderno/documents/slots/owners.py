"""What somebody has already: its own, or of whom it came."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.carrying import HAVING
from cuaderno.documents.slots.clause import Codes
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.roles import BARE, BY, FROM
from cuaderno.documents.slots.sellers import seller_behind
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.statements.claim import PERSONNEL


def owners(context: Context, parsed: Parsed, number: int, found: Sides) -> Sides:
    """What somebody has already is its own, as an army's strength is, unless it is said from whom it came."""
    draft = parsed.anchors[number].draft
    owner = found.recipient or found.provider or (context.last.recipient if context.last else ()) or context.own
    owner = tuple(code for code in owner if code != USA)[:1]
    if draft.kind == PERSONNEL:
        return Sides(owner, owner, "own strength", "own strength")
    if draft.unit == "missions":
        return Sides(found.provider or owner, (), "whose missions they are", NOBODY)
    behind = [p for p in parsed.parties if p.start >= draft.anchor[1] and p.code]
    source: Codes = next(((p.code,) for p in behind if p.role == FROM), ())
    source = source or seller_behind(parsed, number)
    subject = _subject(parsed, draft) if source else []
    if not source and (donors := [p.code for p in behind if p.role == BY]):
        source = (donors[0],)  # "Croatia has 12 trucks donated by Spain"
        subject = _subject(parsed, draft)
    holder = tuple(dict.fromkeys(code for code in (*found.provider, *subject[:1]) if code not in source)) or owner
    own = holder if draft.unit == "items" and draft.stage == "held" else ()
    return Sides(source or own, holder, "source" if source else HAVING if own else NOBODY, HAVING)


def _subject(parsed: Parsed, draft: Draft) -> list[str]:
    """Whom a sentence names in front without a preposition."""
    return [p.code for p in parsed.parties if p.role == BARE and p.end <= draft.anchor[0] and p.code]
