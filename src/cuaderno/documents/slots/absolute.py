"""What each gives of a whole, set behind it with "with": "pledged $500 million, with Sweden contributing 275 million and Norway 146"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import WITH, Party
from cuaderno.documents.slots.stage_words import Verb

_TIED = 2
"""Characters between a party and the participle by which it acts."""


def acts_with(parsed: Parsed, verb: Verb) -> Party | None:
    """The party that acts by a participle right behind it, where "with" sets both behind the clause; None where none is."""
    if verb.form not in ("ing", "inf"):
        return None
    return next((p for p in parsed.parties if p.role == WITH and 0 < verb.start - p.end < _TIED), None)


def main_deed(parsed: Parsed, verb: Verb) -> Verb | None:
    """The verb of the clause behind which "with" sets who gives what of its figure; None where nothing is so set."""
    party = acts_with(parsed, verb)
    if party is None:
        return None
    told = (v for v in reversed(parsed.verbs) if v.end <= party.start and v.form in ("ed", "fin", "fut", "base"))
    return next(told, None)
