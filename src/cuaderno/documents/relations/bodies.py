"""The bodies that a sentence speaks of: organisations, treaties, coalitions and networks that a table has."""

from __future__ import annotations

from typing import NamedTuple, cast

from cuaderno.documents.relations.looking import Look, organisations
from cuaderno.documents.scene import Scene

ALLIANCE = "NATO"


class Body(NamedTuple):
    """An organisation, treaty, coalition or network: its code, and the place's code it goes by, if it has one."""

    start: int
    end: int
    code: str
    place: str


def places_of(scene: Scene) -> list[int]:
    """Where a text names a body."""
    kept = cast("list[int] | None", scene.notes.get("relation bodies"))
    if kept is None:
        known = organisations()
        kept = [m.start for m in scene.of("rel_body")] + [m.start for m in scene.of("place") if m.code in known]
        kept.sort()
        scene.notes["relation bodies"] = kept
    return kept


def bodies_of(seen: Look) -> list[Body]:
    """The bodies of a sentence; one whose name only stands in that of a status or a mission is none: "to join the peacekeeping operation
    of the United Nations"."""
    found = [
        Body(m.start, m.end, m.code.partition("@")[0], m.code.partition("@")[2]) for m in seen.sentence.of("rel_body")
    ]
    if not any(mark.code == ALLIANCE for mark in seen.scene.of("place")):
        found = [body for body in found if body.code != "ALLIANCE"]
    names = (*seen.sentence.of("rel_status"), *seen.sentence.of("mission"))
    for mark in seen.sentence.of("place"):
        if any(name.start <= mark.start and mark.end <= name.end for name in names):
            continue
        if mark.code in organisations() and not any(b.start <= mark.start < b.end for b in found):
            found.append(Body(mark.start, mark.end, mark.code, mark.code))
    return _glossed(seen, sorted(found))


def _glossed(seen: Look, bodies: list[Body]) -> list[Body]:
    """The bodies, of a name and its short form in brackets only one: "a North Atlantic Treaty Organization (NATO) Ally"."""
    kept = bodies[:1]
    for body in bodies[1:]:
        if body.place == kept[-1].place and seen.folded(kept[-1].end, body.start) == b" (":
            kept[-1] = kept[-1]._replace(end=body.end + 1)
        else:
            kept.append(body)
    return kept
