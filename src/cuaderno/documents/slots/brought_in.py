"""What people bring with them who are let in: "Congress authorised the entry of 40 Chilean soldiers. They will enter with 40 rifles"."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.exercises import CRAFT
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.documents.times.tenses import is_to_come
from cuaderno.statements.claim import PERSONNEL

_LEAVE = ("authorised ", "approved ")
_REACH, _HEAD, _BACK, _OPENING = 120, 4, 4, 24
"""Characters from the word for leave to the one for entering; words at the head of a sentence, sentences back, characters before an exercise."""


def brought_in(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """Authorised, of what somebody will enter with where the text tells before that the entry is; else None."""
    if governing is None or governing.verb.frame != "deploy" or governing.stage != "pledged":
        return None
    behind = governing.verb.end <= parsed.anchors[number].start
    return ("authorised", "brought by those let in") if behind and _let_in(context.scene, parsed.start) else None


def _let_in(scene: Scene, until: int) -> bool:
    """Whether the text before a place tells that people are let in."""
    for mark in scene.of("stage"):
        if mark.end > until:
            return False
        if _is_leave(scene, mark):
            return True
    return False


def _lets_in(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence tells that people are let in."""
    return any(_is_leave(scene, mark) for mark in sentence.of("stage"))


def _is_leave(scene: Scene, mark: Mark) -> bool:
    """Whether a word for a stage gives leave to enter."""
    if not mark.code.startswith(_LEAVE):
        return False
    end = min(mark.end + _REACH, scene.sentence_at(mark.start).end)
    entering = scene.words.local("slot-entering")
    return any(word in entering for word, _, _ in scene.words_between(mark.end, end))


def let_in_before(context: Context, parsed: Parsed) -> Sentence | None:
    """The sentence right before, of this paragraph or the one before, that lets people in, where this one tells of some of them as still to
    come: "The first group will be made up of 25 soldiers", "This exercise will involve 42 of them"; None where none does."""
    known = cast("dict[int, Sentence | None]", context.scene.notes.setdefault("let in before", {}))
    if parsed.sentence.index not in known:
        known[parsed.sentence.index] = _let_in_before(context, parsed)
    return known[parsed.sentence.index]


def _let_in_before(context: Context, parsed: Parsed) -> Sentence | None:
    """The same, found out for a sentence."""
    before, scene, local = parsed.sentence.previous, context.scene, context.scene.words.local
    words = [word for word, _, _ in scene.words_after(parsed.start, _HEAD)]
    first = len(words) > 1 and words[0] in local("definite_article") and words[1] in local("nth")
    group = first and any(word in local("body") for word in words[2:])
    drill = bool(words) and words[0] in local("demonstrative") and _opens_with_exercise(parsed)
    if not (group or drill) or not is_to_come(scene, parsed.start, parsed.end):
        return None
    for _ in range(_BACK):
        if before is None or parsed.sentence.block - before.block > 1:
            return None
        if _lets_in(scene, before):
            return before
        before = before.previous
    return None


def of_those_let_in(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """Authorised, of people and craft whose entry the text has just told of."""
    draft = parsed.anchors[number].draft
    if draft.kind != PERSONNEL and draft.unit not in CRAFT:
        return None
    return ("authorised", "some of those let in") if let_in_before(context, parsed) is not None else None


def _opens_with_exercise(parsed: Parsed) -> bool:
    return any(mark.code == "exercise" and mark.start - parsed.start < _OPENING for mark in parsed.links)
