"""What one body resolves by itself, where a language has the word for an agreement for it: "aprobó un acuerdo por el que prorroga las misiones"."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.looking import Look

_NEAR = 60
"""Characters between the verb and what is resolved."""
_RESOLVED = ("approved", "authorised")


def is_decision(seen: Look, trigger: Mark) -> bool:
    """Whether what a body approves, named here for the first time, only says what it does by it."""
    scene = seen.scene
    clauses = tuple(scene.words.local("decision_clause"))
    if not clauses or not scene.plain.startswith(clauses, trigger.end):
        return False
    if scene.word_before(trigger.start)[0] not in scene.words.local("decision_article"):
        return False
    verbs = scene.starting("stage", max(seen.start, trigger.start - _NEAR), trigger.start)
    return any(mark.code.startswith(_RESOLVED) for mark in verbs)
