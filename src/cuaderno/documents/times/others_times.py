"""Times of a sentence that are not a figure's own: of what it is held against, of an insertion, of another predicate."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.tenses import PAST, tense
from cuaderno.documents.times.times import Time
from cuaderno.documents.times.turned import reported_anew
from cuaderno.statements.claim import MONEY

_NEAR, _SPAN, _DIRECTLY, _SMALL = 30, 240, 3, 2
_LINK, _SHORT, _TAIL, _INSERTED, _CLAUSE, _AHEAD = 4, 4, 6, 120, 4, 320
"""Words before a time in which a verb stands; letters of words too short for a verb; words behind a figure, characters of an insertion; words of the shortest clause."""


def of_another(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind is of what the figure is compared with, or of a second infinitive: "and to end it by 2020"."""
    start, end = draft.anchor[1], time.start
    if end <= start or end - start > _SPAN:
        return False
    for mark in scene.starting("contrasted", start, end):
        if not any(sign in scene.plain[mark.end : end] for sign in ",;("):
            return True
    return any(_second(scene, word, start, end) for word in scene.words.local("infinitive_mark"))


def _second(scene: Scene, infinitive: str, start: int, end: int) -> bool:
    """Whether the mark of an infinitive stands behind an "and" within a stretch."""
    place = scene.plain.find(f" {infinitive} ", start, end)
    while place >= 0:
        led = scene.word_before(place)[0] in scene.words.local("lists")
        if led and _opens_verb(scene, place + 1 + len(infinitive)):
            return True
        place = scene.plain.find(f" {infinitive} ", place + 1, end)
    return False


def _opens_verb(scene: Scene, place: int) -> bool:
    """Whether a verb can stand behind a "to": no name, no article, no number."""
    word, start, end = scene.word_after(place)
    if scene.text[start : start + 1].isupper() and not scene.text[start : start + 2].isupper():
        return False
    return word.isalpha() and word not in scene.words.local("article") and not scene.names(start, end + 1)


def foretold(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb of what is to come stands within a stretch: will, permitirá."""
    if start >= end:
        return False
    if any(mark.kind == "intending" for mark in scene.between(start, end)):
        return True
    endings = tuple(scene.words.local("future_ending").values())
    words = scene.text[start:end].lower().split() if endings else ()
    return any(len(word) >= _SHORT and word.endswith(endings) for word in words)


def permitted(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether what is counted is only to come of the deed that a past time dates: "approved yesterday a plan that will bring 6 ships"."""
    start = draft.anchor[0]
    if draft.kind == MONEY or time.end > start or not time.last or scene.day is None:
        return False
    if time.last > scene.day.isoformat():
        return False
    return comes_by_a_clause(scene, time.end, start)


def comes_by_a_clause(scene: Scene, start: int, end: int) -> bool:
    """Whether a clause that opens between two places tells at once of what is to come: "12 instructors who will train 40 soldiers"."""
    if not glimpsed(scene, start, end, "inserted", "that"):
        return False
    relatives, that = scene.words.local("inserted"), scene.words.local("that")
    clitics = scene.words.local("clitic")
    words = [word for word in scene.words_between(start, end) if word[0] not in clitics]
    opens = [two for one, two in pairwise(words) if relatives.get(one[0]) == "clause" or one[0] in that]
    return any(_foretells(scene, word) for word in opens)


def inserted(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time stands in an insertion before the figure that tells of its noun: "the mission, begun in 2023, has".

    So does the time from which a country is something: "Spain, a member of NATO since 1982, spends".
    """
    start, plain = draft.anchor[0], scene.plain
    if time.end > start:
        return _behind_insertion(scene, draft, time)
    opening = plain.rfind(", ", max(draft.clause[0], time.start - 2 * _NEAR), time.start)
    closing = plain.find(", ", time.end, start)
    if closing < 0:
        return False
    if opening < 0:
        return time.since and closing == time.end and _in_apposition(scene, draft, time)
    opens = scene.word_after(opening + 1)[0]
    if time.since and closing == time.end and opens not in scene.words.local("since"):
        return time.start - opening > _DIRECTLY and not _trains_since(scene, opening, time, start)
    kind = scene.words.local("inserted").get(opens)
    if kind == "deed":  # "the planes, delivered in 2011, have flown 31,000 hours so far" tells of another time
        return any(mark.start >= closing for mark in scene.sentence_at(start).of("so_far"))
    if kind == "clause":  # "the radars, which Israel delivered in 2011, cost" tells of the same transfer
        if _spans(time) and glimpsed(scene, opening, time.start, "of_a_span"):
            return False  # "the agreement, which covers FY2019-FY2028, is worth"
        if _spans(time) and tense(scene, closing, draft.clause[1]) in (PAST, tense(scene, opening, closing)):
            return False  # "the program, which ran from 2009 to 2013, trained 5,000"; "the drill, which will run from"
        if glimpsed(scene, closing, start, "has_been", "keeping") and draft.kind != MONEY:
            return True  # "Taiwan, which bought 66 planes in 2019, has received two"; "Poland, which sent 60 in 2022, keeps"
        return not any(mark.kind == "stage" for mark in scene.between(opening, closing))
    return kind is not None


def _trains_since(scene: Scene, opening: int, time: Time, start: int) -> bool:
    """Whether a relative clause tells since when that was run by which people were taught: "which has run a camp since 2017, has trained"."""
    return glimpsed(scene, time.end, start, "has_taught") and glimpsed(scene, opening, time.start, "school")


def _spans(time: Time) -> bool:
    return time.first is not None and time.last is not None and time.first != time.last


def set_in(scene: Scene, first: Draft, place: int) -> bool:
    """Whether a figure stands in an insertion that closes before a place: "The base, built in 2019 for $110 million, houses 800"."""
    closing = scene.plain.find(", ", first.anchor[1], place)
    opening = scene.plain.rfind(", ", first.clause[0], first.anchor[0])
    if closing < 0 or opening < 0 or scene.word_after(opening + 1)[0] not in scene.words.local("inserted"):
        return False
    return scene.word_after(closing + 1)[0] not in {*scene.words.local("and"), *scene.words.local("inserted")}


def _in_apposition(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a "since" ends a noun phrase set before the subject: "A partner since 2007, Indonesia has received"."""
    head = scene.sentence_at(draft.anchor[0]).start
    if time.start - head <= _DIRECTLY or time.start - head > _INSERTED:
        return False
    stages = [mark for mark in scene.between(head, time.start) if mark.kind == "stage"]
    led = scene.word_after(head)[0]
    return led in scene.words.local("appositive") and not (stages or glimpsed(scene, head, time.start, "auxiliary"))


def negotiated(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a figure is only what a dated meeting or journey is to settle: "In June they will meet to discuss the sale of 6 ships"."""
    start = draft.anchor[0]
    if start - time.end > _SPAN or not glimpsed(scene, time.end, start, "negotiating"):
        return False
    purposes = {*scene.words.local("infinitive_mark"), *scene.words.local("meant_for")}
    words = [word for word, _, _ in scene.words_between(time.end, start)]
    return any(one in purposes and two in scene.words.local("negotiating") for one, two in pairwise(words))


def _behind_insertion(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a figure stands in an insertion that closes before the time: "the force, in which they have 500, has since 2016"."""
    start, end = draft.anchor
    closing = scene.plain.find(", ", end, time.start)
    if closing < 0 or scene.word_after(closing + 1)[0] not in scene.words.local("auxiliary"):
        return False
    relatives = scene.words.local("inserted")
    words = scene.words_between(max(draft.clause[0], start - _INSERTED), start)
    opened = [words[at + 1 : at + 3] for at, word in enumerate(words) if word[0] == ","]
    if any(words and words[0][0] in relatives for words in opened):
        return True
    return any(relatives.get(word) == "clause" for opens in opened for word, _, _ in opens)


def of_second_verb(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time stands right behind a second verb of what was done: "bought two for $9 million, and signed on April 18"."""
    start = draft.anchor[1]
    if not start <= time.start < start + _INSERTED or not glimpsed(scene, start, time.start, "and"):
        return False
    small = {*scene.words.local("from"), *scene.words.local("time_filler"), *scene.words.local("month_in")}
    words = [word for word in scene.words_before(time.start, _LINK) if word[0] not in small and len(word[0]) != _SMALL]
    if len(words) < 2 or words[1][0] not in scene.words.local("and") or not scene.word_after(time.end)[0].isalnum():
        return False
    return words[1][1] >= start and tense(scene, words[0][1], words[0][2]) == PAST


def of_next_predicate(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind is of another predicate: "and will keep it until May", "but Paris has said that … by 2011"."""
    start = draft.anchor[1]
    if start < time.start and _fronts_a_plan(scene, draft, time):
        return True
    if time.start <= start + _AHEAD:
        return _next_predicate(scene, draft, start, time.start)
    told = cast("dict[int, bool]", scene.notes.setdefault("next predicate", {}))
    if start not in told:  # of all that is farther the same is true
        told[start] = _next_predicate(scene, draft, start, start + _AHEAD)
    return told[start]


def _fronts_a_plan(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time stands between an "and" and a verb of what is to come, and the figure's own verb tells of none: "have delivered 11
    vehicles, and later this year will deliver eight helicopters"."""
    if not _foretells(scene, scene.word_after(time.end)):
        return False
    led = scene.words_before(time.start, _SMALL)
    joint = next((place for word, place, _ in led if word in scene.words.local("and")), -1)
    return joint > draft.anchor[1] and not foretold(scene, draft.clause[0], joint)


def _next_predicate(scene: Scene, draft: Draft, start: int, end: int) -> bool:
    if end <= start:
        return False
    local = scene.words.local
    if not glimpsed(scene, start, end, "and", "adversative"):
        return False
    words = scene.words_between(start, end)
    if glimpsed(scene, draft.clause[0], draft.anchor[0], "saying") and reported_anew(scene, start, end):
        return True
    for index, (word, place, _) in enumerate(words):
        if word in local("adversative") and index and words[index - 1][0] == ",":
            return True
        if word not in local("and"):
            continue
        if index and words[index - 1][0] == "," and _new_subject(scene, place, end):
            return True
        follows = words[index + 1 : index + 2]
        if follows and _foretells(scene, follows[0]) and not foretold(scene, draft.clause[0], place):
            return True
    return False


def _new_subject(scene: Scene, start: int, end: int) -> bool:
    """Whether an "and" opens a subject with its own verb before a place: ", and a letter of offer was signed in May"."""
    words = [word for word in scene.words_after(start, _CLAUSE) if word[1] < end]
    articles = (scene.words.local("article"), scene.words.local("definite_article"))
    if len(words) > 2 and _foretells(scene, words[2]) and scene.names(words[1][1], words[1][2] + 1):
        return True
    if len(words) < _CLAUSE or not any(words[1][0] in article for article in articles):
        return False
    return any(mark.kind == "stage" and not mark.code.endswith("noun") for mark in scene.between(words[2][2], end))


def in_front_of_parts(scene: Scene, whole: Draft) -> bool:
    """Whether a figure opens its clause as the whole of what follows: "Of the $5 million given since 1987, $2 million is held"."""
    words = scene.words_before(whole.anchor[0], 2)
    fronted = len(words) > 1 and words[1][1] - whole.clause[0] <= _DIRECTLY
    return fronted and words[1][0] in scene.words.local("share_of")


def _foretells(scene: Scene, word: tuple[str, int, int]) -> bool:
    """Whether a word is a verb of what is to come, or its helper."""
    _, start, end = word
    return any(mark.kind == "intending" for mark in scene.at(start)) or foretold(scene, start, end)


def outlived(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time is over for a figure behind a semicolon that has a verb of the present or the future: "; two have been lost"."""
    start = draft.anchor[0]
    if time.end > start or time.since or not time.last or scene.plain.find("; ", time.end, start) < 0:
        return False
    if time.core - scene.sentence_at(start).start < _DIRECTLY or lasts(scene, time.last):
        return False
    return renewed(scene, time.end, draft)


def lasts(scene: Scene, period: str) -> bool:
    """Whether a period is a fiscal year that goes on at the document's day: its money is still being spent."""
    return period.startswith("FY") and scene.today is not None and period[2:6] >= scene.today[:4]


def renewed(scene: Scene, place: int, draft: Draft) -> bool:
    """Whether a semicolon parts a figure from a place before it, and its own verb is of the present: "; two have been lost"."""
    start = draft.anchor[0]
    cut = scene.plain.rfind("; ", place, start)
    if cut < 0:
        return False
    if foretold(scene, cut, start):
        return True
    if draft.kind != MONEY and glimpsed(scene, cut, start, "holding"):
        return True
    tail = scene.words_between(cut, start) + scene.words_after(draft.anchor[1], _TAIL)
    present, by_now = scene.words.local("auxiliary"), scene.words.local("by_now")
    return any(word in present or (draft.kind != MONEY and word in by_now) for word, _, _ in tail)
