"""Who sells and who buys by a contract that is told as a noun: "el contrato con el astillero español comprende dos patrulleras"."""

from __future__ import annotations

from bisect import bisect_left

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, TERRITORIES, WITH, Party
from cuaderno.documents.slots.sides import Sides
from cuaderno.documents.slots.signing import CONTRACT
from cuaderno.statements.claim import PERSONNEL

_NEAR, _FIRM = 70, 4
"""Characters from a contract to whom it is with, and words from its "with" to the firm's country."""


def contracted(clause: Clause) -> Sides | None:
    """The country with whose firm a contract is sells, and whom the text is about buys, where no subject signs it; None for all else."""
    here, parsed = clause.here, clause.parsed
    if here is None or here.draft.kind == PERSONNEL:
        return None
    told = [mark for mark in parsed.links if mark.code == CONTRACT and mark.end <= here.start]
    if not told or _is_signed_by_one(clause, told[-1].start):
        return None
    seller = next((p for p in with_whom(clause) if p.end <= here.start), None)
    buyer = clause.context.home or clause.context.own
    if seller is None or seller.code in buyer:
        return None
    return Sides((seller.code,), buyer, "with whom the contract is", "who buys")


def with_whom(clause: Clause) -> list[Party]:
    """The countries with which, or with whose firms, contracts of a sentence are."""
    parsed = clause.parsed
    if parsed.firms is None:
        ends = [mark.end for mark in parsed.links if mark.code == CONTRACT]
        parsed.firms = (
            [p for p in parsed.parties if p.code in TERRITORIES and _is_with(parsed, p, ends)] if ends else []
        )
    return parsed.firms


def _is_with(parsed: Parsed, party: Party, ends: list[int]) -> bool:
    """Whether a party, or its firm, stands with "with" behind the last contract before it: "con el astillero español Cardama"."""
    at = bisect_left(ends, party.start) - 1
    end = ends[at] if at >= 0 else -_NEAR
    if party.start - end >= _NEAR:
        return False
    words = parsed.gap(end, party.start)
    led = next((at for at in range(len(words) - 1, -1, -1) if parsed.small.role.get(words[at]) == WITH), None)
    return led is not None and len(words) - led <= _FIRM and "," not in words[led:]


def _is_signed_by_one(clause: Clause, at: int) -> bool:
    """Whether somebody named signs the contract that stands at a place: "Paraguay firmó un contrato con"."""
    verbs = [v for v in clause.parsed.verbs if v.end <= at and v.form in ("fin", "ed", "fut", "base")]
    if not verbs or verbs[-1].stage not in ("signed", "agreed", "announced"):
        return False
    return any(p.role == BARE and p.end <= verbs[-1].start for p in clause.parsed.parties)
