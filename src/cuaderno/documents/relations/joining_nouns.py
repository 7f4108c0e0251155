"""Who joins, behind the noun that tells of it, and belongings that are only supposed: "the accession of Sweden to NATO", "unless a member of"."""

from __future__ import annotations

from typing import NamedTuple

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bodies import Body
from cuaderno.documents.relations.looking import Look, organisations

_REACH, _BEFORE = 70, 30
_MEMBERS = ("place", "capital")


class Joining(NamedTuple):
    """The body, and those who join it."""

    body: Body
    members: list[tuple[str, ...]]


def on_condition(seen: Look, trigger: Mark) -> bool:
    """Whether it is only supposed: "unless the buyer is a member of NATO", "any member of"."""
    start = max(seen.start, seen.clause_start(trigger.start), trigger.start - _BEFORE)
    return any(mark.code == "when" for mark in seen.within("rel_aux", start, trigger.start))


def who_joins(seen: Look, trigger: Mark, bodies: list[Body]) -> Joining | None:
    """Who stands between the noun and the body: "the accession of Sweden to NATO", "el ingreso de Suecia en la OTAN"."""
    body = next((body for body in bodies if body.start > trigger.end), None)
    if body is None or len(seen.folded(trigger.end, body.start)) > _REACH:
        return None
    members = [p for p in seen.named(trigger.end, body.start) if p.kind in _MEMBERS and p.code not in organisations()]
    words = seen.words(members[-1].end, body.start) if members else []
    if not words or not all(seen.code("is_lead", word) for word in words):
        return None
    return Joining(body, [(party.code,) for party in members])
