"""The worth of what was given on a day, told in the sentence behind: "handed over radios today. The value of the gear is $13 million"."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.amounts.retelling import sort_of
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.tenses import is_to_come
from cuaderno.documents.times.times import Time, Within
from cuaderno.statements.claim import MONEY

_MOMENTS = frozenset({"day", "month", "month?", "relative"})
_FAR, _SHORTEST = 120, 4
"""Characters before a sum in which it is said to be a price, and letters of the shortest noun that is told again."""


def worth_told(scene: Scene, within: Within, sentence: Sentence, draft: Draft) -> Time | None:
    """The only moment, not to come, that the sentence before tells, for a sum that this one tells as the worth of what was given then."""
    before = sentence.previous
    if draft.kind != MONEY or draft.unit == "percent" or before is None or before.block != sentence.block:
        return None
    start = max(sentence.start, draft.anchor[0] - _FAR)
    if not glimpsed(scene, start, draft.anchor[0], "worth_noun", "worth_verb") or "conditional" in draft.marks:
        return None
    if is_to_come(scene, *draft.clause) or not (
        is_worth(scene, start, draft.anchor[0]) or _of_known(scene, sentence, draft)
    ):
        return None
    return moment_told(scene, within, before)


def is_worth(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch leads a sum as the worth of a thing named before: "whose price is", "its cost", "el valor del equipo"."""
    local = scene.words.local
    worth, words = local("worth_noun"), scene.words_between(start, end)
    for at, (word, place, _) in enumerate(words):
        led = [one for one, _, _ in words[max(0, at - 2) : at]]
        if word in worth and any(
            one in local(kind) for one in led for kind in ("whose", "possessive", "definite_article")
        ):
            return not any(mark.kind in NAMES for mark in scene.between(place, end))
    return False


def _of_known(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a verb tells the worth of a thing that the sentence before names: "has donated the ship, which is valued at"."""
    local, before = scene.words.local, sentence.previous
    if before is None or not glimpsed(scene, draft.clause[0], draft.anchor[0], "worth_verb"):
        return False
    known, sorts = scene.plain[before.start : before.end].split(), local("sort")
    sorted_before = {sort_of(sorts, word.strip(".,;:")) for word in known if len(word) >= _SHORTEST}
    words = scene.words_between(sentence.start, draft.anchor[0])
    nouns = (two[0] for one, two in pairwise(words) if one[0] in local("definite_article"))
    return any(len(noun) >= _SHORTEST and sort_of(sorts, noun) in sorted_before for noun in nouns)


def moment_told(scene: Scene, within: Within, before: Sentence) -> Time | None:
    """The only moment of a sentence that is over by the document's day; "since Monday" is of that day, a dateline only where it is alone."""
    found = [time for time in within(before.start, before.end) if not (time.compared or time.bracketed or time.said)]
    found = [time for time in found if not time.dateline] or found
    if len(found) != 1 or found[0].shape not in _MOMENTS or found[0].first is None:
        return None
    time = found[0]
    if not (time.since or before.of("stage")):
        return None
    if time.since and len(time.first or "") == len("2024-05-14"):
        return Time(time.start, time.end, time.first, time.first, time.shape, core=time.core)
    over = bool(time.last) and (scene.today is None or (time.last or "") <= scene.today)
    return time if over else None
