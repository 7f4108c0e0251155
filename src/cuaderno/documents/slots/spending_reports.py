"""Texts whose title tells of what countries spend on their forces: a sum in them is spent, whatever weak verb tells it: "Brazil comes first with
20.9 billion", "Chile destinó 5.300 millones"."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import FOR, TO
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.statements.claim import MONEY

_OF_ITS_OWN = frozenset(("allocated", "disbursed"))
"""The stages of verbs by which a country lays out money for itself, where nobody gets it."""
_TOLD = "what a report on spending tells"
_UNSURE = frozenset(("intent", "conditional", "negated"))
_COMES_TO = frozenset(("provided", "active"))
"""Those of verbs that only tell what a sum comes to."""


def of_a_spending_report(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """The stage of a sum of such a text of which no verb tells another; None for all else."""
    draft = parsed.anchors[number].draft
    if draft.kind != MONEY or not _reports_spending(context) or parsed.programmes or parsed.universes:
        return None
    if any(party.aid for party in parsed.parties) or not _UNSURE.isdisjoint(draft.marks):
        return None
    return ("spent", _TOLD) if governing is None or _is_open(parsed, governing) else None


def lay_out_for_themselves(draft: Draft) -> None:
    """Let the country that such a text names with a sum, and names alone, be the one on whose forces it is spent."""
    if f"stage: {_TOLD}" not in draft.rules or draft.provider == draft.recipient:
        return
    spender = draft.provider or draft.recipient
    if len(spender) == 1:
        draft.filled("recipient" if draft.provider else "provider", spender, "own spending")


def _is_open(parsed: Parsed, governing: Governing) -> bool:
    """Whether a verb says no more than that money is laid out, or what it comes to."""
    if governing.negated or governing.rule.endswith("condition"):
        return False
    if governing.stage in _COMES_TO:
        return governing.verb.form == "weak" or governing.verb.frame == "have"
    given = any(party.role in (TO, FOR) and party.code for party in parsed.parties)
    return governing.stage in _OF_ITS_OWN and not given


def _reports_spending(context: Context) -> bool:
    """Whether the title tells of military spending."""
    known = cast("bool | None", context.scene.notes.get("spending report"))
    if known is None:
        title, spending = context.titled, context.scene.words.local("slot-military-spending")
        known = any(title.plain.find(words, title.start, title.end) >= 0 for words in spending)
        context.scene.notes["spending report"] = known
    return known
