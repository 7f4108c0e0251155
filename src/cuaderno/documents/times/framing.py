"""The time that the text before lends: to what a definite noun takes up again, to a law of a year, to what a time in front frames."""

from __future__ import annotations

import re
from itertools import pairwise

from cuaderno.documents.amounts.retelling import folded, sort_of
from cuaderno.documents.amounts.uncounted import is_uncounted
from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.contained_too import contained_too
from cuaderno.documents.times.glimpses import stands_within
from cuaderno.documents.times.tenses import PAST, tense
from cuaderno.documents.times.times import Time, Within
from cuaderno.reading.document import HEADING
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_SUBJECT = 5
"""Words in which the noun of a sentence's subject is looked for."""
_LASTING = frozenset({"years", "months", "weeks"})
_OPENING, _BACK, _BLOCKS, _PHRASE = 4, 16, 3, 80
"""How far from the head of its sentence a noun stands that takes up, and where the figure is looked for that it was said of."""
_FARTHEST = 5
"""Paragraphs back to which the deed is looked for of which a sentence says what it consists of."""
_TAKING_UP = frozenset({"funds", "topic", "people"})
_FAR = 8_000
"""Characters before a sentence in which the year of its law is looked for."""
_DAY, _MONTH = len("2024-05-14"), len("2024-05")
_ASIDE = 40
"""Characters of what may stand before a comma ahead of the noun: "As he explained, the donation"."""
_OF_LAW, _LAW_OF = 110, 44
"""Characters between a law and the fiscal year behind or before it."""
_PARTING = re.compile(r"(?<![0-9])[,;:.]|[,;:.](?![0-9])")


def resumed(
    scene: Scene, within: Within, draft: Draft, sentence: Sentence, earlier: list[Draft]
) -> Draft | Time | None:
    """What dates a figure of a sentence that begins with a noun for what the sentence before told.

    "Sales were $9 billion in FY 2017. The total includes …", "the bill for fiscal 2026 … . The document allots …": the figures
    of the sentence before where all have one period, else its only fiscal year. With "also" the sentence adds, and lends none.
    """
    before = _before(scene, sentence)
    if before is None or not _resumes(scene, sentence) or adds(scene, sentence, draft):
        return None
    told = [one for one in reversed(earlier[-_SUBJECT:]) if one.anchor[0] >= before.start]
    dated = [one for one in told if one.period_start or one.period_end]
    if dated:
        spans = {(one.period_start, one.period_end) for one in told if one.unit not in _LASTING}
        return dated[0] if len(spans) == 1 else None
    found = [time for time in within(before.start, before.end) if time.fiscal and not time.compared]
    return found[0] if len(found) == 1 and not told else None


def taken_up(
    scene: Scene, within: Within, draft: Draft, sentence: Sentence, earlier: list[Draft]
) -> Draft | Time | None:
    """What dates a figure of a sentence about a thing told before: "The package is worth $2 million", "said the donation includes".

    The last figure called by the same noun, else those of this paragraph or the one before where all are of one day or fiscal
    year, else the only day of the sentence before, where no figure stands in it.
    """
    mark = _taking_up(scene, sentence, draft.anchor[0])
    if mark is None or "conditional" in draft.marks:
        return None
    source = _antecedent(scene, within, draft, sentence, earlier, mark)
    if source is None and stands_within(scene, mark.end, draft.anchor[0], "consisting"):
        source = _last_deed(scene, sentence, earlier)
    if source is None or adds(scene, sentence, draft) or _part_only(scene, mark.end, draft.anchor[0]):
        return None
    return source


def _antecedent(
    scene: Scene, within: Within, draft: Draft, sentence: Sentence, earlier: list[Draft], mark: Mark
) -> Draft | Time | None:
    """What a noun takes up: a figure with a period, or the day of the deed."""
    noun = scene.plain[mark.start : mark.end].rpartition(" ")[2]
    if noun in scene.words.local("money_noun") and tense(scene, sentence.start, sentence.end) == PAST:
        return _last_sum(scene, sentence, earlier)
    told: list[Draft] = []
    for one in earlier[: -_BACK - 1 : -1]:
        there = scene.sentence_at(one.anchor[0])
        if sentence.block - there.block > _BLOCKS:
            break
        if mark.code == "people" and one.kind != PERSONNEL:
            continue
        start = max(there.start, one.anchor[0] - _PHRASE)
        if noun in scene.plain[start : min(one.anchor[1] + _PHRASE, there.end)]:
            return one if one.period_start or one.period_end else None
        if sentence.block - there.block < 2:
            told.append(one)
    dated = [one for one in told if one.period_start or one.period_end]
    if dated:
        day = dated[0].period_start or ""
        alike = len({(one.period_start, one.period_end) for one in dated}) == 1
        return (
            dated[0]
            if alike
            and (len(day) in (_DAY, _MONTH) or is_uncounted(dated[0]) or (draft.kind == MONEY and day.startswith("FY")))
            else None
        )
    return None if told else _day_before(scene, within, sentence)


def _last_deed(scene: Scene, sentence: Sentence, earlier: list[Draft]) -> Draft | None:
    """The last dated figure told not far before, where it is of a day or a month, for what is said to consist of others: "La ayuda consiste en
    250 carpas"."""
    dated = next((one for one in earlier[: -_BACK - 1 : -1] if one.period_start or one.period_end), None)
    if dated is None or sentence.block - scene.sentence_at(dated.anchor[0]).block > _FARTHEST:
        return None
    fine = dated.period_end == dated.period_start and len(dated.period_end or "") in (_DAY, _MONTH)
    return dated if fine else None


def _last_sum(scene: Scene, sentence: Sentence, earlier: list[Draft]) -> Draft | None:
    """The last sum of the paragraph, that of which is told what it bought."""
    near = (one for one in earlier[: -_BACK - 1 : -1] if scene.sentence_at(one.anchor[0]).block == sentence.block)
    last = next((one for one in near if one.kind == MONEY), None)
    return last if last is not None and (last.period_start or last.period_end) else None


def _taking_up(scene: Scene, sentence: Sentence, until: int) -> Mark | None:
    """The noun for what was told before with which a sentence begins, or what is said in it: "explained that the donation"."""
    that = scene.words.local("that")
    if scene.word_after(sentence.start)[0] in scene.words.local("priced_first"):
        until = sentence.end  # "Worth 500 million euros, the package includes"
    for mark in sentence.of("anaphor"):
        if mark.code not in _TAKING_UP or mark.end > until:
            continue
        led = scene.word_before(mark.start)[0]
        if (
            mark.start - sentence.start < _OPENING
            or led in that
            or (led == "," and mark.start - sentence.start < _ASIDE)
        ):
            return mark
    return None


def _part_only(scene: Scene, start: int, end: int) -> bool:
    """Whether what is taken up is said to be part of a figure: "The donation is part of a $24 million package"."""
    part, of = scene.words.local("part_noun"), scene.words.local("share_of")
    return any(one[0] in part and two[0] in of for one, two in pairwise(scene.words_between(start, end)))


def _day_before(scene: Scene, within: Within, sentence: Sentence) -> Time | None:
    """The only day that the sentence before tells, for what was done on it."""
    before = _before(scene, sentence)
    if before is None or not before.of("stage"):
        return None
    found = [time for time in within(before.start, before.end) if not time.compared and not time.said]
    return found[0] if len(found) == 1 and found[0].shape == "day" and not found[0].since else None


def definite_sum(sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence begins with a sum as a known one, that of what was told before: "The $4.4 million in vehicles"."""
    word, _, end = sentence.scene.word_after(sentence.start)
    known = draft.kind == MONEY and word in sentence.scene.words.local("definite_article")
    return known and 0 <= draft.anchor[0] - end <= 1 and not _is_price(sentence.scene, draft)


def _is_price(scene: Scene, draft: Draft) -> bool:
    """Whether a sum is the price of one thing that a model's name tells: "The $20 million UH-60M Black Hawk"."""
    ahead = scene.words_after(draft.anchor[1], 2)
    capital = bool(ahead) and scene.text[ahead[0][1] : ahead[0][1] + 1].isupper()
    return capital and any(char.isdigit() for word, _, _ in ahead for char in word)


def goods_dated_next(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """When goods came, told of them at the head of the next sentence: "Eight helicopters arrived. The aircraft, delivered in 2009, …"."""
    if draft.kind != QUANTITY or not draft.item or sentence.index + 1 >= len(scene.bounds):
        return None
    after, local = scene.sentence(sentence.index + 1), scene.words.local
    words = [word for word, _, _ in scene.words_after(after.start, 4)]
    if after.block != sentence.block or len(words) < 4 or words[0] not in local("definite_article"):
        return None
    if words[2] != "," or local("inserted").get(words[3]) != "deed":
        return None
    sorts = local("sort")
    if sort_of(sorts, words[1]) not in {sort_of(sorts, word) for word in folded(draft.item).split()}:
        return None
    return next(iter(within(after.start, after.end)), None)


def dated_next(scene: Scene, within: Within, sentence: Sentence) -> Time | None:
    """The day that the next sentence tells of the same deed: "signed a contract with Turkey. The deal was signed Thursday"."""
    if sentence.index + 1 >= len(scene.bounds) or not (sentence.of("stage") or sentence.of("link")):
        return None
    after = scene.sentence(sentence.index + 1)
    mark = next((one for one in after.of("anaphor") if one.start - after.start < _OPENING), None)
    if after.block != sentence.block or mark is None or mark.code not in _TAKING_UP or not after.of("stage"):
        return None
    if after.of("currency") or after.of("intending"):
        return None
    found = [time for time in within(after.start, after.end) if not time.compared and not time.said]
    return found[0] if len(found) == 1 and found[0].shape == "day" and not found[0].since else None


def enacted(scene: Scene, within: Within, sentence: Sentence) -> Time | None:
    """The fiscal year of the bill or budget that a sentence goes on about, told well before it: a law funds its year."""
    first, local = scene.word_after(sentence.start)[0], scene.words.local
    subject = sentence.previous if first in local("pronoun") else sentence
    if subject is None or (
        subject is sentence and first not in local("definite_article") and first not in local("both")
    ):
        return None
    laws = local("law")
    if not any(word in laws for word, _, _ in scene.words_after(subject.start, _SUBJECT)):
        return None
    found = [time for time in within(max(0, sentence.start - _FAR), sentence.start) if one_year(time)]
    fiscal = {time.first for time in found if time.fiscal}
    of_law = next((time for time in reversed(found) if dates_law(scene, time)), None)
    return of_law or (found[-1] if len(fiscal) == 1 and found[-1].fiscal else None)


def one_year(time: Time) -> bool:
    """Whether a time is a single year, and none of comparison."""
    return time.shape == "year" and time.first == time.last and not (time.compared or time.bracketed)


def dates_law(scene: Scene, time: Time) -> bool:
    """Whether a year is a law's: "the FY2010 appropriations act", "bills that fund the programmes for fiscal 2016"."""
    laws, plain = scene.words.local("law"), scene.plain
    start, end = max(0, time.start - _OF_LAW), time.end + _LAW_OF
    behind = _unparted(plain[time.end : end])
    before = _unparted(plain[start : time.start][::-1])[::-1]
    return any(word in laws for word in (*before.split(), *behind.split()))


def _unparted(text: str) -> str:
    """A stretch up to its first sign that parts clauses."""
    parting = _PARTING.search(text)
    return text if parting is None else text[: parting.start()]


def _before(scene: Scene, sentence: Sentence) -> Sentence | None:
    before = sentence.previous
    if before is None or sentence.block - before.block > 1 or scene.blocks[before.block].kind == HEADING:
        return None
    return before


def _resumes(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence's subject is a definite noun for a sum, a law, a sale or a deed told before."""
    local = scene.words.local
    if scene.word_after(sentence.start)[0] not in local("definite_article"):
        return False
    resuming, ends = local("resuming"), local("phrase_end")
    for word, _, _ in scene.words_after(sentence.start, _SUBJECT)[1:]:
        if word in resuming:
            return True
        if word in ends or not word[0].isalnum():
            return False
    return False


def adds(scene: Scene, sentence: Sentence, draft: Draft, unless: str = "") -> bool:
    """Whether "also" makes what a sentence tells a thing more, told of no time before; marks of a kind given are none of it."""
    if scene.word_after(draft.anchor[1])[0] in scene.words.local("further_sum"):
        return True
    also, said = scene.words.local("also"), scene.plain[sentence.start : draft.anchor[0]]
    if not any(word in said for word in also) or contained_too(scene, sentence, draft.anchor[0]):
        return False
    passed = {mark.start for mark in sentence.of(unless)} if unless else set()
    words = scene.words_between(sentence.start, draft.anchor[0])
    return any(word in also and start not in passed for word, start, _ in words)
