"""The deed that a verb of doing only says to have been done: "La entrega se realizó el lunes", "The delivery of 12 trucks was carried out"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.stage_words import Verb

_DEEDS = frozenset(("give", "send", "sell", "buy", "deploy", "withdraw"))
"""The frames of the nouns for what is done with goods, sums and people."""
_SUBJECT = 80
"""Characters before a verb in which its subject stands."""


def deed_done(parsed: Parsed, verb: Verb) -> Verb | None:
    """The noun of a deed that is the subject of a verb of doing, with the form of the verb; None where another is done."""
    if verb.frame != "do":
        return None
    before = [one for one in parsed.verbs if 0 <= verb.start - one.end < _SUBJECT]
    deed = before[-1] if before else None
    if deed is None or deed.form != "noun" or deed.frame not in _DEEDS:
        return None
    between = parsed.gap(deed.end, verb.start)
    if any(word in ",;:" or parsed.small.clause.get(word) in ("cut", "rel", "and") for word in between):
        return None
    return verb._replace(stage=deed.stage, frame=deed.frame)
