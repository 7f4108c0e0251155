"""What is to come with a plan already dated: "will carry 12 instructors, who will train 90", "The ship will call in June. It will carry"."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.others_times import foretold
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import MONEY

_ASKED = ("requested", "proposed", "intent")
_MOMENTS = frozenset({"day", "month", "month?", "year", "relative"})


def both_to_come(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether a figure stands in a relative clause to come of a dated plan: "will carry 12 instructors, who will train 90 sailors"."""
    start, end = first.anchor[1], second.anchor[0]
    comma = scene.plain.find(", ", start, end)
    if first.period_start is None or comma < 0:
        return False
    relative = scene.word_after(comma + 1)
    if scene.words.local("inserted").get(relative[0]) != "clause" or relative[2] >= end:
        return False
    return foretold(scene, relative[2], end) and foretold(scene, first.clause[0], first.anchor[0])


def same_plan(scene: Scene, draft: Draft, sentence: Sentence, teller: Sentence, time: Time) -> bool:
    """Whether a sentence to come goes on about what the one right before announces for a time: "It will carry", "A bordo viajará"."""
    if draft.kind == MONEY or teller.index != sentence.index - 1 or time.shape not in _MOMENTS or time.first is None:
        return False
    word, start, end = scene.word_after(sentence.start)
    local = scene.words.local
    return (
        word in local("pronoun")
        or foretold(scene, start, end)
        or (scene.plain.startswith(tuple(local("on_board")), sentence.start))
    )


def same_budget(scene: Scene, sentence: Sentence, teller: Sentence, time: Time) -> bool:
    """Whether a sentence tells what else would be given in the year for which money is asked: "For FY 2025 he asks for … . IMET would stay at"."""
    if time.shape != "year" or time.first is None or time.first != time.last or teller.block != sentence.block:
        return False
    if not time.fiscal or time.first.removeprefix("FY") < (scene.today or "9")[:4]:
        return False
    asked = any(mark.code.startswith(_ASKED) for mark in teller.of("stage"))
    return (asked or glimpsed(scene, teller.start, teller.end, "asking_for")) and would_be(scene, sentence)


def would_be(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence tells what would be: "Kenya would receive", "se destinarían"."""
    known = cast("dict[int, bool]", scene.notes.setdefault("would be", {}))
    if sentence.index not in known:
        known[sentence.index] = _would_be(scene, sentence)
    return known[sentence.index]


def _would_be(scene: Scene, sentence: Sentence) -> bool:
    endings = tuple(scene.words.local("conditional_ending").values())
    if endings and any(word.endswith(endings) for word in scene.text[sentence.start : sentence.end].lower().split()):
        return True
    return glimpsed(scene, sentence.start, sentence.end, "would")


def same_request(sentence: Sentence, teller: Sentence, time: Time) -> bool:
    """Whether a sentence tells what else is asked for, or not, of the fiscal year for which the one before asks: "It also requested …"."""
    if not time.fiscal or time.first is None or time.first != time.last or teller.block != sentence.block:
        return False
    return all(any(asks(mark.code) for mark in one.of("stage")) for one in (teller, sentence))


def asks_for(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence asks for something."""
    known = cast("dict[int, bool]", scene.notes.setdefault("asks for", {}))
    if sentence.index not in known:
        known[sentence.index] = any(asks(mark.code) for mark in sentence.of("stage"))
    return known[sentence.index]


def asks(code: str) -> bool:
    """Whether a word for a stage is a verb of asking, or its participle."""
    stage, _, form = code.split()
    return stage == "requested" and form in ("fin", "ed", "base", "part")
