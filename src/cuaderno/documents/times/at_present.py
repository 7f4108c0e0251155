"""What a sentence tells of the present, beside times of what is past: "joined in 2017 and contributes 650 men", "today it has 75"."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.tenses import OTHER, PAST, PERFECT, tense
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import MONEY, PERSONNEL

_JOINTS = ("and", "adversative")
_TAIL, _BESIDE, _SPAN, _CLAUSES = 6, 2, 120, 400
"""Words behind a figure, and beside a "today", in which a verb of the present stands; characters of the longest predicate, and between a
time and a figure in which a "now" is looked for."""


def nowadays(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a "now" between a figure of people or things and a time before the document's day parts them: "since 2018 …, where it now has 75"."""
    if draft.kind == MONEY or time.as_of or (time.last or "").startswith(scene.today or "-"):
        return False
    start, end = draft.anchor
    first, last = (time.end, start) if time.end <= start else (end, time.start)
    if first >= last:
        return False
    first = max(first, last - _CLAUSES)
    if time.end <= start and today_between(scene, first, last):
        return True
    return glimpsed(scene, first, last, "nowadays") and (time.end <= start or tense(scene, first, last) != PAST)


def there_already(scene: Scene, draft: Draft, period: str | None, place: int) -> bool:
    """Whether a figure behind a semicolon tells what there is now, and a period told before is to come: "In August 200 will come; it has 35"."""
    start = draft.anchor[0]
    if draft.kind == MONEY or not period or period <= (scene.today or "9"):
        return False
    cut = scene.plain.rfind("; ", place, start)
    behind = scene.words_after(draft.anchor[1], _BESIDE)
    return cut >= 0 and (
        glimpsed(scene, cut, start, "holding") or any(word in scene.words.local("going_on") for word, _, _ in behind)
    )


def today_between(scene: Scene, start: int, end: int) -> bool:
    """Whether a "today" stands between two places: "Ten years ago there were 400; today 90 remain"."""
    return any(mark.code == "day 0" for mark in scene.starting("relative", start, end))


def today_only(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether "today" tells only how many there are now: "Today, 23 observers serve in Cyprus", "Ghana today has 640 troops"."""
    if time.shape != "relative" or time.first != scene.today or time.first != time.last:
        return False
    sentence = scene.sentence_at(time.start)
    if draft.kind == PERSONNEL and time.start == sentence.start and _there_are(scene, time, draft):
        return True
    done = any(not mark.code.endswith(("noun", "base")) for mark in sentence.of("stage"))
    if tense(scene, sentence.start, sentence.end) == OTHER:
        if draft.kind == PERSONNEL and time.start == sentence.start:
            return True
        if not (done or sentence.of("announcing")):
            return True
    return draft.kind != MONEY and _has_today(scene, draft, time)


def _there_are(scene: Scene, time: Time, draft: Draft) -> bool:
    """Whether only a verb of being or having leads from a "today" to a figure: "Today, the ministry says, there are 208"."""
    start, place = time.end, draft.anchor[0]
    if not glimpsed(scene, start, place, "holding") or scene.starting("stage", start, place):
        return False
    return tense(scene, start, place) in (OTHER, PERFECT)


def _has_today(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a verb of having or being stands beside a "today", and no deed between it and the figure."""
    holding = scene.words.local("holding")
    beside = [*scene.words_before(time.start, 1), *scene.words_after(time.end, _BESIDE)]
    verb = next((end for word, _, end in beside if word in holding), None)
    start, behind = draft.anchor
    if time.start > behind and scene.word_after(behind)[0] in scene.words.local("being_there"):
        return True  # "around 200 are there today"
    if verb is None or verb > start:
        return False
    return "part_of" in draft.marks or not scene.starting("stage", verb, start)


def goes_on(scene: Scene, place: int, draft: Draft) -> bool:
    """Whether ", and" parts a figure with a verb of the present from a place before it: "…, and another 60 are studying"."""
    local, behind = scene.words.local, scene.words_after(draft.anchor[1], _TAIL)
    if not any(word in local("going_on") for word, _, _ in behind):
        return False
    words = scene.words_between(place, draft.anchor[0])
    return any(one[0] == "," and two[0] in local("and") for one, two in pairwise(words))


def turned_present(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a second predicate, of the present, stands between a past time and a figure: "joined in 2017 and contributes 650"."""
    start = draft.anchor[0]
    if time.since or not time.last or not 0 < start - time.end < _SPAN:
        return False
    verb = present_behind(scene, time.end, start)
    if not verb:
        return False
    first = scene.sentence_at(start).start
    return tense(scene, first, verb) == PAST or glimpsed(scene, first, verb, "has_been")


def present_behind(scene: Scene, place: int, start: int) -> int:
    """Where a verb of the present behind an "and" stands between two places, and no deed behind it; 0 without one."""
    if not glimpsed(scene, place, start, "holding", "has_been"):
        return 0
    local = scene.words.local
    words = scene.words_between(place, start)
    joint = next((at for at, word in enumerate(words) if any(word[0] in local(kind) for kind in _JOINTS)), len(words))
    behind = [word for word in words[joint + 1 :] if word[0] not in local("barely")][:1]
    if not behind or not (behind[0][0] in local("holding") or behind[0][0] in local("has_been")):
        return 0
    verb, at, end = behind[0]
    if verb in local("has_been"):
        return at  # "asked for 20 trucks in 2022 and has got twelve"
    return 0 if verb in local("auxiliary") and scene.starting("stage", end, start) else at


def runs(scene: Scene, time: Time) -> bool:
    """Whether a time is the document's own day, or the month or year in which it lies."""
    today = time.first == time.last and scene.today is not None and scene.today.startswith(time.last or "-")
    return today or time.as_of or time.since
