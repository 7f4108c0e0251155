"""Sums that say by how much something rose or fell: "an increase of $5 million", "cut by a third", "down 8 percent from"."""

from __future__ import annotations

from functools import lru_cache

from cuaderno.documents.lexicon import Lexicon
from cuaderno.documents.marks import Mark
from cuaderno.documents.sentence import Sentence

NEAR = 60
SIGNS = ("+", "-")


def change_of(sentence: Sentence, start: int, end: int) -> str:
    """The sign of a change that the words around a number say, or nothing."""
    turns, than = sentence.of("up"), sentence.of("than")
    if (turns or than) and not sentence.scene.plain.startswith(_levels(sentence.scene.words), start):
        local, word_before = sentence.scene.words.local("season_before"), sentence.scene.word_before
        turns = [mark for mark in turns if mark.code in SIGNS and not (local and word_before(mark.start)[0] in local)]
        plain, levels = sentence.scene.plain, _levels(sentence.scene.words)
        behind = [
            mark
            for mark in (*than, *turns)
            if 0 <= mark.start - end <= 4
            and "," not in plain[end : mark.start]
            and not plain.startswith(levels, mark.end + 1)
        ]
        before = [mark for mark in turns if -4 <= start - mark.end <= 12 and not _moved(sentence, mark.end, start)]
        if behind or before:
            return behind[0].code if behind else before[-1].code
        if by := _by(sentence, turns, start) or _of_so_much(sentence, turns, start):
            return by
    if sign := _turned(sentence, start, end):
        return sign
    degree, comparing = sentence.scene.words.local("degree_sign"), sentence.scene.words.local("comparing")
    after, _, last = sentence.scene.word_after(end)
    return degree[after] if after in degree and sentence.scene.word_after(last)[0] in comparing else ""


def cut_of(sentence: Sentence, start: int) -> str:
    """The sign of a noun of change right before a share of what it changes: "proposes a cut of 31 percent of the aid"; or nothing."""
    near = next((mark for mark in sentence.of("up") if mark.code in SIGNS and 0 <= start - mark.end <= len(" ")), None)
    last = sentence.scene.word_before(near.end)[0] if near is not None else ""
    return near.code if near is not None and last in sentence.scene.words.local("share_of") else ""


def _turned(sentence: Sentence, start: int, end: int) -> str:
    """The sign of "down" or "up" right before a number that is set against an earlier one: "…, down 8 per cent from the year before"."""
    scene = sentence.scene
    word, begin, _ = scene.word_before(start)
    sign = scene.words.local("turned").get(word, "")
    set_apart = sign and scene.word_before(begin)[0] in (",", "-", ":", "(")
    return sign if sign and (set_apart or scene.word_after(end)[0] in scene.words.local("moved")) else ""


@lru_cache(maxsize=4)
def _levels(words: Lexicon) -> tuple[str, ...]:
    """Hedges behind a verb of change that say how far something came: "dropped below 60 percent"."""
    return tuple(words.local("level"))


def _by(sentence: Sentence, turns: list[Mark], start: int) -> str:
    """The sign of a verb of change farther before "by": cut the request by a third, se redujo este año en 7 por ciento."""
    around = sentence.scene.words_before(start, 2)
    by, articles = sentence.scene.words.local("change_by"), sentence.scene.words.local("article")
    led = around[1][0] if len(around) > 1 and around[0][0] in articles else ""
    if not around or not (around[0][0] in by or led in by or _is_object(sentence, around[0][0], led)):
        return ""
    return _before(sentence, turns, start)


def _is_object(sentence: Sentence, article: str, last: str) -> bool:
    """Whether an article alone says by how much, right behind what is changed: "incrementó sus ventas de armas un 138 %"."""
    local = sentence.scene.words.local
    led = last.isalpha() and last not in local("moved") and last not in local("slot-role")
    return led and article in local("by_so_much")


def _of_so_much(sentence: Sentence, turns: list[Mark], start: int) -> str:
    """The sign of a noun of change whose measure stands behind what is changed: "una caída de las ventas del 64 %"."""
    scene = sentence.scene
    if scene.word_before(start)[0] not in scene.words.local("share_of"):
        return ""
    nouns, into = scene.words.local("change_noun"), scene.words.local("change_in")
    led = [mark for mark in turns if any(word in nouns for word in scene.plain[mark.start : mark.end].split())]
    led = [mark for mark in led if {scene.word_before(mark.end)[0], scene.word_after(mark.end)[0]} & into.keys()]
    return _before(sentence, led, start)


def _before(sentence: Sentence, turns: list[Mark], start: int) -> str:
    """The sign of the last word of change near before a number, where neither a sign nor another number parts them."""
    before = [mark for mark in turns if 0 <= start - mark.end <= NEAR]
    between = sentence.scene.plain[before[-1].end : start] if before else ""
    return before[-1].code if before and not any(char in ",;:(" or char.isdigit() for char in between) else ""


def _moved(sentence: Sentence, start: int, end: int) -> bool:
    """Whether "to" or "from" stands between a verb of change and a number: what it fell to is not by how much."""
    words = [word for word, _, _ in sentence.scene.words_between(start, end)]
    ends = sentence.scene.words.local("moved")
    if not words:
        return False
    known = words[-1] in sentence.scene.words.local("definite_article")  # "trimmed the $75 million request"
    return known or words[0] in ends or words[-1] in ends or "," in words
