"""Sentences that only spell out what one before told: "They included …", "The boat is valued at …", "followed by Panama (3,026)"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from cuaderno.documents.draft import Draft
from cuaderno.documents.lexicon import fold
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.reading.document import HEADING
from cuaderno.statements.claim import AT_LEAST, MONEY, PERSONNEL, QUANTITY

_OPENING, _SUBJECT, _BACK, _BLOCKS = 3, 5, 8, 2
"""Characters before the words that spell out; words of a subject; figures and paragraphs back to which it is looked for."""
_TIE, _LONGEST = 3, 40
"""Characters between a country and its figure at most (a blank and a bracket), and of the longest name of a country."""
_SHORTEST, _ENDING, _NOUN, _TOGETHER = 4, 2, 3, 2
"""Letters of a noun and of its ending; words behind a number among which its noun stands; figures that may have one noun."""
_ROUND = Decimal("1.1")
"""How much more there may be than the round number by which it was told."""
_Span = tuple[int, int]


def retell(scene: Scene, drafts: list[Draft]) -> None:
    """Tell the figures of a sentence that only spells out which sentence speaks for them; the drafts lie in their order."""
    done = 0
    for index, members in groupby(drafts, lambda draft: scene.sentence_number(draft.anchor[0])):
        group = list(members)
        told = drafts[max(0, done - _BACK) : done]
        if group[0].governed is None and (span := _retold(scene, index, group, told)):
            for draft in group:
                draft.governed = span
        done += len(group)


def _retold(scene: Scene, index: int, group: list[Draft], earlier: list[Draft]) -> _Span | None:
    """The sentence that speaks for the figures of this one, as characters of the flow, or None.

    It is the one before where this one opens with words that spell out; that of the figure whose noun the subject repeats with
    a definite article; for a row of countries with a figure each, that of the last figure before.
    """
    start = scene.bounds[index][0]
    if scene.starting("spelling", start, start + _OPENING) and (before := _spelt(scene, scene.sentence(index))):
        return before
    if (before := _people_told(scene, scene.sentence(index), group[0], earlier)) is not None:
        return before
    subject = _subject(scene, start, group[0])
    row = len(group) > 1 and in_row(scene, group)
    if (subject is None and not row) or not earlier:
        return None
    sentence = scene.sentence(index)
    first = scene.blocks[max(0, sentence.block - _BLOCKS)].start
    whole = _sum_of(group)
    told = [one for one in reversed(earlier) if one.anchor[0] >= first or (whole and one.value == whole)]
    again = _named_again(scene, subject, group, told) if subject is not None else None
    said = again or (told[0] if told and row else None)
    if said is None:
        return None
    there = scene.sentence_at(said.anchor[0])
    return said.governed or (there.start, there.end)


def _subject(scene: Scene, start: int, draft: Draft) -> int | None:
    """Where a known thing is named that a sentence is about: at its head, or behind its price in front: "Valued at $20 million, the boat"."""
    known, local = ("definite_article", "distributive"), scene.words.local
    if (said := _said_of(scene, draft)) is not None:
        return said
    if any(scene.word_after(start)[0] in local(kind) for kind in known):
        return start
    comma, end, _ = scene.word_after(draft.anchor[1])
    priced = draft.kind == MONEY and comma == "," and scene.word_after(start)[0] in local("priced_first")
    return end + 1 if priced and scene.word_after(end + 1)[0] in local("definite_article") else None


def _sum_of(group: Sequence[Draft]) -> Decimal:
    """How many things of one sort two figures of a sentence count together: "the 26 new and four used helicopters"; 0 for all else."""
    if len(group) != _TOGETHER or any(one.kind != QUANTITY or one.value is None for one in group):
        return Decimal(0)
    return sum((one.value for one in group if one.value is not None), start=Decimal(0))


def _said_of(scene: Scene, draft: Draft) -> int | None:
    """The article of a counted thing that opens what somebody says: "He said the 24 new helicopters will"."""
    words = scene.words_before(draft.anchor[0], 2)
    if len(words) < 2 or words[0][0] not in scene.words.local("definite_article"):
        return None
    led = words[1][0]
    return words[0][1] if led in scene.words.local("saying") or led in scene.words.local("that") else None


def _people_told(scene: Scene, sentence: Sentence, draft: Draft, earlier: Sequence[Draft]) -> _Span | None:
    """The sentence before, of this paragraph, in which people are told of without their number, which this one takes up with it: "Aircraft
    and support personnel deployed to Chad. The 150 personnel will"."""
    before = sentence.previous
    if draft.kind != PERSONNEL or before is None or before.block != sentence.block or not before.of("stage"):
        return None
    if any(one.anchor[0] >= before.start for one in earlier[-1:]):
        return None
    words = scene.words_between(sentence.start, draft.anchor[0])
    if len(words) > 1 or not words or words[0][0] not in scene.words.local("definite_article"):
        return None
    nouns = {word for word, _, _ in scene.words_after(draft.anchor[1], _NOUN) if len(word) > _SHORTEST}
    told = {word for word, _, _ in scene.words_between(before.start, before.end)}
    return None if nouns.isdisjoint(told) else (before.start, before.end)


def _spelt(scene: Scene, sentence: Sentence) -> _Span | None:
    """The sentence before, of this paragraph or the one before, where a deed is told in it."""
    before = sentence.previous
    if before is None or sentence.block - before.block > 1 or scene.blocks[before.block].kind == HEADING:
        return None
    return (before.start, before.end) if before.of("stage") else None


def _named_again(scene: Scene, place: int, group: Sequence[Draft], told: list[Draft]) -> Draft | None:
    """The thing counted before whose noun is the subject named from a place on: "a patrol boat … . The high-speed boat is valued at";
    where it is counted there too, more are others: "40 boats … . The 90 Chinese boats"."""
    counted = [one for one in group[:_TOGETHER] if one.kind == QUANTITY and one.item]
    here = counted and scene.word_before(counted[0].anchor[0])[1] == place
    told = [one for one in told if one.kind == QUANTITY and one.item and not (here and _more(counted[0], one))]
    if not told:
        return None
    words = scene.words_after(place, _SUBJECT)
    sorts = scene.words.local("sort")
    nouns = {sort_of(sorts, word) for word, _, _ in words[1:] if len(word) >= _SHORTEST}
    if here:
        nouns |= {sort_of(sorts, word) for one in counted for word in folded(one.item or "").split()[-1:]}
    for draft in told:
        said = [sort_of(sorts, word) for word in folded(draft.item or "").split() if len(word) >= _SHORTEST]
        if not nouns.isdisjoint(said):
            return draft
    return None


def _more(one: Draft, other: Draft) -> bool:
    """Whether a figure counts more than another, and so no part of its things, but for one that was only told as "more than 250"."""
    if one.value is None or other.value is None or one.value <= other.value:
        return False
    return other.hedge != AT_LEAST or one.value > other.value * _ROUND


def folded(item: str) -> str:
    """The words for a thing as they are looked up, without case and accents."""
    return fold(item).decode("latin-1")


def sort_of(sorts: dict[str, str], word: str) -> str:
    """The sort of thing that a noun names, else the noun without the ending of its plural, in either language."""
    single = word[:-_ENDING] if word.endswith("es") and word[:-_ENDING] in sorts else word.removesuffix("s")
    return sorts.get(single, single)


def in_row(scene: Scene, group: Sequence[Draft]) -> bool:
    """Whether two or more figures of a sentence stand each right behind a country: "Peru with 510, El Salvador with 475"."""
    return len([draft for draft in group if listed(scene, draft.anchor[0]) is not None]) > 1


def listed(scene: Scene, place: int) -> Mark | None:
    """The country to which a number at a place belongs: "Panama (", "Perú con "."""
    word, start, _ = scene.word_before(place)
    if word not in scene.words.local("row_tie"):
        return None
    behind = scene.word_before(start)
    end = behind[1] if behind[0] == "," else start
    marks = scene.between(max(0, end - _LONGEST), end)
    return next((mark for mark in marks if mark.kind in NAMES and 0 <= end - mark.end < _TIE), None)
