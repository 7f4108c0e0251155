"""The story's current time: what dates the deeds that a paragraph goes on telling without a time of their own.

"Between 2015 and 2021 the government spent $1.9 billion on aircraft. Beijing supplied eight drones": a closed time that is over
frames the deeds told in the past behind it. "A partner since 2005, … . The initiative has given it $41 million to date": an open
one runs on to a sum "so far". "El Salvador is to get $121.8 million this fiscal year. Costa Rica will receive $2.5 million": a
year to come goes on over a row of plans. A time of the sentence's own, another tense, a condition or "also" ends it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from cuaderno.documents import calendar
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.framing import adds, dates_law
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.tenses import FUTURE, OTHER, PAST, past_before, tense
from cuaderno.documents.times.times import Time, Within
from cuaderno.documents.times.to_come_too import same_budget, same_plan, same_request
from cuaderno.statements.claim import MONEY

_FURTHEST = 4
"""Sentences back to which the last time of a paragraph is looked for."""
_FRONT = 40
"""Characters at the head of a sentence in which a time frames what follows it."""
_HEAD, _LEAD = 4, 6
"""Words at the head of a sentence, and paragraphs and headings at that of a document."""
_SPANNING = frozenset({"year", "anaphor"})
_UNSURE = ("conditional", "stocking")


def current_time(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """The time that the paragraph's last dated sentence hands on to a figure of a later one without a time."""
    known = cast("dict[int, tuple[Sentence, Time] | None]", scene.notes.setdefault("story", {}))
    if sentence.index not in known:
        known[sentence.index] = _told_for(scene, within, sentence)
    told = known[sentence.index]
    if told is None:
        return None
    teller, time = told
    if time.since:
        return time if sentence.of("so_far") and not adds(scene, sentence, draft, "so_far") else None
    if same_budget(scene, sentence, teller, time) and not adds(scene, sentence, draft):
        return time
    if same_request(sentence, teller, time):
        return time
    if any(sentence.of(kind) for kind in _UNSURE) or (teller is not sentence and adds(scene, sentence, draft)):
        return None
    here = _told_as(scene, draft, sentence, teller)
    if here == PAST:
        goes_on = teller is sentence or _same_story(scene, teller, sentence, time)
        return time if goes_on and _is_over(scene, time) else None
    if here == FUTURE and same_plan(scene, draft, sentence, teller, time):
        return time
    row = draft.kind == MONEY and time.shape in ("year", "relative") and bool(teller.of("currency"))
    return time if here == FUTURE and row and not _is_past_year(scene, time) else None


def _told_as(scene: Scene, draft: Draft, sentence: Sentence, teller: Sentence) -> str | None:
    """The tense in which both a figure and the sentence that tells the time are told; None where it is not the same."""
    here = tense(scene, draft.clause[0], draft.clause[1])
    if here == OTHER:
        here = PAST if past_before(scene, draft.anchor[0]) else tense(scene, sentence.start, sentence.end)
    then = tense(scene, teller.start, teller.end)
    if then == OTHER and here == PAST and not glimpsed(scene, teller.start, teller.end, "holding"):
        return PAST  # most regular verbs of the past are not known
    return here if here == then else None


def _told_for(scene: Scene, within: Within, sentence: Sentence) -> tuple[Sentence, Time] | None:
    """The sentence and the time that frame a sentence without a time of its own."""
    if any(not (time.compared or opens_when(scene, time)) for time in within(sentence.start, sentence.end)):
        return None
    deed = _day_of_deed(scene, sentence)
    return (sentence, deed) if deed is not None else _last_told(scene, within, sentence)


def opens_when(scene: Scene, time: Time) -> bool:
    """Whether a time opens a clause of "when" behind a comma, of another deed: "asked for none, when in 2020 it had given five"."""
    word, start, _ = scene.word_before(time.start)
    return word in scene.words.local("when") and scene.word_before(start)[0] == ","


def _last_told(scene: Scene, within: Within, sentence: Sentence) -> tuple[Sentence, Time] | None:
    """The last sentence before in the paragraph that tells a time, and the time, where it tells only one."""
    before = sentence.previous
    for _ in range(_FURTHEST):
        if before is None or before.block != sentence.block:
            return None
        found = [time for time in within(before.start, before.end) if not (time.compared or time.bracketed)]
        found = [time for time in found if not _contrasted(before, time)] or found
        found = [
            time
            for time in found
            if not (_in_relative(scene, before, time) or (time.shape == "year" and dates_law(scene, time)))
        ]
        if found:
            time = max(found, key=lambda each: len(each.last or ""))
            return None if time.said or time.as_of or any(not _holds(each, time) for each in found) else (before, time)
        if (deed := _day_of_deed(scene, before)) is not None:
            return before, deed
        if tense(scene, before.start, before.end) == FUTURE:
            return None
        before = before.previous
    return None


def _contrasted(sentence: Sentence, time: Time) -> bool:
    """Whether a time is of a figure held against another: "$100 million, against $48 million in 2021"."""
    return any(mark.end <= time.start <= mark.end + _FRONT for mark in sentence.of("contrasted"))


def _day_of_deed(scene: Scene, sentence: Sentence) -> Time | None:
    """The document's day, for a sentence that begins with the act it reports: "The handover also closed a course"."""
    words = scene.words_after(sentence.start, _HEAD)
    acts, articles = scene.words.local("act_noun"), scene.words.local("definite_article")
    if not any(word in acts for word, _, _ in words):
        return None
    day = _day_reported(scene)
    article = next((at for at, (word, _, _) in enumerate(words) if word in articles), _HEAD)
    for _, start, end in (word for word in words[article + 1 : article + 3] if word[0] in acts and day):
        return Time(start, end, day, day, "day", core=start)
    return None


def _day_reported(scene: Scene) -> str:
    """The day of the act that the lead reports, in the title or the first paragraphs: one it tells, else the document's; "" without."""
    told = cast("str | None", scene.notes.get("day reported"))
    if told is None:
        told = scene.notes["day reported"] = _lead_reports(scene) if scene.day else ""
    return told


def _lead_reports(scene: Scene) -> str:
    end = scene.blocks[min(len(scene.blocks), _LEAD) - 1].end if scene.blocks else 0
    lead = [mark.code for mark in scene.between(0, end) if mark.kind == "relative"]
    today, found = scene.today or "", cast("list[Time]", scene.notes.get("times", []))
    times = [time for time in found if time.start < end]
    if "day 0" in lead:
        return today
    days = (time.first for time in times if time.first == time.last and not (time.dateline or time.compared))
    since = calendar.moved(today, "week", -1) or today
    recent = next((day for day in days if day and len(day) == len(today) and since <= day < today), None)
    reported = recent or any(time.dateline or (time.first == today and time.shape == "day") for time in times)
    return (recent or today) if reported else ""


def _holds(outer: Time, inner: Time) -> bool:
    """Whether one time is the other, or the year or month in which it lies: "This year's version came on 14 September"."""
    if (outer.first, outer.last) == (inner.first, inner.last):
        return True
    single = outer.first == outer.last and inner.first == inner.last
    return single and bool(outer.first) and (inner.first or "").startswith(outer.first or "-")


def _in_relative(scene: Scene, sentence: Sentence, time: Time) -> bool:
    """Whether a time stands in a relative clause, of another deed than the sentence's own."""
    if not glimpsed(scene, sentence.start, time.start, "inserted", "that"):
        return False
    relatives, that = scene.words.local("inserted"), scene.words.local("that")
    words = scene.words_between(sentence.start, time.start)
    for last, (word, _, _) in pairwise([("", 0, 0), *words]):
        if (word in relatives or (time.since and word in that)) and not _says(scene, *last[:2]):
            return True
    return False


def _says(scene: Scene, word: str, start: int) -> bool:
    """Whether a word before "that" is a verb of saying: "announced that the ship will call"."""
    if word in scene.words.local("saying"):
        return True
    return any(mark.kind in ("announcing", "attributing") for mark in scene.at(start))


def _is_over(scene: Scene, time: Time) -> bool:
    """Whether a time has begun by the document's day, the present month and year among them."""
    end = (time.last or "").removeprefix("FY")
    return bool(end) and (scene.today is None or end[: len(scene.today)] <= scene.today[: len(end)])


def _is_past_year(scene: Scene, time: Time) -> bool:
    return scene.today is not None and (time.last or "").removeprefix("FY")[:4] < scene.today[:4]


def _only_dates(scene: Scene, teller: Sentence, time: Time) -> bool:
    """Whether a sentence tells nothing but where and when a text was written: "Lima, 7 March 2023."."""
    set_off = time.start == teller.start or scene.word_before(time.start)[0] == ","
    return set_off and teller.end - teller.start < _FRONT and teller.end - time.end <= len(". ")


def _same_story(scene: Scene, teller: Sentence, sentence: Sentence, time: Time) -> bool:
    """Whether a sentence goes on with what was done then: a span or year in front frames any deed, a day only its own parties'."""
    framing = time.shape in _SPANNING or time.first != time.last
    if framing and (time.start - teller.start < _FRONT or time.first != time.last):
        return True
    if sentence.of("partly") or sentence.of("anaphor") or _only_dates(scene, teller, time):
        return True
    begin = scene.blocks[max(0, teller.block - 1)].start
    known = {mark.code for mark in scene.between(begin, sentence.start) if mark.kind in NAMES}
    return all(mark.code in known for mark in sentence.marks if mark.kind in NAMES)
