"""What somebody asks that others do or that be done: "asked that half the money be released", "urge that Congress approve a loan"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.stage_words import Verb

_FAR = 120
"""Characters from a verb of asking to the subjunctive that depends on it, at most."""
_PASSIVE = frozenset(("ed", "part"))


def asked_that(parsed: Parsed, verb: Verb) -> Verb | None:
    """The verb of asking on which a subjunctive depends, a bare "be" with a participle or a form without ending behind "that"; else None."""
    if verb.form != "base" and not (verb.form in _PASSIVE and _is_bare(parsed, verb)):
        return None
    head = next((each for each in reversed(parsed.verbs) if each.end <= verb.start), None)
    if head is None or head.stage != "requested" or verb.start - head.end > _FAR:
        return None
    that = parsed.sentence.scene.words.local("slot-that")
    asked = any(word in that for word in parsed.gap(parsed.start, head.end)[-1:])
    return head if asked and not any(word in ";:" for word in parsed.gap(head.end, verb.start)) else None


def _is_bare(parsed: Parsed, verb: Verb) -> bool:
    """Whether a form of "to be" without an ending stands alone before a participle: "that 12 radios be sent", not "will be sent"."""
    words = parsed.gap(max(parsed.start, verb.start - len("always be ")), verb.start)[-2:]
    if not words or words[-1] not in parsed.sentence.scene.words.local("slot-be"):
        return False
    return len(words) == 1 or words[0] not in parsed.small.aux or parsed.small.aux[words[0]] == "adverb"
