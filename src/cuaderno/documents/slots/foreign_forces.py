"""A nation's forces in another country, told as they are and not as sent: "There are 500 French soldiers in Mali", "the total number of Chinese
military personnel in Laos is now more than 1,000"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, IN, Party
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import PERSONNEL

_NATION, _PLACE, _FEW, _BEFORE = 40, 70, 3, 56
"""Characters from people to their nation and to where they are, words of their kind, and from "the number of" to its number."""
_TOLD = frozenset(("deployed", "withdrawn"))
"""The stages of forces that are, or were, abroad."""


def stand_abroad(parsed: Parsed, number: int) -> bool:
    """Whether a nation's forces are said to be in another country."""
    here = parsed.anchors[number]
    if here.draft.kind != PERSONNEL:
        return False
    nation = _nation(parsed, number)
    forces = parsed.sentence.scene.words.local("slot-forces")
    if not nation or not any(word in forces for word in _words_of(parsed, nation)):
        return False
    return _place(parsed, number, nation) is not None


def forces_abroad(clause: Clause) -> Sides | None:
    """Whose forces they are, and where, of those that no verb sends; None for all others."""
    here, parsed = clause.here, clause.parsed
    if here is None or clause.frame != "none" or here.draft.kind != PERSONNEL or here.draft.stage not in _TOLD:
        return None
    nation = _nation(parsed, clause.number)
    theirs = clause.codes(nation)
    if not theirs or any(p.kind == "mission" for p in clause.near):
        return None
    place = _place(parsed, clause.number, nation)
    where = clause.codes([place] if place is not None else []) or _own(clause, theirs)
    return Sides(theirs, where, "whose people", "where they are" if where else "")


def _own(clause: Clause, theirs: Codes) -> Codes:
    """Whom the text is about, where its country is not named beside other people's: "There are now 500 Cuban advisers in the country"."""
    return tuple(code for code in clause.context.own if code not in theirs)


def _nation(parsed: Parsed, number: int) -> list[Party]:
    """The nation that stands right behind a number of people, or behind "the number of" before it."""
    here, until, skip = parsed.anchors[number], parsed.next_anchor(number), parsed.small.skip
    additional = parsed.sentence.scene.words.local("another") | parsed.sentence.scene.words.local("slot-fresh")
    for party in parsed.parties:
        if party.kind == "demonym" and here.end <= party.start < min(until, here.end + _NATION):
            words = parsed.gap(here.end, party.start)
            return [party] if all(word in skip or word in additional for word in words) else []
    counted = parsed.sentence.before("numbering", here.start)
    if counted is None or here.start - counted.end > _BEFORE + _PLACE:
        return []
    named = (p for p in parsed.parties if p.kind == "demonym" and 0 <= p.start - counted.end < _BEFORE)
    return [p for p in list(named)[:1] if p.end <= here.start]


def _words_of(parsed: Parsed, nation: list[Party]) -> list[str]:
    """The words that say of what kind people are, behind their nation."""
    return parsed.gap(nation[-1].end, nation[-1].end + _NATION)[:_FEW]


def _place(parsed: Parsed, number: int, nation: list[Party]) -> Party | None:
    """The other country in which people are, right behind their words."""
    start, until = nation[-1].end, max(parsed.next_anchor(number), nation[-1].end)
    near = (p for p in parsed.parties if start < p.start < min(until, start + _PLACE) and p.role in (IN, BARE))
    place = next(near, None)
    other = place is not None and place.role == IN and place.code not in {p.code for p in nation}
    return place if other else None
