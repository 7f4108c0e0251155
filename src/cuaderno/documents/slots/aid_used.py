"""What somebody does with aid: "Kenya has used the assistance to train 2,000 officers", which who gave the aid so has paid."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.stage_words import Verb

_REACH, _MOST = 48, 6
"""Characters, and words at most, from the using to what is done with the aid."""


def with_aid(parsed: Parsed, verb: Verb) -> bool:
    """Whether an infinitive tells what aid is used for."""
    words = parsed.gap(max(parsed.start, verb.start - _REACH), verb.start)
    if not words or parsed.small.aux.get(words[-1]) != "to":
        return False
    using = parsed.sentence.scene.words.local("slot-using-aid")
    at = next((at for at in range(len(words) - 1, -1, -1) if words[at] in using), None)
    if at is None or len(words) - at > _MOST:
        return False
    return any(parsed.small.aid.get(word) == "aid" for word in words[at:])
