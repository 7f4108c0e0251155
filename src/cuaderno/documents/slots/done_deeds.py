"""The deed that a verb of doing only says to have been done: "La entrega se realizó el lunes", "The delivery of 12 trucks was completed"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.stage_words import Verb

_DEEDS = frozenset(("give", "send", "sell", "buy", "deploy", "withdraw", "train"))
"""The frames of the nouns for what is done with goods, sums and people."""
_SUBJECT, _BETWEEN = 80, 4
"""Characters before a verb in which its subject stands, and words between it and what is got."""
_GRANTED = frozenset(("provided", "agreed"))
_LEAVE, _TOLD = frozenset(("approved", "authorised")), frozenset(("ed", "fin", "part"))


def deed_done(parsed: Parsed, verb: Verb) -> Verb | None:
    """The noun of a deed that is the subject of a verb of doing, with the form of the verb; None where another is done."""
    if verb.frame != "do" and verb.stage != "completed":
        return None
    before = [one for one in parsed.verbs if 0 <= verb.start - one.end < _SUBJECT]
    deed = before[-1] if before else None
    if deed is None or deed.form != "noun" or deed.frame not in _DEEDS:
        return None
    between = parsed.gap(deed.end, verb.start)
    if any(word in ",;:" or parsed.small.clause.get(word) in ("cut", "rel", "and") for word in between):
        return None
    return verb._replace(stage=deed.stage, frame=deed.frame)


def leave_won(parsed: Parsed, verb: Verb) -> Verb | None:
    """The leave that is what a verb of getting says to have been got: "The sale of 14 launchers received State Department approval"."""
    if verb.frame != "get" or verb.form not in _TOLD:
        return None
    leave = parsed.verb_after(verb.end)
    if leave is None or leave.form != "noun" or leave.stage not in _LEAVE:
        return None
    words = parsed.gap(verb.end, leave.start)
    if len(words) > _BETWEEN or any(not word[0].isalpha() for word in words):
        return None
    return verb._replace(stage=leave.stage, frame=leave.frame)


def grants_request(parsed: Parsed, verb: Verb) -> Verb | None:
    """Leave, where what a verb of giving or agreeing grants is a request: "granted Egypt's request for 12 helicopters"."""
    if verb.frame != "give" or verb.stage not in _GRANTED or verb.form not in _TOLD:
        return None
    request = parsed.verb_after(verb.end)
    if request is None or (request.frame, request.form) != ("ask", "noun"):
        return None
    words = parsed.gap(verb.end, request.start)
    granted = len(words) <= _BETWEEN and all(word[0].isalpha() or word == "'s" for word in words)
    return verb._replace(stage="approved") if granted else None
