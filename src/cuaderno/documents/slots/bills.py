"""What a bill would give that a text lays before parliament, and what a determination lets be given: "I am transmitting proposed legislation … . The bill authorizes $30 million"."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed

_OF_A_LAW = frozenset(("approved", "appropriated", "authorised", "provided", "allocated", "agreed"))
"""The stages of verbs that tell what a bill does with sums."""
_GIVEN = frozenset(("provided", "delivered", "allocated"))
_BE = 6
"""Characters before a verb in which its "to" or "be" stands."""


def of_a_proposed_bill(context: Context, parsed: Parsed, governing: Governing | None) -> bool:
    """Whether a figure is of a sentence whose subject is a bill that so far is only proposed."""
    if governing is None or governing.negated or governing.stage not in _OF_A_LAW:
        return False
    proposed = _proposed(context)
    if not 0 <= proposed < parsed.start:
        return False
    first = next((verb.start for verb in parsed.verbs if verb.form != "noun"), parsed.start)
    return any(word in parsed.small.act for word in parsed.gap(parsed.start, first)[-2:])


def by_determination(parsed: Parsed, governing: Governing | None) -> bool:
    """Whether who may give leave determines that something be given, or that it is in the interest to: "I hereby determine that $4 million be made
    available", "determine that it is important to furnish up to $9 million"."""
    if governing is None or governing.negated or governing.stage not in _GIVEN:
        return False
    local, until = parsed.sentence.scene.words.local, governing.verb.start - _BE
    if not any(parsed.plain.find(words, parsed.start, until) >= 0 for words in local("slot-determining")):
        return False
    led = parsed.gap(max(parsed.start, until), governing.verb.start)[-1:]
    return any(parsed.small.aux.get(word) == "to" or word in local("slot-be") for word in led)


def _proposed(context: Context) -> int:
    """Where a text first calls a bill a proposed one; -1 where it never does."""
    known = cast("int | None", context.scene.notes.get("proposed bill"))
    if known is None:
        places = (context.plain.find(name) for name in context.scene.words.local("slot-proposed-act"))
        known = context.scene.notes["proposed bill"] = min((at for at in places if at >= 0), default=-1)
    return known
