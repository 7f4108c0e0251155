"""The sides of what a text on a mission tells: its people and its budget are for it, and who has a number in brackets beside it sends them."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context, are_countries
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import TO
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.statements.claim import MONEY, PERSONNEL

_RULE, _PROGRAMME, _UN = "the mission that the text is about", "UN peacekeeping", "UN"
_BESIDE, _OPENING = 8, 72
"""Characters between a country and its number in brackets, and before a number in which the mission is named that has it."""


def of_its_mission(context: Context, parsed: Parsed, number: int, found: Sides) -> Sides:
    """The same sides, put right where a text is about one mission of the United Nations: "The Mission had 6,800 troops, with India (2,000)"."""
    draft, own = parsed.anchors[number].draft, context.own_mission
    if draft.programme != _PROGRAMME or not own or not context.on_a_mission:
        return found
    if draft.kind == PERSONNEL:
        return _of_people(parsed, number, found, own)
    if draft.kind == MONEY and set(found.provider) <= set(own):
        return found._replace(provider=(_UN,), recipient=own, gave=_RULE, got=_RULE)
    lent = bool(found.provider) and not are_countries(found.provider) and not set(found.provider) & set(own)
    return found._replace(recipient=own, got=_RULE) if lent else found


def _of_people(parsed: Parsed, number: int, found: Sides, own: tuple[str, ...]) -> Sides:
    """The sides of people: who sends them, unless they are the mission's own, and the mission, unless they are told to go to another."""
    here = parsed.anchors[number]
    others = any(p.kind == "mission" and p.role == TO and p.code not in (*own, _UN) for p in parsed.parties)
    found = found if others else found._replace(recipient=own, got=_RULE)
    sender = next((p for p in parsed.parties if 0 < here.start - p.end < _BESIDE and p.code), None)
    if here.depth and sender is not None and are_countries((sender.code,)):
        return found._replace(provider=(sender.code,), gave="who contributes")
    return found._replace(provider=(), gave=NOBODY) if _are_its_own(parsed, number) else found


def _are_its_own(parsed: Parsed, number: int) -> bool:
    """Whether people are told as the mission's, or as those of a part of it: "the Mission's military component may grow to 12,500 troops"."""
    here, local = parsed.anchors[number], parsed.sentence.scene.words.local
    if here.depth:
        return False
    since = max(parsed.start, here.start - _OPENING)
    named = any(p.code and are_countries(p.codes) and since <= p.start < here.start for p in parsed.parties)
    bodies = (local("slot-mission"), local("slot-component"))
    return not named and any(word in body for word in parsed.gap(since, here.start) for body in bodies)
