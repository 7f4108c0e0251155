"""Events shown to a reader and held against nothing: two parties that cooperate."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import ordered, sides
from cuaderno.documents.relations.looking import look
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import EVENT

TRIGGERS = frozenset({"rel_cooperate"})
REACH = 40


def events(scene: Scene, trigger: Mark) -> list[Draft]:
    """The cooperation a verb tells of, where both parties are named."""
    seen = look(scene, trigger.start)
    begin, end = seen.clause_start(trigger.start), seen.clause_end(trigger.end)
    subject = sides(seen, begin, trigger.start)
    partners = [
        party.code for party in seen.named(trigger.end, min(end, trigger.end + REACH)) if party.code not in subject
    ]
    if len(subject) > 1:
        provider, recipient = ordered(subject[:3])
    elif subject and partners:
        provider, recipient = (subject[0],), (partners[0],)
    else:
        return []
    draft = Draft(EVENT, (trigger.start, trigger.end), seen.trimmed(begin, end), "event: parties cooperate")
    draft.filled("provider", provider, "who cooperates")
    draft.filled("recipient", recipient, "with whom")
    draft.filled("stage", "active", "told as lasting")
    return [draft]
