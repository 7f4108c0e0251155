"""The tense in which a stretch of text tells: of what is past, of what has been, of what is to come."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import cast

from cuaderno.documents.lexicon import Lexicon
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed

PAST, PERFECT, FUTURE, OTHER = "past", "perfect", "future", "other"
_BEFORE = 3
"""Words before a figure among which its verb stands, with the one before it."""
_LONG = 4
"""Letters of a word too short to be told a verb of the past by its ending; of the future, "hará" is long enough."""


def tense(scene: Scene, start: int, end: int) -> str:
    """The tense in which a stretch tells: of what is past, has been, or is to come; other where no verb is known."""
    known = cast("dict[tuple[int, int], str]", scene.notes.setdefault("tenses", {}))
    if (start, end) not in known:
        known[start, end] = _tense(scene, start, end)
    return known[start, end]


def is_to_come(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch tells of what is to come; where it does not, no part of it does."""
    return tense(scene, start, end) == FUTURE


def is_supposed(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb of a stretch has the ending of a conditional: "llegarían"."""
    return _ends(scene, start, end, "conditional")


def _tense(scene: Scene, start: int, end: int) -> str:
    intending = scene.starting("intending", start, end)
    if (intending and intending[0].end <= end) or _ends(scene, start, end, "future"):
        return FUTURE
    if glimpsed(scene, start, end, "auxiliary"):
        return PERFECT
    if glimpsed(scene, start, end, "past_verb") or _ends(scene, start, end, "past"):
        return PAST
    stages = [mark for mark in scene.starting("stage", start, end) if mark.end <= end]
    return PAST if any(_is_past(scene, mark.start, mark.code) for mark in stages) else OTHER


def _ends(scene: Scene, start: int, end: int, tense_named: str) -> bool:
    """Whether a word of a stretch has an ending of a tense, which are told by their accents, and is no verb of saying."""
    ending = _ending(scene.words, f"{tense_named}_ending")
    if ending is None:
        return False
    saying, plain = scene.words.local("saying"), scene.plain
    return any(plain[found.start() : found.end()] not in saying for found in ending.finditer(scene.text, start, end))


@lru_cache(maxsize=8)
def _ending(words: Lexicon, kind: str) -> re.Pattern[str] | None:
    """What finds the words long enough with one of the endings of a kind; None where the language has none."""
    forms = "|".join(words.local(kind).values())
    fewest = _LONG if kind == "future_ending" else _LONG + 1
    return re.compile(rf"(?<!\w)(?=\w{{{fewest}}})\w*(?:{forms})(?!\w)", re.IGNORECASE) if forms else None


def past_before(scene: Scene, place: int) -> bool:
    """Whether the verb right before a figure has the ending of a regular past, behind no helper: "Its crew boarded 12 vessels"."""
    endings = tuple(scene.words.local("regular_past"))
    if not endings:
        return False
    words = scene.words_before(place, _BEFORE)
    for (word, _, _), (led, _, _) in pairwise(words):
        if word.endswith(endings) and len(word) > _LONG:
            local = scene.words.local
            return led[:1].isalpha() and not any(led in local(kind) for kind in ("auxiliary", "has_been", "article"))
    return False


def _is_past(scene: Scene, start: int, code: str) -> bool:
    """Whether a word for a stage is a verb of the simple past: "delivered", behind no helper and no article; "donó" by its accent."""
    form = code.rpartition(" ")[2]
    if form == "fin":
        return _ends_past(scene, start)
    return form == "ed" and scene.word_before(start)[0] not in scene.words.local("article")


def _ends_past(scene: Scene, start: int) -> bool:
    """Whether a verb at a place, however short, has an ending of the past."""
    endings = tuple(scene.words.local("past_ending").values())
    return bool(endings) and scene.text[start : scene.word_after(start)[2]].endswith(endings)
