"""Who is asked, urged or allowed to do what an infinitive tells: "asked Poland to provide 14 tanks", "pidió a Kenia enviar 900 policías", "asked that Kenya send 900"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, TO, Party
from cuaderno.documents.slots.stage_words import Verb

_BASE = ("base", "inf", "cond")
_BESIDE = 12
"""Characters between a party and the verb that it is asked to do, at most: "to", "que"."""


def told_to_act(parsed: Parsed, verb: Verb) -> Party | None:
    """The party that is told to do what a verb says; None where the party before it is not, or another deed stands between."""
    if verb.form not in _BASE:
        return None
    party = next((p for p in reversed(parsed.parties) if p.end <= verb.start), None)
    if party is None or party.owns or party.role not in (BARE, TO) or verb.start - party.end > _BESIDE:
        return None
    words, small = parsed.gap(party.end, verb.start), parsed.small
    if any(word not in small.aux and small.clause.get(word) != "rel" for word in words):
        return None
    told = parsed.sentence.scene.words.local("slot-told-to")
    before = [
        word for word in parsed.gap(max(parsed.start, party.start - 2 * _BESIDE), party.start) if word not in small.skip
    ]
    that = parsed.sentence.scene.words.local("slot-that")
    while before and (small.role.get(before[-1]) == TO or before[-1] in that):
        before.pop()
    return party if before and before[-1] in told else None
