"""Who belongs to a body: the countries before the word for it, those named with the other members, else whom the text is about."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bodies import Body
from cuaderno.documents.relations.bonds import main_sides, partner, two_named
from cuaderno.documents.relations.looking import Look, Party, organisations
from cuaderno.documents.relations.members_listed import is_plural, series_before
from cuaderno.documents.relations.named_bodies import antecedents

_BEFORE, _PHRASE, _BEHIND, _PAIR = 30, 40, 6, 2
"""Characters before the word for belonging in which "and other" stands, and its phrase; words from a body to a member behind it."""
_OWNER = 12
_TIE = 2
"""Characters before the first of those who want to join together: "Finland and Sweden want to join"."""
_NOUNS = frozenset({"ally", "country", "partner"})


def members_of(seen: Look, trigger: Mark, bodies: list[Body]) -> list[str]:
    """Who belongs: the countries before the word in its clause; behind the body in "As a member of X, Y …"; else the document's."""
    edge = min(trigger.start, bodies[0].start)
    begin = seen.clause_start(edge)
    named = [p for p in seen.named(begin, edge) if p.code not in organisations() and not _whose_partner(seen, p)]
    if named and (seen.folded(named[-1].end, edge).strip() == b"'s" or _with_others(seen, named[-1].end, edge)):
        named = named[-1:]  # "flew to Washington to mark Poland's accession to NATO"
    before = [p.code for p in _apposed_to(seen, trigger, named, edge)]
    if not before and begin > seen.start:
        before = antecedents(seen, edge)
    if not before and _counted(seen, begin, edge):
        return []
    if before and seen.first("rel_both", begin, edge):
        before += two_named(seen, frozenset(before))
    if trigger.code in ("ally", "partner"):
        apposed = series_before(seen, named) if named and is_plural(seen, trigger) else before[-1:]
        before = apposed if before and _subject(seen, edge) else []
    if trigger.code == "bid" and before:
        together = series_before(seen, named) if named and named[0].start - begin <= _TIE else []
        return together if len(together) == len(set(before)) else before[-1:]
    if before:
        return list(dict.fromkeys(before))
    after = [p for p in seen.named(bodies[-1].end, seen.end) if p.code not in organisations()]
    if after and len(seen.folded(bodies[-1].end, after[0].start).split()) <= _BEHIND:
        return [after[0].code]
    if seen.first("rel_both", seen.start, edge):
        return main_sides(seen.scene)
    found = partner(seen.scene)
    return [found] if found else []


def _apposed_to(seen: Look, trigger: Mark, named: list[Party], edge: int) -> list[Party]:
    """Of several countries the one of which a member behind a comma is told: "Norway is an ally of Canada, a member of NATO"."""
    if len(named) < _PAIR or trigger.code != "member":
        return named
    words = seen.words(named[-1].end, edge)
    apposed = len(words) == 1 and seen.code("is_being", words[0]) is not None
    if not apposed or seen.folded(named[-1].end, named[-1].end + 1) != b",":
        return named
    return [party for party in named if not _is_owner(seen, party)][-1:] or named


def _is_owner(seen: Look, party: Party) -> bool:
    """Whether a country is told by "of", and is not the one of which more is said: "the closest ally of the United States"."""
    return any(seen.code("is_of", word) for word in seen.words(max(seen.start, party.start - _OWNER), party.start)[-2:])


def _whose_partner(seen: Look, party: Party) -> bool:
    """Whether a name only tells whose partner somebody is: "Oman is a U.S. partner and a member of"."""
    return any(mark.kind == "rel_member" and mark.code in _NOUNS for mark in seen.scene.at(party.end + 1))


def one_of(seen: Look, trigger: Mark) -> bool:
    """Whether a country stands before "and other members of"."""
    near = seen.named(max(seen.start, trigger.start - _BEFORE), trigger.start)
    return any(_with_others(seen, party.end, trigger.start) for party in near)


def _with_others(seen: Look, start: int, edge: int) -> bool:
    """Whether "and other" leads from a country to the members of which it is one: "works with Kuwait and other members of"."""
    between = [word.word.decode("ascii") for word in seen.words(start, min(edge, start + _BEFORE))]
    others, joint = seen.scene.words.local("another"), seen.scene.words.local("is_joint")
    return len(between) == _PAIR and between[0] in joint and between[1] in others


def _counted(seen: Look, start: int, end: int) -> bool:
    """Whether the members are only counted: "some 50 nations take part in"."""
    words = seen.words(start, end)
    return any(one.word.isdigit() and seen.code("is_plural", two) for one, two in pairwise(words))


def _subject(seen: Look, edge: int) -> bool:
    """Whether the last country before a phrase is what it is said of: no preposition stands before the phrase's article."""
    words = seen.words(max(seen.start, edge - _PHRASE), edge)
    known, epithets = seen.scene.words.local("is_being"), seen.scene.words.local("is_epithet")
    while words and (words[-1].word.decode("ascii") in known or words[-1].word.decode("ascii") in epithets):
        words.pop()
    link = seen.first("rel_to", words[-1].start, words[-1].end) if words else None
    return link is None or link.code != "from"
