"""The figure of which a list spells out what it brings: "$36 million … . The capabilities in this announcement include:"."""

from __future__ import annotations

from bisect import bisect_left

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.roles import BARE
from cuaderno.statements.claim import MONEY

_BACK, _BLOCKS = 6, 3
"""Figures and paragraphs back to which the sum that was announced is looked for."""
_LED = 3
"""Words and signs between "today's" and the word for what is announced."""
_PLANNED = frozenset(("announced", "approved", "authorised", "committed", "pledged", "notified", "provided"))


def spelt_out(context: Context, parsed: Parsed) -> Draft | None:
    """The sum with a programme that a lead-in without a name takes up as "this announcement", "the package"; else None."""
    if parsed.programmes or any(p.role == BARE and p.code not in ("", USA, *context.donor) for p in parsed.parties):
        return None
    if not _takes_up(context, parsed):
        return None
    told = bisect_left(context.all, parsed.start, key=_place)
    for draft in context.all[max(0, told - _BACK) : told][::-1]:
        if parsed.sentence.block - context.scene.sentence_at(draft.anchor[0]).block > _BLOCKS:
            return None
        if draft.kind == MONEY and draft.governed is None and "total" not in draft.marks:
            if draft.programme and draft.stage in _PLANNED:
                return draft
            if draft.stage in _PLANNED and "cumulative" not in draft.marks:
                return None
    return None


def _place(draft: Draft) -> int:
    return draft.anchor[0]


def _takes_up(context: Context, parsed: Parsed) -> bool:
    """Whether a word for what is announced stands in a lead-in with "this", "the" or "today's" before it."""
    words = context.scene.words
    things, definite = words.local("slot-announced"), words.local("definite_article")
    said = parsed.gap(parsed.start, parsed.end)
    for number, word in enumerate(said):
        if word in things and any(
            before in definite or things.get(before) == "day" for before in said[max(0, number - _LED) : number]
        ):
            return things[word] == "thing"
    return False
