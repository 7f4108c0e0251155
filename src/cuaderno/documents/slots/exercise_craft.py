"""Ships and aircraft that a country brings to the exercise a text is about: they are deployed there, and given to nobody: "The navy contributed two
frigates and a submarine"."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.exercises import CRAFT, OF_AN_EXERCISE
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import FOR, TO
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.statements.claim import QUANTITY

_BROUGHT = frozenset(("provided", "delivered", "shipped"))
_BRINGING = frozenset(("give", "send"))
_HEAD = 600
"""Characters of a text in which its exercise is named."""


def craft_of_an_exercise(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """The stage of such ships and aircraft; None for all else."""
    if _counted_with_people(parsed, number):
        return "held", OF_AN_EXERCISE
    if not context.exercised or governing is None or parsed.anchors[number].draft.unit not in CRAFT:
        return None
    if (
        governing.verb.frame not in _BRINGING
        or governing.stage not in _BROUGHT
        or governing.passive
        or governing.negated
    ):
        return None
    if any(party.role in (TO, FOR) and party.code for party in parsed.parties):
        return None
    brings = parsed.plain[governing.verb.start : governing.verb.end].partition(" ")[0]
    contributing = brings in parsed.sentence.scene.words.local("slot-bringing")
    return ("deployed", "craft of an exercise") if contributing and _is_about_one(context) else None


def _counted_with_people(parsed: Parsed, number: int) -> bool:
    """Whether craft or countries go on the list of those of an exercise: "had assembled some 2,000 people, 12 ships and 25 aircraft from 20
    nations"."""
    if not number or parsed.anchors[number].draft.kind != QUANTITY:
        return False
    before = parsed.anchors[number - 1]
    words = parsed.gap(before.end, parsed.anchors[number].start)
    listed = f"stage: {OF_AN_EXERCISE}" in before.draft.rules and ";" not in words
    return listed and not any(before.end <= v.start < parsed.anchors[number].start for v in parsed.verbs)


def _is_about_one(context: Context) -> bool:
    """Whether the title or the beginning of a text names an exercise."""
    known = cast("bool | None", context.scene.notes.get("about an exercise"))
    if known is None:
        first = next((mark.start for mark in context.scene.of("link") if mark.code == "exercise"), _HEAD)
        known = context.scene.notes["about an exercise"] = first < _HEAD
    return known
