"""A status named before and told of somebody: "Rabat has held that designation since 2004", "categoría que Argentina ostenta"."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import FIRST, earlier
from cuaderno.documents.relations.designating import ALLY, GIVER, PARTNER, in_a_row
from cuaderno.documents.relations.looking import Look, look, organisations
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import DESIGNATION

TRIGGERS = frozenset({"rel_same_status"})
BACK, REACH, NEAR = 2, 70, 24
HELD = "designation: status named before"
_STAGES = {"held": "active", "given": "designated", "lost": "terminated"}


def held_status(scene: Scene, trigger: Mark) -> list[Draft]:
    """The status that a pronoun-like phrase takes up, with who holds it now."""
    seen = look(scene, trigger.start)
    status = _status(seen, trigger)
    end = min(seen.clause_end(trigger.end), trigger.end + REACH)
    verb = seen.first("rel_hold", trigger.end, end) or seen.last("rel_hold", seen.start, trigger.start)
    if status is None or verb is None:
        return []
    return [_claim(seen, trigger, status, verb, holder) for holder in _holders(seen, trigger, verb, status)]


def _claim(seen: Look, trigger: Mark, status: Mark, verb: Mark, holder: str) -> Draft:
    start = trigger.start if verb.start > trigger.end else seen.clause_start(verb.start)
    draft = Draft(DESIGNATION, (trigger.start, max(trigger.end, verb.end)), seen.trimmed(start, seen.end), HELD)
    if status.code == ALLY:
        draft.filled("relation", ALLY, "type of relation by its name")
        draft.filled("programme", ALLY, "name of the status")
    draft.filled("provider", (GIVER,), "who alone gives this status")
    draft.filled("recipient", (holder,), "who has the status")
    draft.filled("stage", _STAGES[verb.code], "verb of holding")
    denied = seen.last("rel_aux", max(seen.start, verb.start - 30), verb.end)
    if denied is not None and denied.code == "not":
        draft.mark("negated", "denied")
    return draft


def _status(seen: Look, trigger: Mark) -> Mark | None:
    """The status named last before, in the sentence or the two before it."""
    sentence, at = seen.sentence, trigger.start
    for _ in range(BACK + 1):
        named = [m for m in sentence.of("rel_status") if m.end <= at and m.code in (ALLY, PARTNER)]
        if named or sentence.previous is None:
            return named[-1] if named else None
        sentence = sentence.previous
    return None


def _holders(seen: Look, trigger: Mark, verb: Mark, status: Mark) -> list[str]:
    """The countries before the verb of holding; none where the sentence told the status of the same one already."""
    without = frozenset({FIRST, *organisations()})
    start = trigger.end if verb.start > trigger.end else seen.clause_start(verb.start)
    named = [p for p in seen.named(start, verb.start) if p.code not in without]
    if named:
        joint = [p for p, after in pairwise(named) if seen.joined("rel_and", p.end, after.start)]
        return list(dict.fromkeys(p.code for p in [*joint, named[-1]]))
    behind = [p for p in seen.named(verb.end, seen.end) if p.code not in without]
    if behind and behind[0].start - verb.end <= NEAR:
        return in_a_row(seen, behind)
    before = None if status.start >= seen.start else earlier(seen, trigger.start, without)
    return [before] if before else []
