"""Members told behind a body, or with it in one name: "the members of AUKUS are …", "our NATO ally Norway", "Baltic NATO Allies"."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bodies import Body
from cuaderno.documents.relations.looking import Look, Party, organisations
from cuaderno.documents.relations.named_bodies import UNKNOWN, named_body

WHOLE, MEMBER, ALLY = "whole", "member", "ally"
"""The codes of a verb whose object are a body's members, and of the words for them before "of" and alone."""
GROUP, VERB = "group", "verb"
_TOLD = frozenset({WHOLE, MEMBER, ALLY})
_OPEN = (b" (", b": ")
"""What leads members in without a verb."""
_BEHIND, _CLOSE = 60, 2
"""Characters between the body, or the word, and its first member; and between a group's name and them."""


class Listed(NamedTuple):
    """A body and the countries that are told to belong to it, one by one or together where they share a name."""

    body: Body
    members: list[tuple[str, ...]]


def listed(seen: Look, trigger: Mark, bodies: list[Body]) -> Listed | None:
    """The members told behind a word of belonging and its body, or by the name of a group of countries in front of it."""
    body = _of_whom(seen, trigger, bodies) if trigger.code in _TOLD else None
    if body is None:
        return None
    start, at = min(body.start, trigger.start), max(body.end, trigger.end)
    if trigger.code == ALLY and (group := _in_one_name(seen, start, at)):
        return Listed(body, [group])
    last = seen.clause_end(at)
    named = [p for p in seen.named(at, last) if p.code not in organisations()]
    if not named or named[0].kind == "demonym" or not _led(seen, trigger, at, named[0]):
        return None
    several = trigger.code == WHOLE or is_plural(seen, trigger)
    members = [party.code for party in (_series(seen, named) if several else named[:1])]
    if b" (" in seen.folded(body.end, named[0].start):
        return Listed(body, [tuple(members)])  # a bracket only glosses the name
    return Listed(body, [(member,) for member in members])


def is_plural(seen: Look, trigger: Mark) -> bool:
    """Whether a word of belonging tells of several."""
    return any(seen.code("is_plural", word) for word in seen.words(trigger.start, trigger.end))


def grouped(seen: Look, trigger: Mark, bodies: list[Body]) -> list[tuple[str, ...]]:
    """The countries of the group that is the subject of its clause: "the Baltic states joined NATO"."""
    edge = min(trigger.start, bodies[0].start)
    groups = [mark for mark in seen.sentence.of(GROUP) if seen.clause_start(edge) <= mark.start and mark.end <= edge]
    return [tuple(groups[-1].code.split("+"))] if groups and not seen.named(groups[-1].end, edge) else []


def _of_whom(seen: Look, trigger: Mark, bodies: list[Body]) -> Body | None:
    """The body right beside the word: before it, or behind "members of"."""
    before = [b for b in bodies if b.end <= trigger.start and _beside(seen, b.end, trigger.start)]
    if before:
        return before[-1]
    behind = [b for b in bodies if b.start >= trigger.end and seen.joined("is_lead", trigger.end, b.start)]
    if behind or trigger.code == WHOLE:
        return behind[0] if behind and trigger.code != WHOLE else None
    name = named_body(seen, trigger) if trigger.code == MEMBER else None
    return Body(*name, UNKNOWN, "") if name is not None else None


def _beside(seen: Look, start: int, end: int) -> bool:
    """Whether nothing but epithets, and a noun for what the body is, stands between it and the word: "the Five Eyes alliance is made up of"."""
    return all(seen.code("is_epithet", word) or seen.code("is_body", word) for word in seen.words(start, end))


def _in_one_name(seen: Look, start: int, end: int) -> tuple[str, ...]:
    """The countries of a group whose name reaches into the phrase, or stands right before it: "our Baltic NATO Allies"."""
    for mark in seen.sentence.of(GROUP):
        if mark.start < end and mark.end >= start - _CLOSE and b"," not in seen.folded(mark.end, start):
            return tuple(mark.code.split("+"))
    return ()


def _led(seen: Look, trigger: Mark, at: int, first: Party) -> bool:
    """Whether a country is the first of a list, by a verb of being or including, a colon, a bracket or in apposition."""
    if first.start - at > _BEHIND or seen.folded(first.end, first.end + 1) == b"'":
        return False
    words = seen.words(at, first.start)
    said = [seen.code("is_listing", word) for word in words]
    if None in said or b"," in seen.folded(at, first.start):
        return False
    gap = seen.folded(at, first.start)
    return VERB in said or trigger.code == WHOLE or gap in _OPEN or (trigger.code == ALLY and gap == b" ")


def _series(seen: Look, named: list[Party]) -> list[Party]:
    """The first of some countries and those coordinated with it."""
    found = named[:1]
    for before, party in pairwise(named):
        if not _coordinated(seen, before, party):
            break
        found.append(party)
    return found


def series_before(seen: Look, named: list[Party]) -> list[str]:
    """The last of some countries and those coordinated with it: "Poland said that Latvia and Estonia, NATO allies, …"."""
    found = named[-1:]
    for party, before in pairwise(reversed(named)):
        if not _coordinated(seen, before, party):
            break
        found.insert(0, before)
    return [party.code for party in found]


def _coordinated(seen: Look, before: Party, party: Party) -> bool:
    words = seen.words(before.end, party.start)
    return all(seen.code("is_joint", word) or seen.code("is_definite", word) for word in words)
