"""The stage of a sum by the noun whose sum it is, where no verb tells more: "In a $50 million deal, Mali bought", "un acuerdo de armas por 50 millones"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.statements.claim import MONEY

_REACH, _WORDS, _THOUGHT = 48, 5, 3
"""Characters and words between a sum and its noun, and words between an adjective and what it is of, at most."""
_PARTING = frozenset(("and", "cut", "rel"))
_HELPING = frozenset(("passive", "cond", "future", "perfect"))
_OF_A_DEAL = "the sum of a deal"


def sum_of_a_deal(parsed: Parsed, number: int) -> Filling | None:
    """What a sum is by its noun, which stands behind it in one phrase or leads it with a preposition; only thought of where an adjective says so."""
    here = parsed.anchors[number]
    if here.draft.kind != MONEY or here.draft.unit == "percent":
        return None
    stage = _noun_behind(parsed, here.end) or _noun_before(parsed, here.start)
    return (stage, _OF_A_DEAL) if stage else None


def _noun_behind(parsed: Parsed, end: int) -> str:
    """The stage of the noun that a sum stands before: "a $50 million arms deal"."""
    small, nouns = parsed.small, parsed.sentence.scene.words.local("slot-sum-of")
    if small.article:
        return ""  # in Spanish a noun leads its sum
    for word in parsed.gap(end, min(end + _REACH, parsed.end))[:_WORDS]:
        if word in nouns:
            return "intent" if _is_thought_of(parsed, end) else nouns[word]
        if (not word[0].isalnum() and word != ".") or word in small.role or word in small.aux:
            return ""
    return ""


def _noun_before(parsed: Parsed, start: int) -> str:
    """The stage of the noun that leads a sum: "a deal worth $50 million", "un acuerdo de armas por 50 millones"."""
    local = parsed.sentence.scene.words.local
    words = parsed.gap(max(parsed.start, start - _REACH), start)
    if not words or not (words[-1] in local("slot-worth") or words[-1] in parsed.small.role):
        return ""
    for at in range(len(words) - 1, max(-1, len(words) - 2 - _WORDS), -1):
        if words[at] in local("slot-sum-of"):
            thought = any(word in local("slot-only-thought") for word in words[max(0, at - _THOUGHT) : at + 2])
            return "intent" if thought else local("slot-sum-of")[words[at]]
        small = parsed.small
        parted = not words[at][0].isalnum() or small.clause.get(words[at]) in _PARTING
        if parted or small.aux.get(words[at]) in _HELPING:
            return ""
    return ""


def _is_thought_of(parsed: Parsed, end: int) -> bool:
    """Whether an adjective in front of a sum says that what it is of is only thought of: "a possible $50 million sale"."""
    thought = parsed.sentence.scene.words.local("slot-only-thought")
    return any(word in thought for word in parsed.gap(max(parsed.start, end - _REACH), end)[-_THOUGHT - _WORDS :])
