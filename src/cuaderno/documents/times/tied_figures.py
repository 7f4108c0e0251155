"""Whether a figure stands so near to a dated one before it in its sentence that it shares its time."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.at_present import goes_on, present_behind, there_already, today_between
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.others_times import (
    comes_by_a_clause,
    in_front_of_parts,
    lasts,
    renewed,
    set_in,
)
from cuaderno.documents.times.to_come_too import both_to_come
from cuaderno.documents.times.turned import reported_anew, turned_perfect
from cuaderno.documents.times.worth_told import is_worth
from cuaderno.statements.claim import MONEY, PERSONNEL

NEAR = 120
"""Characters between two such figures."""


def tied(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether a figure stands so near to one before it, with no new plan between, that it shares its time."""
    if second.anchor[0] - first.anchor[1] >= NEAR or renewed_behind(scene, first, second):
        return False
    if both_to_come(scene, first, second):
        return True
    if _is_over(scene, first) and second.kind != MONEY and comes_by_a_clause(scene, first.anchor[1], second.anchor[0]):
        return False
    parting = ("intending", "raising_to", "exchanging")
    inserted = scene.words.local("inserted")
    between = scene.words_between(first.anchor[1], second.anchor[0])
    if any(one[0] == "," and two[0] in inserted for one, two in pairwise(between)) and not _costs(scene, first, second):
        return False
    if reported_anew(scene, first.anchor[1], second.anchor[0]):
        return False
    if first.period_end and turned_perfect(scene, first.anchor[1], second.anchor[0]):
        return False
    if first.period_end is None and glimpsed(scene, first.anchor[1], second.anchor[0], "as_well_for"):
        return False
    if first.period_end is not None and _turns_present(scene, first, second):
        return False
    if first.period_end is None and in_front_of_parts(scene, first):
        return False
    return not any(mark.kind in parting for mark in scene.between(first.anchor[1], second.anchor[0]))


def _is_over(scene: Scene, draft: Draft) -> bool:
    """Whether the time of a figure is one before the document's day, and ends there."""
    return bool(draft.period_end) and (draft.period_end or "").removeprefix("FY") < (scene.today or "")


def _costs(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether a sum is what the goods before it cost, behind the insertion that dates them: "24 jets, ordered in 2024, cost $300 million"."""
    costing = scene.words.local("costing")
    if second.kind != MONEY or first.kind == MONEY:
        return False
    start, end = first.anchor[1], second.anchor[0]
    return is_worth(scene, start, end) or any(word in costing for word, _, _ in scene.words_between(start, end))


def _turns_present(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether what is told between two figures, or behind an insertion with the first, is of the present."""
    start, end = first.anchor[1], second.anchor[0]
    if present_behind(scene, start, end) or today_between(scene, start, end):
        return True
    if there_already(scene, second, first.period_start, start):
        return True
    return second.kind != MONEY and (set_in(scene, first, end) or glimpsed(scene, start, end, "nowadays"))


def renewed_behind(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether the first figure's time is over, and the second has a verb of the present behind a semicolon."""
    if first.period_end is None or lasts(scene, first.period_end):
        return False
    if renewed(scene, first.anchor[1], second):
        return True
    return second.kind == PERSONNEL and goes_on(scene, first.anchor[1], second)
