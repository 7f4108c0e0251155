"""Which country is meant by its part of the world: "la nación asiática", "el gigante asiático", "the West African nation"."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import Party
from cuaderno.statements.regions import regions

_BESIDE, _BACK = 22, 200
"""Characters behind such a noun in which the adjective stands that says where the country is, and names back to that country."""


def named_by_region(parsed: Parsed, party: Party) -> tuple[str, ...]:
    """The country of the part of the world that a noun names, told last before it; () where no part is named, or none of it was told."""
    if party.kind != "country":
        return ()
    scene = parsed.sentence.scene
    parts = scene.words.local("slot-part-of-the-world")
    behind = parsed.gap(party.end, party.end + _BESIDE)[:1]
    phrase = " ".join((parsed.plain[party.start : party.end], *behind))
    named = max((form for form in parts if f" {form}" in phrase), key=len, default="")
    if not named:
        return ()
    there, last = regions()[parts[named]], bisect_left(scene.named, party.start, key=attrgetter("start"))
    told = (mark.code for mark in reversed(scene.named[max(0, last - _BACK) : last]))
    return next(((code,) for code in told if code in there), ())
