"""What a sum or people are for: whom they are to train or what they are to buy has come as far as they have."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.carrying import near
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, WITH
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_WITH_SUMS = frozenset(("train", "buy", "get"))
_FRAMES, _FORMS = frozenset(("train", "buy")), frozenset(("base", "inf"))
_GIVING = frozenset(("give", "send"))
"""The frames of what a sum is to hand over, of which only its own sentence tells to whom."""
_COMING = frozenset(
    (
        "pledged",
        "announced",
        "intent",
        "requested",
        "notified",
        "approved",
        "authorised",
        "appropriated",
        "refused",
        "signed",
    )
)
_GIVEN = frozenset(("provided", "delivered", "allocated", "obligated", "disbursed", "committed"))
_USED = _GIVEN | {"spent"}
_LED = 6
"""Characters before "these funds" in which its preposition stands."""


def purpose_of(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Draft | None:
    """The figure that a deed is done with: before an infinitive of purpose ("obligated $3 million to train 260 officers"), or told
    in a sentence before and taken up ("with these funds the navy bought two boats"); else None."""
    if governing is not None and governing.verb.frame in _GIVING:
        whole = _before_its_purpose(parsed, number, governing)
        coming = whole is not None and whole.kind == MONEY and whole.stage in _COMING
        return whole if coming and parsed.anchors[number].draft.kind == QUANTITY else None
    if governing is None or governing.verb.frame not in _WITH_SUMS:
        return None
    return _before_its_purpose(parsed, number, governing) or _bought_with(context, parsed, number, governing)


def money_buys(parsed: Parsed, number: int, governing: Governing | None) -> bool:
    """Whether a sum of a programme, or the programme, is the subject of buying: "$11.5 million in Section 333 funds bought 18
    ambulances", "FMF has funded the acquisition of 18 ambulances"."""
    if governing is None or governing.verb.frame != "buy" or governing.verb.form not in ("ed", "fin", "noun"):
        return False
    verb = governing.verb
    if verb.form == "noun":
        paying = next((v for v in reversed(parsed.verbs) if v.end <= verb.start), None)
        if paying is None or paying.form != "weak" or verb.start - paying.end > _LED:
            return False
        verb = paying
    before = next((a for a in reversed(parsed.anchors[: number + 1]) if a.end <= verb.start), None)
    if governing.passive or (before is not None and before.draft.kind != MONEY):
        return False
    named = next((mark for mark in reversed(parsed.programmes) if mark.end <= verb.start), None)
    if named is None or (before is None and governing.verb.form != "noun"):
        return False
    words, clause = parsed.gap(named.end if before is None else before.end, verb.start), parsed.small.clause
    parted = any(word in ",;:" or clause.get(word) in ("and", "cut", "rel") for word in words)
    return not parted and not any(p.role == BARE and not p.aid and p.end <= verb.start for p in parsed.parties)


def _bought_with(context: Context, parsed: Parsed, number: int, governing: Governing) -> Draft | None:
    """The sum told before with which things are bought or come: "with these funds", "con ese dinero"."""
    last, here = context.last, parsed.anchors[number]
    if number or last is None or last.kind != MONEY or governing.verb.frame not in ("buy", "get"):
        return None
    if here.draft.kind != QUANTITY or not near(context, parsed, last):
        return None
    led = (
        parsed.gap(max(parsed.start, mark.start - _LED), mark.start)[-1:]
        for mark in parsed.anaphors
        if mark.code in ("funds", "topic", "amount") and mark.end <= here.start
    )
    return last if any(word and parsed.small.role.get(word[0]) == WITH for word in led) else None


def _before_its_purpose(parsed: Parsed, number: int, governing: Governing) -> Draft | None:
    if not number or governing.verb.frame not in _FRAMES | _GIVING or governing.verb.form not in _FORMS:
        return None
    verb = governing.verb
    before = next((a for a in reversed(parsed.anchors[:number]) if a.end <= verb.start), None)
    if before is None or verb.start > parsed.anchors[number].start:
        return None
    words, clause, aux = parsed.gap(before.end, verb.start), parsed.small.clause, parsed.small.aux
    led = any(aux.get(word) == "to" for word in words[-3:])
    if not led or any(word in ";:" or clause.get(word) in ("cut", "rel") for word in words):
        return None
    others = [v for v in parsed.verbs if before.end <= v.start < verb.start and v.form not in (*_FORMS, "noun")]
    own = "stage: after" in before.draft.rules
    return before.draft if len(others) <= own else None


def as_far_as(whole: Draft, governing: Governing) -> str | None:
    """The stage of what a figure is for, by the figure's own; None where it says nothing of it."""
    if whole.stage in _COMING:
        return whole.stage
    spends = _USED if governing.verb.frame == "train" else _GIVEN
    return "provided" if whole.kind == MONEY and whole.stage in spends else None


def paid_for(draft: Draft, whole: Draft, governing: Governing | None) -> bool:
    """Whether a sum that one gives to another is for things to be bought, which so come of the same giver."""
    if governing is not None and governing.verb.frame in _GIVING:
        return False
    return (
        whole.kind == MONEY and draft.kind != PERSONNEL and bool(whole.provider) and whole.provider != whole.recipient
    )
