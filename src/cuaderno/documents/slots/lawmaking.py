"""What an act of parliament gives or grants: it is approved, and not yet given."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.stage_words import Verb

_OPENING = 48
"""Characters at the head of a sentence in which its subject is looked for."""


def granted_by_law(parsed: Parsed, verb: Verb) -> str:
    """The stage of the law by which somebody will receive: "will get $448 million under the bill that Congress approved"."""
    behind = (v for v in parsed.verbs if v.start > verb.end and v.form in ("ed", "fin"))
    return next((v.stage for v in behind if v.stage in ("approved", "appropriated", "authorised")), "")


def given_by_law(parsed: Parsed, verb: Verb) -> bool:
    """Whether an act gives: what a law provides is approved, and not yet given."""
    words = parsed.gap(max(parsed.start, verb.start - 20), verb.start)
    subject = next((w for w in reversed(words) if parsed.small.aux.get(w) != "adverb"), "")
    if subject in parsed.small.it and (before := parsed.sentence.previous) is not None:
        words = parsed.gap(before.start, min(before.end, before.start + _OPENING))
        return any(word in parsed.small.act for word in words)
    return subject in parsed.small.act
