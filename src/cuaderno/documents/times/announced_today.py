"""What a document announces on its own day: its lead tells of today, and so does what it goes on to announce, and the lists of it.

"Today, the President welcomed … The President announced $58 million in assistance. Capabilities drawn from U.S. stocks include:".
"""

from __future__ import annotations

from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.going_on import under_its_terms
from cuaderno.documents.times.notice_days import bears_its_day
from cuaderno.documents.times.tenses import FUTURE, OTHER, PAST, tense
from cuaderno.documents.times.times import Within
from cuaderno.statements.claim import MONEY, PERSONNEL

ANNOUNCED = "period_start: announced on the document's day"
_LEADING, _NEAR = 8, 2
"""Blocks at the head of a document in which its announcement stands, and from the one that tells of today to what goes on."""
_SUBJECT = 8
"""Words at the head of the sentence before a list in which what is listed is named."""
_DONE = ("provided", "delivered", "committed", "completed", "spent")


def announced_today(scene: Scene, within: Within, sentence: Sentence, place: int) -> bool:
    """Whether a sentence without a time announces, before a place, what a document reports of its own day."""
    return (
        sentence.block <= _LEADING and _announces(scene, within, sentence, place) and _goes_on(scene, within, sentence)
    )


def promised_today(scene: Scene, within: Within, sentence: Sentence, draft: Draft) -> bool:
    """Whether a sum is promised, without a time, by a document that tells in its lead of its own day: it is announced there and then."""
    if draft.kind != MONEY or draft.unit == "percent" or sentence.of("rate") or _told(within, sentence):
        return False
    if under_its_terms(scene, sentence):
        return False
    begin = min(draft.clause[0], sentence.start)
    told = tense(scene, begin, draft.anchor[0]) == FUTURE or glimpsed(scene, begin, draft.anchor[0], "undertaking")
    if not told or not _gives(sentence, draft.anchor[0]):
        return False
    if glimpsed(scene, begin, draft.anchor[0], "merely_planning"):
        return False
    known = cast("bool | None", scene.notes.get("lead tells of today"))
    if known is None:
        lead = (mark for mark in scene.of("relative") if mark.code == "day 0")
        known = any(scene.sentence_at(mark.start).block <= _LEADING for mark in lead)
        scene.notes["lead tells of today"] = known
    return known


def promised_of_it(scene: Scene, sentence: Sentence, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The sum promised in the sentence before, of which a sentence tells what it will bring: "It will go to two boats", "The money will"."""
    last = earlier[-1] if earlier else None
    part = draft.unsaid_money
    if last is None or last.kind != MONEY or not (ANNOUNCED in last.rules or part) or draft.kind == PERSONNEL:
        return None
    before, local = sentence.previous, scene.words.local
    if before is None or before.block != sentence.block or last.anchor[0] < before.start:
        return None
    if part and last.period_start == scene.today and last.period_end in (None, scene.today) and _is_less(draft, last):
        return last if tense(scene, sentence.start, draft.clause[1]) == FUTURE else None
    words = [word for word, _, _ in scene.words_after(sentence.start, 2)]
    if len(words) < 2 or tense(scene, sentence.start, draft.anchor[0]) != FUTURE:
        return None
    funds = words[1] in local("money_noun") or words[1] in local("given_noun")
    taken_up = words[0] in local("pronoun") or (words[0] in local("definite_article") and funds)
    return last if taken_up else None


def _is_less(draft: Draft, last: Draft) -> bool:
    """Whether a sum is less than the one before, in the same money, of which it so may be a part."""
    return draft.unit == last.unit and draft.value is not None and last.value is not None and draft.value < last.value


def _gives(sentence: Sentence, place: int) -> bool:
    """Whether a verb of giving stands before a place."""
    return any(mark.end <= place and " give " in mark.code for mark in sentence.of("stage"))


def performed_today(scene: Scene, within: Within, sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence does what it says, or tells of the sum of which the one before does, in a document that bears its own day: "I hereby
    direct the drawdown of $4 million", "I am authorizing a drawdown. This $4 million package includes"."""
    performs = sentence.before("performing", draft.anchor[0]) is not None or _resumes_deed(scene, sentence, draft)
    if not performs or sentence.of("rate") or _told(within, sentence):
        return False
    return bears_its_day(scene, within)


def _resumes_deed(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence opens with a sum as that of the deed of the sentence before: "This $4 million package"."""
    word, _, end = scene.word_after(sentence.start)
    before = sentence.previous
    if draft.kind != MONEY or word not in scene.words.local("demonstrative") or not 0 <= draft.anchor[0] - end <= 1:
        return False
    return before is not None and before.block == sentence.block and bool(before.of("performing"))


def announced_in_list(scene: Scene, within: Within, lead: Sentence, item: Sentence, place: int) -> bool:
    """Whether an item tells what was announced on the day of which the sentence before its list, or the one before that, tells."""
    if not _announces(scene, within, item, place):
        return False
    return tells_today(lead) or _goes_on(scene, within, lead)


def _announces(scene: Scene, within: Within, sentence: Sentence, place: int) -> bool:
    """Whether a sentence announces in the past, before a place, and tells no time but that since which a total runs."""
    said = sentence.before("announcing", place)
    if said is None or scene.today is None or sentence.of("previously"):
        return False
    if scene.word_before(said.start)[0] in scene.words.local("auxiliary"):
        return False
    raised = sentence.after("raising_to", place)
    told = _told(within, sentence, raised.start if raised else None)
    return not told and tense(scene, sentence.start, sentence.end) == PAST


def _goes_on(scene: Scene, within: Within, sentence: Sentence) -> bool:
    """Whether the text right before a sentence tells of the document's day."""
    before = sentence.previous
    while before is not None and sentence.block - before.block <= _NEAR:
        if tells_today(before):
            return tense(scene, before.start, before.end) == PAST
        if before.block == sentence.block and _told(within, before):
            return False
        before = before.previous
    return False


def _told(within: Within, sentence: Sentence, end: int | None = None) -> bool:
    return any(not time.compared for time in within(sentence.start, end or sentence.end))


def tells_today(sentence: Sentence) -> bool:
    """Whether a sentence tells of the document's day."""
    return any(mark.code == "day 0" for mark in sentence.of("relative"))


def spells_out(scene: Scene, lead: Sentence, *, definite: bool) -> bool:
    """Whether the sentence before a list tells what today's announcement consists of: "It includes:", "The Department will buy:"."""
    if lead.of("so_far") or (not definite and _done(lead)):
        return False
    told = FUTURE if lead.of("partly") else tense(scene, lead.start, lead.end)
    if told != FUTURE and not (told == OTHER and (definite or _lists_what_is_given(scene, lead))):
        return False
    until = lead.start
    return any(
        tells_today(scene.sentence_at(mark.start))
        for mark in scene.of("announcing")
        if mark.start < until and scene.sentence_at(mark.start).block <= _LEADING
    )


def _done(lead: Sentence) -> bool:
    """Whether what is listed has been given before: "Assistance provided to Georgia includes:"."""
    return any(mark.code.startswith(_DONE) and mark.code.endswith("ed") for mark in lead.of("stage"))


def _lists_what_is_given(scene: Scene, lead: Sentence) -> bool:
    """Whether the subject before a list is what is given, with no article: "Capabilities drawn from U.S. stocks include:"."""
    given = scene.words.local("given_noun")
    return any(word in given for word, _, _ in scene.words_after(lead.start, _SUBJECT))
