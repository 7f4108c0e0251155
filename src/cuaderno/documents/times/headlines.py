"""What a headline tells in the present, which was done on the day of the document: "President Authorizes $60 Million Drawdown"; and
the goods of such a package, whatever sums of many years the text tells in between."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.period_filling import has_period
from cuaderno.statements.claim import MONEY

_NOW = ("announced ", "authorised ", "approved ", "pledged ")
"""How the codes of verbs begin by which a headline tells a decision."""


def headline_of_today(scene: Scene, sentence: Sentence, place: int) -> bool:
    """Whether the first sentence of a text is a headline with such a verb in the present before a place of it."""
    if sentence.index or not sentence.is_heading:
        return False
    present = scene.words.endings("third") or scene.words.endings("present")
    verbs = (mark for mark in sentence.of("stage") if mark.end <= place and mark.code.startswith(_NOW))
    said = (scene.text[mark.start : mark.end].lower() for mark in verbs if mark.code.endswith((" base", " fin")))
    return any(word.endswith(present) for word in said)


def package_of_title(sentence: Sentence, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The sum of the title, for goods of "the package" where the last sum told runs on since long ago."""
    if draft.kind == MONEY or not earlier or not runs_on(earlier[-1]):
        return None
    first, plain = earlier[0], sentence.scene.plain
    nouns = tuple(sentence.scene.words.local("slot-package"))
    named = any(
        mark.end <= draft.anchor[0] and plain[mark.start : mark.end].endswith(nouns) for mark in sentence.of("anaphor")
    )
    titled = first.kind == MONEY and has_period(first) and sentence.scene.sentence_at(first.anchor[0]).is_heading
    return first if named and titled else None


def runs_on(draft: Draft) -> bool:
    """Whether a sum is of all the time since one, and no package of goods."""
    return draft.period_start is not None and draft.period_end is None and "cumulative" in draft.marks
