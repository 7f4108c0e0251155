"""Aid that is called by the name of who gets it: "the Ukraine aid package", "Kenya's military aid from Germany"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.roles import FOR, FROM, TERRITORIES, TO

if TYPE_CHECKING:
    from cuaderno.documents.slots.parsed import Parsed

_FEW, _AWAY = 4, 4
"""Words from a name to the noun for aid, and characters from that noun's preposition to a name, at most."""
_NAMES = frozenset(("place", "demonym", "capital", "government"))


def is_for_them(parsed: Parsed, mark: Mark, code: str, kind: str, *, owns: bool) -> bool:
    """Whether aid is called by a country that gets it: by its name in full, or as its own that comes from another; not "U.S. aid", "Japan's
    aid", nor where it is told to whom it goes."""
    if kind != "place" or code not in TERRITORIES or parsed.small.clitic:
        return False
    if not owns and (code in _GIVERS or parsed.sentence.scene.text[mark.start : mark.end].isupper()):
        return False
    scene, small = parsed.sentence.scene, parsed.small
    nouns, named = scene.words.local("slot-aid-called"), False
    for word, _, end in scene.words_after(mark.end + 2 * owns, _FEW):
        if word in nouns or (named and small.aid.get(word) == "aid"):
            led, _, at = scene.word_after(end)
            toward = small.role.get(led) if _names_at(parsed, at) else None
            return toward == FROM if owns else toward not in (TO, FOR)
        if small.aid.get(word) != "on":
            return False
        named = True
    return False


_GIVERS = frozenset(("USA", "GBR"))
"""Countries whose name in full stands before what they give: "United States aid"."""


def _names_at(parsed: Parsed, at: int) -> bool:
    """Whether a party is named right behind a preposition, or its article."""
    marks = parsed.sentence.scene.between(at, parsed.end)
    return any(mark.kind in _NAMES and mark.start - at <= _AWAY + 1 for mark in marks[:_FEW])
