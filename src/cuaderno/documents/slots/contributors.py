"""People on mission for an organisation: who sends them, and where the mission is."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.programmes_of import MISSIONS
from cuaderno.documents.slots.roles import BARE, FROM, IN, TO, Party
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.statements.claim import PERSONNEL

_UN, _HEAD = "UN", 4
"""Characters at the head of a sentence in which its subject is named."""
_APART = frozenset(MISSIONS.values()) - {_UN}
"""The organisations of missions that are none of the United Nations'."""


def contributes(clause: Clause) -> bool:
    """Whether people are on mission for an organisation."""
    return (
        clause.here is not None
        and clause.here.draft.kind == PERSONNEL
        and clause.frame not in ("train", "attend", "get")
        and not _sent_by_the_un(clause)
        and any(
            p.kind == "mission" and not _of_another(clause, p)
            for p in (clause.near if clause.parts_follow else clause.parsed.parties)
        )
    )


def _sent_by_the_un(clause: Clause) -> bool:
    """Whether the United Nations send people to a country: "El Consejo de Seguridad enviará 2.500 cascos azules a Malí"."""
    sends = any(p.code == "UN" and p.kind != "mission" and p.role == BARE for p in clause.before)
    return sends and clause.frame == "send" and any(p.role == TO and p.kind == "place" for p in clause.after)


def _of_another(clause: Clause, party: Party) -> bool:
    """Whether a mission stands with another number, and this one has a country of its own: "…, and the entry of 120 Americans", "has
    deployed 900 troops in Liberia to augment the 11,000 of ECOMOG"."""
    here, parsed = clause.parsed.anchors[clause.number], clause.parsed
    until = parsed.next_anchor(clause.number)
    own = [p for p in parsed.parties if here.end <= p.start < until]
    earlier = any(anchor.end <= party.start for anchor in parsed.anchors[: clause.number]) and party.end <= here.start
    later = party.start >= until and any(p.role == IN and p.kind == "place" for p in own)
    return later or (earlier and bool(own))


def elsewhere(clause: Clause) -> Sides | None:
    """A later number of people with a country of its own and no mission, beside one of a mission: "694 with UNIFIL, 600 in Latvia"."""
    if clause.here is None or not clause.number or clause.here.draft.kind != PERSONNEL:
        return None
    if clause.frame in ("train", "attend", "get") or not any(p.kind == "mission" for p in clause.parsed.parties):
        return None
    until = clause.parsed.next_anchor(clause.number)
    own = [p for p in clause.parsed.parties if clause.here.end <= p.start < until]
    place = clause.codes([p for p in own if p.role == IN][:1])
    if not place or any(p.kind == "mission" for p in own):
        return None
    return Sides((), place, "", "where they are")


def _set_by_its_council(clause: Clause) -> Sides | None:
    """How many an organisation allows its mission, and where that is: "The Security Council set the ceilings of UNMIL in Liberia at …"."""
    if clause.verb is None or clause.verb.stage != "authorised":
        return None
    council = [p for p in clause.before if p.kind == "government" and p.role == BARE and not are_countries((p.code,))]
    if not council:
        return None
    place = [p for p in clause.near if p.role == IN and are_countries((p.code,))]
    mission = [p for p in clause.near if p.kind == "mission"]
    return Sides(clause.codes(council[:1]), clause.codes((place or mission)[:1]), "who allows", "where the mission is")


def _whole_mission(clause: Clause) -> Codes:
    """The missions of the people before, of whom this figure is a part: "268 peacekeepers in UNMISS and UNISFA, 38 of them women"."""
    here, before = clause.parsed.anchors[clause.number].draft, clause.parsed.anchors[clause.number - 1]
    part = bool(clause.number) and "part_of" in here.marks and before.draft.kind == PERSONNEL
    until = clause.parsed.next_anchor(clause.number)
    named = any(p.kind == "mission" and here.anchor[1] < p.start < until for p in clause.parsed.parties)
    return before.draft.recipient if part and not named else ()


def _sent_before(clause: Clause) -> Codes:
    """Whose people the number before counts, of which this one is told without a name: "425 soldiers …, down from 700"."""
    before = clause.parsed.anchors[clause.number - 1].draft if clause.number else None
    return before.provider if before is not None and before.kind == PERSONNEL else ()


def _said_at_first(clause: Clause) -> Codes:
    """Who begins a sentence, of which a later clause goes on telling: "Mexico, which left the pact, belongs to none; it has 13 observers"."""
    first = clause.parsed.parties[0]
    own = first.kind == "place" and first.role == BARE and not first.aid and first.start - clause.parsed.start < _HEAD
    return (first.code,) if own and first.code else ()


def _country_before(clause: Clause) -> Codes:
    """The country that is the subject of the verb before a body that it joined or left."""
    before = (p for p in reversed(clause.before) if p.role == BARE and not p.aid and p.code)
    return next(((p.code,) for p in before if are_countries((p.code,))), ())


def _are_peacekeepers(clause: Clause, missions: list[Party]) -> bool:
    """Whether no mission but only its soldiers are named, who so are of the one that the text names: "208 blue helmets"."""
    peacekeepers = clause.parsed.sentence.scene.words.local("slot-peacekeeper")
    said = (word for party in missions for word in clause.parsed.gap(party.start, party.end))
    return any(word in peacekeepers for word in said)


def contribution(clause: Clause) -> Sides:
    """Who sends people to a mission, and the mission; where the mission has them, nobody sends and its country receives."""
    here = clause.parsed.anchors[clause.number]
    until = clause.parsed.next_anchor(clause.number)
    host = clause.parsed.parties[0]
    theirs = next((p for p in whose_people(clause) if p.kind == "demonym"), None)
    has = (
        host.kind == "mission"
        and host.role == BARE
        and host.end <= here.start
        and theirs is None
        and not _sent_before(clause)
    )
    if has and clause.frame in ("have", "none"):
        place = tuple(c for c in clause.codes(clause.first(clause.near, IN)) if c != "UN")
        return Sides((), place or (host.code,), NOBODY, "where the mission is")
    if (set_by := _set_by_its_council(clause)) is not None:
        return set_by
    missions = [p for p in clause.parsed.parties if p.kind == "mission"]
    if len(clause.context.own_mission) == 1:  # "a battalion moved from MINUSTAH", in a text about another
        missions = [p for p in missions if p.role != FROM] or missions
    close = (
        [p for p in missions if here.end <= p.start < until]
        or [p for p in missions if p.start >= here.end][:1]
        or missions[-1:]
    )
    exact = [p for p in close if p.code != "UN"] or close
    if {p.code for p in exact} <= _APART:
        exact = close  # "to UN missions and the MFO"
    recipient = _whole_mission(clause) or tuple(dict.fromkeys(p.code for p in exact))
    if recipient == (_UN,) and _are_peacekeepers(clause, exact):
        recipient = clause.context.own_mission or recipient
    own = (
        p for p in whose_people(clause) if p.kind == "demonym" or p.role == FROM or (p.code == USA and p.role == BARE)
    )
    people = clause.codes(clause.chain(next(own, None)))
    subject = people or clause.codes(clause.subject()) or _sent_before(clause) or _said_at_first(clause)
    if subject and not are_countries(subject) and (country := _country_before(clause)):
        subject = country  # "Mexico left the TIAR and keeps 13 observers"
    subject = tuple(c for c in subject if c not in recipient and c != "UN")
    there = clause.codes(clause.first(clause.near, IN))  # where a mission is does not send it
    return Sides(subject or clause.context.sender((*recipient, *there)), recipient, "who sends", "the mission")
