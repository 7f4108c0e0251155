"""An agreement just told, and told on by a pronoun or as its text: "signed an ACSA in 2007 and renewed it in 2017", "el texto, firmado en"."""

from __future__ import annotations

from typing import NamedTuple, cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.looking import look
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import AGREEMENT

TRIGGERS = frozenset({"rel_taken_up"})
TAKEN_UP = "agreement: the one just named, by a pronoun"
FORMER_ONE = "agreement: the one before it, by a pronoun"
LAST_AGREEMENT, SIGNED, FORMER, OPENING = "last agreement", "signed", "former", "opening"
DENIAL = 16


class Told(NamedTuple):
    """An agreement that was claimed: where its word stands, the number of its sentence, its claim."""

    at: int
    sentence: int
    draft: Draft


def remember_agreement(scene: Scene, trigger: Mark, draft: Draft) -> None:
    """Keep in mind the agreement told last."""
    scene.notes[LAST_AGREEMENT] = Told(trigger.start, scene.sentence_number(trigger.start), draft)


def taken_up(scene: Scene, trigger: Mark) -> list[Draft]:
    """What became of the agreement told in the same sentence or the one before; that it was signed, only of the same."""
    told = cast("Told | None", scene.notes.get(LAST_AGREEMENT))
    if told is None or told.at > trigger.start:
        return []
    former, _, stage = trigger.code.rpartition(" ")
    if former == OPENING and trigger.start - scene.sentence_at(trigger.start).start > 1:
        return []  # "Entró en vigor en 2024", and no other verb with its own subject
    distance = scene.sentence_number(trigger.start) - told.sentence
    if distance > (trigger.code != SIGNED and former != FORMER):
        return []
    seen, before = look(scene, trigger.start), told.draft
    span = seen.trimmed(trigger.start, seen.clause_end(trigger.end))
    draft = Draft(AGREEMENT, (trigger.start, trigger.end), span, FORMER_ONE if former == FORMER else TAKEN_UP)
    draft.filled("item", before.item, "name of the instrument")
    for slot in ("relation", "programme", "provider", "recipient"):
        value = getattr(before, slot)
        if value:
            draft.filled(slot, value, "that of the agreement named before")
    denied = seen.last("rel_aux", max(seen.start, trigger.start - DENIAL), trigger.start)
    if denied is not None and denied.code == "not":
        draft.mark("negated", "denied")
    else:
        draft.filled("stage", stage, "verb of the instrument")
    return [draft]
