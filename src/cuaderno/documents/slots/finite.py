"""Verbs that an "and" joins and their ending shows to be finite, so that they depend on none: "bought in 1995, and keeps 40 advisers"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.stage_words import Verb


def joined_as_finite(parsed: Parsed, verb: Verb, words: list[str]) -> bool:
    """Whether "and" stands right before a verb in the third person, `words` being those before it."""
    if verb.form != "base" or not words or parsed.small.clause.get(words[-1]) != "and":
        return False
    said = parsed.plain[verb.start : verb.end].partition(" ")[0]
    return said.endswith(parsed.sentence.scene.words.endings("third"))
