"""Who learns and who teaches, and who serves on a mission by taking part in it."""

from __future__ import annotations

from cuaderno.documents.slots.acquiring import getting
from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.fitting import serve
from cuaderno.documents.slots.people import learning, whose_people
from cuaderno.documents.slots.programmes_of import MISSIONS
from cuaderno.documents.slots.roles import BARE, IN
from cuaderno.documents.slots.sides import NOBODY, Sides

_COURSE = 16
"""Characters behind the name of a mission in which a course for it is told."""


def attending(clause: Clause) -> Sides:
    """Who learns receives; who teaches gives; who serves on a mission is sent to it."""
    if (serving := _on_a_mission(clause)) is not None:
        return serving
    if clause.verb is not None and serve(clause.parsed, clause.verb):
        theirs = clause.codes(whose_people(clause) or clause.subject())
        place = clause.codes(clause.first(clause.after, IN, but=theirs))
        return Sides(theirs, place, "whose people" if theirs else NOBODY, "where the mission is" if place else NOBODY)
    learnt = learning(clause)
    if learnt is None and (some := _some_of_those(clause)) is not None:
        return some
    return learnt if learnt is not None else getting(clause)


def _on_a_mission(clause: Clause) -> Sides | None:
    """Whose people take part in missions, and whose these are: "3,000 Kenyan soldiers have participated in 24 UN missions"."""
    here, parsed, verb = clause.here, clause.parsed, clause.verb
    if here is None or verb is None or here.draft.programme not in MISSIONS:
        return None
    name = next((mark for mark in parsed.programmes if mark.code in MISSIONS and mark.start >= verb.end), None)
    courses = parsed.sentence.scene.words.local("slot-course")
    if name is None or any(word in courses for word in parsed.gap(verb.end, min(name.end + _COURSE, parsed.end))):
        return None
    before = parsed.anchors[clause.number - 1].draft.provider if clause.number else ()
    theirs = before or clause.codes(whose_people(clause) or clause.subject())
    return Sides(theirs, (MISSIONS[here.draft.programme],), "whose people" if theirs else "", "the mission")


def _some_of_those(clause: Clause) -> Sides | None:
    """The sides of the people told before, where a number without a noun counts some of them: "… 8.000 marroquíes; unos 1.200 se graduaron"."""
    here, parsed = clause.here, clause.parsed
    if here is None or not clause.number or not here.draft.elided or clause.verb is None:
        return None
    before = parsed.anchors[clause.number - 1].draft
    if before.kind != here.draft.kind or not before.recipient or clause.verb.start < here.end:
        return None
    own = any(before.anchor[1] <= p.start < here.start and p.role == BARE for p in clause.near if p.kind == "place")
    return None if own else Sides(before.provider, before.recipient, "taught those before", "some of those before")
