"""Currencies told by a name that several countries have: pesos, kroner, shillings, dinars; the country beside it says which."""

from __future__ import annotations

from cuaderno.documents.scene import Scene

NAMES = ("place", "demonym", "capital", "government")
SHARED = frozenset({"PESO", "KRONE", "SHILLING", "DINAR", "RUPEE", "FRANC", "POUND", "RIYAL", "RIAL", "DIRHAM", "LEU"})
"""Codes of such names; each has a `local` table of its own, from the currency to its countries."""
ANY = "any"
"""In such a table: the currency that is meant where no country says which."""


def currency(scene: Scene, unit: str, place: int) -> str:
    """The currency of a sum at a place: by the country before it in its sentence, or behind it, or the first one of the text; or nothing."""
    if unit not in SHARED:
        return unit
    known = scene.words.local(unit.lower())
    sentence = scene.sentence_at(place)
    beside = sorted(mark for kind in NAMES for mark in sentence.of(kind) if mark.code.casefold() in known)
    before = [mark for mark in beside if mark.end <= place]
    if beside:
        return known[(before[-1] if before else beside[0]).code.casefold()]
    for kind in NAMES:
        for mark in scene.of(kind):
            if (code := mark.code.casefold()) in known:
                return known[code]
    return known.get(ANY, "")
