"""When people come that are let in: "authorised the arrival of 800 soldiers. The soldiers will enter between 1 June and 31 December"."""

from __future__ import annotations

from cuaderno.documents.amounts.retelling import folded, sort_of
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.period_filling import has_period
from cuaderno.documents.times.tenses import is_to_come
from cuaderno.documents.times.times import Time, Within
from cuaderno.statements.claim import PERSONNEL

_LEAVE = 120
"""Characters before people in which they are let in."""
_HEAD, _BACK, _NOUN = 4, 4, 24
"""Words at the head of a sentence in which the people are named again, figures back to those whose first group is told of, and characters
of the noun behind a number."""


def coming_next(scene: Scene, within: Within, sentence: Sentence, draft: Draft) -> Time | None:
    """The only time of the next sentence, which tells of the coming of the people just let in."""
    if draft.kind != PERSONNEL or sentence.index + 1 >= len(scene.bounds):
        return None
    after, local = scene.sentence(sentence.index + 1), scene.words.local
    words = [word for word, _, _ in scene.words_after(after.start, _HEAD)]
    if after.block != sentence.block or not words or words[0] not in local("definite_article"):
        return None
    start = draft.anchor[0]
    if not any(mark.code.startswith("authorised") for mark in scene.starting("stage", start - _LEAVE, start)):
        return None
    sorts = local("sort")
    named = {sort_of(sorts, word) for word in folded(scene.text[draft.anchor[1] : draft.anchor[1] + _NOUN]).split()}
    again = sort_of(sorts, words[1]) if len(words) > 1 else ""
    if again not in named or not is_to_come(scene, after.start, after.end):
        return None
    found = [time for time in within(after.start, after.end) if not (time.compared or time.said)]
    return found[0] if len(found) == 1 else None


def of_first_group(scene: Scene, sentence: Sentence, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The dated people of whom a sentence tells what their first group will be: "The first group of soldiers will be made up of 25"."""
    words, local = [word for word, _, _ in scene.words_after(sentence.start, _HEAD)], scene.words.local
    if draft.kind != PERSONNEL or len(words) < _HEAD or words[0] not in local("definite_article"):
        return None
    if words[1] not in local("nth") or not any(word in local("body") for word in words[2:]):
        return None
    near = (one for one in earlier[: -_BACK - 1 : -1] if one.kind == PERSONNEL)
    last = next(near, None)
    away = sentence.block - scene.sentence_at(last.anchor[0]).block if last is not None else _BACK
    return last if last is not None and away <= 1 and has_period(last) else None
