"""People of several nations listed in one row, of whom one verb tells: "400 Kenyan police officers and 24 Jamaican soldiers are in Haiti"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.roles import BARE, FROM, OF, Party
from cuaderno.statements.claim import PERSONNEL

_OF = frozenset((BARE, FROM, OF))
_ITEM, _TIES = 6, ("and", "comma")
"""Words of an item of a row of people, with the one that ties the next to it, at most; the kinds of that word."""


def is_nation(party: Party) -> bool:
    """Whether a party behind people says of what nation they are: "24 Jamaican soldiers", "24 soldiers from Jamaica"."""
    return party.role in (BARE, OF) if party.kind == "demonym" else party.kind == "place" and party.role in _OF


def end_of_row(clause: Clause) -> int:
    """Where what is said of people ends who are listed with others: "400 Kenyan police officers, 24 Jamaican soldiers and 70 Guatemalan
    troops are in Haiti"."""
    return clause.parsed.next_anchor(last_of_row(clause, PERSONNEL))


def last_of_row(clause: Clause, kind: str) -> int:
    """Which figure of a kind is the last of the row that begins with this one."""
    parsed, number = clause.parsed, clause.number
    while number + 1 < len(parsed.anchors) and parsed.anchors[number + 1].draft.kind == kind:
        words = parsed.gap(parsed.anchors[number].end, parsed.anchors[number + 1].start)
        if len(words) > _ITEM or not words or (words[-1] != "," and parsed.small.clause.get(words[-1]) not in _TIES):
            break
        number += 1
    return number
