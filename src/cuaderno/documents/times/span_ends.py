"""The two ends of a rise or a fall and of its span: "rose from $20 million to $50 million between 2019 and 2023"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.period_filling import give
from cuaderno.documents.times.times import Time

_FEW = 2
"""Words between the two figures, and before the first: "to some", "from the"."""


def date_ends(scene: Scene, sentence: Sentence, chain: list[Draft], near: list[Time]) -> None:
    """Give the figure from which something rose the first year of the only span, and that to which it rose the last."""
    spans = [time for time in near if time.first and time.last and time.first != time.last and not time.compared]
    if len(spans) != 1 or len(chain) < _FEW or not glimpsed(scene, sentence.start, sentence.end, "moving_level"):
        return
    span = spans[0]
    for first, second in pairwise(chain):
        if first.unit == second.unit and _from_to(scene, first, second):
            give(first, replace(span, last=span.first), "from then")
            give(second, replace(span, first=span.last), "to then")


def _from_to(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether "from" stands before the first of two figures, and nothing but "to" between them."""
    local = scene.words.local
    between = [word for word, _, _ in scene.words_between(first.anchor[1], second.anchor[0])]
    between = [word for word in between if word not in local("definite_article")]
    if not between or between[0] not in local("time_join") or between[0] in local("join_and") or len(between) > _FEW:
        return False
    led = [word for word, _, _ in scene.words_before(first.anchor[0], _FEW)]
    opens = next((word for word in led if word not in local("definite_article")), "")
    return opens in local("span_from")
