"""What one figure of a list is for, which is nothing that is said of the next: "eight boats to provide security and ten trucks"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import FOR
from cuaderno.documents.slots.stage_words import Verb

_THINGS, _LED, _PURPOSE = 40, 12, 100
"""Characters of the things counted before the infinitive, of the word before it, and of the purpose up to the next figure."""


def is_purpose_of_another(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether an infinitive right behind the figure before tells what that one is for, and "and" joins this one to it."""
    if not number or verb.form not in ("base", "inf"):
        return False
    before, here = parsed.anchors[number - 1], parsed.anchors[number]
    if not before.end < verb.start < before.end + _THINGS or here.start - verb.end > _PURPOSE:
        return False
    led = parsed.gap(max(before.end, verb.start - _LED), verb.start)[-1:]
    if not led or not (parsed.small.aux.get(led[0]) == "to" or parsed.small.role.get(led[0]) == FOR):
        return False
    if any(before.end <= other.start < verb.start for other in parsed.verbs):
        return False
    tied = parsed.gap(verb.end, here.start)[-1:]
    return bool(tied) and parsed.small.clause.get(tied[0]) == "and"
