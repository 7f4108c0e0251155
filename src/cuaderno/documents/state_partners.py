"""State partnerships: the National Guard of a state of the United States and the country it is paired with."""

from __future__ import annotations

import re

from cuaderno.documents.bonds import FIRST, partner
from cuaderno.documents.draft import Draft
from cuaderno.documents.looking import Look, Party, look, organisations
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import MEMBERSHIP

TRIGGERS = frozenset({"rel_state_partner"})
PAIRED, BEHIND, AROUND = "paired", 60, 120
_BEHIND = re.compile(r"(?:\s+\w{1,3})?(?:\s+[A-ZÁÉÍÓÚÑ][\w.'’-]+){1,3}")
_CAPITALS = re.compile(r"(?:[A-ZÁÉÍÓÚÑ][\w.'’-]+\s+){1,3}\Z")


def state_partners(scene: Scene, trigger: Mark) -> list[Draft]:
    """The partnership a trigger tells of; "partnered with" and the like only with a Guard behind."""
    seen = look(scene, trigger.start)
    guard = _guard(seen, trigger)
    if trigger.code == PAIRED and (guard is None or guard.start < trigger.end):
        return []
    country = _country(seen, trigger, guard)
    if country is None:
        return []
    name = _name(seen, guard) if guard is not None else (trigger.start, trigger.end)
    start, last = seen.clause_start(min(trigger.start, name[0])), max(trigger.end, name[1])
    draft = Draft(
        MEMBERSHIP, (trigger.start, last), seen.trimmed(start, seen.clause_end(last)), "membership: state partners"
    )
    draft.filled("provider", (FIRST,), "whose National Guard it is")
    draft.filled("recipient", (country,), "the country it is paired with")
    draft.filled("relation", "PARTNERSHIP", "type of relation")
    if guard is not None:
        draft.filled("item", seen.text[name[0] : name[1]], "name of the Guard")
    draft.filled("stage", "active", "named as it stands")
    said = {mark.code for mark in seen.within("rel_aux", max(seen.start, trigger.start - 30), trigger.start)}
    if "future" in said:
        draft.filled("stage", "announced", "plan")
        draft.mark("intent", "plan")
    if "not" in said:
        draft.mark("negated", "denied")
    return [draft]


def _guard(seen: Look, trigger: Mark) -> Mark | None:
    """The Guard: behind "partnered with", before or behind "state partner"."""
    behind = seen.first("rel_guard", trigger.end, min(seen.end, trigger.end + BEHIND))
    if behind is not None or trigger.code == PAIRED:
        return behind
    return seen.last("rel_guard", max(seen.start, trigger.start - AROUND), trigger.start)


def _country(seen: Look, trigger: Mark, guard: Mark | None) -> str | None:
    """The nearest country of the sentence that is no part of the Guard's name, else the document's."""
    named = [p for p in seen.parties if p.code != FIRST and p.code not in organisations() and not _of_guard(p, guard)]
    if not named:
        return partner(seen.scene)
    return min(named, key=lambda p: max(p.start - trigger.end, trigger.start - p.end)).code


def _of_guard(party: Party, guard: Mark | None) -> bool:
    """Whether a name belongs to a Guard: Georgia's, New Mexico's."""
    return guard is not None and 0 <= guard.start - party.end <= 1


def _name(seen: Look, guard: Mark) -> tuple[int, int]:
    """The Guard with its state: "Iowa National Guard", "Guardia Nacional de Misuri"."""
    words = seen.words(max(seen.start, guard.start - 40), guard.start)
    led = _CAPITALS.search(seen.text, max(seen.start, guard.start - 40), guard.start)
    if led is not None and words and not seen.code("is_det", words[-1]):
        start = led.start()
        first = next(word for word in words if word.start >= start)
        return (first.end + 1 if seen.code("is_definite", first) else start), guard.end
    behind = _BEHIND.match(seen.text, guard.end, seen.end)
    return guard.start, behind.end() if behind else guard.end
