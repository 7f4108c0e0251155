"""Times that tell how long something lasts by the word right before them: "worth €40 million over 36 months", "el ciclo abarca 60 meses"."""

from __future__ import annotations

from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.amounts.times_behind import begins_ago
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import AT_MOST

DAYS, MONTHS = "days", "months"
_SUBJECT, _VERB = 90, 70


def lasts_by_its_verb(scene: Scene, sentence: Sentence, number: Number, head: Head) -> bool:
    """Whether a verb of lasting, "over", or a copula behind the noun for a term stands before a time; so do times of a formal notice."""
    if sentence.is_heading or begins_ago(scene, head.end + 1) or number.value <= 1:
        return False
    if number.doubled:
        return True
    word, start, _ = scene.word_before(number.lead)
    if word in scene.words.local("lasting_verb") and head.unit != DAYS:
        return True  # a visit lasts days
    if head.unit == MONTHS and _over(scene, sentence, number):
        return True  # "$200 million over five years" only tells when
    if word in scene.words.local("of_noun") or word in scene.words.local("copula_of_terms"):
        return _of_a_term(scene, sentence, start)
    if word in scene.words.local("change_by"):
        verbs = scene.words.local("prolonging")
        near = scene.words_between(max(sentence.start, start - _VERB), start)
        return any(each in verbs for each, _, _ in near)
    return _at_a_time(scene, number, head)


def _over(scene: Scene, sentence: Sentence, number: Number) -> bool:
    """Whether "over" tells the span of a sum or of a deed, and is no bound: behind no preposition, and not at the head of a sentence."""
    spans = scene.words.local("span_of_time")
    hedge = next((mark for mark in number.hedges if scene.plain[mark.start : mark.end] in spans), None)
    place = hedge.start if hedge is not None else -1
    word, start, _ = scene.word_before(number.lead)
    if place < 0 and word in spans:
        place = start
    known = scene.words.local("definite_article")
    if place <= sentence.start + 1 or any(each in known for each, _, _ in scene.words_between(place, number.start)):
        return False
    before = scene.word_before(place)[0]
    if (
        not before[:1].isalnum()
        or before in scene.words.local("slot-role")
        or before in scene.words.local("before_span")
    ):
        return False
    number.hedges = [mark for mark in number.hedges if mark is not hedge]
    return True


def _of_a_term(scene: Scene, sentence: Sentence, end: int) -> bool:
    """Whether a noun for a term is the subject: "the period for review is 15 days", "cuya vigencia es de tres años"."""
    words = scene.words_between(max(sentence.start, end - _SUBJECT), end)
    copulas, nouns = scene.words.local("copula_of_terms"), scene.words.local("duration_noun")
    near = [word for word, _, _ in words]
    if near and near[-1] not in copulas and scene.word_after(end)[0] not in copulas:
        return False
    since = max((at for at, word in enumerate(near) if word in (",", ";", ".")), default=-1)
    return any(word in nouns for word in near[since + 1 :])


def _at_a_time(scene: Scene, number: Number, head: Head) -> bool:
    """Whether a time is the most that something lasts each time: "for up to 90 days at a time"."""
    bounded = any(mark.code == AT_MOST for mark in number.hedges)
    return bounded and scene.plain.startswith(tuple(scene.words.local("at_a_time")), head.end + 1)
