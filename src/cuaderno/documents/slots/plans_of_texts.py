"""The plan that a text is about: its title, a heading at its beginning or the text itself says so."""

from __future__ import annotations

from cuaderno.documents.lexicon import fold
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.programmes_of import is_plan
from cuaderno.reading.document import HEADING

_OPENING = 4
"""Blocks at the beginning of a text in which a heading may name its plan."""


def plan_of(scene: Scene, titled: Parsed) -> str:
    """The only programme that the title names, that a heading at the beginning names, or of which the text says what it is, if it is a
    plan; else ""."""
    codes, told = {mark.code for mark in titled.programmes}, scene.of("programme")[:1]
    title = fold(scene.title).decode("latin-1") if told and not codes else ""
    codes = codes or {mark.code for mark in told if scene.plain[mark.start : mark.end] in title}
    codes = codes or {mark.code for mark in scene.of("programme") if _heads(scene, mark)}
    codes = codes or {mark.code for mark in scene.of("programme") if _is_told_of(scene, mark)}
    return next((code for code in codes if is_plan(code)), "") if len(codes) == 1 else ""


def _heads(scene: Scene, plan: Mark) -> bool:
    """Whether a plan is named in a heading at the beginning of a text."""
    first = scene.blocks[:_OPENING]
    return any(each.kind == HEADING and each.start <= plan.start and plan.end <= each.end for each in first)


def _is_told_of(scene: Scene, plan: Mark) -> bool:
    """Whether a text says what a plan is of whose money it so tells: "La llamada Iniciativa Mérida es un plan de ayuda a México"."""
    return scene.plain.startswith(tuple(scene.words.local("slot-is-a-plan")), plan.end)
