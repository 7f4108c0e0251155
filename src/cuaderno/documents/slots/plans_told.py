"""Plans and initiatives that a text has named before, where a sentence only speaks of "the plan" or of its courses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import cast

from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Parsed, plan_named
from cuaderno.documents.slots.programmes_of import is_plan
from cuaderno.documents.slots.roles import OF
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.statements.claim import PERSONNEL

_FEW, _LED, _NAME = 8, 24, 40
"""Plans that are looked through backwards; characters between people and the plan of their courses, and of a plan's name."""


def plan_before(context: Context, parsed: Parsed, noun: str = "") -> str | None:
    """The last plan or initiative named before a sentence, of those called by a noun if one is: an umbrella of the catalogue, or a
    name that it does not know."""
    scene = context.scene
    plans = cast("list[tuple[int, str]] | None", scene.notes.get("plans"))
    if plans is None:
        plans = scene.notes["plans"] = list(_plans(scene))
    before = bisect_left(plans, (parsed.start, "")) - 1
    named = (
        code
        for start, code in plans[max(0, before - _FEW) : before + 1][::-1]
        if noun in scene.plain[start : start + _NAME]
    )
    return next(named, None)


def courses_of_the_plan(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """People who learnt in the courses of a plan named before: "tomaron cursos de la Iniciativa"."""
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    if here.draft.kind != PERSONNEL or parsed.programmes:
        return None
    courses = context.scene.words.local("slot-course")
    for mark in parsed.anaphors:
        led = parsed.gap(max(here.end, mark.start - _LED), mark.start)[-2:] if here.end <= mark.start < until else []
        if mark.code == "plan" and len(led) > 1 and led[0] in courses and parsed.small.role.get(led[1]) == OF:
            plan = plan_before(context, parsed, context.plain[mark.start : mark.end].rpartition(" ")[2])
            return (plan, "the plan named before") if plan else None
    return None


def _plans(scene: Scene) -> Iterator[tuple[int, str]]:
    """Where a text names plans and initiatives, and which."""
    until = -1
    for mark in scene.marks:
        if mark.kind == "programme":
            until = max(until, mark.end)
            if is_plan(mark.code):
                yield mark.start, mark.code
        elif mark.kind == "plan" and mark.end > until and (plan := plan_named(scene.text, mark)) is not None:
            yield mark.start, plan.code
