"""What people bring with them who are let in: "Congress authorised the entry of 40 Chilean soldiers. They will enter with 40 rifles"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.surroundings import Filling

_LEAVE = ("authorised ", "approved ")
_REACH = 120
"""Characters from the word for leave to the one for entering."""


def brought_in(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """Authorised, of what somebody will enter with where the text tells before that the entry is; else None."""
    if governing is None or governing.verb.frame != "deploy" or governing.stage != "pledged":
        return None
    behind = governing.verb.end <= parsed.anchors[number].start
    return ("authorised", "brought by those let in") if behind and _let_in(context.scene, parsed.start) else None


def _let_in(scene: Scene, until: int) -> bool:
    """Whether the text before a place tells that people are let in."""
    entering = scene.words.local("slot-entering")
    for mark in scene.of("stage"):
        if mark.end > until:
            return False
        if mark.code.startswith(_LEAVE):
            end = min(mark.end + _REACH, scene.sentence_at(mark.start).end)
            if any(word in entering for word, _, _ in scene.words_between(mark.end, end)):
                return True
    return False
