"""Whose people a mission has, and where: "The EU mission in Mali, which has 620 instructors", "la misión de la ONU en Líbano, que cuenta con
10.000 efectivos"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.roles import BARE, IN, OF, Party
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.statements.claim import PERSONNEL

_NEAR, _RELATIVE, _UN = 24, 12, "UN"
"""Characters between a mission and who runs it or where it is, and between its place and the verb of its relative clause."""


def has_them(clause: Clause) -> Sides | None:
    """The sides of people whom a mission of an organisation has; None for all others."""
    here, verb, parsed = clause.here, clause.verb, clause.parsed
    if here is None or verb is None or here.draft.kind != PERSONNEL or clause.frame != "have" or verb.end > here.start:
        return None
    body = _body(clause, verb.start)
    if body is None:
        return None
    donor, own = clause.context.donor, clause.context.own
    if not parsed.parties and donor and own and not are_countries(donor):
        return Sides(donor, own, "whose mission", "where the mission is")  # "The mission has 200 instructors"
    start, end = body
    around = [p for p in parsed.parties if p.code and not are_countries((p.code,)) and p.kind != "demonym"]
    runs = next((p for p in around if start - _NEAR <= p.start and p.end <= end + _NEAR and p.role in (BARE, OF)), None)
    place = next(
        (p for p in parsed.parties if p.role == IN and 0 <= p.start - end < _NEAR + _NEAR and p.end <= verb.start), None
    )
    if runs is None or place is None or _apart(clause, place, verb.start):
        return None
    provider = () if runs.code == _UN or runs.kind == "mission" else (runs.code,)
    return Sides(provider, clause.codes([place]), "whose mission" if provider else NOBODY, "where the mission is")


def _body(clause: Clause, until: int) -> tuple[int, int] | None:
    """Where the last word for a mission stands before a verb."""
    scene, parsed = clause.parsed.sentence.scene, clause.parsed
    forces, missions = scene.words.local("slot-force"), scene.words.local("slot-mission")
    words = [
        (start, end)
        for word, start, end in scene.words_between(parsed.start, until)
        if word in forces or word in missions
    ]
    return words[-1] if words else None


def _apart(clause: Clause, place: Party, verb: int) -> bool:
    """Whether more than a comma and a relative pronoun stands between the place of a mission and the verb."""
    words = clause.parsed.gap(place.end, verb)
    small = clause.parsed.small
    return verb - place.end > _RELATIVE or any(
        word != "," and small.clause.get(word) != "rel" and word not in small.aux for word in words
    )
