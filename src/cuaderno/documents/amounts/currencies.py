"""Currencies told by a name that several countries have: pesos, kroner, shillings, dinars; the country beside it says which."""

from __future__ import annotations

from collections import Counter
from typing import cast

from cuaderno.documents.amounts.numerals import Number
from cuaderno.documents.scene import Scene

NAMES = ("place", "demonym", "capital", "government")
SHARED = frozenset({"PESO", "KRONE", "SHILLING", "DINAR", "RUPEE", "FRANC", "POUND", "RIYAL", "RIAL", "DIRHAM", "LEU"})
"""Codes of such names; each has a `local` table of its own, from the currency to its countries."""
DOLLAR, PESO = "USD", "PESO"
_EQUALS, _ONE, _UNIT = "=", "1", 3
"""Signs and words of a rate of exchange: one, and its unit of up to two words."""
ANY = "any"
"""In such a table: the currency that is meant where no country says which."""


def currency(scene: Scene, unit: str, place: int) -> str:
    """The currency of a sum at a place: by the country before it in its sentence, or behind it, or the first one of the text; or nothing."""
    if unit == DOLLAR and _is_pesos(scene, place):
        unit = PESO
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


def _is_pesos(scene: Scene, place: int) -> bool:
    """Whether a bare "$" is of pesos: in a text that writes "US$" for dollars and tells most of a country of pesos, away from the United States."""
    if scene.plain[place : place + 1] != "$" or scene.plain[place - 1 : place].isalpha():
        return False
    written = cast("bool | None", scene.notes.get("dollars written"))
    if written is None:
        written = any(sign in scene.plain for sign in scene.words.local("us_dollar_sign"))
        pesos = scene.words.local(PESO.lower())
        told = Counter([mark.code for mark in scene.named if mark.code != "USA"]).most_common(1)
        written = scene.notes["dollars written"] = written and any(code.casefold() in pesos for code, _ in told)
    return written and not any(mark.code == "USA" for kind in NAMES for mark in scene.sentence_at(place).of(kind))


def is_rate_of_exchange(scene: Scene, number: Number) -> bool:
    """Whether a sum only says what one unit of money is worth in another, or is that unit: "($1 = 9.87 Norwegian crowns)"."""
    if scene.word_after(number.end)[0] == _EQUALS:
        return number.value == 1
    word, start, _ = scene.word_before(number.lead)
    return word == _EQUALS and any(before == _ONE for before, _, _ in scene.words_before(start, _UNIT))
