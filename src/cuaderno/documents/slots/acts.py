"""What a text about an act of parliament gives its sums: "Committee Approves 2012 Bill" makes of all that the bill funds approved money."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, BY, FROM
from cuaderno.documents.slots.sides import GETS
from cuaderno.documents.times.tenses import OTHER, tense
from cuaderno.statements.claim import MONEY

_PASSED = frozenset(("approved", "appropriated", "authorised"))
_FUNDED = frozenset(("provided", "allocated"))
_HELPER = 10
"""Characters before a participle in which its "is" stands."""


def act_of_title(context: Context) -> str:
    """How far the act has come of which the title tells: "House Passes Defense Bill"; "" where it tells of none."""
    known = cast("str | None", context.scene.notes.get("act"))
    if known is None:
        known = context.scene.notes["act"] = _act_of(context.titled)
    return known


def _act_of(title: Parsed) -> str:
    if not any(word in title.small.act for word in title.gap(title.start, title.end)):
        return ""
    return next((verb.stage for verb in title.verbs if verb.stage in _PASSED and verb.form != "noun"), "")


def funded_by_the_act(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> str:
    """The stage of the act for a sum that it funds, told without a verb or as of the present: "IMET – $30 million", "is funded at"."""
    here = parsed.anchors[number]
    act = act_of_title(context) if here.draft.kind == MONEY else ""
    if not act or parsed.sentence.of("rate"):
        return ""  # "aid to Egypt is $1 billion a year"
    if governing is None:
        told = parsed.has(here) is not None or any(v.end <= here.start and v.form != "noun" for v in parsed.verbs)
        return "" if number or told or here.draft.unit == "percent" else act
    if governing.stage not in _FUNDED or governing.negated or governing.verb.form == "noun":
        return ""
    return act if _present(context, parsed, governing) and not _another_gives(context, parsed, governing) else ""


def _present(context: Context, parsed: Parsed, governing: Governing) -> bool:
    """Whether a verb tells of the present: "receives", "is funded"."""
    verb = governing.verb
    if governing.passive:
        return any(word in parsed.small.now for word in parsed.gap(max(parsed.start, verb.start - _HELPER), verb.start))
    return tense(context.scene, verb.start, verb.end) == OTHER


def _another_gives(context: Context, parsed: Parsed, governing: Governing) -> bool:
    """Whether somebody else than the donor of the text gives, by the verb of a sum: "Norway gives $5 million"."""
    verb, known = governing.verb, {"", *context.donor}
    if any(p.role in (BY, FROM) and p.code not in known for p in parsed.parties):
        return True
    if governing.passive or verb.frame in GETS:
        return False
    return any(p.role == BARE and p.code not in known and p.end <= verb.start for p in parsed.parties)
