"""Of whom things were bought, by the participle behind them: "los 12 cazas adquiridos a Holanda", "two of the twenty aircraft bought from Korea"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Codes
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import FROM, TO
from cuaderno.statements.claim import QUANTITY

_ITEM, _NEAR = 8, 40
"""Words of the name of a thing, and characters from the participle to the seller, at most."""
_PARTICIPLES = frozenset(("ed", "part"))
_PARTING = frozenset(("and", "cut", "rel"))


def seller_behind(parsed: Parsed, number: int) -> Codes:
    """Who sold the things of a figure, which somebody has by now, or which have come; () where no participle tells."""
    here = parsed.anchors[number]
    if here.draft.kind != QUANTITY or not parsed.parties:
        return ()
    bought = next((v for v in parsed.verbs if v.start >= here.end and v.form != "noun"), None)
    if bought is None or bought.frame != "buy" or bought.form not in _PARTICIPLES:
        return ()
    start = _of_which(parsed, number, bought.start)
    words = parsed.gap(start, bought.start)
    if len(words) > _ITEM or any(word in ",;:" or parsed.small.clause.get(word) in _PARTING for word in words):
        return ()
    roles = (FROM, TO) if parsed.small.clitic else (FROM,)
    seller = next((p for p in parsed.parties if p.start >= bought.end), None)
    if seller is None or seller.role not in roles or seller.start - bought.end > _NEAR:
        return ()
    between = parsed.gap(bought.end, seller.start)
    plain = all(word in parsed.small.skip or word in parsed.small.role for word in between) and "," not in between
    return tuple(seller.codes) if plain and seller.code else ()


def _of_which(parsed: Parsed, number: int, until: int) -> int:
    """Where the figure ends that a participle tells of: the next, of which this one is a part, or this one itself."""
    here, later = parsed.anchors[number], parsed.anchors[number + 1 : number + 2]
    whole = bool(later) and "part_of" in here.draft.marks and later[0].end <= until
    return later[0].end if whole else here.end
