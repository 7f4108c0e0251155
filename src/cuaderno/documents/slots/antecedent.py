"""What the first words of a sentence take up: "The package includes …" speaks on about the figure that was called a package."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import OF
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.statements.claim import MONEY, PERSONNEL

_BACK, _BLOCKS, _CLOSE, _PHRASE, _OPENING, _WORDS = 16, 3, 2, 60, 48, 4
_PRICED = 90
"""Characters at the head of a sentence with a price in front of its noun: "Worth 500 million euros, the package includes"."""
_HEDGED = 16
"""Characters between "of" and the figure, in which its hedge stands."""
_CODES = frozenset(("funds", "topic", "people"))
_HANDED_OVER = frozenset(("provided", "delivered"))
"""The stages of a deed that is taken up over a paragraph that tells of no other."""
_NAMED_AGAIN = _HANDED_OVER | {"agreed"}
"""The stages of nouns for a deed that may only be planned where they take it up."""
_GIVEN_SO = frozenset(("announced", "authorised", "approved", "pledged"))
"""The stages of a sum that is a package of goods."""


def bare_cost(parsed: Parsed, verb: Verb) -> bool:
    """Whether a noun for spending is the cost of what was told before: "el gasto asciende a", but not "el gasto en defensa"."""
    if verb.form != "noun" or verb.frame != "spend":
        return False
    covered = any(m.code == "topic" and m.end == verb.end for m in parsed.anaphors)
    return covered and any(v.form == "weak" and 0 < v.start - verb.end < 3 for v in parsed.verbs)


def taken_up_noun(parsed: Parsed, verb: Verb) -> bool:
    """Whether a noun for a deed at the head of a sentence only names again what was told: "The donation includes", "El envío consta de"."""
    if verb.form != "noun" or verb.stage not in _NAMED_AGAIN or verb.start > parsed.sentence.opening + _OPENING:
        return False
    return any(m.code in _CODES and m.start <= verb.start and verb.end <= m.end for m in parsed.anaphors)


def antecedent(context: Context, parsed: Parsed, until: int) -> Draft | None:
    """The figure that a definite noun at the head of a sentence takes up, before a place of it; None where none is there.

    It is the last figure called by the same noun, else the last one with a stage in this paragraph or the one before; of a package, or
    handed over, in one of the three before.
    """
    opening, scene = parsed.sentence.opening, context.scene
    priced = scene.word_after(opening)[0] in scene.words.local("priced_first")
    place = opening + _PRICED if priced else min(until, opening + _OPENING)
    back = next((m for m in parsed.anaphors if m.code in _CODES and m.end <= place), None)
    if back is not None and any(v.frame == "spend" and v.start < back.end < v.end for v in parsed.verbs):
        return None
    if back is None or not context.all:
        return None
    noun = context.plain[back.start : back.end].rpartition(" ")[2]
    block = parsed.sentence.block
    near: Draft | None = None
    for draft in context.all[: -_BACK - 1 : -1]:
        away = block - scene.sentence_at(draft.anchor[0]).block
        if away > _BLOCKS:
            break
        if back.code == "people" and draft.kind != PERSONNEL:
            continue
        if noun in context.plain[draft.anchor[1] : min(draft.anchor[1] + _PHRASE, draft.end)]:
            return draft
        if _introduced(context, noun, draft):
            return draft
        close = away < _CLOSE or noun in scene.words.local("slot-package") or draft.stage in _HANDED_OVER
        if near is None and close and draft.stage and "cumulative" not in draft.marks:
            near = draft
    return near or _titled(context, noun)


def _titled(context: Context, noun: str) -> Draft | None:
    """The sum of a title, which a text calls its package where none is told of nearer: "$60 Million Drawdown for Kenya"; as the text
    says it again under its programme."""
    first = context.all[0]
    named = first.kind == MONEY and first.stage in _GIVEN_SO
    if not named or noun not in context.scene.words.local("slot-package"):
        return None
    if not context.scene.sentence_at(first.anchor[0]).is_heading:
        return None
    again = (one for one in context.all[1:_BACK] if (one.value, one.unit) == (first.value, first.unit))
    return next((one for one in again if one.programme), first)


def _introduced(context: Context, noun: str, draft: Draft) -> bool:
    """Whether the sentence of a figure speaks of such a thing for the first time, before it: "announced a new package of"."""
    scene = context.scene
    start, end = scene.sentence_at(draft.anchor[0]).start, draft.anchor[0]
    at = context.plain.rfind(noun, start, end)
    if at < 0:
        return False
    behind = scene.word_after(at + len(noun))
    if scene.words.local("slot-role").get(behind[0]) == OF and behind[2] + _HEDGED >= end:
        return True  # "the 2017 sale of 12 aircraft"
    articles = scene.words.local("article")
    return any(word in articles for word, first, _ in scene.words_before(at, _WORDS) if first >= start)
