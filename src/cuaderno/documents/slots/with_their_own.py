"""Countries that are named with the people or things they bring: "Brazil, with 850 troops, and Chile, with 350, are preparing to leave"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.parsed import Anchor, Parsed
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.programmes_of import MISSIONS
from cuaderno.documents.slots.receiving import receiver
from cuaderno.documents.slots.roles import BARE, BY, OF, WITH, Party
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import MONEY, PERSONNEL

_NEAR = 40
"""Characters from a country to its figure: "Brazil, with some"."""
_ROW = 3
"""Figures on either side whose countries are of the same row."""
_NAMED = (BARE, BY, OF)


def with_their_own(clause: Clause) -> Sides | None:
    """Who brings a number of people or things that stand behind it by "with"; None for all else, and where people are said to be another's."""
    here, parsed = clause.here, clause.parsed
    if (
        here is None
        or here.draft.kind == MONEY
        or here.draft.unit == "percent"
        or parsed.plain.find(",", parsed.start, here.start) < 0
    ):
        return None
    bringing = _bringing(parsed, here)
    if bringing is None or (here.draft.kind == PERSONNEL and whose_people(clause)):
        return None
    last = clause.context.last
    learning = last is not None and last.kind == PERSONNEL and last.stage == "provided" and bool(last.provider)
    if learning or any(link.code == "contributor" for link in parsed.links):
        return None  # "México, con 10.310 hombres", of those whom Colombia taught
    beside = parsed.anchors[max(0, clause.number - _ROW) : clause.number + _ROW + 1]
    others = {code for anchor in beside if (party := _bringing(parsed, anchor)) is not None for code in party.codes}
    found, got = _mission(clause), "the mission"
    if not found:
        found, got = receiver(clause, bringing.codes, passive=False)
    return Sides(bringing.codes, tuple(code for code in found if code not in others), "who brings them", got)


def _bringing(parsed: Parsed, here: Anchor) -> Party | None:
    """The country that stands before a comma, "with" and a figure."""
    party = next((p for p in reversed(parsed.parties) if p.end <= here.start), None)
    if party is None or party.kind not in ("place", "capital") or here.start - party.end > _NEAR or not party.code:
        return None
    words = parsed.gap(party.end, here.start)
    plain = len(words) > 1 and words[0] == "," and parsed.small.role.get(words[1]) == WITH
    if not plain or "," in words[2:] or any(party.end <= verb.start < here.start for verb in parsed.verbs):
        return None
    return party if party.role in _NAMED or party.joined else None


def _mission(clause: Clause) -> Codes:
    """The mission that a sentence names, or of which the people before were."""
    named = [p.code for p in clause.near if p.kind == "mission" and p.code != "UN"]
    last = clause.context.last
    programme = clause.here.draft.programme if clause.here is not None else None
    if named or programme not in MISSIONS or last is None or are_countries(last.recipient):
        return tuple(named[:1])
    return last.recipient
