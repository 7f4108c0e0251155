"""Sentences that only spell out what one before told: "They included …", "The boat is valued at …", "followed by Panama (3,026)"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cuaderno.documents.draft import Draft
from cuaderno.documents.lexicon import fold
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.reading.document import HEADING
from cuaderno.statements.claim import MONEY, QUANTITY

_OPENING, _SUBJECT, _BACK, _BLOCKS = 3, 5, 8, 2
"""Characters before the words that spell out; words of a subject; figures and paragraphs back to which it is looked for."""
_TIE, _LONGEST = 3, 40
"""Characters between a country and its figure at most (a blank and a bracket), and of the longest name of a country."""
_SHORTEST, _ENDING = 4, 2
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
    subject = _subject(scene, start, group[0])
    row = len(group) > 1 and in_row(scene, group)
    if (subject is None and not row) or not earlier:
        return None
    sentence = scene.sentence(index)
    first = scene.blocks[max(0, sentence.block - _BLOCKS)].start
    told = [one for one in reversed(earlier) if one.anchor[0] >= first]
    said = (_named_again(scene, subject, told) if subject is not None else None) or (told[0] if told and row else None)
    if said is None:
        return None
    there = scene.sentence_at(said.anchor[0])
    return said.governed or (there.start, there.end)


def _subject(scene: Scene, start: int, draft: Draft) -> int | None:
    """Where a known thing is named that a sentence is about: at its head, or behind its price in front: "Valued at $20 million, the boat"."""
    known, local = ("definite_article", "distributive"), scene.words.local
    if any(scene.word_after(start)[0] in local(kind) for kind in known):
        return start
    comma, end, _ = scene.word_after(draft.anchor[1])
    priced = draft.kind == MONEY and comma == "," and scene.word_after(start)[0] in local("priced_first")
    return end + 1 if priced and scene.word_after(end + 1)[0] in local("definite_article") else None


def _spelt(scene: Scene, sentence: Sentence) -> _Span | None:
    """The sentence before, of this paragraph or the one before, where a deed is told in it."""
    before = sentence.previous
    if before is None or sentence.block - before.block > 1 or scene.blocks[before.block].kind == HEADING:
        return None
    return (before.start, before.end) if before.of("stage") else None


def _named_again(scene: Scene, place: int, told: list[Draft]) -> Draft | None:
    """The thing counted before whose noun is the subject named from a place on: "a patrol boat … . The high-speed boat is valued at"."""
    told = [draft for draft in told if draft.kind == QUANTITY and draft.item]
    if not told:
        return None
    words = scene.words_after(place, _SUBJECT)
    sorts = scene.words.local("sort")
    nouns = {sort_of(sorts, word) for word, _, _ in words[1:] if len(word) >= _SHORTEST}
    for draft in told:
        said = [sort_of(sorts, word) for word in folded(draft.item or "").split() if len(word) >= _SHORTEST]
        if not nouns.isdisjoint(said):
            return draft
    return None


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
