"""A country that acts by a body, an officer or a firm of its own: "Germany's defence ministry gave", "Israel's Elbit Systems sold"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import Party

_LONGEST, _FEW = 60, 4
"""Characters of a name with capitals, and words before the one that says what body it is, at most: "Kenya's new Cabinet Secretary for Defence"."""


def acts_by_its_own(parsed: Parsed, owner: Party, verb: int) -> bool:
    """Whether what is an owner's is a body or an officer, or a name right before a verb, so that the owner itself acts."""
    scene = parsed.sentence.scene
    start = parsed.plain.find(" ", owner.end) + 1
    offices = scene.words.local("rel_office")
    words = scene.words_between(start, min(verb, start + _LONGEST))
    for number, (word, at, end) in enumerate(words[:_FEW]):
        if parsed.small.role.get(word) or not word[0].isalnum():
            return False
        ahead = words[number + 1][0] if number + 1 < len(words) else ""
        known = parsed.small.skip.get(word) == "body" or word in scene.words.local("slot-acting")
        if known or "any" in (offices.get(word), offices.get(f"{word} {ahead}")):
            return not parsed.small.aid.get(ahead)
        if not scene.text[at:end][0].isupper():
            continue
        if all(scene.text[a:e][0].isupper() or w in parsed.small.aux for w, a, e in words[number:]):
            return verb - start <= _LONGEST
    return False
