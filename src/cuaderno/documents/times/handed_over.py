"""When what a list holds was handed over: "Canada on Monday delivered gear. … Delivered at the port were:", "En el puerto se entregaron:"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.tenses import FUTURE, PERFECT, tense
from cuaderno.documents.times.times import Time, Within
from cuaderno.documents.times.worth_told import moment_told

_FURTHEST, _BLOCKS = 5, 3
"""Sentences and paragraphs back to which the deed is looked for."""
_GIVEN = ("delivered ", "provided ")


def handed_over(scene: Scene, within: Within, lead: Sentence) -> Time | None:
    """The moment of the last dated handover before a list, for one whose lead tells, without a time, that things were handed over."""
    if not _hands_over(lead) or lead.of("so_far") or lead.of("previously"):
        return None
    if tense(scene, lead.start, lead.end) in (PERFECT, FUTURE) or glimpsed(scene, lead.start, lead.end, "recurring"):
        return None
    before = lead.previous
    for _ in range(_FURTHEST):
        if before is None or lead.block - before.block > _BLOCKS:
            return None
        if any(not (time.compared or time.dateline) for time in within(before.start, before.end)):
            return moment_told(scene, within, before) if _hands_over(before) else None
        before = before.previous
    return None


def _hands_over(sentence: Sentence) -> bool:
    """Whether a sentence tells of a handover as a deed."""
    codes = (mark.code.split() for mark in sentence.of("stage") if mark.code.startswith(_GIVEN))
    return any(role in ("give", "get") and form in ("fin", "ed", "part") for _, role, form in codes)
