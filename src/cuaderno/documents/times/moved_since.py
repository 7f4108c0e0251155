"""Times of what rose or fell since a year: "Since 2012 aid has fallen from $346 million to $58 million in 2020, down 83 percent".

The first sum is of the year itself, the last of its own, and the change of both and the time between.
"""

from __future__ import annotations

from dataclasses import replace

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.held_against import is_held_against
from cuaderno.documents.times.period_filling import has_period
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import MONEY

_PAIR, _NEAR = 2, 30


def narrowed(scene: Scene, group: list[Draft], position: int, time: Time) -> Time:
    """A time before a figure: only its beginning where "when" takes it up or a change sets out, only its end for what was "paid before"."""
    draft = group[position]
    if time.since and (_told_when(scene, time) or sets_out(scene, group, position)):
        return replace(time, last=time.first, since=False)
    if draft.kind == MONEY and (
        glimpsed(scene, time.end, draft.anchor[0], "paid_before") or _spent_by_then(scene, time, draft)
    ):
        return replace(time, first=None)
    return time


def _spent_by_then(scene: Scene, time: Time, draft: Draft) -> bool:
    """Whether a sum is told behind "after" with the pluperfect: "was dropped in May after $2 million had been spent on it"."""
    word, start, _ = scene.word_before(draft.anchor[0])
    if word not in scene.words.local("after_event") or start - time.end > _NEAR:
        return False
    return scene.word_after(draft.anchor[1])[0] in scene.words.local("pluperfect")


def _told_when(scene: Scene, time: Time) -> bool:
    """Whether a "when" right behind a time tells the figure of that very time: "since 2011, when the first four arrived"."""
    words = scene.words_after(time.end, 2)
    return len(words) > 1 and words[0][0] == "," and words[1][0] in scene.words.local("when")


def sets_out(scene: Scene, group: list[Draft], position: int) -> bool:
    """Whether a figure is that from which the next one has moved: "from 346 to 58 million"."""
    if position < 0 or position + 1 >= len(group):
        return False
    local, here, goal = scene.words.local, group[position], group[position + 1]
    if here.unit != goal.unit or scene.word_before(here.anchor[0])[0] not in local("between"):
        return False
    led = scene.words_before(goal.anchor[0], _PAIR)
    goals = (word for word, start, _ in led if start >= here.anchor[1] and word.isalpha())
    return any(word in local("range") and word not in local("and") for word in goals)


def of_the_start(scene: Scene, group: list[Draft], position: int, time: Time) -> bool:
    """Whether a time is only of the figure from which this one has moved: "has risen from $45 million in 1981 to about $190 million"."""
    return time.start >= group[position - 1].anchor[1] and bool(position) and sets_out(scene, group, position - 1)


def by_now(scene: Scene, group: list[Draft], position: int) -> Time | None:
    """The document's year, for what a figure has come to "currently"; None for every other."""
    end = group[position].anchor[1]
    if not position or scene.day is None or not sets_out(scene, group, position - 1):
        return None
    word, start, behind = scene.word_after(end)
    year = f"{scene.day.year}"
    return Time(start, behind, year, year, "year") if word in scene.words.local("nowadays") else None


def told_by_change(scene: Scene, group: list[Draft], position: int) -> Draft | None:
    """The figure right before a change that only says it another way: "$25 million, or 25 percent more"."""
    draft = group[position]
    if "change" not in draft.marks or not position:
        return None
    told, start = group[position - 1], draft.anchor[0]
    if position > 1 and is_held_against(scene.sentence_at(start), told):
        return group[position - 2]
    near = start - told.anchor[1] < _NEAR and told.kind == draft.kind and has_period(told)
    return told if near and "," in scene.plain[told.anchor[1] : start] else None


def begun_with_the_first(scene: Scene, group: list[Draft], position: int) -> str | None:
    """Where a change begins that is told right behind the two figures between which it lies; None where none is."""
    if position < _PAIR or "change" not in group[position].marks:
        return None
    first, goal = group[position - _PAIR], group[position - 1]
    if not (has_period(first) and has_period(goal) and sets_out(scene, group, position - _PAIR)):
        return None
    return first.period_start
