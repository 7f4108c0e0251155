"""What is set in between commas behind a subject, before its verb: "The 38 tanks, the first of 108 ordered in 2019, arrived"."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence

_SUBJECT, _LONGEST = 90, 220
"""Characters of a subject and of what is set in."""
_FEW, _SMALL = 6, 8
"""Words from the comma to a price that is all that is set in, and characters from it to a time: ", el 5 de marzo,"."""
_FINITE = (" ed", " fin", " fut", " weak")
_VERBAL = (*_FINITE, " base", " inf", " ing", " part", " pp")


def inset(sentence: Sentence) -> tuple[int, int] | None:
    """The commas between which an apposition parts a subject from its verb; None where none does."""
    scene = sentence.scene
    known = cast("dict[int, tuple[int, int] | None]", scene.notes.setdefault("insets", {}))
    if sentence.index not in known:
        known[sentence.index] = _found(scene, sentence)
    return known[sentence.index]


def parted(sentence: Sentence, one: int, other: int) -> bool:
    """Whether one of two places is set in and the other stands outside."""
    found = inset(sentence)
    return found is not None and (found[0] < one < found[1]) != (found[0] < other < found[1])


def is_all_set_in(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch, with a small word before it, is all that is set in: "Spain, in March 2019, sent 300 soldiers"."""
    found = inset(sentence)
    return found is not None and end == found[1] and 0 <= start - found[0] <= _SMALL


def set_in_as_price(sentence: Sentence, place: int, until: int) -> bool:
    """Whether what is set in around a sum only tells what the subject is worth, of which alone the verb behind tells up to a place: "The package,
    worth $30 million, was announced in March"."""
    found = inset(sentence)
    if found is None or not found[0] < place < found[1] < until < found[1] + _LONGEST:
        return False
    if sentence.scene.starting("number", found[1], until) or any(
        c.isdigit() for c in sentence.scene.plain[found[1] : until]
    ):
        return False
    words = sentence.scene.words_between(found[0], place)
    return len(words) <= _FEW and any(word in sentence.scene.words.local("priced") for word, _, _ in words)


def clause_around(scene: Scene, place: int) -> tuple[int, int] | None:
    """The commas of a relative clause set in around a place: "The ministry, which in 2023 spent $2 million, signed in May"."""
    start, plain = scene.sentence_at(place).start, scene.plain
    opening, closing = plain.rfind(", ", max(start, place - _LONGEST), place), plain.find(", ", place, place + _LONGEST)
    if opening < 0 or closing < 0 or scene.words.local("inserted").get(scene.word_after(opening + 1)[0]) != "clause":
        return None
    return (opening, closing) if _begins_with_verb(scene, closing + 1) else None


def _found(scene: Scene, sentence: Sentence) -> tuple[int, int] | None:
    start, plain = sentence.opening, scene.plain
    opening = plain.find(", ", start, min(start + _SUBJECT, sentence.end))
    if opening < 0 or _acts(scene, start, opening):
        return None
    word, _, _ = scene.word_after(opening + 1)
    local = scene.words.local
    if scene.word_after(start)[0] in local("fronting"):
        return None  # "Since 2009, the United States has given"
    if word not in local("apposing") and word not in local("article") and word not in local("definite_article"):
        return None
    until = min(sentence.end, opening + _LONGEST)
    closing = plain.find(", ", opening + 1, until)
    while closing >= 0:
        if _begins_with_verb(scene, closing + 1):
            return opening, closing
        closing = plain.find(", ", closing + 1, until)
    return None


def _acts(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb stands within a stretch, which so is no subject alone."""
    stages = (mark for mark in scene.starting("stage", start, end) if mark.code.endswith(_VERBAL))
    helpers = scene.words.local("be").keys() | scene.words.local("auxiliary").keys()
    return next(stages, None) is not None or any(word in helpers for word, _, _ in scene.words_between(start, end))


def _begins_with_verb(scene: Scene, place: int) -> bool:
    """Whether a verb, or its helper, stands right behind a place: ", will be delivered", ", arrived"."""
    word, start, _ = scene.word_after(place)
    local = scene.words.local
    if any(word in local(kind) for kind in ("be", "auxiliary", "would")) or any(
        mark.kind == "intending" for mark in scene.at(start)
    ):
        return True
    return any(mark.kind == "stage" and mark.code.endswith(_FINITE) for mark in scene.at(start))
