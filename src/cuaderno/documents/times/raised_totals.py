"""Totals to which a deed raises what was given since a time: "announced $18 million, bringing aid to $130 million since 2016".

The total runs from its "since" up to the deed; the time behind the raising is not the deed's own, and "of this new funding" in
the next sentence means what was added.
"""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.others_times import foretold
from cuaderno.documents.times.period_filling import AS_THE_FIGURE, copy_period, has_period
from cuaderno.documents.times.tenses import PAST, tense
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import MONEY, PERSONNEL

_HEAD = 4
"""Words at the head of a sentence in which what raises a total is named."""
_FINE = len("2024")


def of_raised(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind a figure stands behind the verb that raises a total: "$25 million, which brings aid since 2017 to"."""
    return any(mark.end <= time.start for mark in scene.starting("raising_to", draft.anchor[1], time.start))


def is_raised(scene: Scene, draft: Draft) -> bool:
    """Whether a figure is the total to which something is raised."""
    return bool(_raisings(scene.sentence_at(draft.anchor[0]), draft))


def _raisings(sentence: Sentence, draft: Draft) -> list[int]:
    """Where the verbs stand, behind an addition or at the head, that raise to a figure."""
    raising, start = sentence.of("raising_to"), draft.anchor[0]
    return [mark.start for mark in raising if mark.end <= start]


def close_totals(scene: Scene, sentence: Sentence, group: list[Draft]) -> None:
    """End what runs on from a "since" with the deed that raises it: that before it in its sentence, else the document's day."""
    running = [
        position
        for position, draft in enumerate(group)
        if draft.period_start is not None and draft.period_end is None and "cumulative" in draft.marks
    ]
    for position in running:
        draft = group[position]
        raised = _raisings(sentence, draft)
        if raised or _adds(scene, sentence):
            draft.period_end = _deed(scene, group[:position]) or _present(scene, raised)
    for first, total in pairwise(group):
        if total.kind == first.kind and scene.starting("raising_to", first.anchor[1], total.anchor[0]):
            _end_with_addition(scene, first, total)


def _end_with_addition(scene: Scene, first: Draft, total: Draft) -> None:
    """End a sum with what is added to it, since nobody tells when, and let people come to a number when others are to join them."""
    if total.kind == MONEY:
        if first.period_end and (not has_period(total) or total.period_start == first.period_start == first.period_end):
            total.filled("period_start", None, "a total, up to what is added")
            total.period_end = first.period_end
    elif total.kind == PERSONNEL and not has_period(total) and foretold(scene, first.clause[0], total.anchor[0]):
        copy_period(total, first, f"{AS_THE_FIGURE} that raises it")


def _deed(scene: Scene, before: list[Draft]) -> str | None:
    """When what is added was done, where it is dated and over."""
    ends = [one.period_end for one in before if one.period_end and one.period_end <= (scene.today or "9")]
    fine = next((end for end in ends if not end.startswith("FY")), None)
    return scene.today if fine and len(fine) > _FINE and fine[:7] == (scene.today or "")[:7] else fine


def _present(scene: Scene, raised: list[int]) -> str | None:
    """The document's day, where the raising is told of the present."""
    if raised and tense(scene, raised[0], scene.word_after(raised[0])[2]) == PAST:
        return None
    return scene.today


def _adds(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence begins with the deed that adds: "With this pledge, assistance since 2019 reaches"."""
    words = scene.words_after(sentence.start, _HEAD)
    if len(words) < _HEAD or words[0][0] not in scene.words.local("added_with"):
        return False
    if words[1][0] not in scene.words.local("definite_article"):
        return False
    end = words[-1][2]
    return bool(scene.starting("stage", sentence.start, end)) or glimpsed(scene, sentence.start, end, "given_noun")
