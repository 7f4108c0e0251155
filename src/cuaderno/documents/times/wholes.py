"""What a part and its whole share of a period: the parts of a dated whole take its time, a whole only planned takes none."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.amounts.drafting import WHOLE
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed, stands_before
from cuaderno.documents.times.others_times import lasts
from cuaderno.documents.times.period_filling import copy_period, has_period
from cuaderno.documents.times.times import Time
from cuaderno.documents.times.turned import turned_perfect
from cuaderno.statements.claim import MONEY

_OF_DEEDS = frozenset({"day", "month", "month?", "relative"})
_BECOME = 5
"""Words behind a part in which the helper of the perfect, or an "already", stands."""
_NEAR, _INSERTED, _OPENS, _SUBJECT = 5, 120, 2, 3
"""Words at most between a part and the whole behind its "of the", and characters from an inserted part to the time behind it; words from
a "that" to the helper of its perfect."""


def share_periods(scene: Scene, sentence: Sentence, chain: list[Draft]) -> None:
    """Parts of a whole take its beginning; a sum "so far", and a total announced today, end on the document's day."""
    day = scene.today
    for part, whole in pairwise(chain):
        if _has_become(scene, part, whole):
            _undate(part, whole)
        elif _only_ordered(scene, part, whole):
            continue
        elif f"part_of: {WHOLE}" in part.rules and (has_period(whole) or not has_period(part)):
            copy_period(part, whole, "as the whole")
            if sentence.of("so_far") and day:
                part.period_end = day
        elif not has_period(part) and has_period(whole) and part.kind == whole.kind and of_the(scene, part, whole):
            copy_period(part, whole, "as the whole")
    if day and any(mark.code == "day 0" for mark in sentence.of("relative")):
        for draft in chain:
            if "total" in draft.marks and draft.period_start and draft.period_end is None:
                draft.period_end = day


def _has_become(scene: Scene, part: Draft, whole: Draft) -> bool:
    """Whether only the whole is of its time, and what has come of it since is not: "has received 12 of the 36 ordered in 2018"."""
    if part.kind == MONEY or part.kind != whole.kind or whole.period_end is None or not of_the(scene, part, whole):
        return False
    if glimpsed(scene, part.clause[0], part.anchor[0], "has_been"):
        return True
    if not glimpsed(scene, whole.anchor[1], part.clause[1], "has_been") or _in_relative(scene, part, whole):
        return False
    words = [word for word, _, _ in scene.words_between(whole.anchor[1], part.clause[1])]
    has, that = scene.words.local("has_been"), scene.words.local("that")
    return any(two in has and one not in that for one, two in pairwise(words))


def _only_ordered(scene: Scene, part: Draft, whole: Draft) -> bool:
    """Whether a part has come of what was only ordered at the time of the whole: "delivered 12 of the 24 helicopters ordered in 2019"."""
    if part.kind == MONEY or not of_the(scene, part, whole):
        return False
    before = scene.starting("stage", max(part.clause[0], part.anchor[0] - _INSERTED), part.anchor[0])
    behind = scene.starting("stage", whole.anchor[1], min(whole.clause[1], whole.anchor[1] + _INSERTED))
    if not (before and behind) or behind[0].code.split()[1] != "buy":
        return False
    return before[-1].code.startswith(("delivered", "provided", "shipped"))


def _in_relative(scene: Scene, part: Draft, whole: Draft) -> bool:
    """Whether the perfect only tells of the whole, in a clause of its own: "will deliver five of the 12 that Vietnam has ordered"."""
    if not glimpsed(scene, whole.anchor[1], part.clause[1], "has_been"):
        return False
    words = [word for word, _, _ in scene.words_between(whole.anchor[1], part.clause[1])]
    has, that = scene.words.local("has_been"), scene.words.local("that")
    at = next((at for at, word in enumerate(words) if word in has), 0)
    return any(word in that for word in words[max(0, at - _SUBJECT) : at]) and "," not in words[:at]


def has_since_become(scene: Scene, group: list[Draft], position: int) -> bool:
    """Whether it is told what has come of a part of the things before: "which bought 66 planes in 2019, has received two of them"."""
    part, whole = group[position], group[position - 1]
    if position and "share" in part.marks and turned_perfect(scene, whole.anchor[1], part.anchor[0]):
        return True  # "was 2 billion in 2008 and has made up 1.2 percent of GDP since he came to power"
    if not position or part.kind == MONEY or not ("part_of" in part.marks or "share" in part.marks):
        return False
    return glimpsed(scene, whole.anchor[1], part.anchor[0], "has_been") or become_behind(scene, part)


def become_since(scene: Scene, part: Draft, last: Draft, begin: int, until: int) -> bool:
    """Whether the perfect tells, within a stretch, of a part of what was counted at a time that is over."""
    if (
        "share" in part.marks
        and last.anchor[1] <= part.anchor[0]
        and turned_perfect(scene, last.anchor[1], part.anchor[0])
    ):
        return True
    if part.kind == MONEY or last.period_end is None or lasts(scene, last.period_end):
        return False
    return glimpsed(scene, begin, until, "has_been") or become_behind(scene, part)


def become_behind(scene: Scene, part: Draft) -> bool:
    """Whether the perfect stands right behind a part: "ten tanks, two of which have been lost", "nueve de los cuales ya se graduaron"."""
    words = [word for word, _, _ in scene.words_after(part.anchor[1], _BECOME)]
    local = scene.words.local
    verb = next((at for at, word in enumerate(words) if word in local("has_been") or word in local("by_now")), None)
    return verb is not None and not any(word in local("lists") or not word[0].isalnum() for word in words[:verb])


def _undate(part: Draft, whole: Draft) -> None:
    """Take from a part the time behind its whole."""
    if (part.period_start, part.period_end) == (whole.period_start, whole.period_end):
        part.period_start = part.period_end = None
        part.rules = [rule for rule in part.rules if not rule.startswith("period_start")]


def of_the(scene: Scene, part: Draft, whole: Draft) -> bool:
    """Whether only "of the" stands between two figures: "1,450 million of the 2,360 that Congress granted"."""
    start, end = part.anchor[1], whole.anchor[0]
    if scene.plain.count(" ", start, end) > _NEAR + 1:
        return False
    words, local = scene.words_between(start, end), scene.words.local
    if len(words) > _NEAR or not any(word in local("share_of") for word, _, _ in words):
        return False
    small = {*local("share_of"), *local("definite_article"), *local("article")}
    return all(word in small or scene.starting("intending", place, place + 1) for word, place, _ in words)


def inserted_part(scene: Scene, part: Draft, found: list[Time]) -> bool:
    """Whether a part stands in an insertion that closes before the next time: "148, of whom 31 are women, studied in", "148, 31 of them women, in 2023"."""
    if "part_of" not in part.marks:
        return False
    behind = next((time.start for time in found if time.start >= part.anchor[1]), 0)
    if _in_restrictive(scene, part, behind):
        return True
    comma = scene.plain.find(", ", part.anchor[1], behind)
    if comma < 0 or behind - part.anchor[1] > _INSERTED:
        return False
    opening = scene.plain.rfind(", ", part.clause[0] - 2 if part.clause[0] > 1 else 0, part.anchor[0])
    if opening < 0:
        return False
    return part.anchor[0] - opening <= _OPENS or bool(scene.starting("partly", opening, comma))


def _in_restrictive(scene: Scene, part: Draft, behind: int) -> bool:
    """Whether a part stands in a relative clause without commas, behind which the verb of the whole follows before a time: "the 16
    boats which include eight launches and two ferries will arrive in May"."""
    opened = scene.starting("partly", max(part.clause[0], part.anchor[0] - _INSERTED), part.anchor[0])
    if not opened or scene.word_after(opened[-1].start - 1)[0] not in scene.words.local("that"):
        return False
    if "," in scene.plain[opened[-1].start - 1 : part.anchor[1]] or opened[-1].start < _OPENS:
        return False
    coming = scene.starting("intending", part.anchor[1], behind)
    return bool(coming) or glimpsed(scene, part.anchor[1], behind, "be", "has_been")


def undated_wholes(scene: Scene, chain: list[Draft], times: list[Time]) -> set[Draft]:
    """The figures of a sentence that are wholes of no time that their part has.

    "400 of a planned 1,000", "8 % of the 30,000 that the mission has set", "the third of the four planes arrived in May", "five of the 12
    that Oman has ordered", "asked today for $300 million of a $2 billion program".
    """
    found = {whole for whole in chain if _of_ordinal(scene, whole) or _of_programme(scene, whole, times)}
    for part, whole in pairwise(chain):
        planned = part.unit == "percent" or scene.starting("intending", part.anchor[1], whole.anchor[0])
        untold = part.kind != MONEY and all(time.start < whole.anchor[0] for time in times)
        if (planned or (untold and _in_relative(scene, part, whole))) and of_the(scene, part, whole):
            found.add(whole)
    return found


def _of_programme(scene: Scene, whole: Draft, times: list[Time]) -> bool:
    """Whether a sum is that of the programme of which the act of a day is only part: "today … of a $2 billion program"."""
    before = [time for time in times if time.end <= whole.anchor[0]] if whole.kind == MONEY else []
    if not before or any(time.shape not in _OF_DEEDS for time in before):
        return False
    words, local = scene.words_before(whole.anchor[0], 5), scene.words.local
    if words and words[0][0] in local("share_of"):
        words = words[2:]  # "de un programa de 1.400 millones"
    if len(words) < 3 or words[0][0] not in local("article"):
        return False
    return words[1][0] in local("share_of") and (
        words[2][0] in local("part_noun") or words[2][0] in local("part_given")
    )


def _of_ordinal(scene: Scene, whole: Draft) -> bool:
    """Whether "the third of", "the last of the", "el último de sus" stands before a figure."""
    place, local = whole.anchor[0], scene.words.local
    if not stands_before(scene, place, "share_of", "definite_article", "possessive"):
        return False
    words = scene.words_before(place, 3)
    if words and (words[0][0] in local("definite_article") or words[0][0] in local("possessive")):
        words = words[1:]
    return len(words) > 1 and words[0][0] in local("share_of") and words[1][0] in local("nth")
