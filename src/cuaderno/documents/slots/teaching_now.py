"""Teaching that goes on: "capacita en este momento a 60", "the training of 24 pilots, which began in April"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.stage_words import Verb

_BEHIND = 96
"""Characters behind a noun of teaching in which it is said to have begun."""


def goes_on(parsed: Parsed, verb: Verb) -> bool:
    """Whether people are taught at present, by a verb in the present with a word for now, or by training that has begun."""
    return (verb.frame == "train" and verb.form == "noun" and _begun(parsed, verb)) or _going_on(parsed, verb)


def _going_on(parsed: Parsed, verb: Verb) -> bool:
    """Whether people are taught at present, by a verb in the present and a word for now: "capacita en este momento a 60"."""
    if verb.form not in ("base", "fin"):
        return False
    text = parsed.sentence.scene.text[verb.start : verb.end]
    present = (
        verb.form == "base" if not (ends := parsed.sentence.scene.words.endings("present")) else text.endswith(ends)
    )
    return present and text.isascii() and any(w in parsed.small.nowadays for w in parsed.gap(parsed.start, parsed.end))


def _begun(parsed: Parsed, verb: Verb) -> bool:
    """Whether training is said to have begun, behind it: "la instrucción de 24 pilotos, que comenzó en abril"."""
    begun = parsed.sentence.scene.words.local("slot-begun")
    return any(word in begun for word in parsed.gap(verb.end, min(verb.end + _BEHIND, parsed.end)))
