"""When that began of which a figure tells, said behind it: "The training of 24 pilots, which began in April, is paid for by"; or in the
sentence before: "Since 2015 Chad has been part of the mission. It began with 90 soldiers"."""

from __future__ import annotations

from dataclasses import replace

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.times import Time, Within
from cuaderno.statements.claim import MONEY

_NEAR, _VERB = 100, 24
"""Characters from a figure to the relative clause behind it, and from its head to the time."""
_HEAD, _BESIDE = 3, 24
"""Words at the head of a sentence that says how many there were at first, and characters from them to the figure."""


def begun_behind(scene: Scene, draft: Draft, found: list[Time]) -> Time | None:
    """The time from which a figure runs on, told in the first relative clause behind it; None where none tells it."""
    end = draft.anchor[1]
    time = next((each for each in found if each.start >= end), None)
    if time is None or draft.kind == MONEY or time.first is None or time.first != time.last or time.start > end + _NEAR:
        return None
    comma = scene.plain.find(", ", end, time.start)
    if comma < 0 or time.start - comma > _VERB:
        return None
    opens = scene.words.local("inserted").get(scene.word_after(comma + 1)[0]) == "clause"
    if not (opens and glimpsed(scene, comma, time.start, "opening")):
        return None
    return replace(time, last=None) if "," in scene.plain[time.end : draft.clause[1]] else None


def begun_then(scene: Scene, within: Within, sentence: Sentence, draft: Draft) -> Time | None:
    """When that began of which a sentence says at its head with how many: the only "since" of the sentence before."""
    before, local = sentence.previous, scene.words.local
    if before is None or before.block != sentence.block:
        return None
    words = scene.words_after(sentence.start, _HEAD)
    words = words[1:] if words and words[0][0] in local("pronoun") else words
    begins = len(words) > 1 and words[0][0] in local("begun") and words[1][0] in local("added_with")
    if not begins or draft.anchor[0] - words[1][2] > _BESIDE:
        return None
    found = within(before.start, before.end)
    return replace(found[0], last=found[0].first, since=False) if len(found) == 1 and found[0].since else None
