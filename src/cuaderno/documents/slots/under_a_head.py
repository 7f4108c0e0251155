"""What the verb on which another depends makes of it: leave given to a proposal, what somebody seeks to do itself, what is to be asked for."""

from __future__ import annotations

from cuaderno.documents.slots.heads import LEAVE
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.stage_words import Verb

_TOLD = frozenset(("ed", "fin", "part"))
"""The forms of leave that has been given."""
_TO = 4
"""Characters from a wish to what is wished: "wants to"."""


def leave_given(parsed: Parsed, head: Verb) -> str:
    """The stage of the leave that is given to a proposal right behind it: "autorizó la propuesta de venta"; empty where none is."""
    before = next((v for v in reversed(parsed.verbs) if v.end <= head.start), None)
    if before is None or head.stage != "requested" or before.stage not in LEAVE or before.form not in _TOLD:
        return ""
    return before.stage if parsed.only(parsed.small.skip, before.end, head.start) else ""


def to_be_asked(head: Verb, verb: Verb) -> str:
    """The stage of what somebody announces that it will ask for: "announced that it would request $40 million"; empty for all else."""
    return "requested" if head.stage == "announced" and verb.stage == "requested" else ""


def sends_itself(parsed: Parsed, head: Verb, verb: Verb) -> bool:
    """Whether who seeks to send or give would do it itself: "wants to sell 300 tanks", "will seek to provide $9 million", not "asked Peru to
    deploy"."""
    asked = any(head.start < party.start < verb.start for party in parsed.parties)
    seeks = parsed.plain[head.start : head.end] in parsed.sentence.scene.words.local("slot-seeks")
    itself = verb.frame in ("send", "deploy") or (verb.frame in ("give", "train", "sell") and seeks)
    return itself and verb.start - head.end <= _TO and not asked
