"""Times of the last, or the first, of the things counted: "has received 762 vehicles, the last of them in 2019"."""

from __future__ import annotations

from dataclasses import replace

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.moments import Time, Within

_WORDS = 6
"""Words at most between the comma and the time: "the last of them arriving in"."""
_APART, _EACH = 80, 3
"""Characters between the times of things told one by one, and words before a time in which "the first" stands."""
_HEAD = 3
"""Words of "The latest of"."""


def of_last(scene: Scene, draft: Draft, time: Time) -> Time:
    """The time with its beginning left open where it is only that of the last of several."""
    start = draft.anchor[1]
    comma = scene.plain.rfind(", ", start, time.start)
    if comma < 0 or time.since or time.first != time.last:
        return time
    words = scene.words_between(comma + 1, time.start)
    if not 1 < len(words) <= _WORDS or words[0][0] not in scene.words.local("definite_article"):
        return time
    return replace(time, first=None) if words[1][0] in scene.words.local("last_one") else time


def one_after_another(scene: Scene, draft: Draft, time: Time, mine: list[Time]) -> Time:
    """The time up to that of the last of several told one by one: "two cutters, the first in 2011 and the second in 2015"."""
    nth = scene.words.local("nth")
    told = [each for each in mine if each.start >= draft.anchor[1]]
    if len(told) < 2 or told[0] is not time or any(each.first != each.last or each.since for each in told):
        return time
    ends = (draft.anchor[1], *(each.end for each in told))
    for behind, each in zip(ends, told, strict=False):
        words = scene.words_between(behind, each.start)
        if each.start - behind > _APART * (2 if each is time else 1) or not any(
            word in nth for word, _, _ in words[-_EACH:]
        ):
            return time
    return replace(time, last=told[-1].last)


def told_as_last(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """The last of the times told right before, for "The latest of these brought 19": "in three convoys (2017, 2018, 2022)"."""
    before, local = sentence.previous, scene.words.local
    if scene.word_after(sentence.start)[0] not in local("definite_article"):
        return None
    words = [word for word, _, _ in scene.words_after(sentence.start, _HEAD)]
    if before is None or before.block != sentence.block or len(words) < _HEAD:
        return None
    if words[1] not in local("last_one") or words[2] not in local("share_of"):
        return None
    found = [time for time in within(before.start, before.end) if not time.compared and time.last]
    last = max((time.last or "" for time in found), default="")
    return Time(sentence.start, draft.anchor[0], last, last, "year") if last and not within(*draft.clause) else None
