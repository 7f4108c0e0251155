"""On whom somebody else's money is spent: "Germany spent 300 million euros on Ukraine", "Noruega gasta 20 millones en el Ejército de Kenia"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.roles import FOR, FROM, SUPPORT, Party
from cuaderno.statements.claim import MONEY

_FAR = 80
"""Characters from a sum to the name of those on whom it is spent."""
_NAMED = frozenset(("place", "capital", "government", "demonym"))


def spent_on_others(clause: Clause, spender: Codes) -> Codes:
    """The country on which somebody else spends a sum of money, or on its forces; () where goods and missions are what it is spent on."""
    here = clause.here
    if here is None or here.draft.kind != MONEY or here.draft.unit == "percent":
        return ()
    until = min(here.end + _FAR, clause.parsed.next_anchor(clause.number))
    for party in clause.near:
        if party.start < here.end or party.end > until or party.kind not in _NAMED or party.role == FROM:
            continue
        codes = tuple(code for code in clause.codes(clause.chain(party)) if code not in spender and code != USA)
        if codes and _on(clause, here.end, party):
            return codes
    return ()


def _on(clause: Clause, end: int, party: Party) -> bool:
    """Whether "on" or "for" leads to a party over nothing but its bodies and what is done for them: "on training Malian soldiers"."""
    parsed, small = clause.parsed, clause.parsed.small
    on, body = parsed.sentence.scene.words.local("slot-spent-on"), party.kind != "demonym"
    words = parsed.gap(end, party.start)
    first = next((at for at, word in enumerate(words) if word in on), 0)
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word in on and (at == first or small.role.get(word) == FOR):
            return body or _are_forces(clause, party)
        helps = small.aid.get(word) == "aid" or small.role.get(word) == SUPPORT
        body = body or helps or small.skip.get(word) == "body"
        if not (helps or word in small.skip or small.aid.get(word) == "on" or word in small.role) or word == ",":
            return False
    return False


def _are_forces(clause: Clause, party: Party) -> bool:
    """Whether a nation's word belongs to its people or forces, and not to goods: "on the Lebanese army"."""
    small = clause.parsed.small
    return any(small.skip.get(word) == "body" for word in clause.parsed.gap(party.end, clause.parsed.end)[:1])
