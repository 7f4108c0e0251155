"""Relations told by a text: visits, agreements, designations, memberships, and a few events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations import (
    agreements,
    designations,
    events,
    held_status,
    memberships,
    state_partners,
    taken_up,
    visits,
)
from cuaderno.documents.relations.gapping import gapped
from cuaderno.documents.relations.relation_dates import date_relations
from cuaderno.documents.relations.settling import settled
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence_bounds import LONGEST as CUT
from cuaderno.reading.document import HEADING

Finder = Callable[[Scene, Mark], list[Draft]]
_FINDERS: dict[str, Finder] = {
    **dict.fromkeys(visits.TRIGGERS, visits.visits),
    **dict.fromkeys(agreements.TRIGGERS, agreements.agreements),
    **dict.fromkeys(designations.TRIGGERS, designations.designations),
    **dict.fromkeys(events.TRIGGERS, events.events),
    **dict.fromkeys(memberships.TRIGGERS, memberships.memberships),
    **dict.fromkeys(held_status.TRIGGERS, held_status.held_status),
    **dict.fromkeys(state_partners.TRIGGERS, state_partners.state_partners),
    **dict.fromkeys(taken_up.TRIGGERS, taken_up.taken_up),
}


LONGEST, CROWD, LONGEST_WORD = 8_000, 40, 60
"""Characters, and triggers, of a sentence that is read for relations; with more it is a table or no prose."""


def relations(scene: Scene) -> list[Draft]:
    """The relations of a text, complete with parties, stage, period and type; in the order of the text."""
    triggers = scene.among(_FINDERS)
    if len(triggers) > CROWD:
        triggers = _readable(scene, triggers)
    if len(scene.blocks) > 1:
        triggers.sort(key=lambda mark: scene.blocks[scene.bounds[scene.sentence_number(mark.start)][2]].kind == HEADING)
    found: list[Draft] = []
    for mark in triggers:
        found += _FINDERS[mark.kind](scene, mark)
    drafts = settled(scene, found + gapped(scene, found))
    date_relations(scene, drafts)
    return drafts


def _cut_from(scene: Scene, number: int) -> bool:
    """Whether a sentence is too long, or the rest of one that was cut for its length."""
    start, end, block = scene.bounds[number]
    if end - start > LONGEST:
        return True
    before = scene.bounds[number - 1] if number else (0, 0, -1)
    return before[2] == block and before[1] - before[0] > CUT - LONGEST_WORD


def _readable(scene: Scene, triggers: list[Mark]) -> list[Mark]:
    """Those that do not stand in a sentence too long or too crowded to be prose."""
    crowds = Counter(scene.sentence_number(mark.start) for mark in triggers)
    prose = {n for n, crowd in crowds.items() if crowd <= CROWD and not _cut_from(scene, n)}
    return [mark for mark in triggers if scene.sentence_number(mark.start) in prose]
